"""The page of briefs: what would be printed, and the button that prints it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.ui.actions import Actions, Command
from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.panes.navigation import thousands
from dossier.ui.prompts import label

_COUNTED = (("incident", "incident"), ("quote", "quote"), ("source", "source"))


class BriefPane(QWidget):
    """Prints the whole case."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counted = label(look="secondary", wrap=True)
        self.print = QPushButton("Print brief")
        self.print.setIcon(desk.icons.icon("printer", "on_accent"))
        self.print.setIconSize(WITH_WORDS)
        self.print.setProperty("look", "primary")
        self.print.setAccessibleName("Print brief")
        self.print.clicked.connect(actions.get(Command.PRINT_BRIEF).trigger)
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("Briefs", "h1"))
        column.addWidget(self.counted)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(1)
        self.setFocusProxy(self.print)
        desk.opened.connect(self.refresh)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what the brief would hold."""
        from dossier.case import find

        counts = self._desk.run(find.counts) or {}
        parts = [
            f"{thousands(counts.get(kind, 0))} {word}{'s' if counts.get(kind, 0) != 1 else ''}"
            for kind, word in _COUNTED
        ]
        self.counted.setText(
            f"A PDF of the whole case: {', '.join(parts[:-1])} and {parts[-1]}, with numbered "
            "notes that lead to the exact words of each source."
        )
