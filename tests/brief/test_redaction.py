"""A redacted edition: what is withheld is in no stream, no metadata, no attachment, no alternative.

Every free text of every record that is withheld gets a word that stands nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from brief.reading import Brief
from dossier.brief import compose, templates
from dossier.brief.edition import Edition, Redaction
from dossier.brief.redaction import Whole, redact, redactor
from dossier.brief.spec import Spec
from dossier.brief.striking import BAR, Names, names_of
from dossier.case import edits, find
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model import distance
from dossier.model.codecs import Alias
from dossier.model.field import FieldType, Kind, Record, kind_of
from dossier.model.records import (
    KINDS,
    Actor,
    Attachment,
    CaseInfo,
    CustodyEvent,
    Incident,
    IncidentActor,
    Judgement,
    JudgementLink,
    Place,
    Quote,
    QuoteIncident,
    Source,
)

_TEXTS = frozenset({FieldType.LINE, FieldType.PROSE})
_KEPT = frozenset({"handling", "handling_mark", "print_as", "exact", "prefix", "suffix", "locator"})


def printed(case: Case, redaction: Redaction, spec: Spec | None = None) -> Brief:
    out = BytesIO()
    asked = spec or Spec()
    compose.print_brief(compose.gather(case, asked, Edition(redaction=redaction)), out)
    return Brief(out.getvalue())


def marked(record: Record, mark: str) -> Record:
    """Give a record with a word of its own in every free text."""
    changed: dict[str, Any] = {}
    for field in kind_of(type(record)).fields:
        if field.type in _TEXTS and field.name not in _KEPT:
            held = getattr(record, field.name)
            changed[field.name] = f"{held} {mark}{field.name}".strip()[: field.maximum]
    return replace(record, **changed)


def texts_of(brief: Brief) -> Iterator[str]:
    """Everything that any reader of the file could find."""
    yield brief.everything()
    yield brief.text()
    yield brief.text_by_pdfminer()
    with brief.open() as pdf:
        for name in pdf.attachments:
            yield pdf.attachments[name].get_file().read_bytes().decode()
        for thing in pdf.objects:
            yield thing.unparse(resolved=True).decode("latin-1")
        text = brief.data.decode("latin-1")
        for found in re.finditer(r"<([0-9a-fA-F]{8,})>", text):
            yield bytes.fromhex(found[1][: len(found[1]) & ~1]).decode("utf-16-be", "replace")


def found_in(brief: Brief, words: list[str]) -> list[str]:
    every = "\n".join(texts_of(brief)).casefold()
    joined = re.sub(r"\s+", "", every)
    return [word for word in words if word.casefold() in joined]


def test_an_incident_above_the_level_is_nowhere(sample: Case) -> None:
    first, *others = sample.all(Incident)
    edits.change(sample, marked(replace(first, handling="TLP:AMBER"), "zqi"))
    edits.change(sample, marked(others[0], "zqo"))
    open_brief = printed(sample, Redaction("TLP:AMBER"))
    assert found_in(open_brief, ["zqititle", "zqisummary", "zqotitle"]) == [
        "zqititle",
        "zqisummary",
        "zqotitle",
    ]
    brief = printed(sample, Redaction("TLP:GREEN"))
    assert found_in(brief, ["zqi", first.reference, "zqotitle"]) == ["zqotitle"]
    assert "Redacted edition for readers up to TLP:GREEN." in brief.text()
    assert "Left out altogether: 1 incident" in brief.text()


def test_a_statement_on_withheld_incidents_only_goes_with_them(sample: Case) -> None:
    ties = sample.all(QuoteIncident)
    tie = next(t for t in ties if [o.quote for o in ties].count(t.quote) == 1)
    quote = sample.get(Quote, tie.quote or 0)
    brief = printed(sample, Redaction(records=frozenset({tie.incident or 0})))
    assert quote.text in printed(sample, Redaction()).text()
    assert quote.text not in brief.text()
    assert re.search(
        r"Left out altogether: 1 incident, \d statements? and \d judgements?\.", brief.text()
    )


def test_a_source_above_the_level_takes_its_words_and_figures_along(sample: Case) -> None:
    (source,) = sample.all(Source)
    edits.change(sample, marked(replace(source, handling="TLP:RED"), "zqs"))
    stated = [c.stated for e in find.evidences(sample, find.ids(sample, "incident"))
              for c in (t.claim for t in e.testimonies)]  # fmt: skip
    quotes = [quote.text for quote in sample.all(Quote)]
    brief = printed(sample, Redaction("TLP:GREEN"))
    assert found_in(brief, ["zqs", source.title.replace(" ", "")]) == []
    text = brief.text()
    assert [quote for quote in quotes if quote in text] == []
    assert [words for words in stated if words.startswith("More than 130") and words in text] == []
    assert "Total" not in text, "a total would tell the figures that are withheld"
    assert BAR in text


def test_a_withheld_person_is_nowhere_in_any_spelling(sample: Case) -> None:
    actor = next(a for a in sample.all(Actor) if a.name == "Sherzod Asadov")
    where = sample.all(Incident)[0]
    said = "Шерзода Асадова, ASADOV’s aide and شیرزاد اسدوف met; see asadov_notes."
    edits.change(sample, replace(where, summary=said, title="Asadovs come and go"))
    full = [actor.name, *(alias.text for alias in actor.aliases), "asadov", "асадов", "Sherzod"]
    plain = "".join(texts_of(printed(sample, Redaction()))).casefold()
    assert "asadov" in plain
    brief = printed(sample, Redaction(records=frozenset({actor.id})))
    assert found_in(brief, [word.replace(" ", "") for word in full]) == []
    assert "presidential" not in brief.text().casefold(), "the role is as good as the name"
    assert f"{BAR} come and go" in brief.text()
    assert f"{BAR}, {BAR} aide" in brief.text() or f"{BAR}’s aide" in brief.text()


def test_names_that_are_never_printed_are_struck_from_texts_too(sample: Case) -> None:
    incident = sample.all(Incident)[0]
    with sample.edit("Add") as edit:
        guard = edit.insert(
            Actor(
                name="Zafar Qurbonov",
                aliases=(Alias("Зафар Қурбонов", "tg"),),
                kind="person",
                role="a border guard",
                never_print=True,
            )
        )
        other = edit.insert(Actor(name="Malika Rahimova", kind="person", print_as="Malika R."))
        for actor in (guard, other):
            edit.insert(IncidentActor(incident=incident.id, actor=actor.id, role="witness"))
        edit.update(replace(incident, summary="Қурбонов and Malika Rahimova saw it."))
    brief = printed(sample, Redaction())
    assert found_in(brief, ["qurbonov", "қурбонов", "rahimova"]) == []
    assert f"{BAR} and {BAR} saw it." in brief.text()


def test_a_name_in_another_case_is_struck_on_paper(sample: Case) -> None:
    actor, incident = sample.all(Actor)[0], sample.all(Incident)[0]
    hers: dict[str, Any] = {
        "name": "Зарина Каримова",
        "kind": "person",
        "aliases": (),
        "never_print": True,
    }
    edits.change(sample, replace(actor, **hers))
    said = "Слова Зарины Каримовой. Зарина Каримова ушла."
    edits.change(sample, replace(incident, summary=said))
    brief = printed(sample, Redaction())
    assert found_in(brief, ["зарин", "каримов"]) == []
    assert f"Слова {BAR} ушла." in brief.text()


def test_a_withheld_place_has_no_name_and_no_position(sample: Case) -> None:
    place = next(p for p in sample.all(Place) if p.name.startswith("Shir Khan"))
    assert place.position is not None
    where = distance.degrees(place.position.latitude, place.position.longitude)
    shown = printed(sample, Redaction())
    assert found_in(shown, ["ShirKhan"]) == ["ShirKhan"]
    assert where in shown.text()
    brief = printed(sample, Redaction(records=frozenset({place.id})))
    assert found_in(brief, ["ShirKhan", "ШерханБандар"]) == []
    assert where not in brief.text()


def test_what_the_analyst_wrote_into_the_brief_is_struck_as_well(sample: Case) -> None:
    actor = next(a for a in sample.all(Actor) if a.name == "Sherzod Asadov")
    spec = templates.read(
        'words = "asadov"\n[house]\nhead = "On Asadov"\n[[section]]\nname = "title_block"\n'
        'title = "The Asadov file"\naudience = "the Asadovs"\n'
        '[[section]]\nname = "actors_and_statements"\n'
    )
    brief = printed(sample, Redaction(records=frozenset({actor.id})), spec)
    assert found_in(brief, ["asadov"]) == []
    assert f"The {BAR} file" in brief.text()


def test_what_bears_no_mark_bears_that_of_its_case(sample: Case) -> None:
    edits.change(sample, replace(sample.info, handling_mark="TLP:AMBER"))
    brief = printed(sample, Redaction("TLP:GREEN"))
    assert "Left out altogether: 4 incidents, 5 statements and 7 judgements." in brief.text()
    assert "TLP:AMBER" not in brief.everything()
    assert brief.text().count("TLP:GREEN") >= 2


def test_a_mark_that_nobody_has_ranked_is_above_every_level(sample: Case) -> None:
    edits.change(sample, replace(sample.all(Incident)[0], handling="EYES ONLY"))
    assert "Left out altogether: 1 incident" in printed(sample, Redaction("TLP:RED")).text()


def test_an_unknown_level_is_refused_in_words(sample: Case) -> None:
    with pytest.raises(DossierError, match="TLP:PURPLE is no mark of this case"):
        printed(sample, Redaction("TLP:PURPLE"))


def test_the_number_of_bars_is_the_number_that_is_said(sample: Case) -> None:
    actor = next(a for a in sample.all(Actor) if a.name == "Sherzod Asadov")
    material = compose.gather(
        sample, Spec(), Edition(redaction=Redaction(records=frozenset({actor.id})))
    )
    text = printed(sample, Redaction(records=frozenset({actor.id}))).text()
    said = re.search(r"Redacted edition\. (\d+) places in it are withheld", text)
    assert said
    assert int(said[1]) == text.count(BAR) - 1
    assert material.withheld.incidents == 0


def test_the_plan_is_not_attached_to_a_redacted_edition(sample: Case) -> None:
    brief = printed(sample, Redaction("TLP:RED"), Spec(words="kaldar"))
    with brief.open() as pdf:
        told = pdf.attachments["brief.json"].get_file().read_bytes().decode()
    assert '"edition": "Redacted edition"' in told
    assert '"plan"' not in told


def test_no_file_and_no_source_that_is_not_cited_is_in_a_redacted_edition(sample: Case) -> None:
    """Nobody has looked whether they may be read."""
    told = compose.gather(sample, Spec())
    (source,) = sample.all(Source)
    told = replace(
        told,
        files=(Attachment(id=1, incident=sample.all(Incident)[0].id, file_name="a.txt"),),
        custody=(CustodyEvent(id=2, attachment=1),),
        register=tuple(find.source_register(sample, [source.id])),
    )
    left = redact(told, Redaction(), Whole())
    assert (left.files, left.custody, left.register) == ((), (), ())


def test_a_stricter_mark_that_is_asked_for_is_printed(sample: Case) -> None:
    brief = printed(sample, Redaction("TLP:GREEN"), Spec(mark="TLP:RED"))
    assert brief.text().count("TLP:RED") >= 2
    with pytest.raises(DossierError, match="This edition is marked TLP:AMBER; TLP:GREEN is weaker"):
        printed(sample, Redaction("TLP:AMBER"), Spec(mark="TLP:GREEN"))
    with pytest.raises(DossierError, match="NONSENSE is no mark of this case"):
        printed(sample, Redaction("TLP:GREEN"), Spec(mark="NONSENSE"))


def test_an_address_with_a_withheld_name_is_neither_printed_nor_linked(sample: Case) -> None:
    actor = next(a for a in sample.all(Actor) if a.name == "Sherzod Asadov")
    (source,) = sample.all(Source)
    address = "https://uz.wikipedia.org/wiki/%D0%A8%D0%B5%D1%80%D0%B7%D0%BE%D0%B4"
    edits.change(sample, replace(source, url=address))
    assert found_in(printed(sample, Redaction()), ["uz.wikipedia.org"])
    brief = printed(sample, Redaction(records=frozenset({actor.id})))
    assert found_in(brief, ["uz.wikipedia.org", "%D0%A8"]) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_of_every_kind_is_struck(kind: Kind) -> None:
    """Whatever a section may print of a record, a withheld name is not in it."""
    actor = Actor(id=1, name="Zqname", kind="person", never_print=True)
    struck = redactor(Redaction(), CaseInfo(), Whole(actors=[actor]))
    texts = {f.name: "by Zqname" for f in kind.fields if f.type in _TEXTS}
    record = kind.record(id=7, **texts)
    assert "Zqname" not in str(struck.redacted(record))


def test_short_and_common_names_do_not_strike_other_words() -> None:
    names = Names(
        [*names_of(Actor(name="Ali Reza", kind="person")), *names_of(Actor(name="UN", kind="body"))]
    )
    assert names.strike("Alien alibis of Ali, the UN and unity") == (
        f"Alien alibis of {BAR}, the {BAR} and unity"
    )
    assert names.strike("Reza-Ali") == BAR


def test_a_judgement_goes_with_what_it_rests_on(sample: Case) -> None:
    edits.trash(sample, "judgement", [one.id for one in sample.all(Judgement)])
    first, second, *_ = sample.all(Incident)
    with sample.edit("Judge") as edit:
        for number, incident in enumerate((first, second), start=1):
            held = edit.insert(Judgement(kind="assumption", text=f"Zqjudged{number}."))
            edit.insert(JudgementLink(judgement=held.id, position=1, incident=incident.id))
    spec = templates.read('[[section]]\nname = "title_block"\n[[section]]\nname = "assumptions"\n')
    words = ["zqjudged1", "zqjudged2"]
    assert found_in(printed(sample, Redaction(), spec), words) == words
    brief = printed(sample, Redaction(records=frozenset({first.id})), spec)
    assert found_in(brief, words) == ["zqjudged2"]
    assert "Left out altogether: 1 incident and 1 judgement." in brief.text()
