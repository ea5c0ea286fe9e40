"""The reader with an article open, and the steps made in it."""

from collections.abc import Iterator

import pytest

from dossier.case import edits
from dossier.case.case import Changes
from dossier.model.dates import Reported
from dossier.model.records import Source, Text
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, wake


@pytest.fixture
def text(open_window: Window, desk: Desk) -> int:  # noqa: ARG001 - the window shows the case
    """The text of a source with an article."""
    assert desk.case is not None
    source = edits.paste_source(
        desk.case, Source(title="Troops", published=Reported.of("28 June 2021")), ARTICLE
    )
    return desk.case.children(Text, "source", [source.id])[source.id][0].id


@pytest.fixture
def reader(open_window: Window, desk: Desk, text: int) -> ReaderPage:
    """The reader with the article open and the focus in its text."""
    assert desk.case is not None
    bench = open_window.workbench
    assert bench is not None
    bench.read("source", desk.case.get(Text, text).source or 0)
    found = bench.pages.reader
    assert found is not None
    wake(open_window)
    return found


@pytest.fixture
def steps(desk: Desk, text: int) -> Iterator[list[str]]:  # noqa: ARG001 - comes after the text
    """Labels of the steps made since the article was there."""
    heard: list[str] = []

    def hear(changes: Changes) -> None:
        heard.append(changes.label)

    desk.changed.connect(hear)
    yield heard
    desk.changed.disconnect(hear)
