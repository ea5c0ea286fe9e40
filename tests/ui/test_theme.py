"""The look: every pair of colours that meets on screen can be told apart."""

import dataclasses
import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontInfo, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dossier.model.colours import contrast
from dossier.ui import stylesheet
from dossier.ui.actions import Command
from dossier.ui.preferences import Appearance
from dossier.ui.settings import Settings
from dossier.ui.theme import DARK, LIGHT, Step, Theme, Tokens
from dossier.ui.window import Window

TEXT, CONTROL = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
GROUNDS = ("window", "surface", "sunken", "hover", "selected")

TEXT_PAIRS = [
    *[(text, ground) for text in ("text", "text2") for ground in GROUNDS],
    *[("text3", ground) for ground in ("window", "surface")],
    *[(tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "info")],
    *[(tone, "surface") for tone in ("ok", "warn", "bad", "info", "accent")],
    ("warn", "selected"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_text", "accent_soft"),
    ("text", "mark_quote"),
    ("text", "mark_figure"),
    ("surface", "text"),
]
CONTROL_PAIRS = [
    ("control", "surface"),
    *[("accent", ground) for ground in GROUNDS],
    ("bad", "surface"),
    ("on_accent", "accent"),
]


PAGES = [it for it in Command if it.name.startswith("GO_") or it is Command.READ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("fore", "back"), TEXT_PAIRS)
def test_text_is_legible_on_its_ground(tokens: Tokens, fore: str, back: str) -> None:
    assert contrast(getattr(tokens, fore), getattr(tokens, back)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("fore", "back"), CONTROL_PAIRS)
def test_edges_of_controls_are_visible(tokens: Tokens, fore: str, back: str) -> None:
    assert contrast(getattr(tokens, fore), getattr(tokens, back)) >= CONTROL


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_the_stylesheet_names_colours_of_the_tokens_only(theme: Theme) -> None:
    sizes = {step.value: 13 for step in Step}
    sheet = stylesheet.sheet(dataclasses.asdict(LIGHT), sizes, 100)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", sheet))
    assert used <= set(dataclasses.asdict(LIGHT).values())
    assert theme.tokens == LIGHT


def test_switching_dresses_the_application_and_is_remembered(
    app: QApplication, theme: Theme, settings: Settings
) -> None:
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.dark))
    theme.set_appearance(Appearance.DARK)
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert heard == [True]
    assert settings.text("appearance") == "dark"
    theme.set_appearance(Appearance.LIGHT)
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.window


def test_text_grows_and_stays_within_bounds(theme: Theme) -> None:
    theme.set_text_size(150)
    assert theme.font(Step.BODY).pixelSize() == 20
    theme.set_text_size(900)
    assert theme.text_size == 150


def test_the_fonts_come_with_the_program(theme: Theme) -> None:
    regular = QFontInfo(theme.font())
    assert regular.family() == "Inter"
    assert QFontInfo(theme.font(strong=True)).weight() > regular.weight()


def test_a_widget_is_dressed_as_often_within_many_others_as_within_one(
    qtbot: QtBot, theme: Theme
) -> None:
    class Counting(QLabel):
        dressed = 0

        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
            self.dressed += event.type() is QEvent.Type.StyleChange
            super().changeEvent(event)

    counts = []
    for depth in (1, 30):
        window = inner = QWidget()
        qtbot.addWidget(window)
        for _ in range(depth):
            layout = QVBoxLayout(inner)
            layout.addWidget(inner := QWidget())
        innermost = Counting(inner)
        window.show()
        before = innermost.dressed
        theme.set_appearance(Appearance.LIGHT if theme.dark else Appearance.DARK)
        counts.append(innermost.dressed - before)
    assert counts[0] == counts[1] > 0


def picture(qtbot: QtBot, window: Window) -> QImage:
    """Take a picture of a window that is at rest."""
    bench = window.workbench
    assert bench is not None
    qtbot.waitUntil(lambda: bench.pages.checking.is_current)
    brief = bench.pages.brief
    if brief is not None:
        qtbot.waitUntil(lambda: brief.view.picture(1) is not None, timeout=30_000)
    taken = [window.grab().toImage()]

    def is_still() -> bool:
        QTest.qWait(100)
        taken.append(window.grab().toImage())
        return taken[-1] == taken[-2]

    qtbot.waitUntil(is_still)
    return taken[-1]


@pytest.mark.parametrize("page", PAGES)
def test_the_window_looks_the_same_after_other_looks(
    qtbot: QtBot, open_window: Window, theme: Theme, page: Command
) -> None:
    bench = open_window.workbench
    assert bench is not None
    bench.pages.show_page(page)
    bench.pages.setFocus()
    before = picture(qtbot, open_window)
    theme.set_appearance(Appearance.DARK)
    theme.set_text_size(150)
    assert picture(qtbot, open_window) != before
    theme.set_text_size(100)
    theme.set_appearance(Appearance.LIGHT)
    qtbot.waitUntil(lambda: picture(qtbot, open_window) == before)
