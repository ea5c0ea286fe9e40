"""Own words in a brief: references become notes, and what leads to no source is reported."""

import dataclasses
from pathlib import Path

import pytest

from dossier.brief import catalogue, citing, compose
from dossier.brief.blocks import NoteRef, Paragraph, Run, Table
from dossier.brief.document import Document, Report
from dossier.brief.edition import Edition, Redaction
from dossier.brief.material import Material
from dossier.brief.spec import Part, Spec, parts
from dossier.case import edits
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.dates import Reported
from dossier.model.records import Attachment, CustodyEvent, Incident, Quote, Source


def _gathered(case: Case, *sections: Part, **choices: object) -> Material:
    return compose.gather(case, Spec(sections=sections, **choices))  # type: ignore[arg-type]  # by keyword


def _own(text: str, **options: object) -> Part:
    return catalogue.part("text", {"text": text, **options})


def _remarks(case: Case, *sections: Part, **choices: object) -> tuple[str, ...]:
    """What is reported of a brief that has a register, too."""
    material = _gathered(case, *sections, Part("source_register"), **choices)
    compose.document(material)
    return tuple(material.remarks)


def _document(case: Case, *sections: Part) -> Document:
    return compose.document(_gathered(case, *sections))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("Gen. Ahmadi met Col. B. Khan on 3.5 km. He left.", 2),
        ("A statement. [Q-0001] Another [INC-0001].", 2),
        ("“It ended.” He left.", 2),
        ("It rose by approx. twenty", 1),
        ("عبور کردند. برگشتند؟ نه.", 3),
        ("Max. 40 were killed. Brig. Gen. Ahmad led five men. Of them max. 12 returned.", 3),
        ("Approx. 17 fled on Jan. 5 near art. 3. They came back in Dec. Nobody knows.", 3),
        ("Adm. Khan fled. He said no. They left.", 3),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, expected: int | tuple[str, ...]) -> None:
    found = citing.sentences(text)
    assert found == expected if isinstance(expected, tuple) else len(found) == expected


def test_a_reference_behind_the_full_stop_belongs_to_the_sentence_before() -> None:
    first, second = citing.sentences("They fled. [Q-0001, S-0002] They came back.")
    assert citing.references(first) == ("Q-0001", "S-0002")
    assert citing.references(second) == ()


def test_a_reference_becomes_the_notes_of_what_it_stands_for(sample: Case) -> None:
    (paragraph,) = _document(sample, _own("They crossed [INC-0001, Q-0001].")).blocks
    assert isinstance(paragraph, Paragraph)
    numbers = [one.note for one in paragraph.text if isinstance(one, NoteRef)]
    assert numbers == sorted(set(numbers), key=int)
    assert len(numbers) > 1
    assert "".join(one.text for one in paragraph.text if isinstance(one, Run)) == "They crossed."


def test_a_source_is_linked_to_the_register_when_it_is_printed(sample: Case) -> None:
    def links(*names: str) -> set[str]:
        (paragraph, *_) = _document(sample, _own("See [S-0001]."), *parts(*names)).blocks
        assert isinstance(paragraph, Paragraph)
        return {run.link for run in paragraph.text if isinstance(run, Run)}

    assert links("source_register") == {"", "#source-S-0001"}
    assert links() == {""}


def test_sentences_that_lead_to_no_source_are_counted(sample: Case) -> None:
    text = "They crossed [INC-0001]. Nobody says so.\n\n- Nor this\n- This [Q-0001]"
    (remark,) = _remarks(sample, _own(text))
    assert remark == "Own text: 2 sentences lead to no source, such as “Nobody says so.”"
    assert _remarks(sample, _own(text, sourced=False)) == ()


def test_a_reference_to_what_the_brief_lacks_is_reported(sample: Case) -> None:
    part = _own("They crossed [INC-0099], [Q-0001].")
    assert _remarks(sample, part) == ("Own text: INC-0099 is not in this brief.",)
    narrowed = _remarks(sample, _own("They crossed [INC-0001]."), words="Kaldar")
    assert narrowed[0] == "Own text: INC-0001 is not in this brief."


def test_words_off_the_record_support_no_sentence(sample: Case) -> None:
    quote = next(quote for quote in sample.all(Quote) if quote.reference == "Q-0001")
    edits.change(sample, dataclasses.replace(quote, status="off_record"))
    assert "Q-0001 is not in this brief" in _remarks(sample, _own("So he said [Q-0001]."))[0]


