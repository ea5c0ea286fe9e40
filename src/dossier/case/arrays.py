"""Arrays of very many ids: read from JSON and searched without holding up other threads."""

import json
from array import array

_PIECE = 1 << 16  # letters that are read at once: about a millisecond
_BYTES = 8  # of an id


def read(text: str) -> "array[int]":
    """Ids of a JSON list of whole numbers.

    In pieces: a thread that reads a long text at once lets no other run meanwhile.
    """
    found = array("q")
    at, end = 1, len(text) - 1
    while at < end:
        comma = text.find(",", at + _PIECE, end)
        stop = comma if comma >= 0 else end
        found.extend(json.loads(f"[{text[at:stop]}]"))
        at = stop + 1
    return found


def place(ids: "array[int]", id_: int) -> int:
    """First place of an id; -1 if it is not there. Bytes are found ten times as fast as numbers."""
    held, wanted = ids.tobytes(), array("q", (id_,)).tobytes()
    at = held.find(wanted)
    while at % _BYTES and at >= 0:
        at = held.find(wanted, at + 1)
    return at // _BYTES if at >= 0 else -1
