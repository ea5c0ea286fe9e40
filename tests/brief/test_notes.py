"""Where notes stand: in the register, which always has all, at the foot of pages, in a list."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from brief.reading import Brief, brief_of, flat
from dossier import pdfium
from dossier.brief import compose, templates
from dossier.brief.blocks import CitedOn, Entry, Heading, Run
from dossier.brief.data import NAME
from dossier.brief.document import Document, Report
from dossier.brief.docx import write_docx
from dossier.brief.edition import Edition, Redaction
from dossier.brief.markdown import write_markdown
from dossier.brief.spec import NotePlace, Spec, parts
from dossier.brief.striking import BAR
from dossier.case import edits
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.exchange.sample import create_sample
from dossier.model.records import Actor, Incident, Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOOT = re.compile(r"^(\d+) Sample analyst, (?:“|S-0001, ¶)", re.MULTILINE)


Reported = Mapping[NotePlace, tuple[Brief, Report]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A copy of the sample case that no test here changes."""
    with create_sample(tmp_path_factory.mktemp("notes") / "sample.dossier") as held:
        yield held


def print_notes(case: Case, place: NotePlace) -> tuple[Brief, Report]:
    out = BytesIO()
    report = compose.print_brief(compose.gather(case, Spec(notes=place)), out)
    return Brief(out.getvalue()), report


@pytest.fixture(scope="module")
def reported(case: Case) -> Reported:
    """The sample with each place of notes."""
    return {place: print_notes(case, place) for place in NotePlace}


def composed(case: Case, place: NotePlace, edition: Edition | None = None) -> Document:
    material = compose.gather(case, Spec(notes=place), *([edition] if edition else []))
    return compose.document(material)


def register(document: Document) -> list[Entry]:
    """The notes of the register, without the names of their places."""
    blocks = list(document.blocks)
    start = next(
        n for n, it in enumerate(blocks) if isinstance(it, Heading) and it.anchor == "sources"
    )
    notes = [it for it in blocks[start:] if isinstance(it, Entry) and it.note]
    return [replace(it, anchor="") for it in notes]


@pytest.mark.parametrize("place", list(NotePlace))
def test_the_register_stays_as_it_is_wherever_notes_stand(case: Case, place: NotePlace) -> None:
    held = register(composed(case, place))
    assert held == register(composed(case, NotePlace.REGISTER))
    assert [it.note for it in held] == [str(n) for n in range(1, len(held) + 1)]
    assert len(held) >= 14


@pytest.mark.parametrize("place", list(NotePlace))
def test_every_link_leads_somewhere_and_every_note_is_cited(
    case: Case, reported: Reported, place: NotePlace
) -> None:
    brief, report = reported[place]
    assert report.dead_links == ()
    assert len(report.cited) == len(register(composed(case, place)))
    assert "not cited" not in brief.text()
    assert print_notes(case, place)[0].data == brief.data


def test_the_notes_of_a_page_of_the_sample_stand_at_its_foot(reported: Reported) -> None:
    brief, report = reported[NotePlace.FOOT]
    with pdfium.opened(brief.data) as pdf:
        pages = [page.get_textpage().get_text_range().replace("\r", "") for page in pdf]
    for number, page in enumerate(pages, start=1):
        cited = {note for note, on in report.cited.items() if number in on}
        assert set(FOOT.findall(page)) == cited, number
    first = flat(pages[0])
    assert (
        "1 Sample analyst, “Summary written for this sample”, S-0001, ¶ 3. Tajik security "
        "services stated; cited by Eurasianet (not seen), summarised in S-0001." in first
    )
    assert "1 Sample analyst, S-0001, ¶ 3. In full on p. 1." in brief.text()


