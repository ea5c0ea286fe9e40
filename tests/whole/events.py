"""What happened in the sample story: source, incidents, claims, chains, statements, judgements."""

from dataclasses import dataclass
from hashlib import sha256

from dossier.model import counts
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.records import (
    Attribution,
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    Quote,
    QuoteIncident,
    Source,
    SourceLink,
    Text,
)
from whole import cast, conclusions
from whole.cast import Cast
from whole.story import BODY, Story


def build() -> Story:
    """Give the whole story in the order an analyst would enter it."""
    story = Story()
    story.step("Enter people, bodies and places")
    names = cast.enter(story)
    story.step("Capture “Summary written for this sample”")
    _source(story, names)
    told = Telling(Writer(story, names), Chains(names))
    story.step("Record the crossing of 22 June")
    first = told.shir_khan_bandar()
    story.step("Record the crossing of 23 June")
    told.shortepa()
    story.step("Record the attempt of 26 June")
    third = told.attempt()
    story.step("Record the flight of 27 June")
    fourth = told.kaldar()
    story.step("Record the statements")
    told.statements(first, third, fourth)
    conclusions.enter(story)
    return story


def _source(story: Story, names: Cast) -> None:
    source = story.add(
        Source(
            id=story.next_id(),
            reference="S-0001",
            title="Summary written for this sample",
            kind="other",
            author="Sample analyst",
            publisher=names.makers,
            language="en",
            accessed=Reported.of("22 November 2026"),
            reliability="F",
            reliability_reason="A retelling made for a sample: nobody has a record of its author.",
            descriptor=(
                "Second-hand by construction: it retells one Eurasianet article and stores nothing "
                "of what that article drew on. Its counts and quotations can be checked only "
                "against this note."
            ),
            access="public",
        )
    )
    story.text_id = story.add(
        Text(
            id=story.next_id(),
            source=source,
            sha256=sha256(BODY.encode()).hexdigest(),
            language="en",
            made_by="pasted",
        )
    )
    story.add(
        SourceLink(id=story.next_id(), source=source, verb="summarised", to_actor=names.eurasianet)
    )


@dataclass(frozen=True)
class Chains:
    """The ways by which passages reached the note; none of the reports on the way was seen."""

    cast: Cast

    def eurasianet(self) -> tuple[Attribution, ...]:
        """Eurasianet reports and names nobody."""
        return (_hop(self.cast.eurasianet, "reported", origin="unknown"),)

    def relayed(self, actor: int, verb: str, origin: str) -> tuple[Attribution, ...]:
        """Somebody states, Eurasianet cites."""
        return (_hop(actor, verb, origin=origin), _hop(self.cast.eurasianet, "cited"))

    def asadov(self) -> tuple[Attribution, ...]:
        """Asadov told Interfax on 28 June, Eurasianet cited it."""
        told = _hop(
            self.cast.asadov, "told", origin="official_body",
            to_actor=self.cast.interfax, date=Reported.of("28 June 2021"),
        )  # fmt: skip
        return (told, _hop(self.cast.interfax, "reported"), _hop(self.cast.eurasianet, "cited"))

    def komilov(self) -> tuple[Attribution, ...]:
        """Komilov told Dennis Wholey, Eurasianet quoted it."""
        told = _hop(self.cast.komilov, "told", origin="official_body", to_actor=self.cast.wholey)
        return (told, _hop(self.cast.eurasianet, "quoted"))


def _hop(actor: int, verb: str, *, origin: str = "", **more: object) -> Attribution:
    return Attribution(actor=actor, verb=verb, origin=origin, **more)  # type: ignore[arg-type]  # by keyword


