"""Words into glyphs: HarfBuzz shapes a word once per cut; lines only join them."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.brief.fonts import Cut, Family, LoadedFont, list_fallbacks, takes_own

if TYPE_CHECKING:
    import uharfbuzz as hb

REMEMBERED = 2000  # words of one voice: numbers hardly come again, and there is no end of them
NO_FONTS: Mapping[Family, bytes] = MappingProxyType({})
_END = "\n"  # of a text, among its letters
_SIMPLE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”‘’–—·…¶\u00a0")
_TORN = "-"  # no language: the hyphens among the pieces of a cut
_WIDEST_GAP = 80  # 1/1000 em inside a word; from 100 on, readers of PDF see a space there
Shaped = tuple[int, int, int, int]  # glyph id, advance, x offset, y offset; 1/1000 em


@dataclass(slots=True)
class PaperFont:
    """A font as it grows in one document: a code for each pair of glyph and text it stands for.

    The same glyph gets two codes where it serves two letters (medial Arabic and Farsi yeh), so
    that the way back from code to text is exact. Codes start at 1; 0 stays for .notdef.
    """

    name: str
    loaded: LoadedFont
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    advances: dict[int, int] = field(default_factory=dict)
    plain: dict[tuple[int, str, int], str] = field(default_factory=dict)

    def write(self, glyph: int, text: str, advance: int) -> str:
        """Write `glyph`, on the line and `advance` wide, for a TJ array; remember it as `plain`."""
        written = _write_glyph(self.encode(glyph, text), 0, self.measure(glyph), advance)
        self.plain[glyph, text, advance] = written
        return written

    def encode(self, glyph: int, text: str) -> int:
        """Give the code that shows `glyph` and reads back as `text`."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def measure(self, glyph: int) -> int:
        """Give the advance of `glyph` by the font file, in 1/1000 em."""
        if glyph not in self.advances:
            self.advances[glyph] = self.loaded.font.get_glyph_h_advance(glyph)
        return self.advances[glyph]


@dataclass(slots=True)
class Segment:
    """Glyphs of one font, `scale` times the size of the text around: what goes into a TJ array.

    `width` is the advance in 1/1000 of the em around. Marks that stand above or below the line come
    as (rise, array) in `raised`, and `array` is empty. `actual` is the text where codes alone
    cannot tell it.
    """

    font: str
    scale: float
    array: str
    width: float
    raised: tuple[tuple[float, str], ...] = ()
    actual: str = ""


@dataclass(slots=True)
class Piece:
    """A shaped stretch of text in visual order, its width in 1/1000 em."""

    segments: tuple[Segment, ...]
    width: float


@dataclass(slots=True)
class Glyph:
    """One placed glyph, in units of 1/1000 em; `natural` is the advance the font file gives."""

    code: int
    natural: int
    advance: int
    x: int
    y: int


@dataclass(slots=True)
class Face:
    """A cut ready to shape with. Its `font` goes into the file once a word is set in it."""

    cut: Cut
    loaded: LoadedFont
    features: dict[str, bool]
    font: PaperFont | None = None


@dataclass(slots=True)
class Letters:
    """How letters are written in front of the next one, for TJ arrays, with their advances.

    Latin letters and figures look no further than that: it is what kerning is. `unsure` are pairs
    that are not always written the same.
    """

    known: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    unsure: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, text: str, parts: list[str], widths: list[int]) -> None:
        """Remember how each letter of `text` was written."""
        shaped = zip(parts, widths, strict=True)
        for pair, written in zip(pairwise(text + _END), shaped, strict=True):
            if pair not in self.unsure and self.known.setdefault(pair, written) != written:
                del self.known[pair]
                self.unsure.add(pair)

    def join(self, text: str) -> tuple[str, int] | None:
        """Give the array and the width of `text` without shaping it, if all its pairs are known."""
        known = self.known
        try:
            written = [known[pair] for pair in pairwise(text + _END)]
        except KeyError:
            return None
        array = "".join([part for part, _ in written]).replace("><", "")
        return array, sum([advance for _, advance in written])


class Pieces(dict[str, Piece]):
    """Texts of one cut, direction and language: one that is new is shaped when it is asked for.

    Its `letters` are remembered as they are shaped in `face`.
    """

    def __init__(self, face: Face, make: Callable[[str, Letters], Piece]) -> None:
        super().__init__()
        self.face = face
        self.letters = Letters()
        self._make = make

    def __missing__(self, text: str) -> Piece:
        if len(self) >= REMEMBERED:
            self.clear()
        piece = self[text] = self._make(text, self.letters)
        return piece


