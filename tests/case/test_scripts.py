"""Any sequence of edits, undone to the start and redone to the end, equals itself at every step."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.case import backup, dbapi, derived, file, index, state
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.case.verify import verify
from dossier.errors import RefusedError
from dossier.model.counts import Count
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    KINDS,
    Actor,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Incident,
    IncidentPlace,
    Place,
    Quote,
    QuoteIncident,
    Source,
    Text,
)
from dossier.model.terms import Qualifier

R = TypeVar("R", bound=Record)
Dump = dict[str, Any]

WORDS = ("", "Шерзод Асадов", "شیرخان بندر", 'a"b\\c\n', "Kaldar 134", "x" * 130)
DATES = ("", "22 June 2021", "June 2021", "some day", "between 22 and 23 June 2021")


@pytest.fixture(autouse=True, scope="module")
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Content is at stake here, not power cuts: spare the disk thousands of flushes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbapi, "_WRITING", ("journal_mode=MEMORY", "synchronous=OFF"))
        patch.setattr(backup, "back_up", lambda _case: None)
        yield


@dataclass(frozen=True)
class Doing:
    """One thing to do inside an edit; `pick` chooses the record and the words."""

    what: str
    pick: int

    def run(self, case: Case, edit: Edit) -> None:
        DOINGS[self.what](case, edit, self.pick)


def _picked(case: Case, record: type[R], pick: int) -> R | None:
    held = case.stored(record)
    return held[pick % len(held)] if held else None


def _word(pick: int) -> str:
    return WORDS[pick % len(WORDS)]


def _add_incident(_case: Case, edit: Edit, pick: int) -> None:
    when = Reported.of(DATES[pick % len(DATES)])
    edit.insert(Incident(title=_word(pick), date=when, status="draft"))


def _add_source(_case: Case, edit: Edit, pick: int) -> None:
    outlet = edit.insert(Actor(name=f"Outlet {pick}", kind="outlet"))
    source = edit.insert(Source(title=_word(pick), publisher=outlet.id))
    text = edit.insert(Text(source=source.id, sha256=edit.store_text(_word(pick) * 2)))
    cited = edit.insert(Citation(text=text.id, start=0, end=1, exact=_word(pick)[:1]))
    said = Attribution(citation=cited.id, position=1, actor=outlet.id, verb="said")
    edit.insert(replace(said, origin="official_body" if pick % 2 else "witness"))


def _add_evidence(case: Case, edit: Edit, pick: int) -> None:
    incident, cited = _picked(case, Incident, pick), _picked(case, Citation, pick // 2)
    if incident is None or cited is None:
        return
    count = Count(Qualifier.MORE_THAN, 131, None, None) if pick % 2 else None
    claim = Claim(incident=incident.id, citation=cited.id, attribute="count", stance="asserts")
    edit.insert(replace(claim, stated=_word(pick), count=count))
    quote = Quote(citation=cited.id, description="an officer", form="verbatim", text="x")
    quoted = edit.insert(quote)
    edit.insert(QuoteIncident(quote=quoted.id, incident=incident.id, bearing="supports"))


def _add_place(case: Case, edit: Edit, pick: int) -> None:
    place = edit.insert(Place(name=_word(pick)))
    incident = _picked(case, Incident, pick)
    if incident is not None:
        edit.insert(IncidentPlace(incident=incident.id, place=place.id, role="mentioned"))


def _change(case: Case, edit: Edit, pick: int) -> None:
    incident, claim = _picked(case, Incident, pick), _picked(case, Claim, pick)
    if incident is not None:
        when = Reported.of(DATES[pick % len(DATES)])
        edit.update(replace(incident, title=_word(pick + 1), date=when, note=_word(pick)))
    if claim is not None:
        edit.update(replace(claim, chosen=bool(pick % 2), count=None, stance="denies"))


def _move_claim(case: Case, edit: Edit, pick: int) -> None:
    claim, incident = _picked(case, Claim, pick), _picked(case, Incident, pick + 1)
    if claim is not None and incident is not None:
        edit.update(replace(claim, incident=incident.id))


def _trash_or_restore(case: Case, edit: Edit, pick: int) -> None:
    record = _picked(case, (Incident, Source, Claim, Quote)[pick % 4], pick // 4)
    if record is not None:
        (edit.restore if record.deleted_at else edit.trash)(record.about.name, record.id)


def _delete(case: Case, edit: Edit, pick: int) -> None:
    """Refused at the end of the edit when something else still names what goes."""
    record = _picked(case, (Incident, Source, Place, Actor, Quote)[pick % 5], pick // 5)
    if record is not None:
        edit.delete(record.about.name, record.id)


def _import(_case: Case, edit: Edit, pick: int) -> None:
    edit.insert_many([Incident(title=f"{_word(n)} {n}") for n in range(pick)])
    edit.insert_many([Actor(name=_word(n), never_print=bool(n % 2)) for n in range(3)])


def _fail_in_between(case: Case, edit: Edit, pick: int) -> None:
    def fail() -> None:
        with edit.attempt():
            _add_source(case, edit, pick)
            _import(case, edit, 3)
            _change(case, edit, pick)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


DOINGS: Mapping[str, Callable[[Case, Edit, int], None]] = {
    "add incident": _add_incident,
    "add source": _add_source,
    "add evidence": _add_evidence,
    "add place": _add_place,
    "change": _change,
    "move claim": _move_claim,
    "trash or restore": _trash_or_restore,
    "delete": _delete,
    "import": _import,
    "fail in between": _fail_in_between,
}
STEPS = st.one_of(
    st.lists(
        st.builds(Doing, st.sampled_from(sorted(DOINGS)), st.integers(0, 30)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["undo", "redo", "reopen", "fail"]),
)


class Script:
    """Runs steps and remembers what the case held after each edit that is not undone."""

    def __init__(self, path: Path) -> None:
        self.case = file.create(path, CaseInfo(title="x"), by="asel")
        self.dumps = [dump(self.case)]
        self.at = 0
        begin = ("add source", "add incident", "add source", "add incident", "add evidence")
        self.edit([Doing(what, pick) for pick, what in enumerate(begin)])

    def step(self, step: list[Doing] | str) -> None:
        if step == "undo" and self.at > 0:
            self.back()
        elif step == "redo" and self.at + 1 < len(self.dumps):
            self.forth()
        elif step == "reopen":
            self.reopen()
        elif step == "fail":
            self.fail()
        elif isinstance(step, list):
            self.edit(step)
        check_caches(self.case)

    def edit(self, doings: list[Doing]) -> None:
        before = self.case.head_hash
        try:
            with self.case.edit("Edit") as edit:
                for doing in doings:
                    doing.run(self.case, edit)
        except RefusedError:
            assert self.case.head_hash == before
        if self.case.head_hash != before:
            del self.dumps[self.at + 1 :]
            self.dumps.append(dump(self.case))
            self.at += 1
        assert dump(self.case) == self.dumps[self.at]

    def fail(self) -> None:
        with pytest.raises(ZeroDivisionError), self.case.edit("Fail") as edit:
            _fail(self.case, edit)
        assert dump(self.case) == self.dumps[self.at]

    def back(self) -> None:
        self.case.undo()
        self.at -= 1
        assert dump(self.case) == self.dumps[self.at]

    def forth(self) -> None:
        self.case.redo()
        self.at += 1
        assert dump(self.case) == self.dumps[self.at]

    def reopen(self) -> None:
        path = self.case.path
        self.case.close()
        self.case = file.open_case(path, by="asel")
        assert dump(self.case) == self.dumps[self.at]


def _fail(case: Case, edit: Edit) -> None:
    _import(case, edit, 4)
    _change(case, edit, 1)
    raise ZeroDivisionError


def dump(case: Case) -> Dump:
    """Every row of every kind, computed columns too, and the hash that must say the same."""
    held: Dump = {
        kind.name: [tuple(row) for row in case.rows(f"SELECT * FROM {kind.name} ORDER BY id")]
        for kind in KINDS
    }
    assert int(case.state_hash, 16) == state.recomputed(case.db.conn)
    return held | {"state": case.state_hash}


def check_caches(case: Case) -> None:
    assert derived.findings(case.db) == []
    assert index.findings(case.db) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_undone_to_the_start_and_redone_to_the_end_it_equals_itself(
    steps: list[list[Doing] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Script(Path(folder) / "script.dossier")
        try:
            for step in steps:
                script.step(step)
            while script.at > 0:
                script.back()
            script.reopen()
            while script.at + 1 < len(script.dumps):
                script.forth()
            check_caches(script.case)
            assert verify(script.case) == []
        finally:
            script.case.close()
