"""BagIt bags (RFC 8493, version 1.0) in a zip: written in one pass, opened with suspicion."""

import hashlib
import logging
import os
import shutil
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dossier.errors import RefusedError
from dossier.outfile import replaced

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MOST_FILES = 1_000_000
MOST_BYTES = 64 * 1024**3
MOST_RATIO = 200  # text packs 4 to 20 times; what packs 200 times is made to, or stored as it is
SMALL = 64 * 1024**2  # below this a ratio does no harm
_SHORT = 32 * 1024

_FOREIGN = frozenset('\\:*?"<>|')  # not allowed in names on Windows, or a separator there
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# what the standard library raises for archives that are cut short, damaged or made to mislead
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class BagWriter:
    """Writes payload files into a zip and the tag files last. Same input, same bytes."""

    def __init__(self, archive: zipfile.ZipFile, when: datetime) -> None:
        self._archive = archive
        self._when = max(when.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._payload: list[tuple[str, str, int]] = []

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool = True) -> None:
        """Add data/<name> from pieces of bytes; what is packed already is stored as it is."""
        digest, size = hashlib.sha256(), 0
        entry = self._entry(f"data/{name}")
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self._archive.open(entry, "w", force_zip64=True) as out:
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
    """Write a bag; `path` is replaced only when all is written.

    RefusedError if it is one that `opened` would refuse: nobody could read it.
    """
    with replaced(path) as out:
        with zipfile.ZipFile(out, "w") as archive:
            yield BagWriter(archive, when)
        if fault := _fault(archive.infolist(), out.tell()):
            raise RefusedError(
                f"{path.name} was not written: {fault}, and Dossier would not read it again.",
                "Hand the case file itself on, or a backup of it.",
            )


def packs(data: bytes) -> bool:
    """Whether a file may be packed: what packs too well would be taken for a trap.

    A short one never does, with its name twice in the archive and its sum in the manifest.
    """
    return len(data) <= _SHORT or len(data) < MOST_RATIO // 2 * len(zlib.compress(data))


def _one_line(value: str) -> str:
    return " ".join(value.split())


@dataclass(frozen=True, slots=True)
class Bag:
    """An unpacked bag: its folder, and the SHA-256 of each payload file as its manifest has it."""

    folder: Path
    sums: Mapping[str, str]


@contextmanager
def opened(path: Path) -> Iterator[Bag]:
    """Unpack a bag into a temporary folder and check it against its manifests.

    RefusedError says which file of the archive is wrong. Nothing outside the folder is written.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as name:
        folder = Path(name)
        _unpack(path, folder)
        yield Bag(folder, _validated(path, folder))


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in _safe_entries(path, archive):
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, target.open("xb") as out:
                    shutil.copyfileobj(packed, out)
    except FileNotFoundError as error:
        raise RefusedError(f"There is no file {path}.") from error
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be unpacked: {error.strerror or error}.") from error
    except _DAMAGED as error:
        raise RefusedError(
            f"{path.name} is not a case package: it is no zip archive, or a damaged one.",
            "Ask for the file again; it may have been cut short on the way.",
        ) from error


def _safe_entries(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if fault := _fault(entries, path.stat().st_size):
        raise RefusedError(
            f"{path.name} is refused: {fault}.", "Such an archive was not written by Dossier."
        )
    return entries


def _fault(entries: Sequence[zipfile.ZipInfo], packed: int) -> str:
    """Say why an archive of so many bytes is not unpacked; "" if nothing is wrong."""
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        return f"it holds {len(entries):,} files; {MOST_FILES:,} are the most"
    if size > MOST_BYTES or size > max(SMALL, MOST_RATIO * packed):
        return f"it would unpack to {size:,} bytes"
    seen: set[str] = set()
    for entry in entries:
        if reason := _danger(entry, seen):
            return f"its file “{_shown(entry.filename)}” {reason}"
        seen.add(_folded(entry.filename))
    return ""


def _danger(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    name = entry.filename
    parts = name.split("/")
    dangers = {
        "points outside the archive": name.startswith("/") or ".." in parts,
        "has a name that other systems read differently": not name.isprintable()
        or bool(_FOREIGN & set(name))
        or any(part in {"", "."} or part[-1] in ". " for part in parts),
        "stands in it twice": _folded(name) in seen,
        "is a link": stat.S_ISLNK(entry.external_attr >> 16),
        "is encrypted": bool(entry.flag_bits & 1),
        "is packed in an unusual way": entry.compress_type not in _PACKINGS,
        "unpacks to far more than it holds": entry.file_size > SMALL
        and entry.file_size > MOST_RATIO * max(entry.compress_size, 1),
    }
    return next((reason for reason, found in dangers.items() if found), "")


def _folded(name: str) -> str:
    """Give the name as a disk sees it that knows no case and one form of each letter."""
    return unicodedata.normalize("NFC", name).casefold()


def _shown(name: str) -> str:
    return ascii(name)[1:-1][:80] if not name.isprintable() else name[:80]


def _validated(path: Path, folder: Path) -> Mapping[str, str]:
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # its findings reach the user from here
    if not (folder / "bagit.txt").is_file():
        raise RefusedError(f"{path.name} is not a case package: it has no bagit.txt.")
    if (folder / "fetch.txt").exists():
        raise RefusedError(f"{path.name} is refused: it wants files fetched from the network.")
    try:
        held = bagit.Bag(str(folder))
        _refuse_unlisted(path, *held.compare_manifests_with_fs())
        held.validate()
        return {name: sums["sha256"] for name, sums in held.payload_entries().items()}
    except bagit.BagValidationError as error:
        raise RefusedError(
            f"{path.name} was changed after it was written: {_finding(error, folder)}.",
            "Ask for the file again.",
        ) from error
    except KeyError as error:
        raise RefusedError(f"{path.name} is refused: its manifest is not SHA-256.") from error
    except (bagit.BagError, OSError, ValueError) as error:
        reason = _finding(error, folder)
        raise RefusedError(f"{path.name} is not a valid case package: {reason}.") from error


def _refuse_unlisted(path: Path, missing: list[str], extra: list[str]) -> None:
    """Name a file that the manifest has alone, or the archive."""
    for names, reason in ((missing, "it is missing"), (extra, "its manifest does not list it")):
        if names:
            raise RefusedError(
                f"{path.name} was changed after it was written: {min(names)[:99]}, {reason}.",
                "Ask for the file again.",
            )


def _finding(error: Exception, folder: Path) -> str:
    """Give the first thing that is wrong, without the temporary folder, as part of a sentence."""
    first = next(iter(getattr(error, "details", ())), error)
    return str(first).replace(f"{folder}{os.sep}", "").rstrip(".")
