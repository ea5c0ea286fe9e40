"""The line at the foot of the inspector: whether what one sees is saved."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dossier.ui.desk import Desk
from dossier.ui.prompts import label

_ICON = QSize(16, 16)


class SavedLine(QFrame):
    """Says "Saved 14:02" or "Not saved: 2 fields to correct"."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drawn = ("", "")
        self.setProperty("ground", "foot")
        self.setFixedHeight(44)
        self._picture = label()
        self.words = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        desk.theme.changed.connect(self._draw)

    def rest(self, problems: Mapping[str, str]) -> None:
        """Say how things stand before anything is typed."""
        if not self._desk.can_edit:
            self._say("lock", "text2", self._desk.why_fixed)
        else:
            self.tell(problems)

    def wait(self) -> None:
        """Say that there is something that is not saved yet."""
        self._say("", "", "Is saved when you leave the field")

    def recall(self) -> None:
        """Say that words which were not saved are back."""
        self._say("info", "info", "Not saved yet: your last words are back")

    def tell(self, problems: Mapping[str, str], at: datetime | None = None) -> None:
        """Say what came of saving, and when."""
        if problems:
            fields = "1 field" if len(problems) == 1 else f"{len(problems)} fields"
            self._say("triangle-alert", "bad", f"Not saved: {fields} to correct")
        else:
            self._say("circle-check", "ok", f"Saved {at:%H:%M}" if at else "Saved")

    def _say(self, icon: str, token: str, words: str) -> None:
        if self.words.text() != words:
            self.words.setText(words)
        if self._drawn != (icon, token):
            self._drawn = (icon, token)
            self._draw()

    def _draw(self) -> None:
        icon, token = self._drawn
        if icon:
            self._picture.setPixmap(self._desk.icons.icon(icon, token).pixmap(_ICON))
        self._picture.setVisible(bool(icon))
