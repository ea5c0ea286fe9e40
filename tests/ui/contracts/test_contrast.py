"""Contrast of all that the stylesheet and the painted views really lay upon each other."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

import dossier.ui
from dossier.model.colours import contrast
from dossier.ui import stylesheet
from dossier.ui.theme import DARK, LIGHT, Step, Tokens, palette

TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
NAMES = frozenset(field.name for field in fields(Tokens))
STANDS_ON = ("window", "surface")
NOTICE = "text"  # the ground of the notice is the colour of words elsewhere
PAINTED_ON = ("surface", "window", "hover", "selected")
# frames of what is typed or chosen: without them nobody sees where to put the hand
FRAMED = frozenset({"QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QPushButton"})
LOOKS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
Rules = list[tuple[str, dict[str, str]]]


def rules() -> Rules:
    """Selectors of the stylesheet with their properties; colours by the names of their tokens."""
    sheet = stylesheet.sheet({n: n for n in NAMES}, {step.value: 13 for step in Step}, 100)
    found: Rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        pairs = (part.split(":", 1) for part in body.split(";") if ":" in part)
        held = {name.strip(): value.strip() for name, value in pairs}
        found += [(selector.strip(), held) for selector in selectors.split(",")]
    return found


def parts(selector: str) -> tuple[str, str, frozenset[str]]:
    """Element, its attribute if it has one, and its states: ("QPushButton", "primary", {hover})."""
    bare = re.sub(r'\[\w+="([\w-]+)"\]', r"@\1", selector)
    element, *states = re.split(r"(?<!:):(?!:)", bare)
    name, _, attribute = element.partition("@")
    attribute, _, sub = attribute.partition("::")
    return f"{name}::{sub}" if sub else name, attribute, frozenset(states)


def worn(selector: str, every: Rules) -> dict[str, str]:
    """What an element wears: general rules first, then those of its attribute and state."""
    name, attribute, states = parts(selector)
    fitting = []
    for at, (other, held) in enumerate(every):
        its_name, its_attribute, its_states = parts(other)
        if its_name == name and its_attribute in ("", attribute) and its_states <= states:
            fitting.append((bool(its_attribute), len(its_states), at, held))
    whole: dict[str, str] = {}
    for *_, held in sorted(fitting, key=lambda one: one[:3]):
        whole |= held
    return whole


def grounds(selector: str, every: Rules) -> tuple[str, ...]:
    """What lies behind the words of an element: its own ground, that of its holder, or either."""
    if "notice" in selector:
        return (NOTICE,)
    holder = selector.rsplit(" ", 1)[0] if " " in selector else selector.partition("::")[0]
    for one in (selector, holder):
        ground = worn(one, every).get("background", "")
        if ground in NAMES:
            return (ground,)
    return STANDS_ON


def written() -> Iterator[tuple[str, str, str]]:
    """Every element of the stylesheet with the colour of its words and what lies behind them."""
    every = rules()
    for selector, held in every:
        if "disabled" in selector or not {"color", "background"} & held.keys():
            continue
        fore = worn(selector, every).get("color", "text")
        for ground in grounds(selector, every):
            if fore in NAMES and not is_bare(selector):
                yield selector, fore, ground
            if selector.startswith(("QFrame[ground=", "QWidget[ground=")) and ground != NOTICE:
                yield selector, "text2", ground  # small words stand there too


def is_bare(selector: str) -> bool:
    """Whether nothing is written there: bars, lines, handles, a cross; the notice has labels."""
    bars = ("rule", "QScroll", "QSplitter", "QProgress", "indicator", 'QToolButton[look="notice"]')
    return selector == 'QFrame[ground="notice"]' or any(bar in selector for bar in bars)


@LOOKS
def test_words_in_the_stylesheet_are_legible_where_they_stand(tokens: Tokens) -> None:
    pairs = list(written())
    assert len(pairs) > 60
    faint = {
        (selector, fore, ground)
        for selector, fore, ground in pairs
        if contrast(getattr(tokens, fore), getattr(tokens, ground)) < TEXT
    }
    assert faint == set()


@LOOKS
def test_what_is_disabled_can_still_be_read(tokens: Tokens) -> None:
    # the guideline asks for nothing here; we do, for a case that is read only shows its values so
    every = rules()
    for selector, _ in every:
        if "disabled" in selector:
            fore = worn(selector, every).get("color", "text")
            for ground in grounds(selector, every):
                assert contrast(getattr(tokens, fore), getattr(tokens, ground)) >= GRAPHIC


@LOOKS
def test_frames_of_inputs_and_the_ring_of_the_focus_are_seen(tokens: Tokens) -> None:
    every = rules()
    seen = set()
    for selector, held in every:
        name, attribute, states = parts(selector)
        border = " ".join(value for key, value in held.items() if key.startswith("border"))
        colours = NAMES & set(border.split())
        ringed = "focus" in states or 'wrong="true"' in selector
        if not colours or not (ringed or (name in FRAMED and not attribute and not states)):
            continue
        seen.add(selector)
        own = {"primary": ("accent",), "notice": (NOTICE,)}  # a primary one has its ring within
        for ground in own.get(attribute, STANDS_ON):
            for colour in colours:
                assert contrast(getattr(tokens, colour), getattr(tokens, ground)) >= GRAPHIC, (
                    selector
                )
    assert len(seen) > 12


@LOOKS
def test_bars_and_marks_without_words_are_seen(tokens: Tokens) -> None:
    every = dict(rules())
    pairs = [
        (every["QScrollBar::handle"]["background"], ("surface", "window", "sunken")),
        (every["QProgressBar::chunk"]["background"], ("sunken", "surface")),
        (every["QSplitter::handle:hover"]["background"], STANDS_ON),
        (every["QTabBar::tab:selected"]["border-bottom-color"], STANDS_ON),
    ]
    for mark, behind in pairs:
        for ground in behind:
            assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= GRAPHIC


def painted(pattern: str) -> set[str]:
    """Tokens that the painted views of the program name in such a place."""
    folder = Path(dossier.ui.__file__).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    return {found for found in re.findall(pattern, code) if found in NAMES}


@LOOKS
def test_words_that_are_painted_are_legible_on_every_row(tokens: Tokens) -> None:
    hands = painted(r'Hand\([^()]*?"(\w+)"') | painted(r'= "(\w+)"') & {"text", "text2", "text3"}
    hands |= {"text", "text2", "warn", "bad"}
    assert hands >= {"text", "text2", "warn"}
    for hand in hands:
        for ground in PAINTED_ON:
            assert contrast(getattr(tokens, hand), getattr(tokens, ground)) >= TEXT, (hand, ground)


@LOOKS
def test_icons_are_seen_on_every_ground(tokens: Tokens) -> None:
    icons = painted(r'icons?\.(?:icon|paint)\([^()]*?"[\w-]+", "(\w+)"')
    icons |= painted(r'draw_icon\([^()]*?"(\w+)"\)')
    assert len(icons) > 4
    for icon in icons - {"on_accent", "surface"}:  # these stand on the accent, or on the notice
        for ground in PAINTED_ON:
            assert contrast(getattr(tokens, icon), getattr(tokens, ground)) >= GRAPHIC, icon


@LOOKS
def test_pills_and_marks_of_the_reader_keep_their_words_legible(tokens: Tokens) -> None:
    for tone in ("ok", "warn", "bad", "info"):
        assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_soft")) >= TEXT
    for mark in ("mark_quote", "mark_figure"):
        assert contrast(tokens.text, getattr(tokens, mark)) >= TEXT
    assert contrast(tokens.text2, tokens.sunken) >= TEXT  # the pill without a tone


@LOOKS
def test_what_the_style_paints_by_itself_is_legible(tokens: Tokens) -> None:
    worn_palette, role = palette(tokens), QPalette.ColorRole
    for fore, back in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.PlaceholderText, role.Window),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
    ):
        one, other = worn_palette.color(fore).name(), worn_palette.color(back).name()
        assert contrast(one, other) >= TEXT, (fore, back)
