"""Names from the right among words from the left."""

import pytest

from dossier.model.direction import isolated


@pytest.mark.parametrize("name", ["شیرخان بندر", "חיפה", "Balkh (بلخ)", "\u202eevil", "\u2067x"])
def test_what_would_turn_the_words_beside_it_is_wrapped(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("name", ["", "Kunduz", "Шаартуз", "O‘zbekiston", "134 – 150"])
def test_what_turns_nothing_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name
