"""The letters of a page and where they stand: which are between two places, and what they say."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dossier.ui.briefs.pdf import Box, Letters

_LEFTWARD = frozenset({"R", "AL"})  # classes of the Unicode bidirectional algorithm (UAX 9)
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_WITHIN = "'’_\u200c\u200d"  # beside letters, marks and digits: what does not end a word
_TORN = "\x02"  # stands for the hyphen of a word that is torn at the end of a line
_APART = 0.8  # of the height of a row: letters so far from each other stand in two cells
_NEAR = 0.35  # part of the height of a row that counts as inside it, from its middle


@dataclass(frozen=True, slots=True)
class _Row:
    """Letters of one line, by their numbers from left to right."""

    top: float
    bottom: float
    left: float
    right: float
    letters: tuple[int, ...]

    def away(self, x: float, y: float) -> tuple[float, float]:
        """How far a place is off it, first in height."""
        middle, reach = (self.top + self.bottom) / 2, (self.bottom - self.top) * _NEAR
        return max(0.0, abs(y - middle) - reach), max(self.left - x, x - self.right, 0.0)


class PageText:
    """The letters of a page in the order in which they are read. Places are in points."""

    def __init__(self, letters: Letters) -> None:
        self._text, self._boxes = _in_order(letters)
        self._rows = tuple(_rows(self._boxes))

    @property
    def whole(self) -> tuple[int, int]:
        """All of the page."""
        return 0, len(self._text)

    def place_at(self, x: float, y: float) -> int:
        """Give the place between two letters that is nearest: so many are before it."""
        row = min(self._rows, key=lambda row: row.away(x, y), default=None)
        if row is None:
            return 0
        at = min(row.letters, key=lambda letter: self._off(letter, x))
        left, _, right, _ = self._box(at)
        is_behind = x > (left + right) / 2
        return at + (is_behind != self._goes_left(at))

    def word_at(self, x: float, y: float) -> tuple[int, int]:
        """Give the beginning and end of the word at a place; nothing where there is none."""
        row = min(self._rows, key=lambda row: row.away(x, y), default=None)
        if row is None:
            return 0, 0
        start = min(row.letters, key=lambda letter: self._off(letter, x))
        end = start + 1
        if not self._is_of_word(start):
            return start, end
        while start and self._is_of_word(start - 1):
            start -= 1
        while end < len(self._text) and self._is_of_word(end):
            end += 1
        return start, end

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Give what these letters cover: letters beside each other in one piece."""
        for row in self._rows:
            for chosen, held in groupby(row.letters, lambda letter: start <= letter < end):
                if chosen:
                    covered = [self._box(letter) for letter in held]
                    yield covered[0][0], row.top, max(box[2] for box in covered), row.bottom

    def words(self, start: int, end: int) -> str:
        """Give the letters in the order in which they are read, torn words whole again."""
        said = "".join(self._said(at) for at in range(start, end) if self._text[at] != _TORN)
        whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return re.sub(r" *\r?\n", "\n", whole).strip("\n")

    def _said(self, at: int) -> str:
        """A bracket in a text that is read leftward comes as it is drawn: turn it back."""
        letter = self._text[at]
        if ord(letter) not in _MIRRORED or not self._goes_left(at):
            return letter
        return letter.translate(_MIRRORED)

    def _is_of_word(self, at: int) -> bool:
        letter = self._text[at]
        is_mark = unicodedata.category(letter) in ("Mn", "Mc", "Cs")
        return letter.isalnum() or is_mark or letter in _WITHIN or letter == _TORN

    def _goes_left(self, at: int) -> bool:
        """Whether the text is read leftward at a letter: by its class, else by its neighbours."""
        if unicodedata.bidirectional(self._text[at]) in _LEFTWARD:
            return True
        if self._text[at].isalnum():
            return False
        here, beside = self._box(at), [at - 1, at + 1]
        steps = [
            (other - at) * (box[0] - here[0])
            for other in beside
            if 0 <= other < len(self._boxes) and (box := self._boxes[other]) is not None
            if box[1] < here[3] and here[1] < box[3]
        ]
        return bool(steps) and all(step < 0 for step in steps)

    def _off(self, letter: int, x: float) -> float:
        left, _, right, _ = self._box(letter)
        return max(left - x, x - right, 0.0)

    def _box(self, letter: int) -> Box:
        return self._boxes[letter] or (0.0, 0.0, 0.0, 0.0)


Ordered = tuple[str, tuple[Box | None, ...]]


def _in_order(letters: Letters) -> Ordered:
    """Give text and boxes, cell by cell where a row of a table has leftward letters.

    PDFium reads such a row as one line from the right: the words of its other cells are turned.
    """
    strong = [unicodedata.bidirectional(letter) for letter in letters.text]
    is_leftward = strong.count("L") < sum(each in _LEFTWARD for each in strong)
    text, boxes, done = list[str](), list[Box | None](), 0
    for row in _rows(letters.boxes):
        first, end = min(row.letters), max(row.letters) + 1
        cells = _cells(letters.boxes, row)
        if len(cells) == 1 or not any(strong[at] in _LEFTWARD for at in row.letters):
            cells = []
        text += letters.text[done : first if cells else end]
        boxes += letters.boxes[done : first if cells else end]
        for cell in reversed(cells) if is_leftward else cells:
            mixed = any(strong[at] in _LEFTWARD for at in cell)
            for at in sorted(cell) if mixed else cell:
                text.append(letters.text[at])
                boxes.append(letters.boxes[at])
            text.append(" ")
            boxes.append(None)
        done = end
    return "".join(text) + letters.text[done:], (*boxes, *letters.boxes[done:])


def _cells(boxes: Sequence[Box | None], row: _Row) -> list[list[int]]:
    """Give the letters of a row from left to right, apart where there is a gap."""
    cells, right = list[list[int]](), row.left
    for at in row.letters:
        box = boxes[at] or (right, 0.0, right, 0.0)
        if not cells or box[0] - right > (row.bottom - row.top) * _APART:
            cells.append([])
        cells[-1].append(at)
        right = max(right, box[2])
    return cells


def _rows(boxes: Sequence[Box | None]) -> Iterator[_Row]:
    """Put letters that follow each other at one height into a row."""
    held: list[int] = []
    top = bottom = 0.0
    for at, box in enumerate(boxes):
        if box is None:
            continue
        if held and not top <= (box[1] + box[3]) / 2 <= bottom:
            yield _row(boxes, held)
            held = []
        if not held:
            top, bottom = box[1], box[3]
        held.append(at)
    if held:
        yield _row(boxes, held)


def _row(boxes: Sequence[Box | None], held: Sequence[int]) -> _Row:
    sides = {at: box for at in held if (box := boxes[at]) is not None}
    return _Row(
        min(box[1] for box in sides.values()),
        max(box[3] for box in sides.values()),
        min(box[0] for box in sides.values()),
        max(box[2] for box in sides.values()),
        tuple(sorted(sides, key=lambda at: sides[at][0])),
    )
