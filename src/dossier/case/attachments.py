"""Originals: files kept untouched beside what is said of them, in chunks under their SHA-256."""

import dataclasses
import hashlib
import json
import mimetypes
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from dossier import __version__
from dossier.case import blobs, journal, lock
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.case.slices import Phase, Progress, Slices
from dossier.case.trust import is_case
from dossier.errors import DossierError, RefusedError
from dossier.model.records import Attachment, Source

SOFT_LIMIT = 2 * 1024**3  # bytes; a larger file makes the case hard to copy and to back up
_PART = 4  # chunks read at once
_HEAD = 64
_UNKNOWN = "application/octet-stream"

# how files of these types begin, whatever they are called
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Original:
    """A file on disk as it was measured: what it is called, what it is, how large, which hash."""

    path: Path
    media_type: str
    size: int
    sha256: str
    modified: str


def measure(path: Path, report: Callable[[int], object] = lambda _: None) -> Original:
    """Read a file once for its size, type and hash. `report` hears how many bytes are read.

    Touches no case, so that it can be done beside it. RefusedError if the file cannot be read, or
    is empty.
    """
    whole, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            while data := stream.read(_PART * blobs.CHUNK):
                whole.update(data)
                size += len(data)
                report(size)
        changed = path.stat().st_mtime
    except OSError as error:
        raise _unreadable(path, error) from error
    if not size:
        raise RefusedError(f"{path.name} is empty.", "Save it again where you have it from.")
    modified = datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds")
    return Original(path, media_type(path.name, head), size, whole.hexdigest(), modified)


def size_of(case: Case, path: Path) -> int:
    """Size of a file that is to be attached, in bytes.

    RefusedError if it cannot be read, or is the open case itself: to open that file a second time
    would drop the locks on it.
    """
    try:
        if path.samefile(case.path):
            raise RefusedError(
                f"{path.name} is the case that is open; it cannot hold itself.",
                "Attach the document that the source came as.",
            )
        if path.is_dir():
            raise RefusedError(f"{path.name} is a folder.", "Attach the files in it one by one.")
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def media_type(name: str, head: bytes) -> str:
    """Type of a file by how it begins, else by its name (RFC 2046 names)."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begun.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    known = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    return known or mimetypes.guess_type(name, strict=False)[0] or _UNKNOWN


def twins(case: Case, sha256: str) -> list[Attachment]:
    """Live attachments of the same bytes."""
    rows = case.rows(
        "SELECT id FROM attachment WHERE sha256 = ? AND deleted_at IS NULL ORDER BY id", (sha256,)
    )
    return list(case.get_many(Attachment, [row[0] for row in rows]).values())


def spare(case: Case, path: Path) -> None:
    """RefusedError if what lies at `path` is a case, or an original that is attached to this one.

    Either may be the only one. A link or another name hides no case, and one that is open elsewhere
    is not read. Of other files only one as large as an original is read whole.
    """
    try:
        held = path.stat()
        if path.samefile(case.path):
            raise RefusedError(
                f"{path.name} is the case that is open: nothing is written over it.",
                "Choose another name.",
            )
    except (OSError, ValueError):
        return  # nothing lies there; whoever writes says what is wrong with the name
    if (holder := lock.holder_of(path.resolve())) is not None:
        raise RefusedError(
            f"{path.name} is a case that is open: {holder}. Nothing is written over it.",
            "Choose another name.",
        )
    if is_case(path):
        raise RefusedError(
            f"{path.name} leads to a case file: nothing is written over it.", "Choose another name."
        )
    told = case.rows(
        "SELECT sha256 FROM attachment WHERE size = ? AND deleted_at IS NULL", (held.st_size,)
    )
    if held.st_size and told and measure(path).sha256 in {sha256 for (sha256,) in told}:
        raise RefusedError(
            f"{path.name} is an original that is attached to this case: it is not written over.",
            "Choose another name.",
        )


def attaching(case: Case, source: int, original: Original) -> Slices[None]:
    """Keep a file with a source as one step, in slices. RefusedError if it changed since measured.

    Bytes that the case has already are not stored again.
    """
    held = case.get(Source, source)
    for twin in twins(case, original.sha256):
        if twin.source == source:
            name = twin.file_name
            raise RefusedError(f"{held.reference} has this very file already, as {name}.")
    attachment = Attachment(
        source=source,
        sha256=original.sha256,
        file_name=original.path.name,
        media_type=original.media_type,
        size=original.size,
        captured_at=journal.moment(),
        captured_by=case.by,
        captured_how="Attached from a file",
        sheet=_sheet(original),
    )

    def write(edit: Edit) -> Slices[None]:
        yield from _fill(edit, original)
        edit.insert(attachment)

    yield from case.editing(f"Attach {original.path.name} to {held.reference}", write)


def _sheet(original: Original) -> str:
    """Give what is known of the capture (Berkeley Protocol, collected item: collection data)."""
    known = {
        "hash_algorithm": "SHA-256",
        "file_modified": original.modified,
        "method": "file attached by hand",
        "tool": f"Dossier {__version__}",
    }
    return json.dumps(known, sort_keys=True)


def _fill(edit: Edit, original: Original) -> Slices[None]:
    try:
        with original.path.open("rb") as stream:
            for done in edit.store_file(
                stream, original.sha256, original.size, original.media_type
            ):
                yield Progress(Phase.FILE, done, original.size)
    except OSError as error:
        raise _unreadable(original.path, error) from error


def _unreadable(path: Path, error: OSError) -> RefusedError:
    reason = (error.strerror or str(error)).lower()
    return RefusedError(f"{path.name} cannot be read: {reason}.", "Choose another file.")


def write_out(case: Case, attachment: Attachment, output: BinaryIO) -> None:
    """Write the bytes of an attachment. DossierError if they are not those that were stored."""
    whole = hashlib.sha256()
    for data in case.blob(attachment.sha256):
        whole.update(data)
        output.write(data)
    if whole.hexdigest() != attachment.sha256:
        raise changed(attachment)


def changed(attachment: Attachment) -> DossierError:
    """Say that the stored bytes are not those that were attached."""
    return DossierError(
        f"{attachment.file_name} was changed outside Dossier: its bytes no longer have the"
        f" SHA-256 {attachment.sha256[:12]}….",
        "Verify the case, and compare with a backup.",
    )
