"""The case package: a whole case as a BagIt bag in a zip, lossless and readable by any tool.

data/package.json              version of the form, title, state hash, head of the journal
data/records/<kind>.jsonl      one record a line, by id
data/texts/<sha256>.txt        texts of sources
data/blobs/<sha256>            attachments
data/journal/step.jsonl, change.jsonl     who changed what when
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from dossier.case import handover
from dossier.case.case import Case
from dossier.errors import RefusedError
from dossier.exchange import bag
from dossier.exchange.protocols import Blob, Delivery, Progress, silent
from dossier.model.field import Kind, Record
from dossier.model.records import KINDS, Attachment, Text
from dossier.model.wire import from_wire, to_wire

FORM = "dossier-case-package"
VERSION = 1
LONGEST_LINE = 64 * 1024**2


class PackageWriter:
    """Writes a whole case with its journal. The same case gives the same bytes."""

    def write(self, case: Case, path: Path, progress: Progress = silent) -> None:
        """Write the package; `path` is replaced only when all is written."""
        step = case.last_content_step
        at = step.at if step else "1980-01-01T00:00:00Z"
        when = datetime.fromisoformat(at).astimezone(UTC)
        with bag.written(path, when) as out:
            out.add("package.json", [_described(case)])
            for done, kind in enumerate(KINDS):
                progress(kind.about.plural, done, len(KINDS))
                _write_kind(out, case, kind)
            _write_stores(out, case)
            for table in handover.TABLES:
                rows = handover.journal_rows(case, table)
                out.add(f"journal/{table}.jsonl", map(_line, rows))
            out.close(_information(case, when))


def _described(case: Case) -> bytes:
    step = case.last_content_step
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


def _write_kind(out: bag.BagWriter, case: Case, kind: Kind) -> None:
    records = case.stored(kind.record)
    lines = [_line(to_wire(record)) for record in records]
    if lines:
        out.add(f"records/{kind.name}.jsonl", lines)


def _write_stores(out: bag.BagWriter, case: Case) -> None:
    for sha256 in sorted({text.sha256 for text in case.stored(Text)}):
        out.add(f"texts/{sha256}.txt", [case.text_body(sha256).encode()])
    for sha256 in sorted({file.sha256 for file in case.stored(Attachment)}):
        out.add(f"blobs/{sha256}", case.blob(sha256))


class PackageReader:
    """Reads a package whole and checks all of it before anything is imported."""

    @contextmanager
    def read(self, path: Path, progress: Progress = silent) -> Iterator[Delivery]:
        """Give the delivery of a package; its texts and files are there while it is open."""
        with bag.opened(path) as folder:
            data = folder / "data"
            _check_form(path, data)
            records: list[Record] = []
            lines: dict[int, str] = {}
            for done, kind in enumerate(KINDS):
                progress(kind.about.plural, done, len(KINDS))
                for where, record in _read_kind(data, kind):
                    _refuse_double(lines, record, where)
                    lines[record.id] = where
                    records.append(record)
            delivery = Delivery(
                path.name,
                tuple(records),
                {sha256: partial(_body, file) for sha256, file in _stored(data / "texts")},
                _blobs(data / "blobs", records),
                lines,
                {table: _journal(data, table) for table in handover.TABLES},
            )
            yield delivery


def _journal(data: Path, table: str) -> Iterator[dict[str, Any]]:
    return (row for _, row in _objects(data / "journal" / f"{table}.jsonl"))


def _check_form(path: Path, data: Path) -> None:
    try:
        about = json.loads((data / "package.json").read_text(encoding="utf-8"))
        form, version = about["form"], about["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RefusedError(f"{path.name} is a bag, but not a case package of Dossier.") from error
    if form != FORM or not isinstance(version, int):
        raise RefusedError(f"{path.name} is a bag, but not a case package of Dossier.")
    if version > VERSION:
        raise RefusedError(
            f"{path.name} was written by a newer version of Dossier.",
            "Update Dossier, then import it again.",
        )


def _read_kind(data: Path, kind: Kind) -> Iterator[tuple[str, Record]]:
    for where, wire in _objects(data / "records" / f"{kind.name}.jsonl"):
        try:
            record = from_wire(wire)
        except RefusedError as error:
            raise RefusedError(f"{where}: {error.message}", error.hint) from error
        if record.about.name != kind.name:
            raise RefusedError(f"{where}: a record of kind {record.about.name} stands here.")
        yield where, record


def _objects(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not file.is_file():
        return
    with file.open(encoding="utf-8", errors="strict", newline="\n") as lines:
        number = 0
        try:
            while line := lines.readline(LONGEST_LINE):
                number += 1
                yield f"{file.name}, line {number}", _object(line)
        except (ValueError, RecursionError) as error:
            raise RefusedError(
                f"{file.name}, line {number or 1} cannot be read: {error}."
            ) from error


def _object(line: str) -> dict[str, Any]:
    data = json.loads(line)
    if not isinstance(data, dict):
        message = "it is not a JSON object"
        raise ValueError(message)  # noqa: TRY004 - put in words one level up, with the line
    return data


def _refuse_double(lines: dict[int, str], record: Record, where: str) -> None:
    if record.id in lines:
        raise RefusedError(f"{where}: the same id stands at {lines[record.id]} already.")


def _stored(folder: Path) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            yield file.stem, file


def _body(file: Path) -> str:
    body = file.read_bytes()
    if hashlib.sha256(body).hexdigest() != file.stem:
        raise RefusedError(f"The text {file.name} is not the one that its name promises.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(f"The text {file.name} is not UTF-8.") from error


def _blobs(folder: Path, records: list[Record]) -> dict[str, Blob]:
    types = {r.sha256: r.media_type for r in records if isinstance(r, Attachment)}
    return {
        sha256: Blob(types.get(sha256, ""), partial(_open, file))
        for sha256, file in _stored(folder)
    }


def _open(file: Path) -> BinaryIO:
    return file.open("rb")
