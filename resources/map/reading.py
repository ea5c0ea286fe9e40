"""Geometry and rows as geographers keep them: GeoPackage, shapefile, dBASE."""

import struct
from collections.abc import Iterator
from pathlib import Path

Point = tuple[float, float]
_POLYGON, _LINES, _POLYGONS = 3, 5, 6  # kinds of well-known binary
_SHAPES = (3, 5)  # lines and areas; with heights or measures they end in the same digit
_LAST = 13  # ends the fields of a dBASE table


def read_geometry(blob: bytes) -> list[list[Point]]:
    """Give the rings or lines of a GeoPackage geometry (OGC 12-128r17, 2.1.3)."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    parts: list[list[Point]] = []
    read_wkb(blob, 8 + envelope, parts)
    return parts


def read_wkb(blob: bytes, at: int, parts: list[list[Point]]) -> int:
    """Add the parts of a well-known binary to `parts`; give where it ends."""
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(f"{order}II", blob, at + 1)
    at += 9
    if kind in (_LINES, _POLYGONS):
        for _ in range(count):
            at = read_wkb(blob, at, parts)
        return at
    for _ in range(count if kind == _POLYGON else 1):
        number = count
        if kind == _POLYGON:
            (number,) = struct.unpack_from(f"{order}I", blob, at)
            at += 4
        values = struct.unpack_from(f"{order}{2 * number}d", blob, at)
        parts.append(list(zip(values[::2], values[1::2], strict=True)))
        at += 16 * number
    return at


def read_shapes(path: Path) -> Iterator[list[list[Point]]]:
    """Give the parts of each shape of a shapefile (ESRI, July 1998) of lines, areas or points."""
    data, index = path.read_bytes(), path.with_suffix(".shx").read_bytes()
    for entry in range(100, len(index), 8):
        at = struct.unpack_from(">I", index, entry)[0] * 2 + 8
        if struct.unpack_from("<i", data, at)[0] % 10 not in _SHAPES:
            yield []
            continue
        parts, points = struct.unpack_from("<ii", data, at + 36)
        starts = struct.unpack_from(f"<{parts}i", data, at + 44)
        values = struct.unpack_from(f"<{2 * points}d", data, at + 44 + 4 * parts)
        held = list(zip(values[::2], values[1::2], strict=True))
        yield [held[a:z] for a, z in zip(starts, [*starts[1:], points], strict=True)]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a dBASE table."""
    data = path.read_bytes()
    count, head, length = struct.unpack_from("<IHH", data, 4)
    fields, at = [], 32
    while data[at] != _LAST:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for number in range(count):
        at, row = head + number * length + 1, {}
        for name, width in fields:
            row[name.lower()] = decode(data[at : at + width]).strip()
            at += width
        yield row


def decode(raw: bytes) -> str:
    """Give text: most rows are UTF-8, a few Windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")
