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


def test_it_is_as_high_as_its_text_at_the_width_that_it_gets(qtbot: QtBot) -> None:
    """Its text is loaded before it is shown, at another width; no line is hidden, none too many."""
    prose = Prose("Summary")
    qtbot.addWidget(prose)
    prose.resize(90, 60)
    words = "Soldiers left their post near the river after an attack in the night. " * 2
    prose.load(words.strip())
    for width in (320, 160, 320):
        prose.resize(width, prose.height())
        prose.show()
        qtbot.waitUntil(lambda: prose.verticalScrollBar().maximum() == 0)
        shown = prose.document().firstBlock().layout().lineCount()
        room = prose.height() - shown * prose.fontMetrics().lineSpacing()
        assert 0 <= room < 2 * prose.fontMetrics().lineSpacing()
