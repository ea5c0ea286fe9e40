"""The list of keys, derived from the commands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dossier.ui.actions import ENTRIES, Menu, plain
from dossier.ui.prompts import label
from dossier.ui.theme import Theme

# Keys that belong to a place of the window and to no command, as (what they do, keys as one writes)
PLACES: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "In search",
        (
            ("Go on with the term that is offered", ("Tab",)),
            ("Go to the line, or look through all first", ("Return",)),
            ("Choose another line", ("Up", "Down")),
        ),
    ),
    (
        "In the reader",
        (
            ("Quote the selected words", ("Q",)),
            ("Enter what they say of an incident", ("C",)),
            ("Begin an incident with them", ("I",)),
            ("Copy them with their citation", ("Ctrl+Shift+C",)),
            ("Select the sentence, or one more", ("S",)),
            ("Select the paragraph, or one more", ("P",)),
        ),
    ),
    (
        "In lists",
        (
            ("From the filter to the first row", ("Return",)),
            ("Select more rows", ("Shift+Down", "Ctrl+A")),
            ("Read the selected source", ("R", "Return")),
            ("Restore from the trash", ("Return",)),
        ),
    ),
    (
        "In forms",
        (
            ("Leave a text and save it", ("Tab", "Ctrl+Return")),
            ("Offer the records there are", ("Down",)),
            ("Move a row, or a section of a brief", ("Alt+Up", "Alt+Down")),
            ("Remove a row", ("Del",)),
        ),
    ),
    (
        "In the pages of a brief",
        (
            ("Next link, or the one before", ("L", "Shift+L")),
            ("Follow the link", ("Return",)),
            ("Back to where the link was", ("Backspace",)),
            ("Scroll by a page, or back", ("Space", "Shift+Space")),
        ),
    ),
    (
        "Among recent cases",
        (("Take from the list", ("Del",)),),
    ),
    (
        "In a filter",
        (
            ("This value alone", ("Return",)),
            ("This value or others", ("Space", "Shift+Return")),
            ("This value and others", ("Ctrl+Return",)),
            ("Not this value", ("Alt+Return",)),
        ),
    ),
    (
        "On a saved filter",
        (
            ("Narrow by it alone", ("Return",)),
            ("What both find", ("Ctrl+Return",)),
            ("What either finds", ("Shift+Return",)),
            ("Leave out what it finds", ("Alt+Return",)),
            ("Rename it", ("F2",)),
            ("Move it to the trash", ("Del",)),
        ),
    ),
)


class KeysDialog(QDialog):
    """Shows all commands with keys, and the keys of places. It frees itself when it closes."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(theme.pixels(480), 560)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("look", "pane")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Keyboard shortcuts")
        area.setWidget(_sheet())
        close = QPushButton("Close")
        close.setAccessibleName("Close")
        close.setProperty("look", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(label("Keyboard shortcuts", "h2"))
        column.addWidget(area)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _sheet() -> QWidget:
    sheet = QWidget()
    sheet.setProperty("ground", "surface")
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    grid = QGridLayout(sheet)
    grid.setColumnStretch(0, 1)
    of_menus = (
        (plain(menu.value), [(plain(e.text), e.keys) for e in ENTRIES if e.menu is menu and e.keys])
        for menu in Menu
    )
    for heading, lines in (*of_menus, *PLACES):
        if lines:
            grid.addWidget(label(heading.upper(), "group"), grid.rowCount(), 0, 1, 2)
        for words, keys in lines:
            row = grid.rowCount()
            grid.addWidget(label(words), row, 0)
            grid.addWidget(label(_native(keys), "keys"), row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setRowStretch(grid.rowCount(), 1)
    return sheet


def _native(keys: Sequence[str]) -> str:
    """Keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) for key in keys)
