"""The words of a document as atoms: shaped once for each voice, language and direction."""

from dossier.brief.breaking import Gap, split_rare, split_word
from dossier.brief.look import Voice
from dossier.brief.operators import Atom, choose_font, write_piece
from dossier.brief.shaping import REMEMBERED, Pieces, Shaper


class Words(dict[str, tuple[Atom, ...]]):
    """Words of one voice, language and level (UAX #9), each with a space behind it.

    One that is new is shaped when it is asked for.
    """

    def __init__(self, pieces: Pieces, voice: Voice, level: int) -> None:
        super().__init__()
        self._pieces = pieces
        self._voice = voice
        self._level = level
        self._em = voice.size * pieces.face.cut.scale
        self._setup = ""  # of the font that the face has once a word is set in it

    def __missing__(self, word: str) -> tuple[Atom, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        atoms = self[word] = self._split(word) + self[""] if word else self._split(" ")
        return atoms

    def spell(self, text: str) -> list[Atom]:
        """Give the atoms of clean text."""
        if "\n" in text or not text.isascii():
            parts = enumerate(split_rare(text))
            spelt = [self._split(it) if at % 2 else self._spell_plain(it) for at, it in parts]
            return [atom for atoms in spelt for atom in atoms]
        return self._spell_plain(text)

    def _spell_plain(self, text: str) -> list[Atom]:
        atoms = [atom for word in text.split(" ") for atom in self[word]]
        atoms.pop()  # behind the last word there is no space
        return atoms

    def make_atom(self, text: str, gap: Gap = Gap.NONE) -> Atom:
        """Give `text` as one atom, which nobody remembers."""
        voice, level = self._voice, self._level
        if text == "\n":
            return Atom(text, voice, 0, 0, "", "", gap, space=True, level=level)
        face = self._pieces.face
        if face.font and (joined := self._pieces.letters.join(text)):
            array, advance = joined
            em = self._em
            setup = self._setup = self._setup or choose_font(face.font.name, face.cut.scale, voice)
            width = advance * em / 1000
            return Atom(text, voice, width, em, setup, array, gap, text.isspace(), level)
        piece = self._pieces[text]
        setup, array = write_piece(piece, voice)
        width = piece.width * voice.size / 1000
        em = voice.size * piece.segments[0].scale if piece.segments else voice.size
        return Atom(text, voice, width, em, setup, array, gap, text.isspace(), level)

    def _split(self, token: str) -> tuple[Atom, ...]:
        return tuple([self.make_atom(*part) for part in split_word(token)])


class Vocabulary(dict[tuple[Voice, str, int], Words]):
    """All words of one document, by their voice, language and level (UAX #9)."""

    def __init__(self, shaper: Shaper) -> None:
        super().__init__()
        self.shaper = shaper

    def __missing__(self, key: tuple[Voice, str, int]) -> Words:
        voice, lang, level = key
        pieces = self.shaper.find_pieces(voice.cut, rtl=level % 2 == 1, lang=lang)
        words = self[key] = Words(pieces, voice, level)
        return words

    def make_atom(self, text: str, like: Atom, gap: Gap = Gap.NONE) -> Atom:
        """Give `text` as one atom of the voice and level of `like`."""
        return self[like.voice, "", like.level].make_atom(text, gap)

    def make_hyphen(self, like: Atom) -> Atom:
        """Give the hyphen of a torn word; it reads as U+00AD (ISO 32000-1, 14.8.2.2.3)."""
        hyphens = self.shaper.find_hyphens(like.voice.cut)
        return Words(hyphens, like.voice, like.level).make_atom("-")

    def measure(self, text: str, voice: Voice) -> float:
        """Give the width of `text` on one line, in points."""
        return self[voice, "", 0].make_atom(text).width
