"""What a list says when it has nothing to show: what goes here, and how to begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.model.field import Kind
from dossier.ui.icons import Icons
from dossier.ui.prompts import label

_ICON = 40
_WIDEST, _NARROWEST, _EDGE = 400, 200, 24


@dataclass(frozen=True, slots=True)
class Guide:
    """What a newcomer should know of one kind."""

    icon: str
    words: str
    first: str = ""  # where a record does not begin here: what to do instead


_GUIDES: Mapping[str, Guide] = MappingProxyType(
    {
        "incident": Guide(
            "siren",
            "An incident is something that happened, or is said to have happened. Give it a date"
            " and a place; then collect what each source says about it.",
        ),
        "source": Guide(
            "newspaper",
            "A source is a document that you keep in the case: an article, a statement, a"
            " recording. Every quote and figure leads back to its words.",
        ),
        "quote": Guide(
            "message-square-quote",
            "A quote is what a speaker said, word for word, cited from the text of a source. It"
            " keeps its place there, so that you can always see it in context.",
            first="Open a source",
        ),
        "actor": Guide(
            "users",
            "People, units, ministries, news outlets: whoever acts, speaks or publishes. Other"
            " spellings of a name are found too.",
        ),
        "place": Guide(
            "map-pin",
            "Villages, crossings, districts: by any of their names, and as exactly as they are"
            " known.",
        ),
    }
)


def guide_of(kind: Kind) -> Guide:
    """What to say about a kind."""
    return _GUIDES.get(kind.name) or Guide("file-text", "")


class EmptyState(QWidget):
    """Says in the middle of the page what goes here, with two buttons.

    Most are never seen: what stands in it is made when it is shown, or its buttons are asked for.
    """

    first_chosen = Signal()
    second_chosen = Signal()

    def __init__(
        self,
        icons: Icons,
        icon: str,
        *,
        first: str = "",
        second: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._icon = icons, icon
        self._names = first, second
        self._said = "", ""
        self._enabled = True
        self._held: _Contents | None = None

    @property
    def first(self) -> QPushButton:
        """The first button; hidden if there is none."""
        return self._contents.first

    @property
    def second(self) -> QPushButton | None:
        """The second button, if there is one."""
        return self._contents.second

    def allow(self, *, enabled: bool) -> None:
        """Let the first button be pressed, or not."""
        self._enabled = enabled
        if self._held is not None:
            self._held.first.setEnabled(enabled)

    def say(self, title: str, words: str) -> None:
        """Show these words."""
        self._said = title, words
        if self._held is not None:
            self._held.say(*self._said)
            self._held.fit(self.width())

    def setVisible(self, visible: bool) -> None:  # noqa: N802, FBT001 - overrides Qt
        """Make what stands in it before it is shown: later it would come a turn after."""
        if visible:
            self._contents.fit(self.width())
        super().setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Keep the words within a narrow pane."""
        super().resizeEvent(event)
        if self._held is not None:
            self._held.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Follow another look: the picture has its colour, and the words their height."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._held is not None:
            self._held.draw(self._picture())
            self._held.fit(self.width())

    def _picture(self) -> QPixmap:
        return self._icons.icon(self._icon, "text3").pixmap(QSize(_ICON, _ICON))

    @property
    def _contents(self) -> "_Contents":
        if self._held is None:
            self._held = made = _Contents(self, *self._names)
            made.draw(self._picture())
            made.first.clicked.connect(self.first_chosen)
            made.first.setEnabled(self._enabled)
            if made.second is not None:
                made.second.clicked.connect(self.second_chosen)
            made.say(*self._said)
        return self._held


class _Contents:
    """Picture, words and buttons in the middle of a widget."""

    def __init__(self, room: QWidget, first: str, second: str) -> None:
        column = QVBoxLayout(room)
        column.setSpacing(8)
        column.addStretch()
        self._picture = label()
        self._title = label("", "h2", wrap=True)
        self._words = label("", "small", wrap=True)
        for line in (self._picture, self._title, self._words):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self.first = self._button(first, "primary")
        if not first:
            self.first.hide()
        self.second = self._button(second, "") if second else None
        self._buttons.addStretch()
        column.addLayout(self._buttons)
        column.addStretch()

    def _button(self, text: str, look: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setProperty("look", look)
        self._buttons.addWidget(button)
        return button

    def draw(self, picture: QPixmap) -> None:
        """Show this picture."""
        self._picture.setPixmap(picture)

    def say(self, title: str, words: str) -> None:
        """Show these words."""
        self._title.setText(title)
        self._words.setText(words)

    def fit(self, width: int) -> None:
        """Keep the words within so many pixels."""
        room = max(_NARROWEST, min(_WIDEST, width - 2 * _EDGE))
        # a label that is aligned in its cell gets two lines, however many it needs
        for wrapped in (self._title, self._words):
            wrapped.setFixedWidth(room)
            wrapped.setMinimumHeight(0)  # or it is no lower than it was
            wrapped.setMinimumHeight(max(0, wrapped.heightForWidth(room)))
