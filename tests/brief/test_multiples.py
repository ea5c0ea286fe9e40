"""Small charts on one scale: what is certain, what is possible, week by week, place by place."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import page as validator
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.reading import brief_of
from dossier.brief.blocks import Table
from dossier.brief.charts import Bar, Chart, Multiples
from dossier.brief.compose import document, gather
from dossier.brief.document import Document
from dossier.brief.flow import linear
from dossier.brief.inline import spell_text
from dossier.brief.multiples import find_top, say_bar
from dossier.brief.press import render
from dossier.brief.sections.multiples import Counted, MultiplesSection, _Periods
from dossier.brief.spec import Spec, parts
from dossier.case import file
from dossier.case.case import Case
from dossier.model import counts
from dossier.model.dates import Reported
from dossier.model.records import CaseInfo, Claim, Incident, IncidentPlace, Place

DATE = datetime(2021, 6, 28, tzinfo=UTC)
bars = st.builds(
    lambda name, low, more, open_end: Bar(name, low, None if open_end else low + more, 1),
    st.sampled_from(("21 Jun", "Jun 2021", "x" * 60, "هفته")),
    st.integers(0, 10**7),
    st.integers(0, 10**6),
    st.booleans(),
)
charts = st.builds(Chart, st.sampled_from(("Kunduz", "بلخ", "x" * 200, "")),
                   st.lists(bars, max_size=40).map(tuple))  # fmt: skip


def printed(block: Multiples) -> bytes:
    out = BytesIO()
    render(Document("Charts", (block,), DATE), out)
    return out.getvalue()


def said(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(it.Alt) for it in pdf.objects if _is_figure(it)]


def _is_figure(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


@settings(max_examples=15)
@given(st.lists(charts, max_size=9))
def test_every_chart_is_drawn_and_said_once(held: list[Chart]) -> None:
    alts = said(printed(Multiples("Crossed, by week", tuple(held))))
    assert len(alts) == sum(bool(chart.bars) for chart in held)


def test_charts_say_each_bar_and_conform() -> None:
    chart = Chart("Kunduz", (Bar("21 Jun", 131, None, 1), Bar("28 Jun", 5, 9, 2)))
    data = printed(Multiples("Crossed, by week", (chart, Chart("Balkh", (Bar("21 Jun", 0, 0),)))))
    for profile in ("pdf-ua-1", "pdf-a-3a"):
        report = validator.validate_pdf_bytes(data, profile=profile)
        assert [failure.message for failure in report.failures] == []
    assert said(data) == ["Kunduz: 21 Jun at least 131; 28 Jun 5 to 9", "Balkh: 21 Jun 0"]


def test_a_file_without_drawings_tells_each_chart_as_a_table() -> None:
    chart = Chart("Kunduz", (Bar("21 Jun", 1131, None, 1), Bar("28 Jun", 5, 9, 2)))
    [_, table] = linear([Multiples("Crossed, by week", (chart, Chart("Balkh", ())))])
    assert isinstance(table, Table)
    rows = [[spell_text(cell) for cell in row] for row in table.rows]
    assert rows == [["21 Jun", "1,131", "open", "1"], ["28 Jun", "5", "9", "2"]]


@given(st.lists(bars, min_size=1, max_size=20))
def test_the_scale_holds_every_bar(held: list[Bar]) -> None:
    top = find_top([Chart("All", tuple(held))])
    assert all((bar.high if bar.high is not None else bar.low) <= top for bar in held)
    assert top <= 10 * max(1, *(bar.high or bar.low for bar in held))


def test_a_bar_without_end_says_so() -> None:
    found = [say_bar(Bar("w", low, high)) for low, high in ((1131, None), (5, 5), (0, 9))]
    assert found == ["at least 1,131", "5", "0 to 9"]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 15000))
def test_periods_are_few_and_every_day_lies_in_one(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    periods = _Periods(first, last)
    assert periods.starts == sorted(set(periods.starts))
    assert len(periods.starts) <= 45
    for day in (first, last, first + timedelta(days=span // 2)):
        assert periods.of(day) in periods.starts
        assert periods.of(day) <= day


# ---- the section -----------------------------------------------------------------------------


@pytest.fixture
def busy(tmp_path: Path) -> Case:
    """Fourteen incidents over four weeks in two provinces; the last one has no figure."""
    case = file.create(tmp_path / "busy.dossier", CaseInfo(title="Busy"))
    with case.edit("Fill") as edit:
        places = []
        for name in ("Kunduz", "Balkh"):
            province = edit.insert(Place(name=name, kind="ADM1"))
            places.append(edit.insert(Place(name=f"Port of {name}", parent=province.id)))
        for n in range(14):
            day = date(2021, 6, 1) + timedelta(days=2 * n)
            held = edit.insert(
                Incident(title=f"Incident {n}", date=Reported.of(f"{day.day} June 2021"))
            )
            place = places[n % 3 == 0]
            edit.insert(IncidentPlace(incident=held.id, place=place.id, role="occurred_at"))
            stated = "more than 130" if n == 12 else str(n + 1)
            if n < 13:
                edit.insert(Claim(incident=held.id, attribute="count", measure="crossed",
                                  unit="people", stated=stated, count=counts.read(stated),
                                  chosen=True))  # fmt: skip
    return case


def multiples_of(case: Case, **options: object) -> list[Multiples]:
    material = gather(case, Spec())
    blocks = MultiplesSection(**options).blocks(material)  # type: ignore[arg-type]  # by keyword
    return [block for block in blocks if isinstance(block, Multiples)]


def test_figures_are_added_week_by_week_in_each_province(busy: Case) -> None:
    with busy:
        [block] = multiples_of(busy)
        assert block.label == "Crossed: people, by week"
        assert [chart.name for chart in block.charts] == ["Kunduz", "Balkh"]
        assert [bar.name for bar in block.charts[0].bars] == [
            "31 May", "7 Jun", "14 Jun", "21 Jun"]  # fmt: skip
        total = sum(bar.low for chart in block.charts for bar in chart.bars)
        assert total == sum(range(1, 13)) + 131
        open_ends = [bar.name for chart in block.charts for bar in chart.bars if bar.high is None]
        assert open_ends == ["21 Jun"]


def test_incidents_can_be_counted_instead(busy: Case) -> None:
    with busy:
        [block] = multiples_of(busy, bars=Counted.INCIDENTS)
        assert sum(bar.low for chart in block.charts for bar in chart.bars) == 14


def test_what_is_left_out_is_said(busy: Case) -> None:
    with busy:
        text = brief_of(busy).text()
    assert "Figures over time" in text
    assert "1 incident without a day or such a figure is left out." in text


def test_few_incidents_have_charts_only_when_asked(sample: Case) -> None:
    assert multiples_of(sample) == []
    assert multiples_of(sample, always=True)


def test_a_template_can_ask_for_charts(sample: Case) -> None:
    spec = Spec(sections=parts("title_block", "small_multiples"))
    assert not [b for b in document(gather(sample, spec)).blocks if isinstance(b, Multiples)]
