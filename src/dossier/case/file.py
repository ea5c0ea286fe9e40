"""Case files: create, open, check before trusting, upgrade."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.case import backup, dbapi, derived, index, lock, migrations, recording, trust, watch
from dossier.case.aside import Aside
from dossier.case.case import Case
from dossier.case.dbapi import APPLICATION_ID, Database, Mode
from dossier.case.lock import Lock, default_user
from dossier.case.migrations import MIGRATIONS
from dossier.errors import DossierError
from dossier.model.records import CaseInfo

SUFFIX = trust.SUFFIX
_LOOK = 1000  # steps of SQLite's machine after which it looks whether to go on


def create(path: Path, info: CaseInfo, *, by: str | None = None) -> Case:
    """Make a new case file and open it. DossierError if there is one, or nowhere to write."""
    by = by or default_user()
    _check_new(path)
    try:
        held = lock.acquire(path, by)
    except OSError as error:
        raise trust.unwritable(path, error) from error
    try:
        _make(path)
        case = Case(path, _connected(path, Mode.WRITE), by=by, lock=held)
    except BaseException:
        held.release()
        raise
    try:
        with case.edit("New case") as edit:
            edit.insert(info)
    except BaseException:
        case.close()
        path.unlink()
        raise
    return case


def make_empty(path: Path) -> None:
    """Make a file with the tables of a case and nothing in them."""
    _check_new(path)
    _make(path)


def _check_new(path: Path) -> None:
    trust.check_name(path)
    if path.exists():
        raise DossierError(f"{path.name} is there already.", "Open it, or choose another name.")


def _make(path: Path) -> None:
    """Make an empty case under another name first: a file of the name is always whole."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    try:
        db = dbapi.connect(draft, Mode.CREATE)
        try:
            with dbapi.in_words(path):
                migrations.migrate(db, then=_stamp)
        finally:
            db.close()
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


class _OlderError(DossierError):
    """The file is older than this program and cannot be upgraded where it is."""


def _stamp(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    index.rebuild(db)
    derived.rebuild(db)


def open_case(
    path: Path, *, by: str | None = None, read_only: bool = False, take_over: bool = False
) -> Case:
    """Open a case file. What cannot be written to is opened read-only.

    BusyError names who has it open; DossierError says in one sentence why a file is refused.
    An older file is upgraded after a verified backup, also when it is to be read only; where it
    cannot be changed, a copy of it is upgraded and read.
    """
    by = by or default_user()
    trust.check_there(path)
    try:
        return _open(path, by, read_only=read_only, take_over=take_over)
    except _OlderError:
        if not read_only or not _is_writable(path):
            return _open_aside(path, by)
    with _open(path, by, read_only=False, take_over=take_over):
        pass  # it is upgraded now
    return _open(path, by, read_only=True, take_over=take_over)


def _open_aside(path: Path, by: str) -> Case:
    """Open a copy of an older file that is upgraded, to be read only."""
    aside = Aside(path)
    try:
        db = dbapi.connect(aside.path, Mode.WRITE)
        try:
            with dbapi.in_words(path):
                _migrate(db)
        finally:
            db.close()
        return Case(path, _checked(aside.path, Mode.READ), by=by, lock=None, aside=aside)
    except BaseException:
        aside.remove()
        raise


@contextmanager
def beside(path: Path, unwanted: Callable[[], bool]) -> Iterator[Case]:
    """Read a case that another process has open and has checked, as it is at one moment.

    Nobody can write to it meanwhile, so the other process has to let it in. `unwanted` is asked
    while SQLite works; what is read then fails.
    """
    db = dbapi.connect(path, Mode.READ)
    try:
        with dbapi.in_words(path):
            db.conn.set_progress_handler(unwanted, _LOOK)
            db.execute("BEGIN")
            case = Case(path, db, by="", lock=None)
        yield case
    finally:
        # a question that failed may still be known to its error, and would hold the file
        db.conn.set_progress_handler(None, 0)
        db.conn.rollback()
        db.close()


def _open(path: Path, by: str, *, read_only: bool, take_over: bool) -> Case:
    is_held_here = _is_held_here(path)
    held = None if read_only else _locked(path, by, take_over=take_over)
    try:
        if not is_held_here:
            trust.check_header(path)
        db = _checked(path, Mode.READ if held is None else Mode.WRITE)
        case = Case(path, db, by=by, lock=held)
    except BaseException:
        if held is not None:
            held.release()
        raise
    if take_over:
        case.interrupted = ""  # whoever has it may be at work
    return case


def _is_held_here(path: Path) -> bool:
    """Whether this process has it open: reading it beside SQLite would drop SQLite's locks."""
    holder = lock.holder_of(path)
    return holder is not None and holder.is_here()


def _locked(path: Path, by: str, *, take_over: bool) -> Lock | None:
    """Lock of a case; None if the file, its folder or its disk is read-only."""
    if not _is_writable(path):
        return None
    try:
        return lock.acquire(path, by, take_over=take_over)
    except OSError:
        return None


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _checked(path: Path, mode: Mode) -> Database:
    db = dbapi.connect(path, mode)
    try:
        with dbapi.in_words(path):
            trust.check_shape(db, path)
            _upgrade(db, path, mode)
            if watch.was_left_open(db.conn):
                trust.check_content(db, path)
            if mode is Mode.WRITE:
                _refresh_caches(db)
                recording.watch(db.conn)
    except BaseException:
        db.close()
        raise
    return db


def _connected(path: Path, mode: Mode) -> Database:
    db = dbapi.connect(path, mode)
    recording.watch(db.conn)
    return db


def _upgrade(db: Database, path: Path, mode: Mode) -> None:
    held = migrations.version(db)
    if held == len(MIGRATIONS):
        return
    if mode is Mode.READ:
        raise _OlderError(f"{path.name} was made by an older version of Dossier.")
    backup.make(db.conn, path)
    _migrate(db)


def _migrate(db: Database) -> None:
    if migrations.spare_caches(migrations.version(db)):
        migrations.migrate(db)
    else:
        migrations.migrate(db, then=_rebuild_caches)


def _rebuild_caches(db: Database) -> None:
    index.rebuild(db)
    derived.rebuild(db)


def _refresh_caches(db: Database) -> None:
    """Rebuild the search index if other rules made it."""
    if not index.is_current(db):
        db.execute("BEGIN IMMEDIATE")
        index.rebuild(db)
        db.execute("COMMIT")
