"""Admiralty grades: printed, sorted, and offered only as far as the origins carry."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import DossierError
from dossier.model import grading
from dossier.model.chains import Corroboration
from dossier.model.grading import Grade, is_judged, mean, offer, reliability_in_force
from dossier.model.terms import CorroborationStatus, Credibility, Reliability

GRADES = [Grade(r, c) for r, c in itertools.product(Reliability, Credibility)]


def test_a_grade_prints_as_letter_and_digit_and_reads_back() -> None:
    assert str(Grade(Reliability.B, Credibility.PROBABLY_TRUE)) == "B2"
    for grade in GRADES:
        assert grading.read(str(grade)) == grade
    assert str(grading.read(" b-2 ")) == "B2"
    assert str(Grade(Reliability.B)) == "B–"


@pytest.mark.parametrize("wrong", ["", "B", "2B", "G1", "A7", "B22", "A0"])
def test_what_is_no_grade_is_refused_with_a_hint(wrong: str) -> None:
    with pytest.raises(DossierError, match="as B2"):
        grading.read(wrong)


def test_a_grade_is_said_in_words() -> None:
    assert grading.read("B2").words() == "Usually reliable; probably true"
    assert grading.read("F6").words() == "Cannot be judged; cannot be judged"
    assert Grade().words() == "Not graded; not graded"


@given(st.permutations([*GRADES, Grade()]))
def test_best_comes_first_and_not_judged_and_not_graded_last(mixed: list[Grade]) -> None:
    ordered = sorted(mixed)
    assert str(ordered[0]) == "A1"
    assert str(ordered[-2]) == "F6"
    assert ordered[-1] == Grade()
    letters = [grade.reliability for grade in ordered[:-1]]
    assert letters.index(Reliability.F) > max(i for i, x in enumerate(letters) if x != "F")


def test_not_judged_is_left_out_of_means_because_it_is_not_bad() -> None:
    assert mean([Reliability.A, Reliability.C, Reliability.F]) == 2
    assert mean([Credibility.DOUBTFUL, Credibility.NOT_JUDGED]) == 4
    assert mean([Reliability.F]) is None
    assert not is_judged(Credibility.NOT_JUDGED)
    assert not grading.read("B6").is_judged
    assert grading.read("B5").is_judged
    assert not Grade(Reliability.B).is_judged


def test_the_letter_of_the_source_goes_before_that_of_its_publisher() -> None:
    assert reliability_in_force(Reliability.E, Reliability.B) is Reliability.E
    assert reliability_in_force(None, Reliability.B) is Reliability.B
    assert reliability_in_force(None, None) is None


@pytest.mark.parametrize("status", list(CorroborationStatus))
def test_confirmed_is_offered_only_with_independent_origins(status: CorroborationStatus) -> None:
    offered = offer(Corroboration(origins=2, status=status))
    independent = status is CorroborationStatus.CORROBORATED
    assert offered.best == (Credibility.CONFIRMED if independent else Credibility.PROBABLY_TRUE)
    assert offered.why.endswith(".")
