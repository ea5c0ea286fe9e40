"""Controls of judgements: words read as they are written, and likelihood on a yardstick."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from dossier.model import phrasing
from dossier.model.field import Field
from dossier.model.yardsticks import Band, Yardstick, percent, span, yardstick
from dossier.ui.forms.picks import Choice, SearchedControl
from dossier.ui.forms.texts import ProseControl
from dossier.ui.theme import Theme

_SAID = 2  # sentences beneath the field at once
_BAR, _RAIL, _GAP, _ROUND = 14, 6, 2, 2
_ALL = 100


class AssessedControl(ProseControl):
    """The words of a judgement: what is wrong with them is said while they are typed."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._chosen = ("", "", "")

    def beside(self, values: Mapping[str, Any]) -> None:
        """Hear yardstick, likelihood and kind of the judgement."""
        scale, likelihood, kind = (
            str(values.get(name) or "") for name in ("scale", "likelihood", "kind")
        )
        self._chosen = (scale, likelihood, kind)

    def remark(self) -> str:
        """Say what is wrong with the words."""
        found = phrasing.remarks(self.value(), *self._chosen)
        return " ".join(remark.sentence for remark in found[:_SAID])

    def doubtful(self) -> bool:
        """Whether something is wrong with them: they are stored all the same."""
        return bool(phrasing.remarks(self.value(), *self._chosen))

    def insists(self) -> bool:
        """It is easier to mend a sentence while one writes it."""
        return True


class YardstickBar(QWidget):
    """A yardstick from 0 to 100 per cent with one band marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measured: Yardstick | None = None
        self._marked: Band | None = None
        self.setFixedHeight(_BAR)
        theme.changed.connect(self.update)

    def show_band(self, measured: Yardstick | None, marked: Band | None) -> None:
        """Show a yardstick, and mark a band of it."""
        self._measured, self._marked = measured, marked
        self.setVisible(measured is not None)
        self.setAccessibleName(said(measured, marked))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the bands."""
        if self._measured is not None:
            painter = QPainter(self)
            draw_yardstick(
                painter, self._theme, self.rect(), self._measured, self._marked,
                self.layoutDirection(),
            )  # fmt: skip
            painter.end()


def draw_yardstick(
    painter: QPainter,
    theme: Theme,
    room: QRect,
    measured: Yardstick,
    marked: Band | None,
    direction: Qt.LayoutDirection,
) -> None:
    """Paint the bands of a yardstick into a room; the marked one stands out by height and colour.

    It begins with the least likely, at the side where lines begin.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for band in measured.bands:
        left = room.left() + round(room.width() * band.low / _ALL)
        right = room.left() + round(room.width() * band.high / _ALL)
        height = room.height() if band == marked else min(_RAIL, room.height())
        top = room.center().y() - height // 2 + 1
        place = QRect(left, top, max(right - left - _GAP, _GAP), height)
        painter.setBrush(theme.color("accent" if band == marked else "control"))
        painter.drawRoundedRect(QStyle.visualRect(direction, room, place), _ROUND, _ROUND)


def said(measured: Yardstick | None, marked: Band | None) -> str:
    """Say a band of a yardstick: "ICD 203: likely, 55-80 %"."""
    if measured is None:
        return "No yardstick chosen"
    return f"{measured.label}: {marked.label}, {span(marked)}" if marked else measured.label


class LikelihoodControl(SearchedControl):
    """A word of the yardstick that is chosen beside it, or a figure in per cent for one.

    A figure in a gap of the yardstick has no word: the analyst chooses the band beside it.
    """

    def __init__(self, field: Field, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(field, (), parent)
        self._scale = ""
        self.picker.setAccessibleName(field.label)
        self._line().setPlaceholderText("A word, or a figure such as 60 %")
        self.bar = YardstickBar(theme)
        self.column.addWidget(self.bar)
        self.edited.connect(self._show)
        self._show()

    @property
    def _measured(self) -> Yardstick | None:
        return yardstick(self._scale)

    def beside(self, values: Mapping[str, Any]) -> None:
        """Offer the words of the yardstick that is chosen now.

        A word becomes the word for the same key there; a figure that was typed stays one.
        """
        scale = str(values.get(self.field.within) or "")
        if scale != self._scale:
            words, touched = self._line().text(), self._line().touched()
            before = self._meant(words) if percent(words) is None else None
            self._scale = scale
            bands = self._measured.bands if self._measured else ()
            self.offer(Choice(band.key, band.label, span(band)) for band in bands)
            if not touched:
                self.load(self._stored)
            elif before is not None:
                self._line().setText(self._labels.get(before.key, words))
        self._show()

    def load(self, value: Any) -> None:
        """Show the word of a key."""
        super().load(value)
        self._show()

    def value(self) -> Any:
        """Key of the band that the words or the figure mean."""
        key = super().value()
        band = self._meant(key)
        return band.key if band else key

    def _meant(self, words: str) -> Band | None:
        """Band of a key, of words in any of their forms, or of a figure."""
        measured = self._measured
        if measured is None or not words:
            return None
        given = percent(words)
        return measured.band(words) or (
            measured.said(words) if given is None else measured.term(given)
        )

    def _figure(self) -> float | None:
        return percent(self._line().text()) if self._line().touched() else None

    def problem(self) -> str:
        """Say that there is no such word, or that the figure has none."""
        key, measured = self.value(), self._measured
        if not key or key == self._stored or self._meant(key) is not None:
            return ""
        if measured is None:
            return "Choose the yardstick first."
        if self._figure() is not None:
            return f"{key} has no word on this yardstick: choose the one below or above it."
        return f"“{key}” is no word of this yardstick. Choose one of its words."

    def remark(self) -> str:
        """Say what the word means in figures, and which other band a figure on a border has."""
        band, given, measured = self._meant(self.value()), self._figure(), self._measured
        if band is None or measured is None:
            return "This word is not on the yardstick that is chosen." if self.value() else ""
        if given is None:
            return span(band)
        if len(measured.choices(given)) > 1:
            return f"On a border: “{band.label}” begins here. Choose the other word if you mean it."
        return f"“{band.label}”, {span(band)}"

    def doubtful(self) -> bool:
        """Whether the word is of another yardstick."""
        return bool(self.value()) and self._meant(self.value()) is None

    def repairs(self) -> tuple[str, ...]:
        """Give the words beside a figure that has none, or two."""
        given, measured = self._figure(), self._measured
        if given is None or measured is None:
            return ()
        choices = measured.choices(given)
        if len(choices) == 1:
            return ()
        return tuple(band.label for band in choices or measured.nearest(given))

    def _show(self) -> None:
        """Mark the band."""
        self.bar.show_band(self._measured, self._meant(self.value()))
