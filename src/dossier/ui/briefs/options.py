"""The options of a brief as data, and what is remembered of them for each case."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dossier.brief import templates
from dossier.brief.document import PageSize
from dossier.brief.handling import marks
from dossier.brief.spec import SECTIONS, Listed, PrintSize, Sides, Spec
from dossier.errors import DossierError
from dossier.model.records import CaseInfo
from dossier.model.terms import vocabulary
from dossier.ui.settings import Settings

_KEPT = 16  # hexadecimal digits that stand for the path of a case among the settings


class OptionType(StrEnum):
    """How an option is entered: words, one of several, or each by a tick."""

    WORDS = "words"
    ONE = "one"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class Offer:
    """One value of an option. A refused one is shown but cannot be chosen."""

    value: str | None
    label: str
    help: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the case brings: its properties, and the weakest mark that its brief may bear."""

    info: CaseInfo
    floor: str


@dataclass(frozen=True, slots=True)
class Option:
    """One field of a Spec on the screen.

    `empty` says what no words mean, and `reason` why some offers are refused.
    """

    name: str
    type: OptionType
    label: str
    empty: str = ""
    offers: Callable[[Setting], tuple[Offer, ...]] = lambda _: ()
    reason: Callable[[Setting], str] = lambda _: ""


def _papers(_: Setting) -> tuple[Offer, ...]:
    return tuple(Offer(paper.value, paper.value.capitalize()) for paper in PageSize)


def _sides(_: Setting) -> tuple[Offer, ...]:
    return (
        Offer(Sides.ONE, "One side of the paper"),
        Offer(Sides.BOTH, "Both sides", "Leaves more room at the fold."),
    )


def _print_sizes(_: Setting) -> tuple[Offer, ...]:
    return (
        Offer(PrintSize.NORMAL, "Normal"),
        Offer(PrintSize.LARGE, "Large", "Everything is a third larger."),
    )


def _contents(_: Setting) -> tuple[Offer, ...]:
    return (
        Offer(Listed.WHEN_LONG, "When the brief is long"),
        Offer(Listed.ALWAYS, "Always"),
        Offer(Listed.NEVER, "Never"),
    )


def _marks(setting: Setting) -> tuple[Offer, ...]:
    ranks = {mark.label: rank for rank, mark in enumerate(marks(setting.info.handling_scheme))}
    least = ranks.get(setting.floor, 0)
    own = Offer(None, f"As the case: {setting.floor}" if setting.floor else "As the case: no mark")
    return own, *(
        Offer(term.label, term.label, term.definition, refused=rank < least)
        for rank, term in enumerate(marks(setting.info.handling_scheme))
    )


def _why_refused(setting: Setting) -> str:
    if not any(offer.refused for offer in _marks(setting)):
        return ""
    if setting.floor == setting.info.handling_mark:
        return f"The case is marked {setting.floor}: its brief bears no weaker mark."
    return f"The brief holds content marked {setting.floor}: it bears no weaker mark."


def _sections(_: Setting) -> tuple[Offer, ...]:
    terms = (vocabulary("brief_section").term(name) for name in SECTIONS)
    return tuple(Offer(term.key, term.label, term.definition) for term in terms)


OPTIONS: tuple[Option, ...] = (
    Option("words", OptionType.WORDS, "Incidents with these words", "All incidents"),
    Option("paper", OptionType.ONE, "Paper", offers=_papers),
    Option("sides", OptionType.ONE, "Printed on", offers=_sides),
    Option("print_size", OptionType.ONE, "Print", offers=_print_sizes),
    Option("contents", OptionType.ONE, "Contents", offers=_contents),
    Option("mark", OptionType.ONE, "Handling mark", offers=_marks, reason=_why_refused),
    Option("sections", OptionType.TICKS, "Sections", offers=_sections),
)


CHOICES: Mapping[str, type[StrEnum]] = {
    "paper": PageSize,
    "sides": Sides,
    "print_size": PrintSize,
    "contents": Listed,
}


def remember(settings: Settings, case: Path, spec: Spec) -> None:
    """Keep the options of a case, as the text of a template."""
    settings.store(_key(case), templates.write(spec))


def remembered(settings: Settings, case: Path) -> Spec:
    """Give the options of a case as they were left; what cannot be read counts as not set."""
    try:
        return templates.read(settings.text(_key(case)) or templates.write(Spec()))
    except DossierError:
        return Spec()


def _key(case: Path) -> str:
    digest = hashlib.sha256(str(case.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"brief/{digest[:_KEPT]}"