@dataclass(frozen=True)
class Writer:
    """Enters incidents with their claims, and quotes."""

    story: Story
    cast: Cast

    def incident(self, **fields: object) -> int:
        """Enter an incident as a draft ready for review."""
        held = {"zone": "Asia/Kabul", "status": "ready_for_review", **fields}
        return self.story.add(Incident(id=self.story.next_id(), **held))  # type: ignore[arg-type]  # by keyword

    def place(self, incident: int, place: int, role: str) -> None:
        """Tie a place to an incident."""
        self.story.add(
            IncidentPlace(id=self.story.next_id(), incident=incident, place=place, role=role)
        )

    def actor(self, incident: int, actor: int, role: str) -> None:
        """Tie an actor to an incident."""
        self.story.add(
            IncidentActor(id=self.story.next_id(), incident=incident, actor=actor, role=role)
        )

    def claim(
        self, incident: int, citation: int, attribute: str, stated: str, **more: object
    ) -> None:
        """Enter what a passage says of one attribute."""
        held = {"stance": "asserts", "credibility": "6", **more}
        self.story.add(
            Claim(
                id=self.story.next_id(),
                incident=incident,
                citation=citation,
                attribute=attribute,
                stated=stated,
                **held,  # type: ignore[arg-type]  # by keyword
            )
        )

    def count(self, incident: int, citation: int, stated: str, **more: object) -> None:
        """Enter a count of people who crossed, as stated."""
        self.claim(
            incident, citation, "count", stated,
            measure="crossed", unit="people", count=counts.read(stated), **more,
        )  # fmt: skip

    def quote(self, citation: int, incidents: dict[int, str], **fields: object) -> None:
        """Enter a quote and the incidents it bears on."""
        quotes = [one for _, made in self.story.steps for one in made if isinstance(one, Quote)]
        reference = f"Q-{len(quotes) + 1:04}"
        held = {"form": "verbatim", "status": "on_record", "language": "en", **fields}
        held["reference"] = reference
        quote = self.story.add(Quote(id=self.story.next_id(), citation=citation, **held))  # type: ignore[arg-type]  # by keyword
        for incident, bearing in incidents.items():
            self.story.add(
                QuoteIncident(
                    id=self.story.next_id(), quote=quote, incident=incident, bearing=bearing
                )
            )


