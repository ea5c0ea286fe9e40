"""Issues of a brief and their papers: what a PDF is to a case."""

import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from brief.reading import Brief, attach, brief_of
from dossier.brief import issuing, locking, templates
from dossier.brief.data import NAME
from dossier.brief.edition import Edition
from dossier.brief.spec import House, Spec, parts
from dossier.brief.verifying import Verdict, Verification, verify_brief
from dossier.case import backup, edits, file, issues, rewinding
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import CaseInfo, Incident, Issue

SESAME = "open sesame"
SHORT = Spec(sections=Spec().sections[:3])


def issue(case: Case, path: Path, title: str = "Weekly", password: str = "") -> Issue:
    edition = issuing.next_edition(case, title, Edition(locked=bool(password)))
    made = issuing.write_edition(case, path, SHORT, edition, password)
    return issuing.store(case, SHORT, edition, made, path)


def change(case: Case) -> None:
    incident = case.all(Incident)[0]
    edits.change(case, replace(incident, title="Soldiers cross at Shir Khan"))


def judged(path: Path, case: Case) -> Verification:
    return verify_brief(path, case)


def test_an_issue_is_known_by_its_hash_and_says_who_issued_it_when(
    sample: Case, tmp_path: Path
) -> None:
    stored = issue(sample, tmp_path / "w.pdf")
    assert stored.pdf == hashlib.sha256((tmp_path / "w.pdf").read_bytes()).hexdigest()
    found = judged(tmp_path / "w.pdf", sample)
    assert (found.verdict, found.matches) == (Verdict.ISSUED, True)
    said = found.sentences[0]
    assert re.fullmatch(rf"This is issue 1 of “Weekly”, exactly as {sample.by} .* on 20.*", said)
    assert found.sentences[-1] == "The case says the same as then."


def test_the_paper_bears_the_number_of_its_issue_above_and_below(
    sample: Case, tmp_path: Path
) -> None:
    issue(sample, tmp_path / "w.pdf")
    pages = Brief((tmp_path / "w.pdf").read_bytes()).pages()
    assert "ISSUE 1" in pages[0].upper()
    assert all("Issue 1 · Case state" in page for page in pages)


def test_a_brief_is_the_same_before_and_after_it_was_issued(sample: Case, tmp_path: Path) -> None:
    before = brief_of(sample).data
    issue(sample, tmp_path / "w.pdf")
    assert brief_of(sample).data == before
    issue(sample, tmp_path / "x.pdf")
    first, second = (one.issue for one in issues.issued(sample))
    assert (first.state, first.head) == (second.state, second.head)
    assert (first.number, second.number) == (1, 2)


def test_what_has_changed_since_an_issue_is_listed(sample: Case, tmp_path: Path) -> None:
    issue(sample, tmp_path / "w.pdf")
    change(sample)
    found = judged(tmp_path / "w.pdf", sample)
    assert found.verdict is Verdict.ISSUED
    assert found.sentences[-1] == "The case has changed since: 1 record."
    (line,) = found.changes
    assert line.startswith("Incident INC-0001 changed: What happened ")
    assert line.endswith("-> Soldiers cross at Shir Khan")


def test_an_undone_issue_is_out_all_the_same(sample: Case, tmp_path: Path) -> None:
    issue(sample, tmp_path / "w.pdf")
    sample.undo()
    found = judged(tmp_path / "w.pdf", sample)
    assert found.verdict is Verdict.ISSUED
    assert "was undone in the case since; the paper is out all the same" in found.sentences[1]


