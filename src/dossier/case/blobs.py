"""Texts and files by their SHA-256: stored once, never edited."""

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO

from dossier.case.dbapi import Connection
from dossier.errors import DossierError, RefusedError
from dossier.model.codecs import Words

CHUNK = 256 * 1024  # bytes
_SLICE = 8  # chunks


def store_text(conn: Connection, body: str) -> str:
    """Keep a text; return its hash. NUL and lone surrogates become U+FFFD, one for one."""
    clean = str(Words().pack(body)[0] or "")
    sha256 = hashlib.sha256(clean.encode()).hexdigest()
    conn.execute("INSERT OR IGNORE INTO body (sha256, content) VALUES (?, ?)", (sha256, clean))
    return sha256


def text(conn: Connection, sha256: str) -> str:
    """Return the text of that hash; DossierError if there is none."""
    row = conn.execute("SELECT content FROM body WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise _missing("text", sha256)
    return str(row[0])


def store_blob(conn: Connection, data: BinaryIO | bytes, media_type: str) -> str:
    """Keep a file in chunks; return its hash. `data` must be seekable: it is read twice."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    start = stream.tell()
    sha256, size = _measured(stream)
    stream.seek(start)
    for _ in fill(conn, stream, sha256, size, media_type):
        pass
    return sha256


def fill(
    conn: Connection, stream: BinaryIO, sha256: str, size: int, media_type: str
) -> Iterator[int]:
    """Keep a file whose hash is known, some chunks at a time; gives how many bytes are done.

    Bytes that are there already are not read. RefusedError if the file is not what was measured.
    """
    if conn.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone() is not None:
        return
    conn.execute("INSERT INTO blob VALUES (?, ?, ?)", (sha256, size, media_type or None))
    whole, done = hashlib.sha256(), 0
    for n, data in enumerate(_chunks(stream)):
        conn.execute("INSERT INTO chunk (sha256, n, data) VALUES (?, ?, ?)", (sha256, n, data))
        whole.update(data)
        done += len(data)
        if n % _SLICE == _SLICE - 1:
            yield done
    if whole.hexdigest() != sha256:
        raise RefusedError(
            "The file changed while it was being stored; nothing was kept.",
            "Wait until it is complete, then attach it again.",
        )


def _measured(stream: BinaryIO) -> tuple[str, int]:
    whole, size = hashlib.sha256(), 0
    for data in _chunks(stream):
        whole.update(data)
        size += len(data)
    return whole.hexdigest(), size


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while data := stream.read(CHUNK):
        yield data


def blob(conn: Connection, sha256: str) -> Iterator[bytes]:
    """Give the bytes of a file, chunk by chunk; DossierError if there is none of that hash."""
    row = conn.execute("SELECT size FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise _missing("file", sha256)
    n = 0
    while data := _chunk(conn, sha256, n):
        yield data
        n += 1


def _chunk(conn: Connection, sha256: str, n: int) -> bytes:
    row = conn.execute("SELECT data FROM chunk WHERE sha256 = ? AND n = ?", (sha256, n)).fetchone()
    return bytes(row[0]) if row else b""


def _missing(what: str, sha256: str) -> DossierError:
    return DossierError(
        f"The {what} with the hash {sha256[:12]}... is not in this case.",
        "Verify the case to see what else is missing.",
    )
