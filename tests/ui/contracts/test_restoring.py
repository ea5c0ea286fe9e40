"""The window comes back as it was left, also where that is not possible any more."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication

from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.window import LEAST_HEIGHT, LEAST_WIDTH, Window
from ui.contracts import tour


def left_at(window: Window, desk: Desk, left: int, top: int, width: int, height: int) -> None:
    """Leave the window at a place, which may be on a screen that is gone when it comes back."""
    window.setGeometry(left, top, width, height)
    desk.settings.store("window", window.saveGeometry())


@pytest.mark.parametrize("place", [(9000, 9000), (-5000, 40), (40, -5000)])
def test_a_window_left_on_a_screen_that_is_gone_comes_back_in_sight(
    window: Window, desk: Desk, place: tuple[int, int]
) -> None:
    left_at(window, desk, *place, 1100, 700)
    again = Window(desk, CrashHook(desk.prompts))
    again.show()
    screens = [screen.availableGeometry() for screen in QApplication.screens()]
    assert any(screen.intersects(again.frameGeometry()) for screen in screens)
    shown = again.frameGeometry().topLeft()
    assert any(screen.adjusted(-40, 0, -40, -40).contains(shown) for screen in screens)
    again.close()
    again.deleteLater()


@pytest.mark.parametrize("stored", [b"", b"nonsense", b"\x01\xd9\xd0\xcb\x00\x03\x00\x00"])
def test_nonsense_in_the_settings_gives_the_first_size(desk: Desk, stored: bytes) -> None:
    desk.settings.store("window", QByteArray(stored))
    desk.settings.store("workbench", QByteArray(stored))
    again = Window(desk, CrashHook(desk.prompts))
    again.show()
    assert (
        again.width() >= LEAST_WIDTH or again.width() >= again.screen().availableGeometry().width()
    )
    assert again.height() >= LEAST_HEIGHT
    again.close()
    again.deleteLater()


def test_panes_left_in_a_wide_window_all_have_room_in_a_narrow_one(
    sample_window: Window, desk: Desk
) -> None:
    bench = tour.bench_of(sample_window)
    sample_window.resize(2400, 900)
    bench.splitter.setSizes([320, 1600, 480])
    bench.remember()
    again = Window(desk, CrashHook(desk.prompts))
    assert desk.case is not None
    path = desk.case.path
    desk.close_case()
    assert desk.open_case(path)
    again.resize(LEAST_WIDTH, LEAST_HEIGHT)
    again.show()
    tour.settle()
    sizes = tour.bench_of(again).splitter.sizes()
    assert sum(sizes) <= LEAST_WIDTH
    assert min(sizes) >= 180
    again.close()
    again.deleteLater()