def test_what_is_printed_now_is_printed_again_and_compared(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "now.pdf"
    path.write_bytes(brief_of(sample, words="kaldar").data)
    found = judged(path, sample)
    assert (found.verdict, found.matches) == (Verdict.PRINTED, True)
    assert found.sentences[-1] == "It was not issued."
    change(sample)
    sample.undo()
    assert judged(path, sample).verdict is Verdict.PRINTED, "an equal state, by another step"


def test_what_was_printed_earlier_is_printed_again_from_the_case_as_it_was(
    sample: Case, tmp_path: Path
) -> None:
    path = tmp_path / "then.pdf"
    path.write_bytes(brief_of(sample, words="kaldar").data)
    step = sample.last_content_step
    assert step
    before = sample.path.read_bytes()
    first, second, *_ = sample.all(Incident)
    change(sample)
    edits.trash(sample, "incident", [second.id])
    added = edits.add(sample, Incident(title="Kaldar again"))
    with sample.edit("Purge") as edit:
        edit.delete("incident", added.id)
    issue(sample, tmp_path / "later.pdf")
    state = sample.state_hash
    found = judged(path, sample)
    assert (found.verdict, found.matches) == (Verdict.PRINTED_EARLIER, True)
    assert (
        f"byte for byte what the case printed after step {step.id:,} of its" in found.sentences[0]
    )
    assert step.at[:10] in found.sentences[0]
    assert found.sentences[1:] == (
        "It was not issued.",
        "The case has changed since: 2 records.",
    )
    assert found.changes
    path.write_bytes(altered(path.read_bytes()))
    assert judged(path, sample).verdict is Verdict.ALTERED
    assert sample.state_hash == state
    assert sample.get(Incident, first.id).title == "Soldiers cross at Shir Khan"
    assert before != sample.path.read_bytes()


def test_what_changed_since_an_issue_is_told_again_as_it_was_then(
    sample: Case, tmp_path: Path
) -> None:
    issue(sample, tmp_path / "first.pdf")
    change(sample)
    path = tmp_path / "then.pdf"
    edition = Edition(brief="Weekly")
    spec = Spec(sections=parts("title_block", "changes_since_last"))
    path.write_bytes(issuing.make(sample, spec, edition).data)
    edits.trash(sample, "incident", [sample.all(Incident)[1].id])
    issue(sample, tmp_path / "second.pdf")
    assert judged(path, sample).verdict is Verdict.PRINTED_EARLIER


def test_a_state_that_cannot_be_reached_again_is_named_by_its_step(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "then.pdf"
    path.write_bytes(brief_of(sample).data)
    step = sample.last_content_step
    assert step
    change(sample)
    monkeypatch.setattr(rewinding, "LARGEST", 0)
    found = judged(path, sample)
    assert (found.verdict, found.matches) == (Verdict.EARLIER, False)
    assert "its bytes cannot be compared" in found.sentences[0]
    assert f"The case had that state after step {step.id:,} of its journal" in found.sentences[0]
    assert found.sentences[1] == "The case has changed since: 1 record."


def altered(data: bytes) -> bytes:
    """Change a page and nothing else, as an editor of PDFs would."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(b"% another word", prepend=False)
        pdf.save(out)
    return out.getvalue()


def test_another_byte_is_seen(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "now.pdf"
    path.write_bytes(altered(brief_of(sample).data))
    assert judged(path, sample).verdict is Verdict.ALTERED
    issue(sample, path)
    path.write_bytes(altered(path.read_bytes()))
    found = judged(path, sample)
    assert found.verdict is Verdict.ALTERED
    assert "calls itself issue 1 of “Weekly”, but its bytes are not" in found.sentences[0]


def test_a_paper_that_gives_a_step_another_state_is_altered(sample: Case, tmp_path: Path) -> None:
    """The imprint is rewritten to claim a state that the case never had at that step."""
    out = BytesIO()
    with brief_of(sample).open() as pdf:
        told = json.loads(pdf.attachments[NAME].get_file().read_bytes())
        told["imprint"]["state"] = "7" * 64
        attach(pdf, json.dumps(told).encode())
        pdf.save(out)
    path = tmp_path / "now.pdf"
    path.write_bytes(out.getvalue())
    assert judged(path, sample).verdict is Verdict.ALTERED


def test_copies_and_other_cases_are_told_apart(sample: Case, tmp_path: Path) -> None:
    path, copied = tmp_path / "now.pdf", tmp_path / "copy.dossier"
    backup.copy_beside(sample.path, copied, lambda: None)
    change(sample)
    path.write_bytes(brief_of(sample).data)
    with file.open_case(copied) as copy:
        assert judged(path, copy).verdict is Verdict.OTHER_COPY
    with file.create(tmp_path / "other.dossier", CaseInfo(title="Other")) as other:
        found = judged(path, other)
        assert (found.verdict, found.sentences) == (
            Verdict.OTHER_CASE,
            ("This paper is of another case.",),
        )


def test_an_issue_of_another_copy_says_nothing_of_what_has_changed(
    sample: Case, tmp_path: Path
) -> None:
    """Such as one that came in by an import: its step is in another journal."""
    paper = tmp_path / "theirs.pdf"
    paper.write_bytes(b"%PDF-1.7 theirs")
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    theirs = Issue(number=1, state="a" * 64, head="b" * 64, pdf=digest)
    issues.store(sample, "Weekly", "", theirs)
    found = judged(paper, sample)
    assert (found.verdict, found.changes) == (Verdict.ISSUED, ())
    assert found.sentences[-1].startswith("It was issued from another case file")


def test_a_locked_issue_is_known_without_its_password(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "w.pdf"
    issue(sample, path, password=SESAME)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=SESAME) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.allow.accessibility
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes().replace(b"xmlns:pdfaid", b"")
    assert judged(path, sample).verdict is Verdict.ISSUED


@pytest.mark.parametrize("password", ["", "   ", "я" * 64])
def test_a_password_that_locks_nothing_is_refused(password: str) -> None:
    with pytest.raises(DossierError):
        locking.lock(b"", password)


# ---- nothing is left half done


def test_a_read_only_case_issues_nothing(sample: Case, tmp_path: Path) -> None:
    sample.close()
    with (
        file.open_case(sample.path, read_only=True) as case,
        pytest.raises(DossierError, match="an issue could not be stored"),
    ):
        issue(case, tmp_path / "w.pdf")
    assert not (tmp_path / "w.pdf").exists()


def test_a_target_that_cannot_be_written_leaves_no_issue_and_the_old_file(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "w.pdf").mkdir()
    with pytest.raises(DossierError, match="is a folder"):
        issue(sample, tmp_path / "w.pdf")
    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")

    def fail(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(DossierError, match=r"old\.pdf could not be written.*No space left"):
        issue(sample, old)
    monkeypatch.undo()
    assert old.read_bytes() == b"old"
    assert sample.all(Issue) == []
    assert not list(tmp_path.glob("*.part"))


def test_a_case_that_does_not_take_the_issue_says_so_of_the_paper(
    sample: Case, tmp_path: Path
) -> None:
    path = tmp_path / "w.pdf"
    edition = issuing.next_edition(sample, "Weekly")
    made = issuing.write_edition(sample, path, SHORT, edition)
    issue(sample, tmp_path / "first.pdf")
    with pytest.raises(DossierError, match=r"w\.pdf is printed, but the case did not take"):
        issuing.store(sample, SHORT, edition, made, path)
    assert judged(path, sample).verdict is Verdict.ISSUED, "the same bytes were issued before"


def _planned(path: Path, spec: Spec) -> None:
    """Put another plan onto a paper, as somebody who knows how could."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        told = json.loads(pdf.attachments[NAME].get_file().read_bytes())
        told["imprint"]["plan"] = templates.write(spec)
        pdf.attachments[NAME].get_file().obj.write(json.dumps(told).encode())
        pdf.save(path)


@pytest.mark.parametrize("field", ["logo", "serif", "sans"])
def test_no_file_that_a_paper_names_is_opened(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    paper, bait = tmp_path / "w.pdf", tmp_path / "bait"
    bait.write_bytes(b"\x89PNG\r\n\x1a\n")
    paper.write_bytes(brief_of(sample).data)
    _planned(paper, replace(SHORT, house=House(**{field: str(bait)})))
    opened: list[Path] = []

    def read_bytes(path: Path) -> bytes:
        opened.append(path)
        return b""

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert judged(paper, sample).verdict is Verdict.ALTERED
    assert opened == []
