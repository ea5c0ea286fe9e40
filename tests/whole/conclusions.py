"""What the analyst of the sample story concludes: judgements, and hypotheses weighed in a matrix.

Each says no more than the one note allows. It is a retelling that nobody can grade, so no
judgement is held with more than low confidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from dossier.model.records import (
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
)
from dossier.model.yardsticks import Scale
from whole.story import Story

R = TypeVar("R", Claim, Incident, Quote)


@dataclass(frozen=True)
class Tie:
    """What something rests on: the id of a claim or of a quote."""

    claim: int | None = None
    quote: int | None = None


def enter(story: Story) -> None:
    """Enter judgements, then hypotheses and evidence, then the ratings."""
    told = Concluding(story)
    story.step("Judge why they crossed and how they were received")
    told.judgements()
    story.step("Weigh why they crossed")
    told.matrix()


@dataclass
class Concluding:
    """Enters conclusions; finds claims and quotes by the words of the note."""

    story: Story
    _judgements: int = 0

    def judgements(self) -> None:
        """Two key judgements, another reading, an assumption, a gap and two indicators."""
        could_not, attacked = self._causes()
        let_in, returned = self._outcomes()
        self._judge(
            "key_judgement",
            "It is likely that attacks drove the soldiers over the border into Tajikistan on 22 "
            "and 27 June.",
            (could_not, attacked, self.claim("INC-0004", "17")),
            likelihood="likely", confidence="low",
            basis="Two Tajik bodies say so, one of each crossing. Their words reached us in one "
            "retelling of one article, and how reliable it is cannot be judged.",
        )  # fmt: skip
        self._judge(
            "key_judgement",
            "It is likely that the two governments go on as they began: Tajikistan lets soldiers "
            "in, Uzbekistan sends them back.",
            (let_in, returned, self.quote("humanity"), self.quote("The inviolability")),
            likelihood="likely", confidence="low",
            basis="What each government did is told by its own officials alone, in the same "
            "retelling. Nothing is said of the orders behind it.",
        )  # fmt: skip
        self._judge(
            "alternative",
            "There is a roughly even chance that nobody attacked those who crossed from Shortepa "
            "on 23 June.",
            (self.claim("INC-0002", "carried"),), likelihood="roughly_even_chance",
            basis="The note tells of no attack there. They carried their weapons with them.",
        )  # fmt: skip
        self._judge(
            "assumption",
            "Eurasianet cited the Tajik bodies faithfully, and the note retells Eurasianet "
            "faithfully.",
            (self.claim("INC-0001", "134"), self.claim("INC-0004", "17")),
            basis="Neither the article nor the reports it drew on are stored in this case.",
        )  # fmt: skip
        self._judge(
            "gap",
            "Was Shortepa attacked on 23 June, and by whom?",
            (self.claim("INC-0002", "53"),),
            basis="Few details of this crossing became known. To be asked: those who crossed and "
            "were returned, and Uzbek border officials.",
        )  # fmt: skip
        self._judge(
            "indicator", "Soldiers cross where no attack is reported of the same day.",
            (self.claim("INC-0002", "carried"),),
            basis="It would weaken judgement 1.",
        )  # fmt: skip
        self._judge(
            "indicator", "Tajik officials turn soldiers back, or Uzbek officials let them stay.",
            (let_in, returned), basis="It would weaken judgement 2.",
        )  # fmt: skip

    def matrix(self) -> None:
        """Three hypotheses, five rows of evidence, and how each fits each."""
        hypotheses = [
            self._hypothesis(at, *words)
            for at, words in enumerate(
                (
                    ("answer", "Attacks drove them", "They could not hold what they held."),
                    ("null", "They crossed by arrangement", "Agreed moves, and nobody in flight."),
                    ("deception", "The attacks are made up", "The crossings were to look forced."),
                ),
                start=1,
            )
        ]
        could_not, attacked = self._causes()
        _, returned = self._outcomes()
        rows: tuple[tuple[str, Tie, str, str], ...] = (
            ("134 troops “could not withstand the offensive”", could_not, "high", "CC II C"),
            ("Taliban attacked a checkpoint in Kaldar district", attacked, "", "CC I C"),
            (
                "53 crossed from Shortepa with their weapons, and no attack is told of",
                self.claim("INC-0002", "carried"), "", "N C I",
            ),
            (
                "Everyone who tried to enter Uzbekistan was returned",
                returned, "low", "N II N",
            ),
            (
                "Tajik border officials spoke of “humanity and good neighborliness”",
                self.quote("humanity"), "", "C I N",
            ),
        )  # fmt: skip
        exhibits = [
            self.story.add(
                Exhibit(
                    id=self.story.next_id(),
                    title=title,
                    claim=tie.claim,
                    quote=tie.quote,
                    relevance=relevance,
                    position=at,
                )
            )
            for at, (title, tie, relevance, _) in enumerate(rows, start=1)
        ]
        for exhibit, (*_, fits) in zip(exhibits, rows, strict=True):
            for hypothesis, fit in zip(hypotheses, fits.split(), strict=True):
                self.story.add(
                    Rating(
                        id=self.story.next_id(), hypothesis=hypothesis, exhibit=exhibit, value=fit
                    )
                )

    def _causes(self) -> tuple[Tie, Tie]:
        return self.claim("INC-0001", "could not"), self.claim("INC-0004", "an armed group")

    def _outcomes(self) -> tuple[Tie, Tie]:
        return self.claim("INC-0001", "let the"), self.claim("INC-0003", "was returned")

    def _judge(self, kind: str, text: str, grounds: tuple[Tie, ...], **fields: str) -> None:
        self._judgements += 1
        judgement = self.story.add(
            Judgement(
                id=self.story.next_id(),
                kind=kind,
                text=text,
                scale=Scale.ICD203,
                position=self._judgements,
                **fields,
            )
        )
        for at, ground in enumerate(grounds, start=1):
            self.story.add(
                JudgementLink(
                    id=self.story.next_id(),
                    judgement=judgement,
                    position=at,
                    claim=ground.claim,
                    quote=ground.quote,
                )
            )

    def _hypothesis(self, position: int, kind: str, title: str, description: str) -> int:
        return self.story.add(
            Hypothesis(
                id=self.story.next_id(),
                kind=kind,
                title=title,
                description=description,
                position=position,
            )
        )

    def claim(self, reference: str, opening: str) -> Tie:
        """The claim of an incident whose words begin so."""
        about = {one.id for one in self._told(Incident) if one.reference == reference}
        (found,) = (
            one for one in self._told(Claim)
            if one.incident in about and one.stated.startswith(opening)
        )  # fmt: skip
        return Tie(claim=found.id)

    def quote(self, opening: str) -> Tie:
        """The quote whose words begin so."""
        (found,) = (one for one in self._told(Quote) if one.text.startswith(opening))
        return Tie(quote=found.id)

    def _told(self, kind: type[R]) -> Iterator[R]:
        return (one for _, held in self.story.steps for one in held if isinstance(one, kind))
