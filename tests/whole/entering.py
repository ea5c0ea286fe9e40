"""An analyst who enters a story into the window by hand: every record of it, and the brief at last.

What is entered comes from the records of a story; how it is entered is what one reads on the
screen: labels, buttons, keys. Passages are dragged over in the text, their records made by Q, C
and I.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QTableView

from dossier.model import counts, positions, terms
from dossier.model.codecs import Alias
from dossier.model.field import Field, FieldType, Kind, Record, kind_of
from dossier.model.records import (
    Actor,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    Place,
    Quote,
    Rating,
    Source,
    kind_named,
    rows_of,
)
from dossier.model.yardsticks import Scale
from whole.hands import Hands, in_dialog

_LOOKED_UP = frozenset({FieldType.COUNTRY, FieldType.LANGUAGE, FieldType.ZONE})
_OPENING = 6  # letters that one types of a name before one looks at the list


class Analyst:
    """Enters what a story holds."""

    def __init__(self, hands: Hands, records: Sequence[Record]) -> None:
        self.hands = hands
        self._records = {record.id: record for record in records}
        self._chained: set[int] = set()

    # ---- parts of the day ----------------------------------------------------------------

    def begin_case(self, path: Path, info: CaseInfo) -> None:
        """Make a case file, and say what it is about."""
        self.hands.tally.begin("Case")
        self.hands.press("Ctrl+Alt+N")
        self._answer_path(path)
        self.hands.press("Alt+Return")
        self._fill(info)

    def enter_people(self) -> None:
        """Enter people and bodies, with who belongs where."""
        self.hands.tally.begin("People and groups")
        self.hands.press("Ctrl+4")
        self._enter_list(Actor)

    def enter_places(self) -> None:
        """Enter places."""
        self.hands.tally.begin("Places")
        self.hands.press("Ctrl+5")
        self._enter_list(Place)

    def paste_source(self, body: str) -> None:
        """Paste the text and say where it comes from."""
        self.hands.tally.begin("Source")
        self.hands.paste(body, "Ctrl+Shift+V")
        (source,) = self._all(Source)
        self._fill(source)

    def enter_incident(self, incident: Incident) -> None:
        """Begin an incident with its first passage, then enter what is said about it."""
        self.hands.tally.begin(incident.reference)
        first, *others = [one for one in self._all(Claim) if one.incident == incident.id]
        self._select(first)
        self.hands.press("I")
        self._fill(incident)
        self.hands.click("Back to quotes and claims")
        self._point_at(first)
        self._fill_claim(first)
        for claim in others:
            self._select(claim)
            self.hands.press("C")
            self._fill_claim(claim)

    def enter_statements(self) -> None:
        """Quote the speakers."""
        self.hands.tally.begin("Statements")
        for quote in self._all(Quote):
            self._select(quote)
            self.hands.press("Q")
            self._fill(quote)
            self._trace(quote.citation)

    def enter_judgements(self) -> None:
        """Say what follows from all that, and on what it rests."""
        self.hands.tally.begin("Judgements")
        self.hands.press("Ctrl+7")
        self._enter_list(Judgement)

    def weigh_hypotheses(self) -> None:
        """Enter hypotheses and evidence, then rate each against each by letters and arrows."""
        self.hands.tally.begin("Hypotheses")
        self.hands.turn_to("Hypotheses")
        self._enter_list(Hypothesis)
        self.hands.click("Add evidence")
        for at, row in enumerate(self._all(Exhibit)):
            if at:
                self.hands.press("Ctrl+Shift+Return")
            self._fill(row)
        self._rate()

    def _rate(self) -> None:
        """Go through the matrix row by row, as one writes."""
        matrix = self.hands.see("Matrix of evidence and hypotheses", QTableView)
        hypotheses, rows = self._all(Hypothesis), self._all(Exhibit)
        fits = {(one.exhibit, one.hypothesis): one.value for one in self._all(Rating)}
        first = matrix.model().index(1, matrix.model().columnCount() - len(hypotheses))
        self.hands.click_at(matrix.viewport(), matrix.visualRect(first).center())
        for row in rows:
            for hypothesis in hypotheses:
                self.hands.type(fits[row.id, hypothesis.id])
                self.hands.press("Right")
            self.hands.press("Left", len(hypotheses) - 1)
            self.hands.press("Down")

    def print_brief(self, path: Path) -> None:
        """Print the brief into a file."""
        self.hands.tally.begin("Brief")
        self.hands.press("Ctrl+P")
        self._answer_path(path)
        self.hands.until(path.exists)

    # ---- forms ---------------------------------------------------------------------------

    def _answer_path(self, path: Path) -> None:
        self.hands.until(in_dialog)
        self.hands.write(str(path))
        self.hands.press("Return")
        self.hands.until(lambda: not in_dialog())

    def _enter_list(self, kind: type[Record]) -> None:
        for at, record in enumerate(self._all(kind)):
            self.hands.press("Ctrl+Shift+Return" if at else "Ctrl+Shift+N")
            self._fill(record)

    def _fill(self, record: Record) -> None:
        """Fill in a form from top to bottom."""
        kind = kind_of(type(record))
        for name in _order(kind):
            if isinstance(name, Field):
                value = getattr(record, name.name)
                if not _is_empty(value):
                    if name.apart:
                        self.hands.turn_to("Notes")
                    self._enter(name, value)
            else:
                self._add_rows(*name, record)

    def _add_rows(self, kind: Kind, tie: Field, owner: Record) -> None:
        """Add what a record owns, row by row."""
        for record in self._all(kind.record):
            if getattr(record, tie.name) == owner.id:
                self.hands.click(f"{tie.rows}: add")
                self._fill_row(kind, tie, record)

    def _fill_row(self, kind: Kind, tie: Field, record: Record) -> None:
        for field in kind.fields:
            value = getattr(record, field.name)
            if field is not tie and not field.orders and not _is_empty(value):
                self.hands.tab_to(field.label)
                self._enter(field, value)
        self.hands.press("Return")

    def _enter(self, field: Field, value: Any) -> None:
        """Enter the value of a field, unless it stands there."""
        hands, words = self.hands, self._words(field, value)
        if field.type is FieldType.ALIASES:
            self._add_names(field, value)
        elif field.type is FieldType.FLAG:
            hands.go(field.label)
            hands.press("Space")
        elif hands.reads(field.label) == words:
            return
        elif field.type is FieldType.TERM and not field.within:
            hands.choose(field.label, words)
        elif field.type is FieldType.RECORD:
            hands.go(field.label)
            hands.find(_opening(self._records[value], words), words)
        else:
            hands.go(field.label)
            hands.write(words)
            if field.type in _LOOKED_UP or field.within:
                hands.press("Tab")  # closes the list of what there is

    def _add_names(self, field: Field, names: tuple[Alias, ...]) -> None:
        self.hands.tab_to(f"{field.label}: add a name")
        self.hands.press("Space")
        for at, name in enumerate(names):
            if at:
                self.hands.press("Return")
            self.hands.type(name.text)
            self.hands.press("Tab")
            self.hands.type(name.lang)

    def _words(self, field: Field, value: Any) -> str:
        """What one reads in the field when it holds a value."""
        match field.type:
            case FieldType.RECORD:
                return self._name(self._records[value])
            case FieldType.TERM | FieldType.COUNTRY | FieldType.LANGUAGE:
                listed = f"likelihood_{Scale.ICD203}" if field.within else field.vocabulary
                return terms.vocabulary(listed).label(value)
            case FieldType.COUNT:
                return counts.words(value)
            case FieldType.POSITION:
                return positions.words(value)
            case FieldType.LANGUAGES:
                return ", ".join(value)
        return value.stated if hasattr(value, "stated") else str(value)

    # ---- passages ------------------------------------------------------------------------

    def _select(self, record: Claim | Quote) -> None:
        self.hands.select(self._text(), self._citation(record).exact)

    def _point_at(self, record: Claim | Quote) -> None:
        self.hands.point(self._text(), self._citation(record).exact)

    def _text(self) -> QPlainTextEdit:
        return self.hands.see("Text of S-0001", QPlainTextEdit)

    def _citation(self, record: Claim | Quote) -> Citation:
        held = self._records[record.citation or 0]
        assert isinstance(held, Citation)
        return held

    def _fill_claim(self, claim: Claim) -> None:
        """Say what a passage claims, and of what."""
        self._enter(kind_of(Claim).field("incident"), claim.incident)
        self._fill(claim)
        self._trace(claim.citation)

    def _trace(self, citation: int | None) -> None:
        """Enter the chain of a passage, once: as that of another passage if it is on offer."""
        if citation in self._chained or citation is None:
            return
        self._chained.add(citation)
        steps = [one for one in self._all(Attribution) if one.citation == citation]
        offers = self.hands.seen_beginning("Take the chain: ")
        same = [words for words in offers if self._named(words) == self._names_of(steps)]
        if same:
            self.hands.click(same[0])
            return
        self.hands.click("Chain of the citation")
        ((kind, tie),) = rows_of(kind_named("citation"))
        for at, step in enumerate(steps):
            if at:
                self.hands.click(f"{tie.rows}: add")
            self._fill_row(kind, tie, step)

    def _named(self, words: str) -> set[str]:
        return {actor.name for actor in self._all(Actor) if actor.name in words}

    def _names_of(self, steps: Sequence[Attribution]) -> set[str]:
        ids = {id_ for step in steps for id_ in (step.actor, step.to_actor) if id_}
        return {self._name(self._records[id_]) for id_ in ids}

    def _name(self, record: Record) -> str:
        """What a list calls a record: a claim by its incident and what it says."""
        if isinstance(record, Claim):
            incident = self._records[record.incident or 0]
            of = terms.vocabulary("count_measure").label(record.measure) if record.measure else ""
            about = of or terms.vocabulary("claim_attribute").label(record.attribute)
            return f"{self._name(incident).split()[0]}: {record.stated} ({about.lower()})"
        names = (getattr(record, name, "") for name in ("name", "title", "text"))
        return f"{getattr(record, 'reference', '')} {next(filter(None, names))}".strip()

    def _all(self, kind: type[Any]) -> list[Any]:
        return [record for record in self._records.values() if type(record) is kind]


def _order(kind: Kind) -> Iterator[Field | tuple[Kind, Field]]:
    """Give fields and rows of a form from top to bottom: rows stand below the group they are of."""
    hidden = (FieldType.REFERENCE, "citation")
    fields = [
        one
        for one in kind.fields
        if not one.owner and not one.orders and not {one.type, one.target} & {*hidden}
    ]
    form = [one for one in fields if not one.apart]
    for at, field in enumerate(form):
        yield field
        if at + 1 == len(form) or form[at + 1].group != field.group:
            yield from ((rows, tie) for rows, tie in rows_of(kind) if tie.group == field.group)
    yield from (one for one in fields if one.apart)


def _is_empty(value: Any) -> bool:
    return not value or not getattr(value, "stated", True)


def _opening(record: Record, name: str) -> str:
    """What one types of a name before one looks at the list; of a claim, what it says."""
    return (record.stated if isinstance(record, Claim) else name)[:_OPENING].strip()
