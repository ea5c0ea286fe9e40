"""The map: where the incidents took place, how exactly that is known, and who went where."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dossier.brief.blocks import Block, Heading, Paragraph, Run, Style
from dossier.brief.charts import Map, MapPlace, Movement
from dossier.brief.material import Material
from dossier.brief.options import line, tick
from dossier.brief.sections.chronology import anchor
from dossier.brief.sections.pictures import short_count
from dossier.brief.wording import joined, main_place, plain, plural
from dossier.model.direction import isolated
from dossier.model.evidence import Evidence, Located
from dossier.model.records import Place
from dossier.model.terms import PlaceRole, vocabulary

_NUMBER = re.compile(r"(\d+)\Z")
_POINTS = frozenset({"exact", "site", "settlement"})  # as far as this a place is a point
_WIDE = frozenset({"country", "province", "unknown"})  # without a radius no place on a map
_FARTHEST = 1_000_000  # metres; a wider ring says nothing
_USUAL = MappingProxyType({"district": 20_000, "linear_or_border": 25_000})  # metres
_WAY = (PlaceRole.ORIGIN, PlaceRole.OCCURRED_AT, PlaceRole.CROSSING_POINT, PlaceRole.DESTINATION)
_FEW = 3  # incidents at one place that are told one by one


@dataclass(slots=True)
class _Spot:
    """A place with the incidents known by it."""

    place: Place
    precision: str
    evidences: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MapSection:
    """A map of the incidents whose place has a position."""

    heading: str = line("Heading", "Where it happened")
    movements: bool = tick("Arrows of movements", default=True)
    notes: bool = tick("Days and figures beside the places", default=True)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the map; nothing if no place has a position."""
        spots = _spots(material.evidences)
        if not spots:
            return ()
        moves = tuple(_movements(material.evidences)) if self.movements else ()
        others = _others(material.evidences, set(spots)) if self.movements else ()
        places = (*(self._place(spot, material) for spot in spots.values()), *others)
        block = Map("Map of the incidents", places, moves, _remark(spots.values()))
        left = [e for e in material.evidences if _main(e) is None]
        return (Heading(1, plain(self.heading), "map"), block, *_left_out(left))

    def _place(self, spot: _Spot, material: Material) -> MapPlace:
        held = spot.evidences
        numbers = [number for e in held if (number := number_of(e.incident.reference))]
        told = tuple(_note(e, material) for e in held) if self.notes else ()
        run = material.lead(Run(spot.place.name), anchor(held[0]), "incidents")
        leads = run.link.removeprefix("#")
        if len(held) > _FEW:
            words = f"{plural(len(held), 'incident')}: {', '.join(numbers[:_FEW])} …"
            place = _map_place(spot.place, spot.precision, notes=(words,), anchor=leads)
            return replace(place, incidents=len(held))
        if len(held) > 1:
            told = tuple(f"{n}: {note}" for n, note in zip(numbers, told, strict=False) if note)
        notes = tuple(filter(None, told))
        return _map_place(spot.place, spot.precision, " · ".join(numbers), notes, anchor=leads)


def number_of(reference: str) -> str:
    """Give the number in a reference, such as 12 of INC-0012."""
    found = _NUMBER.search(reference)
    return str(int(found[1])) if found else ""


def _main(evidence: Evidence) -> Located | None:
    """Give the place an incident is drawn at: the one it is known by, else one with a position."""
    ranked = [at for role in _WAY for at in evidence.places if at.tie.role == role]
    known = main_place(evidence)
    first = [known] if known in ranked else []
    return next((at for at in (*first, *ranked) if _drawable(at)), None)


def _drawable(located: Located) -> bool:
    """Whether a place has a position that says more than which country or province it is."""
    place = located.place
    unknown = precision_of(located) in _WIDE and place.radius_m is None
    vague = unknown or (place.radius_m or 0) > _FARTHEST
    return place.position is not None and not vague


def _spots(evidences: Iterable[Evidence]) -> dict[int, _Spot]:
    held: dict[int, _Spot] = {}
    for evidence in evidences:
        located = _main(evidence)
        if located:
            spot = held.setdefault(located.place.id, _Spot(located.place, precision_of(located)))
            spot.evidences.append(evidence)
    return held


