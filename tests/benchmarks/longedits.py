"""Long edits in the real window: how long the event loop is away, and the cost: FOLDER CASE ROWS.

So many rows are imported into a copy of the case, undone, redone and moved to the trash, once in
the slices of the window and once at a stroke, without a window.
"""

import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.bulk import incident
from benchmarks.measure import cpu_of, report
from benchmarks.ticks import Ticks
from dossier.case import edits, file
from dossier.case.case import Case
from dossier.case.journal import StepKind
from dossier.model.records import Incident
from dossier.ui import application, fonts
from dossier.ui.actions import Command
from dossier.ui.settings import Settings
from dossier.ui.window import Window

_PATIENCE = 600  # seconds


def main(folder: Path, large: Path, rows: int) -> None:
    """Report the worst gaps in milliseconds, and CPU seconds in slices and at once."""
    sliced, whole = (shutil.copyfile(large, folder / f"long-{n}.dossier") for n in "ab")
    for path in (sliced, whole):
        with (
            file.open_case(path, by="benchmark") as case,
            case.edit("Import", kind=StepKind.IMPORT) as edit,
        ):
            edit.insert_many([incident(number) for number in range(rows)])
    at_once = _at_once(whole, rows)
    report(**at_once, **_in_window(folder, sliced, rows))


def _at_once(path: Path, rows: int) -> dict[str, float]:
    with file.open_case(path, by="benchmark") as case:
        undo, redo = cpu_of(case.undo), cpu_of(case.redo)
        ids = _newest(case, rows)
        trash = cpu_of(lambda: edits.trash(case, "incident", ids))
    return {"undo_whole": undo, "redo_whole": redo, "trash_whole": trash}


def _newest(case: Case, rows: int) -> list[int]:
    return sorted(record.id for record in case.all(Incident))[-rows:]


def _in_window(folder: Path, path: Path, rows: int) -> dict[str, float]:
    app = QApplication(sys.argv[:1])
    fonts.load(folder / "fonts")
    window = application.build(app, Settings(folder / "dossier.ini"))
    window.show()
    application.run_smoothly(window)
    window.open_path(path)
    _settle(app)
    case = window._desk.case
    assert case is not None
    found: dict[str, float] = {}
    for name, act in (
        ("undo", window.actions_.get(Command.UNDO).trigger),
        ("redo", window.actions_.get(Command.REDO).trigger),
        ("trash", partial(_trash, window, _newest(case, rows))),
    ):
        ticks = Ticks()
        found[name] = cpu_of(partial(_made, app, window, act))
        found[f"{name}_gap"], found[f"{name}_work"] = ticks.share(1), ticks.share(1, worked=True)
        ticks.deleteLater()
    window.close()
    return found


def _trash(window: Window, ids: list[int]) -> None:
    """Move rows to the trash, as the list does with many."""
    case = window._desk.case
    assert case is not None
    slices = edits.trashing(case, "incident", ids)
    window._desk.make("Moving to the trash", slices, lambda _: None)


def _made(app: QApplication, window: Window, act: Callable[[], object]) -> None:
    """Do it, wait until it is stored, and until the window has shown it."""
    act()
    until = time.monotonic() + _PATIENCE
    while window.jobs.running and time.monotonic() < until:
        app.processEvents()
    _settle(app)


def _settle(app: QApplication) -> None:
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
