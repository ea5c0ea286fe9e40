"""Two copies of a case, and two cases, become one: what stands once stays one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.case import checks, edits, file, issues, judging, keeping, verify
from dossier.case.case import Case
from dossier.exchange.package import PackageReader, PackageWriter
from dossier.exchange.plan import plan
from dossier.exchange.sample import create_sample
from dossier.model.counts import read
from dossier.model.records import (
    Brief,
    CaseInfo,
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Issue,
    Rating,
)
from dossier.model.terms import Fit

WORDS = 'text = "The flood killed nine [INC-0001, INC-0002]; [S-0009] and INC-0001 stay."'


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Case]:
    with create_sample(tmp_path / "here.dossier") as case:
        yield case


@pytest.fixture
def copy(here: Case, tmp_path: Path) -> Iterator[Case]:
    """A copy of the case, on which a colleague goes on."""
    path = Path(shutil.copy(here.path, tmp_path / "copy.dossier"))
    with file.open_case(path) as case:
        yield case


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Case]:
    """Another case with incidents of its own."""
    with file.create(tmp_path / "other.dossier", CaseInfo(title="Flood")) as case:
        edits.add(case, Incident(title="The bridge goes"))
        edits.add(case, Incident(title="The dam goes"))
        yield case


def brought(case: Case, into: Case) -> list[str]:
    """Import one case into another; what the plan says."""
    package = case.path.with_suffix(".zip")
    PackageWriter().write(case, package)
    with PackageReader().read(package) as delivery:
        planned = plan(into, delivery)
        said = list(planned.lines())
        planned.apply(into)
    assert verify.verify(into) == []
    return said


def test_references_in_a_brief_that_comes_in_lead_to_what_they_led_to(
    here: Case, other: Case
) -> None:
    keeping.keep(other, "Note", WORDS)
    said = brought(other, here)
    first, second = here.all(Incident)[-2:]
    assert (first.title, first.reference) == ("The bridge goes", "INC-0005")
    wanted = WORDS.replace("[INC-0001, INC-0002]", f"[INC-0005, {second.reference}]")
    assert [brief.plan for brief in here.all(Brief)] == [wanted]
    assert "    INC-0001 -> INC-0005" in said


def test_a_brief_that_comes_later_knows_what_its_records_were_called_when_they_came(
    here: Case, other: Case
) -> None:
    brought(other, here)
    keeping.keep(other, "Note", WORDS)
    brought(other, here)
    assert "[INC-0005, INC-0006]" in here.all(Brief)[0].plan


def test_a_row_of_the_matrix_names_its_incident_as_it_is_called_here(
    here: Case, other: Case
) -> None:
    judging.lay_out(other, "incident", other.all(Incident)[0].id)
    brought(other, here)
    assert "INC-0005 The bridge goes" in [row.title for row in here.all(Exhibit)]


def test_the_headline_figure_of_the_case_stays_the_only_one(here: Case, copy: Case) -> None:
    incident = here.all(Incident)[0].id
    [mine] = [c for c in here.children(Claim, "incident", [incident])[incident] if c.chosen]
    more = replace(mine, id=0, stated="200", count=read("200"), chosen=False)
    new = edits.add_claim(copy, more)
    edits.choose_claim(copy, new.id)
    said = brought(copy, here)
    held = here.children(Claim, "incident", [incident])[incident]
    assert new.id in [claim.id for claim in held]
    assert [claim.id for claim in held if claim.chosen] == [mine.id]
    assert any("the case has chosen another: 1" in line for line in said)
    assert checks.check(here).total == 0


def test_a_headline_figure_comes_in_where_the_case_has_none(here: Case, other: Case) -> None:
    incident = other.all(Incident)[0].id
    claim = Claim(incident=incident, attribute="count", stated="9", stance="asserts", chosen=True)
    new = edits.add_claim(other, claim)
    brought(other, here)
    assert here.get(Claim, new.id).chosen


def test_what_both_laid_out_is_one_row_and_its_ratings_come_onto_it(here: Case, copy: Case) -> None:
    incident = here.all(Incident)[1].id
    answers = here.all(Hypothesis)
    mine, row = (judging.lay_out(case, "incident", incident) for case in (here, copy))
    assert mine.id != row.id
    judging.rate(here, mine.id, answers[0].id, Fit.CONSISTENT)
    judging.rate(copy, row.id, answers[0].id, Fit.INCONSISTENT)
    judging.rate(copy, row.id, answers[1].id, Fit.NEUTRAL)
    said = brought(copy, here)
    assert [one.id for one in here.all(Exhibit) if one.incident == incident] == [mine.id]
    ratings = here.children(Rating, "exhibit", [mine.id])[mine.id]
    assert {one.hypothesis: one.value for one in ratings} == {
        answers[0].id: Fit.CONSISTENT,
        answers[1].id: Fit.NEUTRAL,
    }
    assert "  left out, the case has one that stands for it: 2" in said


def test_rows_of_the_matrix_in_words_alone_all_come_in(here: Case, other: Case) -> None:
    for case in (here, other):
        judging.add(case, Exhibit(title="It rained"))
    brought(other, here)
    assert [row.title for row in here.all(Exhibit)].count("It rained") == 2


def test_one_brief_of_two_copies_stays_one_with_the_issues_of_both(here: Case, other: Case) -> None:
    for case in (here, other):
        digest = f"{case.info.id:064x}"
        issues.store(case, "Weekly", "", Issue(number=1, state=digest, pdf=digest))
    brought(other, here)
    [brief] = issues.briefs(here)
    assert [one.brief for one in here.all(Issue)] == [brief.id, brief.id]
    assert issues.next_number(here, "Weekly") == 2


def test_another_brief_of_a_title_that_is_taken_comes_in_under_its_own(
    here: Case, other: Case
) -> None:
    mine = keeping.keep(here, "Weekly", "")
    keeping.keep(here, "Weekly 2", "")
    keeping.keep(other, "Weekly", WORDS)
    keeping.keep(other, "Weekly 3", "")
    said = brought(other, here)
    titles = [brief.title for brief in issues.briefs(here)]
    assert titles == ["Weekly", "Weekly 2", "Weekly 3", "Weekly 4"]
    held = issues.named(here, "Weekly")
    assert held is not None
    assert held.id == mine.id
    assert "    Weekly -> Weekly 4" in said
