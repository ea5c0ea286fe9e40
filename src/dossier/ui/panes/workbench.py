"""The workbench: navigation, pages and inspector of the open case, and the way between them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from dossier.model.records import Claim
from dossier.ui.actions import Actions, Command
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line, Prose
from dossier.ui.jobs import Jobs
from dossier.ui.later import Later
from dossier.ui.panes.checks import ChecksLine
from dossier.ui.panes.following import ListFollower
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.navigation import NavigationPane
from dossier.ui.panes.pages import PAGE_OF_KIND, PageStack
from dossier.ui.reader.pasting import paste_source
from dossier.ui.trail import Trail, Visit

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.drafts import Unfinished
    from dossier.case.marks import Spot
    from dossier.model.field import Record

_NAVIGATION, _INSPECTOR = 228, 356
_NAVIGATION_LIMITS, _INSPECTOR_LIMITS, _PAGE_LEAST = (180, 320), (348, 480), 420


class Workbench(QWidget):
    """Shows the open case. `moved` says that the way back or forward has changed."""

    moved = Signal()

    def __init__(
        self, desk: Desk, actions: Actions, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.trail = Trail()
        self.inspects = desk.settings.flag("inspector", default=True)
        self.navigation = NavigationPane(desk)
        self.pages = PageStack(desk, actions, jobs)
        self._inspector = Inspector(desk, self)
        self._due: tuple[str, int] | None = None
        self._later = Later(desk, self._settle, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.checks_line = ChecksLine(desk, self.pages.checking)
        self.navigation.add_foot(self.checks_line)
        self._build()
        self.checks_line.chosen.connect(self._show_checks)
        self.pages.resolving.connect(self.resolve)
        self.navigation.chosen.connect(self.show_page)
        self._list = ListFollower(self.navigation, self.pages, self.inspector, self.show_page)
        self.pages.selected.connect(self._show_soon)
        self.pages.created.connect(self._begin_typing)
        self.pages.read.connect(self._note_source)
        self.pages.going.connect(self.go_to)
        desk.leaving.connect(self.inspector.commit)
        desk.reading.connect(self.read)
        desk.closed.connect(self._forget)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.navigation, self.pages, self.inspector):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.navigation.setMinimumWidth(_NAVIGATION_LIMITS[0])
        self.navigation.setMaximumWidth(_NAVIGATION_LIMITS[1])
        self.pages.setMinimumWidth(_PAGE_LEAST)
        self.inspector.setMinimumWidth(_INSPECTOR_LIMITS[0])
        self.inspector.setMaximumWidth(_INSPECTOR_LIMITS[1])
        self.splitter.setSizes([_NAVIGATION, 10_000, _INSPECTOR])
        state = self._desk.settings.state("workbench")
        if not state.isEmpty():
            self.splitter.restoreState(state)

    # ---- going places

    def show_page(self, page: Command, record: int = 0) -> None:
        """Bring a page to the front, and select a record on it if one is given."""
        self._desk.leaving.emit()
        self._bring(Visit(page, record))
        shown = self.pages.listing
        at = self.pages.reader.source if self.pages.reader is not None else 0
        self.trail.go(Visit(page, shown.current if shown is not None else at))
        self.moved.emit()

    def go_to(self, kind: str, record: int) -> None:
        """Show a record on the page of its kind."""
        if kind == "view":
            self._list.take(record)
        elif kind in PAGE_OF_KIND:
            self.show_page(PAGE_OF_KIND[kind], record)
            self.pages.setFocus()

    def save_filter(self, words: str) -> None:
        """Narrow the list on screen, else that of incidents, by words, and ask for their name."""
        if self.pages.records is None:
            self.show_page(Command.GO_INCIDENTS)
        if self.pages.records is not None:
            self.pages.records.saved.begin(words)

    def resolve(self, kind: str, record: int, field: str) -> None:
        """Show a record and go to the field, or to the evidence, that a check is about."""
        self.go_to(kind, record)
        self.inspector.setVisible(True)
        self.inspector.point_at(field)

    def _show_checks(self) -> None:
        self.show_page(Command.GO_CHECKS)
        self.pages.setFocus()

    def read(self, kind: str, record: int) -> None:
        """Show the words of a record in their source."""
        spot = self._desk.run(partial(_spot, kind, record))
        if spot is None:
            self._desk.tell("There is no passage to show: nothing is cited for this record.")
            return
        self.show_page(Command.READ, spot.source)
        reader = self.pages.reader
        if reader is not None and spot.citation:
            reader.show_passage(spot.text, spot.citation)
        self.pages.setFocus()

    def resume(self, unfinished: "Unfinished") -> None:
        """Show the form in which words were left unfinished, or the trash its record is in."""
        kind, record = unfinished.kind, unfinished.row
        if unfinished.is_trashed:
            self.show_page(Command.GO_TRASH)
        elif kind == "case_info":
            self.show_case_info()
        elif kind == "claim":
            self._resume_claim(record)
        else:
            self.go_to(kind, record)
            self.inspector.setVisible(True)
            self._show_record(kind, record)
            self._turn_to(unfinished)

    def _turn_to(self, unfinished: "Unfinished") -> None:
        """Bring the words to the front, and go there without selecting them."""
        inspector, form = self.inspector, self.inspector.form
        begun = all(field == "claim" for field in unfinished.fields)
        inspector.tabs.setCurrentWidget(inspector.evidence if begun else inspector.details)
        fields = [field for field in unfinished.fields if form is not None and field in form.rows]
        if form is not None and fields:
            form.rows[fields[0]].control.setFocus()

    def _resume_claim(self, claim: int) -> None:
        spot = self._desk.run(partial(_spot, "claim", claim))
        if spot is None or not spot.citation:
            self.go_to("incident", self._desk.run(partial(_incident_of, claim)) or 0)
            self.inspector.tabs.setCurrentWidget(self.inspector.evidence)
            return
        self.read("claim", claim)
        if self.pages.reader is not None:
            self.pages.reader.show_record("claim", claim)

    def read_selected(self) -> None:
        """Show the words of the selected record in their source."""
        shown = self.pages.records
        if shown is not None and shown.current:
            self.read(shown.kind.name, shown.current)

    def show_original(self) -> None:
        """Show the original beside the text, or hide it; from a list, read the source first."""
        if self.pages.reader is None:
            self.read_selected()
        if self.pages.reader is not None:
            self.pages.reader.show_original()

    def attach_original(self) -> None:
        """Attach a file to the source that is read, or is selected in the list."""
        if self.pages.reader is None:
            self.read_selected()
        if self.pages.reader is not None:
            self.pages.reader.attach_original()

    def find_again(self, by: int) -> None:
        """Find the next place in the text or on the pages on screen, or the one before."""
        for shown in (self.pages.reader, self.pages.brief):
            if shown is not None:
                shown.find_again(by)

    def paste_source(self) -> None:
        """Make a source of the copied text, and read it."""
        self._desk.leaving.emit()
        source = paste_source(self._desk)
        if source:
            self.show_page(Command.READ, source)
            if self.pages.reader is not None:
                self.pages.reader.show_details(typing=True)

    def go_back(self) -> None:
        """Return to where the analyst was before."""
        self._walk(self.trail.back())

    def go_forward(self) -> None:
        """Undo going back."""
        self._walk(self.trail.forward())

    def _walk(self, visit: Visit | None) -> None:
        if visit is not None:
            self._desk.leaving.emit()
            self._bring(visit)
            self.moved.emit()

    def _bring(self, visit: Visit) -> None:
        self.pages.show_page(visit.page)
        reading = visit.page is Command.READ
        self.navigation.show_page(Command.GO_SOURCES if reading else visit.page)
        if self.pages.reader is not None:
            self.pages.reader.show_source(visit.record)
        shown = self.pages.listing
        self._inspector.setVisible(self.inspects and shown is not None)
        if shown is None:
            self._due = None
            self._inspector.clear()
            return
        if visit.record and visit.record != shown.current:
            shown.select(visit.record)
        self._show_soon(shown.kind.name, shown.current)

    def next_pane(self, by: int = 1) -> None:
        """Move the focus to the next pane, or the one before."""
        panes: list[QWidget] = [self.navigation, *self.pages.panes, self.inspector]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        inside = [pane for pane in shown if focus is not None and pane.isAncestorOf(focus)]
        at = shown.index(inside[0]) + by if inside else 0
        enter(shown[at % len(shown)])

    def show_inspector(self, *, shown: bool) -> None:
        """Show or hide the inspector."""
        if not shown:
            self.inspector.commit()
        self.inspects = shown
        self._desk.settings.store_flag("inspector", on=shown)
        self.inspector.setVisible(shown and self.pages.listing is not None)

    # ---- records

    def new_record(self, page: Command | None = None) -> None:
        """Add a record on a page, by default on the one on screen."""
        if page is not None:
            self.show_page(page)
        elif self.pages.listing is not None:
            self._desk.leaving.emit()
        if self.pages.listing is not None:
            self.pages.listing.new_record()

    def save_and_new(self) -> None:
        """Save what is being typed, and if that went well add another record of the same list."""
        if self.inspector.commit():
            self.new_record()

    def duplicate(self) -> None:
        """Copy the selected record with its rows, and go to its first field."""
        shown = self.pages.listing
        if shown is None or not shown.current or not self.inspector.commit():
            return
        made = self._desk.run(partial(_duplicate, shown.kind.name, shown.current))
        if made is not None:
            shown.select(made.id)
            self._begin_typing(shown.kind.name, made.id)

    def trash(self) -> None:
        """Move the selected records to the trash."""
        self.pages.trash_selected()

    def restore(self) -> None:
        """Take what is selected out of the trash, which is shown if it is not."""
        if self.pages.trash is None:
            self.show_page(Command.GO_TRASH)
        else:
            self.pages.trash.restore_selected()

    def on_brief(self, command: Command) -> None:
        """Print or issue the brief, or check a paper, from its page."""
        if self.pages.brief is None:
            self.show_page(Command.GO_BRIEFS)
        if self.pages.brief is not None:
            self.pages.brief.obey(command)

    def zoom(self, command: Command) -> None:
        """Show the pages on screen larger, smaller, or as wide as the room."""
        shown = self.pages.brief or self.pages.reader
        if shown is not None:
            shown.zoom(command)

    def filter(self) -> None:
        """Go to the filter of what is on screen, or to the line in which to find words."""
        shown = self.pages.records or self.pages.trash
        text = self.pages.reader or self.pages.brief
        if text is not None:
            text.begin_find()
        if shown is not None:
            shown.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            shown.filter_box.selectAll()

    def clear_filter(self) -> None:
        """Show all again that the list on screen leaves out."""
        shown = self.pages.records or self.pages.trash
        if shown is not None:
            shown.clear_filter()

    def show_case_info(self) -> None:
        """Show the properties of the case in the inspector."""
        case = self._desk.case
        if case is not None:
            self.inspector.setVisible(True)
            self.inspector.show_record("case_info", case.info.id)
            self.inspector.tabs.setCurrentWidget(self.inspector.details)
            enter(self.inspector)

    def remember(self) -> None:
        """Store the widths of the panes."""
        self._desk.settings.store("workbench", self.splitter.saveState())
        self.pages.remember()

    @property
    def inspector(self) -> Inspector:
        """The record that is selected, with its form."""
        self._settle()
        return self._inspector

    def _show_soon(self, kind: str, record: int) -> None:
        """Show a record; in a large case on the next turn, when the list shows where one is."""
        self.trail.note(record)
        self._due = (kind, record)
        self._later.ask()

    def _settle(self) -> None:
        due, self._due = self._due, None
        if due is not None:
            self._show_record(*due)

    def _show_record(self, kind: str, record: int) -> None:
        self.trail.note(record)
        if self._list.is_of_several:
            return
        if record:
            self.inspector.show_record(kind, record)
        else:
            self.inspector.clear()

    def _note_source(self, source: int) -> None:
        self.trail.note(source)

    def _begin_typing(self, kind: str, record: int) -> None:
        self.inspector.setVisible(True)
        self._show_record(kind, record)
        enter(self.inspector)
        first = QApplication.focusWidget()
        if isinstance(first, Line | Prose):
            first.selectAll()  # also where the focus was there already: typing begins anew

    def _forget(self) -> None:
        self.trail = Trail()
        self._due = None
        self._inspector.clear()


def _incident_of(claim: int, case: "Case") -> int:
    return case.get(Claim, claim).incident or 0


def _spot(kind: str, record: int, case: "Case") -> "Spot | None":
    from dossier.case import marks

    return marks.spot_of(case, kind, record)


def enter(pane: QWidget) -> None:
    """Give a pane the focus: to its proxy, else to the first widget in it that takes Tab."""
    if pane.focusProxy() is not None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    widget = pane.nextInFocusChain()
    while widget is not None and pane.isAncestorOf(widget):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()


def _duplicate(kind: str, record: int, case: "Case") -> "Record":
    from dossier.case import edits

    return edits.duplicate(case, kind, record)
