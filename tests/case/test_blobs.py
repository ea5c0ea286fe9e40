"""Texts and files are kept once, whole, and under their hash."""

import hashlib
import io

import pytest

from dossier.case.blobs import CHUNK
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import Actor, Attachment, Source


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_comes_back_in_chunks_whole(case: Case, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    with case.edit("Attach") as edit:
        sha256 = edit.store_blob(io.BytesIO(data), "image/png")
        assert edit.store_blob(data, "image/png") == sha256
        edit.insert(Actor(name="x"))
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert b"".join(case.blob(sha256)) == data
    assert all(len(chunk) <= CHUNK for chunk in case.blob(sha256))
    assert case.rows("SELECT count(*), min(size) FROM blob")[0][:] == (1, size)


@pytest.mark.parametrize(
    ("body", "kept"),
    [("Шерзод\r\nAsadov", "Шерзод\r\nAsadov"), ("a\0b\ud800c", "a\ufffdb\ufffdc"), ("", "")],
)
def test_a_text_is_kept_letter_for_letter(case: Case, body: str, kept: str) -> None:
    with case.edit("Add text") as edit:
        sha256 = edit.store_text(body)
        assert edit.store_text(body) == sha256
        edit.insert(Actor(name="x"))
    assert case.text_body(sha256) == kept
    assert sha256 == hashlib.sha256(kept.encode()).hexdigest()
    assert len(kept) == len(body)


def test_what_a_failed_edit_stored_is_not_there(case: Case) -> None:
    def fail() -> None:
        with case.edit("Attach") as edit:
            edit.store_blob(b"x" * 10, "")
            edit.store_text("y")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert case.rows("SELECT (SELECT count(*) FROM blob) + (SELECT count(*) FROM body)")[0][0] == 0


def test_a_stored_file_stays_when_its_attachment_is_undone_so_that_redo_finds_it(
    case: Case,
) -> None:
    with case.edit("Attach") as edit:
        source = edit.insert(Source(title="s"))
        sha256 = edit.store_blob(b"data", "text/plain")
        edit.insert(Attachment(source=source.id, sha256=sha256, file_name="a.txt"))
    case.undo()
    case.redo()
    assert b"".join(case.blob(case.all(Attachment)[0].sha256)) == b"data"


def test_what_is_missing_is_said_in_words(case: Case) -> None:
    with pytest.raises(DossierError, match="The text with the hash 0123"):
        case.text_body("0123" * 16)
    with pytest.raises(DossierError, match="The file with the hash 0123"):
        list(case.blob("0123" * 16))
