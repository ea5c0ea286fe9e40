"""The case package: a whole case as a BagIt bag in a zip, lossless and readable by any tool.

data/package.json              version of the form, title, state hash, head of the journal
data/records/<kind>.jsonl      one record a line, by id
data/texts/<sha256>.txt        texts of sources
data/blobs/<sha256>            attachments
data/journal/step.jsonl, change.jsonl     who changed what when
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from dossier.case import handover
from dossier.case.case import Case
from dossier.errors import DossierError, RefusedError
from dossier.exchange import bag
from dossier.exchange.protocols import Blob, Delivery, Progress, silent
from dossier.model.field import Kind, Record
from dossier.model.records import KINDS, Attachment
from dossier.model.wire import from_wire, to_wire

FORM = "dossier-case-package"
VERSION = 1
LONGEST_LINE = 64 * 1024**2  # bytes

_ABOUT = "package.json"
_STORES: Mapping[str, str] = MappingProxyType({"texts": ".txt", "blobs": ""})
_FILES = frozenset(
    {
        _ABOUT,
        *(f"records/{kind.name}.jsonl" for kind in KINDS),
        *(f"journal/{table}.jsonl" for table in handover.TABLES),
    }
)


class PackageWriter:
    """Writes a whole case with its journal. The same case gives the same bytes."""

    def write(self, case: Case, path: Path, progress: Progress = silent) -> None:
        """Write the package; `path` is replaced only when all is written.

        The case is read page by page. DossierError if another program writes to it meanwhile.
        """
        step = case.last_step
        at = step.at if step else "1980-01-01T00:00:00Z"
        when = datetime.fromisoformat(at).astimezone(UTC)
        with bag.written(path, when) as out:
            out.add(_ABOUT, [_described(case)])
            for done, kind in enumerate(KINDS):
                _write_kind(out, case, kind, partial(progress, kind.about.plural, done, len(KINDS)))
            _write_stores(out, case)
            for table in handover.TABLES:
                rows = handover.journal_rows(case, table)
                out.add(f"journal/{table}.jsonl", map(_line, rows))
            out.close(_information(case, when))
            if not case.is_current:
                raise DossierError(
                    f"{case.path.name} was changed while it was exported: nothing was written.",
                    "Export it again.",
                )


def _described(case: Case) -> bytes:
    step = case.last_step
    about = {
        "form": FORM,
        "version": VERSION,
        "title": case.info.title,
        "state": case.state_hash,
        "head": step.hash if step else "",
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _information(case: Case, when: datetime) -> list[tuple[str, str]]:
    return [
        ("Bag-Software-Agent", "Dossier"),
        ("Bagging-Date", when.date().isoformat()),
        ("External-Description", case.info.title),
        ("External-Identifier", case.info.reference),
        ("Source-Organization", case.info.organisation),
    ]


def _line(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _write_kind(out: bag.BagWriter, case: Case, kind: Kind, progress: Callable[[], None]) -> None:
    progress()
    pages = case.pages(kind.record, handover.PAGE)
    first = next(pages, None)
    if first is not None:
        lines = _lines(itertools.chain([first], pages), progress)
        out.add(f"records/{kind.name}.jsonl", lines)


def _lines(pages: Iterable[Sequence[Record]], progress: Callable[[], None]) -> Iterator[bytes]:
    for page in pages:
        progress()
        yield b"".join(_line(to_wire(record)) for record in page)


def _write_stores(out: bag.BagWriter, case: Case) -> None:
    for (sha256,) in case.rows("SELECT DISTINCT sha256 FROM text ORDER BY sha256"):
        body = case.text_body(sha256).encode()
        out.add(f"texts/{sha256}.txt", [body], packed=bag.packs(body))
    for (sha256,) in case.rows("SELECT DISTINCT sha256 FROM attachment ORDER BY sha256"):
        out.add(f"blobs/{sha256}", case.blob(sha256), packed=False)


class PackageReader:
    """Reads a package whole and checks all of it before anything is imported."""

    @contextmanager
    def read(self, path: Path, progress: Progress = silent) -> Iterator[Delivery]:
        """Give the delivery of a package; its texts and files are there while it is open."""
        with bag.opened(path) as held:
            data = held.folder / "data"
            with _named(path):
                head = _head(data)
                _refuse_strangers(held)
                lines, records = _read_records(data, progress)
            yield Delivery(
                path.name,
                tuple(records),
                {sha256: partial(_body, file) for sha256, file in _stored(data / "texts")},
                _blobs(data / "blobs", records),
                lines,
                {table: _journal(path, data, table) for table in handover.TABLES},
                head,
            )


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Begin each refusal with the name of the package."""
    try:
        yield
    except RefusedError as error:
        raise RefusedError(f"{path.name}, {error.message}", error.hint) from error


