"""Backups beside the case: made by SQLite's backup API, reopened and compared, then rotated."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from dossier.case import dbapi, journal, lock, schema, state, trust, watch
from dossier.case.dbapi import Connection, Mode
from dossier.case.reading import Reading
from dossier.errors import DossierError

RECENT, DAYS, WEEKS = 5, 7, 4
LARGEST_TOTAL = 4 * 1024**3  # bytes of all backups of one case
ALWAYS = 2  # newest backups that no limit removes
RECOUNTED = 50_000  # rows up to which a copy's state hash is computed anew
_SLICE, _PAUSE = 1024, 0.02  # pages of a snapshot copied at once, seconds to wait for a writer

_NAME = re.compile(r"(?P<stem>.+) (?P<at>\d{8}T\d{6}\d{3}Z)\.dossier")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder."""

    path: Path
    at: datetime


def folder_of(case: Path) -> Path:
    """Where the backups of a case lie."""
    return case.with_name(case.name + ".backups")


def back_up(case: Reading, folder: Path | None = None) -> Path:
    """Make a verified backup of an open case, see `make`."""
    return make(case.db.conn, case.path, folder)


def snapshot(case: Path, target: Path, check: Callable[[], None]) -> None:
    """Copy a case file, open or not, for one job; any thread may call it.

    It reads by a connection of its own and lets go after each slice, so that an edit waits for one
    slice at most; after an edit SQLite begins the copy anew. `check` is called after each slice and
    stops the copy by raising. The copy lives as long as the job: it is not compared.
    """
    source = dbapi.connect(case, Mode.READ)
    try:
        db = dbapi.connect(target, Mode.CREATE)
        try:
            with dbapi.in_words(case):
                source.conn.backup(db.conn, pages=_SLICE, progress=lambda *_: check(), sleep=_PAUSE)
        finally:
            db.close()
    finally:
        source.close()