def test_a_bottom_line_of_four_sentences_is_too_long(sample: Case) -> None:
    text = "One [Q-0001]. Two [Q-0001]. Three [Q-0001]."
    assert _remarks(sample, catalogue.part("bluf", {"text": text})) == ()
    text += " Four [Q-0001]."
    assert "4 sentences" in _remarks(sample, catalogue.part("bluf", {"text": text}))[0]


def test_what_is_typed_is_never_markup(sample: Case) -> None:
    text = "<b>Bold</b> & [link](http://x) [INC-1] %s {0}"
    (paragraph,) = _document(sample, _own(text, sourced=False)).blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.text if isinstance(run, Run)) == text


def test_the_report_carries_the_remarks(sample: Case, tmp_path: Path) -> None:
    spec = Spec(sections=(_own("Nobody says so."),))
    report: Report = compose.write_brief(sample, tmp_path / "brief.pdf", spec)
    assert "1 sentence leads to no source" in report.remarks[0]


def test_a_redacted_edition_says_only_what_rests_on_what_is_left(sample: Case) -> None:
    withheld = sample.all(Incident)[0]
    text = f"They crossed [{withheld.reference}]. He said so [Q-0001]. Nobody says so."
    part = catalogue.part("text", {"text": text, "heading": "Note"})
    edition = Edition(redaction=Redaction(records=frozenset({withheld.id})))
    spec = Spec(sections=(part,))
    shown = str(compose.document(compose.gather(sample, spec, edition)).blocks)
    assert "He said so" in shown
    assert "They crossed" not in shown
    assert "Nobody" not in shown
    alone = Spec(sections=(catalogue.part("text", {"text": "Nobody says so.", "heading": "Note"}),))
    assert "'Note'" not in str(compose.document(compose.gather(sample, alone, edition)).blocks)


def test_a_redacted_edition_never_says_a_sentence_without_its_beginning(sample: Case) -> None:
    text = (
        "Max. 40 were killed [INC-0001]. Marsh. Khan fled [INC-0001]."
        " Of them supposed. 12 returned [INC-0002]."
        " In 2020 nine left [INC-0003]. 30 came back [INC-0004]."
    )
    edition = Edition(redaction=Redaction())
    spec = Spec(sections=(catalogue.part("text", {"text": text}),))
    shown = str(compose.document(compose.gather(sample, spec, edition)).blocks)
    assert "Max. 40 were killed" in shown
    assert "Marsh. Khan fled" in shown
    assert "12 returned" not in shown
    assert "In 2020 nine left" in shown
    assert "30 came back" in shown


# ---- the frame of a brief


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2021-06", "The newest source: June 2021."),
        ("2021-06/..", "The newest source: from June 2021 onwards."),
        ("1960-05/..", "The newest source: 1 June 1961."),
    ],
)
def test_the_newest_source_may_have_any_date(sample: Case, published: str, said: str) -> None:
    source = sample.all(Source)[0]
    edits.change(sample, dataclasses.replace(source, published=Reported("", published)))
    edits.add(sample, Source(title="Old", published=Reported("", "1961-06-01")))
    register = catalogue.part("source_register", {"uncited": True})
    assert said in str(_document(sample, *parts("information_cutoff"), register).blocks)


def test_what_is_later_than_the_cut_off_is_reported(sample: Case) -> None:
    source = sample.all(Source)[0]
    edits.change(sample, dataclasses.replace(source, published=Reported.of("29 June 2021")))
    cut = parts("information_cutoff")
    assert _remarks(sample, *cut, cutoff="2021-06-30") == ()
    later = _remarks(sample, *cut, cutoff="2021-06-24")
    assert later == (
        "Information cut-off: 1 source is later: S-0001.",
        "Information cut-off: 2 incidents are later: INC-0003 and INC-0004.",
    )
    with pytest.raises(DossierError, match="“soon” is not a date"):
        _remarks(sample, *cut, cutoff="soon")


def test_a_cut_off_says_what_came_later_and_is_printed_all_the_same(sample: Case) -> None:
    def said(cutoff: str) -> str:
        spec = Spec(sections=parts("information_cutoff"), cutoff=cutoff)
        return str(compose.document(compose.gather(sample, spec)).blocks)

    assert "30 June 2021. What became known later is not in this brief." in said("30 June 2021")
    early = said("1 January 2000")
    assert "1 January 2000. Later than that, and in this brief all the same: 4 incidents." in early
    assert "not in this brief" not in early


