"""The icons: Lucide drawings from resources/icons, coloured at the moment they are painted."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dossier import resource
from dossier.ui.theme import Theme

WITH_WORDS = QSize(24, 16)  # an icon of 16 px that keeps its distance from the words beside it


class Icons:
    """Draws icons by name in the colours in use."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawings: dict[str, str] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def icon(self, name: str, colour: str = "text2", checked: str = "") -> QIcon:
        """Icon of that name; `checked` is its colour while switched on. It follows the theme."""
        return QIcon(_Engine(self, name, colour, checked or colour))

    def paint(self, painter: QPainter, place: QRect, name: str, token: str) -> None:
        """Draw an icon into a square; DossierError if there is no such icon."""
        colour = self._theme.color(token).name()
        key = (name, colour)
        if key not in self._renderers:
            if name not in self._drawings:
                self._drawings[name] = resource.text("icons", f"{name}.svg")
            drawing = self._drawings[name].replace("currentColor", colour)
            self._renderers[key] = QSvgRenderer(QByteArray(drawing.encode()))
        self._renderers[key].render(painter, QRectF(place))


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
