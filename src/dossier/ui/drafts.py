"""Drafts: what is typed is written to the case a moment later, by one timer for all forms."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dossier.ui.forms.typed import Typed

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.drafts import Draft, Entry
    from dossier.ui.desk import Desk

PAUSE_MS = 400  # from the first key to the writing; keys that follow do not put it off
_NOTHING: Mapping[str, Typed] = MappingProxyType({})


class Drafts(QObject):
    """Writes drafts to the open case, or as soon as it can be written to.

    `due` asks the pads for what was typed; `marked` follows when other records have drafts.
    """

    due = Signal()
    marked = Signal()

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._owed: dict[tuple[str, int, str], Entry] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tick)
        desk.closed.connect(self._forget)
        desk.opened.connect(self._count)
        desk.changed.connect(self._count)

    @property
    def fields(self) -> int:
        """How many fields of live records are unfinished."""
        return sum(sum(rows.values()) for rows in self._counted.values())

    def are_on(self, kind: str, row: int) -> bool:
        """Whether a record has drafts."""
        return row in self._counted.get(kind, ())

    def _count(self) -> None:
        case = self._desk.case
        found: dict[str, dict[int, int]] = {}
        if case is not None:
            from dossier.case import drafts

            found = drafts.counted(case)
        if found != self._counted:
            self._counted = found
            self.marked.emit()

    def wait(self) -> None:
        """Ask the pads in a moment."""
        if not self._pause.isActive():
            self._pause.start()

    def of(self, kind: str, row: int) -> "dict[str, Draft]":
        """Give the drafts of a record, by field; none in a case that cannot be typed into."""
        case = self._desk.case
        if case is None or not self._desk.can_edit:
            return {}
        from dossier.case import drafts

        found = drafts.of(case, kind, row)
        for entry in self._owed.values():
            if (entry.kind, entry.row) == (kind, row):
                found.pop(entry.field, None)
                if entry.draft is not None:
                    found[entry.field] = entry.draft
        return found

    def put(self, entries: "Iterable[Entry]") -> None:
        """Write these, now if that can be."""
        self._owed |= {(one.kind, one.row, one.field): one for one in entries}
        self._write()

    def drop(self, kind: str, row: int) -> None:
        """Remove the drafts of a record that no form shows any more."""
        from dossier.case.drafts import Entry

        self.put([Entry(kind, row, name, None) for name in self.of(kind, row)])

    @contextmanager
    def storing(self, entries: "Iterable[Entry]") -> Iterator[None]:
        """Let the edit made inside write these in its own transaction."""
        case, settled = self._desk.case, list(entries)
        if case is None or not settled:
            yield
            return
        step = case.head_hash
        with case.settling(settled):
            yield
        if case.head_hash != step:
            for one in settled:
                self._owed.pop((one.kind, one.row, one.field), None)
        self._count()

    def finish(self) -> None:
        """Write everything before the case is closed."""
        from dossier.case.drafts import AT_LAST_MS

        self.due.emit()
        self._write(AT_LAST_MS)

    def _tick(self) -> None:
        self.due.emit()
        self._write()

    def _write(self, patience: int = 0) -> None:
        case = self._desk.case
        if case is None or not self._owed:
            return
        from dossier.case.drafts import AT_ONCE_MS

        if case.keep(list(self._owed.values()), patience or AT_ONCE_MS):
            self._owed.clear()
            self._count()
        else:
            self.wait()

    def _forget(self) -> None:
        self._owed.clear()
        self._pause.stop()
        self._count()


class Pad(QObject):
    """Takes down what one form holds that is not stored. `typed` gives it, by field.

    A pad keeps to the fields it was opened for; several may lie on one record.
    """

    def __init__(
        self, desk: "Desk", typed: Callable[[], Mapping[str, Typed]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = typed
        self._kind, self._row = "", 0
        self._fields: frozenset[str] = frozenset()
        self._known: dict[str, Typed] = {}
        self._touched = False
        desk.drafts.due.connect(self._take_due)

    def open(self, kind: str, row: int, fields: Iterable[str]) -> dict[str, Typed]:
        """Turn to fields of a record; give what was left unfinished there, to be shown."""
        self._kind, self._row, self._fields = kind, row, frozenset(fields)
        self._known = self._read()
        self._touched = bool(self._known)  # what proves to be stored by now goes
        if self._touched:
            self._desk.drafts.wait()
        return dict(self._known)

    def close(self) -> None:
        """Turn away from the record; what was taken down stays in the case."""
        self._kind, self._row = "", 0
        self._known, self._touched = {}, False

    def touch(self) -> None:
        """Something was typed: take it down in a moment."""
        if self._row and self._desk.can_edit:
            self._touched = True
            self._desk.drafts.wait()

    def take(self) -> None:
        """Take down what differs from what is known; nothing is written if nothing does."""
        self._touched = False
        if not self._row or not self._desk.can_edit:
            return
        typed = self._typed()
        wanted = {name: typed[name] for name in typed if name in self._fields}
        names = sorted(wanted.keys() | self._known.keys())
        changed = [name for name in names if wanted.get(name) != self._known.get(name)]
        self._known = wanted
        if changed:
            self._desk.drafts.put([self._entry(name, wanted.get(name)) for name in changed])

    @contextmanager
    def storing(self, names: Iterable[str], left: Mapping[str, Typed] = _NOTHING) -> Iterator[None]:
        """Let the edit made inside store these fields; what then is `left` stays a draft."""
        known = [name for name in names if name in self._known and name in self._fields]
        entries = [self._entry(name, left.get(name)) for name in known]
        with self._desk.drafts.storing(entries):
            yield
        self._known = self._read()

    def catch_up(self) -> tuple[dict[str, Typed], frozenset[str]]:
        """Give what another form on the same record left unfinished since, and what it stored."""
        if self._touched or not self._row:
            return {}, frozenset()
        held, known = self._read(), self._known
        self._known = held
        changed = {name: typed for name, typed in held.items() if known.get(name) != typed}
        return changed, frozenset(known.keys() - held.keys())

    def _take_due(self) -> None:
        if self._touched:
            self.take()

    def _read(self) -> dict[str, Typed]:
        held = self._desk.drafts.of(self._kind, self._row) if self._row else {}
        return {
            name: Typed(one.entered, one.base) for name, one in held.items() if name in self._fields
        }

    def _entry(self, name: str, typed: Typed | None) -> "Entry":
        from dossier.case.drafts import Draft, Entry

        draft = None if typed is None else Draft(typed.entered, typed.base)
        return Entry(self._kind, self._row, name, draft)
