"""The crash hook: a bug is told calmly, with a report that holds no word of the case."""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion

from dossier import __version__
from dossier.errors import DossierError
from dossier.ui.prompts import COPY, Choice, Prompts, Question, Weight

_HOME = Path(__file__).resolve().parents[1]


class CrashHook:
    """Shows whatever nobody caught. One dialog at a time: a bug in painting would repeat it."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self._shown = False

    def install(self) -> None:
        """Take over unhandled exceptions of this process."""
        sys.excepthook = self.catch

    def uninstall(self) -> None:
        """Give unhandled exceptions back to Python."""
        sys.excepthook = sys.__excepthook__

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show an exception: known trouble as itself, all else as a report to copy."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error)

    def show(self, error: BaseException) -> None:
        """Show one exception, unless a report is on screen already."""
        if isinstance(error, DossierError):
            self._prompts.show_error(error)
            return
        report_text = report(error)
        sys.stderr.write(report_text + "\n")
        if self._shown:
            return
        self._shown = True
        self._prompts.ask(_question(report_text), self._closed)

    def _closed(self, _: str) -> None:
        self._shown = False


def report(error: BaseException) -> str:
    """Describe a bug by versions and places in the program; values and messages are left out.

    An exception's message and the values on its frames may quote the case, so neither is used.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    head = (
        f"Dossier {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.machine()}"
    )
    return "\n".join([head, type(error).__name__, *places])


def _inside(file_name: str) -> str:
    """Name a file by its place in the program: a full path may hold a user's name."""
    path = Path(file_name)
    return path.relative_to(_HOME).as_posix() if path.is_relative_to(_HOME) else path.name


def _question(report_text: str) -> Question:
    return Question(
        title="Dossier has a bug",
        message="Something went wrong that should not have. What you entered is kept up to the "
        "last change that was saved.",
        hint="The report below says where it happened. It holds no text of your case.",
        detail=report_text,
        choices=(Choice(COPY, "Copy the report"), Choice("close", "Close", Weight.PRIMARY)),
    )