def _head(data: Path) -> str:
    """Give the hash of the last step, after a look at form and version."""
    try:
        about = json.loads((data / _ABOUT).read_bytes())
        form, version, head = about["form"], about["version"], about["head"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        form, version, head = None, None, None
    if form != FORM or not isinstance(version, int) or not isinstance(head, str):
        raise RefusedError("package.json: this is a bag, but not a case package of Dossier.")
    if version > VERSION:
        raise RefusedError(
            "package.json: it was written by a newer version of Dossier.",
            "Update Dossier, then import it again.",
        )
    return head


def _refuse_strangers(held: bag.Bag) -> None:
    """Nothing in a package is passed over: it could be what a newer version holds there."""
    for name, sha256 in held.sums.items():
        room, _, file = name.removeprefix("data/").partition("/")
        if room in _STORES:
            if file != f"{sha256}{_STORES[room]}":
                raise RefusedError(f"{name[:99]}: it is not the file that its name promises.")
        elif name.removeprefix("data/") not in _FILES:
            raise RefusedError(
                f"{name[:99]}: this version of Dossier does not know such a file.",
                "Open the package with a newer version.",
            )


def _read_records(data: Path, progress: Progress) -> tuple[dict[int, str], list[Record]]:
    records: list[Record] = []
    lines: dict[int, str] = {}
    for done, kind in enumerate(KINDS):
        progress(kind.about.plural, done, len(KINDS))
        for where, record in _read_kind(data, kind):
            if record.id in lines:
                raise RefusedError(f"{where}: the same id stands at {lines[record.id]} already.")
            lines[record.id] = where
            records.append(record)
    return lines, records


def _read_kind(data: Path, kind: Kind) -> Iterator[tuple[str, Record]]:
    for where, wire in _objects(data / "records" / f"{kind.name}.jsonl"):
        try:
            record = from_wire(wire)
        except RefusedError as error:
            raise RefusedError(f"{where}: {error.message}", error.hint) from error
        if record.about.name != kind.name:
            raise RefusedError(f"{where}: a record of kind {record.about.name} stands here.")
        yield where, record


def _journal(path: Path, data: Path, table: str) -> Iterator[dict[str, Any]]:
    with _named(path):
        yield from (row for _, row in _objects(data / "journal" / f"{table}.jsonl"))


def _objects(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the JSON object of each line, and where it stands."""
    if not file.is_file():
        return
    with file.open("rb") as lines:
        for number in itertools.count(1):
            line = lines.readline(LONGEST_LINE + 1)
            if not line:
                return
            where = f"{file.name} line {number}"
            yield where, _object(line, where)


def _object(line: bytes, where: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise RefusedError(f"{where}: it is longer than {LONGEST_LINE // 1024**2} MiB.")
    try:
        data = json.loads(line.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise RefusedError(f"{where}: it is not UTF-8 at byte {error.start + 1}.") from error
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise RefusedError(f"{where}: it is no JSON: {reason}.") from error
    if not isinstance(data, dict):
        raise RefusedError(f"{where}: it is not a JSON object.")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a member given twice: programs differ in which of the two they read (RFC 8259, 4)."""
    held = dict(pairs)
    if len(held) != len(pairs):
        message = "a member is given twice"
        raise ValueError(message)
    return held


def _stored(folder: Path) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            yield file.stem, file


def _body(file: Path) -> str:
    try:
        body = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(f"The text {file.name} is not UTF-8.") from error
    if "\0" in body:
        raise RefusedError(f"The text {file.name} holds a NUL, which no text may.")
    return body


def _blobs(folder: Path, records: list[Record]) -> dict[str, Blob]:
    types = {r.sha256: r.media_type for r in records if isinstance(r, Attachment)}
    return {
        sha256: Blob(types.get(sha256, ""), partial(_open, file))
        for sha256, file in _stored(folder)
    }


def _open(file: Path) -> BinaryIO:
    return file.open("rb")
