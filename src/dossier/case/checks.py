"""Check a case: what a reviewer would catch, counted by rule; what each is, told when it is shown.

A check of a large case takes a while: the window has it made on another thread.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.case.gather import Reader
from dossier.case.reading import Reading
from dossier.case.rules import RULES
from dossier.case.scan import Found, Rule, Scan
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import Record
from dossier.model.records import Claim, Incident, Quote, kind_named

__all__ = [
    "RULES",
    "Found",
    "Problem",
    "Report",
    "Rule",
    "check",
    "problems",
]

LISTED = frozenset({"incident", "source", "quote", "actor", "place", "judgement"})
Targets = dict[int, tuple[str, Record]]  # kind and record, by the id of a part of it
_SAYING = ("exact", "stated", "title", "name", "text")  # the text of a citation is an id


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in the order of the rules; each has at least one record."""

    found: tuple[Found, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(len(one.ids) for one in self.found)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `kind` and `id` name the record with a form, `field` its field or "".

    `part` is the id of what breaks the rule: that record, or a part of it. `name` is what people
    call the record, `words` are those of the part.
    """

    rule: Rule
    kind: str
    id: int
    field: str
    name: str
    words: str
    part: int


def check(case: Reading, pause: Callable[[], None] = lambda: None) -> Report:
    """Look at a case by all rules. `pause` is called between short questions; it may raise."""
    scan = Scan(case, pause)
    found = (one for rule in RULES for one in rule.find(rule, scan))
    return Report(tuple(one for one in found if one.ids))


def problems(case: Reading, found: Found, ids: Sequence[int]) -> list[Problem]:
    """Say what some of the findings are, in the order of `ids`; those gone meanwhile are left out.

    A finding about a part of a record leads to the record that has a form or shows its evidence.
    """
    reader = Reader(case.db.conn)
    parts = reader.many(kind_named(found.kind).record, ids)
    targets = _targets(reader, found.kind, parts)
    told = []
    for id_ in ids:
        if id_ in targets:
            kind, target = targets[id_]
            field = found.field if target.id == id_ else ""
            words = _words(parts[id_], found.kind, found.field)
            told.append(Problem(found.rule, kind, target.id, field, _name(target), words, id_))
    return told


def _targets(reader: Reader, kind: str, parts: Mapping[int, Record]) -> Targets:
    """The record with a list of its own that each part belongs to, by the id of the part."""
    if kind in LISTED:
        return {id_: (kind, part) for id_, part in parts.items()}
    users = _users(reader, parts) if kind == "citation" else {}
    owner = kind_named(kind).owners[0]
    above = {id_: getattr(part, owner.name) for id_, part in parts.items() if id_ not in users}
    owners = reader.many(kind_named(owner.target).record, above.values())
    reached = _targets(reader, owner.target, owners)
    return users | {id_: reached[of] for id_, of in above.items() if of in reached}


def _users(reader: Reader, citations: Iterable[int]) -> Targets:
    """What was made of the passages: a quote, or a claim on an incident; none has neither."""
    found: Targets = {}
    for id_, claims in reader.children(Claim, "citation", citations).items():
        for incident in reader.many(Incident, (claim.incident for claim in claims)).values():
            found[id_] = ("incident", incident)
    for id_, quotes in reader.children(Quote, "citation", citations).items():
        for quote in quotes:
            found[id_] = ("quote", quote)
    return found


def _name(record: Record) -> str:
    """What people call a record: its reference, else its name."""
    return str(getattr(record, "reference", "") or getattr(record, "name", ""))


def _words(part: Record, kind: str, field: str) -> str:
    """Words of the part that a finding is about, on one line."""
    held = getattr(part, field, None)
    if isinstance(held, Reported | TimeOfDay):
        said = f"{kind_named(kind).field(field).label}: {held.stated}"
    else:
        said = next((str(getattr(part, name)) for name in _SAYING if hasattr(part, name)), "")
    return " ".join(said.split())