def test_a_list_of_notes_stands_before_the_register_with_ways_back(
    case: Case, reported: Reported
) -> None:
    document = composed(case, NotePlace.END)
    notes = [it for it in document.blocks if isinstance(it, Entry) and it.note]
    listed, held = notes[: len(notes) // 2], notes[len(notes) // 2 :]
    assert [it.note for it in listed] == [it.note for it in held]
    assert all(isinstance(it.margin[0].text[0], CitedOn) for it in listed)
    text = reported[NotePlace.END][0].text()
    assert text.index("Notes cited on pp.") < text.index("Sources S-0001")
    full = "Summary written for this sample. Note or other document, Sample analyst"
    assert f"1 {full}" in text
    assert text.count(full) == 2  # in the list and in the register
    assert (
        "2 Sample analyst, “Summary written for this sample”, S-0001, ¶ 4, at "
        "“From Shortepa district on the Amu Darya…”." in text
    )


def test_a_register_that_stands_first_has_the_notes_of_all_that_follows(case: Case) -> None:
    spec = Spec()
    moved = sorted(spec.sections, key=lambda part: part.name != "source_register")
    document = compose.document(compose.gather(case, replace(spec, sections=tuple(moved))))
    assert register(document)[:14] == register(composed(case, NotePlace.REGISTER))[:14]
    assert isinstance(document.blocks[0], Heading)
    assert document.blocks[0].anchor == "sources"


@pytest.mark.parametrize(("place", "told"), [("register", 1), ("foot", 0), ("end", 0)])
def test_numbers_that_lead_nowhere_are_told_to_the_writer(
    case: Case, place: str, told: int
) -> None:
    spec = Spec(notes=NotePlace(place), sections=parts("incidents"))
    material = compose.gather(case, spec)
    compose.document(material)
    assert sum("lead nowhere" in one for one in material.remarks) == told


def test_a_number_leads_to_the_list_and_the_list_to_the_register(reported: Reported) -> None:
    brief, _ = reported[NotePlace.END]
    places: dict[str, list[int]] = {}
    with brief.open() as pdf:
        for at, page in enumerate(pdf.pages, start=1):
            for link in page.get("/Annots", []):
                if "/Dest" in link and str(link.Contents) in {"1", "S-0001"}:
                    goal = next(n for n, p in enumerate(pdf.pages, start=1)
                                if p.obj.objgen == link.Dest[0].objgen)  # fmt: skip
                    places.setdefault(f"{link.Contents} {at}", []).append(goal)
    pages = brief.pages()
    list_page = next(n for n, it in enumerate(pages, start=1) if "Notes cited on pp." in it)
    register_page = next(n for n, it in enumerate(pages, start=1) if "Sources S-0001" in it)
    assert set(places["1 1"]) == {list_page}
    assert min(places[f"S-0001 {list_page}"]) == register_page


def test_without_a_register_notes_still_say_their_source(case: Case) -> None:
    only = parts("title_block", "chronology")
    for place in (NotePlace.FOOT, NotePlace.END):
        out = BytesIO()
        spec = Spec(sections=only, notes=place)
        report = compose.print_brief(compose.gather(case, spec), out)
        assert report.dead_links == ()
        assert "S-0001, ¶ 3" in Brief(out.getvalue()).text()


def test_the_key_says_where_a_number_leads(case: Case) -> None:
    said = {place: brief_of(case, "annex_grading_key", notes=place).text() for place in NotePlace}
    assert "leads to the exact words in the register" in said[NotePlace.REGISTER]
    assert "leads to the foot of its page, and that to the exact" in said[NotePlace.FOOT]
    assert "leads to the list of notes, and that to the exact" in said[NotePlace.END]


# ---- what may not be read


@pytest.mark.parametrize("place", list(NotePlace))
def test_the_note_of_a_struck_source_is_struck_too(sample: Case, place: NotePlace) -> None:
    actor = next(a for a in sample.all(Actor) if a.name == "Eurasianet")
    source = sample.all(Source)[0]
    edits.change(
        sample, replace(source, title="Zqtitle of Eurasianet", author="Zqauthor, Eurasianet")
    )
    chosen = [Redaction(records=frozenset({actor.id})), Redaction(records=frozenset({source.id}))]
    for redaction in chosen:
        out = BytesIO()
        spec = Spec(notes=place)
        compose.print_brief(compose.gather(sample, spec, Edition(redaction=redaction)), out)
        brief = Brief(out.getvalue())
        everything = brief.everything().casefold()
        assert "eurasianet" not in everything
        said = re.search(r"Redacted edition\. (\d+) places? in it", brief.text())
        assert said
        assert int(said[1]) == brief.text().count(BAR) - 1
    assert "zqauthor" not in everything  # the source itself is withheld
    assert "zqtitle" not in everything


def test_each_note_bears_its_portion_mark(sample: Case) -> None:
    scheme = replace(sample.info, handling_scheme="generic", handling_mark="INTERNAL")
    edits.change(sample, scheme)
    edits.change(sample, replace(sample.all(Source)[0], handling="CONFIDENTIAL"))
    said = "(CON) Sample analyst, “Summary written for this sample”"
    assert f"1 {said}" in brief_of(sample, notes=NotePlace.FOOT).text()
    assert f"2 {said}" in brief_of(sample, notes=NotePlace.END).text()
    again = "1 (CON) Sample analyst, S-0001, ¶ 3. In full"
    assert again in brief_of(sample, notes=NotePlace.FOOT).text()


# ---- where it is chosen, and other kinds of file


def test_a_template_says_where_notes_stand() -> None:
    spec = Spec(notes=NotePlace.FOOT)
    assert 'notes = "foot"' in templates.write(spec)
    assert templates.read(templates.write(spec)) == spec
    assert "notes =" not in templates.write(Spec())
    with pytest.raises(DossierError) as caught:
        templates.read('notes = "side"')
    assert caught.value.hint == 'It is one of "register", "foot", "end".'


def test_what_stands_at_the_foot_is_attached_for_machines(reported: Reported) -> None:
    with reported[NotePlace.FOOT][0].open() as pdf:
        told = json.loads(pdf.attachments[NAME].get_file().read_bytes())
    assert [it["note"] for it in told["footnotes"]][:3] == ["1", "2", "3"]
    assert told["footnotes"][0]["text"].startswith("Sample analyst, “Summary written")
    with reported[NotePlace.END][0].open() as pdf:
        assert "footnotes" not in json.loads(pdf.attachments[NAME].get_file().read_bytes())


@pytest.mark.parametrize("place", list(NotePlace))
def test_markdown_defines_each_cited_note_once(case: Case, place: NotePlace) -> None:
    words = write_markdown(composed(case, place)).decode()
    defined = re.findall(r"^\[\^(\d+)\]: (.*)$", words, re.MULTILINE)
    assert [number for number, _ in defined] == [str(n) for n in range(1, len(defined) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", words)) == {number for number, _ in defined}
    begins = {
        NotePlace.REGISTER: "“134 Afghan government troops",
        NotePlace.FOOT: "Sample analyst, “Summary written",
        NotePlace.END: r"\*\*Summary written for this sample\*\*",
    }
    assert re.match(begins[place], defined[0][1])
    assert "“134 Afghan government troops" in words  # in the register in any case


@pytest.mark.parametrize("place", list(NotePlace))
def test_links_of_a_word_file_lead_to_places_that_exist(case: Case, place: NotePlace) -> None:
    data = write_docx(composed(case, place))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [it for it in archive.namelist() if it.startswith("word/")]
        code = "".join(archive.read(it).decode() for it in names)
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', code)
    assert len(marks) == len(set(marks))
    assert set(re.findall(r'w:anchor="(\w+)"', code)) <= set(marks)
    assert ("word/footnotes.xml" in names) == (place is NotePlace.FOOT)
    assert docx.Document(BytesIO(data)).paragraphs


def test_word_has_a_footnote_for_each_note_where_it_is_cited_first(case: Case) -> None:
    document = composed(case, NotePlace.FOOT)
    data = write_docx(document)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
        feet = archive.read("word/footnotes.xml").decode()
    cited = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)
    assert cited == [it.note for it in document.footnotes]
    assert re.findall(r'<w:footnote w:id="(\d+)">', feet) == cited
    assert feet.count("<w:footnoteRef/>") == len(cited)
    # cited again, a number leads into the register
    assert body.count('<w:hyperlink w:anchor="note_1"') >= 2


def test_a_footnote_of_a_word_file_links_to_an_address(case: Case) -> None:
    document = composed(case, NotePlace.FOOT)
    first = document.footnotes[0]
    words = (*first.text, Run("there", link="https://example.org/a?b=1&c=2"))
    feet = (replace(first, text=words), *document.footnotes[1:])
    with zipfile.ZipFile(BytesIO(write_docx(replace(document, footnotes=feet)))) as archive:
        written = parse_xml(archive.read("word/footnotes.xml"))  # fails for a prefix without a name
        links = archive.read("word/_rels/footnotes.xml.rels").decode()
    found = (it.get(qn("r:id")) for it in written.iter(qn("w:hyperlink")))
    (link,) = filter(None, found)
    assert f'<Relationship Id="{link}"' in links
    assert 'Target="https://example.org/a?b=1&amp;c=2" TargetMode="External"' in links


def test_a_footnote_out_of_turn_keeps_its_number_in_word(case: Case) -> None:
    document = composed(case, NotePlace.FOOT)
    turned = replace(document, blocks=tuple(reversed(document.blocks)))
    with zipfile.ZipFile(BytesIO(write_docx(turned))) as archive:
        body = archive.read("word/document.xml").decode()
    kept = re.findall(
        r'<w:footnoteReference w:customMarkFollows="1" w:id="(\d+)"/><w:t [^>]*>(\d+)<', body
    )
    assert kept
    assert all(id_ == number for id_, number in kept)
    assert len(kept) + body.count("<w:footnoteReference w:id=") == len(document.footnotes)


def test_a_note_of_an_incident_that_reads_leftward_stands_at_its_foot(sample: Case) -> None:
    source, incident = sample.all(Source)[0], sample.all(Incident)[0]
    title = "گزارش عبور از مرز شیرخان"
    edits.change(sample, replace(source, title=title, author="تحلیلگر", language="fa"))
    edits.change(sample, replace(incident, summary="۱۳۴ سرباز از مرز گذشتند."))
    assert title in brief_of(sample, notes=NotePlace.FOOT).pages()[0]
