"""The words of a claim and the fields that are read from them: they go together while one types."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dossier.model import counts, proposals
from dossier.model.records import Claim
from dossier.ui.forms.form import Form

# what is read from the words, unless somebody chose otherwise
_READ = ("attribute", "value", "count", "unit", "measure")


class ClaimWords(QObject):
    """Reads the words of a claim's form into the fields that nobody has filled in otherwise.

    `passage` gives the cited words, within which what is stated has more sense; "" if none are.
    """

    def __init__(self, form: Form, passage: Callable[[], str]) -> None:
        super().__init__(form)
        self._form = form
        self._passage = passage
        self._read = Claim()
        form.rows["stated"].edited.connect(self._follow)

    def begin(self) -> None:
        """Take the words that the form was loaded with for read."""
        self._read = self._reading()
        self._form.rows["stated"].tell("")

    def _follow(self) -> None:
        read, rows = self._reading(), self._form.rows
        for name in _READ:
            row = rows[name]
            if row.control.value() == getattr(self._read, name):
                row.control.load(getattr(read, name))
                row.say()
        self._read = read
        sense = (counts.words(read.count), rows["count"].control.remark()) if read.count else ()
        rows["stated"].tell(", so ".join(filter(None, sense)))

    def _reading(self) -> Claim:
        stated, passage = str(self._form.rows["stated"].control.value()), self._passage()
        if not stated:
            return Claim()
        whole = proposals.claim(passage, 0, len(passage)) if passage else Claim()
        if whole.stated == " ".join(stated.split()):
            return whole
        at = passage.find(stated)
        text, start = (passage, at) if at >= 0 else (stated, 0)
        return proposals.claim(text, start, start + len(stated))
