"""The story of the sample case as records: what the case package in resources/sample is made of.

The one source is a note written for the sample; outlets appear only in its chains. Facts and short
quoted statements come from a published article; every other sentence is ours.
"""

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from dossier.model import anchors
from dossier.model.field import Record
from dossier.model.records import Attribution, CaseInfo, Citation

TITLE = "Border crossings, June 2021"
BODY = Path(__file__).with_name("story.txt").read_text(encoding="utf-8")

INFO = CaseInfo(
    title=TITLE,
    reference="AFG-CA 2021/06",
    author="Sample analyst",
    organisation="Dossier",
    purpose="Shows how figures and statements lead back to the words of a stored source.",
    question=(
        "How many Afghan soldiers crossed into Tajikistan and Uzbekistan in the last week of "
        "June 2021, why and on whose word, and how did the two governments receive them?"
    ),
    time_zone="Asia/Kabul",
    languages=("en", "fa-AF", "ru", "tg-Cyrl", "uz-Latn"),
    handling_scheme="tlp2",
    handling_mark="TLP:CLEAR",
)

_FIRST_ID = 200_000_000 << 32  # May 2026, as ids count time; fixed, so that packages compare equal


@dataclass
class Story:
    """Records in the order of entry, under the label of the step that enters them."""

    steps: list[tuple[str, list[Record]]] = field(default_factory=list)
    _last: int = _FIRST_ID
    _cited: dict[str, int] = field(default_factory=dict)
    text_id: int = 0

    def step(self, label: str) -> None:
        """Start the next step."""
        self.steps.append((label, []))

    def next_id(self) -> int:
        """Draw the next fixed id."""
        self._last += 1
        return self._last

    def add(self, record: Record) -> int:
        """Enter a record that already bears its id."""
        self.steps[-1][1].append(record)
        return record.id

    def cite(self, exact: str, *chain: Attribution) -> int:
        """Cite words of the text once, with the chain they came by; give the citation's id."""
        if exact not in self._cited:
            start = BODY.index(exact)
            anchor = anchors.anchor(BODY, start, start + len(exact))
            citation = self.next_id()
            self._cited[exact] = self.add(
                Citation(
                    id=citation,
                    text=self.text_id,
                    locator_kind="paragraph",
                    locator=str(anchors.paragraph_at(BODY, start)),
                    start=anchor.start,
                    end=anchor.end,
                    exact=anchor.exact,
                    prefix=anchor.prefix,
                    suffix=anchor.suffix,
                )
            )
            for position, hop in enumerate(chain, start=1):
                self.add(_placed(hop, self.next_id(), citation, position))
        return self._cited[exact]


def _placed(hop: Attribution, number: int, citation: int, position: int) -> Attribution:
    return dataclasses.replace(hop, id=number, citation=citation, position=position)
