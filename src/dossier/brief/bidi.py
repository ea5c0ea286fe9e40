"""Right-to-left and left-to-right text on one line: the Unicode Bidirectional Algorithm (UAX #9).

Levels are found with embeddings, overrides, isolates and paired brackets. Even levels read from
left to right, odd ones from right to left. Mirrored glyphs (L4) are the shaper's work.
"""

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from dossier.brief.bidiclasses import (
    CLOSING,
    ISOLATES,
    OPENING,
    STRONG,
    pair_brackets,
    resolve_bracket,
    resolve_marks,
    resolve_neutrals,
    resolve_numbers,
)

_MAX_DEPTH = 125  # BD2
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # X9
_TRAILING = frozenset(("WS", "LRI", "RLI", "FSI", "PDI")) | _REMOVED

# blocks with strong or formatting characters of right-to-left text
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2029\n\r\x1c-\x1f\x85]")
_BRACKETS = re.compile("[" + re.escape("".join(CLOSING) + "".join(OPENING)) + "〈〉]")


def needs_reordering(text: str) -> bool:
    """Say whether `text` has any character that may read from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def find_direction(text: str) -> int:
    """Give the base level of a paragraph by its first strong character (P2, P3): 0 or 1."""
    classes = _classify(text)
    return _find_first_strong(classes, 0, len(classes), _match_isolates(classes))


def find_levels(text: str, base: int) -> list[int]:
    """Give the embedding level of every character of one paragraph whose base level is `base`.

    Rules X1 to I2; for trailing white space of a line use `reset_trailing` (L1) after breaking.
    """
    if base == 0 and _CONTROLS.search(text) is None:
        start, end = _find_window(text)
        return [0] * start + _find_levels(text[start:end], 0) + [0] * (len(text) - end)
    return _find_levels(text, base)


def _find_window(text: str) -> tuple[int, int]:
    """Give the part of a left-to-right paragraph outside of which every level is 0.

    It holds all right-to-left characters, all brackets that may hold them, and on either side a
    strong left-to-right character, which is as far as any rule looks.
    """
    first = _RTL.search(text)
    if first is None:
        return 0, 0
    start, end = first.start(), _find_end(text, _RTL)
    if bracket := _BRACKETS.search(text):
        start, end = min(start, bracket.start()), max(end, _find_end(text, _BRACKETS))
    while start and bidirectional(text[start]) != "L":
        start -= 1
    while end < len(text) and bidirectional(text[end - 1]) != "L":
        end += 1
    return start, end


def _find_end(text: str, pattern: re.Pattern[str]) -> int:
    return max(match.end() for match in pattern.finditer(text))


def _find_levels(text: str, base: int) -> list[int]:
    original = _classify(text)
    partners = _match_isolates(original)
    explicit, classes = _resolve_explicit(original, partners, base)
    kept = [index for index, kind in enumerate(original) if kind not in _REMOVED]
    levels = list(explicit)
    for sequence in _join_runs(kept, explicit, original, partners):
        borders = _find_borders(sequence, explicit, original, base)
        kinds = _resolve_sequence(text, sequence, classes, original, explicit[sequence[0]], borders)
        for index, kind in zip(sequence, kinds, strict=True):
            levels[index] = _raise_level(explicit[index], kind)
    return _fill_removed(levels, original, base)


def reset_trailing(text: str, levels: list[int], base: int) -> list[int]:
    """Give `levels` of one line with separators and the white space at their and its end at `base`.

    Rule L1; `text` is the line.
    """
    result = list(levels)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        kind = bidirectional(text[index])
        if kind in ("S", "B"):
            trailing = True
        elif kind not in _TRAILING:
            trailing = False
        if trailing:
            result[index] = base
    return result


def order_visually(levels: Sequence[int]) -> list[int]:
    """Give the indices of the items of a line from left to right (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        _reverse_runs(order, [levels[index] >= level for index in order])
    return order


def _reverse_runs(order: list[int], chosen: list[bool]) -> None:
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and chosen[end]:
            end += 1
        order[start:end] = order[start:end][::-1]
        start = max(end, start + 1)


def _classify(text: str) -> list[str]:
    return [bidirectional(char) or "L" for char in text]


def _match_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Give the partner of each matched isolate initiator and PDI (BD9)."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            waiting.append(index)
        elif kind == "PDI" and waiting:
            partner = waiting.pop()
            partners[partner], partners[index] = index, partner
    return partners


def _find_first_strong(
    classes: Sequence[str], start: int, end: int, partners: dict[int, int]
) -> int:
    index = start
    while index < end:
        kind = classes[index]
        if kind in STRONG:
            return int(kind != "L")
        if kind in ISOLATES:
            index = partners.get(index, end)
        index += 1
    return 0


class _Directions:
    """The directional status stack of X1: (level, override, is an isolate)."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def push(self, parity: int, override: str, *, isolate: bool) -> None:
        """Open an embedding, an override or an isolate (X2-X5c)."""
        level = self.stack[-1][0] + 1
        level += level % 2 != parity
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append((level, override, isolate))
            self.valid_isolates += isolate
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def pop_isolate(self) -> None:
        """Close an isolate (X6a)."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def pop_embedding(self) -> None:
        """Close an embedding or override (X7)."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _resolve_explicit(
    original: list[str], partners: dict[int, int], base: int
) -> tuple[list[int], list[str]]:
    """Give explicit levels, and classes after overrides (X1-X8)."""
    directions = _Directions(base)
    levels = [base] * len(original)
    classes = list(original)
    for index, kind in enumerate(original):
        if kind in _EMBEDDINGS:
            directions.push(*_EMBEDDINGS[kind], isolate=False)
            continue
        if kind == "PDF":
            directions.pop_embedding()
            continue
        if kind == "PDI":
            directions.pop_isolate()
        level, override, _ = directions.stack[-1]
        levels[index] = base if kind == "B" else level
        if override and kind not in ("B", "BN"):
            classes[index] = override
        if kind in ISOLATES:
            end = partners.get(index, len(original))
            parity = int(kind == "RLI")
            if kind == "FSI":
                parity = _find_first_strong(original, index + 1, end, partners)
            directions.push(parity, "", isolate=True)
    return levels, classes


def _join_runs(
    kept: list[int], levels: list[int], original: list[str], partners: dict[int, int]
) -> list[list[int]]:
    """Give the isolating run sequences as lists of indices (BD13)."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    starts = {run[0]: run for run in runs}
    sequences = []
    for run in runs:
        if original[run[0]] == "PDI" and run[0] in partners:
            continue  # belongs to the sequence of its initiator
        sequence = list(run)
        while original[sequence[-1]] in ISOLATES and sequence[-1] in partners:
            sequence += starts[partners[sequence[-1]]]
        sequences.append(sequence)
    return sequences


def _resolve_sequence(
    text: str,
    sequence: list[int],
    classes: list[str],
    original: list[str],
    level: int,
    borders: tuple[int, int],
) -> list[str]:
    """Give the resolved class, L, R, EN or AN, of each character of a sequence (X10, W, N)."""
    sos, eos = ("R" if max(level, border) % 2 else "L" for border in borders)
    kinds = [classes[index] for index in sequence]
    embedding = "R" if level % 2 else "L"
    resolve_marks(kinds, sos)
    resolve_numbers(kinds, sos)
    pairs = pair_brackets([text[index] for index in sequence], kinds)
    marks = [original[index] == "NSM" for index in sequence]
    for opening, closing in pairs:
        resolve_bracket(kinds, marks, (opening, closing), embedding, sos)
    resolve_neutrals(kinds, sos, eos, embedding)
    return kinds


def _raise_level(level: int, kind: str) -> int:
    """Give the final level of a character by its resolved class (I1, I2)."""
    if kind == "R":
        return level + (level % 2 == 0)
    if kind == "L":
        return level + level % 2
    return level + 2 - level % 2


def _find_borders(
    sequence: list[int], levels: list[int], original: list[str], base: int
) -> tuple[int, int]:
    """Give the levels next to a sequence on either side (X10); X9 characters do not count."""
    before = sequence[0] - 1
    while before >= 0 and original[before] in _REMOVED:
        before -= 1
    after = sequence[-1] + 1
    while after < len(original) and original[after] in _REMOVED:
        after += 1
    open_isolate = original[sequence[-1]] in ISOLATES
    ends = after >= len(original) or open_isolate
    return (levels[before] if before >= 0 else base), (base if ends else levels[after])


def _fill_removed(levels: list[int], original: list[str], base: int) -> list[int]:
    """Give characters that X9 removes the level of the character before them."""
    previous = base
    for index, kind in enumerate(original):
        if kind in _REMOVED:
            levels[index] = previous
        previous = levels[index]
    return levels
