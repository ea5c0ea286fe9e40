"""Words that are joined from letters seen before are what shaping would have made of them."""

import random
import string

import pytest

from dossier.brief.fonts import Cut, Family
from dossier.brief.shaping import Pieces, Shaper

LETTERS = string.ascii_letters + string.digits + string.punctuation + "“”‘’–—·…¶\u00a0"
CUTS = (
    Cut(Family.SANS),
    Cut(Family.SANS, 600, tracking=15),
    Cut(Family.SANS, features=("tnum", "lnum")),
    Cut(Family.SERIF, 400, False, 12),
    Cut(Family.SERIF, 400, True, 24),
    Cut(Family.SERIF, 600, False, 12, ("sups",)),
    Cut(Family.MONO),
)


def make_words(count: int) -> list[str]:
    drawn = random.Random(1)  # noqa: S311 - the same words every time, no secret
    kinds = (LETTERS, string.ascii_lowercase, string.digits, "fijl", "AVTLoy.,“”")
    return [
        "".join(drawn.choices(drawn.choice(kinds), k=drawn.randint(1, 9))) for _ in range(count)
    ]


@pytest.mark.parametrize("cut", CUTS)
def test_a_word_of_known_letters_is_what_it_would_be_by_itself(cut: Cut) -> None:
    learned = Shaper()
    words = make_words(1500)
    pieces = learned.find_pieces(cut)
    for word in words[:1000]:
        assert pieces[word].width > 0
    joined = {word: written for word in words[1000:] if (written := pieces.letters.join(word))}
    assert len(joined) > 200  # of 459
    for word, (array, width) in joined.items():
        fresh = Shaper()
        fresh.fonts.update(learned.fonts)  # the same codes for the same letters
        (segment,) = fresh.find_pieces(cut)[word].segments
        assert (array, width) == (segment.array, segment.width)


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier.brief.shaping.REMEMBERED", 10)
    shaper = Shaper()
    pieces: Pieces = shaper.find_pieces(CUTS[0])
    first = [pieces[word] for word in make_words(40)]
    assert len(pieces) <= 10
    assert [pieces[word] for word in make_words(40)] == first
