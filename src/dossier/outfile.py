"""A file that is written whole or not at all: what stood in its place stays until all is there."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from dossier.errors import DossierError

_ROOM = "Make room there, or choose another place."
_FOLDER = "Choose a folder that is there."
_OTHER = "Choose another place, make room, or close the program that has the old one open."
# what the system says of a place, in words, with what to do
_REASONS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        errno.ENOENT: ("there is no such folder", _FOLDER),
        errno.ENOTDIR: ("that is no folder", _FOLDER),
        errno.EACCES: ("you may not write there", "Choose another folder, or ask who may."),
        errno.EPERM: ("you may not write there", "Choose another folder, or ask who may."),
        errno.EROFS: ("that place can only be read", "Choose another place."),
        errno.ENAMETOOLONG: ("its name is too long", "Give it a shorter name."),
    }
)
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Write beside `path`, then put the file in place; whatever fails, no half file is left.

    A new file gets the rights that the user's mask allows; a replaced one keeps its own, and a
    link leads on to what was written. DossierError says why it could not be written.
    """
    target = _find(path)
    with _told(target), _draft(target) as part:
        with part.open("r+b") as out:
            with _told(target, plain=True):  # nothing else is known of what failed in there
                yield out
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            shutil.copymode(target, part)
        _put(part, target)


def check(path: Path) -> None:
    """Try whether a file can be made in the place of `path`; DossierError says why not.

    Nothing is left there: to be asked before long work, of which nothing should be lost.
    """
    target = _find(path)
    with _told(target), _draft(target):
        pass


def _find(path: Path) -> Path:
    """Give the file that a name leads to; DossierError if nothing may be written there."""
    try:
        named = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        named = False
    if not named:
        raise DossierError("That is no name for a file.", "Give it another name.")
    with _told(path):
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        if target.is_symlink():
            raise DossierError(f"{path.name} is a link that leads to itself.", "Remove the link.")
        if target.is_dir():
            raise DossierError(f"{path} is a folder.", "Give the name of a file in it.")
        if target.exists() and not target.stat().st_mode & _WRITABLE:
            raise DossierError(
                f"{path.name} in {path.parent} is read-only: nothing was written over it.",
                "Choose another name, or allow it to be changed.",
            )
    return target


def _put(part: Path, target: Path) -> None:
    """Put a finished file in place. Where others read it, some systems do not let it go."""
    try:
        part.replace(target)
    except OSError as error:
        if error.errno not in _HELD or not target.exists():
            raise
        raise DossierError(
            f"{target.name} in {target.parent} could not be replaced: it is open in another"
            " program, or protected.",
            "Close the program that has it open, or choose another name.",
        ) from error


@contextmanager
def _told(path: Path, *, plain: bool = False) -> Iterator[None]:
    """Say why the system refuses: in our words, or in its own where they may be of another file."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        number, usual = error.errno or 0, (said, _ROOM if error.errno in _FULL else _OTHER)
        reason, hint = usual if plain else _REASONS.get(number, usual)
        raise DossierError(
            f"{path.name} could not be written to {path.parent}: {reason}.", hint
        ) from error


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    part.open("xb").close()
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
