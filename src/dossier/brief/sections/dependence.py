"""Who depends on whom: the chains of an incident drawn as one, from origins to what we hold."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dossier.brief.blocks import Block
from dossier.brief.charts import Diagram, Node
from dossier.model.evidence import Evidence, Passage, Step, printed_name
from dossier.model.terms import vocabulary

_LEAST = 2  # items; one is told in a sentence
_UNKNOWN = "Not traced"
Key = tuple[str, object]


def dependence(evidence: Evidence) -> Iterator[Block]:
    """Give the diagram of an incident that rests on two items or more."""
    passages = [t.passage for t in evidence.standing if t.passage]
    if len({passage.source.id for passage in passages}) < _LEAST:
        return
    graph = _Graph(passages)
    for passage in passages:
        graph.add(passage)
    found = evidence.corroboration
    status = vocabulary("corroboration_status").label(found.status).lower()
    yield Diagram(f"Who depends on whom: {found.words()}, {status}", *graph.freeze())


class _Graph:
    """Hands that words went through, each once: people and bodies by record or name, items."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        """Take the passages, so that a source nobody prints stays out."""
        self._nodes: dict[Key, Node] = {
            ("source", p.source.id): Node(p.source.reference, _publisher(p)) for p in passages
        }
        self._edges: dict[tuple[Key, Key], None] = {}

    def add(self, passage: Passage) -> None:
        """Add the chain of a passage, and what its source draws on as a whole."""
        item: Key = ("source", passage.source.id)
        way = [self._step(step, first=not at and passage.chain.origin is not None)
               for at, step in enumerate(passage.steps)]  # fmt: skip
        if not way or passage.chain.origin is None:
            way.insert(0, self._unknown())
        self._join([*way, item])
        for upstream in passage.upstream:
            key: Key = ("source", upstream.source.id if upstream.source else None)
            if upstream.actor:
                key = ("actor", upstream.actor.id)
                self._nodes.setdefault(key, Node(printed_name(upstream.actor)))
            if key in self._nodes:
                self._join([key, item])

    def freeze(self) -> tuple[tuple[Node, ...], tuple[tuple[int, int], ...]]:
        """Give the nodes, and the edges by their places."""
        place = {key: at for at, key in enumerate(self._nodes)}
        edges = tuple((place[a], place[b]) for a, b in self._edges)
        return tuple(self._nodes.values()), edges

    def _step(self, step: Step, *, first: bool) -> Key:
        held = step.attribution
        seen: Key = ("source", held.source)
        if held.source is not None and seen in self._nodes:
            return seen
        name = step.who
        key: Key = ("actor", held.actor) if held.actor is not None else ("name", name.casefold())
        before = self._nodes.get(key)
        role = vocabulary("origin_type").label(held.origin) if held.origin and first else ""
        if before is None or (first and not before.accent):
            self._nodes[key] = Node(name or "Not named", role, accent=first)
        return key

    def _unknown(self) -> Key:
        key: Key = ("unknown", None)
        self._nodes.setdefault(key, Node(_UNKNOWN, unknown=True))
        return key

    def _join(self, way: list[Key]) -> None:
        for a, b in pairwise(way):
            if a != b:
                self._edges[a, b] = None


def _publisher(passage: Passage) -> str:
    """Give who published an item and when, as far as that is stored."""
    published = passage.source.published.words()
    body = printed_name(passage.publisher) if passage.publisher else ""
    return ", ".join(part for part in (body, published) if part)
