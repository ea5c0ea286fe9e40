"""Traps of the window library that were fallen into once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QTabBar,
    QWidget,
)

from dossier.case import edits, file
from dossier.case.case import Case
from dossier.model.dates import Reported
from dossier.model.records import Actor, CaseInfo, Incident, Place, Source
from dossier.ui.desk import Desk
from dossier.ui.window import Window
from ui.contracts import tour

MARKUP = '<img src="file:///etc/passwd"> & <b>134</b>'
TURNED = "abc \u202e\u0634\u06cc\u0631 \u2066 def"
LONG = "word " * 2000
HOSTILE = (MARKUP, TURNED, "&File && more", "%1 %s {0}", "line\nbreak\tand\x0bmore")


@pytest.fixture
def hostile_window(window: Window, desk: Desk, tmp_path: Path) -> Window:
    """The window with a case whose every name means harm."""
    path = tmp_path / "<b>&hostile.dossier"
    with file.create(path, CaseInfo(title=MARKUP)) as case:
        fill(case)
    assert desk.open_case(path)
    return window


def fill(case: Case) -> None:
    for name in HOSTILE:
        place = edits.add(case, Place(name=name, notes=LONG))
        actor = edits.add(case, Actor(name=name, notes=LONG))
        source = Source(title=name, author=name, publisher=actor.id)
        edits.paste_source(case, source, f"{name}\n\n{LONG}")
        edits.add(case, Incident(title=name[:120], summary=LONG, date=Reported.of(name)))
        edits.trash(case, "place", [place.id])


def scroll(widget: QWidget) -> None:
    """Turn the wheel over a widget."""
    middle = widget.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_nothing_that_has_not_the_focus(
    sample_window: Window, desk: Desk
) -> None:
    seen = 0
    for stop in tour.pages(sample_window, desk):
        stop.root.setFocus()
        for picker in tour.visible(stop.root, QComboBox):
            before = picker.currentIndex()
            scroll(picker)
            assert picker.currentIndex() == before, stop.name
            seen += 1
        for spin in tour.visible(stop.root, QAbstractSpinBox):
            shown = spin.text()
            scroll(spin)
            assert spin.text() == shown, stop.name
    assert seen > 5


def test_names_are_neither_markup_nor_mnemonics(hostile_window: Window, desk: Desk) -> None:
    """Markup would load the files it names; a single & would make Alt with a letter a key."""
    wrong: dict[str, str] = {}
    for stop in tour.everything(hostile_window, desk):
        for widget in [stop.root, *stop.root.findChildren(QWidget)]:
            if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
                wrong[f"rich label: {widget.text()[:40]}"] = stop.name
            for tip in [widget.toolTip(), *tips_of(widget)]:
                if "<img" in tip or "<b>" in tip:
                    wrong[f"rich tip: {tip[:60]}"] = stop.name
            for words in texts_with_mnemonics(widget):
                if "&" in words.replace("&&", ""):
                    wrong[f"mnemonic: {words[:60]}"] = stop.name
    assert wrong == {}


def texts_with_mnemonics(widget: QWidget) -> list[str]:
    """What Qt looks for a mnemonic in, among what is no menu."""
    if isinstance(widget, QAbstractButton):
        return [widget.text()]
    if isinstance(widget, QTabBar):
        return [widget.tabText(at) for at in range(widget.count())]
    return []


def tips_of(widget: QWidget) -> list[str]:
    """Tips of the rows of a list."""
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return []
    model = widget.model()
    rows = (model.index(row, 0, QModelIndex()) for row in range(12))
    return [str(row.data(Qt.ItemDataRole.ToolTipRole) or "") for row in rows if row.isValid()]


def test_the_window_survives_names_of_any_length_and_direction(
    hostile_window: Window, desk: Desk
) -> None:
    width = hostile_window.width()
    for stop in tour.pages(hostile_window, desk):
        stop.root.grab()
        assert hostile_window.width() == width, stop.name
