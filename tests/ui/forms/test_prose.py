"""A text area begins its lines where the first word does."""

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from dossier.ui.forms.inputs import Prose

PERSIAN = "عبور ۱۳۴ سرباز از بندر شیرخان"


def _start(prose: Prose, line: int) -> int:
    """Where the cursor stands before the first letter of a line."""
    return prose.cursorRect(QTextCursor(prose.document().findBlockByNumber(line))).left()


def test_lines_that_read_leftward_begin_at_the_right_and_all_turn_with_the_first(
    qtbot: QtBot,
) -> None:
    prose = Prose("Summary")
    qtbot.addWidget(prose)
    prose.resize(400, 120)
    prose.show()
    prose.load(f"{PERSIAN}\nShir Khan Bandar")
    assert _start(prose, 0) > 350
    assert 200 < _start(prose, 1) < 350
    prose.load(f"Shir Khan Bandar\n{PERSIAN}")
    assert _start(prose, 0) < 10
    assert prose.words() == f"Shir Khan Bandar\n{PERSIAN}"
    assert not prose.document().isUndoAvailable()
