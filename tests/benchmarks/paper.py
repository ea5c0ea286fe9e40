"""The brief of a large case: CASE PDF [BLOCKS]. BLOCKS keeps what the peers print."""

import pickle
import sys
import time
from pathlib import Path

from benchmarks.measure import peak_megabytes, report
from dossier.brief import compose
from dossier.brief.spec import Spec
from dossier.case import file


def main(path: Path, pdf: Path, blocks: Path | None) -> None:
    """Report CPU seconds of each part, pages, and peak memory."""
    with file.open_case(path, by="benchmark", read_only=True) as case:
        begun = time.process_time()
        material = compose.gather(case, Spec())
    gathered = time.process_time()
    compose.document(material)  # once more than printing needs: to know its share
    composed = time.process_time()
    with pdf.open("wb") as out:
        made = compose.print_brief(material, out)
    printed = time.process_time()
    report(
        gather=gathered - begun,
        compose=composed - gathered,
        render=printed - composed - (composed - gathered),
        pages=made.pages,
        peak=peak_megabytes(),
    )
    if blocks is not None:
        blocks.write_bytes(pickle.dumps((compose.document(material), dict(made.cited))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3:] else None)