def copy_beside(case: Path, target: Path, check: Callable[[], None]) -> None:
    """Write a copy of a case file, open or not, and prove it; any thread may call it.

    As `snapshot`; what the copy holds is compared with the state hash that its journal has sealed.
    """
    draft = target.with_name(target.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        snapshot(case, draft, check)
        _prove(draft)
        _sync(draft)
        check()
        draft.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise DossierError(
            f"No copy of {case.name} could be made as {target.name}: {error.strerror}.",
            "Free some space, or choose another folder.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _prove(draft: Path) -> None:
    db = dbapi.connect(draft, Mode.WRITE)
    try:
        with dbapi.in_words(draft):
            watch.forget(db.conn)  # the copy is not open
            same = state.recomputed(db.conn) == journal.read_head(db.conn).state
    finally:
        db.close()
    if not same:
        raise _unequal(draft)


def _unequal(draft: Path) -> DossierError:
    return DossierError(
        f"The copy {draft.stem} is not equal to the case, so it was not kept.",
        "Verify the case; the disk may be failing.",
    )


def make(conn: Connection, case: Path, folder: Path | None = None) -> Path:
    """Make a verified backup by a connection; DossierError if it cannot be proven equal.

    Old ones go from the case's own folder alone: in another one lie cases of the same name too.
    """
    return _kept(case, folder or folder_of(case), partial(copy, conn, case))


def make_beside(case: Path, check: Callable[[], None]) -> Path:
    """Make a verified backup of a case file, open or not; any thread may call it. See `make`.

    `check` is called again and again, and stops the backup by raising.
    """
    return _kept(case, folder_of(case), lambda target: copy_beside(case, target, check))


def _kept(case: Path, folder: Path, write: Callable[[Path], None]) -> Path:
    """Let a copy be written under the name of a backup made now, and remove old ones."""
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
    target = folder / f"{case.stem} {at}Z.dossier"
    if folder.exists() and not folder.is_dir():
        raise DossierError(
            f"No backup of {case.name} could be made: {folder.name} is no folder.",
            "Name the folder that it goes into.",
        )
    try:
        folder.mkdir(exist_ok=True)
        write(target)
    except OSError as error:
        raise DossierError(
            f"No backup of {case.name} could be made in {folder.name}: {error.strerror}.",
            "Free some space, or choose a folder that is there and may be written to.",
        ) from error
    if folder == folder_of(case):
        rotate(folder, case.stem)
    return target


def copy(conn: Connection, case: Path, target: Path) -> None:
    """Copy the case of a connection to a new file, compare it, and only then give it its name."""
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        _copy_pages(conn, case, draft)
        _compare(conn, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)


def _copy_pages(conn: Connection, case: Path, draft: Path) -> None:
    db = dbapi.connect(draft, Mode.CREATE)
    try:
        with dbapi.in_words(case):  # where the disk is full, it is the case that was not changed
            conn.backup(db.conn)
            watch.forget(db.conn)
    finally:
        db.close()
    _sync(draft)


def _sync(path: Path) -> None:
    """Flush a file, or the names of a folder where the system can (not on Windows)."""
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _compare(conn: Connection, draft: Path) -> None:
    db = dbapi.connect(draft, Mode.READ)
    try:
        with dbapi.in_words(draft):
            counts = _counts(db.conn)
            head = journal.read_head(db.conn)
            same = counts == _counts(conn) and head == journal.read_head(conn)
            if same and sum(counts.values()) <= RECOUNTED:
                same = state.recomputed(db.conn) == head.state
    finally:
        db.close()
    if not same:
        raise DossierError(
            f"The backup {draft.stem} is not equal to the case, so it was not kept.",
            "Verify the case; the disk may be failing.",
        )


def _counts(conn: Connection) -> dict[str, int]:
    return {
        name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in schema.tables(conn)
        if name not in {"search", "meta"}  # the copy is not open; its head is compared
    }


def backups(folder: Path, stem: str) -> list[Backup]:
    """Backups of a case in a folder, newest first."""
    found = []
    for path in folder.glob("*.dossier"):
        named = _NAME.fullmatch(path.name)
        if named and named["stem"] == stem:
            at = datetime.strptime(named["at"], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
            found.append(Backup(path, at))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def rotate(folder: Path, stem: str) -> None:
    """Keep the newest five, one of each of seven days and of four weeks, within the size limit.

    What a killed program left half-written goes too: one process at a time has the case.
    """
    for draft in folder.glob("*.part*"):
        if draft.name.startswith(f"{stem} "):
            draft.unlink()
    held = backups(folder, stem)
    kept = {backup.path for backup in chosen(held)}
    total = 0
    for number, backup in enumerate(held):
        total += backup.path.stat().st_size
        if number >= ALWAYS and (backup.path not in kept or total > LARGEST_TOTAL):
            total -= backup.path.stat().st_size
            backup.path.unlink()


def chosen(newest_first: list[Backup]) -> list[Backup]:
    """Return the backups that rotation keeps."""
    days = _first_of_each((backup.at.date(), backup) for backup in newest_first)
    weeks = _first_of_each((backup.at.isocalendar()[:2], backup) for backup in newest_first)
    keep = [*newest_first[:RECENT], *islice(days, DAYS), *islice(weeks, WEEKS)]
    return list(dict.fromkeys(keep))


def _first_of_each(dated: Iterable[tuple[object, Backup]]) -> Iterator[Backup]:
    seen = set()
    for period, backup in dated:
        if period not in seen:
            seen.add(period)
            yield backup


def restore(source: Path, case: Path) -> Path | None:
    """Put a backup in the place of a case; the case that was there moves into the backups folder.

    Returns where it went; None if there was none. BusyError if the case is open.
    """
    trust.check_name(case)
    trust.check_there(source)
    try:
        held = lock.acquire(case, lock.default_user())
    except OSError as error:
        raise trust.unwritable(case, error) from error
    try:
        trust.check_header(source)
        fresh = case.with_name(case.name + ".restored")
        db = dbapi.connect(source, Mode.READ)
        try:
            with dbapi.in_words(source):
                trust.check_shape(db, source)
                trust.check_content(db, source)
                copy(db.conn, source, fresh)
        finally:
            db.close()
        moved = _moved_aside(case) if case.exists() else None
        fresh.replace(case)
        _sync(case.parent)
    finally:
        held.release()
    return moved


def _moved_aside(case: Path) -> Path:
    folder = folder_of(case)
    folder.mkdir(exist_ok=True)
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
    aside = folder / f"{case.stem} before restore {at}Z.dossier"
    return case.rename(aside)
