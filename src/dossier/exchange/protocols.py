"""What a format is: a Reader yields a delivery of records, a Writer writes a case to a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dossier.case.case import Case
from dossier.model.field import Record

Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Report progress to nobody."""
    del what, done, total


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that records name by its SHA-256."""

    media_type: str
    open: Callable[[], AbstractContextManager[BinaryIO]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a file holds, read and checked whole before anything is written.

    `texts` and `blobs` are found by SHA-256. `lines` tells where each record stood, for messages.
    `journal` holds rows of `step` and `change` where the file carries a whole case, and `head` is
    the hash of its last step.
    """

    name: str
    records: tuple[Record, ...]
    texts: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    blobs: Mapping[str, Blob] = field(default_factory=dict)
    lines: Mapping[int, str] = field(default_factory=dict)
    journal: Mapping[str, Iterable[dict[str, Any]]] = field(default_factory=dict)
    head: str = ""


class Reader(Protocol):
    """Reads one format."""

    def read(self, path: Path, progress: Progress = silent) -> AbstractContextManager[Delivery]:
        """Open and check a file; RefusedError says what, where and why."""
        ...


class Writer(Protocol):
    """Writes one format."""

    def write(self, case: Case, path: Path, progress: Progress = silent) -> None:
        """Write to a temporary file beside `path`, then put it in place."""
        ...


def batches(records: tuple[Record, ...]) -> Iterator[tuple[str, list[Record]]]:
    """Group records by kind, in the order of their kinds."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.about.name, []).append(record)
    yield from groups.items()
