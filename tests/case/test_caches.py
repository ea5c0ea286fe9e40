"""Full-text index and derived numbers always equal those made anew, whatever was edited."""

import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.case import derived, file, find, index
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.model.dates import Reported
from dossier.model.field import Record, kind_of
from dossier.model.records import (
    Actor,
    Alias,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Incident,
    Place,
    Quote,
    Source,
    SourceLink,
    Text,
)

WORDS = st.sampled_from(
    ["Shir Khan", "Шерхан", "شیرخان بندر", "134 soldiers", "don't", "O‘zbek", "مُحَمَّد", "x", " "]
)
MADE = (Incident, Source, Text, Citation, Attribution, Claim, SourceLink, Actor, Place, Quote)
OWNERS: dict[type[Record], dict[str, type[Record]]] = {
    Text: {"source": Source},
    Citation: {"text": Text},
    Attribution: {"citation": Citation, "actor": Actor, "source": Source},
    Claim: {"incident": Incident, "citation": Citation},
    SourceLink: {"source": Source, "to_source": Source},
    Quote: {"citation": Citation, "speaker": Actor},
    Source: {"publisher": Actor},
}
DRAWN: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    Actor: {
        "name": WORDS,
        "print_as": st.sampled_from(["", " "]),  # nobody named is no origin
        "aliases": st.lists(WORDS.map(Alias), max_size=2).map(tuple),
    },
    Attribution: {
        "verb": st.sampled_from(["said", "cited", "translated"]),
        "position": st.integers(1, 2),
        "origin": st.sampled_from(["", "witness", "unknown"]),
    },
    Citation: {"exact": WORDS},
    Claim: {
        "stated": WORDS,
        "attribute": st.sampled_from(["count", "cause"]),
        "measure": st.sampled_from(["killed", "crossed", ""]),
        "stance": st.sampled_from(["asserts", "denies", ""]),
        "chosen": st.booleans(),
    },
    Incident: {"title": WORDS, "summary": WORDS},
    Place: {"name": WORDS},
    Quote: {"text": WORDS, "form": st.just("verbatim")},
    Source: {
        "title": WORDS,
        "url": WORDS,
        "published": st.sampled_from([Reported("", "2021-06-22"), Reported("", "2021-07")]),
    },
    SourceLink: {"verb": st.sampled_from(["translated", "syndicated", "cited", "own word"])},
}


