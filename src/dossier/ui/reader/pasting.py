"""A source from what was copied elsewhere: the text is kept as it is, the first line names it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from dossier.model.records import Source
from dossier.ui.desk import Desk

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_LONGEST_TITLE = 160
EMPTY = "The clipboard holds no text. Copy the article first, then paste it here."


def copied() -> str:
    """Text on the clipboard; "" if there is none or only blanks."""
    text = QGuiApplication.clipboard().text()
    return text if text.strip() else ""


def paste_source(desk: Desk) -> int:
    """Make a source of the copied text; its id, 0 if there is nothing to paste."""
    body = copied()
    if not body:
        desk.tell(EMPTY)
        return 0
    return desk.run(partial(_paste, body)) or 0


def paste_text(desk: Desk, source: int) -> bool:
    """Give a source the copied text; whether it has one now."""
    body = copied()
    if not body:
        desk.tell(EMPTY)
        return False
    return bool(desk.run(partial(_add_text, source, body)))


def title_of(body: str) -> str:
    """First line that is not blank, cut between words if it is long."""
    line = " ".join(body.strip().splitlines()[0].split())
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line[: _LONGEST_TITLE - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"


def _paste(body: str, case: "Case") -> int:
    from dossier.case import edits

    return edits.paste_source(case, Source(title=title_of(body), kind="other"), body).id


def _add_text(source: int, body: str, case: "Case") -> int:
    from dossier.case import edits

    return edits.add_text(case, source, body).id
