"""The icons: Lucide drawings from resources/icons, coloured at the moment they are painted."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dossier import resource
from dossier.ui.theme import Theme

WITH_WORDS = QSize(24, 16)  # an icon of 16 px that keeps its distance from the words beside it
_KEPT = 200


class Icons:
    """Draws icons by name in the colours in use."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawings: dict[str, str] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, colour: str = "text2", checked: str = "") -> QIcon:
        """Icon of that name; `checked` is its colour while switched on. It follows the theme."""
        return QIcon(_Engine(self, name, colour, checked or colour))

    def paint(self, painter: QPainter, place: QRect, name: str, token: str) -> None:
        """Put an icon into a square; DossierError if there is no such icon.

        It is drawn once for each size: most of what is on the screen is painted many times.
        """
        scale = painter.device().devicePixelRatioF()
        key = (name, self._theme.color(token).name(), place.width(), scale)
        if key not in self._drawn:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            self._drawn[key] = self._draw(*key)
        painter.drawPixmap(place.topLeft(), self._drawn[key])

    def _draw(self, name: str, colour: str, side: int, scale: float) -> QPixmap:
        made = QPixmap(QSize(side, side) * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self._renderer(name, colour).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return made

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        key = (name, colour)
        if key not in self._renderers:
            if name not in self._drawings:
                self._drawings[name] = resource.text("icons", f"{name}.svg")
            drawing = self._drawings[name].replace("currentColor", colour)
            self._renderers[key] = QSvgRenderer(QByteArray(drawing.encode()))
        return self._renderers[key]


class _Engine(QIconEngine):
    """Paints one icon at whatever size and resolution is asked for."""

    def __init__(self, icons: Icons, name: str, token: str, checked: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._token = token
        self._checked = checked

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._token, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._checked if state is QIcon.State.On else self._token
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * 0.4)
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        self._icons.paint(painter, square, self._name, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made
