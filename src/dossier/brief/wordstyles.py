"""The styles and lists of a brief as a Word file (ISO/IEC 29500-1, 17.7 and 17.9).

They bear the names that Word knows, so that headings fill its navigation and its contents.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from dossier.brief.look import ACCENT_COLOUR, MUTED_COLOUR, TEXT_COLOUR
from dossier.brief.wordtext import MONO_FONT

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = f'{SPACE} xmlns:r="{OFFICE}"'  # of a part that links outside it
_SERIF, _SANS = "Cambria", "Calibri"  # on every computer with Word; others have their measures
_ARABIC = "Times New Roman"  # has all letters of Dari and Pashto
_LEVELS = 9
_STEP = 360
_LARGE = 1.3  # as on paper


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs: font, size in points, white space in points, and how it stands out."""

    id: str
    name: str
    font: str
    size: float
    before: float = 0.0
    after: float = 0.0
    colour: str = TEXT_COLOUR
    looks: str = ""
    level: int = 0
    keep: bool = False
    based: str = "Normal"


_BOLD, _ITALIC, _CAPITALS = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", "<w:caps/>"
_STYLES = (
    _Style("Normal", "Normal", _SERIF, 10.5, after=6, based=""),
    _Style("Title", "Title", _SERIF, 26, 4, 8, keep=True),
    _Style("Heading1", "heading 1", _SERIF, 18, 22, 8, level=1, keep=True),
    _Style("Heading2", "heading 2", _SANS, 11.5, 12, 3, looks=_BOLD, level=2, keep=True),
    _Style("Heading3", "heading 3", _SANS, 10, 8, 2, looks=_BOLD, level=3, keep=True),
    _Style("Lead", "Lead", _SERIF, 13, 6, 10, looks=_ITALIC),
    _Style("Quote", "Quote", _SERIF, 12, 2, 6, looks=_ITALIC),
    _Style("Source", "Source", _SERIF, 10, 6, 2),
    _Style("Small", "Small", _SANS, 9.5, after=4),
    _Style("SmallStrong", "Small strong", _SANS, 9.5, after=2, looks=_BOLD),
    _Style("Facts", "Facts", _SANS, 9, after=4, colour=MUTED_COLOUR),
    _Style("Caption", "caption", _SANS, 8.5, 2, 3, MUTED_COLOUR),
    _Style("Label", "Label", _SANS, 8, 6, 3, MUTED_COLOUR, _BOLD + _CAPITALS, keep=True),
    _Style("Hash", "Hash", MONO_FONT, 7.5, after=2, colour=MUTED_COLOUR),
    _Style("Cell", "Cell", _SANS, 9, 2, 2),
    _Style("CellHead", "Cell head", _SANS, 8.5, 2, 2, MUTED_COLOUR, _BOLD, based="Cell", keep=True),
    _Style("CellTotal", "Cell total", _SANS, 9, 2, 2, looks=_BOLD, based="Cell"),
    _Style("AfterTable", "After table", _SANS, 4, after=4),
    _Style("Header", "header", _SANS, 8, colour=MUTED_COLOUR),
    _Style("Footer", "footer", _SANS, 8, colour=MUTED_COLOUR),
    _Style("FootnoteText", "footnote text", _SERIF, 9, after=1),
    _Style("Mark", "Mark", _SANS, 9, 3, 3, ACCENT_COLOUR, _BOLD),
    _Style("MarkBoxed", "Mark boxed", _SANS, 12, 3, 3, looks=_BOLD),
)


def write_styles(language: str, *, large: bool = False) -> str:
    """Give styles.xml for text in `language`."""
    scale = _LARGE if large else 1.0
    lang = f"<w:lang w:val={quoteattr(language)}/>"
    defaults = f"<w:rPrDefault><w:rPr>{lang}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    styles = "".join(_write_style(style, scale) for style in _STYLES)
    return f"<w:styles {SPACE}><w:docDefaults>{defaults}</w:docDefaults>{styles}</w:styles>"


def _write_style(style: _Style, scale: float) -> str:
    default = ' w:default="1"' if not style.based else ""
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    keep = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    spacing = f'<w:spacing w:before="{style.before * 20:.0f}" w:after="{style.after * 20:.0f}"/>'
    level = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    fonts = f'w:ascii="{style.font}" w:hAnsi="{style.font}" w:cs="{_ARABIC}"'
    size = round(style.size * scale * 2)
    look = (
        f'<w:rFonts {fonts}/>{style.looks}<w:color w:val="{style.colour[1:]}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size + 3}"/>'
    )
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{keep}{spacing}{level}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def write_lists(numbered: int) -> str:
    """Give numbering.xml: list 1 has dashes, the `numbered` lists after it begin at 1 each."""
    levels = range(_LEVELS)
    kinds = (("bullet", "–"), ("decimal", "%{}."))
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_write_level(level, kind, mark) for level in levels)
        + "</w:abstractNum>"
        for at, (kind, mark) in enumerate(kinds)
    )
    again = "".join(
        f'<w:lvlOverride w:ilvl="{it}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for it in levels
    )
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/>{again}</w:num>'
        for at in range(2, numbered + 2)
    )
    return f"<w:numbering {SPACE}>{forms}{lists}</w:numbering>"


def _write_level(level: int, kind: str, mark: str) -> str:
    indent = f'<w:ind w:left="{(level + 1) * _STEP}" w:hanging="{_STEP}"/>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{indent}</w:pPr></w:lvl>"
    )