class Shaper:
    """Shapes text for one document and remembers pieces of it.

    `lacking` collects the characters that no font has; they are drawn as .notdef, not dropped.
    """

    def __init__(self, lang: str = "en", own: Mapping[Family, bytes] = NO_FONTS) -> None:
        """Begin a document in a language; `own` holds font files that take the place of ours."""
        self.lang = lang
        self._own = own
        self.fonts: dict[Cut, PaperFont] = {}
        self.lacking: dict[str, None] = {}
        self._loaded: dict[Cut, LoadedFont] = {}
        self._faces: dict[Cut, Face] = {}
        self._pieces: dict[tuple[Cut, bool, str], Pieces] = {}
        self._choices: dict[tuple[Cut, str], Cut] = {}

    def find_pieces(self, cut: Cut, *, rtl: bool = False, lang: str = "") -> Pieces:
        """Give the pieces of texts of one direction and on one line, by their text."""
        key = (cut, rtl, lang)
        pieces = self._pieces.get(key)
        if pieces is None:
            first = self._find_face(list_fallbacks(cut)[0] if rtl else cut)
            make = partial(self._shape_new, first, lang, rtl=rtl)
            pieces = self._pieces[key] = Pieces(first, make)
        return pieces

    def find_hyphens(self, cut: Cut) -> Pieces:
        """Give the hyphen "-" as it ends a torn word: it reads as U+00AD, which joins the word."""
        key = (cut, False, _TORN)
        if key not in self._pieces:
            face = self._find_face(cut)
            self._pieces[key] = Pieces(face, partial(self._shape_hyphen, face))
        return self._pieces[key]

    def _shape_hyphen(self, face: Face, text: str, _letters: Letters) -> Piece:
        segments = tuple(self._shape_part(text, face, "", rtl=False, says="\u00ad"))
        return Piece(segments, sum([segment.width for segment in segments]))

    def _shape_new(
        self, first: Face, lang: str, text: str, letters: Letters, *, rtl: bool
    ) -> Piece:
        """Shape `text` in `first`, or in what stands in for it."""
        if first.loaded.covers(text):
            segments = self._shape_part(text, first, lang, None if rtl else letters, rtl=rtl)
        else:
            parts = [
                self._shape_part(part, self._find_face(chosen), lang, rtl=rtl)
                for chosen, part in self._itemize(text, first.cut)
            ]
            if rtl:
                parts.reverse()
            segments = [segment for part in parts for segment in part]
        return Piece(tuple(segments), sum([segment.width for segment in segments]))

    def _itemize(self, text: str, cut: Cut) -> list[tuple[Cut, str]]:
        chosen = ((self._choose(cluster, cut), cluster) for cluster in split_clusters(text))
        return [
            (key, "".join(cluster for _, cluster in group))
            for key, group in groupby(chosen, key=lambda pair: pair[0])
        ]

    def _choose(self, cluster: str, cut: Cut) -> Cut:
        """Give the first cut that has all of `cluster`, else its base, else `cut`."""
        key = (cut, cluster)
        if key not in self._choices:
            cuts = (cut, *list_fallbacks(cut))
            whole = (other for other in cuts if self._load(other).covers(cluster))
            base = (other for other in cuts if self._load(other).covers(cluster[0]))
            chosen = self._choices[key] = next(whole, None) or next(base, cut)
            if not self._load(chosen).covers(cluster):
                lacking = (char for char in cluster if not self._load(chosen).covers(char))
                self.lacking |= dict.fromkeys(lacking)
        return self._choices[key]

    def _load(self, cut: Cut) -> LoadedFont:
        """Give the font that `cut` shares with the cuts that differ in shaping only."""
        loaded = self._loaded.get(cut.instance)
        if loaded is None:
            loaded = self._loaded[cut.instance] = LoadedFont(cut.instance, self._own_font(cut))
        return loaded

    def _own_font(self, cut: Cut) -> bytes:
        own = self._own.get(cut.family, b"")
        return own if takes_own(own, cut) else b""

    def _find_face(self, cut: Cut) -> Face:
        face = self._faces.get(cut)
        if face is None:
            face = self._faces[cut] = Face(cut, self._load(cut), _switch_features(cut))
        return face

    def _take_font(self, face: Face) -> PaperFont:
        name = f"F{len(self.fonts) + 1}"
        return self.fonts.setdefault(face.cut.instance, PaperFont(name, face.loaded))

    def _shape_part(
        self,
        text: str,
        face: Face,
        lang: str,
        letters: Letters | None = None,
        *,
        rtl: bool,
        says: str = "",
    ) -> list[Segment]:
        """Shape `text`, which reads as `says` if that is another as long; `letters` may learn."""
        import uharfbuzz as hb

        font = face.font
        if font is None:
            font = face.font = self._take_font(face)
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = lang or self.lang  # never guessed: HarfBuzz would ask the locale
        buffer.guess_segment_properties()
        hb.shape(font.loaded.font, buffer, face.features)
        turned = text[::-1] if rtl else says or text
        simple = _write_simple(font, face.cut, buffer, turned, letters)
        return [simple] if simple else _write_segments(font, face.cut, buffer, text, rtl=rtl)


