"""Originals are kept untouched with their source, as one step, and known by their bytes."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.case import attachments, edits
from dossier.case.blobs import CHUNK
from dossier.case.case import Case
from dossier.case.slices import drained
from dossier.case.verify import verify
from dossier.errors import DossierError, RefusedError
from dossier.model.records import Attachment, Source


@pytest.fixture
def source(case: Case) -> Source:
    return edits.add(case, Source(title="News"))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * (20 * CHUNK // 256))
    return path


def attach(case: Case, source: Source, path: Path) -> None:
    drained(attachments.attaching(case, source.id, attachments.measure(path)))


def test_a_file_is_kept_untouched_with_what_is_known_of_it(
    case: Case, source: Source, paper: Path
) -> None:
    attach(case, source, paper)
    (held,) = case.all(Attachment)
    data = paper.read_bytes()
    assert held.sha256 == hashlib.sha256(data).hexdigest()
    assert (held.file_name, held.media_type) == ("report.pdf", "application/pdf")
    assert (held.size, held.captured_by) == (len(data), case.by)
    assert held.captured_at.endswith("Z")
    assert '"hash_algorithm": "SHA-256"' in held.sheet
    out = io.BytesIO()
    attachments.write_out(case, held, out)
    assert out.getvalue() == data


def test_attaching_is_one_step_with_its_redo(case: Case, source: Source, paper: Path) -> None:
    before = case.state_hash
    attach(case, source, paper)
    assert case.undo_label == "Attach report.pdf to S-0001"
    case.undo()
    assert case.state_hash == before
    case.redo()
    assert [one.file_name for one in case.all(Attachment)] == ["report.pdf"]
    assert verify(case) == []


def test_a_cancelled_attachment_leaves_nothing(case: Case, source: Source, paper: Path) -> None:
    slices = attachments.attaching(case, source.id, attachments.measure(paper))
    assert next(slices).total == paper.stat().st_size
    slices.close()
    assert case.rows("SELECT count(*) FROM blob")[0][0] == 0
    assert case.all(Attachment) == []
    assert case.undo_label == "Add source S-0001"


def test_the_same_bytes_are_noticed(case: Case, source: Source, paper: Path) -> None:
    attach(case, source, paper)
    copy = paper.with_name("copy.pdf")
    copy.write_bytes(paper.read_bytes())
    with pytest.raises(RefusedError, match=r"S-0001 has this very file already, as report\.pdf"):
        attach(case, source, copy)
    other = edits.add(case, Source(title="Other"))
    attach(case, other, copy)
    assert len(attachments.twins(case, case.all(Attachment)[0].sha256)) == 2
    assert case.rows("SELECT count(*) FROM blob")[0][0] == 1


def test_a_file_that_changes_meanwhile_is_not_kept(case: Case, source: Source, paper: Path) -> None:
    measured = attachments.measure(paper)
    paper.write_bytes(b"%PDF-another")
    with pytest.raises(RefusedError, match="changed while it was being stored"):
        drained(attachments.attaching(case, source.id, measured))
    assert case.rows("SELECT count(*) FROM blob")[0][0] == 0


def test_changed_bytes_are_said_and_not_passed_on(case: Case, source: Source, paper: Path) -> None:
    attach(case, source, paper)
    (held,) = case.all(Attachment)
    wrong = replace(held, sha256=hashlib.sha256(b"other").hexdigest())
    case.db.conn.execute("UPDATE chunk SET data = zeroblob(9) WHERE n = 0")
    with pytest.raises(DossierError, match=r"report\.pdf was changed outside Dossier"):
        attachments.write_out(case, held, io.BytesIO())
    with pytest.raises(DossierError, match="is not in this case"):
        attachments.write_out(case, wrong, io.BytesIO())


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.bin", b"%PDF-1.4", "application/pdf"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("a.txt", b"  <!DOCTYPE html>", "text/html"),
        ("a.txt", b"Words", "text/plain"),
        ("a.xyzzy", b"\0\1", "application/octet-stream"),
    ],
)
def test_a_type_is_known_by_how_a_file_begins(name: str, head: bytes, kind: str) -> None:
    assert attachments.media_type(name, head) == kind


def test_what_cannot_be_read_is_refused_in_words(case: Case, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"gone\.pdf cannot be read: no such file"):
        attachments.measure(tmp_path / "gone.pdf")
    (tmp_path / "empty.txt").touch()
    with pytest.raises(RefusedError, match=r"empty\.txt is empty"):
        attachments.measure(tmp_path / "empty.txt")
    with pytest.raises(RefusedError, match="cannot hold itself"):
        attachments.size_of(case, case.path)
    with pytest.raises(RefusedError, match="is a folder"):
        attachments.size_of(case, tmp_path)
    with pytest.raises(RefusedError, match=r"gone\.pdf cannot be read"):
        attachments.size_of(case, tmp_path / "gone.pdf")
