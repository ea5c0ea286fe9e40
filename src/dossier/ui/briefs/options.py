"""What the case allows of the options of a brief, and what is remembered of them for each case."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dossier.brief import templates
from dossier.brief.handling import marks
from dossier.brief.options import Offer
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.model.records import CaseInfo
from dossier.ui.briefs.aside import Aside
from dossier.ui.settings import Settings

_KEPT = 16  # hexadecimal digits that stand for the path of a case among the settings
_ASIDE, _WITHHELD = "/aside", "/withheld"  # behind the key of a case
AS_THE_CASE = ""  # of a picker, which holds no None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the case brings: its properties, and the weakest mark that its brief may bear."""

    info: CaseInfo
    floor: str


def mark_offers(setting: Setting) -> tuple[Offer, ...]:
    """Give the marks of the scheme; those too weak are refused."""
    ranks = {mark.label: rank for rank, mark in enumerate(marks(setting.info.handling_scheme))}
    least = ranks.get(setting.floor, 0)
    own = f"As the case: {setting.floor}" if setting.floor else "As the case: no mark"
    return Offer(AS_THE_CASE, own), *(
        Offer(term.label, term.label, term.definition, refused=rank < least)
        for rank, term in enumerate(marks(setting.info.handling_scheme))
    )


def why_refused(setting: Setting) -> str:
    """Say why some marks are refused; "" if none is."""
    if not any(offer.refused for offer in mark_offers(setting)):
        return ""
    if setting.floor == setting.info.handling_mark:
        return f"The case is marked {setting.floor}: its brief bears no weaker mark."
    return f"The brief holds content marked {setting.floor}: it bears no weaker mark."


def remember(settings: Settings, case: Path, spec: Spec, asides: tuple[Aside, ...] = ()) -> None:
    """Keep the options of a case, as the text of a template, and what it leaves out but holds."""
    settings.store(_key(case), templates.write(spec))
    kept = [f"{one.behind}\n{templates.write(Spec(sections=(one.part,)))}" for one in asides]
    settings.store(f"{_key(case)}{_ASIDE}", kept)


def remembered(settings: Settings, case: Path) -> Spec:
    """Give the options of a case as they were left; what cannot be read counts as not set."""
    try:
        return templates.read(settings.text(_key(case)) or templates.write(Spec()))
    except DossierError:
        return Spec()


def remembered_asides(settings: Settings, case: Path) -> tuple[Aside, ...]:
    """Give what the brief of a case left out but held; what cannot be read counts as not set."""
    found = []
    for text in settings.texts(f"{_key(case)}{_ASIDE}"):
        behind, _, template = text.partition("\n")
        with suppress(DossierError, ValueError):
            found += [Aside(int(behind), part) for part in templates.read(template).sections]
    return tuple(found)


def remember_records(settings: Settings, case: Path, records: tuple[int, ...]) -> None:
    """Keep which records a redacted edition of a case withholds, by their ids."""
    settings.store(f"{_key(case)}{_WITHHELD}", [str(id_) for id_ in records])


def remembered_records(settings: Settings, case: Path) -> tuple[int, ...]:
    """Give the ids of the records that were withheld last."""
    held = settings.texts(f"{_key(case)}{_WITHHELD}")
    return tuple(int(text) for text in held if text.isascii() and text.isdigit())


def _key(case: Path) -> str:
    digest = hashlib.sha256(str(case.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"brief/{digest[:_KEPT]}"