def test_a_source_in_the_register_alone_is_in_the_brief(sample: Case) -> None:
    def said(cutoff: str, *, uncited: bool) -> str:
        register = catalogue.part("source_register", {"uncited": uncited})
        spec = Spec(sections=(*parts("information_cutoff"), register), cutoff=cutoff)
        return str(compose.document(compose.gather(sample, spec)).blocks)

    late = Source(title="Looking back", published=Reported.of("1 January 2026"))
    edits.add_source(sample, late, "Other words.")
    assert "in this brief all the same: 1 source." in said("2024-01-01", uncited=True)
    assert "What became known later is not in this brief." in said("2024-01-01", uncited=False)
    assert "The newest source: 1 January 2026." in said("", uncited=True)
    assert "2026" not in said("", uncited=False)


def test_a_period_takes_the_incidents_that_may_lie_in_it(sample: Case) -> None:
    held = _gathered(sample, since="2021-06-23", until="2021-06-26").evidences
    assert [e.incident.reference for e in held] == ["INC-0002", "INC-0003"]
    typed = _gathered(sample, *parts("title_block"), since="23 June 2021", until="26 June 2021")
    assert typed.evidences == held
    assert "It covers 23 June 2021 to 26 June 2021." in str(compose.document(typed).blocks)
    with pytest.raises(DossierError, match="soon"):
        _gathered(sample, since="soon")


# ---- sources that nothing cites


def test_a_source_that_is_not_cited_is_background_where_that_is_asked(sample: Case) -> None:
    edits.add_source(sample, Source(title="An atlas of the border"), None)
    asked = catalogue.part("source_register", {"uncited": True})
    assert "An atlas of the border" in str(_document(sample, asked).blocks)
    assert "An atlas" not in str(_document(sample, *parts("source_register")).blocks)


def test_the_source_of_words_off_the_record_is_no_background(sample: Case) -> None:
    for quote in sample.all(Quote):
        edits.change(sample, dataclasses.replace(quote, status="off_record"))
    asked = catalogue.part("source_register", {"uncited": True})
    assert _gathered(sample, asked).register == ()


def test_files_of_cited_sources_are_listed_with_their_hashes(sample: Case) -> None:
    source = sample.all(Source)[0]
    with sample.edit("Attach") as edit:
        digest = edit.store_blob(b"scan", "image/png")
        edit.insert(Attachment(source=source.id, sha256=digest, file_name="scan.png", size=4))
    shown = str(_document(sample, *parts("annex_custody")).blocks)
    assert "scan.png" in shown
    assert digest in shown
    assert _gathered(sample, *parts("annex_method")).files == ()


def test_the_chain_of_custody_of_each_file_is_printed_in_its_order(sample: Case) -> None:
    source = sample.all(Source)[0]
    with sample.edit("Attach") as edit:
        digest = edit.store_blob(b"scan", "image/png")
        file = edit.insert(Attachment(source=source.id, sha256=digest, file_name="scan.png"))
        edit.insert(Attachment(source=source.id, sha256=digest, file_name="without.png"))
    day = Reported.of("22 June 2021")
    steps = (
        CustodyEvent(action="collected", by="M. Rahimi", date=day, note="From <b>the</b> page"),
        CustodyEvent(action="redacted", by="A. Bek", hash_before=digest, hash_after="f" * 64),
    )
    edits.set_children(sample, "attachment", file.id, CustodyEvent, steps)
    (table,) = (
        block
        for block in _document(sample, *parts("annex_custody")).blocks
        if isinstance(block, Table) and "M. Rahimi" in str(block)
    )
    rows = [
        ["".join(run.text for run in cell if isinstance(run, Run)) for cell in row]
        for row in table.rows
    ]
    assert rows == [
        ["22 June 2021", "Collected", "M. Rahimi", "From <b>the</b> page"],
        ["No date", "Redacted", "A. Bek", f"SHA-256 before {digest}\nSHA-256 after {'f' * 64}"],
    ]
    shown = str(_document(sample, *parts("annex_custody")).blocks)
    assert "Chain of custody of scan.png" in shown
    assert "Chain of custody of without.png" not in shown


def test_originals_are_printed_with_the_words_that_stand_for_them(sample: Case) -> None:
    quote = sample.all(Quote)[0]
    original = "Граница неприкосновенна"
    edits.change(sample, dataclasses.replace(quote, original=original, language="ru"))
    assert original in str(_document(sample, *parts("annex_quotes_original")).blocks)
