"""What a file must be before it is read as a case: looked at from the outside inwards."""

from pathlib import Path

from dossier.case import dbapi, migrations, schema
from dossier.case.dbapi import APPLICATION_ID, Database
from dossier.case.migrations import MIGRATIONS
from dossier.errors import DossierError

SUFFIX = ".dossier"
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PATIENCE = 10  # seconds for the tables of a file, which take milliseconds in ours


def check_name(path: Path) -> None:
    """Only what is called like a case may become one: anything else is somebody's other file.

    Its folder must be there.
    """
    if path.suffix.lower() != SUFFIX or path.is_dir():
        raise DossierError(f"“{path.name}” is no name for a case file.", f"Let it end in {SUFFIX}.")
    if not path.parent.is_dir():
        raise DossierError(
            f"The folder {path.parent.name} for {path.name} does not exist.", "Make it first."
        )


def check_there(path: Path) -> None:
    """DossierError if there is no file of this name."""
    if path.is_dir():
        raise DossierError(f"“{path}” is a folder, no case file.", "Name a file in it.")
    if not path.is_file():
        raise DossierError(f"There is no case file {path.name} in this place.", "Check the name.")


def unwritable(path: Path, error: OSError) -> DossierError:
    """Say why no case file can be made."""
    return DossierError(
        f"{path.name} cannot be made in {path.parent.name}: {error.strerror}.",
        "Choose a folder of your own with free space.",
    )


def is_case(path: Path) -> bool:
    """Whether a file begins as a case does, whatever it is called; of what cannot be read: no.

    Not to be asked of one that this process has open: reading it would drop SQLite's locks.
    """
    try:
        with path.open("rb") as file:
            return _is_ours(file.read(_HEADER))
    except OSError:
        return False


def _is_ours(head: bytes) -> bool:
    return head[:16] == _MAGIC and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def check_header(path: Path) -> None:
    """Look at the first bytes before SQLite does (SQLite, Database File Format, 1.3)."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise DossierError(f"{path.name} cannot be read: {error.strerror}.") from error
    if not _is_ours(head):
        raise DossierError(
            f"{path.name} is not a Dossier case file.", "Choose a file that Dossier has made."
        )
    if int.from_bytes(head[60:64], "big") > len(MIGRATIONS):
        raise DossierError(
            f"{path.name} was made by a newer version of Dossier.", "Install that version."
        )


def check_shape(db: Database, path: Path) -> None:
    """DossierError if the file holds anything but the tables of its version."""
    with dbapi.deadline(db.conn, _PATIENCE):
        found = schema.strangers(db.conn)
        held = schema.description(db.conn)
    if found:
        raise DossierError(
            f"{path.name} contains the {found[0]}, which a case file never does.",
            "Do not trust it. Ask for a case package instead.",
        )
    if held != migrations.expected(migrations.version(db)):
        raise DossierError(
            f"The tables of {path.name} are not those of a case file.",
            "Do not trust it. Restore a backup, or ask for a case package instead.",
        )


def check_content(db: Database, path: Path) -> None:
    """After an unclean close: every page, index and foreign key."""
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DossierError(f"{path.name} is damaged.", "Restore it from its backups folder.")
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DossierError(
            f"{path.name} has records that name missing ones.",
            "Run 'dossier verify' to see where, or restore a backup.",
        )
