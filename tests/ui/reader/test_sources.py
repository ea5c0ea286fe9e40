"""Which text is read: pasted ones, missing ones, the way there and back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dossier.model.records import Quote, Source
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from dossier.ui.reader.pasting import EMPTY
from dossier.ui.reader.selection_bar import Make
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, choose, press, wake


def test_pasted_text_becomes_a_source_and_opens(open_window: Window, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("\n  A headline  \nAnd the text.\n")
    open_window.actions_.get(Command.PASTE_SOURCE).trigger()
    assert desk.case is not None
    assert open_window.workbench is not None
    reader = open_window.workbench.pages.reader
    assert reader is not None
    source = desk.case.get(Source, reader.source)
    assert (source.title, source.kind) == ("A headline", "other")
    assert reader.text.body.text == "\n  A headline  \nAnd the text.\n"
    assert (reader.record.kind, reader.record.id) == ("source", source.id)


def test_an_empty_clipboard_says_so(open_window: Window, desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    told: list[str] = []
    desk.told.connect(lambda words, _: told.append(words))
    open_window.actions_.get(Command.PASTE_SOURCE).trigger()
    assert told == [EMPTY]
    assert desk.case is not None
    assert len(desk.case.all(Source)) == 1


def test_a_source_without_text_takes_the_copied_one(open_window: Window, desk: Desk) -> None:
    assert desk.case is not None
    assert open_window.workbench is not None
    source = desk.case.all(Source)[0]
    open_window.workbench.read("source", source.id)
    reader = open_window.workbench.pages.reader
    assert reader is not None
    assert reader.sheet.nothing.isVisible()
    QGuiApplication.clipboard().setText(ARTICLE)
    QTest.mouseClick(reader.sheet.nothing.first, Qt.MouseButton.LeftButton)
    assert reader.text.isVisible()
    assert reader.text.body.text == ARTICLE


def test_enter_or_r_on_the_list_of_sources_reads(open_window: Window) -> None:
    bench = open_window.workbench
    assert bench is not None
    wake(open_window)
    for key in (Qt.Key.Key_R, Qt.Key.Key_Return):
        bench.show_page(Command.GO_SOURCES)
        shown_page = bench.pages.records
        assert shown_page is not None
        shown_page.table.setFocus()
        shown_page.table.select_row(0)
        press(shown_page.table, key)
        assert bench.pages.reader is not None


def test_the_way_back_leads_from_the_reader_to_the_list(open_window: Window, desk: Desk) -> None:
    bench = open_window.workbench
    assert bench is not None
    assert desk.case is not None
    bench.show_page(Command.GO_SOURCES)
    bench.read("source", desk.case.all(Source)[0].id)
    bench.go_back()
    assert bench.pages.page is Command.GO_SOURCES
    bench.go_forward()
    assert bench.pages.reader is not None
    assert bench.pages.reader.source == desk.case.all(Source)[0].id


def test_f6_goes_through_list_text_and_cards(reader: ReaderPage, open_window: Window) -> None:
    bench = open_window.workbench
    assert bench is not None
    reader.text.setFocus()
    visited = []
    for _ in range(4):
        bench.next_pane()
        focus = open_window.focusWidget()
        visited.append(
            next((at for at, pane in enumerate(reader.panes) if pane.isAncestorOf(focus)), -1)
        )
    assert visited == [2, -1, 0, 1]


def test_tab_leaves_the_text(reader: ReaderPage, open_window: Window) -> None:
    reader.text.setFocus()
    press(reader.text, Qt.Key.Key_Tab)
    assert open_window.focusWidget() is not reader.text


def test_everything_that_takes_the_focus_has_a_name(reader: ReaderPage) -> None:
    takes = Qt.FocusPolicy.TabFocus
    nameless = [
        widget
        for widget in reader.findChildren(QWidget)
        if widget.focusPolicy() & takes
        and not widget.accessibleName()
        and not (hasattr(widget, "text") and widget.text())
        and not widget.inherits("QTabWidget")  # its tab bar has the name
        and widget.window() is reader.window()
    ]
    assert nameless == []


def test_a_case_to_read_only_is_not_written_to(
    reader: ReaderPage, open_window: Window, desk: Desk
) -> None:
    assert desk.case is not None
    path, source = desk.case.path, reader.source
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    assert open_window.workbench is not None
    open_window.workbench.read("source", source)
    choose(reader, "More than 130")
    assert not reader.sheet.bar.buttons[Make.QUOTE].isVisible()
    assert reader.sheet.bar.buttons[Make.COPY].isVisible()
    told: list[str] = []
    desk.told.connect(lambda words, _: told.append(words))
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    assert desk.case.all(Quote) == []
    assert told == ["This case is open read-only: nothing can be changed."]
