"""Checks of the stores: every text and every file against the hash it is kept under."""

import hashlib
from collections.abc import Iterator

from dossier.case import blobs
from dossier.case.dbapi import Connection
from dossier.case.findings import Finding, Tampering


def findings(conn: Connection) -> Iterator[Finding]:
    """Name each text and file that is missing or not what it was."""
    yield from _texts(conn)
    yield from _blobs(conn)
    yield from _missing_blobs(conn)


def _texts(conn: Connection) -> Iterator[Finding]:
    for (sha256,) in conn.execute("SELECT sha256 FROM body ORDER BY sha256").fetchall():
        if hashlib.sha256(blobs.text(conn, sha256).encode()).hexdigest() != sha256:
            yield Finding(
                Tampering.TEXT, _text_of(conn, sha256), "is not the text that was stored."
            )


def _text_of(conn: Connection, sha256: str) -> str:
    sql = "SELECT coalesce(s.reference, s.title) FROM text AS t JOIN source AS s ON s.id = t.source"
    found = conn.execute(f"{sql} WHERE t.sha256 = ? ORDER BY s.id", (sha256,)).fetchall()
    names = ", ".join(str(row[0]) for row in found)
    return f"Text of {names}" if names else f"Text {sha256[:12]}..."


def _blobs(conn: Connection) -> Iterator[Finding]:
    for sha256, size in conn.execute("SELECT sha256, size FROM blob ORDER BY sha256").fetchall():
        whole, held = hashlib.sha256(), 0
        for data in blobs.blob(conn, sha256):
            whole.update(data)
            held += len(data)
        if whole.hexdigest() != sha256 or held != size:
            yield Finding(
                Tampering.BLOB, _file_of(conn, sha256), "is not the file that was stored."
            )


def _missing_blobs(conn: Connection) -> Iterator[Finding]:
    sql = (
        "SELECT DISTINCT sha256 FROM attachment"
        " WHERE sha256 NOT IN (SELECT sha256 FROM blob) ORDER BY sha256"
    )
    for (sha256,) in conn.execute(sql).fetchall():
        yield Finding(Tampering.BLOB, _file_of(conn, sha256), "is missing.")


def _file_of(conn: Connection, sha256: str) -> str:
    found = conn.execute(
        "SELECT DISTINCT file_name FROM attachment WHERE sha256 = ? ORDER BY file_name", (sha256,)
    ).fetchall()
    names = ", ".join(str(row[0]) for row in found)
    return f"File {names or sha256[:12] + '...'}"
