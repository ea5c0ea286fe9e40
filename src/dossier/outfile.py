"""A file that is written whole or not at all: what stood in its place stays until all is there."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dossier.errors import DossierError


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Write beside `path`, then put the file in place; whatever fails, no half file is left.

    A new file gets the rights that the user's mask allows; a replaced one keeps its own.
    DossierError says why it could not be written.
    """
    try:
        if path.is_dir():
            raise DossierError(f"{path} is a folder.", "Give the name of a file in it.")
        with _draft(path) as part:
            with part.open("r+b") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if path.exists():
                shutil.copymode(path, part)
            part.replace(path)
    except OSError as error:
        raise DossierError(
            f"{path.name} could not be written to {path.parent}: {error.strerror or error}.",
            "Choose another place, make room, or close the program that has the old one open.",
        ) from error


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    part.open("xb").close()
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
