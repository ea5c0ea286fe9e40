"""What a reader must not mistake: years, figures, who went where, what was translated."""

import dataclasses
import re
from pathlib import Path

import pytest

from brief.reading import brief_of
from dossier.brief import compose
from dossier.brief.bidi import find_direction, find_levels
from dossier.brief.charts import Map, MapPlace, Timeline
from dossier.brief.flow import linear
from dossier.brief.sections import pictures
from dossier.brief.spec import Spec
from dossier.brief.wording import place_line
from dossier.case import edits, file, find
from dossier.case.case import Case
from dossier.model import counts
from dossier.model.chains import Chain, Hop
from dossier.model.codecs import Position
from dossier.model.dates import Reported
from dossier.model.records import (
    CaseInfo,
    Claim,
    Incident,
    IncidentPlace,
    Place,
    Quote,
    Source,
    Text,
)

BODY = "More than 130 soldiers left. «Нарушений не было», said a guard. “We saw it”, said a driver."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """One incident of 22 June 2021 and a text to cite."""
    case = file.create(tmp_path / "a.dossier", CaseInfo(title="Crossings"))
    edits.paste_source(case, Source(title="Report"), BODY)
    edits.add(case, Incident(title="The first", date=Reported.of("22 June 2021")))
    return case


def _claim(case: Case, words: str) -> None:
    at = BODY.index(words)
    claim = Claim(incident=case.all(Incident)[0].id, attribute="count", stance="asserts",
                  measure="crossed", stated=words, count=counts.read(words))  # fmt: skip
    edits.add_claim(case, claim, edits.passage(case, case.all(Text)[0].id, at, at + len(words)))


def _quote(case: Case, words: str, **fields: str) -> None:
    at = BODY.index(words)
    cited = edits.cite(case, case.all(Text)[0].id, at, at + len(words))
    quote = Quote(text=words, form="verbatim", citation=cited.id, **fields)  # type: ignore[arg-type]  # by keyword
    edits.add(case, quote)


def _place(case: Case, name: str, role: str) -> None:
    place = edits.add(case, Place(name=name))
    edits.add(case, IncidentPlace(incident=case.all(Incident)[0].id, place=place.id, role=role))


def test_a_date_goes_without_its_year_only_where_all_are_of_one_year(case: Case) -> None:
    edits.add(case, Incident(title="The second", date=Reported.of("23 June 2021")))
    assert "22 Jun The first" in brief_of(case).text()
    edits.add(case, Incident(title="The third", date=Reported.of("22 June 2020")))
    text = brief_of(case).text()
    assert "22 Jun 2020 The third" in text
    assert "22 Jun 2021 The first" in text


def test_a_part_without_incidents_does_not_say_that_the_case_has_none(case: Case) -> None:
    text = brief_of(case, since="July 2021").text()
    assert "No incident of the case falls into this period. It covers July 2021 and later." in text
    assert "no incidents yet" not in text


def test_a_span_covers_only_incidents_that_have_both_ends(case: Case) -> None:
    edits.add(case, Incident(title="Undated"))
    edits.add(case, Incident(title="Open", date=Reported("", "1985/..")))
    said = "22 June 2021 (without 2 whose days are not known): 3 incidents, from"
    assert said in brief_of(case).text()


def test_a_line_of_days_says_which_days_are_not_known_exactly(case: Case) -> None:
    for edtf in ("2021-06-26~", "2021-06-21/2021-06-27", "2021-06-20/2021-06-27"):
        edits.add(case, Incident(title=edtf, date=Reported("", edtf)))
    (line,) = (
        block
        for block in pictures.timeline(compose.gather(case, Spec()))
        if isinstance(block, Timeline)
    )
    assert {event.when for event in line.events} == {"", "about 26 Jun", "21–27 Jun"}
    table = str(list(linear((line,))))
    assert "2021-06-22" in table
    assert "about 26 Jun" in table
    assert "2021-06-26" not in table


