"""What ReportLab's canvas can do at most: the lines of our own PDF, ready and shaped: FROM TO.

No layout, no fonts, no links, no outline: text objects with their operators, the drawings between
them, compression, and the file. No engine on this canvas can be faster.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import cpu_of, peak_megabytes, report

_TEXT = re.compile(r"BT (\S+) (\S+) Td\n(.*?)\sET\b", re.DOTALL)
_MOVE = re.compile(r"(-?[\d.]+) (-?[\d.]+) Td")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text object: where it starts, and moves and operators by turns."""

    x: float
    y: float
    lines: tuple[tuple[float, float] | str, ...]


_Page = list[_Paragraph | str]


def main(source: Path, target: Path) -> None:
    """Report CPU seconds and pages."""
    rl_config.useA85 = 0  # as our files: no letters where bytes will do
    with pikepdf.open(source) as pdf:
        pages = [_read(page) for page in pdf.pages]
    if not any(isinstance(part, _Paragraph) for page in pages for part in page):
        sys.exit(f"No text objects were found in {source}: this would be the limit of nothing.")
    report(cpu=cpu_of(lambda: _write(pages, target)), pages=len(pages), peak=peak_megabytes())


def _read(page: pikepdf.Page) -> _Page:
    page.contents_coalesce()
    code = page.obj.Contents.read_bytes().decode("ascii")
    parts: _Page = []
    done = 0
    for found in _TEXT.finditer(code):
        parts += [code[done : found.start()].strip()] if code[done : found.start()].strip() else []
        lines = tuple(_line(line) for line in found[3].split("\n"))
        parts.append(_Paragraph(float(found[1]), float(found[2]), lines))
        done = found.end()
    return parts


def _line(code: str) -> tuple[float, float] | str:
    move = _MOVE.fullmatch(code)
    return (float(move[1]), float(move[2])) if move else code


def _write(pages: list[_Page], target: Path) -> None:
    canvas = Canvas(str(target), pagesize=A4, pageCompression=1, invariant=1)
    for page in pages:
        for part in page:
            if isinstance(part, str):
                canvas._code.append(part)  # type: ignore[attr-defined]  # the stubs leave it out
                continue
            text = canvas.beginText(part.x, part.y)
            for line in part.lines:
                if isinstance(line, str):
                    text._code.append(line)  # type: ignore[attr-defined]  # as above
                else:
                    text.moveCursor(line[0], -line[1])
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
