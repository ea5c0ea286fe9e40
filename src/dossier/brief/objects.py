"""The objects of a PDF as a file: streams stand alone, all others are packed by the hundred.

A tagged brief has a hundred small objects a page. Packed (ISO 32000-1, 7.5.7 and 7.5.8) they take
a third of the room, and the file is written in a fifth of the time.
"""

import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5, sha256
from itertools import accumulate, chain
from typing import BinaryIO

_COMPRESSION = 2  # of zlib: a sixth more than at 6, in a third of the time
_PACKED = 200  # objects in a stream, at most 256: one byte tells the place of each
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # bytes above 127: no program takes it for a text
_ID_LENGTH = 32  # hexadecimal digits
_PLAIN = re.compile(r"[ -'*-\[\]-~]*")  # what stands for itself between parentheses
_ALONE, _IN_STREAM = 1, 2  # kinds of objects; 0 is none


def pack(data: bytes | bytearray, entries: str = "") -> bytes:
    """Compress `data` into a stream object."""
    return frame_stream(zlib.compress(data, _COMPRESSION), entries)


def pack_parts(parts: Iterable[bytes]) -> tuple[bytes, int, str]:
    """Compress what comes in parts; give it with its length and MD5 before."""
    packer, digest, size = zlib.compressobj(_COMPRESSION), md5(usedforsecurity=False), 0
    packed = []
    for part in parts:
        size += len(part)
        digest.update(part)
        packed.append(packer.compress(part))
    return b"".join((*packed, packer.flush())), size, digest.hexdigest()


def frame_stream(packed: bytes, entries: str = "", filter_: str = "FlateDecode") -> bytes:
    """Give a stream object of compressed data, with the line end of ISO 19005-3, 6.1.7.1.

    It is one of two characters: a single one would join a last byte of 13 to a line end of two.
    """
    head = f"<</Filter/{filter_}/Length {len(packed)}{entries}>>\nstream\n".encode()
    return b"%b%b\r\nendstream" % (head, packed)


def write_text(words: str) -> str:
    """Give words as a text string (ISO 32000-1, 7.9.2.2): as they are if they are plain ASCII."""
    return f"({words})" if _PLAIN.fullmatch(words) else f"<feff{words.encode('utf-16-be').hex()}>"


@dataclass(slots=True)
class Packed:
    """Objects in one stream: their numbers in the order they stand there, and the stream."""

    numbers: "array[int]"
    data: bytes


class Packer:
    """Objects that are no streams. They are packed as they come, so they take little room."""

    def __init__(self) -> None:
        self._packs: list[Packed] = []
        self._numbers = array("L")
        self._waiting: list[str] = []

    def put(self, number: int, code: str) -> None:
        """Take an object that has a number; its characters stand for bytes (Latin-1)."""
        self._numbers.append(number)
        self._waiting.append(code)
        if len(self._waiting) == _PACKED:
            self._pack()

    def finish(self) -> list[Packed]:
        """Give all that was put."""
        if self._waiting:
            self._pack()
        return self._packs

    def _pack(self) -> None:
        numbers, codes = self._numbers, self._waiting
        ends = accumulate([len(code) + 1 for code in codes], initial=0)
        head = " ".join([f"{n} {at}" for n, at in zip(numbers, ends, strict=False)])
        entries = f"/Type/ObjStm/N {len(codes)}/First {len(head) + 1}"
        body = "\n".join((head, *codes)).encode("latin-1")
        self._packs.append(Packed(numbers, pack(body, entries)))
        self._numbers, self._waiting = array("L"), []


class _Table:
    """Where each object is, for cross-reference streams (ISO 32000-1, 7.5.8.3): by columns."""

    def __init__(self, size: int) -> None:
        self.kinds = bytearray(size)
        self.places = bytearray(size)  # in their streams
        self.places[0] = 0xFF  # the first is never used
        self.wheres = array("I", bytes(4 * size))  # offsets, or numbers of streams

    def add_alone(self, number: int, offset: int) -> None:
        """Take an object that stands by itself."""
        self.kinds[number], self.wheres[number] = _ALONE, offset

    def add_packed(self, held: Packed, own: int) -> None:
        """Take the objects of the stream that is number `own`."""
        kinds, wheres, places = self.kinds, self.wheres, self.places
        for place, number in enumerate(held.numbers):
            kinds[number], wheres[number], places[number] = _IN_STREAM, own, place

    def write(self) -> bytearray:
        """Give a row of six bytes for each number."""
        if sys.byteorder == "little":
            self.wheres.byteswap()
        wheres, table = memoryview(self.wheres).cast("B"), bytearray(6 * len(self.kinds))
        columns = (self.kinds, *(wheres[at::4] for at in range(4)), self.places)
        for at, column in enumerate(columns):
            table[at::6] = column
        return table


def write_file(
    out: BinaryIO, streams: Mapping[int, bytes], packs: Sequence[Packed], root: int, info: int
) -> None:
    """Write a file of streams, by their numbers from 1, and of packed objects.

    Its id is a hash of its content.
    """
    known = chain(streams, *(held.numbers for held in packs))
    last = max(known, default=0)
    table = _Table(last + len(packs) + 2)
    digest = sha256(_HEAD)
    size = out.write(_HEAD)
    numbered = enumerate((held.data for held in packs), start=last + 1)
    for number, data in chain(streams.items(), numbered):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, data)
        table.add_alone(number, size)
        digest.update(part)
        size += out.write(part)
    for own, held in enumerate(packs, start=last + 1):
        table.add_packed(held, own)
    last += len(packs) + 1
    table.add_alone(last, size)
    name = digest.hexdigest()[:_ID_LENGTH]
    entries = (
        f"/Type/XRef/Size {last + 1}/W[1 4 1]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
    )
    out.write(b"%d 0 obj\n%b\nendobj\n" % (last, pack(table.write(), entries)))
    out.write(b"startxref\n%d\n%%%%EOF\n" % size)
