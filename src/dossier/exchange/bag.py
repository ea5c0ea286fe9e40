"""BagIt bags (RFC 8493, version 1.0) in a zip: written in one pass, opened with suspicion."""

import hashlib
import logging
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dossier.errors import DossierError, RefusedError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PIECE = 256 * 1024
MOST_FILES = 100_000
MOST_BYTES = 8 * 1024**3
MOST_RATIO = 200  # text packs 4 to 20 times; what packs 200 times is made to
SMALL = 1024**2  # below this a ratio says nothing


class BagWriter:
    """Writes payload files into a zip and the tag files last. Same input, same bytes."""

    def __init__(self, archive: zipfile.ZipFile, when: datetime) -> None:
        self._archive = archive
        self._when = max(when.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._payload: list[tuple[str, str, int]] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add data/<name> from pieces of bytes."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(self._entry(f"data/{name}"), "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        self._payload.append((digest.hexdigest(), f"data/{name}", size))

    def close(self, info: Iterable[tuple[str, str]]) -> None:
        """Write declaration, information and both manifests."""
        total = sum(size for _, _, size in self._payload)
        oxum = ("Payload-Oxum", f"{total}.{len(self._payload)}")
        lines = "".join(f"{k}: {_one_line(v)}\n" for k, v in (*info, oxum) if v)
        manifest = "".join(f"{digest}  {name}\n" for digest, name, _ in self._payload)
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": lines,
            "manifest-sha256.txt": manifest,
        }
        sums = "".join(
            f"{hashlib.sha256(body.encode()).hexdigest()}  {name}\n" for name, body in tags.items()
        )
        for name, body in {**tags, "tagmanifest-sha256.txt": sums}.items():
            self._archive.writestr(self._entry(name), body.encode())

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._when)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        entry.create_system = 3  # the same bytes on every system
        return entry


@contextmanager
def written(path: Path, when: datetime) -> Iterator[BagWriter]:
    """Write a bag beside `path` and put it in place at the end; nothing is left on failure."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w") as archive:
                yield BagWriter(archive, when)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> DossierError:
    return DossierError(
        f"{path.name} could not be written to {path.parent}: {error.strerror or error}.",
        "Choose another folder or make room, then export again.",
    )


def _one_line(value: str) -> str:
    return " ".join(value.split())


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Unpack a bag into a temporary folder and check it against its manifests; give the folder.

    RefusedError says which file of the archive is wrong. Nothing outside the folder is written.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as name:
        folder = Path(name)
        _unpack(path, folder)
        _validate(path, folder)
        yield folder


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in _safe_entries(path, archive):
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, target.open("xb") as out:
                    _copy(path, entry, packed, out)
    except zipfile.BadZipFile as error:
        raise RefusedError(
            f"{path.name} is not a case package: it is not a complete zip archive.",
            "Ask for the file again; it may have been cut short on the way.",
        ) from error
    except FileNotFoundError as error:
        raise RefusedError(f"There is no file {path}.") from error
    except (OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise RefusedError(f"{path.name} cannot be unpacked: {error}.") from error


def _safe_entries(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise RefusedError(f"{path.name} holds {len(entries)} files; {MOST_FILES} are the most.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RefusedError(f"{path.name} would unpack to more than {MOST_BYTES // 1024**3} GiB.")
    seen: set[str] = set()
    for entry in entries:
        reason = _danger(entry, seen)
        if reason:
            raise RefusedError(
                f"{path.name} is refused: its file “{entry.filename[:80]}” {reason}.",
                "Such an archive was not written by Dossier.",
            )
        seen.add(entry.filename.casefold())
    return entries


def _danger(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    parts = PurePosixPath(entry.filename).parts
    mode = entry.external_attr >> 16
    dangers = {
        "points outside the archive": entry.filename.startswith("/") or ".." in parts,
        "has a name that other systems read differently": bool(
            set('\\:*?"<>|') & set(entry.filename)
        )
        or not entry.filename.isprintable(),
        "stands in it twice": entry.filename.casefold() in seen,
        "is a link": stat.S_ISLNK(mode),
        "is encrypted": bool(entry.flag_bits & 1),
        "unpacks to far more than it holds": entry.file_size > SMALL
        and entry.file_size > MOST_RATIO * max(entry.compress_size, 1),
    }
    return next((reason for reason, found in dangers.items() if found), "")


def _copy(path: Path, entry: zipfile.ZipInfo, packed: object, out: BinaryIO) -> None:
    """Copy no more than was declared: a zip may lie about sizes."""
    left = entry.file_size
    while piece := packed.read(PIECE):  # type: ignore[attr-defined]  # a zip member
        left -= len(piece)
        if left < 0:
            raise RefusedError(
                f"{path.name} is refused: “{entry.filename}” is longer than it says."
            )
        out.write(piece)


def _validate(path: Path, folder: Path) -> None:
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # its findings reach the user from here
    if not (folder / "bagit.txt").is_file():
        raise RefusedError(f"{path.name} is not a case package: it has no bagit.txt.")
    if (folder / "fetch.txt").exists():
        raise RefusedError(f"{path.name} is refused: it wants files fetched from the network.")
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagValidationError as error:
        first = str(error.details[0]) if error.details else str(error)
        raise RefusedError(
            f"{path.name} was changed after it was written: {first}.",
            "Nothing was imported. Ask for the file again.",
        ) from error
    except (bagit.BagError, ValueError, UnicodeError) as error:
        raise RefusedError(f"{path.name} is not a valid case package: {error}.") from error
