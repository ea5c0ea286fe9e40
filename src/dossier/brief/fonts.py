"""The typefaces of paper: which file, which weight, and which face has the letters of a script."""

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz as hb


class Family(StrEnum):
    """The families a brief is set in; all are open fonts that come as packages."""

    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"
    ARABIC = "arabic"


_EM = 1000  # units of all measures, whatever a font file counts in
ARABIC_SCALE = 1.18  # Amiri draws small on its em


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to set a family: weight 200-900, optical size where the family has that axis.

    `features` are OpenType features to switch on ("tnum", "sups"); `tracking` is extra space after
    each glyph in 1/1000 em. Cuts that differ in these two only share a font in the file.
    """

    family: Family
    weight: int = 400
    italic: bool = False
    optical: int = 0
    features: tuple[str, ...] = ()
    tracking: int = 0

    @property
    def instance(self) -> "Cut":
        """The cut without what only shaping cares about: the font that goes into the file."""
        return Cut(self.family, self.weight, self.italic, self.optical)

    @property
    def scale(self) -> float:
        """How much larger the family is set to look as large as the Latin beside it."""
        return ARABIC_SCALE if self.family is Family.ARABIC else 1.0


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file inside its package, and the axes it can be pinned on."""

    package: str
    name: str
    postscript: str
    axes: tuple[str, ...] = ()


_SERIF = FontFile(
    "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", "SourceSerif4", ("wght", "opsz")
)
_SERIF_ITALIC = FontFile(
    "fontpkg_source_serif_4",
    "SourceSerif4-Italic[opsz,wght].ttf",
    "SourceSerif4It",
    ("wght", "opsz"),
)
_SANS = FontFile("fontpkg_source_sans_3", "SourceSans3[wght].ttf", "SourceSans3", ("wght",))
_SANS_ITALIC = FontFile(
    "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf", "SourceSans3It", ("wght",)
)
_MONO = FontFile("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf", "IBMPlexMono")
_MONO_BOLD = FontFile("fontpkg_ibm_plex_mono", "IBMPlexMono-SemiBold.ttf", "IBMPlexMono-SemiBold")
_ARABIC = FontFile("fontpkg_amiri", "Amiri-Regular.ttf", "Amiri-Regular")
_ARABIC_BOLD = FontFile("fontpkg_amiri", "Amiri-Bold.ttf", "Amiri-Bold")

BOLD = 600  # from here on a family with two weights takes the heavier one


def choose_file(cut: Cut) -> FontFile:
    """Give the file that `cut` is made from. Arabic stays upright: Naskh has no italic."""
    if cut.family is Family.SERIF:
        return _SERIF_ITALIC if cut.italic else _SERIF
    if cut.family is Family.SANS:
        return _SANS_ITALIC if cut.italic else _SANS
    if cut.family is Family.MONO:
        return _MONO_BOLD if cut.weight >= BOLD else _MONO
    return _ARABIC_BOLD if cut.weight >= BOLD else _ARABIC


def pin_axes(cut: Cut) -> dict[str, float]:
    """Give the axis positions of `cut` for its file; empty for a file without axes."""
    wanted = {"wght": float(cut.weight), "opsz": float(cut.optical)}
    return {tag: wanted[tag] for tag in choose_file(cut).axes}


def list_fallbacks(cut: Cut) -> tuple[Cut, ...]:
    """Give the cuts to try in turn when `cut` lacks a character, nearest in look first."""
    bold = 700 if cut.weight >= BOLD else 400
    others = (
        Cut(Family.ARABIC, bold),
        replace(cut, family=Family.SANS, optical=0),
        replace(cut, family=Family.SERIF, optical=cut.optical or 11),
        replace(cut, family=Family.MONO, weight=bold, italic=False, optical=0),
    )
    return tuple(other for other in others if other.family is not cut.family)


class LoadedFont:
    """A cut ready for HarfBuzz: the font with its axes set, and the characters it has.

    `own` is the font file of a house, which then takes the place of ours.
    """

    def __init__(self, cut: Cut, own: bytes = b"") -> None:
        import uharfbuzz as hb

        self.cut = cut
        if own:
            self.face = hb.Face(hb.Blob(own))
            self.axes = _pin_own(self.face, cut)
            self.postscript = _plain_name(self.face)
        else:
            file = choose_file(cut)
            path = resources.files(file.package) / "files" / file.name
            self.face = hb.Face(hb.Blob.from_file_path(str(path)))
            self.axes = pin_axes(cut)
            self.postscript = file.postscript
        self.font = hb.Font(self.face)
        self.font.scale = (_EM, _EM)
        if self.axes:
            self.font.set_variations(self.axes)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Every code point the face has a glyph for or that needs none."""
        return frozenset(self.face.unicodes) | _WITHOUT_PICTURE

    def covers(self, cluster: str) -> bool:
        """Say whether the face can draw `cluster`, composed or decomposed (UAX #15)."""
        if self.coverage.issuperset(map(ord, cluster)):
            return True
        return self.coverage.issuperset(map(ord, unicodedata.normalize("NFD", cluster)))


def takes_own(own: bytes, cut: Cut) -> bool:
    """Whether the font of a house serves for a cut: upright, and bold only if it can be bold."""
    import uharfbuzz as hb

    if not own or cut.italic:
        return False
    return cut.weight < BOLD or "wght" in _axes_of(hb.Face(hb.Blob(own)))


def check_font(data: bytes) -> str:
    """Say why a font file cannot be printed with; "" if it can."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(data))
    if not face.glyph_count or "cmap" not in face.table_tags:
        return "It is not a font file."
    if "glyf" not in face.table_tags:
        return "Its outlines are those of PostScript: only TrueType outlines are printed."
    return ""


def _axes_of(face: "hb.Face") -> dict[str, tuple[float, float]]:
    return {axis.tag: (axis.min_value, axis.max_value) for axis in face.axis_infos}


def _pin_own(face: "hb.Face", cut: Cut) -> dict[str, float]:
    """Fix every axis of a variable font: the weight as asked, as far as it goes, else its own."""
    ends = _axes_of(face)
    pinned = {axis.tag: float(axis.default_value) for axis in face.axis_infos}
    if "wght" in ends:
        low, high = ends["wght"]
        pinned["wght"] = min(max(float(cut.weight), low), high)
    return pinned


def _plain_name(face: "hb.Face") -> str:
    """Give the PostScript name as a PDF can hold it."""
    import uharfbuzz as hb

    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or ""
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "Own"


# default ignorable characters and spaces: HarfBuzz makes them from the space of any font
_WITHOUT_PICTURE = frozenset(
    map(
        ord,
        "\xa0\xad\u034f\u061c\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2061"
        "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe00\ufe01\ufe02\ufe0e\ufe0f\ufeff",
    )
)
