"""A text area begins its lines where the first word does."""

from pytestqt.qtbot import QtBot

from dossier.ui.forms.inputs import Prose

PERSIAN = "عبور ۱۳۴ سرباز از بندر شیرخان"


def _left(prose: Prose, line: int) -> float:
    block = prose.document().findBlockByNumber(line)
    return block.layout().lineAt(0).naturalTextRect().left()


def test_lines_that_read_leftward_begin_at_the_right_and_all_turn_with_the_first(
    qtbot: QtBot,
) -> None:
    prose = Prose("Summary")
    qtbot.addWidget(prose)
    prose.resize(400, 120)
    prose.show()
    prose.load(f"{PERSIAN}\nShir Khan Bandar")
    assert _left(prose, 0) > 50
    assert _left(prose, 1) > 50
    prose.load(f"Shir Khan Bandar\n{PERSIAN}")
    assert _left(prose, 0) < 10
    assert prose.words() == f"Shir Khan Bandar\n{PERSIAN}"
    assert not prose.document().isUndoAvailable()
