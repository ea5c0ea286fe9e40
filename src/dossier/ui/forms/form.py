"""The form of a kind: its fields in order, each in the control of its type. None is hand-built."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.direction import isolated
from dossier.model.field import Field, FieldType, Kind, Record
from dossier.model.records import rows_of
from dossier.ui.desk import Desk
from dossier.ui.forms.children import ChildRows
from dossier.ui.forms.controls import control_for
from dossier.ui.forms.row import Answer, Row
from dossier.ui.forms.typed import Typed, base_of
from dossier.ui.growing import finish
from dossier.ui.prompts import label

# these are short: two of them share a line
_SHORT = frozenset(
    {
        FieldType.TERM,
        FieldType.LANGUAGE,
        FieldType.COUNTRY,
        FieldType.ZONE,
        FieldType.NUMBER,
        FieldType.TIME,
    }
)
KEEP_TYPED, KEEP_STORED = "Use what you typed", "Use what is stored"
_MARGINS = (16, 14, 16, 16)
_ROW_MARGINS = (12, 2, 12, 12)


class Form(QWidget):
    """Shows a record and gives back what the user changed; stores nothing itself.

    `left` follows each stay in a field: the moment to save. Loading emits nothing. What the record
    owns stands in `groups` of rows, by the name of their kind. A form that is such a row itself
    names the field that ties it to its owner. `apart` is the field for which a tab makes room.
    One that is not made at once stands when its `building` has come to an end.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        kind: Kind,
        parent: QWidget | None = None,
        *,
        tie: Field | None = None,
        at_once: bool = True,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._stored: Record = kind.record()
        self._desk = desk
        self._refused: dict[str, str] = {}
        self._bases: dict[str, str] = {}  # of words put back that nobody has touched since
        self.rows: dict[str, Row] = {}
        self.apart: Row | None = None
        self.groups: dict[str, ChildRows] = {}
        self._owned: list[ChildRows] = []
        self._resting: list[str] = []
        self.building = self._build(tie)
        if at_once:
            finish(self.building)

    def _build(self, tie: Field | None) -> Iterator[None]:
        """Make the controls, a line of them at a time."""
        desk, kind = self._desk, self.kind
        column = QVBoxLayout(self)
        column.setContentsMargins(*(_MARGINS if tie is None else _ROW_MARGINS))
        column.setSpacing(12)
        for group, fields in groupby(fields_of(kind, tie), key=lambda field: field.group):
            held = list(fields)
            if group and [field.label for field in held] != [group]:
                column.addWidget(label(group.upper(), "group"))
            for line in lines(held):
                column.addLayout(self._line(desk, line))
                yield
            for child, owner in rows_of(kind) if tie is None else ():
                if owner.group == group:
                    self._owned.append(rows := ChildRows(desk, child, owner))
                    column.addWidget(rows)
                    self._watch(rows)
                    yield
        column.addStretch(1)
        for field in fields_of(kind, tie, apart=True):
            self.apart = self._row(desk, field)
            self.apart.setParent(self)  # until somebody gives it room
            self.apart.hide()
        self._resting = [f.name for f in kind.fields if f.name in self.rows and f.rests_beside]
        desk.notation_changed.connect(self._write_anew)

    def _line(self, desk: Desk, fields: Sequence[Field]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        for field in fields:
            line.addWidget(self._row(desk, field), 1)
        return line

    def _row(self, desk: Desk, field: Field) -> Row:
        row = self.rows[field.name] = Row(field, control_for(field, desk))
        row.edited.connect(partial(self._hear_edit, field.name))
        row.left.connect(partial(self._hear_end, field.name))
        for rows in row.control.groups():
            self._watch(rows)
        return row

    def _watch(self, rows: ChildRows) -> None:
        self.groups[rows.kind.name] = rows
        rows.edited.connect(self.edited)
        rows.left.connect(self.left)

    # ---- showing -------------------------------------------------------------------------

    @property
    def stored(self) -> Record:
        """Record as the case has it."""
        return self._stored

    def load(self, record: Record) -> None:
        """Show another record."""
        self._stored = record
        self._refused.clear()
        self._bases.clear()
        for name, row in self.rows.items():
            row.control.load(getattr(record, name))
            row.say()
        self._tell_beside()
        for rows in self._owned:
            rows.load(record.id)

    def _write_anew(self) -> None:
        self.refresh(self._stored)

    def refresh(self, record: Record) -> None:
        """Show the same record after a change of the case; words being typed stay."""
        typed = {name for name in self.rows if self._differs(name)}
        self._stored = record
        for name, row in self.rows.items():
            if name in typed and self._differs(name):
                continue
            self._refused.pop(name, None)
            self._bases.pop(name, None)
            row.control.load(getattr(record, name))
            row.say()
        self._tell_beside()
        for rows in self._owned:
            rows.refresh()

    def set_fixed(self, *, fixed: bool) -> None:
        """Forbid or allow changes."""
        for row in self.rows.values():
            row.control.set_fixed(fixed=fixed)
        for rows in self.groups.values():
            rows.set_fixed(fixed=fixed)

    # ---- what the user changed -----------------------------------------------------------

    def _differs(self, name: str) -> bool:
        control = self.rows[name].control
        return bool(control.problem()) or control.value() != getattr(self._stored, name)

    def problem(self, name: str) -> str:
        """Why what stands in a field cannot be stored; "" if it can, or is stored."""
        if not self._differs(name):
            return ""
        row = self.rows[name]
        return (
            self._overtaken(name)
            or self._refused.get(name)
            or row.control.problem()
            or fault(row.field, row.control.value())
            or self._pairing(name)
        )

    def _pairing(self, name: str) -> str:
        """Say that exactly one of some fields is to be filled in; "" if that is so."""
        for group in self.kind.about.one_of:
            stand_ins = [self.kind.field(one).stand_in for one in group]
            values = [self._value(one) for one in group]
            empty = [
                value in (None, "", words) for value, words in zip(values, stand_ins, strict=True)
            ]
            if name in group and empty.count(False) != 1 and not (all(empty) and any(stand_ins)):
                labels = (f"“{self.kind.field(each).label}”" for each in group)
                return f"Fill in either {' or '.join(labels)}."
        return ""

    def _value(self, name: str) -> Any:
        return self.rows[name].control.value() if name in self.rows else getattr(self._stored, name)

    def problems(self) -> dict[str, str]:
        """Give the fields and groups of rows that cannot be stored, with the reasons."""
        found = {name: self.problem(name) for name in self.rows}
        found |= {name: rows.problem() for name, rows in self.groups.items()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def gaps(self) -> dict[str, str]:
        """Give the fields that a new record still needs, with the reasons."""
        found = {
            name: fault(row.field, row.control.value()) or self._pairing(name)
            for name, row in self.rows.items()
        }
        return {name: sentence for name, sentence in found.items() if sentence}

    def say(self, sentences: Mapping[str, str]) -> None:
        """Say beneath these fields and rows what is wrong with them."""
        for name, sentence in sentences.items():
            if name in self.rows:
                self.rows[name].say(sentence, answers=self._answers(name))
            else:
                self.groups[name].say_problems()

    def changes(self) -> dict[str, Any]:
        """Give the values that differ from the record and can be stored."""
        return {
            name: row.control.value()
            for name, row in self.rows.items()
            if self._differs(name) and not self.problem(name)
        }

    def record(self) -> Record:
        """Give the record with all that can be stored."""
        return dataclasses.replace(self._stored, **self.changes())

    def refuse(self, names: Sequence[str], sentence: str) -> None:
        """Say beneath these fields why the case did not take them; the words stay."""
        for name in names:
            self._refused[name] = sentence
            self.rows[name].say(sentence)

    def typed(self) -> dict[str, Typed]:
        """Give all that was entered and is not stored, to be put back by `restore`."""
        found = {
            name: Typed(row.control.entered(), self._bases.get(name) or self._base(name))
            for name, row in self.rows.items()
            if self._differs(name)
        }
        in_rows = {name: rows.typed() for name, rows in self.groups.items()}
        return found | {name: Typed(entered) for name, entered in in_rows.items() if entered}

    def restore(self, typed: Mapping[str, Typed]) -> None:
        """Put back what was entered and not stored; what no control could have given is dropped."""
        for name, one in typed.items():
            if name in self.groups:
                self.groups[name].restore(one.entered)
            elif name in self.rows:
                self._put_back(name, one)
        self._tell_beside()

    def _put_back(self, name: str, typed: Typed) -> None:
        control = self.rows[name].control
        if not control.put_back(typed.entered):
            control.load(getattr(self._stored, name))
        if typed.base and self._differs(name):
            self._bases[name] = typed.base
        self._say(name)

    def drop(self, names: Iterable[str]) -> None:
        """Show what is stored in these fields and rows, instead of what was entered there."""
        for name in names:
            if name in self.groups:
                self.groups[name].load(self.groups[name].owner)
                continue
            self._bases.pop(name, None)
            self._refused.pop(name, None)
            self.rows[name].control.load(getattr(self._stored, name))
            self.rows[name].say()
        self._tell_beside()

    # ---- words typed over what is no longer there ----------------------------------------

    def _base(self, name: str) -> str:
        return base_of(self.rows[name].field, getattr(self._stored, name))

    def _is_overtaken(self, name: str) -> bool:
        """Whether another value was stored after these words were typed and put by."""
        return name in self._bases and self._bases[name] != self._base(name)

    def _overtaken(self, name: str) -> str:
        if not self._is_overtaken(name):
            return ""
        from dossier.case.wording import field_words

        case, row = self._desk.case, self.kind.row(self._stored)
        words = field_words(case.db.conn, self.rows[name].field, row) if case is not None else ""
        now = f"is “{isolated(' '.join(words.split()))}”" if words else "is empty"
        return f"You typed this before the field was changed: now it {now}."

    def _answers(self, name: str) -> dict[str, Answer]:
        if not self._is_overtaken(name):
            return {}
        return {KEEP_TYPED: partial(self._keep, name), KEEP_STORED: partial(self._yield, name)}

    def _keep(self, name: str) -> None:
        self._bases.pop(name)
        self._say(name)
        self.edited.emit()
        self.left.emit()

    def _yield(self, name: str) -> None:
        self.drop([name])
        self.rows[name].control.setFocus()
        self.edited.emit()
        self.left.emit()

    # ---- hearing the fields --------------------------------------------------------------

    def _say(self, name: str) -> None:
        self.rows[name].say(self.problem(name), answers=self._answers(name))

    def _hear_edit(self, name: str) -> None:
        self._refused.pop(name, None)
        self._bases.pop(name, None)
        self.rows[name].say(typing=True)
        self._tell_beside(typing=True)
        self.edited.emit()

    def _tell_beside(self, *, typing: bool = False) -> None:
        """Let fields whose sense rests on others hear what stands there now."""
        for name in self._resting:
            row = self.rows[name]
            row.control.beside({other: held.control.value() for other, held in self.rows.items()})
            row.say(self.problem(name), typing=typing, answers=self._answers(name))

    def _hear_end(self, name: str) -> None:
        if self._differs(name):
            self._say(name)
            self.left.emit()


def is_shown(field: Field) -> bool:
    """Whether a form has a control for it: not for what a record belongs to or is numbered by."""
    return not field.owner and not field.orders and field.type is not FieldType.REFERENCE


def fields_of(kind: Kind, tie: Field | None = None, *, apart: bool = False) -> list[Field]:
    """Fields that a form shows; among the rows of one owner the other owners are chosen too.

    With `apart`, those that the form leaves to a tab of their own.
    """
    others = () if tie is None else tuple(field for field in kind.owners if field is not tie)
    shown = (field for field in kind.fields if is_shown(field) or field in others)
    return [field for field in shown if field.apart is apart]


def lines(fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    """Give fields line by line: neighbours that are both short share one."""
    at = 0
    while at < len(fields):
        pair = fields[at : at + 2]
        together = len(pair) > 1 and all(field.type in _SHORT for field in pair)
        yield tuple(pair) if together else (fields[at],)
        at += len(pair) if together else 1


def fault(field: Field, value: Any) -> str:
    """Say what is wrong with a value by the rules of its field; "" if nothing is."""
    if field.required and value in ("", None, ()):
        return f"“{field.label}” cannot be empty."
    if field.maximum is not None and isinstance(value, str) and len(value) > field.maximum:
        return f"This is {len(value)} characters long; {field.maximum} are possible."
    return ""
