"""The handling mark of a brief: as strict as the strictest thing in it, and never guessed."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from brief.reading import brief_of
from dossier.brief import catalogue
from dossier.brief.spec import parts
from dossier.case import edits
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import Actor, CaseInfo, Incident, Quote, Source, SourceLink


def _change(case: Case, record: Actor | CaseInfo | Incident | Source, **fields: Any) -> None:
    edits.change(case, dataclasses.replace(record, **fields))


def _incident(case: Case, number: int) -> Incident:
    return case.all(Incident)[number - 1]


def _speaker(case: Case) -> Actor:
    return case.get(Actor, case.all(Quote)[0].speaker or 0)


def test_the_mark_is_the_strictest_of_what_the_brief_holds(sample: Case) -> None:
    assert "TLP:CLEAR" in brief_of(sample).pages()[0]
    _change(sample, _incident(sample, 2), handling="TLP:GREEN")
    assert brief_of(sample).pages()[0].count("TLP:GREEN") == 2
    _change(sample, sample.all(Source)[0], handling="tlp:amber")
    pages = brief_of(sample).pages()
    assert [page.count("TLP:AMBER") >= 2 for page in pages] == [True] * len(pages)


def _interviewer(case: Case) -> Actor:
    return next(actor for actor in case.all(Actor) if actor.name == "Dennis Wholey")


def _relay(case: Case) -> Actor:
    return next(actor for actor in case.all(Actor) if actor.name == "Eurasianet")


@pytest.mark.parametrize("who", [_speaker, _interviewer, _relay])
def test_the_handling_of_everybody_printed_counts(
    sample: Case, who: Callable[[Case], Actor]
) -> None:
    _change(sample, who(sample), handling="TLP:RED")
    assert "TLP:RED" in brief_of(sample).pages()[0]


def test_content_that_is_left_out_does_not_raise_the_mark(sample: Case) -> None:
    _change(sample, _incident(sample, 2), handling="TLP:RED")
    assert "TLP:CLEAR" in brief_of(sample, words="Kaldar").pages()[0]


def test_a_weaker_mark_is_refused_and_a_stricter_one_is_taken(sample: Case) -> None:
    _change(sample, _incident(sample, 2), handling="TLP:AMBER")
    with pytest.raises(DossierError, match="marked TLP:AMBER; TLP:GREEN is weaker"):
        brief_of(sample, mark="TLP:GREEN")
    with pytest.raises(DossierError, match="no mark is weaker"):
        brief_of(sample, mark="")
    assert "TLP:RED" in brief_of(sample, mark="tlp:red").pages()[0]
    assert "TLP:AMBER+STRICT" in brief_of(sample, mark="TLP:AMBER+STRICT").pages()[0]


def test_marks_that_nobody_has_ranked_are_not_guessed(sample: Case) -> None:
    _change(sample, _incident(sample, 2), handling="Eyes only")
    with pytest.raises(DossierError, match="which is stricter of the marks EYES ONLY, TLP:CLEAR"):
        brief_of(sample)
    assert "TLP:RED" in brief_of(sample, mark="TLP:RED").pages()[0]


def test_another_scheme_has_levels_of_its_own(sample: Case) -> None:
    _change(sample, sample.info, handling_scheme="generic", handling_mark="PUBLIC")
    _change(sample, _incident(sample, 2), handling="Restricted")
    assert brief_of(sample).pages()[0].count("RESTRICTED") == 2


def test_a_brief_bears_no_weaker_mark_than_its_case(sample: Case) -> None:
    _change(sample, sample.info, handling_mark="TLP:AMBER")
    with pytest.raises(DossierError, match="The case is marked TLP:AMBER; TLP:CLEAR is weaker"):
        brief_of(sample, mark="TLP:CLEAR")
    assert "TLP:RED" in brief_of(sample, mark="TLP:RED").pages()[0]


@pytest.mark.parametrize("mark", ["TLP:GREN", "Secret"])
def test_a_mark_that_the_scheme_does_not_know_is_refused(sample: Case, mark: str) -> None:
    with pytest.raises(DossierError, match=f"{mark.upper()} is no mark of this case") as caught:
        brief_of(sample, mark=mark)
    assert "TLP:GREEN" in caught.value.hint


def test_a_case_without_marks_may_print_under_one_of_its_own(sample: Case) -> None:
    _change(sample, sample.info, handling_mark="")
    assert "NAMED RECIPIENTS" in brief_of(sample, mark="Named recipients").pages()[0]
    with pytest.raises(DossierError, match="no mark of this case"):
        brief_of(sample, mark="TLP:GREN")


def _uncited(case: Case, *, handling: str = "", publisher: str = "") -> Source:
    outlet = edits.add(case, Actor(name="Zq Press", handling=publisher))
    return edits.add_source(
        case, Source(title="Zqtitle", publisher=outlet.id, handling=handling), None
    )


@pytest.mark.parametrize("field", ["handling", "publisher"])
def test_a_source_that_is_printed_without_being_cited_counts(sample: Case, field: str) -> None:
    added = _uncited(sample, **{field: "TLP:RED"})
    own = catalogue.part("text", {"text": f"A sentence [{added.reference}]."})
    every = catalogue.part("source_register", {"uncited": True})
    for sections in ((own, *parts("source_register")), (*parts("chronology"), every)):
        page = brief_of(sample, sections=sections).text()
        assert "Zqtitle" in page
        assert page.startswith("TLP:RED")
        with pytest.raises(DossierError, match="marked TLP:RED; TLP:GREEN is weaker"):
            brief_of(sample, sections=sections, mark="TLP:GREEN")
    assert brief_of(sample).text().startswith("TLP:CLEAR")


def test_who_a_source_draws_on_counts(sample: Case) -> None:
    agency = edits.add(sample, Actor(name="Zq Agency", handling="TLP:RED"))
    with sample.edit("Link") as edit:
        link = SourceLink(source=sample.all(Source)[0].id, to_actor=agency.id)
        edit.insert(link)
    assert "TLP:RED" in brief_of(sample).pages()[0]


# ---- portion marks


def _restricted(case: Case) -> None:
    info = dataclasses.replace(case.info, handling_scheme="generic", handling_mark="INTERNAL")
    edits.change(case, info)


def test_each_portion_bears_the_strictest_mark_of_what_it_rests_on(sample: Case) -> None:
    _restricted(sample)
    incident = sample.all(Incident)[0]
    edits.change(sample, dataclasses.replace(incident, handling="RESTRICTED"))
    brief = brief_of(sample, "title_block", "chronology", "incidents", "annex_names")
    text = brief.text()
    assert f"(RES) {incident.title}" in text
    assert "(INT) Soldiers flee from Kaldar" in text
    assert "(RES) Date" in text  # a table bears that of its strictest row
    assert "(RES) Names as written" in text  # what cites nothing bears that of the brief
    assert brief.pages()[0].count("RESTRICTED") == 2


def test_a_quotation_is_marked_outside_its_marks(sample: Case) -> None:
    _restricted(sample)
    text = brief_of(sample, "actors_and_statements").text()
    assert text.count("(INT)") > len(sample.all(Quote))
    assert "“ (INT)" not in text


def test_sources_are_marked_by_their_own_mark(sample: Case) -> None:
    _restricted(sample)
    source = sample.all(Source)[0]
    edits.change(sample, dataclasses.replace(source, handling="CONFIDENTIAL"))
    text = brief_of(sample, "chronology", "source_register").text()
    assert "(CON) Summary written for this sample" in text
    assert "(CON) Date" in text


def test_a_scheme_without_short_forms_marks_no_portion(sample: Case) -> None:
    assert "(TLP" not in brief_of(sample).text()
