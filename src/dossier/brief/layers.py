"""A graph in layers: each node right of all that it draws on, with few crossings.

After K. Sugiyama, S. Tagawa and M. Toda, Methods for Visual Understanding of Hierarchical System
Structures, IEEE Trans. SMC 11 (1981): layers by longest path, nodes in a layer by the mean place
of their neighbours, edges over several layers by way of dummies.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[int, int]
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Layers:
    """Nodes by layer, from top to bottom; numbers from `count` on are dummies on long edges.

    `ways` holds for each edge the nodes it goes by, both ends included.
    """

    count: int
    rows: tuple[tuple[int, ...], ...]
    ways: Mapping[Edge, tuple[int, ...]]


def arrange(count: int, edges: Sequence[Edge]) -> Layers:
    """Put `count` nodes in layers; those that nothing draws on stand in the last one.

    An edge that leads back in a circle does not push any node.
    """
    kept = sorted({(a, b) for a, b in edges if a != b and 0 <= a < count and 0 <= b < count})
    forward = _break_circles(count, kept)
    depth = _measure_depth(count, forward)
    rows: list[list[int]] = [[] for _ in range(max(depth, default=0) + 1)]
    for node in range(count):
        rows[depth[node]].append(node)
    ways = {}
    free = count
    for a, b in kept:
        low, high = sorted((a, b), key=lambda node: depth[node])
        dummies = []
        for layer in range(depth[low] + 1, depth[high]):
            rows[layer].append(free)
            dummies.append(free)
            free += 1
        ways[a, b] = (a, *(dummies if low == a else dummies[::-1]), b)
    return Layers(count, _untangle(rows, ways), ways)


def _break_circles(count: int, edges: Sequence[Edge]) -> list[Edge]:
    """Give the edges without those that lead back to where a walk came from."""
    ahead: dict[int, list[int]] = defaultdict(list)
    for a, b in edges:
        ahead[a].append(b)
    done: set[int] = set()
    back: set[Edge] = set()
    for root in range(count):
        path: list[tuple[int, int]] = [(root, 0)] if root not in done else []
        walked = {root}
        while path:
            node, tried = path.pop()
            if tried == len(ahead[node]):
                walked.discard(node)
                done.add(node)
                continue
            path.append((node, tried + 1))
            target = ahead[node][tried]
            if target in walked:
                back.add((node, target))
            elif target not in done:
                walked.add(target)
                path.append((target, 0))
    return [edge for edge in edges if edge not in back]


def _measure_depth(count: int, edges: Sequence[Edge]) -> list[int]:
    depth = [0] * count
    changed = True
    while changed:
        changed = False
        for a, b in edges:
            if depth[b] <= depth[a]:
                depth[b], changed = depth[a] + 1, True
    last, drawn_on = max(depth, default=0), {a for a, _ in edges}
    return [own if node in drawn_on else last for node, own in enumerate(depth)]


def _untangle(
    rows: Sequence[Sequence[int]], ways: Mapping[Edge, tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    """Order each layer by the mean place of neighbours, to and fro; keep the best order found."""
    links = sorted({pair for way in ways.values() for pair in pairwise(way)})
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    held = [list(row) for row in rows]
    best, least = [list(row) for row in held], count_crossings(held, links)
    for sweep in range(_SWEEPS):
        order = range(len(held)) if sweep % 2 == 0 else range(len(held) - 1, -1, -1)
        for layer in order:
            place = {node: at for row in held for at, node in enumerate(row)}
            near = layer - 1 if sweep % 2 == 0 else layer + 1
            fixed = set(held[near]) if 0 <= near < len(held) else set()
            held[layer].sort(key=lambda node: _mean(node, beside, fixed, place))
        crossings = count_crossings(held, links)
        if crossings < least:
            best, least = [list(row) for row in held], crossings
    return tuple(map(tuple, best))


def _mean(
    node: int, beside: Mapping[int, Sequence[int]], fixed: set[int], place: Mapping[int, int]
) -> float:
    held = [place[other] for other in beside.get(node, ()) if other in fixed]
    return sum(held) / len(held) if held else place[node]


def count_crossings(rows: Sequence[Sequence[int]], links: Sequence[Edge]) -> int:
    """Count the pairs of links between two neighbouring layers that cross."""
    layer = {node: number for number, row in enumerate(rows) for node in row}
    place = {node: at for row in rows for at, node in enumerate(row)}
    between: dict[int, list[Edge]] = defaultdict(list)
    for a, b in links:
        if layer[a] != layer[b]:
            low, high = sorted((a, b), key=lambda node: layer[node])
            between[layer[low]].append((place[low], place[high]))
    return sum(
        (a - c) * (b - d) < 0
        for held in between.values()
        for i, (a, b) in enumerate(held)
        for c, d in held[i + 1 :]
    )
