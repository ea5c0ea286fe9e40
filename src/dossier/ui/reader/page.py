"""The page to read on: sources at the left, the text in the middle, what was made of it beside."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from dossier.ui.actions import Actions, Command
from dossier.ui.curtain import Curtain
from dossier.ui.desk import Desk
from dossier.ui.jobs import Jobs
from dossier.ui.later import Later
from dossier.ui.reader import making
from dossier.ui.reader.card import CLAIM, INCIDENT, QUOTE, Card, Chip, Way
from dossier.ui.reader.cards import HINT, CardPane
from dossier.ui.reader.marking import TextMarks
from dossier.ui.reader.originals import Originals, files_of
from dossier.ui.reader.panes import Panes
from dossier.ui.reader.pasting import paste_text
from dossier.ui.reader.record_pane import RecordPane
from dossier.ui.reader.selection_bar import BY_KEY, Make
from dossier.ui.reader.sheet import Sheet
from dossier.ui.reader.source_list import SourceList

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Changes

_WIDE = 1240  # pixels in which list, text, original and records stand side by side
_SHOWN = frozenset({"citation", "claim", "quote", "quote_incident", "incident", "attribution"})
_SHOWN |= {"actor", "source_link", "source", "text", "attachment"}


class ReaderPage(QWidget):
    """Reads one source. `read` carries its id whenever another one is opened.

    `going` carries (kind, id) of a record whose own page is wanted. The page stands when its
    `building` has come to an end.
    """

    read = Signal(object)
    going = Signal(str, object)

    def __init__(
        self, desk: Desk, actions: Actions, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.source = self._incident = 0
        self._marks = TextMarks(desk, self)
        self._missed: frozenset[str] = frozenset()  # kinds of records changed and not shown anew
        self._later = Later(desk, self._renew, self)
        self._curtain = Curtain(desk, self)
        self.building = self._make_parts(actions, jobs)

    def _make_parts(self, actions: Actions, jobs: Jobs) -> Iterator[None]:
        """Make the panes, one after the other, each where it stands: moved it is dressed anew."""
        desk = self._desk
        self.splitter = Panes(self)
        self.list = SourceList(desk, actions, self.splitter)
        yield
        self.sheet = Sheet(desk, actions, self.splitter)
        self.originals = Originals(desk, jobs, self)
        self.text = self.sheet.text
        yield
        self.right = QStackedWidget(self.splitter)
        self.right.setProperty("ground", "surface")  # before it is dressed, which is once
        self.cards = CardPane(desk, self.right)
        self.record = RecordPane(desk, self.right)
        yield
        self._build()
        yield
        self._connect()
        self.list.left.connect(actions.get(Command.GO_SOURCES).trigger)

    def _build(self) -> None:
        self.right.addWidget(self.cards)
        self.right.addWidget(self.record)
        self.splitter.hold(self.list, self.sheet, self.right)
        for key, splitter in self._splitters():
            state = self._desk.settings.state(key)
            if not state.isEmpty():
                splitter.restoreState(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.setFocusProxy(self.text)
        self.setAcceptDrops(True)

    def _splitters(self) -> tuple[tuple[str, QSplitter], ...]:
        return ("reader", self.splitter), ("reader_original", self.sheet.sides)

    def remember(self) -> None:
        """Store the widths of the panes."""
        for key, splitter in self._splitters():
            self._desk.settings.store(key, splitter.saveState())

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.sheet.wanted.connect(self.make)
        self.sheet.text_chosen.connect(self._ask_marks)
        self._marks.found.connect(self._show_marks)
        self.sheet.details_wanted.connect(self.show_details)
        self.sheet.paste_wanted.connect(self._paste_text)
        self.sheet.original_wanted.connect(self.show_original)
        self.sheet.original.attach_wanted.connect(self.attach_original)
        self.sheet.original.save_wanted.connect(self.originals.save)
        self.sheet.original.trash_wanted.connect(self.originals.trash)
        self.sheet.original.text_wanted.connect(self.originals.take_text)
        self.sheet.original.custody_wanted.connect(partial(self._open, "attachment"))
        self.text.typed.connect(self._type)
        self.text.pointed.connect(self._point)
        self.cards.list.pointed.connect(self._show_words)
        self.cards.list.opened.connect(self._open_card)
        self.cards.list.chosen.connect(self._follow)
        self.record.left.connect(self.show_cards)
        self.record.incident_chosen.connect(self._use_incident)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(partial(self.make, Make.COPY))
        self._desk.leaving.connect(self.record.inspector.commit)
        self._desk.changed.connect(self._hear)
        self._desk.notation_changed.connect(self._ask_marks)
        self._desk.held.connect(self._show_editable)
        self._desk.taken_back.connect(self._refresh)
        self._desk.opened.connect(self._reopen)
        self._desk.closed.connect(self._reopen)

    # ---- what others ask of it -----------------------------------------------------------

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """Panes in the order of reading."""
        return self.list, self.sheet, self.right

    def show_source(self, source: int) -> None:
        """Read a source."""
        self.list.select(source)
        if source != self.source:
            self.source = source
            self.show_cards()
            self.sheet.show_source(source)
            self._missed = frozenset({QUOTE})
            self._marks.forget()
            self.cards.hold((), "")
            self._later.ask()
            self.read.emit(source)

    def show_passage(self, text: int, citation: int) -> None:
        """Show a passage of the source and the card that rests on it."""
        self._catch_up()
        self.sheet.show_text(text)
        self._marks.settle()
        for mark in self._marks.held:
            if mark.passage.citation.id == citation:
                self.cards.show_card(mark.kind, mark.id)
                self.sheet.select(*mark.span)
                return

    def show_details(self, *, typing: bool = False) -> None:
        """Show the form of the source."""
        if self.source:
            self._open("source", self.source, typing=typing)

    def show_record(self, kind: str, id_: int) -> None:
        """Show the form of a record that was made of the text."""
        self._open(kind, id_, typing=True)

    def show_cards(self) -> None:
        """Show what was made of the text, after what is being typed was saved."""
        self.right.setCurrentWidget(self.cards)  # what is being typed is left, and so saved
        self.record.clear()
        self.right.setFocusProxy(self.cards)

    # ---- making records ------------------------------------------------------------------

    def make(self, make: Make) -> None:
        """Make something of the selected words: one step, and its form beside the text."""
        with self._curtain.over(self):
            self._make(make)

    def _make(self, make: Make) -> None:
        self._catch_up()
        passage = self.text.selected()
        if passage is None:
            return
        if make is Make.COPY:
            QGuiApplication.clipboard().setText(self.sheet.citation(*passage))
            self._desk.tell("Copied with citation.")
            return
        if not self._desk.can_edit:
            self._desk.tell(making.fixed(self._desk))
            return
        self.record.inspector.commit()
        fitting = partial(making.incident_for, self._incident, self._marks.held, passage[0])
        incident = self._desk.run(fitting) or 0 if make is Make.CLAIM else 0
        if make is Make.CLAIM and not incident:
            self._desk.tell(making.NO_INCIDENT)
            return
        made = self._desk.run(partial(making.make, make, self.sheet.text_id, passage, incident))
        if made:
            self.text.unselect()
            self._use_incident(made if make is Make.INCIDENT else self._incident)
            self._open(make.value, made)
            if make is Make.QUOTE:
                named = partial(making.speaker_named, self.sheet.text_id, passage)
                self.record.propose_speaker(self._desk.run(named) or "")
            self.record.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _use_incident(self, incident: int) -> None:
        self._incident = incident

    def _type(self, key: str) -> None:
        if key in BY_KEY:
            self.make(BY_KEY[key])

    def _paste_text(self) -> None:
        if paste_text(self._desk, self.source):
            self.sheet.show_source(self.source)
            self._ask_marks()
            self.text.setFocus()

    def begin_find(self) -> None:
        """Look for words in the text; from the list, for a source."""
        focus = QApplication.focusWidget()
        if focus is not None and self.list.isAncestorOf(focus):
            self.list.begin_find()
        else:
            self.sheet.begin_find()

    def find_again(self, by: int) -> None:
        """Show the next place of the words looked for, or the one before."""
        bar = self.sheet.find_bar
        if bar.isHidden():
            self.sheet.begin_find()
        else:
            bar.go(by)

    # ---- originals -----------------------------------------------------------------------

    def show_original(self) -> None:
        """Show the original beside the text, or hide it; ask for one if there is none yet."""
        shown = self.sheet.original.isHidden()
        if not self.source:
            return
        if shown and not self.sheet.has_original:
            self.attach_original()
            return
        self.sheet.show_original(shown=shown)
        self._share_room()
        (self.sheet.original.view if shown else self.text).setFocus()

    def attach_original(self) -> None:
        """Ask for a file that the source came as."""
        self.originals.ask(self.source)

    def zoom(self, command: Command) -> None:
        """Show the original larger, smaller, or as wide as the room."""
        self.sheet.original.zoom(command)

    def _share_room(self) -> None:
        """Leave out the list where text and original would stand in its way."""
        narrow = self.width() < self._desk.theme.pixels(_WIDE)
        self.list.setVisible(self.sheet.original.isHidden() or not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show the list again where there is room."""
        super().resizeEvent(event)
        self._share_room()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - overrides Qt
        """Take files."""
        if self.source and self._desk.can_edit and files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - overrides Qt
        """Attach dropped files to the source."""
        event.acceptProposedAction()
        self.originals.attach(self.source, files_of(event.mimeData()))

    # ---- both ways -----------------------------------------------------------------------

    def _choose(self, source: int) -> None:
        if source:
            self._desk.leaving.emit()
            self.show_source(source)

    def _show_words(self, card: Card) -> None:
        self.sheet.select(*card.span)

    def _open_card(self, card: Card) -> None:
        self._show_words(card)
        self._open(card.kind, card.id, typing=True)

    def _follow(self, card: Card, chip: Chip) -> None:
        """Go where a chip of a card leads."""
        if chip.way is Way.WORDS:
            self._show_words(card)
            self.text.setFocus()
        elif chip.way is Way.INCIDENT:
            self.going.emit(INCIDENT, chip.id)
        elif self._desk.can_edit:
            self._open_card(card)
            self.record.begin_row("quote_incident")
        else:
            self._desk.tell(making.fixed(self._desk))

    def _point(self, at: int) -> None:
        """Go from a painted word to its card and record: to the shortest passage there."""
        self._catch_up()
        here = [mark for mark in self._marks.held if mark.span[0] <= at < mark.span[1]]
        if here:
            mark = min(here, key=lambda mark: mark.span[1] - mark.span[0])
            self._open(mark.kind, mark.id)

    def _open(self, kind: str, id_: int, *, typing: bool = False) -> None:
        self.right.setCurrentWidget(self.record)
        self.right.setFocusProxy(self.record)
        self.record.show_record(kind, id_, typing=typing)
        if kind in (QUOTE, CLAIM):
            self.cards.show_card(kind, id_)

    # ---- keeping up ----------------------------------------------------------------------

    def _ask_marks(self) -> None:
        self._marks.ask(self.sheet.text_id)

    def _show_marks(self) -> None:
        self.cards.hold(self._marks.held, self._hint())
        self.sheet.show_marks(self._marks.held)

    def _hint(self) -> str:
        """What to say where there are no cards."""
        if not self.sheet.text_id:
            return ""
        if self._desk.can_edit:
            return HINT
        return f"Nothing was made of this text. {making.fixed(self._desk)}"

    def _hear(self, changes: "Changes") -> None:
        touched = frozenset(changes.touched)
        self.list.hear(touched)
        if self._desk.case is None or not self.source or not touched & _SHOWN:
            return
        self._missed |= touched
        if self.isVisible():
            self._later.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Show what changed while nobody was reading."""
        self._later.ask()
        super().showEvent(event)

    def _catch_up(self) -> None:
        """Know what was made of the text by now."""
        self._renew()
        self._marks.settle()

    def _renew(self) -> None:
        """Show what changed, and ask for the marks anew."""
        touched, self._missed = self._missed, frozenset()
        if self._desk.case is None or not touched:
            return
        if touched & {"source", "text", "actor", "attachment"}:
            self.sheet.refresh(self.source)
        self._ask_marks()
        if not self.record.refresh():
            self.show_cards()
        elif self.record.kind in (QUOTE, CLAIM):
            self.cards.show_card(self.record.kind, self.record.id)

    def _show_editable(self) -> None:
        """A long edit has begun or ended."""
        if self.source:
            self.sheet.show_editable()
            self.cards.hold(self._marks.held, self._hint())

    def _refresh(self) -> None:
        """Ask again: what was read during an edit that was taken back was half done."""
        if self.source:
            self.sheet.refresh(self.source)
            self._ask_marks()

    def _reopen(self) -> None:
        self.source = self._incident = 0
        self._missed = frozenset()
        self.list.reopen()
        self.show_cards()
        self.sheet.show_source(0)
        self._ask_marks()
