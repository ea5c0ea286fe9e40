"""What is built in, by dotted name, and what installed plug-ins add. Nothing is imported here."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its suffix and the classes that read and write it, as module:name."""

    name: str
    suffix: str
    reader: str = ""
    writer: str = ""


@dataclass(frozen=True, slots=True)
class SectionName:
    """A section of a brief: the name templates use and where it is, as module:name."""

    name: str
    where: str


FORMATS: tuple[Format, ...] = (
    Format(
        "package",
        ".zip",
        "dossier.exchange.package:PackageReader",
        "dossier.exchange.package:PackageWriter",
    ),
)

SECTIONS: tuple[SectionName, ...] = tuple(
    SectionName(name, f"dossier.brief.sections.{where}")
    for name, where in (
        ("title_block", "opening:TitleSection"),
        ("marking", "framing:MarkingSection"),
        ("information_cutoff", "framing:CutoffSection"),
        ("question", "opening:QuestionSection"),
        ("bluf", "own:BottomLineSection"),
        ("key_judgements", "judgements:KeyJudgementsSection"),
        ("changes_since_last", "changes:ChangesSection"),
        ("situation", "own:SituationSection"),
        ("map", "map:MapSection"),
        ("chronology", "chronology:ChronologySection"),
        ("incidents", "incidents:IncidentsSection"),
        ("discrepancies", "totals:TotalsSection"),
        ("small_multiples", "multiples:MultiplesSection"),
        ("distances", "distances:DistancesSection"),
        ("actors_and_statements", "statements:StatementsSection"),
        ("assessment", "own:AssessmentSection"),
        ("alternatives", "alternatives:AlternativesSection"),
        ("assumptions", "judgements:AssumptionsSection"),
        ("gaps_and_requirements", "judgements:GapsSection"),
        ("outlook_and_indicators", "judgements:OutlookSection"),
        ("text", "own:OwnSection"),
        ("source_summary_statement", "summary:SourceSummarySection"),
        ("annex_names", "names:NamesSection"),
        ("annex_yardstick", "judgements:YardstickSection"),
        ("annex_quotes_original", "originals:OriginalsSection"),
        ("annex_custody", "originals:CustodySection"),
        ("source_register", "register:RegisterSection"),
        ("annex_grading_key", "annexes:GradingKeySection"),
        ("annex_method", "annexes:MethodSection"),
    )
)


def load(where: str) -> Any:
    """Import what a dotted name module:name stands for."""
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


def formats() -> Iterator[Format]:
    """All formats: built-ins, then those of plug-ins (entry points `dossier.formats`)."""
    yield from FORMATS
    for point in entry_points(group="dossier.formats"):
        found = _plugged(point)
        if isinstance(found, Format):
            yield found


def _plugged(point: Any) -> Any:
    try:
        return point.load()
    except Exception:  # noqa: BLE001 - the plug-in door: a broken plug-in must not stop Dossier
        return None