class World:
    """Draws edits of a case: inserts, updates, moves to other owners, trash, deletes, bulk."""

    def __init__(self, case: Case, data: st.DataObject) -> None:
        self.case = case
        self.data = data

    def step(self) -> None:
        verbs = [self.insert, self.bulk, self.change, self.change, self.away, self.away, None]
        verb = self.data.draw(st.sampled_from(verbs))
        if verb is None:
            (self.case.undo if self.data.draw(st.booleans()) else self.case.redo)()
            return
        with self.case.edit("Edit") as edit:
            for _ in range(self.data.draw(st.integers(1, 4))):
                verb(edit, self.data.draw(st.sampled_from(MADE)))

    def populate(self) -> None:
        """Begin with claims that rest on sources that draw on each other."""
        with self.case.edit("Begin") as edit:
            for record in (Actor, Source, Text, Citation, Incident, Attribution, SourceLink, Claim):
                for _ in range(3):
                    self.insert(edit, record)

    def one(self, record: type[Record]) -> int | None:
        rows = self.case.rows(f"SELECT id FROM {kind_of(record).name} ORDER BY id")
        return self.data.draw(st.sampled_from([row[0] for row in rows])) if rows else None

    def values(self, edit: Edit, record: type[Record]) -> dict[str, Any] | None:
        """Field values with owners that are there; None if there is none to own it."""
        owned = {name: self.one(owner) for name, owner in OWNERS.get(record, {}).items()}
        if None in owned.values():
            return None
        if record is Text:
            return owned | {"sha256": edit.store_text(f"{self.data.draw(WORDS)} is the text")}
        drawn = DRAWN[record].items()
        return owned | {name: self.data.draw(strategy) for name, strategy in drawn}

    def insert(self, edit: Edit, record: type[Record]) -> None:
        values = self.values(edit, record)
        if values is not None:
            edit.insert(record(**values))

    def bulk(self, edit: Edit, record: type[Record]) -> None:
        drawn = [self.values(edit, record) for _ in range(3)]
        edit.insert_many([record(**values) for values in drawn if values is not None])

    def change(self, edit: Edit, record: type[Record]) -> None:
        id_, values = self.one(record), self.values(edit, record)
        if id_ is not None and values is not None:
            edit.update(dataclasses.replace(self.case.get(record, id_), **values))

    def away(self, edit: Edit, record: type[Record]) -> None:
        id_ = self.one(record)
        verbs = [edit.trash, edit.restore]
        if record in (Claim, Attribution, SourceLink, Place):  # nothing else names these
            verbs.append(edit.delete)
        if id_ is not None:
            self.data.draw(st.sampled_from(verbs))(kind_of(record).name, id_)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_caches_equal_a_rebuild_after_any_edits(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.dossier"
        case = file.create(path, CaseInfo(title="Any"), by="asel")
        try:
            world = World(case, data)
            world.populate()
            for _ in range(data.draw(st.integers(1, 12))):
                world.step()
                assert derived.findings(case.db) == []
            assert index.findings(case.db) == []
        finally:
            case.db.close()
            case._lock = None


def test_a_word_that_was_edited_away_is_no_longer_found(filled: Case) -> None:
    (incident,) = filled.all(Incident)
    with filled.edit("Change title") as edit:
        edit.update(dataclasses.replace(incident, title="Переход границы"))
    assert "incident" not in {hit.kind for hit in find.search(filled, "soldiers cross").rows}
    assert [hit.id for hit in find.search(filled, "границы переход").rows] == [incident.id]


def test_a_row_changed_twice_in_one_step_leaves_no_ghost(filled: Case) -> None:
    (incident,) = filled.all(Incident)
    with filled.edit("Change twice") as edit:
        edit.update(dataclasses.replace(incident, title="Between"))
        edit.update(dataclasses.replace(incident, title="After", summary="Between"))
        edit.trash("incident", incident.id)
        edit.restore("incident", incident.id)
    assert index.findings(filled.db) == []


def test_findings_name_a_ghost_and_a_missing_word(filled: Case) -> None:
    filled.db.conn.execute(
        "INSERT INTO search (rowid, kind, names, body, sound) VALUES (7, 'i', 'ghost', '', '')"
    )
    assert index.findings(filled.db) == ["The search index holds words that no record has: 2."]
    filled.db.conn.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert "lacks" in index.findings(filled.db)[0]


def test_an_index_made_by_other_rules_is_known_and_rebuilt_at_the_next_opening(
    filled: Case, path: Path
) -> None:
    filled.db.conn.execute("UPDATE meta SET value = 'older' WHERE key = 'search'")
    filled.db.conn.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert not index.is_current(filled.db)
    assert index.findings(filled.db) == ["The search index was made by other rules."]
    filled.close()
    with file.open_case(path, by="asel") as again:
        assert index.is_current(again.db)
        assert index.findings(again.db) == []


def test_findings_name_old_numbers_and_rows_of_nothing(filled: Case) -> None:
    filled.db.conn.execute("UPDATE derived SET items = 9")
    filled.db.conn.execute("INSERT INTO derived (id, items) VALUES (7, 1)")
    assert derived.findings(filled.db) == [
        "Lists show old numbers: 2.",
        "Lists hold numbers of records that are gone: 1.",
    ]
    derived.rebuild(filled.db)
    assert derived.findings(filled.db) == []


def test_parts_of_the_index_are_merged_as_edits_come_not_dozens_at_once(case: Case) -> None:
    """FTS5 writes a part for each step: a search reads them all, and a merge of all takes long."""
    with case.edit("New incident") as edit:
        incident = edit.insert(Incident(title="Crossing"))
    for number in range(60):
        with case.edit("Rename") as edit:
            incident = edit.update(dataclasses.replace(incident, title=f"Crossing {number}"))
    parts = case.db.conn.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0]
    assert parts < 20
    assert not index.findings(case.db)


def test_an_index_of_an_older_program_is_merged_in_the_same_way(case: Case) -> None:
    set_ = "INSERT INTO search (search, rank) VALUES (?, ?)"
    case.db.conn.execute(set_, ("automerge", 8))
    with case.edit("New incident") as edit:
        edit.insert(Incident(title="Crossing"))
    held = dict(case.db.conn.execute("SELECT k, v FROM search_config").fetchall())
    assert (held["automerge"], held["usermerge"]) == (0, 8)
