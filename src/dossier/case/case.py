"""The open case: read, edit, undo, redo, and tell those who listen."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from dossier.case import (
    backup,
    dbapi,
    derived,
    failures,
    index,
    journal,
    revert,
    state,
)
from dossier.case.edit import Edit
from dossier.case.ids import Ids
from dossier.case.journal import Draft, Head, Step, StepKind
from dossier.case.lock import Lock
from dossier.case.reading import Reading
from dossier.case.references import References
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

    def __init__(self, path: Path, db: Database, *, by: str, lock: Lock | None) -> None:
        super().__init__(path, db)
        self.by = by
        self._lock = lock
        self._watch = Watch(path, db.conn)
        self._heard: list[Heard] = []
        self._editing = False
        self._ids = Ids(self._taken)
        self._references = References(self._conn)
        self._head = journal.read_head(self._conn)
        self._opened_at = self._head.step
        self._stacks = journal.stacks(self._conn)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: asked for, or the file or its folder forbid it."""
        return self._lock is None

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
    def last_content_step(self) -> Step | None:
        """Return the last step."""
        return next(iter(journal.steps(self._conn, after=self._head.step - 1)), None)

    @property
    def undo_label(self) -> str | None:
        """Label of what undo would take back; None if there is nothing."""
        return self._stacks.undo[-1].label if self._stacks.undo else None

    @property
    def redo_label(self) -> str | None:
        """Label of what redo would do again; None if there is nothing."""
        return self._stacks.redo[-1].label if self._stacks.redo else None

    # ---- writing

    @contextmanager
    def edit(self, label: str, *, kind: StepKind = StepKind.DO) -> Iterator[Edit]:
        """One transaction and one step. If anything inside fails, nothing was changed."""
        edit = Edit(self._conn, label, self._ids, self._references)
        with self._transaction():
            yield edit
            changes = self._seal(Draft(edit.label, self.by, kind))
        self._announce(changes)

    def undo(self) -> Changes | None:
        """Take back the last step, as a step of its own; None if there is none."""
        if not self._stacks.undo:
            return None
        mark = self._stacks.undo[-1]
        with self._transaction():
            revert.backwards(self._conn, journal.changes(self._conn, mark.step))
            changes = self._seal(Draft(mark.label, self.by, StepKind.UNDO, mark.step))
        return self._announce(changes)

    def redo(self) -> Changes | None:
        """Do again what was taken back last, as a step of its own; None if there is none."""
        if not self._stacks.redo:
            return None
        mark = self._stacks.redo[-1]
        with self._transaction():
            revert.again(self._conn, journal.changes(self._conn, mark.step))
            changes = self._seal(Draft(mark.label, self.by, StepKind.REDO, mark.step))
        return self._announce(changes)

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
    def _transaction(self) -> Iterator[None]:
        if self._lock is None:
            raise DossierError(
                f"{self.path.name} is open read-only: nothing can be changed.",
                "Open it for writing, or save a copy and work there.",
            )
        if self._editing:
            raise RuntimeError("an edit inside an edit")
        self._editing = True
        try:
            with dbapi.in_words(self.path), failures.rolled_back(self._conn):
                self._conn.execute("BEGIN IMMEDIATE")
                self._watch.check(self._head)
                journal.begin(self._conn, self._head.step + 1)
                yield
        except BaseException:
            self._references.forget()
            raise
        finally:
            self._editing = False

    def _seal(self, draft: Draft) -> Changes | None:
        """Write the step of the changes made, and commit. No changes, no step."""
        number = self._head.step + 1
        made = journal.changes(self._conn, number)
        if not made:
            self._conn.execute("ROLLBACK")
            return None
        touched: dict[str, set[int]] = {}
        for change in made:
            touched.setdefault(change.kind, set()).add(change.row)
        index.refresh(self.db, touched)
        moved = state.moved(self._conn, self._head.state, made)
        step = journal.append(self._conn, self._head, draft, made, moved)
        derived.refresh(self.db, touched)  # reads when the step was made
        failures.commit(self._conn)
        self._head = Head(number, step.hash, moved)
        self._watch.remember()
        self._stacks.heard(number, draft.label, draft.kind, draft.target)
        if draft.kind in (StepKind.UNDO, StepKind.REDO):
            self._references.forget()
        frozen = {kind: frozenset(ids) for kind, ids in touched.items()}
        return Changes(draft.label, draft.kind, number, frozen)

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

        A file that another program changed meanwhile is left as it is, and checked when opened.
        """
        try:
            changed = self._head.step != self._opened_at
            if self._lock and changed and self._watch.is_ours(self._head):
                self._watch.close_cleanly()
                backup.back_up(self)
        finally:
            self.db.close()
            if self._lock:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
