"""The list of keys, derived from the commands."""

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


class KeysDialog(QDialog):
    """Shows every command that has a key. It frees itself when it closes."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(theme.pixels(480), 560)
        area = QScrollArea()
        area.setWidgetResizable(True)
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
    row = 0
    for menu in Menu:
        entries = [entry for entry in ENTRIES if entry.menu is menu and entry.keys]
        if not entries:
            continue
        grid.addWidget(label(plain(menu.value).upper(), "group"), row, 0, 1, 2)
        for entry in entries:
            row += 1
            native = QKeySequence.SequenceFormat.NativeText
            keys = " or ".join(QKeySequence(key).toString(native) for key in entry.keys)
            grid.addWidget(label(plain(entry.text)), row, 0)
            grid.addWidget(label(keys, "keys"), row, 1, Qt.AlignmentFlag.AlignRight)
        row += 1
    grid.setRowStretch(row, 1)
    return sheet
