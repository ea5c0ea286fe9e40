"""Numbers of lists follow whatever they rest on, however far away it is."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from dossier.case import derived, edits, find
from dossier.case.case import Case
from dossier.case.dbapi import Connection
from dossier.case.edit import Edit
from dossier.case.listing import IncidentRow
from dossier.model.counts import read
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    Source,
    SourceLink,
    Text,
)


@dataclass(frozen=True)
class Chained:
    """Two articles on one incident: the second retells a third that nobody cites."""

    case: Case
    witness: Actor
    council: Actor
    retold: Source
    sources: tuple[Source, Source]
    texts: tuple[Text, Text]
    citations: tuple[Citation, Citation]
    steps: tuple[Attribution, Attribution]
    incidents: tuple[Incident, Incident]
    claims: tuple[Claim, Claim]

    def row(self, at: int = 0) -> IncidentRow:
        (row,) = find.listing(self.case, "incident", [self.incidents[at].id])
        assert isinstance(row, IncidentRow)
        return row

    def numbers(self, at: int = 0) -> tuple[int, int, int, str]:
        row = self.row(at)
        return (row.items, row.outlets, row.origins, row.corroboration)


@pytest.fixture
def chained(case: Case) -> Chained:
    day = Reported("", "2021-06-23")
    with case.edit("Begin") as edit:
        witness, council, paper, radio = edit.insert_many(
            [Actor(name=name) for name in ("Witness", "Council", "Paper", "Radio")]
        )
        retold = edit.insert(Source(title="Wire", published=day))
        one = edit.insert(Source(title="First", publisher=paper.id, published=day))
        two = edit.insert(Source(title="Second", publisher=radio.id, published=day))
        edit.insert(SourceLink(source=two.id, verb="cited", to_source=retold.id))
        texts = [
            _text(edit, source, f"134 soldiers crossed, {source.title}") for source in (one, two)
        ]
        citations = [edit.insert(Citation(text=text.id, exact="134 soldiers")) for text in texts]
        first = Attribution(citation=citations[0].id, position=1, actor=witness.id, verb="said")
        second = Attribution(
            citation=citations[1].id, position=1, actor=council.id, verb="said", source=retold.id
        )
        incidents = edit.insert_many([Incident(title="Crossing"), Incident(title="Return")])
        claims = [_claim(edit, incidents[0], cited) for cited in citations]
        return Chained(
            case,
            witness,
            council,
            retold,
            (one, two),
            (texts[0], texts[1]),
            (citations[0], citations[1]),
            (edit.insert(first), edit.insert(second)),
            (incidents[0], incidents[1]),
            (claims[0], claims[1]),
        )


def _text(edit: Edit, source: Source, body: str) -> Text:
    return edit.insert(Text(source=source.id, sha256=edit.store_text(body)))


def _claim(edit: Edit, incident: Incident, cited: Citation) -> Claim:
    return edit.insert(
        Claim(
            incident=incident.id,
            citation=cited.id,
            attribute="count",
            stated="134",
            stance="asserts",
            measure="crossed",
            count=read("134"),
        )
    )


def test_two_witnesses_in_two_outlets_corroborate(chained: Chained) -> None:
    assert chained.numbers() == (2, 2, 2, "corroborated")
    assert chained.numbers(1) == (0, 0, 0, "unattributed")


Change = Callable[[Edit, Chained], object]
LATER = Reported("", "2021-07-01")


@pytest.mark.parametrize(
    ("change", "numbers"),
    [
        (lambda e, c: e.trash("claim", c.claims[0].id), (1, 1, 1, "single_origin")),
        (lambda e, c: e.delete("claim", c.claims[0].id), (1, 1, 1, "single_origin")),
        (lambda e, c: e.trash("citation", c.citations[0].id), (1, 1, 1, "single_origin")),
        (lambda e, c: e.trash("text", c.texts[0].id), (1, 1, 1, "single_origin")),
        (lambda e, c: e.trash("source", c.sources[0].id), (1, 1, 1, "single_origin")),
        (lambda e, c: e.trash("attribution", c.steps[0].id), (2, 2, 1, "single_origin")),
        (
            lambda e, c: e.update(dataclasses.replace(c.steps[0], actor=c.council.id)),
            (2, 2, 1, "single_origin"),
        ),
        (
            lambda e, c: e.update(dataclasses.replace(c.sources[1], publisher=None)),
            (2, 1, 2, "corroborated"),
        ),
        (
            lambda e, c: e.update(dataclasses.replace(c.witness, print_as=" ")),
            (2, 2, 1, "single_origin"),
        ),
        # what an article retells cannot be younger than the article: circular reporting
        (
            lambda e, c: e.update(dataclasses.replace(c.retold, published=LATER)),
            (2, 2, 1, "single_origin"),
        ),
        (
            lambda e, c: e.insert(
                SourceLink(source=c.retold.id, verb="cited", to_source=c.sources[1].id)
            ),
            (2, 2, 1, "single_origin"),
        ),
        (
            lambda e, c: e.update(dataclasses.replace(c.claims[0], stance="denies")),
            (1, 1, 1, "disputed"),
        ),
    ],
)
def test_numbers_follow_what_they_rest_on(
    chained: Chained, change: Change, numbers: tuple[int, int, int, str]
) -> None:
    before = chained.numbers()
    with chained.case.edit("Change") as edit:
        change(edit, chained)
    assert chained.numbers() == numbers
    assert derived.findings(chained.case.db) == []
    chained.case.undo()
    assert chained.numbers() == before
    assert derived.findings(chained.case.db) == []


def test_a_new_name_makes_one_origin_of_an_actor_and_who_is_described_so(chained: Chained) -> None:
    described = dataclasses.replace(chained.steps[1], actor=None, description="The  Guard ")
    with chained.case.edit("Describe") as edit:
        edit.update(described)
    for name, origins in (("guard", 1), ("Witness", 2), ("Bystander", 2), ("GUARD", 1)):
        edits.change(chained.case, dataclasses.replace(chained.witness, name="x", print_as=name))
        assert chained.numbers()[2] == origins, name
        assert derived.findings(chained.case.db) == []
    chained.case.undo()
    assert chained.numbers()[2] == 2


@pytest.mark.parametrize(
    "change", [{"name": "Somebody"}, {"print_as": "Else"}, {"role": "Guard"}, {"notes": "x"}]
)
def test_a_new_name_that_nobody_is_described_by_counts_no_incident_anew(
    chained: Chained, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    write = derived._write

    def noted(conn: Connection, record: type[Record], ids: Sequence[int]) -> None:
        counted.extend(ids)
        write(conn, record, ids)

    monkeypatch.setattr(derived, "_write", noted)
    edits.change(chained.case, dataclasses.replace(chained.witness, **change))
    assert counted == []
    monkeypatch.undo()
    assert derived.findings(chained.case.db) == []


def test_a_claim_that_moves_changes_both_incidents(chained: Chained) -> None:
    moved = dataclasses.replace(chained.claims[0], incident=chained.incidents[1].id)
    with chained.case.edit("Move") as edit:
        edit.update(moved)
    assert chained.numbers(0) == (1, 1, 1, "single_origin")
    assert chained.numbers(1) == (1, 1, 1, "single_origin")
    assert derived.findings(chained.case.db) == []


def test_a_denial_of_anything_shows_at_ten_to_one(chained: Chained) -> None:
    with chained.case.edit("Deny") as edit:
        edit.insert(
            dataclasses.replace(
                chained.claims[0], id=0, attribute="cause", measure="", count=None, stance="denies"
            )
        )
    assert chained.row().corroboration == "disputed"
    assert chained.row().origins == 2


def test_a_change_of_what_an_incident_owns_is_a_change_of_it(chained: Chained) -> None:
    other = chained.row(1).modified
    with chained.case.edit("Reword") as edit:
        edit.update(dataclasses.replace(chained.claims[0], stated="134 men"))
    assert chained.row(0).modified > other
    assert chained.row(1).modified == other


def test_a_new_title_of_a_source_looks_at_no_incident(chained: Chained) -> None:
    asked: list[str] = []
    chained.case.db.conn.set_trace_callback(asked.append)
    with chained.case.edit("Retitle") as edit:
        edit.update(dataclasses.replace(chained.sources[0], title="Another"))
    chained.case.db.conn.set_trace_callback(None)
    assert not [sql for sql in asked if 'FROM "claim"' in sql]
    assert derived.findings(chained.case.db) == []
