"""Nothing is cut off: all words are shown in the smallest window with the largest text."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QToolButton, QWidget

from dossier.ui.desk import Desk
from dossier.ui.preferences import LARGEST_TEXT, SMALLEST_TEXT
from dossier.ui.window import LEAST_HEIGHT, LEAST_WIDTH, Window
from ui.contracts import tour
from ui.contracts.test_names import where


def cut(root: QWidget) -> Iterator[str]:
    """Labels and buttons in sight that show less than they say, and do not say so."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        words = widget.text()
        if not words or shortens(widget):
            continue
        if widget.width() < needed(widget) - 1:
            yield f"{words!r} has {widget.width()} of {needed(widget)}: {where(widget)}"
        elif widget.height() < least_height(widget) - 1:
            yield f"{words!r} is {widget.height()} high of {least_height(widget)}: {where(widget)}"
        elif is_covered(widget):
            yield f"{words!r} is cut at the side: {where(widget)}"


def shortens(widget: QLabel | QAbstractButton) -> bool:
    """Whether it shortens its words by itself, and tells them whole elsewhere."""
    icon_only = isinstance(widget, QToolButton) and not widget.icon().isNull()
    told = widget.toolTip() or widget.accessibleName()
    return bool("…" in widget.text() or icon_only) and bool(told)


def needed(widget: QLabel | QAbstractButton) -> int:
    """Width for its words on one line, or for the longest of them where lines may break."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        metrics = widget.fontMetrics()
        return max(metrics.horizontalAdvance(word) for word in widget.text().split() or [""])
    return widget.sizeHint().width()


def least_height(widget: QLabel | QAbstractButton) -> int:
    """Height for all its lines."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel | QPushButton):
        return widget.fontMetrics().height()
    return 0


def is_covered(widget: QWidget) -> bool:
    """Whether a part at the side is out of sight; what is scrolled away up or down may be."""
    seen = widget.visibleRegion().boundingRect()
    return not seen.isEmpty() and seen.width() < widget.width() - 1


@pytest.mark.parametrize("percent", [SMALLEST_TEXT, LARGEST_TEXT])
def test_all_words_are_shown_in_the_smallest_window(
    sample_window: Window, desk: Desk, percent: int
) -> None:
    desk.theme.set_text_size(percent)
    sample_window.resize(LEAST_WIDTH, LEAST_HEIGHT)
    tour.settle()
    found: dict[str, str] = {}
    for stop in tour.pages(sample_window, desk):
        for fault in cut(stop.root):
            found.setdefault(fault, stop.name)
    for stop in tour.overlays(sample_window, desk):
        for fault in cut(stop.root):
            found.setdefault(fault, stop.name)
    assert sample_window.width() == LEAST_WIDTH
    assert sample_window.height() == LEAST_HEIGHT
    assert found == {}


@pytest.mark.parametrize("percent", [SMALLEST_TEXT, LARGEST_TEXT])
def test_all_words_of_the_start_page_are_shown(window: Window, desk: Desk, percent: int) -> None:
    desk.theme.set_text_size(percent)
    window.resize(LEAST_WIDTH, LEAST_HEIGHT)
    tour.settle()
    assert list(cut(window)) == []
