"""The application: set up Qt, show the window, then open the case."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from dossier import __version__
from dossier.ui import fonts, heap
from dossier.ui.ahead import Ahead
from dossier.ui.brush import Brush
from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.interrupts import Interrupts
from dossier.ui.litter import Litter
from dossier.ui.prompts import Prompts
from dossier.ui.settings import Settings, default_path
from dossier.ui.theme import Theme
from dossier.ui.typing_undo import TypingUndo
from dossier.ui.window import Window

_TURN = 0.0005  # seconds


def run(path: Path | None = None, *, settings: Path | None = None) -> int:
    """Show the window, with the case of `path` if given, until it is closed; its exit code.

    Call display.check() before: Qt aborts the process where it finds no display. `settings` is
    the INI file to use instead of the user's.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Dossier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dossier")
    fonts.load(cache_folder())
    remembered = Settings(settings or default_path())
    window = build(app, remembered)
    window.show()
    run_smoothly(window)
    if path is not None:
        QTimer.singleShot(0, window, partial(window.open_path, path))
    interrupts = Interrupts(window)
    try:
        return app.exec()
    finally:
        remembered.finish()
        interrupts.let_go()
        sys.excepthook = sys.__excepthook__


def build(app: QApplication, settings: Settings) -> Window:
    """Make the window and what it stands on."""
    heap.keep_small()
    prompts = Prompts(app)
    crashes = CrashHook(prompts)
    crashes.install()
    desk = Desk(settings, Theme(app, settings), prompts, app)
    TypingUndo(app, desk)
    window = Window(desk, crashes)
    Brush(window, desk.turns)
    return window


def run_smoothly(window: Window) -> None:
    """Keep a window from waiting for other threads, for forms, and for the collection of garbage.

    A thread that computes lets others run every 5 ms unless told otherwise, and the window asks
    for its turn many times in one gesture.
    """
    sys.setswitchinterval(_TURN)
    Ahead(window)
    Litter(window)


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again."""
    where = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(where)) / "dossier"
