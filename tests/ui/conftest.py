"""What every test of the window stands on: its own settings, a small case, and a clean end."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.case import file
from dossier.case.case import Case, Changes
from dossier.model.dates import Reported
from dossier.model.records import Actor, CaseInfo, Incident, Place, Source
from dossier.ui import fonts
from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.panes.inspector import Inspector
from dossier.ui.prompts import Prompts
from dossier.ui.settings import Settings
from dossier.ui.theme import Theme
from dossier.ui.window import Window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen Qt warns at every dialog; of no concern to a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def app(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application, with the fonts it has for users."""
    fonts.load(tmp_path_factory.mktemp("fonts"))
    return qapp


_MANY = 50_000  # young objects, after which garbage is collected at the end of a test


@pytest.fixture(autouse=True)
def flush(qapp: QApplication) -> Iterator[None]:
    """Delete what a test leaves, so that no widget of one test hears the next.

    Garbage waits until then. A widget that a test shows is often held by nobody but a cycle of
    its own, and collected in the midst of its own painting it takes the process with it.
    """
    gc.disable()
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
    for _ in range(3):
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.processEvents()
    if gc.get_count()[0] > _MANY:
        gc.collect()
    gc.enable()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of this test alone."""
    return Settings(tmp_path / "settings" / "dossier.ini")


@pytest.fixture
def theme(app: QApplication, settings: Settings) -> Iterator[Theme]:
    """The look, light unless the test says otherwise."""
    made = Theme(app, settings)
    yield made
    made.deleteLater()


@pytest.fixture
def desk(settings: Settings, theme: Theme) -> Iterator[Desk]:
    """A desk without a case."""
    made = Desk(settings, theme, Prompts())
    yield made
    made.close_case()
    made.deleteLater()


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """A closed case file with a few records of each kind that has a page."""
    path = tmp_path / "Northern frontier.dossier"
    with file.create(path, CaseInfo(title="Northern frontier")) as case, case.edit("Fill") as edit:
        for title, day in (
            ("134 soldiers cross at Shir Khan Bandar", "22 June 2021"),
            ("53 soldiers cross from Shortepa", "23 June 2021"),
            ("Refugees gather at Imam Sahib", "24 June 2021"),
        ):
            edit.insert(Incident(title=title, date=Reported.of(day)))
        edit.insert(Source(title="Afghan troops cross into Tajikistan"))
        edit.insert(Actor(name="Sherzod Asadov"))
        edit.insert(Place(name="Shir Khan Bandar"))
    return path


@pytest.fixture
def open_desk(desk: Desk, case_path: Path) -> Desk:
    """A desk with the small case open."""
    assert desk.open_case(case_path)
    return desk


@pytest.fixture
def case(open_desk: Desk) -> Case:
    """The small case, open on the desk."""
    assert open_desk.case is not None
    return open_desk.case


@pytest.fixture
def window(desk: Desk) -> Iterator[Window]:
    """The window on the start page, shown and active; without a window manager, it has to ask."""
    made = Window(desk, CrashHook(desk.prompts))
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def open_window(window: Window, desk: Desk, case_path: Path) -> Window:
    """The window with the small case open."""
    assert desk.open_case(case_path)
    return window


@pytest.fixture
def inspector(open_desk: Desk, qtbot: QtBot) -> Inspector:
    """The inspector, shown and active."""
    made = Inspector(open_desk)
    qtbot.addWidget(made)
    made.resize(356, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def steps(open_desk: Desk) -> list[str]:
    """Labels of the steps made since."""
    heard: list[str] = []

    def hear(changes: Changes) -> None:
        heard.append(changes.label)

    open_desk.changed.connect(hear)
    return heard