def _switch_features(cut: Cut) -> dict[str, bool]:
    features = dict.fromkeys(cut.features, True)
    return features | {"liga": False, "clig": False} if cut.tracking else features


def split_clusters(text: str) -> list[str]:
    """Split `text` before every character that is not a mark or joiner of the one before it."""
    clusters: list[str] = []
    for char in text:
        if clusters and (char in "\u200c\u200d" or unicodedata.category(char)[0] == "M"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _group_glyphs(buffer: "hb.Buffer", text: str) -> Iterator[tuple[str, list[Shaped]]]:
    """Yield each cluster of `text` with its glyphs, in visual order."""
    shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in shaped})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, group in groupby(shaped, key=lambda pair: pair[0].cluster):
        glyphs = [(i.codepoint, p.x_advance, p.x_offset, p.y_offset) for i, p in group]
        yield text[start : ends[start]], glyphs


def _write_simple(
    font: PaperFont, cut: Cut, buffer: "hb.Buffer", text: str, letters: Letters | None
) -> Segment | None:
    """Write what is one glyph for one character on one line, as nearly all words are.

    `text` is in the order of the glyphs. None if there is more to it. `letters` learn what is
    written by itself.
    """
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if len(infos) != len(text) or len({info.cluster for info in infos}) != len(text):
        return None
    parts, widths = [], []
    tracking, written, write = cut.tracking, font.plain, font.write
    for char, info, placed in zip(text, infos, positions, strict=True):
        x, y, advance, _ = placed.position
        if y:
            return None
        glyph, moved = info.codepoint, advance + tracking
        if x:
            left = min(x, _WIDEST_GAP)
            moved -= x - left
            code = font.encode(glyph, char)
            parts.append(_write_glyph(code, left, font.measure(glyph), moved))
        else:
            parts.append(written.get((glyph, char, moved)) or write(glyph, char, moved))
        widths.append(moved)
    if letters and (text.isascii() or _SIMPLE.issuperset(text)):
        letters.learn(text, parts, widths)
    wide = sum(widths) * cut.scale
    return Segment(font.name, cut.scale, "".join(parts).replace("><", ""), wide)


def _write_segments(
    font: PaperFont, cut: Cut, buffer: "hb.Buffer", whole: str, *, rtl: bool
) -> list[Segment]:
    """Join what reads back glyph by glyph; a cluster that does not gets a segment of its own."""
    segments: list[Segment] = []
    plain: list[Glyph] = []
    for text, shaped in _group_glyphs(buffer, whole):
        shares = _share_text(text, len(shaped))
        glyphs = _encode_glyphs(font, shaped, shares, rtl=rtl)
        glyphs[-1] = replace(glyphs[-1], advance=glyphs[-1].advance + cut.tracking)
        if len(shares) == len(shaped):
            plain += glyphs
            continue
        if plain:
            segments.append(_write_segment(font.name, cut.scale, plain))
            plain = []
        segments.append(replace(_write_segment(font.name, cut.scale, glyphs), actual=text))
    if plain:
        segments.append(_write_segment(font.name, cut.scale, plain))
    return segments


def _share_text(text: str, count: int) -> list[str]:
    """Give each of `count` glyphs its part of `text`; a shorter list where that cannot be told."""
    if count == 1:
        return [text]
    for form in (text, unicodedata.normalize("NFD", text)):
        if len(form) == count:
            return list(form)
    return [text]


def _encode_glyphs(
    font: PaperFont, shaped: list[Shaped], shares: list[str], *, rtl: bool
) -> list[Glyph]:
    padded = shares + [""] * (len(shaped) - len(shares))
    if rtl:  # glyphs stand in visual order, the text in reading order
        padded.reverse()
    return [
        Glyph(font.encode(glyph, text), font.measure(glyph), advance, x, y)
        for (glyph, advance, x, y), text in zip(shaped, padded, strict=True)
    ]


def _write_segment(font: str, scale: float, glyphs: list[Glyph]) -> Segment:
    width = sum(glyph.advance for glyph in glyphs) * scale
    levels = [(y, list(group)) for y, group in groupby(glyphs, key=lambda glyph: glyph.y)]
    arrays = tuple(
        (y * scale, "".join(_write_glyph(g.code, g.x, g.natural, g.advance) for g in group))
        for y, group in levels
    )
    if len(arrays) == 1 and not arrays[0][0]:
        return Segment(font, scale, arrays[0][1], width)
    return Segment(font, scale, "", width, arrays)


def _write_glyph(code: int, x: int, natural: int, advance: int) -> str:
    """Write one glyph for TJ: numbers move left, so an offset comes negated before the code."""
    rest = natural + x - advance
    if x:
        return f" {-x}<{code:04x}> {rest}" if rest else f" {-x}<{code:04x}>"
    return f"<{code:04x}> {rest}" if rest else f"<{code:04x}>"
