"""The strip above the preview: page n of m, zoom, the way back from a link."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from dossier.ui.actions import BY_COMMAND, Actions, Command, plain, tip_of
from dossier.ui.briefs.view import PdfView
from dossier.ui.desk import Desk
from dossier.ui.prompts import icon_button, label

_ICON = 16
_BOX = 46  # pixels that hold a page number of four digits
_ROOMY = 345  # pixels in which everything has its place


class Strip(QFrame):
    """Drives a view and says where it is."""

    def __init__(
        self, desk: Desk, actions: Actions, view: PdfView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self.setProperty("ground", "bar")
        self.page = QLineEdit()
        self.page.setAccessibleName("Page")
        self.page.setValidator(QIntValidator(1, 1_000_000, self))
        self.page.returnPressed.connect(self._go)
        self.page.editingFinished.connect(self.refresh)
        self.of = label("", "secondary")
        self.zoom = label("", "secondary")
        self._word = label("Page", "secondary")
        self.before = self._button("chevron-left", "Previous page")
        self.after = self._button("chevron-right", "Next page")
        self.back = self._button("arrow-left", "Back to where the link was (Backspace)")
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.back.clicked.connect(view.go_back)
        self.small = self._button("panel-right", "Pages as small pictures")
        self.small.setCheckable(True)
        self._zooms = [
            self._button_of(actions, command)
            for command in (Command.ZOOM_OUT, Command.ZOOM_IN, Command.FIT_WIDTH)
        ]
        self._fill()
        view.turned.connect(self.refresh)
        self.refresh()

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        for widget in (self.before, self.after):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._word)
        row.addWidget(self.page)
        row.addWidget(self.of)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self._zooms[0])
        row.addWidget(self.zoom)
        row.addWidget(self._zooms[1])
        row.addWidget(self._zooms[2])
        row.addWidget(self.small)

    def measure(self) -> None:
        """Make room for the numbers at this text size."""
        self.page.setFixedWidth(self._desk.theme.pixels(_BOX))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Leave out, in a narrow pane, the words that its numbers can do without."""
        super().resizeEvent(event)
        roomy = self.width() >= self._desk.theme.pixels(_ROOMY)
        for words in (self._word, self.zoom):
            words.setVisible(roomy)

    def refresh(self) -> None:
        """Say which page it is, of how many, and how large."""
        view = self._view
        has_pages = view.pages > 0
        if not self.page.hasFocus() or not self.page.isModified():
            self.page.setText(str(view.page) if has_pages else "")
        self.of.setText(f"of {view.pages}" if has_pages else "")
        self.zoom.setText(f"{round(view.zoom * 100)}\N{NO-BREAK SPACE}%" if has_pages else "")
        self.page.setEnabled(has_pages)
        self.before.setEnabled(view.page > 1)
        self.after.setEnabled(view.page < view.pages)
        self.back.setVisible(view.can_return)

    def _go(self) -> None:
        self._view.go_to(min(max(1, int(self.page.text() or 1)), self._view.pages))
        self.page.setModified(False)
        self.refresh()
        self.page.selectAll()

    def _go_before(self) -> None:
        self._view.go_to(self._view.page - 1)

    def _go_after(self) -> None:
        self._view.go_to(self._view.page + 1)

    def _button(self, icon: str, name: str) -> QToolButton:
        made = icon_button(self._desk.icons.icon(icon), name)
        made.setIconSize(QSize(_ICON, _ICON))
        return made

    def _button_of(self, actions: Actions, command: Command) -> QToolButton:
        entry = BY_COMMAND[command]
        made = self._button(entry.icon, plain(entry.text))
        made.setToolTip(tip_of(entry))
        made.clicked.connect(actions.get(command).trigger)
        return made
