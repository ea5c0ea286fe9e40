"""Threads that read beside the window wait while it is at work, and not for ever."""

import threading

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from dossier.ui.courtesy import Courtesy


def began_to_wait(courtesy: Courtesy) -> tuple[threading.Thread, threading.Event]:
    gone_on = threading.Event()

    def read() -> None:
        courtesy.wait()
        gone_on.set()

    reader = threading.Thread(target=read)
    reader.start()
    return reader, gone_on


def test_while_the_window_works_others_wait_until_it_rests(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.ui.courtesy._PATIENCE", 60.0)
    courtesy = Courtesy()
    seen: list[bool] = []
    readers: list[threading.Thread] = []

    def work() -> None:
        courtesy.begin()
        reader, gone_on = began_to_wait(courtesy)
        readers.append(reader)
        seen.append(gone_on.wait(0.05))

    QTimer.singleShot(1, work)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]
    qtbot.wait(10)
    readers[0].join(5)
    assert not readers[0].is_alive()


def test_whoever_the_window_waits_for_goes_on_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.ui.courtesy._PATIENCE", 60.0)
    courtesy = Courtesy()
    seen: list[bool] = []

    def work() -> None:
        courtesy.begin()
        _, gone_on = began_to_wait(courtesy)
        courtesy.end()
        seen.append(gone_on.wait(5))

    QTimer.singleShot(1, work)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]


def test_a_window_that_works_for_long_does_not_stop_others(qtbot: QtBot) -> None:
    courtesy = Courtesy()
    seen: list[bool] = []

    def work() -> None:
        courtesy.begin()
        _, gone_on = began_to_wait(courtesy)
        seen.append(gone_on.wait(5))

    QTimer.singleShot(1, work)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]
