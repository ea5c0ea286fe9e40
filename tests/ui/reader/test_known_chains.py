"""A passage without a chain is offered those of other passages of its text."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dossier.case import edits
from dossier.model.records import Attribution, Quote
from dossier.ui.desk import Desk
from dossier.ui.forms.citation import CitationControl
from dossier.ui.forms.known_chains import KnownChains
from dossier.ui.reader.page import ReaderPage
from ui.reader.article import choose, make_both, press


def quoted(reader: ReaderPage, words: str) -> KnownChains:
    """What is offered for a new quote of these words."""
    choose(reader, words)
    press(reader.text, Qt.Key.Key_Q)
    form = reader.record.inspector.form
    assert form is not None
    control = form.rows["citation"].control
    assert isinstance(control, CitationControl)
    QApplication.processEvents()
    return control.known


def chained(desk: Desk, text: int) -> int:
    """A passage of the text with a chain."""
    assert desk.case is not None
    quote, _ = make_both(desk, text)
    told = [Attribution(description=who, verb="told") for who in ("A clerk", "Interfax")]
    edits.set_children(desk.case, "citation", quote.citation or 0, Attribution, told)
    return quote.citation or 0


def test_one_press_takes_a_chain_over(reader: ReaderPage, desk: Desk, text: int) -> None:
    known = chained(desk, text)
    offers = quoted(reader, "good faith")
    (button,) = offers.buttons
    assert button.accessibleName().startswith("Take the chain: A clerk said")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert desk.case is not None
    quote = max(desk.case.all(Quote), key=lambda one: one.reference)
    held = desk.case.children(Attribution, "citation", [known, quote.citation or 0])
    names = [[step.description for step in steps] for steps in held.values()]
    assert names == [["A clerk", "Interfax"]] * 2
    assert offers.buttons == []
    assert not offers.isVisible()
    assert QApplication.focusWidget() is not None


def test_a_click_that_ends_a_stay_in_a_field_takes_the_chain_too(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    chained(desk, text)
    offers = quoted(reader, "good faith")
    form = reader.record.inspector.form
    assert form is not None
    role = form.rows["role"].control.focusProxy()
    assert isinstance(role, QWidget)
    role.setFocus()
    QTest.keyClicks(role, "Spokesman")
    button, window = offers.buttons[0], reader.window()
    middle = button.mapTo(window, button.rect().center())
    handle, none = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, none, middle)  # where it is, as Qt finds it
    assert desk.case is not None
    quote = max(desk.case.all(Quote), key=lambda one: one.reference)
    assert quote.role == "Spokesman"
    (steps,) = desk.case.children(Attribution, "citation", [quote.citation or 0]).values()
    assert [step.description for step in steps] == ["A clerk", "Interfax"]


def test_an_empty_chain_is_opened_to_be_begun(reader: ReaderPage, desk: Desk) -> None:
    control = quoted(reader, "good faith").parentWidget()
    while not isinstance(control, CitationControl):
        assert control is not None
        control = control.parentWidget()
    control.opener.click()
    (row,) = control.chain.rows
    assert row.isAncestorOf(QApplication.focusWidget() or reader)
    control.opener.setFocus()
    assert control.chain.rows == [], "a step that stayed empty goes"
    assert desk.case is not None
    assert desk.case.all(Attribution) == []


def test_nothing_is_offered_where_no_passage_has_a_chain(reader: ReaderPage) -> None:
    offers = quoted(reader, "good faith")
    assert not offers.isVisible()
