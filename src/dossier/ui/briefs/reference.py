"""A line that finds a record and puts its reference into a text: [INC-0002]."""

from dossier.model.anchors import utf16_to_code_points
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Prose
from dossier.ui.forms.record_line import Found, RecordLine

KINDS = ("incident", "quote", "source")  # those that a brief refers to


class ReferenceLine(RecordLine):
    """Choose a record: its reference goes to where the text stands."""

    def __init__(self, desk: Desk, prose: Prose) -> None:
        super().__init__(f"Add a reference to: {prose.accessibleName()}", desk, KINDS)
        self._prose = prose
        self.setPlaceholderText("Add a reference: type a name")
        self.chosen.connect(self._insert)

    def _insert(self, found: Found) -> None:
        cursor, text = self._prose.textCursor(), self._prose.toPlainText()
        before = text[: utf16_to_code_points(text, cursor.selectionStart())][-1:]
        blank = " " if before and not before.isspace() else ""
        cursor.insertText(f"{blank}[{found.reference}]")
        self._prose.setFocus()
