"""The pages of the preview as small pictures beside it, drawn when they come into sight."""

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from dossier.ui.briefs.pdf import Picture
from dossier.ui.briefs.renderer import Renderer
from dossier.ui.briefs.view import PdfView
from dossier.ui.theme import LIGHT, Theme

_WIDTH, _SIDE = 96, 26  # pixels of a picture, and around it
_EDITION = Qt.ItemDataRole.UserRole


class Thumbnails(QListWidget):
    """Shows where the view is, and goes to the page that is chosen by mouse or keys."""

    def __init__(self, theme: Theme, view: PdfView) -> None:
        super().__init__()
        self._theme = theme
        self._view = view
        self.renderer = Renderer(self)
        self.renderer.drawn.connect(self._take)
        self.setAccessibleName("Pages")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._go)
        view.replaced.connect(self._renew)
        view.turned.connect(self._follow)
        self.hide()

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 - a slot of a button
        """Show or hide the pictures; hidden ones are not drawn."""
        self.setVisible(shown)
        self._renew()

    def _renew(self) -> None:
        """Take over another document; its old pictures stay until they are drawn anew."""
        if self.isHidden() or not self._view.pages:  # while its page is away it is not hidden
            self.renderer.stop()
            self.clear()
            return
        width = self._theme.pixels(_WIDTH)
        page_width, height = self._view.sizes[0]
        size = QSize(width, round(width * height / page_width))
        self.setIconSize(size)
        self.setFixedWidth(width + 2 * _SIDE)
        blocker = QSignalBlocker(self)  # rows that come and go are no choice
        while self.count() > self._view.pages:
            self.takeItem(self.count() - 1)
        blank = _blank(size)
        for page in range(self.count(), self._view.pages):
            item = QListWidgetItem(blank, f"{page + 1}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {page + 1}")
            self.addItem(item)
        blocker.unblock()
        self.renderer.show(self._view.data)
        self._follow()
        self.viewport().update()

    def _follow(self) -> None:
        """Choose the page that is on screen, without going anywhere."""
        row = self._view.page - 1
        if not self.isHidden() and 0 <= row < self.count() and row != self.currentRow():
            blocker = QSignalBlocker(self)
            self.setCurrentRow(row)
            blocker.unblock()

    def _go(self, row: int) -> None:
        if row >= 0:
            self._view.go_to(row + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint what is drawn already, and have the rest in sight drawn."""
        super().paintEvent(event)
        self.renderer.ask([(row, self._dots) for row in self._rows_in_sight() if self._is_old(row)])

    @property
    def _dots(self) -> int:
        return round(self.iconSize().width() * self.devicePixelRatioF())

    def _rows_in_sight(self) -> range:
        room = self.viewport().rect()
        middle = room.center().x()
        top, low = QPoint(middle, room.top()), QPoint(middle, room.bottom())
        first = max(self.indexAt(top).row(), 0)
        last = self.indexAt(low).row()
        if last < 0:
            step = self.visualItemRect(self.item(0)).height() if self.count() else 1
            last = min(first + room.height() // max(step, 1) + 1, self.count() - 1)
        return range(first, last + 1)

    def _is_old(self, row: int) -> bool:
        return bool(self.item(row).data(_EDITION) != self.renderer.edition)

    def _take(self, picture: Picture) -> None:
        item = self.item(picture.page)
        if item is None:
            return
        pixmap = QPixmap.fromImage(picture.image)
        painter = QPainter(pixmap)
        painter.setPen(self._theme.color("border"))
        painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
        painter.end()
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else the chosen page would be tinted
        item.setIcon(icon)
        item.setData(_EDITION, picture.edition)


def _blank(size: QSize) -> QIcon:
    """Give a page that is not drawn yet: paper is white in the dark too."""
    pixmap = QPixmap(size)
    pixmap.fill(LIGHT.surface)
    return QIcon(pixmap)