def test_a_distance_has_the_margin_with_which_the_map_draws_its_places(case: Case) -> None:
    at = {"A": 370000000, "B": 380000000, "C": 390000000}
    for name, precision in zip(at, ("district", "settlement", "province"), strict=True):
        where = Position(latitude=at[name], longitude=680000000)
        place = edits.add(case, Place(name=name, position=where, precision=precision))
        incident = edits.add(case, Incident(title=name))
        edits.add(case, IncidentPlace(incident=incident.id, place=place.id, role="occurred_at"))
    text = brief_of(case, "distances").text()
    assert re.search(r"A B about 11\d km \(±25 km\)", text)
    assert re.search(r"B C about 11\d km [^(]", text)
    assert "How exactly C is known is not recorded: no margin." in text


def test_other_files_say_what_the_numbers_on_a_map_are() -> None:
    place = MapPlace("Kaldar", 0, 0, number="1")
    flow = linear((Map("Map", (place,), remark="Numbers are those of the incidents."),))
    assert "Numbers are those of the incidents." in str(list(flow))


def test_a_key_figure_is_a_numeral_with_the_words_it_was_read_from(case: Case) -> None:
    _claim(case, "More than 130 soldiers")
    assert "> 130 22 Jun1 stated as “More than 130 soldiers”" in brief_of(case).text()


def test_a_speaker_who_is_only_described_is_a_speaker(case: Case) -> None:
    _quote(case, "Нарушений не было", description="a guard", language="ru")
    _quote(case, "We saw it", description="a driver")
    assert "2 statements by 2 speakers" in brief_of(case).text()


def test_the_translation_of_a_quotation_is_printed_and_says_by_whom(case: Case) -> None:
    _quote(case, "Нарушений не было", description="a guard", language="ru",
           translation="There were no violations", translator="the desk")  # fmt: skip
    text = brief_of(case).text()
    assert "Нарушений не было" in text
    assert "Translation by the desk: There were no violations" in text


def test_arrows_and_chains_lead_rightwards_also_between_names_that_run_leftwards(
    case: Case,
) -> None:
    _place(case, "قندوز", "occurred_at")
    _place(case, "ختلان", "destination")
    incident = case.all(Incident)[0].id
    line = place_line(find.evidence(case, incident))
    row = find.listing(case, "incident", [incident])[0]
    assert isinstance(row, find.IncidentRow)
    chain = Chain((Hop("شیرزاد اسدوف", how="told", to="طلوع"), Hop("خامه", how="cited"))).words()
    for words in (line, row.place_line):
        assert _level(words, "→") == 0
        assert words.index("قندوز") < words.index("ختلان")
    assert _level(chain, "told") == _level(chain, "as cited by") == 0


def test_the_register_runs_to_the_right_after_a_title_that_runs_to_the_left(case: Case) -> None:
    held = case.all(Source)[0]
    edits.change(case, dataclasses.replace(held, title="گزارش", language="fa-AF", author="Amir"))
    _claim(case, "More than 130 soldiers")
    assert "گزارش. Amir, Dari" in brief_of(case).text()


def _level(words: str, part: str) -> int:
    """Embedding level of a part: 0 runs to the right in a line that runs to the right."""
    return find_levels(words, find_direction(words))[words.index(part)]


def test_what_the_analyst_set_aside_stays_out_and_is_counted(case: Case) -> None:
    _claim(case, "More than 130 soldiers")
    edits.change(case, dataclasses.replace(case.all(Incident)[0], status="set_aside"))
    text = brief_of(case).text()
    assert "1 incident is set aside and left out." in text
    assert "no incidents yet" not in text
    assert "The first" not in text
    assert "130" not in text


def test_a_figure_without_a_source_says_so_and_never_leads(case: Case) -> None:
    claim = Claim(incident=case.all(Incident)[0].id, attribute="count", stance="asserts",
                  measure="crossed", stated="77", count=counts.read("77"))  # fmt: skip
    edits.add_claim(case, claim)
    text = brief_of(case).text()
    assert "Count: crossed 77 77 77 uncited" in text
    assert text.index("Chronology") < text.index(" 77 ")
