"""The data attached to a brief: what is printed, and not a word more."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf

from brief.reading import Brief, brief_of
from dossier.brief import blocks as b
from dossier.brief.data import NAME, tell, write_data
from dossier.brief.document import Document
from dossier.case import edits
from dossier.case.case import Case
from dossier.model.field import FieldType
from dossier.model.records import KINDS

DATE = datetime(2021, 6, 22, tzinfo=UTC)


def attached(brief: Brief) -> dict[str, Any]:
    with brief.open() as pdf:
        assert list(pdf.attachments) == [NAME]
        told: dict[str, Any] = json.loads(pdf.attachments[NAME].get_file().read_bytes())
        return told


def words(told: object) -> list[str]:
    """Every text in it, in order."""
    if isinstance(told, dict):
        return [word for value in told.values() for word in words(value)]
    if isinstance(told, list):
        return [word for value in told for word in words(value)]
    return [told] if isinstance(told, str) else []


def test_the_data_of_the_sample_is_what_its_pages_say(sample: Case) -> None:
    brief = brief_of(sample)
    said = "\n".join(words(attached(brief)["blocks"]))
    assert "More than 130" in said
    assert "no … military solution" in said
    pages = "".join(f"{brief.text()} {_alternatives(brief)}".split()).casefold()
    lines = {line for text in words(attached(brief)["blocks"]) for line in text.split("\n")}
    longer = {line for line in lines if len(line) > len("titleblock")}
    assert len(longer) > 60
    assert [line for line in longer if "".join(line.split()).casefold() not in pages] == []


def _alternatives(brief: Brief) -> str:
    """What stands for pictures where they are not seen."""
    with brief.open() as pdf:
        dictionaries = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        return " ".join(str(it.Alt) for it in dictionaries if "/Alt" in it)


def test_what_is_not_printed_is_not_in_the_data(sample: Case) -> None:
    """Every field of every record gets a word of its own; those on no page are in no data."""
    marks = _mark(sample)
    brief = brief_of(sample, words="kaldar")
    page = "".join(brief.text().split())
    data = json.dumps(attached(brief), ensure_ascii=False)
    printed = [mark for mark in marks if mark in page]
    assert printed
    assert [mark for mark in marks if mark in data and mark not in page] == []
    assert len(printed) < len(marks)


def _mark(case: Case) -> list[str]:
    """Put a word that stands nowhere else into every free text of the case."""
    marks: list[str] = []
    for kind in KINDS:
        fields = [field.name for field in kind.fields if field.type is FieldType.PROSE]
        for record in case.all(kind.record) if fields else ():
            changed: dict[str, Any] = {}
            for name in fields:
                if kind.name == "quote" or name == "exact":
                    continue  # exact words are compared with their source
                marks.append(f"zq{len(marks)}x")
                changed[name] = f"{getattr(record, name)} {marks[-1]}".strip()
            if changed:
                edits.change(case, replace(record, **changed))
    return marks


def test_the_same_document_gives_the_same_data(sample: Case) -> None:
    assert attached(brief_of(sample)) == attached(brief_of(sample))


def test_a_block_tells_what_it_says_and_not_how_it_looks() -> None:
    paragraph = b.Paragraph(
        (b.Run("They crossed", b.Face.STRONG), b.NoteRef("3")), b.Style.MARGIN, wide=True
    )
    assert tell(paragraph) == {"kind": "paragraph", "text": ["They crossed", {"note": "3"}]}
    link = b.Paragraph((b.Run("site", link="https://example.org"), b.Run("here", link="#x")))
    assert tell(link)["text"] == [{"text": "site", "link": "https://example.org"}, "here"]


def test_the_data_are_read_by_any_reader_of_json() -> None:
    document = Document("“Quotes” \u2028 \\ \x00", (b.Paragraph((b.Run("\ud7ff\x07"),)),), DATE)
    assert json.loads(b"".join(write_data(document)))["title"] == "“Quotes” \u2028 \\ \x00"
