"""The body of a text as the screen holds it: blocks, paragraph numbers, positions both ways.

Anchors count code points of the stored body; Qt counts UTF-16 units of the shown one. Both have the
same length in either unit, because every separator is shown as one of the same width.
"""

from bisect import bisect_right
from itertools import accumulate

from dossier.model import anchors

# what ends a line for `anchors.paragraphs`; and what Qt would take for one or could not hold
_SHOWN = str.maketrans(
    dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | dict.fromkeys("\0\ufdd0\ufdd1", "\ufffd")
)


def shown(text: str) -> str:
    """Give a text as Qt can hold it: every line ends alike, no character is added or lost."""
    return text.replace("\r\n", " \n").translate(_SHOWN)


class Body:
    """A stored text, cut into blocks as Qt cuts it. A place is (block, UTF-16 units within it)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = shown(text)
        self.blocks = self.shown.split("\n")
        lengths = (len(block) + 1 for block in self.blocks[:-1])
        self.starts = list(accumulate(lengths, initial=0))
        self.numbers = self._numbers()

    def _numbers(self) -> list[int]:
        """Number of the paragraph in each block; 0 where a block is blank."""
        numbers = [0] * len(self.blocks)
        for number, (start, _) in enumerate(anchors.paragraphs(self.text), start=1):
            numbers[self.block_at(start)] = number
        return numbers

    def block_at(self, at: int) -> int:
        """Block in which a code point stands."""
        return bisect_right(self.starts, at) - 1

    def place_of(self, at: int) -> tuple[int, int]:
        """Place of a position in code points."""
        block = self.block_at(at)
        return block, anchors.code_points_to_utf16(self.blocks[block], at - self.starts[block])

    def position_of(self, block: int, units: int) -> int:
        """Position in code points of a place."""
        return self.starts[block] + anchors.utf16_to_code_points(self.blocks[block], units)

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """Widen a passage so that it cuts no character as a reader sees it."""
        anchor = anchors.anchor(self.text, start, end, context=0)
        return anchor.start, anchor.end
