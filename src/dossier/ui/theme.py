"""How the window looks: colours, type sizes, palette; light, dark, or as the system says."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from dossier.ui import stylesheet
from dossier.ui.preferences import (
    APPEARANCE,
    COMPACT_ROWS,
    LARGEST_TEXT,
    SMALLEST_TEXT,
    TEXT_SIZE,
    TEXT_STEP,
    YES,
    Appearance,
)
from dossier.ui.settings import Settings

LATIN_FAMILY = "Inter"
ARABIC_FAMILY = "IBM Plex Sans Arabic"


class Step(StrEnum):
    """Steps of the type scale."""

    CAPTION = "caption"
    SMALL = "small"
    BODY = "body"
    READING = "reading"
    H2 = "h2"
    H1 = "h1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of the window, as #RRGGBB. Nothing else in ui names a colour."""

    window: str
    surface: str
    sunken: str
    hover: str
    selected: str
    border: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    mark_quote: str
    mark_figure: str
    land: str
    water: str
    frontier: str


LIGHT = Tokens(
    window="#F4F6F9",
    surface="#FFFFFF",
    sunken="#EBEEF3",
    hover="#F0F3F8",
    selected="#E4ECFB",
    border="#DDE2EA",
    control="#7F899A",
    text="#18212E",
    text2="#556173",
    text3="#66717F",
    accent="#2257C4",
    accent_hover="#1B4AAA",
    on_accent="#FFFFFF",
    accent_soft="#E4ECFB",
    accent_text="#1D4CAE",
    ok="#1A7448",
    ok_soft="#E2F3E9",
    warn="#8A5200",
    warn_soft="#FDF0D8",
    bad="#B3261E",
    bad_soft="#FBE7E5",
    info="#6440B5",
    info_soft="#EEE8FA",
    mark_quote="#FFE8A3",
    mark_figure="#CFE5FF",
    land="#FFFDF7",
    water="#E3ECF4",
    frontier="#7C8693",
)

DARK = Tokens(
    window="#14171C",
    surface="#1B1F26",
    sunken="#101317",
    hover="#232932",
    selected="#22355A",
    border="#2D343F",
    control="#6E7888",
    text="#E6EAF0",
    text2="#A9B3C1",
    text3="#8C97A7",
    accent="#82A9FF",
    accent_hover="#9CBBFF",
    on_accent="#0C1A36",
    accent_soft="#20304F",
    accent_text="#A9C4FF",
    ok="#63C793",
    ok_soft="#17342A",
    warn="#EDBA68",
    warn_soft="#3B2D15",
    bad="#F4978E",
    bad_soft="#432322",
    info="#BBA3F5",
    info_soft="#2E2649",
    mark_quote="#5C4B12",
    mark_figure="#1F4468",
    land="#272D35",
    water="#12161B",
    frontier="#5B6675",
)

SIZES: Mapping[Step, int] = MappingProxyType(
    {Step.CAPTION: 11, Step.SMALL: 12, Step.BODY: 13, Step.READING: 15, Step.H2: 15, Step.H1: 20}
)


class Theme(QObject):
    """The look of the running window. `changed` follows every switch of colours or text size."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._worn: tuple[bool, int, bool] | None = None
        self._colours: dict[str, QColor] = {}  # at hand: a page of rows asks for hundreds of them
        self._fonts: dict[tuple[Step, bool, bool, bool], QFont] = {}
        app.setStyle(QStyleFactory.create("Fusion"))
        self.apply()
        app.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return Appearance(self._settings.preferred(APPEARANCE))

    @property
    def text_size(self) -> int:
        """Text size in percent, 90 to 150."""
        return int(self._settings.preferred(TEXT_SIZE))

    @property
    def compact(self) -> bool:
        """Whether the rows of lists are low, with one line each."""
        return self._settings.preferred(COMPACT_ROWS) == YES

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self.appearance is Appearance.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.appearance is Appearance.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return DARK if self.dark else LIGHT

    def color(self, token: str) -> QColor:
        """One colour in use by the name of its token; AttributeError if there is none."""
        if token not in self._colours:
            self._colours[token] = QColor(getattr(self.tokens, token))
        return QColor(self._colours[token])

    def pixels(self, length: int) -> int:
        """Scale a length of the design, in pixels at 100 %, by the text size."""
        return round(length * self.text_size / 100)

    def font(
        self,
        step: Step = Step.BODY,
        *,
        strong: bool = False,
        firm: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """Font of one step of the type scale; `tabular` makes all digits equally wide."""
        key = (step, strong, firm, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._made(*key)
        return QFont(self._fonts[key])

    def _made(self, step: Step, strong: bool, firm: bool, tabular: bool) -> QFont:  # noqa: FBT001 - the four parts of a key
        font = QFont([LATIN_FAMILY, ARABIC_FAMILY])
        font.setPixelSize(self.pixels(SIZES[step]))
        if strong or step in (Step.H1, Step.H2):
            font.setFamilies(stylesheet.STRONG_FAMILIES)
            font.setWeight(QFont.Weight.DemiBold)
        elif firm:
            font.setFamilies(stylesheet.FIRM_FAMILIES)
            font.setWeight(QFont.Weight.Medium)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def set_appearance(self, appearance: Appearance) -> None:
        """Wear other colours, and remember the choice."""
        self._settings.store(APPEARANCE.key, appearance.value)
        self.apply()

    def set_text_size(self, percent: int) -> None:
        """Set the text size in percent, in steps of ten within its limits, and remember it."""
        step = round(percent / TEXT_STEP) * TEXT_STEP
        self._settings.store(TEXT_SIZE.key, max(SMALLEST_TEXT, min(LARGEST_TEXT, step)))
        self.apply()

    def apply(self) -> None:
        """Dress the application; nothing happens if it wears this already.

        A stylesheet in place of another has every widget polished once for each of its parents, so
        the old one is taken off first.
        """
        wanted = (self.dark, self.text_size, self.compact)
        if wanted == self._worn:
            return
        self._worn = wanted
        self._colours.clear()
        self._fonts.clear()
        self._app.setStyleSheet("")
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font())
        sizes = {step.value: self.pixels(size) for step, size in SIZES.items()}
        colours = dataclasses.asdict(self.tokens)
        self._app.setStyleSheet(stylesheet.sheet(colours, sizes, self.text_size))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Give the palette of these colours, for all that Fusion paints itself."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.text3),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.bad),
        (role.ToolTipBase, tokens.text),
        (role.ToolTipText, tokens.surface),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.info),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.border),
        (role.Mid, tokens.border),
        (role.Dark, tokens.control),
        (role.Shadow, tokens.control),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.text3))
    return made
