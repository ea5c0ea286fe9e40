"""Controls for words and numbers."""

from typing import Any

from PySide6.QtWidgets import QWidget

from dossier.model.field import Field
from dossier.ui.forms.control import Control
from dossier.ui.forms.inputs import Line, Prose
from dossier.ui.forms.tick import Tick

_LARGEST = 2**63 - 1  # SQLite INTEGER


class LineControl(Control):
    """One line of text."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = Line(field.label)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.leave)
        self.house(self.line)

    def load(self, value: Any) -> None:
        """Show a text."""
        self.line.load(value)

    def value(self) -> Any:
        """Text without the blanks around it; one that was loaded is given back as it is."""
        return self.line.words()

    def entered(self) -> Any:
        """Text as typed."""
        return self.line.text()

    def enter(self, entered: Any) -> None:
        """Put the typed text back."""
        self.line.setText(entered)

    def set_fixed(self, *, fixed: bool) -> None:
        """Keep the text selectable."""
        self.line.setReadOnly(fixed)


class ProseControl(Control):
    """Text of any length."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.prose = Prose(field.label)
        self.prose.edited.connect(self.edited)
        self.prose.left.connect(self.leave)
        self.house(self.prose)

    def load(self, value: Any) -> None:
        """Show a text."""
        self.prose.load(value)

    def value(self) -> Any:
        """Text as it is: blanks may be part of a quotation."""
        return self.prose.words()

    def enter(self, entered: Any) -> None:
        """Put the typed text back."""
        self.prose.enter(entered)

    def set_fixed(self, *, fixed: bool) -> None:
        """Keep the text selectable."""
        self.prose.setReadOnly(fixed)

    def fill(self) -> None:
        """Take all the room there is, whatever the length of the text."""
        self.prose.fill()


class NumberControl(LineControl):
    """A whole number or nothing."""

    def load(self, value: Any) -> None:
        """Show a number."""
        self.line.load("" if value is None else str(value))

    def value(self) -> Any:
        """Give the number."""
        words = _bare(self.line.text())
        return int(words) if words else None

    def problem(self) -> str:
        """Say that it is no whole number."""
        words = _bare(self.line.text())
        digits = words.removeprefix("-")
        if not words or (digits.isascii() and digits.isdigit() and abs(int(words)) <= _LARGEST):
            return ""
        return f"“{self.line.text()}” is no whole number."


class FixedControl(LineControl):
    """A text that the case gives and nobody enters: a reference, a hash."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setReadOnly(True)

    def value(self) -> Any:
        """Text as it was loaded."""
        return self.line.words()

    def set_fixed(self, *, fixed: bool) -> None:
        """It is fixed anyway."""


class FixedProseControl(ProseControl):
    """A long text that nobody enters, such as a capture sheet."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.prose.setReadOnly(True)

    def set_fixed(self, *, fixed: bool) -> None:
        """It is fixed anyway."""


class FlagControl(Control):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = Tick(field.label.replace("&", "&&"))
        self.box.setAccessibleName(field.label)
        self.box.clicked.connect(self.edited)
        self.box.clicked.connect(self.left)
        self.house(self.box)

    def load(self, value: Any) -> None:
        """Show yes or no."""
        self.box.setChecked(value)

    def value(self) -> Any:
        """Yes or no."""
        return self.box.isChecked()


def _bare(words: str) -> str:
    """Take blanks and thousands separators out of a number; 1.5 stays what it is."""
    return "".join(words.split()).replace(",", "").replace("\u2212", "-")
