"""Who seems to be speaking beside a quotation."""

import pytest

from dossier.model import speakers

WORDS = "We took this decision"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"“{WORDS},” said Sherzod Asadov, who speaks for the president.", "Sherzod Asadov"),
        (f"“{WORDS},” said the foreign minister Abdulaziz Komilov.", "Abdulaziz Komilov"),
        (f"“{WORDS},” Sherzod Asadov told Interfax.", "Sherzod Asadov"),
        (f"Sherzod Asadov, the spokesman, told Interfax: “{WORDS}.”", "Sherzod Asadov"),
        (f"It rained. Sherzod Asadov said “{WORDS}” there.", "Sherzod Asadov"),
        (f"Sherzod Asadov said nothing. “{WORDS},” he said.", ""),
        (f"“{WORDS}.” The next day Sherzod Asadov left.", ""),
    ],
)
def test_a_name_counts_only_beside_its_verb(text: str, name: str) -> None:
    start = text.index(WORDS)
    assert speakers.named(text, start, start + len(WORDS)) == name


def test_names_of_the_paragraph_come_in_its_order() -> None:
    text = f"Ann Other\nAbdulaziz Komilov met Dennis Wholey. “{WORDS},” he said.\nBob Third"
    start = text.index(WORDS)
    assert speakers.names(text, start, start + 3) == ("Abdulaziz Komilov", "Dennis Wholey")
