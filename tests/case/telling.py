"""A small story in three scripts that questions are asked of."""

from dossier.case import find
from dossier.case.case import Case
from dossier.model.counts import read
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Alias,
    Attribution,
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

ARTICLE = "On 22 June more than 130 soldiers fled.\n\n«Нарушений границы не было», заявил Асадов."


def tell(case: Case) -> Case:
    """Two incidents, one article in two scripts, places with names in three."""
    with case.edit("Story") as edit:
        kunduz = edit.insert(Place(name="Kunduz", aliases=(Alias("قندوز", "fa-AF"),)))
        bandar = edit.insert(Place(name="شیرخان بندر", parent=kunduz.id))
        south = edit.insert(Place(name="Шаартуз"))
        khatlon = edit.insert(Place(name="Khatlon"))
        asadov = edit.insert(Actor(name="Sherzod Asadov", role="Spokesman"))
        paper = edit.insert(Actor(name="Eurasianet", reliability="B"))
        published = Reported.of("29 June 2021")
        source = edit.insert(Source(title="Troops cross", publisher=paper.id, published=published))
        text = edit.insert(Text(source=source.id, sha256=edit.store_text(ARTICLE)))
        cited = edit.insert(Citation(text=text.id, start=11, end=24, exact="more than 130"))
        edit.insert(Attribution(citation=cited.id, position=1, actor=asadov.id, verb="said"))
        first = edit.insert(
            Incident(
                title="Soldiers cross the river", date=Reported.of("22 June 2021"), kind="clash"
            )
        )
        second = edit.insert(Incident(title="Бой у переправы", date=Reported.of("June 2021")))
        edit.insert(Incident(title="a rumour", status="draft"))
        for incident, place, role in (
            (first, bandar, "crossing_point"),
            (first, khatlon, "destination"),
            (second, south, "occurred_at"),
        ):
            edit.insert(IncidentPlace(incident=incident.id, place=place.id, role=role))
        for stated in ("134", "more than 130"):
            edit.insert(
                Claim(
                    incident=first.id,
                    citation=cited.id,
                    attribute="count",
                    stated=stated,
                    stance="asserts",
                    measure="crossed",
                    count=read(stated),
                    chosen=stated == "134",
                )
            )
        quote = edit.insert(
            Quote(citation=cited.id, speaker=asadov.id, form="paraphrase", text="No violations")
        )
        edit.insert(QuoteIncident(quote=quote.id, incident=first.id, bearing="denies"))
    return case


def titles(case: Case, kind: str, **asked: object) -> list[str]:
    found = find.ids(case, kind, **asked)  # type: ignore[arg-type]  # as a list would ask
    return [row.title for row in find.listing(case, kind, found)]


def found(case: Case, words: str, **asked: object) -> list[tuple[str, str]]:
    hits = find.search(case, words, **asked)  # type: ignore[arg-type]  # as the palette would ask
    return [(hit.kind, hit.title) for hit in hits.rows]
