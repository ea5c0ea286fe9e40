"""Papers that somebody has tampered with, and honest ones that are hard to judge again."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brief.reading import Brief, brief_of
from dossier.brief import issuing, templates
from dossier.brief.data import NAME
from dossier.brief.edition import Edition
from dossier.brief.spec import House, Spec, parts
from dossier.brief.verifying import Verdict, Verification, verify_brief
from dossier.case import edits, keeping, rewinding
from dossier.case.case import Case
from dossier.model.records import Incident

SINCE = Spec(sections=parts("title_block", "changes_since_last"))


def _forged(brief: Brief, path: Path, imprint: object) -> Path:
    """Write a brief with another imprint: fields of its own, or something else instead."""
    out = BytesIO()
    with brief.open() as pdf:
        attached = pdf.attachments[NAME].get_file().obj
        told = json.loads(attached.read_bytes())
        told["imprint"] = told["imprint"] | imprint if isinstance(imprint, dict) else imprint
        attached.write(json.dumps(told).encode())
        pdf.save(out)
    path.write_bytes(out.getvalue())
    return path


def _judged(sample: Case, tmp_path: Path, imprint: object) -> Verification:
    return verify_brief(_forged(brief_of(sample), tmp_path / "forged.pdf", imprint), sample)


@pytest.mark.parametrize(
    "imprint",
    [
        *({name: "\ud800"} for name in ("head", "case", "brief", "since", "plan", "edition")),
        {"head": "\0"},
        {"issue": True},
        {"state": 1},
        {"more": ""},
        [],
        None,
        "case",
    ],
)
def test_an_imprint_that_is_none_of_ours_is_a_stranger(
    sample: Case, tmp_path: Path, imprint: object
) -> None:
    found = _judged(sample, tmp_path, imprint)
    assert found.verdict is Verdict.UNKNOWN
    assert "was not printed by Dossier" in found.sentences[0]


@pytest.mark.parametrize(
    "plan", ["words = " + "9" * 5000, "justified = 0x" + "f" * 5000, "paper" + ".a" * 5000 + "=1"]
)
def test_a_plan_that_nobody_can_read_is_altered(sample: Case, tmp_path: Path, plan: str) -> None:
    assert _judged(sample, tmp_path, {"plan": plan}).verdict is Verdict.ALTERED


# ---- an equal state is not an equal step


def _print(case: Case, path: Path, spec: Spec) -> Path:
    path.write_bytes(issuing.make(case, spec, Edition(brief="Weekly")).data)
    return path


def _issue(case: Case, path: Path, spec: Spec) -> None:
    edition = issuing.next_edition(case, "Weekly")
    issuing.store(case, spec, edition, issuing.write_edition(case, path, spec, edition), path)


def _change(case: Case) -> None:
    edits.change(case, replace(case.all(Incident)[0], title="Soldiers cross at night"))


def test_a_paper_from_before_an_issue_is_told_after_an_undo(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state is the same again, but what has changed since the last issue is told now."""
    paper = _print(sample, tmp_path / "paper.pdf", SINCE)
    _issue(sample, tmp_path / "issue.pdf", SINCE)
    assert verify_brief(paper, sample).verdict is Verdict.PRINTED
    _change(sample)
    assert verify_brief(paper, sample).verdict is Verdict.PRINTED_EARLIER
    sample.undo()
    assert verify_brief(paper, sample).verdict is Verdict.PRINTED_EARLIER
    monkeypatch.setattr(rewinding, "LARGEST", 0)
    found = verify_brief(paper, sample)
    assert found.verdict is Verdict.EARLIER
    assert "has gone on since: its bytes cannot be compared" in found.sentences[0]


# ---- a paper that does not say how it was chosen


def _with_logo(folder: Path, colour: str) -> Spec:
    logo = folder / "logo.png"
    Image.new("RGB", (40, 20), colour).save(logo)
    return Spec(sections=parts("title_block"), house=House(logo=str(logo)))


def test_other_bytes_of_a_paper_with_a_logo_prove_nothing(sample: Case, tmp_path: Path) -> None:
    """Its plan is not written on it: the case keeps one, which may be another meanwhile."""
    spec = _with_logo(tmp_path, "red")
    keeping.keep(sample, "Weekly", templates.write(spec))
    paper = _print(sample, tmp_path / "paper.pdf", spec)
    assert verify_brief(paper, sample).verdict is Verdict.PRINTED
    keeping.keep(sample, "Weekly", templates.write(replace(spec, sections=Spec().sections[:2])))
    found = verify_brief(paper, sample)
    assert found.verdict is Verdict.EARLIER
    assert "does not prove that it was altered: how it was chosen is not" in found.sentences[0]


def test_a_logo_that_was_replaced_makes_no_paper_an_altered_one(
    sample: Case, tmp_path: Path
) -> None:
    spec = _with_logo(tmp_path, "red")
    keeping.keep(sample, "Weekly", templates.write(spec))
    paper = _print(sample, tmp_path / "paper.pdf", spec)
    _with_logo(tmp_path, "blue")
    assert verify_brief(paper, sample).verdict is Verdict.EARLIER
    _change(sample)
    assert verify_brief(paper, sample).verdict is Verdict.EARLIER
    (tmp_path / "logo.png").unlink()
    assert verify_brief(paper, sample).verdict is Verdict.EARLIER
