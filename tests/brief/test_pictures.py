"""Pictures of a brief: nothing stands on top of something else, all is said in words too."""

from datetime import UTC, date, datetime
from io import BytesIO

import page as validator
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.reading import brief_of
from dossier import pdfium
from dossier.brief.boxes import Drawing
from dossier.brief.charts import Event, Interval, Intervals, Timeline
from dossier.brief.document import Document, PageSize
from dossier.brief.inline import Ledger
from dossier.brief.intervals import measure_scale, round_step, set_intervals
from dossier.brief.look import measure_sheet
from dossier.brief.press import render
from dossier.brief.sections import pictures
from dossier.brief.setting import Setting
from dossier.brief.shaping import Shaper
from dossier.brief.timeline import set_timeline
from dossier.brief.typesetting import Typesetter
from dossier.case.case import Case

DATE = datetime(2021, 6, 28, tzinfo=UTC)
JUNE = date(2021, 6, 20).toordinal()
DAYS = tuple((JUNE + n, f"{20 + n} June") for n in range(0, 11, 2))

events = st.lists(
    st.builds(
        Event,
        st.integers(JUNE, JUNE + 10),
        st.sampled_from(("Kaldar", "Shir Khan Bandar", "بندر شیرخان", "x" * 40, "")),
        st.sampled_from(("", "134", "More than 130", "1,000,000")),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


def setting() -> Setting:
    return Setting({}, Typesetter(Shaper("en")), measure_sheet(PageSize.A4), Ledger(), {})


def drawing_of(block: Timeline) -> Drawing:
    own = setting()
    [item] = set_timeline(block, own.full, own)
    assert isinstance(item.box, Drawing)
    return item.box


def boxes(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of the words of a drawing that are not empty."""
    held = []
    for label in drawing.labels:
        for number, line in enumerate(label.words.lines):
            if line.width:
                left = label.x + line.offset
                top = label.y + number * label.words.leading
                held.append((left, top, left + line.width, top + label.words.leading))
    return held


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    slack = 0.5
    return (
        one[0] + slack < other[2]
        and other[0] + slack < one[2]
        and one[1] + slack < other[3]
        and other[1] + slack < one[3]
    )


@given(events)
def test_no_words_of_a_time_line_stand_on_others_or_leave_the_page(held: list[Event]) -> None:
    if not held:
        return
    drawing = drawing_of(Timeline("Line", tuple(held), DAYS))
    words = boxes(drawing)
    width = setting().full.width
    assert all(left >= -0.5 and right <= width + 0.5 for left, _, right, _ in words)
    pairs = [(a, c) for i, a in enumerate(words) for c in words[i + 1 :]]
    assert not [pair for pair in pairs if overlap(*pair)]


def test_a_crowd_on_a_time_line_becomes_bars() -> None:
    crowd = tuple(Event(JUNE + n % 10, f"Place {n}", "5", 5) for n in range(2000))
    drawing = drawing_of(Timeline("Line", crowd, DAYS))
    assert len(drawing.labels) == len(DAYS)
    assert drawing.height < 100


@pytest.mark.parametrize("days", [(), ((JUNE, "20 June"),), ((JUNE, "a"), (JUNE, "b"))])
def test_a_time_line_without_length_is_left_out(days: tuple[tuple[int, str], ...]) -> None:
    own = setting()
    block = Timeline("Line", (Event(JUNE, "x"),), days)
    assert set_timeline(block, own.full, own) == []


@given(st.integers(365_000, 1_095_000), st.integers(0, 700_000))
def test_ticks_are_few_in_order_and_around_all_events(first: int, span: int) -> None:
    last = min(first + span, 1_095_000)
    ticks = pictures._name_days(first, last)
    days = [day for day, _ in ticks]
    assert days == sorted(set(days))
    assert days[0] <= first
    assert last <= days[-1]
    assert 2 <= len(days) <= 12


@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.none() | st.integers(0, 10**7)), min_size=1, max_size=6
    )
)
def test_a_scale_of_counts_holds_all_of_them_with_few_round_numbers(
    bounds: list[tuple[int, int | None]],
) -> None:
    held = [Interval("n", "who", low, None if add is None else low + add) for low, add in bounds]
    scale = measure_scale(held, 0, 100)
    assert scale.first >= 0
    assert (scale.last - scale.first) % scale.step == 0
    assert 1 <= (scale.last - scale.first) // scale.step <= 9
    for interval in held:
        assert scale.first <= interval.low <= scale.last
        assert scale.first <= (interval.high or 0) <= scale.last or interval.high is None


def test_steps_are_one_two_or_five_of_a_power_of_ten() -> None:
    assert [round_step(n) for n in (0.1, 1, 1.5, 3, 7, 11, 26, 99)] == [1, 1, 2, 5, 10, 20, 50, 100]


def test_a_picture_is_said_in_words_and_conforms() -> None:
    out = BytesIO()
    intervals = (
        Interval("134", "Security services", 134, 134, used=True),
        Interval("More than 130", "Eurasianet", 131, None),
        Interval("up to 150", "وزارت دفاع", 0, 150),
    )
    line = Timeline("Line", (Event(JUNE, "Kaldar", "17", 17), Event(JUNE + 4, "x")), DAYS)
    render(Document("Pictures", (Intervals("Crossed", intervals), line), DATE), out)
    for profile in ("pdf-ua-1", "pdf-a-3a"):
        report = validator.validate_pdf_bytes(out.getvalue(), profile=profile)
        assert [failure.message for failure in report.failures] == []
    with pikepdf.open(out) as pdf:
        said = [str(thing.Alt) for thing in pdf.objects if _is_figure(thing)]
    told = (
        "134 (Security services): exactly 134, used",
        "More than 130 (Eurasianet): at least 131",
        "up to 150 (وزارت دفاع): 0 to 150",
    )
    assert said == [
        f"Crossed: {'; '.join(told)}",
        "Line: Kaldar 17; x",
    ]


def _is_figure(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_counts_without_end_or_of_nothing_can_be_drawn() -> None:
    own = setting()
    assert set_intervals(Intervals("None", ()), own.main, own) == []
    zero = Intervals("Zero", (Interval("none", "who", 0, 0),))
    huge = Intervals("Huge", (Interval("9" * 300, "w" * 500, 10**18, None),))
    assert set_intervals(zero, own.main, own)
    assert set_intervals(huge, own.main, own)


def test_the_sample_draws_its_counts_and_its_days(sample: Case) -> None:
    data = brief_of(sample).data
    with pdfium.opened(data) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "CROSSED: AS REPORTED" in text
    assert "24 June" in text
