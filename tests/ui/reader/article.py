"""An article to read, and what a reader does with it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dossier.case import passages
from dossier.model.records import Citation, Claim, Incident, Quote
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window

ARTICLE = (
    "Troops at the border 🪖\n\n"
    "More than 130 soldiers crossed at Shir Khan Bandar.\n\n"
    "“We took this decision e\u0301n good faith,” said Sherzod Asadov.\n\n"
    "آنها از مرز گذشتند و سلاح خود را تحویل دادند.\n"
)


def wake(window: Window) -> None:
    """Make the window active again: without a window manager it has to ask."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def choose(reader: ReaderPage, words: str) -> tuple[int, int]:
    """Select words as a user does."""
    start = ARTICLE.index(words)
    cursor = reader.text._cursor(start, start + len(words))
    reader.text.setTextCursor(cursor)
    assert reader.text.selected() is not None
    return start, start + len(words)


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def cited(desk: Desk, record: Quote | Claim) -> Citation:
    assert desk.case is not None
    return desk.case.get(Citation, record.citation or 0)


def make_both(desk: Desk, text: int) -> tuple[Quote, Claim]:
    assert desk.case is not None
    first, second = ARTICLE.index("We took"), ARTICLE.index("More than 130")
    quote = passages.quote_passage(desk.case, text, first, first + 21)
    incident = desk.case.all(Incident)[0].id
    return quote, passages.claim_passage(desk.case, text, second, second + 22, incident)
