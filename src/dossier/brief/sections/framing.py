"""What frames a brief: what its mark allows, and up to when it knows."""

from dataclasses import dataclass
from math import inf

from dossier.brief.blocks import Block, Entry, Panel, Paragraph, Run, Style
from dossier.brief.handling import meaning
from dossier.brief.material import Material
from dossier.brief.options import line
from dossier.brief.wording import day_of, joined, margin, plain, plural, strong
from dossier.errors import DossierError
from dossier.model import dates
from dossier.model.civil import OPEN_UPPER
from dossier.model.dates import Reported
from dossier.model.records import Source


@dataclass(frozen=True, slots=True)
class MarkingSection:
    """What the mark on every page allows."""

    restrictions: str = line("Restrictions", hint="What holds beside the mark.")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the mark with its meaning; nothing without a mark."""
        mark = material.mark.text
        if not mark and not self.restrictions:
            return ()
        words = " ".join(part for part in (meaning(mark), self.restrictions) if part)
        text = (strong(mark or "Restrictions"), Run(f". {words}" if words else "."))
        return (Panel((Paragraph(text, Style.TEXT),), wide=True),)


@dataclass(frozen=True, slots=True)
class CutoffSection:
    """The last moment that was taken into account."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the moment asked for, and say what came later; else that of the newest source.

        DossierError if the moment is no date.
        """
        asked = day_of(material.spec.cutoff)
        if asked:
            words = f"{_words(asked)}. {_said_of_later(material, asked)}"
        else:
            newest = _newest(material)
            if newest is None:
                return ()
            words = f"The newest source: {newest.words()}."
        return (Entry(margin("Information cut-off"), (Paragraph(plain(words)),)),)


def _words(day: str) -> str:
    try:
        return dates.words(dates.parse(day))
    except DossierError:
        raise DossierError(
            f"The information cut-off “{day}” is not a date.", "Write it as 2021-06-30."
        ) from None


def _newest(material: Material) -> Reported | None:
    known = [source.published for source in _sources(material) if source.published.bounds]
    return max(known, key=_latest, default=None)


def _sources(material: Material) -> tuple[Source, ...]:
    """Give all sources in this brief: those in its register as background too."""
    cited = (passage.source for passage in material.cited)
    return tuple(dict.fromkeys((*cited, *(held.source for held in material.register))))


def _latest(date: Reported) -> float:
    """Give the last minute of a date that is known: its first one where its end is not."""
    upper = date.bounds.upper if date.bounds else None
    return _lower(date) if upper is None or upper == OPEN_UPPER else upper


def _said_of_later(material: Material, asked: str) -> str:
    """Say how much in this brief is later than the moment asked for, and report what it is."""
    last = Reported("", asked).bounds
    upper = inf if last is None or last.upper is None else last.upper
    sources = [(source.reference, source.published) for source in _sources(material)]
    incidents = [(e.incident.reference, e.incident.date) for e in material.evidences]
    counts = []
    for noun, dated in (("source", sources), ("incident", incidents)):
        later = sorted({name for name, date in dated if _lower(date) > upper})
        if later:
            count = plural(len(later), f"{noun} is", f"{noun}s are")
            material.remark(f"Information cut-off: {count} later: {joined(later)}.")
            counts.append(plural(len(later), noun))
    if not counts:
        return "What became known later is not in this brief."
    return f"Later than that, and in this brief all the same: {joined(counts)}."


def _lower(date: Reported) -> float:
    lower = date.bounds.lower if date.bounds else None
    return -inf if lower is None else lower
