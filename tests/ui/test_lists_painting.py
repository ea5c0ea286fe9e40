"""What a row of a list looks like: mirrored, right-to-left, warned of, and as it was before."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from dossier.ui.lists.cells import Cell, Tone
from dossier.ui.lists.delegate import CELL_ROLE, CellDelegate
from dossier.ui.theme import Theme


def painted(
    theme: Theme, cell: Cell, way: Qt.LayoutDirection, delegate: CellDelegate | None = None
) -> QImage:
    """Paint one selected cell of the first column."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(1, 1)
    item = QStandardItem()
    item.setData(cell, CELL_ROLE)
    model.setItem(0, 0, item)
    image = QImage(200, 50, QImage.Format.Format_RGB32)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 50)
    option.direction = way
    option.state = QStyle.StateFlag.State_Selected
    painter = QPainter(image)
    (delegate or CellDelegate(theme)).paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def ink(image: QImage, ground: QColor) -> tuple[int, int]:
    """First and last column between the bars that differ from the ground."""
    inked = [
        x
        for x in range(4, image.width() - 4)
        if any(image.pixelColor(x, y) != ground for y in range(10, 40))
    ]
    return inked[0], inked[-1]


LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def test_rows_mirror_in_a_window_that_runs_from_right_to_left(theme: Theme) -> None:
    accent, ground = theme.color("accent"), theme.color("selected")
    plain = painted(theme, Cell("Shortepa"), LTR)
    mirrored = painted(theme, Cell("Shortepa"), RTL)
    assert plain.pixelColor(1, 20) == accent
    assert mirrored.pixelColor(198, 20) == accent
    assert ink(plain, ground)[0] < 30
    assert ink(mirrored, ground)[1] > 170


@pytest.mark.parametrize(
    "cell",
    [
        Cell("234", "1 origin", number=True),
        Cell("More than 130 soldiers & others cross", "Kaldar · Balkh – “A”"),
        Cell("سربازان در پل", "پل 12"),
        Cell("Кундуз", "12 мост"),
        Cell("Two\nlines"),
        Cell("Draft", pill=Tone.WARN),
    ],
)
@pytest.mark.parametrize("way", [LTR, RTL])
def test_what_is_painted_again_looks_as_it_did(
    theme: Theme, cell: Cell, way: Qt.LayoutDirection
) -> None:
    delegate = CellDelegate(theme)
    first, *again = (painted(theme, cell, way, delegate) for _ in range(3))
    assert again == [first, first]


def test_persian_titles_stand_at_the_right_in_either_window(theme: Theme) -> None:
    ground = theme.color("selected")
    for way in (LTR, RTL):
        assert ink(painted(theme, Cell("شورتپه"), way), ground)[1] > 170


def test_a_figure_that_cannot_be_true_beside_the_other_is_warned_of(theme: Theme) -> None:
    warn = theme.color("warn")
    for tone, warned in ((Tone.WARN, True), (Tone.SECONDARY, False)):
        image = painted(theme, Cell("134", "or 250", tone, number=True), LTR)
        colours = {image.pixelColor(x, y).name() for x in range(200) for y in range(25, 45)}
        assert (warn.name() in colours) == warned
