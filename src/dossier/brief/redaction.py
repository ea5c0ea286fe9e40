"""Redaction: what may not be read is taken out of the material before anything is set or attached.

Nothing is covered: a bar of one length stands where words were, so that it tells nothing of them.
What the blocks, the attached data, metadata, outline and alternatives of pictures say is made from
the material that is left.
"""

import dataclasses
import functools
import json
import operator
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from math import inf
from typing import Any, TypeVar, cast

from dossier.brief.blocks import Block, Footnote, Paragraph, Style, TitleBlock
from dossier.brief.data import tell
from dossier.brief.edition import Redaction, Withheld
from dossier.brief.handling import canonical, mark_of, ranks
from dossier.brief.material import Material
from dossier.brief.options import Value
from dossier.brief.spec import Spec
from dossier.brief.striking import BAR, Name, Names, names_of, words_of
from dossier.brief.wording import joined, plain, plural
from dossier.errors import DossierError
from dossier.model.codecs import Alias
from dossier.model.evidence import Evidence, Passage, Statement, Testimony, Upstream
from dossier.model.field import FieldType, Record, kind_of
from dossier.model.judged import Ground, Judged, Row
from dossier.model.records import (
    Actor,
    CaseInfo,
    Claim,
    Hypothesis,
    Incident,
    Place,
    Source,
)
from dossier.model.terms import Attribute

T = TypeVar("T")

# the kinds of records that can be withheld by hand: of others nothing asks whether they are
CHOSEN_KINDS = (
    "incident",
    "source",
    "citation",
    "claim",
    "quote",
    "actor",
    "place",
    "judgement",
    "hypothesis",
    "exhibit",
)
_SPOKEN = frozenset({FieldType.LINE, FieldType.PROSE})
_ADDRESSES = frozenset({FieldType.URL})
_WRITTEN = _SPOKEN | _ADDRESSES | {FieldType.DATE, FieldType.TIME, FieldType.ALIASES}


_BY_HAND = frozenset(
    {
        "evidences",
        "statements",
        "stamp",
        "mark",
        "register",
        "files",
        "custody",
        "spec",
        "edition",
        "withheld",
        "notes",
        "remarks",
        "since",
    }
)


@dataclass(frozen=True, slots=True)
class Whole:
    """All people, places and incidents of a case: a text may name who is in no brief."""

    actors: Iterable[Actor] = ()
    places: Iterable[Place] = ()
    incidents: Iterable[Incident] = ()


def redact(material: Material, redaction: Redaction, whole: Whole) -> Material:
    """Give material without what is withheld, under the strictest mark of what is left."""
    struck = redactor(redaction, material.info, whole)
    others = {
        field.name: struck.redacted(getattr(material, field.name))
        for field in fields(Material)
        if field.name not in _BY_HAND
    }
    left = replace(
        material,
        **others,
        evidences=struck.evidences(material.evidences),
        statements=struck.statements(material.statements),
        spec=_struck_spec(material.spec, struck.strike),
        edition=replace(material.edition, brief=struck.strike(material.edition.brief)),
    )
    level = canonical(redaction.level)
    own = replace(left.info, handling_mark=level or left.info.handling_mark)
    asked, whose = material.spec.mark, "This edition is" if level else "The case is"
    return replace(
        left,
        register=(),  # nobody has looked whether what is not cited may be read
        files=(),
        custody=(),
        mark=mark_of(own, left.evidences, left.statements, (), asked, whose=whose),
        withheld=Withheld(
            len(material.evidences) - len(left.evidences),
            len(material.statements) - len(left.statements),
            len(material.judged) - len(left.judged),
        ),
    )


def _struck_spec(spec: Spec, strike: Callable[[str], str]) -> Spec:
    """Strike names from what the analyst wrote into the brief itself, filter words included."""
    sections = tuple(
        replace(part, values=tuple((name, _struck_value(v, strike)) for name, v in part.values))
        for part in spec.sections
    )
    house = replace(spec.house, head=strike(spec.house.head), foot=strike(spec.house.foot))
    return replace(spec, words=strike(spec.words), sections=sections, house=house)


def _struck_value(value: Value, strike: Callable[[str], str]) -> Value:
    """A choice is a key of ours, and no name."""
    return strike(value) if isinstance(value, str) and not isinstance(value, StrEnum) else value


