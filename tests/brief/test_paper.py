"""What is looked for in a file that may be a paper: what it is not is said in a sentence."""

import json
from pathlib import Path

import pikepdf
import pytest

from brief.reading import attach, brief_of
from dossier.brief import issuing, locking, paper
from dossier.brief.data import NAME
from dossier.brief.edition import PRESS, Edition
from dossier.brief.spec import Spec
from dossier.brief.verifying import Verdict, Verification, verify_brief
from dossier.case.case import Case
from dossier.errors import DossierError

SESAME = "open sesame"


def judged(path: Path, case: Case) -> Verification:
    return verify_brief(path, case)


@pytest.mark.parametrize("press", [None, 99])
def test_a_paper_of_another_press_is_answered_with_doubt(
    sample: Case, tmp_path: Path, press: int | None
) -> None:
    """Papers of before the press had a number name none."""
    path = tmp_path / "now.pdf"
    path.write_bytes(brief_of(sample).data)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        told = json.loads(pdf.attachments[NAME].get_file().read_bytes())
        assert told["imprint"]["press"] == PRESS
        told["imprint"] |= {"press": press}
        if press is None:
            del told["imprint"]["press"]
        attach(pdf, json.dumps(told).encode())
        pdf.save(path)
    found = judged(path, sample)
    assert (found.verdict, found.matches) == (Verdict.EARLIER, False)
    assert "printed by another build of Dossier" in found.sentences[0]


def test_a_paper_made_with_other_libraries_is_answered_with_doubt(
    sample: Case, tmp_path: Path
) -> None:
    path = tmp_path / "now.pdf"
    path.write_bytes(brief_of(sample).data)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        told = json.loads(pdf.attachments[NAME].get_file().read_bytes())
        assert "uharfbuzz " in told["imprint"]["tools"]
        told["imprint"]["tools"] = "uharfbuzz 0.1"
        attach(pdf, json.dumps(told).encode())
        pdf.save(path)
    found = judged(path, sample)
    assert (found.verdict, found.matches) == (Verdict.EARLIER, False)
    assert "with other libraries (uharfbuzz 0.1; here " in found.sentences[0]


def test_a_number_that_no_issue_has_is_only_what_the_paper_calls_itself(
    sample: Case, tmp_path: Path
) -> None:
    path = tmp_path / "t.pdf"
    path.write_bytes(issuing.make(sample, Spec(), Edition(brief="T1", number=1)).data)
    found = judged(path, sample)
    assert found.sentences[0].startswith("This paper calls itself issue 1 of “T1”; it is byte")
    assert found.sentences[1] == "This case has no such issue."


def test_a_locked_paper_is_answered_in_a_sentence(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "now.pdf"
    path.write_bytes(locking.lock(brief_of(sample).data, SESAME))
    found = judged(path, sample)
    assert found.verdict is Verdict.UNKNOWN
    assert "is locked with a password" in found.sentences[0]
    opened = verify_brief(path, sample, SESAME)
    assert (opened.verdict, opened.matches) == (Verdict.EARLIER, False)
    assert "a locked PDF never has the same bytes twice" in opened.sentences[0]
    wrong = verify_brief(path, sample, "open barley")
    assert wrong.sentences == ("now.pdf is locked, and this is not its password.",)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "is no PDF"),
        (b"Dear reader", "is no PDF"),
        (b"%PDF-1.7\nhalf a file", "is damaged"),
    ],
)
def test_what_is_no_brief_is_answered_in_a_sentence(
    sample: Case, tmp_path: Path, held: bytes, said: str
) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(held)
    found = judged(path, sample)
    assert found.verdict is Verdict.UNKNOWN
    assert said in found.sentences[0]


def test_any_other_pdf_is_a_stranger(sample: Case, tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        attach(pdf, b'{"form": 1}')
        pdf.save(path)
    found = judged(path, sample)
    assert found.verdict is Verdict.UNKNOWN
    assert "was not printed by Dossier" in found.sentences[0]


def test_what_cannot_be_read_is_refused_in_words(
    sample: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DossierError, match="cannot be read"):
        judged(tmp_path, sample)
    with pytest.raises(DossierError, match="cannot be read: No such file"):
        judged(tmp_path / "none.pdf", sample)
    monkeypatch.setattr(paper, "LARGEST", 10)
    (tmp_path / "huge.pdf").write_bytes(bytes(11))
    with pytest.raises(DossierError, match=r"huge\.pdf is larger than"):
        judged(tmp_path / "huge.pdf", sample)
