"""The open case: read, edit, undo, redo, and tell those who listen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import ref

from dossier.case import (
    backup,
    dbapi,
    drafts,
    failures,
    journal,
    recording,
    revert,
    seal,
    state,
)
from dossier.case.aside import Aside
from dossier.case.dbapi import Database
from dossier.case.edit import Edit
from dossier.case.gate import Gate
from dossier.case.ids import Ids
from dossier.case.journal import Draft, Mark, Step, StepKind
from dossier.case.lock import Lock
from dossier.case.reading import Reading
from dossier.case.references import References
from dossier.case.slices import Phase, Progress, Slices, drained, eased
from dossier.case.watch import Watch
from dossier.errors import DossierError
from dossier.model.records import KINDS


@dataclass(frozen=True)
class Changes:
    """What an edit changed: `touched` gives ids by the name of their kind."""

    label: str
    cause: StepKind
    step: int
    touched: Mapping[str, frozenset[int]]


Heard = Callable[[Changes], None]


class Case(Reading):
    """A case file that is open. One thread only."""

    def __init__(
        self, path: Path, db: Database, *, by: str, lock: Lock | None, aside: Aside | None = None
    ) -> None:
        super().__init__(path, db, aside.path if aside else None)
        self._aside = aside
        self.by = by
        self.gate = Gate()
        self._lock = lock
        self._watch = Watch(path, db.conn)
        self._heard: list[Heard] = []
        self._editing: str | None = None  # the label of the edit that is being made
        self._sliced: ref[Slices[Changes | None]] | None = None  # the last edit made in slices
        self._ids = Ids(self._taken)
        self._references = References(self._conn)
        self._head = journal.read_head(self._conn)
        self._opened_at = self._head.step
        self._stacks = journal.stacks(self._conn)
        self._settling: Sequence[drafts.Entry] = ()
        self.interrupted = drafts.last_written(self._conn) if self._watch.was_left else ""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: asked for, or the file or its folder forbid it."""
        return self._lock is None

    @property
    def is_upgraded_copy(self) -> bool:
        """Whether a copy is read, because the file is of an older version and cannot be changed."""
        return self._aside is not None

    # ---- where the journal stands

    @property
    def state_hash(self) -> str:
        """Hash over all live rows, free of order: equal after undo."""
        return journal.state_text(self._head.state)

    @property
    def head_hash(self) -> str:
        """Hash of the last step, and through it of all steps."""
        return self._head.hash

    @property
    def is_current(self) -> bool:
        """Whether the file ends with the step that is the last one here: nobody else has added."""
        with dbapi.in_words(self.path):
            return journal.read_head(self._conn) == self._head

    @property
    def last_step(self) -> Step | None:
        """Return the last step."""
        return journal.step(self._conn, self._head.step)

    @property
    def last_content_step(self) -> Step | None:
        """Return the last step that changed what is known: issuing a brief does not.

        What is printed bears its time and hash, so that a brief is the same after it was issued.
        """
        return journal.last_step_of(self._conn, [kind.name for kind in state.CONTENT])

    @property
    def undo_label(self) -> str | None:
        """Label of what undo would take back; None if there is nothing."""
        return self._stacks.undo[-1].label if self._stacks.undo else None

    @property
    def undo_step(self) -> int | None:
        """Number of the step that undo would take back; None if there is nothing."""
        return self._stacks.undo[-1].step if self._stacks.undo else None

    @property
    def undo_size(self) -> int:
        """How many changes undo would take back."""
        return journal.count(self._conn, self._stacks.undo[-1].step) if self._stacks.undo else 0

    @property
    def redo_size(self) -> int:
        """How many changes redo would make again."""
        return journal.count(self._conn, self._stacks.redo[-1].step) if self._stacks.redo else 0

    @property
    def redo_label(self) -> str | None:
        """Label of what redo would do again; None if there is nothing."""
        return self._stacks.redo[-1].label if self._stacks.redo else None

    # ---- writing

    @contextmanager
    def edit(self, label: str, *, kind: StepKind = StepKind.DO) -> Iterator[Edit]:
        """One transaction and one step. If anything inside fails, nothing was changed."""
        edit = Edit(self._conn, label, self._ids, self._references)
        with self._transaction(label):
            yield edit
            changes = drained(self._sealed(Draft(edit.label, self.by, kind)))
        self._announce(changes)

    def editing(
        self, label: str, write: Callable[[Edit], Slices[None]], *, kind: StepKind = StepKind.DO
    ) -> Slices[Changes | None]:
        """`edit` in slices: `write` writes in slices, and all that follows is sliced too.

        From the first slice on every other edit is refused; what is read meanwhile is half done.
        Closing the generator before its end takes everything back.
        """
        return self._begun(self._edited(label, write, kind))

    def _edited(
        self, label: str, write: Callable[[Edit], Slices[None]], kind: StepKind
    ) -> Slices[Changes | None]:
        with self._transaction(label):
            edit = Edit(self._conn, label, self._ids, self._references)
            yield from write(edit)
            changes = yield from self._sealed(Draft(edit.label, self.by, kind))
        return self._announce(changes)

    def undo(self) -> Changes | None:
        """Take back the last step, as a step of its own; None if there is none."""
        return drained(self.undoing())

    def undoing(self) -> Slices[Changes | None]:
        """`undo` in slices, see `editing`."""
        return self._begun(self._turned(self._stacks.undo, StepKind.UNDO, revert.backwards))

    def redo(self) -> Changes | None:
        """Do again what was taken back last, as a step of its own; None if there is none."""
        return drained(self.redoing())

    def redoing(self) -> Slices[Changes | None]:
        """`redo` in slices, see `editing`."""
        return self._begun(self._turned(self._stacks.redo, StepKind.REDO, revert.again))

    def _begun(self, made: Slices[Changes | None]) -> Slices[Changes | None]:
        """Note what may be running when the case is closed, and ease it."""
        eased_slices = eased(self._conn, made)
        self._sliced = ref(eased_slices)
        return eased_slices

    def _turned(
        self,
        stack: Sequence[Mark],
        kind: StepKind,
        turn: Callable[[dbapi.Connection, int], Slices[None]],
    ) -> Slices[Changes | None]:
        if not stack:
            return None
        mark = stack[-1]
        with self._transaction(mark.label):
            yield from turn(self._conn, mark.step)
            changes = yield from self._sealed(Draft(mark.label, self.by, kind, mark.step))
        return self._announce(changes)

    def keep(self, entries: Sequence[drafts.Entry], patience: int = drafts.AT_ONCE_MS) -> bool:
        """Write unfinished words: no step, nobody is told. False if that has to wait.

        It waits `patience` milliseconds for others who read the file, and not at all for an edit.
        A file that another program changed is left alone, as by every edit.
        """
        if self._lock is None or self._editing:
            return False
        try:
            with drafts.lightly(self._conn, patience), self.gate.closed():
                with failures.rolled_back(self._conn):
                    self._conn.execute("BEGIN IMMEDIATE")
                    self._watch.check(self._head)
                    drafts.write(self._conn, entries)
                    self._conn.execute("COMMIT")
                self._watch.remember()
        except (dbapi.OperationalError, DossierError):
            return False
        return True

    @contextmanager
    def settling(self, entries: Sequence[drafts.Entry]) -> Iterator[None]:
        """Let the edit made inside write these drafts in its own transaction."""
        self._settling = entries
        try:
            yield
        finally:
            self._settling = ()

    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Call `heard` after each edit is stored. Returns what ends it."""
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def _announce(self, changes: Changes | None) -> Changes | None:
        if changes is not None:
            for heard in tuple(self._heard):
                heard(changes)
        return changes

    @contextmanager
    def _transaction(self, label: str) -> Iterator[None]:
        if self._lock is None:
            raise DossierError(
                f"{self.path.name} is open read-only: nothing can be changed.",
                "Open it for writing, or save a copy and work there.",
            )
        if self._editing is not None:
            raise DossierError(
                f"“{self._editing}” is still running, so nothing else can be changed.",
                "Wait until it is done, or cancel it.",
            )
        self._editing = label
        try:
            with self.gate.closed(), dbapi.in_words(self.path), failures.rolled_back(self._conn):
                self._conn.execute("BEGIN IMMEDIATE")
                self._watch.check(self._head)
                recording.begin(self._conn, self._head.step + 1)
                yield
        except BaseException:
            self._references.forget()
            raise
        finally:
            self._editing = None

    def _sealed(self, draft: Draft) -> Slices[Changes | None]:
        """Write the step of the changes made, and commit. No changes, no step."""
        found = yield from seal.sealed(self.db, self._head, draft)
        if found is None:
            self._conn.execute("ROLLBACK")
            return None
        yield Progress(Phase.STORE, 0, 1)
        drafts.write(self._conn, self._settling)
        failures.commit(self._conn)
        self._head = found.head
        self._watch.remember()
        self._stacks.heard(found.head.step, draft.label, draft.kind, draft.target)
        if draft.kind in (StepKind.UNDO, StepKind.REDO):
            self._references.forget()
        return Changes(draft.label, draft.kind, found.head.step, found.touched)

    def _taken(self, first: int, last: int) -> bool:
        """Whether any row has, or ever had, an id from first to last."""
        return any(
            self._conn.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{kind.name}" WHERE id BETWEEN ? AND ?)'
                f' OR EXISTS (SELECT 1 FROM change WHERE kind = ? AND "row" BETWEEN ? AND ?)',
                (first, last, kind.name, first, last),
            ).fetchone()[0]
            for kind in KINDS
        )

    # ---- the end

    def close(self) -> None:
        """Back up what changed since opening, and release the lock. Closing twice does nothing.

        An edit in slices that is not at its end is taken back. A file that another program changed
        meanwhile is left as it is, and checked when opened; so is one that another program reads
        all the while, which cannot be written to (https://www.sqlite.org/lockingv3.html, 3.0).
        """
        try:
            sliced = self._sliced() if self._sliced else None
            if sliced is not None:
                sliced.close()
            if self._lock:
                with dbapi.in_words(self.path):
                    self._put_away()
        finally:
            self.db.close()
            if self._lock:
                self._lock.release()
                self._lock = None
            if self._aside:
                self._aside.remove()

    def _put_away(self) -> None:
        if not self._watch.is_ours(self._head):
            return
        try:
            if self._head.step != self._opened_at:
                backup.back_up(self)
        finally:
            with self.gate.closed():
                self._watch.close_cleanly()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
