"""The body of a text as the screen holds it: blocks, paragraph numbers, positions both ways.

Anchors count code points of the stored body; Qt counts UTF-16 units of the shown one. Both have the
same length in either unit, because every separator is shown as one of the same width.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from unicodedata import category

from dossier.model import anchors

# what ends a line for `anchors.paragraphs`; and what Qt would take for one or could not hold
_SHOWN = str.maketrans(
    dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | dict.fromkeys("\0\ufdd0\ufdd1", "\ufffd")
)


def shown(text: str) -> str:
    """Give a text as Qt can hold it: every line ends alike, no character is added or lost."""
    return text.replace("\r\n", " \n").translate(_SHOWN)


# Thai to Myanmar, Khmer, and all from the Chinese radicals on: no spaces between words
_UNSPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u2e80-\U0010ffff]")
_LONGEST_WORD = 60
# a mark that ends a sentence, closing marks, blanks, and no small letter after them
_SENTENCE_END = re.compile(r"[.!?…؟۔][”’\"»)\]]*(\s+)(?![a-z])|[。！？]()")


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

    def worded(self, start: int, end: int) -> tuple[int, int]:
        """Widen a passage to whole words, as a quotation has to begin and end with one."""
        wide_start, wide_end = start, end
        while start - wide_start < _LONGEST_WORD and self._in_word(wide_start):
            wide_start -= 1
        while wide_end - end < _LONGEST_WORD and self._in_word(wide_end):
            wide_end += 1
        return self.snapped(wide_start, wide_end)

    def paragraph_at(self, at: int) -> tuple[int, int]:
        """Give the paragraph at a position, without blanks around it."""
        block = self.block_at(at)
        return self._trimmed(self.starts[block], self.starts[block] + len(self.blocks[block]))

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Give the sentence at a position, without its full stop: as one cites it."""
        begun, ended = self.paragraph_at(at)
        for found in _SENTENCE_END.finditer(self.text, begun, ended):
            if found.end() > at:
                ended = found.start(found.lastindex or 0)
                break
            begun = found.end()
        start, end = self._trimmed(begun, ended)
        return start, end - (self.text[start:end].endswith(".") and end - start > 1)

    def next_word(self, at: int) -> int:
        """Give the position of the next letter or digit."""
        while at < len(self.text) - 1 and not self.text[at].isalnum():
            at += 1
        return at

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        begun = start + len(words) - len(words.lstrip())
        return begun, max(begun, start + len(words.rstrip()))

    def _in_word(self, at: int) -> bool:
        both = self.text[at - 1 : at + 1] if at else ""
        joined = len(both) > 1 and all(c.isalnum() or category(c)[0] == "M" for c in both)
        return joined and not _UNSPACED.search(both)