def precision_of(located: Located) -> str:
    """Say how exactly an incident is placed: by itself, else as its place is."""
    return located.tie.precision or located.place.precision


def _map_place(
    place: Place,
    precision: str,
    number: str = "",
    notes: tuple[str, ...] = (),
    *,
    minor: bool = False,
    anchor: str = "",
) -> MapPlace:
    where = place.position
    longitude, latitude = (where.longitude, where.latitude) if where else (0, 0)
    radius = 0 if precision in _POINTS else radius_of(place, precision)
    return MapPlace(place.name, longitude, latitude, radius, number, notes, minor, anchor)


def radius_of(place: Place, precision: str) -> int:
    """Give the radius of a place in metres, its own or that of its precision; 0 if unknown."""
    words = vocabulary("location_precision")
    usual = words.term(precision).more.get("radius_m", 0) if precision in words else 0
    return max(int(place.radius_m or usual or _USUAL.get(precision, 0)), 0)


def _note(evidence: Evidence, material: Material) -> str:
    """Give "22 Jun · 134 people"."""
    when = evidence.incident.date.words(material.short)
    chosen = next((figure.chosen for figure in evidence.figures if figure.chosen), None)
    if chosen is None:
        return when
    count = short_count(chosen)
    unit = chosen.claim.unit
    said = count if not unit or unit in count else f"{count} {unit}"
    return " · ".join(part for part in (when, said) if part)


# ---- movements -------------------------------------------------------------------------------


def _movements(evidences: Iterable[Evidence]) -> Iterator[Movement]:
    """Give the way of each incident that has one, by the roles of its places."""
    for evidence in evidences:
        way = [at for role in _WAY for at in evidence.places if at.tie.role == role]
        stops = tuple(
            (at.place.position.longitude, at.place.position.latitude)
            for at in way
            if at.place.position and _drawable(at)
        )
        end = way[-1] if way and way[-1].tie.role == PlaceRole.DESTINATION else None
        into = end.place.country if end and not _drawable(end) else ""
        if stops and (len(stops) > 1 or into):
            yield Movement(_say(evidence, way), stops, into)


def _say(evidence: Evidence, way: Iterable[Located]) -> str:
    """Give "INC-0004: Kaldar to Shahrtuz"."""
    names = " to ".join(isolated(at.place.name) for at in way)
    return f"{evidence.incident.reference}: {names}"


def _others(evidences: Iterable[Evidence], named: set[int]) -> Iterator[MapPlace]:
    """Give the other ends of ways, each once."""
    for evidence in evidences:
        for at in evidence.places:
            if _drawable(at) and at.tie.role in _WAY and at.place.id not in named:
                named.add(at.place.id)
                yield _map_place(at.place, precision_of(at), minor=True)


# ---- words -----------------------------------------------------------------------------------


def _remark(spots: Collection[_Spot]) -> str:
    """Say what the numbers in the circles are."""
    many = any(len(spot.evidences) > _FEW for spot in spots)
    counted = "A light circle holds the number of incidents." if many else ""
    for spot in spots:
        reference = spot.evidences[0].incident.reference
        number = number_of(reference)
        if number and len(spot.evidences) <= _FEW:
            said = f"Numbers are those of the incidents: {number} is {reference}."
            return f"{said} {counted}".strip()
    return counted


def _left_out(left: Collection[Evidence]) -> Iterator[Block]:
    """Name the incidents that are not drawn, by what they lack."""
    vague = [e for e in left if _has_position(e)]
    none = [e for e in left if not _has_position(e)]
    for held, lacking in ((none, "a position"), (vague, "an exact enough position")):
        if held:
            names = [e.incident.reference for e in held[: 2 * _FEW]]
            more = len(held) - len(names)
            told = joined([*names, f"{more:,} more"]) if more else joined(names)
            words = f"Not on the map, for want of {lacking}: {told}."
            yield Paragraph(plain(words), Style.CAPTION, wide=True)


def _has_position(evidence: Evidence) -> bool:
    return any(at.place.position and at.tie.role in _WAY for at in evidence.places)
