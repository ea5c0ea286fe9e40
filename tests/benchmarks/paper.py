"""The brief of a large case: CASE PDF [BLOCKS | --bare]. BLOCKS keeps what the peers print.

`--bare` leaves out what the peers do not have: structure, attachment. It shows what these cost.
"""

import pickle
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.measure import peak_megabytes, report
from dossier.brief import compose, page
from dossier.brief.document import Document
from dossier.brief.material import Material
from dossier.brief.pdffile import PdfFile
from dossier.brief.spec import Spec
from dossier.brief.structure import Element, Link, Place, Structure
from dossier.brief.tree import Tree
from dossier.case import file


def main(path: Path, pdf: Path, blocks: Path | None) -> None:
    """Report CPU seconds of each part, pages, and peak memory."""
    with file.open_case(path, by="benchmark", read_only=True) as case:
        begun = time.process_time()
        material = compose.gather(case, Spec())
    gathered = time.process_time()
    held = [material] if blocks is None else [material, material]
    del material
    composing = _timed_document()
    with pdf.open("wb") as out:
        made = compose.print_brief(held.pop(), out)
    printed = time.process_time()
    report(
        gather=gathered - begun,
        compose=composing[0],
        render=printed - gathered - composing[0],
        pages=made.pages,
        peak=peak_megabytes(),
    )
    if blocks is not None:
        blocks.write_bytes(pickle.dumps((compose.document(held.pop()), dict(made.cited))))


def _timed_document() -> list[float]:
    """Let what composes tell how long it took, where it is called: the collector rests there."""
    taken: list[float] = []
    document = compose.document

    def timed(material: Material) -> Document:
        begun = time.process_time()
        made = document(material)
        taken.append(time.process_time() - begun)
        return made

    setattr(compose, "document", timed)  # noqa: B010 - mypy would see a changed function
    return taken


class _NoStructure(Structure):
    """Nothing says what it is."""

    _link = Link()

    def open(self, _element: Element) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def begin(self, _stretch: object | None) -> str:
        """Give what the end of content goes with."""
        return "/P BMC"

    def link(self, _stretch: object) -> Link:
        """Give the same for all; it is in no tree."""
        return self._link

    def annotate(self, link: Link) -> Place:
        """Give a place without a way back."""
        return Place(link, "", 0, next(self._numbers))

    def lead(self, _place: Place) -> None:
        """Do nothing."""

    def end_page(self) -> int:
        """Keep nothing."""
        return 0


class _NoTree(Tree):
    """Nothing is written."""

    def write(self, _elements: Iterable[Element]) -> None:
        """Do nothing."""

    def finish(self, _structure: Structure) -> None:
        """Do nothing."""


def _strip() -> None:
    """Let files be without structure and attachment."""
    setattr(page, "Structure", _NoStructure)  # noqa: B010 - mypy would see a changed class
    setattr(page, "Tree", _NoTree)  # noqa: B010 - as above
    setattr(PdfFile, "attach", lambda *_: None)  # noqa: B010 - as above


if __name__ == "__main__":
    wanted = sys.argv[3] if sys.argv[3:] else ""
    if wanted == "--bare":
        _strip()
    keep = Path(wanted) if wanted and wanted != "--bare" else None
    main(Path(sys.argv[1]), Path(sys.argv[2]), keep)