def add_notice(blocks: list[Block], notes: Iterable[Footnote], material: Material) -> list[Block]:
    """Say after the opening of a redacted edition how much is withheld, in its notes too."""
    redaction, withheld = material.edition.redaction, material.withheld
    if redaction is None:
        return blocks
    bars = sum(json.dumps(tell(block)).count(BAR) for block in (*blocks, *notes))
    whole = [
        plural(count, noun)
        for count, noun in (
            (withheld.incidents, "incident"),
            (withheld.statements, "statement"),
            (withheld.judgements, "judgement"),
        )
        if count
    ]
    level = f" for readers up to {canonical(redaction.level)}" if redaction.level else ""
    said = [f"Redacted edition{level}. {plural(bars, 'place')} in it {_are(bars)} withheld: {BAR}."]
    if whole:
        said.append(f"Left out altogether: {joined(whole)}.")
    notice = Paragraph(plain(" ".join(said)), Style.CAPTION, wide=True)
    at = next((i + 1 for i, block in enumerate(blocks) if isinstance(block, TitleBlock)), 0)
    return [*blocks[:at], notice, *blocks[at:]]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def redactor(redaction: Redaction, info: CaseInfo, whole: Whole) -> "Redactor":
    """Say what is withheld of a case; DossierError if its scheme has no such level.

    Names that are never printed, and other names of who is printed under an alias, always are.
    """
    levels = ranks(info.handling_scheme)
    if redaction.level and canonical(redaction.level) not in levels:
        raise DossierError(
            f"{redaction.level} is no mark of this case.", f"Choose {', '.join(levels)}."
        )
    rule = _Rule(redaction, levels, info.handling_mark)
    terms = list(_actor_terms(rule, whole.actors))
    terms += [term for place in whole.places if rule.is_chosen(place) for term in names_of(place)]
    gone = frozenset(one.id for one in whole.incidents if rule.bars_content(one))
    return Redactor(rule, Names(terms), gone)


@dataclass(frozen=True)
class _Rule:
    """What is above the level, or chosen by hand."""

    redaction: Redaction
    levels: Mapping[str, int]
    own: str

    def is_chosen(self, record: Record) -> bool:
        return record.id in self.redaction.records

    def bars(self, record: Record, handling: str) -> bool:
        """A mark that nobody has ranked may be above any level."""
        mark, level = canonical(handling), canonical(self.redaction.level)
        if self.is_chosen(record):
            return True
        if not level or not mark:
            return False
        return self.levels.get(mark, inf) > self.levels[level]

    def bars_content(self, record: Incident | Source) -> bool:
        """What bears no mark of its own bears that of its case."""
        return self.bars(record, record.handling or self.own)


def _actor_terms(rule: _Rule, actors: Iterable[Actor]) -> Iterator[Name]:
    for actor in actors:
        if actor.never_print or rule.bars(actor, actor.handling):
            yield from names_of(actor)
        elif actor.print_as:
            shown = set(words_of(actor.print_as))
            for term in names_of(actor):
                if not set(term.words) <= shown:
                    yield replace(term, but=frozenset(shown))


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    """Give the fields of a dataclass by their names."""
    return tuple(field.name for field in fields(kind))


@functools.cache
def _written(record: Any) -> tuple[tuple[str, FieldType], ...]:
    """Give the fields of a record that hold words of people."""
    held = ((field.name, field.type) for field in kind_of(record).fields)
    return tuple((name, type_) for name, type_ in held if type_ in _WRITTEN)


