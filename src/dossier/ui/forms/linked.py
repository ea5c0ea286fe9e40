"""Control for a link to another record, which is found by typing a part of any of its names."""

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dossier.errors import DossierError
from dossier.model.field import Field, FieldType, Kind, Record
from dossier.model.records import kind_named
from dossier.ui.desk import Desk
from dossier.ui.forms.control import Control
from dossier.ui.forms.inputs import ENTER, Line
from dossier.ui.forms.offers import Offers, typed_so_far

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_OFFERED = 20
_NEW = 0  # the entry that makes a record; none has this id
_LONGEST = 120  # characters of a name: a quote may be a page long
_CLAIM = "claim"  # known by the incident that it is about
# kinds whose records people know by name; a passage or a text is chosen where it is read
_FOUND_BY_NAME = frozenset({"actor", "place", "source", "incident", "quote", "claim"})


class LinkLine(Line):
    """The line of a link: Down offers records even before anything is typed."""

    def __init__(self, name: str, control: "LinkedControl") -> None:
        super().__init__(name, control)
        self._control = control

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Open the list on Down, and fill it anew on Enter when it is of the words before."""
        if event.key() == Qt.Key.Key_Down or (event.key() in ENTER and self._control.offers.is_old):
            self._control.offer()
            return
        super().keyPressEvent(event)


class LinkedControl(Control):
    """The id of a record of another kind, shown by its name."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._desk = desk
        self._target = kind_named(field.target)
        self._stored: int | None = None
        self._chosen: tuple[str, int] | None = None
        self._ids: list[int] = []
        self.line = LinkLine(field.label, self)
        self.line.setReadOnly(field.target not in _FOUND_BY_NAME)
        if field.target in _FOUND_BY_NAME:
            self.line.setPlaceholderText("Type a name")
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._leave)
        self.house(self.line)
        self.offers = Offers(self.line, field.label)
        self.offers.taken.connect(self._choose)
        self.offers.wanted.connect(self.offer)

    # ---- value ---------------------------------------------------------------------------

    def load(self, value: Any) -> None:
        """Show the name of a record."""
        self._stored = value
        self._chosen = None
        self.line.load(self._name(value))

    def value(self) -> Any:
        """Id of the record; None if there is none."""
        words = self.line.words()
        if self._chosen is not None and self._chosen[0] == words:
            return self._chosen[1]
        if not self.line.touched():
            return self._stored
        return None

    def problem(self) -> str:
        """Say that no record of that name was chosen."""
        words = self.line.words()
        if not words or self.value() is not None:
            return ""
        return f"“{words}” is not chosen from the list yet. Press Down to choose or to add it."

    def entered(self) -> Any:
        """Words as typed, and the record that they stand for if one was chosen."""
        return [self.line.text(), list(self._chosen) if self._chosen else None]

    def enter(self, entered: Any) -> None:
        """Put the typed words back."""
        words, chosen = entered
        self.line.setText(words)
        self._chosen = (str(chosen[0]), int(chosen[1])) if chosen else None

    def set_fixed(self, *, fixed: bool) -> None:
        """Keep the name selectable."""
        self.line.setReadOnly(fixed or self.field.target not in _FOUND_BY_NAME)

    # ---- finding -------------------------------------------------------------------------

    def offer(self) -> None:
        """Show the records that match what is typed, or the first ones."""
        if self._desk.case is None or self.line.isReadOnly():
            return
        self.offers.hush()
        words = self.line.text().strip() if self.line.touched() else ""
        found = self._found(words)
        same = any(name.casefold() == words.casefold() for _, name in found)
        if words and not same and can_be_made_of(self._target, words):
            found.append((_NEW, f"New {self._target.about.label.lower()} “{words}”"))
        self._ids = [id_ for id_, _ in found]
        self.offers.fill([name for _, name in found])
        self.offers.show()

    def _found(self, words: str) -> list[tuple[int, str]]:
        from dossier.case import find

        case = self._desk.case
        if case is None:
            return []
        if self._target.name == _CLAIM:
            from dossier.case import claims

            return claims.offered(case, typed_so_far(words), _OFFERED)
        if not words:
            ids = find.ids(case, self._target.name, most=_OFFERED)
            held = case.get_many(self._target.record, ids)
            return [(id_, name_of(self._target, held[id_])) for id_ in ids if id_ in held]
        hits = find.search(case, typed_so_far(words), limit=_OFFERED, kind=self._target.name).rows
        found = case.get_many(self._target.record, [hit.id for hit in hits])
        return [(id_, name_of(self._target, found[id_])) for id_ in found]

    def _typed(self) -> None:
        self._chosen = None
        self.edited.emit()

    def _choose(self, row: int) -> None:
        id_, name = self._ids[row], self.offers.words()[row]
        if id_ == _NEW:
            made = self._desk.run(partial(_make, self._target, self.line.text().strip()))
            if made is None:
                return
            id_, name = made.id, name_of(self._target, made)
        self._take(id_, name)
        self.edited.emit()
        self.left.emit()

    def _take(self, id_: int, name: str) -> None:
        self._chosen = (name, id_)
        self.line.setText(name)

    def _leave(self) -> None:
        """Take words that are exactly one record's name for that record."""
        self.offers.hush()
        words = self.line.words()
        if words and self.value() is None and self._desk.case is not None:
            same = [pair for pair in self._found(words) if pair[1].casefold() == words.casefold()]
            if len(same) == 1:
                self._take(*same[0])
        self.leave()

    def _name(self, id_: int | None) -> str:
        if id_ is None or self._desk.case is None:
            return ""
        try:
            if self._target.name == _CLAIM:
                from dossier.case import claims

                return claims.called(self._desk.case, id_)
            return name_of(self._target, self._desk.case.get(self._target.record, id_))
        except DossierError:
            return f"{self._target.about.label} that is no longer there"


def can_be_made_of(kind: Kind, words: str) -> bool:
    """Whether a record of that kind needs no more than these words for its name."""
    field = _name_field(kind)
    return field is not None and len(words) <= (field.maximum or len(words))


def _name_field(kind: Kind) -> Field | None:
    needed = [field for field in kind.fields if field.required]
    alone = len(needed) == 1 and needed[0].type is FieldType.LINE
    return needed[0] if alone and kind.name in _FOUND_BY_NAME else None


def _make(kind: Kind, words: str, case: "Case") -> Record:
    from dossier.case import edits

    field = _name_field(kind)
    named: dict[str, Any] = {field.name: words} if field else {}
    return edits.add(case, kind.record(**named))


def name_of(kind: Kind, record: Record) -> str:
    """What people call a record: its reference and the words it cannot be without, on one line."""
    reference, names = "", []
    for field in kind.fields:
        if field.type is FieldType.REFERENCE:
            reference = getattr(record, field.name)
        elif field.searched and field.type in (FieldType.LINE, FieldType.PROSE):
            names.append((not field.required, getattr(record, field.name)))
    known = [name for _, name in sorted(names, key=itemgetter(0)) if name]
    called = joined(reference, next(iter(known), ""))
    return (called if len(called) <= _LONGEST else f"{called[:_LONGEST]}…") or kind.about.label


def joined(reference: str, name: str) -> str:
    """Put reference and name together, on one line."""
    return " ".join(f"{reference} {name}".split())
