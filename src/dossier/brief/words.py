"""The words of a document as atoms: shaped once for each voice, language and direction."""

from collections.abc import Callable
from functools import partial

from dossier.brief.breaking import Gap, split_rare, split_word
from dossier.brief.look import Voice
from dossier.brief.operators import Atom, choose_font, write_piece
from dossier.brief.shaping import REMEMBERED, Pieces, Shaper


class Words(dict[str, tuple[Atom, ...]]):
    """Words of one voice, language and level, each with a space behind it.

    One that is new is shaped when it is asked for.
    """

    def __init__(self, make: Callable[[str], tuple[Atom, ...]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> tuple[Atom, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        atoms = self[word] = self._make(word) + self[""] if word else self._make(" ")
        return atoms

    def spell(self, text: str) -> list[Atom]:
        """Give the atoms of clean text."""
        atoms: list[Atom] = []
        for index, part in enumerate(split_rare(text)):
            if index % 2:
                atoms += self._make(part)
            else:
                atoms += [atom for word in part.split(" ") for atom in self[word]]
                atoms.pop()  # behind the last word there is no space
        return atoms


class Vocabulary:
    """All words of one document."""

    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper
        self._words: dict[tuple[Voice, str, int], Words] = {}

    def find_words(self, voice: Voice, lang: str, level: int) -> Words:
        """Give the words of a voice, language and level (UAX #9), by a word and its space."""
        key = (voice, lang, level)
        words = self._words.get(key)
        if words is None:
            pieces = self.shaper.find_pieces(voice.cut, rtl=level % 2 == 1, lang=lang)
            words = self._words[key] = Words(partial(_make_atoms, pieces, voice, level))
        return words

    def make_atom(self, text: str, like: Atom, gap: Gap = Gap.NONE) -> Atom:
        """Give `text` as one atom of the voice and level of `like`."""
        voice, level = like.voice, like.level
        pieces = self.shaper.find_pieces(voice.cut, rtl=level % 2 == 1)
        return _make_atom(pieces, voice, level, text, gap)

    def make_hyphen(self, like: Atom) -> Atom:
        """Give the hyphen of a torn word; it reads as U+00AD (ISO 32000-1, 14.8.2.2.3)."""
        return _make_atom(self.shaper.find_hyphens(like.voice.cut), like.voice, like.level, "-")

    def measure(self, text: str, voice: Voice) -> float:
        """Give the width of `text` on one line, in points."""
        return _make_atom(self.shaper.find_pieces(voice.cut), voice, 0, text).width


def _make_atoms(pieces: Pieces, voice: Voice, level: int, token: str) -> tuple[Atom, ...]:
    return tuple([_make_atom(pieces, voice, level, *part) for part in split_word(token)])


def _make_atom(pieces: Pieces, voice: Voice, level: int, text: str, gap: Gap = Gap.NONE) -> Atom:
    if text == "\n":
        return Atom(text, voice, 0, 0, "", "", gap, space=True, level=level)
    face = pieces.face
    if face.font and (joined := pieces.letters.join(text)):
        array, advance = joined
        em = voice.size * face.cut.scale
        setup = choose_font(face.font.name, face.cut.scale, voice)
        return Atom(text, voice, advance * em / 1000, em, setup, array, gap, text.isspace(), level)
    piece = pieces[text]
    setup, array = write_piece(piece, voice)
    width = piece.width * voice.size / 1000
    em = voice.size * piece.segments[0].scale if piece.segments else voice.size
    return Atom(text, voice, width, em, setup, array, gap, text.isspace(), level)
