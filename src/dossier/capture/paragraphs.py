"""Lines of printed pages put together into the paragraphs that they were before they were set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dossier.model.anchors import PAGE_BREAK

# line ends that PDFium gives for a hyphen that only the setting put there
_SOFT_HYPHENS = ("\x02", "\xad", "\ufffe")
_ENDS = tuple('.!?…:;”’"»)؟۔')
_LARGER_GAP, _OTHER_SIZE, _SHORT, _INDENT = 1.35, 1.2, 0.85, 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed, in points from the left top of its page."""

    words: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How high its letters are."""
        return max(0.1, self.bottom - self.top)


def text_of_pages(pages: Sequence[Sequence[Line]]) -> str:
    """Text of pages, a form feed between them; "" if there is not a word on any."""
    texts = ["\n\n".join(paragraphs(lines)) for lines in pages]
    return PAGE_BREAK.join(texts) if any(texts) else ""


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Join the lines of one page. No letter is added or left out but soft hyphens at line ends."""
    if not lines:
        return
    gaps = [after.bottom - line.bottom for line, after in pairwise(lines)]
    pitch = median([gap for gap in gaps if gap > 0] or [lines[0].height])
    edges = min(line.left for line in lines), max(line.right for line in lines)
    held = lines[0].words.strip()
    for line, after in pairwise(lines):
        if _parts(line, after, pitch, edges):
            yield held
            held = after.words.strip()
        else:
            held = _joined(held, after.words.strip())
    yield held


def _parts(line: Line, after: Line, pitch: float, edges: tuple[float, float]) -> bool:
    """Whether a paragraph ends between two lines."""
    gap = after.bottom - line.bottom
    if gap <= 0 or gap > _LARGER_GAP * pitch:
        return True
    if not 1 / _OTHER_SIZE < after.height / line.height < _OTHER_SIZE and gap > pitch:
        return True
    ended = line.words.rstrip().endswith(_ENDS)
    short = line.right - edges[0] < _SHORT * (edges[1] - edges[0])
    indented = after.left - line.left > _INDENT * pitch
    return ended and (short or indented)


def _joined(before: str, after: str) -> str:
    if before.endswith(_SOFT_HYPHENS):
        return before[:-1] + after
    return f"{before}{after}" if before.endswith("-") else f"{before} {after}"
