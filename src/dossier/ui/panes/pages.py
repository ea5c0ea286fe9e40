"""The pages in the middle of the window, each made on its first visit or ahead of it."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dossier.model.records import kind_named
from dossier.ui.actions import Actions, Command
from dossier.ui.checking import Checking
from dossier.ui.curtain import Curtain
from dossier.ui.desk import Desk
from dossier.ui.growing import Building, Growing
from dossier.ui.jobs import Jobs
from dossier.ui.judgements.page import JudgementsPage
from dossier.ui.lists.page import RecordPage
from dossier.ui.lists.trash import TrashPage
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.panes.checks import ChecksPage

if TYPE_CHECKING:  # made on its first visit
    from dossier.ui.reader.page import ReaderPage

# The kind of record that a page lists.
KIND_OF_PAGE: Mapping[Command, str] = MappingProxyType(
    {
        Command.GO_INCIDENTS: "incident",
        Command.GO_SOURCES: "source",
        Command.GO_QUOTES: "quote",
        Command.GO_ACTORS: "actor",
        Command.GO_PLACES: "place",
    }
)
PAGE_OF_KIND: Mapping[str, Command] = MappingProxyType(
    {kind: page for page, kind in KIND_OF_PAGE.items()}
    | dict.fromkeys(("judgement", "hypothesis", "exhibit", "rating"), Command.GO_JUDGEMENTS)
)
PAGES = (
    *KIND_OF_PAGE,
    Command.GO_JUDGEMENTS,
    Command.GO_BRIEFS,
    Command.GO_CHECKS,
    Command.GO_TRASH,
)


class PageStack(QStackedWidget):
    """Shows one page. `selected` and `created` carry (kind, id) from the page on screen.

    `listed` carries what the page lists in words, `narrowed` what narrows that; "" for nothing.
    `read` carries the id of the source that is read now; `going` (kind, id) of a record whose page
    is wanted; `resolving` (kind, id, field) of what a check found.
    """

    selected = Signal(str, object)
    created = Signal(str, object)
    listed = Signal(str)
    narrowed = Signal(str)
    read = Signal(object)
    going = Signal(str, object)
    sample_wanted = Signal()
    resolving = Signal(str, object, str)

    def __init__(
        self, desk: Desk, actions: Actions, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._jobs = jobs
        self._made = Growing(self._make)
        self._reader: ReaderPage | None = None
        self._curtain = Curtain(desk, self)
        self.checking = Checking(desk, self)
        self.checking.failed.connect(jobs.failed)
        self.page = Command.GO_INCIDENTS

    @property
    def reader(self) -> "ReaderPage | None":
        """The page on screen if it is the one to read on."""
        return self._reader if self.page is Command.READ else None

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts of the page on screen between which F6 goes."""
        return self.reader.panes if self.reader is not None else (self,)

    @property
    def records(self) -> RecordPage | None:
        """The page on screen if it lists records."""
        shown = self.currentWidget()
        return shown if isinstance(shown, RecordPage) else None

    @property
    def listing(self) -> RecordPage | JudgementsPage | None:
        """The page on screen if records are begun, chosen and removed there."""
        shown = self.currentWidget()
        return shown if isinstance(shown, RecordPage | JudgementsPage) else None

    @property
    def trash(self) -> TrashPage | None:
        """The page on screen if it is the trash."""
        shown = self.currentWidget()
        return shown if isinstance(shown, TrashPage) else None

    @property
    def brief(self) -> BriefPane | None:
        """The page on screen if it is that of briefs."""
        shown = self.currentWidget()
        return shown if isinstance(shown, BriefPane) else None

    def remember(self) -> None:
        """Store the widths of the panes of pages that have some."""
        if self._reader is not None:
            self._reader.remember()

    def show_page(self, page: Command) -> None:
        """Bring a page to the front."""
        shown = self._made.whole(page)
        self.page = page
        stays = shown is self.currentWidget()
        with self._curtain.over(*(() if stays else (self, *self.panes[1:]))):
            self.setCurrentWidget(shown)
        self.setFocusProxy(self._focus_of(shown))
        self.tell_listed()

    def tell_listed(self) -> None:
        """Announce how many rows the page on screen shows, and how many are selected."""
        shown = self.currentWidget()
        lists = RecordPage | TrashPage | JudgementsPage
        if isinstance(shown, lists) and self._desk.case is not None:
            self.listed.emit(shown.listed)
            self.narrowed.emit(shown.narrowing)
        else:
            self.listed.emit("")
            self.narrowed.emit("")

    def trash_selected(self) -> None:
        """Move what is chosen on the page on screen to the trash, with what was being typed."""
        if self.listing is not None:
            self._desk.leaving.emit()
            self.listing.trash_selected()

    def prepare(self, page: Command) -> Iterator[None]:
        """Give what makes a page, a part at a time; what is made stays made."""
        return self._made.parts(page)

    def prepare_records(self) -> Iterator[None]:
        """Give what makes the forms that stand beside a text, once the reader is there."""
        if self._reader is not None:
            yield from self._reader.record.prepare()

    def _make(self, page: Command) -> Building[QWidget]:
        made: QWidget
        if page is Command.READ:
            made = yield from self._make_reader()
        elif page is Command.GO_BRIEFS:
            made = BriefPane(self._desk, self._actions, self._jobs, self)
            made.hide()
            yield from made.building
        else:
            made = self._make_list(page)
        self.addWidget(made)
        return made

    def _make_list(self, page: Command) -> QWidget:
        if page is Command.GO_CHECKS:
            checks = ChecksPage(self._desk, self.checking, self)
            checks.wanted.connect(self.resolving)
            return checks
        if page is Command.GO_JUDGEMENTS:
            return self._make_judgements()
        if page is Command.GO_TRASH:
            trash = TrashPage(self._desk, self._actions.get(Command.RESTORE), self)
            trash.told.connect(self._pass_told)
            return trash
        made = RecordPage(self._desk, kind_named(KIND_OF_PAGE[page]), self)
        made.selected.connect(self._pass_selected)
        made.created.connect(self._pass_created)
        made.sample_wanted.connect(self.sample_wanted)
        made.sources_wanted.connect(partial(self.going.emit, "source", 0))
        if page is Command.GO_SOURCES:
            made.head.offer(self._actions.get(Command.READ), "Read", "R")
        made.told.connect(self._pass_told)
        return made

    def _make_judgements(self) -> JudgementsPage:
        made = JudgementsPage(self._desk, self)
        made.selected.connect(self._pass_selected)
        made.created.connect(self._pass_created)
        made.sample_wanted.connect(self.sample_wanted)
        made.told.connect(self._pass_told)
        return made

    def _make_reader(self) -> "Building[ReaderPage]":
        import dossier.ui.reader.sheet  # noqa: F401 - half of what takes time to load

        yield
        from dossier.ui.reader.page import ReaderPage

        yield
        made = ReaderPage(self._desk, self._actions, self._jobs, self)
        made.hide()
        yield from made.building
        made.read.connect(self.read)
        made.going.connect(self.going)
        self._reader = made
        return made

    @staticmethod
    def _focus_of(page: QWidget) -> QWidget:
        return page.table if isinstance(page, RecordPage | TrashPage) else page

    def _pass_told(self) -> None:
        if self.sender() is self.currentWidget():
            self.tell_listed()

    def _pass_selected(self, record: int) -> None:
        if self.listing is not None and self.sender() is self.listing:
            self.selected.emit(self.listing.kind.name, record)

    def _pass_created(self, record: int) -> None:
        if self.listing is not None:
            self.created.emit(self.listing.kind.name, record)
