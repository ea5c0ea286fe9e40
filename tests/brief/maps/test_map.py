"""A map in a brief: no words on other words, all of it said in words too, the same every time."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from math import hypot
from pathlib import Path
from random import Random

import page as validator
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.reading import brief_of
from dossier.brief.blocks import Block, Table
from dossier.brief.boxes import Drawing, Label
from dossier.brief.charts import Map, MapPlace, Movement
from dossier.brief.compose import document, gather
from dossier.brief.data import tell
from dossier.brief.document import Document, PageSize
from dossier.brief.flow import Items, linear
from dossier.brief.inline import Ledger, spell_text
from dossier.brief.look import HALO_COLOUR, measure_sheet
from dossier.brief.maps import marks
from dossier.brief.maps.drawing import round_length, set_map
from dossier.brief.maps.labelling import Room
from dossier.brief.maps.picture import Picture
from dossier.brief.maps.projection import frame_places
from dossier.brief.operators import write_colour
from dossier.brief.press import render
from dossier.brief.sections.map import number_of
from dossier.brief.setting import Setting
from dossier.brief.shaping import Shaper
from dossier.brief.spec import House, Spec, parts
from dossier.brief.typesetting import Typesetter
from dossier.case import edits, file
from dossier.case.case import Case
from dossier.model.dates import Reported
from dossier.model.records import CaseInfo, Incident, IncidentPlace, Place, Position

DATE = datetime(2021, 6, 28, tzinfo=UTC)
E7 = 10**7
NAMES = ("Kaldar", "Shir Khan Bandar", "بندر شیرخان", "Шаартуз", "x" * 200, "")


def at(lon: float, lat: float) -> tuple[int, int]:
    return round(lon * E7), round(lat * E7)


def place(name: str, lon: float, lat: float, radius: int = 0, number: str = "") -> MapPlace:
    return MapPlace(name, *at(lon, lat), radius, number, ("22 June · 134 people",))


SAMPLE = Map(
    "Map",
    (
        place("Shir Khan Bandar", 68.61, 37.18, number="1"),
        place("Kaldar", 67.77, 37.22, 15_000, "4"),
        MapPlace("Shahrtuz", *at(68.13, 37.26), minor=True),
    ),
    (Movement("INC-0004: Kaldar to Shahrtuz", (at(67.77, 37.22), at(68.13, 37.26))),
     Movement("INC-0001: Shir Khan Bandar to Tajikistan", (at(68.61, 37.18),), "TJ")),
)  # fmt: skip

near = st.builds(
    place,
    st.sampled_from(NAMES),
    st.floats(66, 70),
    st.floats(36, 38.5),
    st.sampled_from((0, 0, 5_000, 40_000)),
    st.sampled_from(("", "1", "12", "1 · 2 · 3")),
)


def drawing_of(block: Map) -> Drawing:
    own = Setting({}, Typesetter(Shaper("en")), measure_sheet(PageSize.A4), Ledger(), {})
    item, _ = set_map(block, own.full, own)
    assert isinstance(item.box, Drawing)
    return item.box


def letters(label: Label) -> list[tuple[float, float, float, float]]:
    """Boxes of the letters of a label, without the white above and below; turned ones in pieces."""
    text, held = label.words, []
    sine, cosine = label.turn
    for number, line in enumerate(text.lines):
        base = label.words.baseline + number * text.leading
        pieces = max(int(line.width / 4), 1) if sine else 1
        for n in range(pieces):
            left = line.offset + line.width * n / pieces
            right = line.offset + line.width * (n + 1) / pieces
            corners = [(x, y) for x in (left, right)
                       for y in (base - 0.5 * text.size, base + 0.02 * text.size)]  # fmt: skip
            turned = [
                (label.x + x * cosine + y * sine, label.y - x * sine + y * cosine)
                for x, y in corners
            ]
            xs, ys = zip(*turned, strict=True)
            if line.width:
                held.append((min(xs), min(ys), max(xs), max(ys)))
    return held


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[n] + 0.3 < other[n + 2] and other[n] + 0.3 < one[n + 2] for n in (0, 1))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(near, min_size=1, max_size=30))
def test_no_words_of_a_map_stand_on_others_or_leave_it(held: list[MapPlace]) -> None:
    drawing = drawing_of(Map("Map", tuple(held)))
    words = [letters(label) for label in drawing.labels]
    for boxes in words:
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= 483.5
            assert bottom <= drawing.height
    pairs = [(a, c) for i, a in enumerate(words) for c in words[i + 1 :]]
    assert not [pair for pair in pairs for a in pair[0] for c in pair[1] if overlap(a, c)]


@pytest.mark.parametrize(
    "points",
    [
        [(179.9, -17.0), (-179.9, -16.0)],
        [(0.0, 90.0), (90.0, 89.0)],
        [(0.0, -90.0)],
        [(-0.1, 51.5), (174.7, -36.8), (-77.0, -12.0)],
        [(0.0, 0.0), (180.0, 0.0)],
        [(-120.0, 80.0), (60.0, 80.0)],
        [(68.6, 37.2)] * 12,
    ],
)
def test_a_map_can_be_drawn_anywhere_on_the_globe(points: list[tuple[float, float]]) -> None:
    places = tuple(place(f"Place {n}", *point, number=str(n)) for n, point in enumerate(points))
    way = Movement("All of them", tuple(at(*point) for point in points), "NZ")
    drawing = drawing_of(Map("Map", places, (way,)))
    numbers = [float(n) for n in re.findall(r"-?\d+\.\d+", drawing.code)]
    assert all(abs(n) < 100_000 for n in numbers)
    assert drawing.labels


def test_a_place_known_vaguely_is_a_ring_of_its_size_and_no_dot() -> None:
    exact, vague = (
        drawing_of(Map("Map", (place("Kaldar", 67.77, 37.22, radius),))) for radius in (0, 15_000)
    )
    assert " c " in exact.code.partition("1 j")[2]
    dashed = vague.code.partition("[2 1.6] 0 d")[2].partition(" S")[0]
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?\d+\.\d) (-?\d+\.\d) [ml]", dashed)]
    middle = 483 / 2, -vague.height / 2
    radii = [hypot(x - middle[0], y - middle[1]) for x, y in points]
    assert max(radii) - min(radii) < 0.2
    assert radii[0] == pytest.approx(15 / 120 * 483, abs=1)  # the frame is 120 km wide


def printed(*blocks: Block) -> bytes:
    out = BytesIO()
    render(Document("Map", blocks, DATE), out)
    return out.getvalue()


def test_a_map_is_said_in_words_and_conforms() -> None:
    data = printed(SAMPLE)
    for profile in ("pdf-ua-1", "pdf-a-3a"):
        report = validator.validate_pdf_bytes(data, profile=profile)
        assert [failure.message for failure in report.failures] == []
    with pikepdf.open(BytesIO(data)) as pdf:
        [said] = [str(thing.Alt) for thing in pdf.objects if _is_figure(thing)]
    assert "Kaldar within 15 km (22 June · 134 people)" in said
    assert "Movements: INC-0004: Kaldar to Shahrtuz; INC-0001" in said
    assert "Around: " in said
    assert "Tajikistan" in said


def _is_figure(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_the_same_places_give_the_same_map() -> None:
    assert printed(SAMPLE) == printed(SAMPLE)


def test_a_map_of_nothing_is_nothing() -> None:
    own = Setting({}, Typesetter(Shaper("en")), measure_sheet(PageSize.A4), Ledger(), {})
    assert set_map(Map("Map", ()), own.full, own) == []


def test_names_of_users_are_words_on_a_map_too() -> None:
    evil = place("Q&A <b> ) Tj ET (\\", 68.6, 37.2)
    data = printed(Map("Map", (evil,)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("most", "length"), [(99.0, 50), (100.0, 100), (0.7, 0.5), (2500.0, 2000)])
def test_the_bar_of_a_map_has_a_round_length(most: float, length: float) -> None:
    assert round_length(most) == pytest.approx(length)


# ---- the section -----------------------------------------------------------------------------


def test_the_sample_shows_where_it_happened(sample: Case) -> None:
    text = brief_of(sample).text()
    for said in ("Where it happened", "Surkhandarya", "Amu Darya", "no endorsement of boundaries",
                 "1 is INC-0001", "Not on the map, for want of a position: INC-0003."):  # fmt: skip
        assert said in text


def test_a_position_that_is_not_exact_enough_is_not_called_missing(sample: Case) -> None:
    incident = sample.all(Incident)[0]
    for tie in sample.children(IncidentPlace, "incident", [incident.id])[incident.id]:
        place = sample.get(Place, tie.place or 0)
        edits.change(sample, replace(place, radius_m=None))
        edits.change(sample, replace(tie, precision="province"))
    text = brief_of(sample, "map").text()
    assert "Not on the map, for want of an exact enough position: INC-0001." in text
    assert "Not on the map, for want of a position: INC-0003." in text


def test_a_case_without_positions_has_no_map(tmp_path: Path) -> None:
    with file.create(tmp_path / "bare.dossier", CaseInfo(title="Bare")) as case:
        with case.edit("Fill") as edit:
            edit.insert(Incident(title="Somewhere", date=Reported.of("22 June 2021")))
        assert "Where it happened" not in brief_of(case).text()


def test_many_incidents_at_one_place_share_its_mark(tmp_path: Path) -> None:
    with file.create(tmp_path / "many.dossier", CaseInfo(title="Many")) as case:
        with case.edit("Fill") as edit:
            port = edit.insert(Place(name="Port", position=Position(371800000, 686100000)))
            for n in range(5):
                held = edit.insert(Incident(title=f"Incident {n}"))
                edit.insert(IncidentPlace(incident=held.id, place=port.id, role="occurred_at"))
        assert "5 incidents: 1, 2, 3 …" in brief_of(case).text()


def test_the_number_of_an_incident_is_that_of_its_reference() -> None:
    assert [number_of(r) for r in ("INC-0012", "7", "none", "")] == ["12", "7", "", ""]


def test_a_file_without_drawings_tells_the_map_as_a_table() -> None:
    told = list(linear([SAMPLE]))
    [table] = [it for it in told if isinstance(it, Table)]
    rows = [[spell_text(cell) for cell in row] for row in table.rows]
    assert rows[1] == ["4", "Kaldar", "37.22° N, 67.77° E", "15 km", "22 June · 134 people"]
    [moves] = [it for it in told if isinstance(it, Items)]
    assert len(moves.items) == len(SAMPLE.movements)


def test_the_attached_data_holds_the_whole_map() -> None:
    told = tell(SAMPLE)
    assert [place["name"] for place in told["places"]] == ["Shir Khan Bandar", "Kaldar", "Shahrtuz"]
    assert told["places"][1]["radius_m"] == 15_000
    assert told["movements"][1]["into"] == "TJ"


def test_a_circle_holds_the_number_of_incidents_where_they_are_many() -> None:
    kaldar, port = place("Kaldar", 67.77, 37.22), place("Port", 68.61, 37.18)
    plain, counted = (
        drawing_of(Map("Map", (kaldar, it))) for it in (port, replace(port, incidents=1234))
    )
    assert len(counted.labels) == len(plain.labels) + 1


@pytest.mark.parametrize(("tries", "unnamed"), [(0, 1), (3, 0)])
def test_a_name_that_finds_no_room_is_tried_again_before_the_others(
    monkeypatch: pytest.MonkeyPatch, tries: int, unnamed: int
) -> None:
    monkeypatch.setattr(marks, "_TRIES", tries)
    drawn = Random(2)  # noqa: S311 - the same crowd every time, no secret
    places = [
        place(f"Village {n}", 68 + drawn.random(), 37 + 0.6 * drawn.random(), number=str(n + 1))
        for n in range(30)
    ]
    frame = frame_places([((p.longitude / E7, p.latitude / E7), 0.0) for p in places], 483.0)
    own = Setting({}, Typesetter(Shaper("en")), measure_sheet(PageSize.A4), Ledger(), {})
    picture = Picture(own, Room(frame.width, frame.height))
    points = marks.mark_places(places, picture, frame)
    assert marks.name_places(places, points, picture, frame) == unnamed


PORT = Position(371800000, 686100000)


def map_of(case: Case) -> list[Map]:
    return [block for block in document(gather(case, Spec())).blocks if isinstance(block, Map)]


@pytest.mark.parametrize(
    ("precision", "own", "radius"),
    [
        ("exact", 900, 0),
        ("settlement", None, 0),
        ("near_settlement", None, 25_000),
        ("district", None, 20_000),
        ("district", 15_000, 15_000),
        ("province", 80_000, 80_000),
        ("", None, 0),
        ("", 7_000, 7_000),
        ("", -5, 0),
    ],
)
def test_what_is_known_vaguely_gets_a_ring(
    tmp_path: Path, precision: str, own: int | None, radius: int
) -> None:
    with file.create(tmp_path / "one.dossier", CaseInfo(title="One")) as case:
        with case.edit("Fill") as edit:
            port = edit.insert(Place(name="Port", position=PORT, precision=precision, radius_m=own))
            held = edit.insert(Incident(title="Incident"))
            edit.insert(IncidentPlace(incident=held.id, place=port.id, role="occurred_at"))
        [block] = map_of(case)
        assert [it.radius_m for it in block.places] == [radius]


@pytest.mark.parametrize(
    ("precision", "radius", "role"),
    [
        ("country", None, "occurred_at"),
        ("unknown", None, "origin"),
        ("province", 2_000_000, "origin"),
        ("", None, "mentioned"),
    ],
)
def test_a_country_and_a_place_only_mentioned_are_no_points(
    tmp_path: Path, precision: str, radius: int | None, role: str
) -> None:
    with file.create(tmp_path / "none.dossier", CaseInfo(title="None")) as case:
        with case.edit("Fill") as edit:
            port = edit.insert(
                Place(name="Land", position=PORT, precision=precision, radius_m=radius)
            )
            held = edit.insert(Incident(title="Incident"))
            edit.insert(IncidentPlace(incident=held.id, place=port.id, role=role))
        assert map_of(case) == []


def test_the_way_of_an_incident_leads_by_its_places_in_order(sample: Case) -> None:
    [block] = map_of(sample)
    words = [move.words for move in block.movements]
    assert words == [
        "INC-0001: Shir Khan Bandar to Tajikistan",
        "INC-0002: Shortepa to Uzbekistan",
        "INC-0004: Kaldar to Shahrtuz",
    ]
    assert [move.into for move in block.movements] == ["TJ", "UZ", ""]
    assert [len(move.stops) for move in block.movements] == [1, 1, 2]
    assert [it.name for it in block.places if it.minor] == ["Shahrtuz"]


def test_the_rings_of_a_map_take_the_colour_of_the_house(sample: Case) -> None:
    def drawn(**choices: object) -> bytes:
        with brief_of(sample, sections=parts("map"), **choices).open() as pdf:
            pdf.pages[0].contents_coalesce()
            return pdf.pages[0].obj.Contents.read_bytes()

    ring = f"{write_colour(HALO_COLOUR)} rg".encode()
    assert drawn().count(ring) == 3
    assert ring not in drawn(house=House(accent="#006644"))
