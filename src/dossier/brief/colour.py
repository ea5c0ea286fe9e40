"""The colour space of paper: a profile of sRGB, written from its definition (IEC 61966-2-1).

The layout is that of ICC.1:2004-10 (version 4.2), which PDF 1.7 reads. No clock, no file: the same
bytes everywhere.
"""

import struct
from collections.abc import Sequence

IDENTIFIER = "sRGB IEC61966-2.1"
COMPONENTS = 3

_MADE = (2021, 6, 22, 0, 0, 0)  # any fixed moment will do
_D50 = (0.9642, 1.0, 0.8249)
# primaries and white of sRGB, brought from D65 to D50 by the Bradford matrix
_RED, _GREEN, _BLUE = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
_BRADFORD = (1.0479, 0.0229, -0.0502, 0.0296, 0.9905, -0.0171, -0.0092, 0.0151, 0.7517)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # function 3 of ICC.1, 10.15
_HEADER = 128


def write_srgb() -> bytes:
    """Give the profile."""
    curve = _tag(b"para", struct.pack(">HH", 3, 0) + _fixed(_CURVE))
    tags = {
        b"desc": _say(IDENTIFIER),
        b"cprt": _say("No rights reserved"),
        b"wtpt": _tag(b"XYZ ", _fixed(_D50)),
        b"chad": _tag(b"sf32", _fixed(_BRADFORD)),
        b"rXYZ": _tag(b"XYZ ", _fixed(_RED)),
        b"gXYZ": _tag(b"XYZ ", _fixed(_GREEN)),
        b"bXYZ": _tag(b"XYZ ", _fixed(_BLUE)),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = _HEADER + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """Give the header (ICC.1, 7.2) of a display profile."""
    head = struct.pack(
        ">I4xI4s4s4s6H4s4x4x4x4x8xI",
        size,
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *_MADE,
        b"acsp",
        0,
    )
    return (head + _fixed(_D50)).ljust(_HEADER, b"\0")


def _tag(kind: bytes, data: bytes) -> bytes:
    return kind + bytes(4) + data


def _say(words: str) -> bytes:
    """Give words as multiLocalizedUnicode (ICC.1, 10.13) in one language."""
    text = words.encode("utf-16-be")
    return _tag(b"mluc", struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text)


def _fixed(numbers: Sequence[float]) -> bytes:
    """Give numbers as s15Fixed16."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))
