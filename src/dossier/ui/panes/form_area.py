"""The room in which a form scrolls, and the forms of all kinds that an inspector shows."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from dossier.model.field import Kind
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.growing import Building, Growing


class FormArea(QScrollArea):
    """A form that scrolls."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.setProperty("ground", "surface")
        form.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(form)

    def add(self, more: QWidget) -> None:
        """Put something beneath the fields."""
        layout = self.form.layout()
        if layout is not None:
            layout.addWidget(more)


class FormStack(QStackedWidget):
    """The forms of kinds, one on top; each is made when it is wanted, or line by line before that.

    `made` carries the area of a form that stands.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._areas = Growing(self._make)

    def form(self, kind: Kind) -> Form | None:
        """Give the form of a kind if it stands."""
        area = self._areas.get(kind)
        return area.form if area is not None else None

    def area(self, kind: Kind) -> FormArea:
        """Give the area of a kind, with all that its form lacks yet."""
        return self._areas.whole(kind)

    def prepare(self, kind: Kind) -> Iterator[None]:
        """Give what makes the form of a kind, a line at a time; what is made stays made."""
        return self._areas.parts(kind)

    def _make(self, kind: Kind) -> Building[FormArea]:
        area = FormArea(Form(self._desk, kind, at_once=False))
        self.addWidget(area)
        yield from area.form.building
        self.made.emit(area)
        return area
