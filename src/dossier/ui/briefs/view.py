"""The preview: the pages of a PDF beneath each other, drawn when they come on screen."""

from math import inf, sqrt

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from dossier.ui.briefs.pdf import Box, Goal, Hit, Link, Pdf, Picture
from dossier.ui.briefs.renderer import Opener, Renderer, Wish
from dossier.ui.briefs.sheets import (
    LEAST_ZOOM,
    MOST_ZOOM,
    PIXELS,
    Sizes,
    fitting,
    lay_out,
)
from dossier.ui.briefs.shelf import Shelf
from dossier.ui.prompts import plain_tip
from dossier.ui.theme import LIGHT, Theme

_STEP, _OVERLAP = 1.2, 48
_LARGEST = 12_000_000  # pixels of one picture; beyond that it is drawn a little coarser
_NEAR = 4.0  # pixels beside a link that still count: a note number is hardly wider
_UPPER = 8  # a page that reaches so deep into the view, as a part of its height, is the one shown
_BEFORE = 90.0  # points of a page shown above a word that was found
_ABOVE = 12  # pixels left above the place that a link leads to
_WHEEL_STEP = 120  # an eighth of a degree each (QWheelEvent.angleDelta)


class PdfView(QAbstractScrollArea):
    """Shows a PDF. `turned` follows every change of page, zoom or way back, `replaced` another PDF.

    `outside` carries the address of a link that leads out of the document; it is never opened.
    """

    turned = Signal()
    replaced = Signal()
    outside = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.renderer = Renderer(self)
        self.renderer.drawn.connect(self._take)
        self._sizes: Sizes = ()
        self._zoom = 0.0  # 0 fits the width
        self._sheets = lay_out((), 1.0, 0)
        self._pictures = Shelf()
        self.chosen: tuple[int, Link] | None = None  # the link that Enter follows, with its page
        self._back: list[tuple[int, int]] = []
        self.data = b""
        self.hits: tuple[Hit, ...] = ()
        self._hit = 0
        self.setAccessibleName("Preview of the brief")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCornerWidget(QWidget())  # a plain one: the style draws a frame there
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.viewport().update)

    # ---- what is shown

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self._sizes)

    @property
    def sizes(self) -> Sizes:
        """Width and height of each page, in points."""
        return self._sizes

    @property
    def page(self) -> int:
        """Page in the upper part of the view, from 1; 0 if there is none."""
        if not self._sizes:
            return 0
        at = self.verticalScrollBar().value() + self.viewport().height() // _UPPER
        if self.verticalScrollBar().value() == self.verticalScrollBar().maximum():
            at = self._sheets.height  # the last page may be too short to reach the upper part
        return self._sheets.page_at(at) + 1

    @property
    def zoom(self) -> float:
        """How large the pages are; 1 is the size of the paper."""
        return self._sheets.zoom

    @property
    def fits(self) -> bool:
        """Whether the zoom follows the width."""
        return not self._zoom

    @property
    def can_return(self) -> bool:
        """Whether a link was followed."""
        return bool(self._back)

    def show_pdf(self, data: bytes, sizes: Sizes, opener: Opener = Pdf) -> None:
        """Show a document at the place where the last one was; its pages stay until drawn anew."""
        old = self._sizes
        self._pictures.keep(lambda page: sizes[page : page + 1] == old[page : page + 1])
        self._sizes, self.chosen, self._back = sizes, None, []
        self.data, self.hits = data, ()
        self.renderer.show(data, opener)
        self._lay_out()
        self.replaced.emit()

    def clear(self) -> None:
        """Show nothing."""
        self.renderer.stop()
        self._pictures.clear()
        self._sizes, self.chosen, self._back = (), None, []
        self.data, self.hits = b"", ()
        self._lay_out()
        self.replaced.emit()

    def picture(self, page: int) -> Picture | None:
        """Picture of a page from 1, if it is drawn as it is now."""
        found = self._pictures.get(page - 1)
        return found if found is not None and self._is_right(found) else None

    def mark(self, hits: tuple[Hit, ...], at: int) -> None:
        """Mark words that were found, and show the one at `at` among them."""
        self.hits, self._hit = hits, at
        if hits and hits[at].boxes:
            page, box = hits[at].page, hits[at].boxes[0]
            place = self._box(box, self._sheets.places[page].translated(-self._corner()))
            if not QRectF(self.viewport().rect()).contains(place):
                self.go_to(page + 1, max(0.0, box[1] - _BEFORE))
        self.viewport().update()

    # ---- going places

    def go_to(self, page: int, points: float = 0.0) -> None:
        """Show a page from 1, or what lies so many points below its top."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(self._sheets.height_of(page - 1, points) - _ABOVE)

    def follow(self, link: Link) -> None:
        """Jump within the document; tell where a link outside would lead."""
        if isinstance(link.goal, Goal):
            bars = self.horizontalScrollBar(), self.verticalScrollBar()
            self._back.append((bars[0].value(), bars[1].value()))
            self.go_to(link.goal.page + 1, link.goal.top)
            self.turned.emit()
        else:
            self.outside.emit(link.goal)

    def go_back(self) -> None:
        """Return to where the last link was followed."""
        if self._back:
            across, down = self._back.pop()
            self.horizontalScrollBar().setValue(across)
            self.verticalScrollBar().setValue(down)
            self.turned.emit()

    def zoom_by(self, steps: float, at: QPoint | None = None) -> None:
        """Show the pages larger or smaller; what lies at `at` stays there."""
        self.set_zoom(self.zoom * _STEP**steps, at)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Show the pages so large; 0 fits the width. What lies at `at`, else on top, stays."""
        at = at or QPoint(self.viewport().width() // 2, 0)
        page, *held = self.place_under(at)
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom)) if zoom else 0.0
        self._lay_out()
        if self._sizes:
            place, scale = self._sheets.places[page].topLeft(), self.zoom * PIXELS
            self.horizontalScrollBar().setValue(place.x() + round(held[0] * scale) - at.x())
            self.verticalScrollBar().setValue(place.y() + round(held[1] * scale) - at.y())
        self.turned.emit()

    def place_under(self, at: QPoint) -> tuple[int, float, float]:
        """Page from 0 and the points from its left top that lie at a place of the viewport."""
        where = self._corner() + at
        page = self._sheets.page_at(where.y())
        return page, *(self._sheets.points_at(page, where) if self._sizes else (0.0, 0.0))

    def _lay_out(self) -> None:
        room = self.viewport().size()
        zoom = self._zoom or fitting(self._sizes, room.width())
        self._sheets = lay_out(self._sizes, zoom, room.width())
        for bar, extent, shown in (
            (self.horizontalScrollBar(), self._sheets.width, room.width()),
            (self.verticalScrollBar(), self._sheets.height, room.height()),
        ):
            bar.setRange(0, max(0, extent - shown))
            bar.setPageStep(max(1, shown - _OVERLAP))
            bar.setSingleStep(_OVERLAP)
        self.viewport().update()
        self.turned.emit()

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint what is drawn already, and have the rest drawn."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        wishes: list[Wish] = []
        corner = self._corner()
        for page in self._seen():
            place = self._sheets.places[page].translated(-corner)
            self._paint_page(painter, page, place)
            picture = self._pictures.get(page)
            if picture is None or not self._is_right(picture):
                wishes.append((page, self._dots(page)))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self.renderer.ask(wishes)

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        painter.fillRect(place, QColor(LIGHT.surface))  # paper is white in the dark too
        picture = self._pictures.get(page)
        if picture is not None:
            painter.drawImage(self._target(picture, place), picture.image)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self.chosen is not None and self.chosen[0] == page:
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawRect(self._box(self.chosen[1].box, place))
        self._paint_hits(painter, page, place)

    def _paint_hits(self, painter: QPainter, page: int, place: QRect) -> None:
        """Lay colour over found words as a marker does: the letters stay black."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for at, hit in enumerate(self.hits):
            if hit.page == page:
                ground = QColor(LIGHT.mark_figure if at == self._hit else LIGHT.mark_quote)
                for box in hit.boxes:
                    painter.fillRect(self._box(box, place), ground)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _target(self, picture: Picture, place: QRect) -> QRectF:
        """Where a picture goes: dot for dot if it was drawn for this screen, else stretched."""
        ratio = self.viewport().devicePixelRatioF()
        size = picture.image.size().toSizeF() / ratio
        if abs(size.width() - place.width()) > 1:
            return QRectF(place)
        return QRectF(place.x(), place.y(), size.width(), size.height())

    def _box(self, sides: Box, place: QRect) -> QRectF:
        scale = self.zoom * PIXELS
        left, top, right, bottom = (side * scale for side in sides)
        box = QRectF(left, top, right - left, bottom - top)
        return box.translated(place.topLeft().toPointF()).adjusted(-2, -2, 2, 2)

    def _seen(self) -> range:
        top = self.verticalScrollBar().value()
        return self._sheets.seen(top, top + self.viewport().height())

    def _dots(self, page: int) -> int:
        """Width of the picture of a page on this screen."""
        place = self._sheets.places[page]
        ratio = self.viewport().devicePixelRatioF()
        most = sqrt(_LARGEST * place.width() / max(1, place.height()))
        return max(1, round(min(place.width() * ratio, most)))

    def _is_right(self, picture: Picture) -> bool:
        is_wide = abs(picture.image.width() - self._dots(picture.page)) <= 1
        return is_wide and picture.edition == self.renderer.edition

    def _take(self, picture: Picture) -> None:
        if self.isVisible():
            self._pictures.put(picture, self._seen())
            self.viewport().update()

    # ---- links

    def _link_at(self, at: QPoint) -> Link | None:
        page, x, y = self.place_under(at)
        picture = self._pictures.get(page)
        if picture is None or picture.edition != self.renderer.edition:
            return None
        near = [(link.distance(x, y), at) for at, link in enumerate(picture.links)]
        away, at_link = min(near, default=(inf, 0))
        return picture.links[at_link] if away * self.zoom * PIXELS <= _NEAR else None

    def _next_link(self, by: int) -> None:
        """Choose the next link among those of the pages on screen."""
        links = [
            (page, link)
            for page in self._seen()
            if (picture := self._pictures.get(page)) is not None and self._is_right(picture)
            for link in sorted(picture.links, key=lambda link: (link.box[1], link.box[0]))
        ]
        if not links:
            return
        held = links.index(self.chosen) if self.chosen in links else -1 if by > 0 else 0
        page, link = self.chosen = links[(held + by) % len(links)]
        corner = self._corner()
        box = self._box(link.box, self._sheets.places[page].translated(-corner))
        if not QRectF(self.viewport().rect()).contains(box):
            self.go_to(page + 1, link.box[1])
        self.viewport().update()

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Scroll, zoom and follow links by keys."""
        key, down = event.key(), self.verticalScrollBar()
        if key == Qt.Key.Key_Home:
            down.setValue(0)
        elif key == Qt.Key.Key_End:
            down.setValue(down.maximum())
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            down.setValue(down.value() + (-down.pageStep() if back else down.pageStep()))
        elif key == Qt.Key.Key_L:
            self._next_link(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.follow(self.chosen[1])
        elif key == Qt.Key.Key_Backspace:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - overrides Qt
        """Scroll; with Ctrl zoom at the place of the mouse."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / _WHEEL_STEP, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Show a hand over a link."""
        hand = Qt.CursorShape.PointingHandCursor
        over = self._link_at(event.position().toPoint())
        self.viewport().setCursor(hand if over is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Follow a link."""
        link = self._link_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and link is not None:
            self.follow(link)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Tell the address of a link under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            link = self._link_at(event.pos())
            if link is not None and isinstance(link.goal, str):
                QToolTip.showText(event.globalPos(), plain_tip(link.goal), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - overrides Qt
        """Let go of the pictures: on a large screen they are tens of megabytes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._pictures.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Keep the page at the top where it is."""
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Draw the ring of the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - overrides Qt
        """Paint anew: what comes on screen is asked for by painting."""
        self.viewport().update()
        self.turned.emit()