class Redactor:
    """Takes what is withheld out of material; `gone` are the ids of the withheld incidents."""

    def __init__(self, rule: _Rule, search: Names, gone: frozenset[int]) -> None:
        self._rule = rule
        self._gone = gone
        self._search = search
        self._done: dict[int, tuple[object, object]] = {}  # by id; what is held keeps its id
        self._leaves: Mapping[type, Callable[[Any], Any]] = {
            Actor: self._actor,
            Place: self._place,
            Statement: self._statement,
            Testimony: self._testimony,
        }

    def strike(self, text: str) -> str:
        """Give words of a person with a bar for each withheld name."""
        return self._search.strike(text)

    def evidences(self, held: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Give the incidents that may be read, as they may be read."""
        return tuple(self._evidence(one) for one in held if one.incident.id not in self._gone)

    def statements(self, held: Iterable[Statement]) -> tuple[Statement, ...]:
        """Give the statements that may be read."""
        return tuple(self.redacted(one) for one in held if not self._bars_statement(one))

    def _bars_statement(self, held: Statement) -> bool:
        """One that bears on withheld incidents only goes with them."""
        if self._rule.is_chosen(held.quote) or self._bars_passage(held.passage):
            return True
        return bool(held.bearings) and {tie.incident for tie in held.bearings} <= self._gone

    def _evidence(self, held: Evidence) -> Evidence:
        kept = replace(held, statements=self.statements(held.statements))
        return self.redacted(kept)

    def redacted(self, value: T) -> T:
        """Give any frozen data of the model without what is withheld."""
        return cast("T", self._any(value))

    def _any(self, value: object) -> object:
        if isinstance(value, tuple):
            kept = [self._any(item) for item in value if not self._is_barred(item)]
            same = len(kept) == len(value) and all(map(operator.is_, kept, value))
            return value if same else tuple(kept)
        if isinstance(value, Mapping):
            return {key: self._any(item) for key, item in value.items()}
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        if id(value) not in self._done:  # sources and people stand in very many places
            self._done[id(value)] = (value, self._made(value))
        return self._done[id(value)][1]

    def _made(self, value: Any) -> object:
        own = self._leaves.get(type(value))
        if own is not None:
            return own(value)
        return self._record(value) if isinstance(value, Record) else self._replaced(value)

    def _is_barred(self, item: object) -> bool:
        """Whether an item of a list goes whole; a conclusion goes with what it rests on."""
        if isinstance(item, Upstream):
            return item.source is not None and self._rule.bars_content(item.source)
        if isinstance(item, Judged):
            chosen = self._rule.is_chosen(item.judgement)
            return chosen or any(map(self._bars_ground, item.grounds))
        if isinstance(item, Row):
            grounded = item.ground is not None and self._bars_ground(item.ground)
            return grounded or self._rule.is_chosen(item.exhibit)
        return isinstance(item, Hypothesis) and self._rule.is_chosen(item)

    def _bars_ground(self, ground: Ground) -> bool:
        incident, claim, quote = ground.incident, ground.claim, ground.quote
        if incident is not None:
            return incident.incident.id in self._gone
        if claim is not None:
            return claim.claim.incident in self._gone or self._bars_testimony(claim)
        return quote is not None and self._bars_statement(quote)

    def _replaced(self, value: Any) -> object:
        held = {name: getattr(value, name) for name in _names(cast("Hashable", type(value)))}
        new = {name: self._any(one) for name, one in held.items()}
        if all(new[name] is held[name] for name in held):
            return value
        return replace(value, **new)

    def _record(self, record: Record) -> Record:
        """Strike names from what people wrote; keys, hashes and numbers are none."""
        changed: dict[str, Any] = {}
        for name, type_ in _written(cast("Hashable", type(record))):
            value = getattr(record, name)
            if not value:
                continue
            struck = self._field(type_, value)
            if struck != value:
                changed[name] = struck
        return replace(record, **changed) if changed else record

    def _field(self, type_: FieldType, value: Any) -> Any:
        if type_ in _SPOKEN:
            return self.strike(value)
        if type_ in _ADDRESSES:  # an address with a bar in it leads nowhere
            return value if self.strike(value) == value else ""
        if type_ in (FieldType.DATE, FieldType.TIME):
            stated = self.strike(value.stated)
            return value if stated == value.stated else replace(value, stated=stated)
        if type_ is FieldType.ALIASES:
            return tuple(a for a in value if isinstance(a, Alias) and self.strike(a.text) == a.text)
        return value

    # ---- records that are withheld themselves

    def _actor(self, actor: Actor) -> Actor:
        if self._rule.bars(actor, actor.handling):
            return Actor(id=actor.id, name=BAR, reliability=actor.reliability)
        if actor.never_print:
            actor = replace(actor, name=BAR, aliases=())
        elif actor.print_as:
            actor = replace(actor, name=actor.print_as, aliases=())
        return cast("Actor", self._record(actor))

    def _place(self, place: Place) -> Place:
        if self._rule.is_chosen(place):
            return Place(id=place.id, name=BAR)
        return cast("Place", self._record(place))

    def _statement(self, held: Statement) -> Statement:
        """The role of a speaker whose name is withheld would be as good as the name."""
        if held.speaker is not None and self._rule.bars(held.speaker, held.speaker.handling):
            quote = replace(held.quote, role="", venue="")
            held = replace(held, quote=quote)
        return cast("Statement", self._replaced(held))

    def _testimony(self, held: Testimony) -> Testimony:
        """A claim from a withheld source is a bar without a figure: a total must not tell it."""
        if self._bars_testimony(held):
            return Testimony(Claim(id=held.claim.id, attribute=Attribute.OTHER, stated=BAR))
        return cast("Testimony", self._replaced(held))

    def _bars_testimony(self, held: Testimony) -> bool:
        barred = held.passage is not None and self._bars_passage(held.passage)
        return barred or self._rule.is_chosen(held.claim)

    def _bars_passage(self, passage: Passage) -> bool:
        return self._rule.bars_content(passage.source) or self._rule.is_chosen(passage.citation)