@dataclass(frozen=True)
class Telling:
    """The incidents and statements one by one."""

    writer: Writer
    chains: Chains

    def shir_khan_bandar(self) -> int:
        """22 June: 134 and "more than 130" stand side by side."""
        write, cast, cite = self.writer, self.writer.cast, self.writer.story.cite
        incident = write.incident(
            reference="INC-0001", title="Soldiers cross at Shir Khan Bandar into Tajikistan",
            kind="cross_border_flight", date=Reported.of("22 June 2021"),
            time=TimeOfDay("9 a.m.", "09:00"),
            zone="",
            summary="Soldiers under attack left Afghanistan by the crossing at Shir Khan Bandar.",
            note="Which clock “9 a.m.” follows is not said; Tajikistan is half an hour ahead.",
        )  # fmt: skip
        write.place(incident, cast.shir_khan, "crossing_point")
        write.place(incident, cast.tajikistan, "destination")
        write.actor(incident, cast.soldiers, "participant")
        write.actor(incident, cast.border, "responder")
        exact = cite(
            "134 Afghan government troops, which could not withstand the offensive, had to "
            "withdraw … into the territory of Tajikistan",
            *self.chains.relayed(cast.security, "stated", "official_body"),
        )
        floor = cite(
            "More than 130 soldiers left Afghanistan by the border crossing at Shir Khan Bandar",
            *self.chains.eurasianet(),
        )
        write.count(
            incident, exact, "134", chosen=True,
            rationale="An exact figure from a named body; “more than 130” holds it.",
        )  # fmt: skip
        write.count(incident, floor, "More than 130")
        write.claim(incident, exact, "cause", "could not withstand the offensive")
        self._received(incident)
        return incident

    def _received(self, incident: int) -> None:
        cast = self.writer.cast
        citation = self.writer.story.cite(
            "Both times Tajik border officials let the soldiers in and called it a gesture of "
            "“humanity and good neighborliness”",
            *self.chains.relayed(cast.border, "stated", "official_body"),
        )
        self.writer.claim(incident, citation, "outcome", "let the soldiers in")

    def shortepa(self) -> int:
        """23 June: one report of 53."""
        write, cast = self.writer, self.writer.cast
        incident = write.incident(
            reference="INC-0002", title="Armed soldiers and militiamen cross from Shortepa",
            kind="cross_border_flight", date=Reported.of("23 June 2021"),
            summary="Soldiers and militiamen crossed the Amu Darya into Uzbekistan with weapons.",
        )  # fmt: skip
        write.place(incident, cast.shortepa, "origin")
        write.place(incident, cast.uzbekistan, "destination")
        write.actor(incident, cast.soldiers, "participant")
        citation = write.story.cite(
            "From Shortepa district on the Amu Darya, 53 soldiers and militiamen crossed to "
            "Uzbekistan and carried their weapons with them",
            *self.chains.eurasianet(),
        )
        write.count(incident, citation, "53", chosen=True)
        write.claim(incident, citation, "action", "carried their weapons with them")
        return incident

    def attempt(self) -> int:
        """26 June: the most recent of several attempts; all were returned."""
        write, cast, cite = self.writer, self.writer.cast, self.writer.story.cite
        incident = write.incident(
            reference="INC-0003", title="A further attempt to enter Uzbekistan is turned back",
            kind="repatriation", date=Reported.of("26 June 2021"),
            summary="The latest of several attempts after 23 June, according to Tashkent.",
        )  # fmt: skip
        write.place(incident, cast.uzbekistan, "destination")
        write.actor(incident, cast.asadov, "claimant")
        latest = cite("dated the most recent one 26 June", *self.chains.asadov())
        returned = cite(
            "Everyone who tried to enter Uzbekistan was returned to Afghanistan, he said, as "
            "national and international law provide",
            *self.chains.asadov(),
        )
        write.claim(incident, latest, "date", "26 June", value="2021-06-26")
        write.claim(incident, returned, "outcome", "was returned to Afghanistan")
        return incident

    def kaldar(self) -> int:
        """27 June: 17 flee from Kaldar to Shahrtuz."""
        write, cast, cite = self.writer, self.writer.cast, self.writer.story.cite
        incident = write.incident(
            reference="INC-0004", title="Soldiers flee from Kaldar to Shahrtuz in Tajikistan",
            kind="cross_border_flight", date=Reported.of("27 June 2021"),
            time=TimeOfDay("in the morning", ""),
            summary="After an attack on a checkpoint in Kaldar soldiers entered Tajikistan.",
        )  # fmt: skip
        write.place(incident, cast.kaldar, "origin")
        write.place(incident, cast.shahrtuz, "destination")
        write.actor(incident, cast.soldiers, "participant")
        write.actor(incident, cast.taliban, "perpetrator")
        write.actor(incident, cast.border, "responder")
        flight = cite(
            "According to Tajikistan’s state news agency 17 soldiers had to flee; they entered "
            "Tajikistan by the Shahrtuz border post",
            *self.chains.relayed(cast.agency, "reported", "unknown"),
        )
        attack = cite(
            "In the morning an armed group of Taliban attacked a checkpoint in Kaldar district",
            *self.chains.relayed(cast.agency, "reported", "unknown"),
        )
        apart = cite("About 70 kilometres separate the two places", *self.chains.eurasianet())
        write.count(incident, flight, "17", chosen=True)
        write.claim(incident, attack, "cause", "an armed group of Taliban attacked a checkpoint")
        write.claim(incident, apart, "place", "About 70 kilometres")
        self._received(incident)
        return incident

    def statements(self, first: int, third: int, fourth: int) -> None:
        """The two men's statements, and the phrase of the Tajik officials."""
        cast = self.writer.cast
        spokesman = {"speaker": cast.asadov, "role": "Spokesman, presidential administration"}
        minister = {
            "speaker": cast.komilov, "role": "Minister of Foreign Affairs",
            "interviewer": cast.wholey, "venue": "Interview in English",
            "said": Reported.of("before 27 June 2021"),
        }  # fmt: skip
        for words in (
            "In between and today several such attempts were made",
            "The inviolability of the Uzbek border must not be questioned in any way",
        ):
            self._say(words, {third: "supports"}, self.chains.asadov(),
                      **spokesman, said=Reported.of("28 June 2021"))  # fmt: skip
        for words in (
            "We have to know about Afghanistan that there is no … military solution",
            (
                "We think that this problem must be resolved on the basis of a mutual compromise "
                "between the existing government and the military opposition, the Taliban and "
                "others"
            ),
        ):
            self._say(words, {}, self.chains.komilov(), **minister)
        chain = self.chains.relayed(cast.border, "stated", "official_body")
        self._say("humanity and good neighborliness", {first: "context", fourth: "context"}, chain,
                  speaker=cast.border, form="partial")  # fmt: skip

    def _say(
        self, words: str, bears: dict[int, str], chain: tuple[Attribution, ...], **fields: object
    ) -> None:
        citation = self.writer.story.cite(words, *chain)
        self.writer.quote(citation, bears, text=words, **fields)
