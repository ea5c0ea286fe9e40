"""The reader: passages painted where they stand, records of selected words, jumps both ways."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from dossier.case import edits, marks, passages
from dossier.case.case import Changes
from dossier.model import anchors
from dossier.model.dates import Reported
from dossier.model.proposals import UNNAMED_SPEAKER
from dossier.model.records import Actor, Citation, Claim, Incident, Quote, Source, Text
from dossier.model.terms import Attribute, Measure, Qualifier, QuoteKind
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.reader.body import Body, shown
from dossier.ui.reader.highlights import Highlight, Highlights
from dossier.ui.reader.page import ReaderPage
from dossier.ui.reader.pasting import EMPTY
from dossier.ui.reader.selection_bar import Make
from dossier.ui.window import Window

ARTICLE = (
    "Troops at the border 🪖\n\n"
    "More than 130 soldiers crossed at Shir Khan Bandar.\n\n"
    "“We took this decision e\u0301n good faith,” said Sherzod Asadov.\n\n"
    "آنها از مرز گذشتند و سلاح خود را تحویل دادند.\n"
)


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


def wake(window: Window) -> None:
    """Make the window active again: without a window manager it has to ask."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


@pytest.fixture
def steps(desk: Desk, text: int) -> Iterator[list[str]]:  # noqa: ARG001 - comes after the text
    """Labels of the steps made since the article was there."""
    heard: list[str] = []

    def hear(changes: Changes) -> None:
        heard.append(changes.label)

    desk.changed.connect(hear)
    yield heard
    desk.changed.disconnect(hear)


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


# ---- positions


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\r\t\v\f\x85\u2028\u2029\ufdd0\u0301\u200d🪖👩🇦🇫سلا؟"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(letters, st.data())
def test_every_position_goes_to_the_screen_and_back(text: str, data: st.DataObject) -> None:
    body = Body(text)
    document = QTextDocument()
    document.setPlainText(body.shown)
    at = data.draw(st.integers(0, len(text)))
    block, units = body.place_of(at)
    assert body.position_of(block, units) == at
    position = document.findBlockByNumber(block).position() + units
    assert anchors.utf16_to_code_points(body.shown, position) == at


@given(letters)
def test_qt_holds_the_shown_text_character_for_character(text: str) -> None:
    body = Body(text)
    document = QTextDocument()
    document.setPlainText(body.shown)
    assert document.toRawText().replace("\u2029", "\n") == body.shown
    assert len(shown(text)) == len(text)
    assert document.blockCount() == len(body.blocks)


@given(letters)
def test_blocks_bear_the_numbers_of_their_paragraphs(text: str) -> None:
    body = Body(text)
    numbered = [number for number in body.numbers if number]
    assert numbered == list(range(1, len(anchors.paragraphs(text)) + 1))
    for start, _ in anchors.paragraphs(text):
        assert body.numbers[body.block_at(start)] == anchors.paragraph_at(text, start)


def test_a_selection_never_cuts_a_character() -> None:
    body = Body("e\u0301 👩\u200d🚀")
    assert body.snapped(1, 2) == (0, 2)
    assert body.snapped(3, 4) == (3, 6)


def test_a_selection_by_mouse_is_widened_to_whole_words() -> None:
    body = Body("the soldiers’ convoy, 134 men. 越过边界")
    assert body.worded(6, 16) == (4, 20)
    assert body.worded(23, 24) == (22, 25)
    assert body.worded(4, 12) == (4, 12)
    assert body.worded(32, 33) == (32, 33)


def test_highlights_are_found_by_block_and_bad_ones_left_out() -> None:
    body = Body("one\ntwo\nthree")
    whole, last, bad = Highlight(2, 9, "a"), Highlight(8, 13, "b"), Highlight(5, 99, "c")
    held = Highlights(body, [whole, last, bad])
    assert held.within(0, 0) == (whole,)
    assert held.within(1, 2) == (whole, last)


# ---- making records


