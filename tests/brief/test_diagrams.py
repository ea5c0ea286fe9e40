"""Who depends on whom, drawn: layers that follow the arrows, few crossings, never on each other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import page as validator
import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.brief import blocks as b
from dossier.brief.boxes import Drawing
from dossier.brief.charts import Diagram, Node
from dossier.brief.diagrams import set_diagram, tell_edges
from dossier.brief.document import Document, PageSize
from dossier.brief.flow import Flow, Items, linear
from dossier.brief.inline import Ledger, spell_text
from dossier.brief.layers import arrange, count_crossings
from dossier.brief.look import measure_sheet
from dossier.brief.press import render
from dossier.brief.sections.dependence import dependence
from dossier.brief.setting import Setting, Way
from dossier.brief.shaping import Shaper
from dossier.brief.typesetting import Typesetter
from dossier.model.evidence import Evidence, Passage, Step, Upstream
from dossier.model.evidence import Testimony as Witness  # pytest would take its name for a test
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    Source,
    SourceLink,
    Text,
)

DATE = datetime(2021, 6, 28, tzinfo=UTC)
graphs = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=20),
    )
)


@given(graphs)
def test_every_node_stands_once_and_every_way_goes_from_layer_to_layer(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    count, edges = graph
    layers = arrange(count, edges)
    held = [node for row in layers.rows for node in row]
    assert sorted(held) == list(range(len(held)))
    depth = {node: number for number, row in enumerate(layers.rows) for node in row}
    assert set(layers.ways) == {edge for edge in edges if edge[0] != edge[1]}
    for (a, c), way in layers.ways.items():
        assert (way[0], way[-1]) == (a, c)
        steps = [depth[y] - depth[x] for x, y in pairwise(way)]
        assert set(steps) in ({1}, {-1})


@given(graphs)
def test_what_draws_on_something_stands_right_of_it(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    count, edges = graph
    forward = [(a, c) for a, c in edges if a < c]  # no circles
    layers = arrange(count, forward)
    depth = {node: number for number, row in enumerate(layers.rows) for node in row}
    assert all(depth[a] < depth[c] for a, c in forward)


def test_all_that_nothing_draws_on_stands_in_one_column() -> None:
    layers = arrange(5, [(0, 1), (1, 2), (0, 3)])
    assert set(layers.rows[-1]) == {2, 3, 4}


def test_a_graph_that_can_be_drawn_without_crossings_is() -> None:
    edges = [(0, 5), (1, 4), (2, 3), (3, 6), (4, 7), (5, 8)]
    layers = arrange(9, edges)
    assert count_crossings(layers.rows, edges) == 0


def test_the_same_graph_is_arranged_alike_in_any_order_of_its_edges() -> None:
    edges = [(0, 2), (1, 2), (0, 3), (2, 3)]
    assert arrange(4, edges) == arrange(4, edges[::-1])


def setting() -> Setting:
    ways: dict[type, Way] = {b.Listing: lambda _block, _frame, _setting: []}
    return Setting(ways, Typesetter(Shaper("en")), measure_sheet(PageSize.A4), Ledger(), {})


def drawings(block: Diagram) -> Iterator[Drawing]:
    own = setting()
    for item in set_diagram(block, own.main, own):
        if isinstance(item.box, Drawing):
            yield item.box


names = st.sampled_from(("Khovar", "Tajik security services", "وزارت دفاع", "x" * 300, ""))


@settings(max_examples=40)
@given(graphs, st.data())
def test_words_of_a_diagram_stay_in_the_column_and_off_each_other(
    graph: tuple[int, list[tuple[int, int]]], data: st.DataObject
) -> None:
    count, edges = graph
    nodes = tuple(Node(data.draw(names), data.draw(names)) for _ in range(count))
    for drawing in drawings(Diagram("Graph", nodes, tuple(edges))):
        words = []
        for label in drawing.labels:
            for number, line in enumerate(label.words.lines):
                top = label.y + number * label.words.leading
                left = label.x + line.offset
                if line.width:
                    words.append((left, top, left + line.width, top + label.words.leading))
        assert all(left >= 0 and right <= setting().main.width + 0.5 for left, _, right, _ in words)
        pairs = [(one, other) for i, one in enumerate(words) for other in words[i + 1 :]]
        assert not [p for p in pairs if _overlap(*p)]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[n] + 0.3 < other[n + 2] and other[n] + 0.3 < one[n + 2] for n in (0, 1))


def test_a_graph_too_deep_or_too_large_is_a_list() -> None:
    deep = Diagram("Deep", tuple(Node(f"N{n}") for n in range(9)),
                   tuple((n, n + 1) for n in range(8)))  # fmt: skip
    large = Diagram("Large", tuple(Node(f"N{n}") for n in range(80)), ())
    for block in (deep, large):
        assert not list(drawings(block))
        data = printed(block)
        with pikepdf.open(BytesIO(data)) as pdf:
            assert "/L" in {str(thing.get("/S")) for thing in pdf.objects if _is_dict(thing)}


def printed(*blocks: b.Block) -> bytes:
    out = BytesIO()
    render(Document("Diagram", blocks, DATE), out)
    return out.getvalue()


def _is_dict(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/S" in thing


def test_a_diagram_is_said_in_words_and_conforms() -> None:
    nodes = (Node("Security services", accent=True), Node("Khovar"), Node("S-0001"), Node("S-0002"))
    block = Diagram("Who depends on whom", nodes, ((0, 1), (1, 2)))
    data = printed(block)
    for profile in ("pdf-ua-1", "pdf-a-3a"):
        report = validator.validate_pdf_bytes(data, profile=profile)
        assert [failure.message for failure in report.failures] == []
    with pikepdf.open(BytesIO(data)) as pdf:
        said = [str(it.Alt) for it in pdf.objects if _is_dict(it) and it.get("/S") == "/Figure"]
    told = "Security services to Khovar; Khovar to S-0001; S-0002"
    assert said == [f"Who depends on whom: {told}"]


def test_a_file_without_drawings_tells_every_arrow() -> None:
    nodes = (Node("Services"), Node("Khovar"), Node("S-0001"))
    [_, told] = linear([Diagram("Who depends on whom", nodes, ((0, 1),))])
    assert isinstance(told, Items)
    assert [_words(item) for item in told.items] == ["Services → Khovar", "S-0001"]


def _words(item: tuple[Flow, ...]) -> str:
    return "".join(spell_text(it.text) for it in item if isinstance(it, b.Paragraph))


# ---- of an incident --------------------------------------------------------------------------

SERVICES = Actor(id=1, name="Security services")
PAPER = Actor(id=2, name="Daily Paper")
HIDDEN = Actor(id=3, name="Secret Reporter", role="a reporter", never_print=True)
AGENCY = Actor(id=4, name="Khovar")


def step(actor: Actor, verb: str, position: int) -> Step:
    return Step(Attribution(actor=actor.id, verb=verb, position=position), actor)


def held(source: int, *steps: Step, **more: Any) -> Witness:
    reference = f"S-{source:04}"
    record = Source(id=source, reference=reference, title="Report", publisher=PAPER.id)
    text = Text(id=source, source=source, sha256="0" * 64)
    citation = Citation(id=source, text=source, exact="134")
    return Witness(Claim(stated="134"), Passage(citation, text, record, PAPER, steps, **more))


def diagram_of(*testimonies: Witness) -> Diagram:
    [block] = dependence(Evidence(Incident(id=1, title="Crossing"), testimonies=testimonies))
    assert isinstance(block, Diagram)
    return block


TOLD = held(1, step(SERVICES, "stated", 1), step(AGENCY, "cited", 2))


def test_two_items_that_go_back_to_one_body_meet_in_it() -> None:
    other = held(2, step(SERVICES, "stated", 1), step(HIDDEN, "reported", 2))
    block = diagram_of(TOLD, other)
    assert block.label == "Who depends on whom: 2 items, 1 outlet, 1 origin, single origin"
    assert list(tell_edges(block)) == [
        "Security services to Khovar",
        "Khovar to S-0001",
        "Security services to a reporter",
        "a reporter to S-0002",
    ]
    assert [node.name for node in block.nodes if node.accent] == ["Security services"]


def test_what_was_not_traced_is_drawn_as_unknown() -> None:
    block = diagram_of(TOLD, held(2))
    assert "Not traced to S-0002" in list(tell_edges(block))
    assert [node.name for node in block.nodes if node.unknown] == ["Not traced"]


def test_a_source_that_is_not_printed_stays_out_of_the_diagram() -> None:
    outside = Source(id=9, reference="S-0009", title="Not in this brief")
    link = Upstream(SourceLink(verb="cited"), source=outside)
    known = Source(id=1, reference="S-0001", title="Report")
    inside = Upstream(SourceLink(verb="cited"), source=known)
    block = diagram_of(TOLD, held(2, upstream=(link, inside)))
    said = list(tell_edges(block))
    assert "S-0001 to S-0002" in said
    assert not [words for words in said if "S-0009" in words]


def test_an_incident_that_rests_on_one_item_needs_no_diagram() -> None:
    one = Evidence(Incident(id=1, title="Crossing"), testimonies=(TOLD, TOLD))
    assert list(dependence(one)) == []
