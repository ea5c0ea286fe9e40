"""Keys alone reach everything, see where they are, and get out again."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QWidget,
)

from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.lists.popups import FacetPopup
from dossier.ui.window import Window
from ui.contracts import tour
from ui.contracts.test_names import is_control, where

TAB, BACK, ESCAPE, F6 = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F6
MOST = 400  # more stops than any page has
RING = 80  # pixels that differ at least: the ring of the smallest button has 200


def focus() -> QWidget:
    """The widget that has the focus; there always is one."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    return widget


def stops(root: QWidget) -> set[QWidget]:
    """What Tab should reach; in a group of choices arrows go from one to the next."""
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and is_control(widget)
        and not (isinstance(widget, QAbstractButton) and is_one_of_many(widget))
    }


def is_one_of_many(button: QAbstractButton) -> bool:
    """Whether it is one of a group: Qt lets Tab stop at the one that had the focus last."""
    group: QButtonGroup | None = button.group()
    return isinstance(group, QButtonGroup) and group.exclusive()


def walk(window: QWidget, key: Qt.Key = TAB) -> list[QWidget]:
    """Press a key until the focus is back where it was."""
    way = [window.focusWidget()]
    for _ in range(MOST):
        QTest.keyClick(window.focusWidget(), key)
        if window.focusWidget() is way[0]:
            return way
        way.append(window.focusWidget())
    return way


def reachable(window: Window, desk: Desk) -> Iterator[tour.Stop]:
    """States in which the whole window takes the focus."""
    yield from tour.pages(window, desk)
    yield from (stop for stop in tour.forms(window, desk) if stop.root is window)


def test_tab_reaches_everything_and_comes_round(toured: Window, desk: Desk) -> None:
    lost: dict[str, str] = {}
    for stop in reachable(toured, desk):
        tour.wake(toured)
        for key in (TAB, BACK):
            toured.top.search.setFocus()
            way = walk(toured, key)
            assert len(way) < MOST, f"{stop.name}: {key.name} never comes round"
            missed = stops(toured) - set(way)
            if missed:  # what came into sight on the way is met the next time
                missed -= set(walk(toured, key))
            for widget in missed:
                lost[f"{key.name} misses {where(widget)} {widget.accessibleName()}"] = stop.name
    assert lost == {}


def test_tab_reaches_everything_on_the_start_page(window: Window) -> None:
    window.top.search.setFocus()
    assert stops(window) <= set(walk(window))


def test_every_dialog_is_walked_by_tab(sample_window: Window, desk: Desk) -> None:
    for stop in tour.overlays(sample_window, desk):
        if stop.root is sample_window:
            continue
        tour.wake(stop.root)
        there = stops(stop.root)
        next(iter(there)).setFocus()
        missed = there - set(walk(stop.root))
        assert [widget.accessibleName() for widget in missed] == [], stop.name


def test_f6_goes_through_the_panes_and_back(sample_window: Window, desk: Desk) -> None:
    bench = tour.bench_of(sample_window)
    for command in tour.page_commands():
        tour.show(sample_window, desk, command)
        tour.wake(sample_window)
        panes = [bench.navigation, *bench.pages.panes, bench.inspector]
        shown = [pane for pane in panes if pane.isVisible()]
        bench.navigation.setFocus()
        there = []
        for _ in shown:
            there += [pane for pane in shown if pane.isAncestorOf(focus())]
            QTest.keyClick(focus(), F6)
        assert there == shown, command
        back = []
        for _ in shown:
            QTest.keyClick(focus(), F6, Qt.KeyboardModifier.ShiftModifier)
            back += [pane for pane in shown if pane.isAncestorOf(focus())]
        assert back == list(reversed(shown)), command


def test_escape_closes_the_palette_and_gives_the_focus_back(sample_window: Window) -> None:
    tour.wake(sample_window)
    before = focus()
    sample_window.actions_.get(Command.SEARCH).trigger()
    assert focus() is not before
    QTest.keyClick(focus(), ESCAPE)
    assert focus() is before


def test_escape_closes_every_dialog_and_popup(sample_window: Window, desk: Desk) -> None:
    tour.wake(sample_window)
    for stop in tour.overlays(sample_window, desk):
        if stop.root is not sample_window:
            QTest.keyClick(stop.root, ESCAPE)
            assert not stop.root.isVisible(), stop.name
    for stop in tour.popups(sample_window, desk):
        if isinstance(stop.root, FacetPopup):
            QTest.keyClick(stop.root, ESCAPE)
            assert not stop.root.isVisible(), stop.name


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    """Count the pixels that two pictures of one size do not share."""
    if one.size() != other.size():
        return RING
    raw = (memoryview(image.constBits()).cast("I") for image in (one, other))
    return sum(a != b for a, b in zip(*raw, strict=True))


def test_the_focus_is_seen_on_every_class_of_control(sample_window: Window, desk: Desk) -> None:
    seen: set[tuple[str, object]] = set()
    faint: dict[str, str] = {}
    for stop in tour.pages(sample_window, desk):
        tour.wake(sample_window)
        for widget in sorted(stops(sample_window), key=where):
            key = (type(widget).__name__, widget.property("look"))
            if key in seen:
                continue
            seen.add(key)
            sample_window.setFocus()
            before = picture(widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if differing(before, picture(widget)) < RING:
                faint[where(widget)] = stop.name
    assert len(seen) > 12
    assert faint == {}, faint
