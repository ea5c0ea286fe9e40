"""The atlas: borders, rivers and towns of Natural Earth 1:10m, read as far as a frame reaches."""

import json
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Any

from dossier import resource

Degrees = tuple[float, float]  # longitude, latitude
Bounds = tuple[float, float, float, float]  # west, south, east, north
_FOLDER = "map"
_HEAD = struct.Struct("<4sII")
_PACK = struct.Struct("<7i")
_MILLI = 1000  # bounds of provinces are in 1/1000 of a degree
_TOWN = 10_000
TINTS = 5


class Detail(StrEnum):
    """How much of a line is kept: about 200 m, 2 km, 13 km."""

    FINE = "fine"
    MIDDLE = "middle"
    COARSE = "coarse"


class Border(IntEnum):
    """What a line parts. A seam is where the plane ends and the globe does not."""

    COAST = 0
    PROVINCE = 1
    COUNTRY = 2
    DISPUTED = 3
    SEAM = 4


@dataclass(frozen=True, slots=True)
class Province:
    """A first-level area: its rings are numbers of borders, ~number for one that runs back."""

    name: str
    country: int
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `rank` is 0 for the most important and 10 for the least."""

    name: str
    where: Degrees
    rank: int
    capital: bool


class LineFile:
    """Lines of one file, packed by neighbourhood; only packs that are asked for are unpacked."""

    def __init__(self, name: str) -> None:
        self._data = resource.path(_FOLDER, name).read_bytes()
        _, self._unit, count = _HEAD.unpack_from(self._data)
        end = _HEAD.size + count * _PACK.size
        self._index = list(_PACK.iter_unpack(self._data[_HEAD.size : end]))
        self._starts = list(accumulate((entry[6] for entry in self._index), initial=end))
        self._packs: dict[int, tuple[tuple[Degrees, ...], ...]] = {}

    def line(self, number: int) -> tuple[Degrees, ...]:
        """Give one line."""
        size = self._index[0][5]
        return self._unpack(number // size)[number % size]

    def near(self, wanted: Sequence[Bounds]) -> Iterator[tuple[int, tuple[Degrees, ...]]]:
        """Give the lines that may meet one of the bounds, with their numbers."""
        scaled = [tuple(value * self._unit for value in each) for each in wanted]
        for number, entry in enumerate(self._index):
            if _meets_any(entry, scaled):
                for at, line in enumerate(self._unpack(number), entry[4]):
                    if _meets_any(_surround(line), wanted):
                        yield at, line

    def _unpack(self, number: int) -> tuple[tuple[Degrees, ...], ...]:
        held = self._packs.get(number)
        if held is None:
            begin, end = self._starts[number : number + 2]
            raw = zlib.decompress(self._data[begin:end])
            held = self._packs[number] = tuple(_lines(raw, self._index[number][5], self._unit))
        return held


def _lines(raw: bytes, count: int, unit: int) -> Iterator[tuple[Degrees, ...]]:
    """Read a pack: points of each line, first points, then the bytes of all steps by weight."""
    lengths = struct.unpack_from(f"<{count}H", raw)
    firsts = list(struct.iter_unpack("<ii", raw[2 * count : 10 * count]))
    steps = sum(lengths) - count
    quarters = [raw[10 * count + n * steps :][:steps] for n in range(4)]
    across, down = _join(*quarters[:2]), _join(*quarters[2:])
    at = 0
    for length, (x, y) in zip(lengths, firsts, strict=True):
        end = at + length - 1
        xs = [u / unit for u in accumulate(across[at:end], initial=x)]
        ys = [v / unit for v in accumulate(down[at:end], initial=y)]
        yield tuple(zip(xs, ys, strict=True))
        at = end


def _join(low: bytes, high: bytes) -> "array[int]":
    both = bytearray(2 * len(low))
    both[::2], both[1::2] = low, high
    held = array("h", bytes(both))
    if sys.byteorder == "big":
        held.byteswap()
    return held


class Atlas:
    """All that maps are drawn from; read once, when the first map is drawn."""

    def __init__(self) -> None:
        self._files: dict[str, LineFile] = {}

    @cached_property
    def _table(self) -> dict[str, list[Any]]:
        held: dict[str, list[Any]] = _read("provinces.json.z")
        return held

    @cached_property
    def countries(self) -> tuple[tuple[str, str], ...]:
        """Short English name and ISO 3166-1 code of each country, as provinces number them."""
        return tuple((name, code) for name, code, _ in self._table["countries"])

    def outlines(self, wanted: Sequence[Bounds]) -> Iterator[Province]:
        """Give the countries that may meet one of `wanted`, in one piece, with islands near it."""
        near = tuple(tuple(value * _MILLI for value in each) for each in wanted)
        for number, (name, _, parts) in enumerate(self._table["countries"]):
            held = tuple(tuple(ring) for bounds, ring in parts if _meets_any(bounds, near))
            if held:
                yield Province(name, number, held)

    def provinces(self, wanted: Sequence[Bounds]) -> Iterator[Province]:
        """Give the first-level areas whose bounds meet one of `wanted`."""
        near = tuple(tuple(value * _MILLI for value in each) for each in wanted)
        for name, country, bounds, rings in self._table["provinces"]:
            if _meets_any(bounds, near):
                yield Province(name, country, tuple(map(tuple, rings)))

    @cached_property
    def kinds(self) -> bytes:
        """What each border parts, by its number."""
        return bytes(self._table["kinds"])

    @cached_property
    def rivers(self) -> tuple[tuple[str, int], ...]:
        """Name and rank of each river; many are parts of one, some have no name."""
        return tuple((name, rank) for name, rank in _read("rivers.json.z"))

    def towns(self, wanted: Sequence[Bounds]) -> Iterator[Town]:
        """Give the populated places inside one of `wanted`, the most important first."""
        near = tuple(tuple(value * _TOWN for value in each) for each in wanted)
        for name, x, y, rank, capital in self._towns:
            if _meets_any((x, y, x, y), near):
                yield Town(name, (x / _TOWN, y / _TOWN), rank, bool(capital))

    @cached_property
    def _towns(self) -> list[Any]:
        held: list[Any] = _read("towns.json.z")
        return held

    @cached_property
    def tints(self) -> dict[int, int]:
        """One of a few tints for each country, another one than those of its neighbours."""
        sides: dict[int, set[int]] = defaultdict(set)
        for area in self.outlines([(-180.0, -90.0, 180.0, 90.0)]):
            for number in (number for ring in area.rings for number in ring):
                sides[number if number >= 0 else ~number].add(area.country)
        neighbours: dict[int, set[int]] = {number: set() for number in range(len(self.countries))}
        for held in sides.values():
            for country in held:
                neighbours[country] |= held - {country}
        tints: dict[int, int] = {}
        for country in sorted(neighbours, key=lambda it: (-len(neighbours[it]), it)):
            used = {tints[other] for other in neighbours[country] if other in tints}
            tints[country] = next((tint for tint in range(TINTS) if tint not in used), 0)
        return tints

    def borders(self, detail: Detail) -> LineFile:
        """Give the borders so fine."""
        return self._file(f"borders-{detail}.bin")

    def river_lines(self, detail: Detail) -> LineFile:
        """Give the rivers so fine."""
        return self._file(f"rivers-{detail}.bin")

    def _file(self, name: str) -> LineFile:
        if name not in self._files:
            self._files[name] = LineFile(name)
        return self._files[name]


def join_ring(arcs: Sequence[int], lines: LineFile) -> list[Degrees]:
    """Give a ring of borders as one closed line."""
    ring: list[Degrees] = []
    for number in arcs:
        line = lines.line(number) if number >= 0 else lines.line(~number)[::-1]
        ring += line[1:] if ring else line
    return ring


def _surround(line: Sequence[Degrees]) -> Bounds:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def _meets_any(box: Sequence[float], others: Iterable[Sequence[float]]) -> bool:
    """Whether a box (west, south, east, north) has a point in common with one of the others."""
    for west, south, east, north in others:
        if box[0] <= east and west <= box[2] and box[1] <= north and south <= box[3]:
            return True
    return False


def _read(name: str) -> Any:
    return json.loads(zlib.decompress(resource.path(_FOLDER, name).read_bytes()))
