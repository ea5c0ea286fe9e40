"""Whether a long brief reads back whole in two readers: CASE PDF [--slow].

The second reader is Poppler's pdftotext if it is there, else pdfminer, which takes a second for
four pages; `--slow` takes that in any case. Fails if anything is missing.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pdfminer.high_level import extract_text

from benchmarks.measure import cpu_of, report
from brief.whole_material import expected, find_missing, torn, turned
from dossier import pdfium
from dossier.brief import compose
from dossier.brief.spec import Spec
from dossier.case import file

Told = list[tuple[str, str]]


def main(path: Path, pdf: Path, *, slow: bool) -> int:
    """Report how many incidents, notes and quotes there are, and how many each reader misses."""
    with file.open_case(path, by="benchmark", read_only=True) as case:
        material = compose.gather(case, Spec())
    with pdf.open("wb") as out:
        cpu = cpu_of(lambda: compose.print_brief(material, out))
    told = list(expected(material))
    second, pieces = (_read_pdfminer, told) if slow else _choose_second(told)
    missing = [find_missing(told, _read_pdfium(pdf)), find_missing(pieces, second(pdf))]
    for name in {name for names in missing for name in names}:
        print(f"missing: {name}", file=sys.stderr)  # noqa: T201 - what a person looks for
    report(
        cpu=cpu,
        incidents=len(material.evidences),
        notes=len(material.notes.passages),
        quotes=len(material.statements),
        missing_first=len(missing[0]),
        missing_second=len(missing[1]),
    )
    return int(any(missing))


def _read_pdfium(pdf: Path) -> str:
    with pdfium.opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _choose_second(told: Told) -> tuple[Callable[[Path], str], Told]:
    """Give the quick reader if it is there, and what it is asked for."""
    if shutil.which("pdftotext") is None:
        return _read_pdfminer, told
    return _read_poppler, list(torn(told))


def _read_poppler(pdf: Path) -> str:
    """Give the text as it stands and as it was written: one keeps lines of Dari, one columns."""
    ways = (["pdftotext", str(pdf), "-"], ["pdftotext", "-raw", str(pdf), "-"])
    done = [subprocess.run(way, stdout=subprocess.PIPE, check=True) for way in ways]
    return "\n".join(it.stdout.decode() for it in done)


def _read_pdfminer(pdf: Path) -> str:
    return turned(extract_text(pdf))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), slow="--slow" in sys.argv))
