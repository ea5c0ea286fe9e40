"""Makes resources/sample anew from the story: `python tests/whole/sample.py`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]  # run by hand, outside pytest

from dossier.case import file  # noqa: E402 - after the path is set
from dossier.case.case import Case  # noqa: E402 - after the path is set
from dossier.exchange.package import PackageWriter  # noqa: E402 - after the path is set
from dossier.exchange.sample import SAMPLE  # noqa: E402 - after the path is set
from dossier.model.records import Text  # noqa: E402 - after the path is set
from whole import events  # noqa: E402 - after the path is set
from whole.story import BODY, INFO  # noqa: E402 - after the path is set

BY = "Sample analyst"


def tell(case: Case) -> None:
    """Enter the story into an empty case, step by step."""
    for label, records in events.build().steps:
        with case.edit(label) as edit:
            for record in records:
                if isinstance(record, Text):
                    edit.store_text(BODY)
                edit.insert(record)


def main() -> None:
    """Write the package."""
    with (
        tempfile.TemporaryDirectory() as folder,
        file.create(Path(folder) / "sample.dossier", INFO, by=BY) as case,
    ):
        tell(case)
        PackageWriter().write(case, ROOT / "resources" / "sample" / SAMPLE)


if __name__ == "__main__":
    main()
