"""Papers that somebody has tampered with, and honest ones that are hard to judge again."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from brief.reading import Brief, brief_of
from dossier.brief.data import NAME
from dossier.brief.verifying import Verdict, Verification, verify_brief
from dossier.case.case import Case


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
