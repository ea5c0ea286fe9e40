"""The notes tab: the one field of a record that stands by itself, with room to write."""

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from dossier.ui.forms.form import Form
from dossier.ui.forms.row import Row

_TITLE, _DOT = "Notes", "Notes •"
_MARGINS = (16, 14, 16, 16)


class NotesTab(QStackedWidget):
    """Shows the field that a form leaves to it. The form saves it like any other."""

    def __init__(self, tabs: QTabWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._row: Row | None = None
        self._pages: dict[Form, QWidget] = {}

    def take(self, form: Form) -> None:
        """Give room to the field of a form, once for each form."""
        if form.apart is None or form in self._pages:
            return
        page = self._pages[form] = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*_MARGINS)
        column.addWidget(form.apart, 1)
        form.apart.fill()
        form.apart.show()
        form.apart.edited.connect(self.mark)
        self.addWidget(page)

    def stand_for(self, form: Form | None) -> None:
        """Show the field of this form; hide the tab of one that has none."""
        self._row = form.apart if form is not None else None
        if form is not None and self._row is not None:
            self.setCurrentWidget(self._pages[form])
            self.setFocusProxy(self._row.control)
        if self._row is None and self._tabs.currentWidget() is self:
            self._tabs.setCurrentIndex(0)  # not the neighbour, which Qt would choose
        self._tabs.setTabVisible(self._tabs.indexOf(self), self._row is not None)
        self.mark()

    def mark(self) -> None:
        """Put a dot to the title while something is written here."""
        written = self._row is not None and bool(self._row.control.entered())
        at = self._tabs.indexOf(self)
        self._tabs.setTabText(at, _DOT if written else _TITLE)
        self._tabs.tabBar().setAccessibleTabName(at, "Notes, written" if written else _TITLE)
