"""The room in which a form scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dossier.ui.forms.form import Form


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
