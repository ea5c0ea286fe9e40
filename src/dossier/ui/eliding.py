"""Words that shorten themselves where there is no room for them, and are whole in their tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dossier.ui.prompts import plain_tip

_LEAST = 4  # letters that are always there, in widths of an m


class ElidingLabel(QLabel):
    """One line of text that yields to its neighbours."""

    def __init__(self, words: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.say(words)

    def say(self, words: str) -> None:
        """Show words, or their beginning."""
        self.words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(plain_tip(self.words) if shown != self.words else "")

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Ask for room for all words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + 2, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Be content with a few letters."""
        least = self.fontMetrics().horizontalAdvance("m" * _LEAST)
        return QSize(min(least, self.sizeHint().width()), self._height())

    def _height(self) -> int:
        return self.fontMetrics().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show more or less of them."""
        super().resizeEvent(event)
        self._fit()


class ElidingButton(QPushButton):
    """A button whose words yield to its neighbours; a screen reader hears them whole."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.say(words)

    def say(self, words: str) -> None:
        """Show words, or their beginning."""
        self.words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._frame()
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(plain_tip(self.words) if shown != self.words else "")

    def _frame(self) -> int:
        """Width of what stands around the words: padding, border and icon."""
        drawn = self.text().replace("&&", "&")
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(drawn)

    def _hint(self, words: int) -> QSize:
        return QSize(self._frame() + words, super().sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Ask for room for all words."""
        return self._hint(self.fontMetrics().horizontalAdvance(self.words) + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """Be content with a few letters."""
        metrics = self.fontMetrics()
        least = metrics.horizontalAdvance("m" * _LEAST)
        return self._hint(min(least, metrics.horizontalAdvance(self.words) + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show more or less of them."""
        super().resizeEvent(event)
        self._fit()
