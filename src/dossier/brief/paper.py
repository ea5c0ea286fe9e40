"""A paper as it comes back: its bytes, and by what it is known again."""

import hashlib
import json
from dataclasses import fields
from pathlib import Path

from dossier import pdfium
from dossier.brief import data
from dossier.brief.edition import Imprint
from dossier.errors import DossierError
from dossier.model.codecs import storable

LARGEST = 512 * 1024**2  # bytes of a PDF that is read
_BLOCK = 1 << 20
_NUMBERS = frozenset({"issue", "press"})
_NAMED = frozenset({"case", "state", "head", "program"})  # what each imprint names


def read(path: Path) -> tuple[str, bytes]:
    """Give the SHA-256 of a file and its bytes; DossierError for what no brief can be."""
    whole = hashlib.sha256()
    parts, size = [], 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                size += len(block)
                if size > LARGEST:
                    raise DossierError(
                        f"{path.name} is larger than {LARGEST // 1024**2} MiB: no brief is.",
                        "Choose the PDF that Dossier has printed.",
                    )
                whole.update(block)
                parts.append(block)
    except OSError as error:
        raise DossierError(
            f"{path.name} cannot be read: {error.strerror or error}.", "Choose a PDF."
        ) from error
    return whole.hexdigest(), b"".join(parts)


def imprint_of(held: bytes, password: str | None = None) -> tuple[Imprint | None, bool]:
    """Give the imprint of a PDF, None if it has none of ours, and whether it is locked.

    DossierError for bytes that are no PDF, that are damaged, or that this password does not open.
    """
    try:
        return _imprint(pdfium.attached(held, data.NAME)), False
    except DossierError as error:
        if password is None or not _is_locked(error):
            raise
    return _imprint(pdfium.attached(held, data.NAME, password)), True


def unreadable(path: Path, held: bytes, error: DossierError, *, tried: bool) -> str:
    """Say why nothing can be read in a file; `tried` = a password was."""
    if b"%PDF-" not in held[:1024]:
        return f"{path.name} is no PDF."
    if not _is_locked(error):
        return f"{path.name} is damaged: it cannot be read."
    if tried:
        return f"{path.name} is locked, and this is not its password."
    return (
        f"{path.name} is locked with a password, and it is none of the issues that this case"
        " knows by their hash; give its password to look inside."
    )


def _is_locked(error: DossierError) -> bool:
    return "password" in error.message


def _imprint(attached: bytes | None) -> Imprint | None:
    """Read the imprint; None if the attachment is not one of ours."""
    try:
        told = json.loads(attached or b"")
        held: object = told["imprint"] if told["form"] == data.FORM else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    names = {field.name for field in fields(Imprint)}
    if not isinstance(held, dict) or not _NAMED <= held.keys() <= names:
        return None
    if not all(_is_told(name, value) for name, value in held.items()):
        return None
    return Imprint(**{"press": 0, "tools": "", **held})


def _is_told(name: str, value: object) -> bool:
    """Whether an imprint of ours may hold a value; no case stores half a character."""
    if name in _NUMBERS:
        return type(value) is int
    return isinstance(value, str) and storable(value)