def test_q_quotes_the_words_without_their_marks_in_one_step(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    choose(reader, "“We took this decision e\u0301n good faith,”")
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    (quote,) = desk.case.all(Quote)
    words = "We took this decision e\u0301n good faith"
    assert quote.text == cited(desk, quote).exact == words
    assert cited(desk, quote).start == ARTICLE.index(words)
    assert cited(desk, quote).locator == "3"
    assert (quote.form, quote.description) == (QuoteKind.VERBATIM, UNNAMED_SPEAKER)
    assert steps == ["Add quote Q-0001 from S-0002"]


def test_a_new_quote_asks_for_its_speaker_who_takes_the_place_of_the_stand_in(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    choose(reader, "We took this decision")
    press(reader.text, Qt.Key.Key_Q)
    form = reader.record.inspector.form
    assert form is not None
    speaker = form.rows["speaker"].control
    focus = reader.window().focusWidget()
    assert focus is not None
    assert speaker.isAncestorOf(focus)
    QTest.keyClicks(focus, "Sherzod Asadov")
    press(focus, Qt.Key.Key_Tab)
    assert desk.case is not None
    (quote,) = desk.case.all(Quote)
    assert quote.speaker == desk.case.all(Actor)[0].id
    assert quote.description == ""
    assert len(steps) == 2


def test_c_enters_a_count_for_an_incident(reader: ReaderPage, desk: Desk, steps: list[str]) -> None:
    choose(reader, "More than 130 soldiers")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case is not None
    (claim,) = desk.case.all(Claim)
    assert claim.count is not None
    assert (claim.count.qualifier, claim.count.low) == (Qualifier.MORE_THAN, 131)
    assert (claim.attribute, claim.measure) == (Attribute.COUNT, Measure.CROSSED)
    assert (claim.unit, claim.stated) == ("soldiers", "More than 130 soldiers")
    assert desk.case.get(Incident, claim.incident or 0).reference
    assert len(steps) == 1


def test_a_claim_goes_to_the_incident_made_last_and_can_be_moved(
    reader: ReaderPage, desk: Desk
) -> None:
    choose(reader, "soldiers crossed at Shir Khan Bandar.")
    press(reader.text, Qt.Key.Key_I)
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case is not None
    made = max(desk.case.all(Incident), key=lambda one: one.reference)
    assert made.title == "soldiers crossed at Shir Khan Bandar"
    assert {claim.incident for claim in desk.case.all(Claim)} == {made.id}
    other = min(desk.case.all(Incident), key=lambda one: one.reference)
    control = reader.record.incident.control
    control._take(other.id, other.title)  # type: ignore[attr-defined]  # as its list does
    reader.record._choose_incident()
    moved = next(one for one in desk.case.all(Claim) if one.attribute == Attribute.COUNT)
    assert moved.incident == other.id


def test_leaving_a_new_claim_for_the_cards_changes_nothing_more(
    reader: ReaderPage, steps: list[str]
) -> None:
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    QTest.mouseClick(reader.record.back, Qt.MouseButton.LeftButton)
    assert reader.right.currentWidget() is reader.cards
    assert len(steps) == 1
    assert reader.window().findChildren(QDialog) == []


def test_without_an_incident_a_claim_is_refused_with_words(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    assert desk.case is not None
    edits.trash(desk.case, "incident", [one.id for one in desk.case.all(Incident)])
    told: list[str] = []
    desk.told.connect(lambda words, _: told.append(words))
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case.all(Claim) == []
    assert "press I first" in told[0]
    assert len(steps) == 1


def test_i_begins_an_incident_that_cites_its_words(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    start, end = choose(reader, "More than 130 soldiers crossed at Shir Khan Bandar.")
    press(reader.text, Qt.Key.Key_I)
    assert desk.case is not None
    (claim,) = desk.case.all(Claim)
    made = desk.case.get(Incident, claim.incident or 0)
    assert made.title == "More than 130 soldiers crossed at Shir Khan Bandar"
    assert (cited(desk, claim).start, cited(desk, claim).end) == (start, end)
    assert len(steps) == 1
    assert (reader.record.kind, reader.record.id) == ("incident", made.id)


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_I])
def test_undo_takes_the_whole_step_back(reader: ReaderPage, desk: Desk, key: Qt.Key) -> None:
    assert desk.case is not None
    before = desk.case.state_hash
    choose(reader, "More than 130 soldiers")
    press(reader.text, key)
    assert desk.case.state_hash != before
    assert reader.text.painted()
    desk.undo()
    assert desk.case.state_hash == before
    assert reader.text.painted() == []
    assert reader.right.currentWidget() is reader.cards


def test_letters_make_nothing_while_nothing_is_selected(
    reader: ReaderPage, steps: list[str]
) -> None:
    reader.text.unselect()
    for key in (Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_I):
        press(reader.text, key)
    assert steps == []


def test_a_second_claim_on_the_same_words_shares_the_passage(desk: Desk, text: int) -> None:
    assert desk.case is not None
    incident = desk.case.all(Incident)[0].id
    start = ARTICLE.index("More than")
    one, other = (
        passages.claim_passage(desk.case, text, start, start + 13, incident) for _ in range(2)
    )
    assert one.citation == other.citation


# ---- painting and jumping


def make_both(desk: Desk, text: int) -> tuple[Quote, Claim]:
    assert desk.case is not None
    first, second = ARTICLE.index("We took"), ARTICLE.index("More than 130")
    quote = passages.quote_passage(desk.case, text, first, first + 21)
    incident = desk.case.all(Incident)[0].id
    return quote, passages.claim_passage(desk.case, text, second, second + 22, incident)


def test_painted_passages_are_the_stored_anchors(reader: ReaderPage, desk: Desk, text: int) -> None:
    quote, claim = make_both(desk, text)
    stored = [(cited(desk, one).start, cited(desk, one).end) for one in (claim, quote)]
    assert reader.text.painted() == stored
    assert [mark.id for mark in reader.cards.list.cards.marks] == [claim.id, quote.id]


def test_painted_passages_come_back_with_the_case(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    make_both(desk, text)
    painted = reader.text.painted()
    assert desk.case is not None
    path, source = desk.case.path, reader.source
    desk.close_case()
    assert reader.text.painted() == []
    assert desk.open_case(path)
    assert open_window.workbench is not None
    open_window.workbench.read("source", source)
    assert reader.text.painted() == painted
    assert reader.text.body.text == ARTICLE


def test_a_card_leads_to_its_words_and_words_to_their_card(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    quote, claim = make_both(desk, text)
    cards = reader.cards.list
    QTest.mouseClick(
        cards.viewport(),
        Qt.MouseButton.LeftButton,
        pos=cards.visualRect(cards.cards.index(1)).center(),
    )
    assert reader.text.selected() == (cited(desk, quote).start, cited(desk, quote).end)
    assert not reader.sheet.bar.isVisible()
    place = reader.text.place_of((cited(desk, claim).start or 0) + 4).center()
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cards.currentIndex().row() == 0
    assert (reader.record.kind, reader.record.id) == ("claim", claim.id)
    press(reader.record.back, Qt.Key.Key_Space)
    assert reader.right.currentWidget() is reader.cards


def test_a_quote_leads_from_its_own_page_to_its_words(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    quote, _ = make_both(desk, text)
    bench = open_window.workbench
    assert bench is not None
    bench.go_to("quote", quote.id)
    assert bench.pages.reader is None
    open_window.actions_.get(Command.READ).trigger()
    assert bench.pages.reader is reader
    assert reader.text.selected() == (cited(desk, quote).start, cited(desk, quote).end)


def test_evidence_leads_to_the_passage(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    _, claim = make_both(desk, text)
    bench = open_window.workbench
    assert bench is not None
    bench.go_to("incident", claim.incident or 0)
    bench.inspector.tabs.setCurrentWidget(bench.inspector.evidence)
    link = bench.inspector.evidence.cards[0].link
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert bench.pages.reader is reader
    assert reader.text.selected() == (cited(desk, claim).start, cited(desk, claim).end)


def test_the_spot_of_a_record_without_a_passage_is_none(open_desk: Desk) -> None:
    assert open_desk.case is not None
    assert marks.spot_of(open_desk.case, "incident", open_desk.case.all(Incident)[0].id) is None
    assert marks.spot_of(open_desk.case, "actor", open_desk.case.all(Actor)[0].id) is None


# ---- reading


def test_reading_edits_nothing(reader: ReaderPage, desk: Desk, text: int) -> None:
    make_both(desk, text)
    assert desk.case is not None
    before = desk.case.head_hash
    for mark in reader.cards.list.cards.marks:
        reader._open_mark(mark)
    reader.show_details()
    reader.show_cards()
    choose(reader, "Shir Khan Bandar")
    reader.make(Make.COPY)
    desk.leaving.emit()
    assert desk.case.head_hash == before


def test_the_text_cannot_be_changed(reader: ReaderPage) -> None:
    QTest.keyClicks(reader.text, "xyz")
    press(reader.text, Qt.Key.Key_Delete)
    assert reader.text.toPlainText() == shown(ARTICLE)
    assert reader.text.body.text == ARTICLE


def test_the_bar_comes_with_a_selection_and_goes_with_it(reader: ReaderPage) -> None:
    choose(reader, "More than 130")
    assert reader.sheet.bar.isVisible()
    assert reader.text.rect().contains(reader.sheet.bar.geometry())
    press(reader.text, Qt.Key.Key_Escape)
    assert not reader.sheet.bar.isVisible()


def test_words_are_copied_as_stored_and_with_their_citation(reader: ReaderPage) -> None:
    choose(reader, "e\u0301n good")
    press_copy = reader.text.createMimeDataFromSelection()
    assert press_copy.text() == "e\u0301n good"
    reader.make(Make.COPY)
    copied = QGuiApplication.clipboard().text()
    assert copied == "“e\u0301n good” (“Troops”, 28 June 2021, S-0002 ¶3)"


def test_a_paragraph_runs_the_way_of_its_script_and_its_number_stands_there(
    reader: ReaderPage,
) -> None:
    middle = reader.text.viewport().width() / 2
    arabic, latin = ARTICLE.index("آنها"), ARTICLE.index("More")
    assert reader.text.place_of(arabic).x() > middle
    assert reader.text.place_of(len(ARTICLE) - 1).x() > 40  # a short line stands at the right
    assert reader.text.place_of(latin).x() < middle
    picture = reader.text.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def inked(at: int, left: int, right: int) -> bool:
        row = round(reader.text.place_of(at).center().y() * ratio)
        ground = picture.pixel(round(left * ratio), row)
        return any(
            picture.pixel(x, y) != ground
            for x in range(round(left * ratio), round(right * ratio))
            for y in range(row - 4, row + 5)
        )

    width = reader.text.viewport().width()
    assert inked(latin, 2, 30)
    assert not inked(latin, width - 30, width - 2)
    assert inked(arabic, width - 30, width - 2)
    assert not inked(arabic, 2, 30)


def test_a_megabyte_opens_and_paints_only_what_is_seen(
    reader: ReaderPage, open_window: Window, desk: Desk
) -> None:
    assert desk.case is not None
    paragraph = "53 soldiers crossed the river by night. " * 8 + "\n\n"
    body = paragraph * (1_000_000 // len(paragraph) + 1)
    source = edits.paste_source(desk.case, Source(title="Long"), body)
    text = desk.case.children(Text, "source", [source.id])[source.id][0].id
    incident = desk.case.all(Incident)[0].id
    with desk.case.edit("Mark") as edit:
        for at in range(0, len(body), len(paragraph) * 20):
            anchor = anchors.anchor(body, at, at + 11)
            citation = edit.insert(Citation(text=text, start=at, end=at + 11, exact=anchor.exact))
            edit.insert(
                Claim(
                    incident=incident,
                    citation=citation.id,
                    attribute=Attribute.OTHER,
                    stated="53 soldiers",
                    stance="asserts",
                )
            )
    assert open_window.workbench is not None
    open_window.workbench.read("source", source.id)
    QTest.qWait(10)
    assert 0 < len(reader.text.painted()) <= 3
    laid_out = sum(
        1
        for number in range(reader.text.blockCount())
        if reader.text.document().findBlockByNumber(number).layout().lineCount()
    )
    assert laid_out < 200
    last = reader.cards.list.cards.marks[-1]
    reader._show_words(last)
    assert reader.text.selected() == last.span
    assert last.span in reader.text.painted()


# ---- sources


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
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    assert desk.case.all(Quote) == []
