"""The page of briefs: options at the left, the printed PDF itself at the right."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from dossier.brief import catalogue
from dossier.errors import DossierError
from dossier.ui.actions import Actions, Command
from dossier.ui.briefs.editions import Editions
from dossier.ui.briefs.errand import BriefErrand
from dossier.ui.briefs.form import OptionsForm
from dossier.ui.briefs.issues import IssueList
from dossier.ui.briefs.options import Setting, remember, remembered, remembered_asides
from dossier.ui.briefs.proof import Proof
from dossier.ui.briefs.searching import PageSearch
from dossier.ui.briefs.selecting import ProofView
from dossier.ui.briefs.strip import Strip
from dossier.ui.briefs.thumbnails import Thumbnails
from dossier.ui.briefs.wording import facts, unprintable, warning
from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.jobs import Jobs
from dossier.ui.later import Later
from dossier.ui.lists.empty import EmptyState
from dossier.ui.prompts import label

if TYPE_CHECKING:
    from dossier.case.case import Changes

_WIDTH = 312
_ZOOM = "brief_zoom"
_PAPER = frozenset({"brief", "issue"})


class BriefPane(QWidget):
    """Shows the brief as it would be saved, and saves or prints what it shows.

    It stands when its `building` has come to an end.
    """

    def __init__(
        self, desk: Desk, actions: Actions, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.building = self._make_parts(actions, jobs)

    # ---- building

    def _make_parts(self, actions: Actions, jobs: Jobs) -> Iterator[None]:
        """Make what stands on the page, one after the other."""
        for section in catalogue.names():  # each is loaded when it is asked for
            catalogue.options(section)
            yield
        desk = self._desk
        self._lay_out()  # first: what gets another parent is dressed anew, and all in it
        yield
        self.form = OptionsForm(desk, self._options, at_once=False)
        yield from self.form.building
        self.errand = BriefErrand(desk, jobs, self)
        self.facts = label("", "secondary", wrap=True)
        self.warning = label("", "warn", wrap=True)
        self.address = label("", "small", wrap=True)
        self.issues = IssueList(desk, actions, self._options)
        self.paper = self._button("Print…", "printer", "")
        self.save = self._button("Save as…", "download", "primary")
        self._fill_left()
        yield
        self.view = ProofView(desk.theme, self._shown)
        self.strip = Strip(desk, actions, self.view)
        self.search = PageSearch(desk, self.view)
        self.small = Thumbnails(desk.theme, self.view)
        yield
        self.empty = EmptyState(desk.icons, "printer", first="Go to the incidents")
        self.trouble = EmptyState(desk.icons, "triangle-alert", first="Try again")
        self.editions = Editions(desk, jobs, self.errand.press, self)
        self._later = Later(desk, self._settle, self)
        self._fill_stack()
        yield
        self._connect(actions, jobs)
        self._measure()
        self._take_case()

    def _lay_out(self) -> None:
        """Make the room for options at the left and for pages at the right."""
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.left = QFrame(self)
        self.left.setProperty("ground", "side")
        self.stack = QStackedWidget(self)
        self._shown = QWidget(self.stack)
        self._options = QWidget()
        self._options.setProperty("ground", "surface")
        self._area = QScrollArea(self.left)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._options)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.stack, 1)

    def _fill_stack(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.search)
        pages = QHBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.view, 1)
        pages.addWidget(self.small)
        column.addLayout(pages, 1)
        for widget in (self._shown, self.empty, self.trouble):
            self.stack.addWidget(widget)
        self.setFocusProxy(self.form)

    def _fill_left(self) -> None:
        column = QVBoxLayout(self._options)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(label("Brief", "h1"))
        column.addWidget(self.facts)
        column.addWidget(self.warning)
        column.addSpacing(4)
        column.addWidget(self.issues)
        column.addWidget(self.form, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(self.paper, 1)
        foot.addWidget(self.save, 1)
        whole = QVBoxLayout(self.left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.address)
        whole.addLayout(foot)
        self.address.setContentsMargins(20, 8, 20, 0)
        self.address.hide()

    def _button(self, text: str, icon: str, look: str) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(text.removesuffix("…"))
        made.setIcon(self._desk.icons.icon(icon, "on_accent" if look else "text2"))
        made.setIconSize(WITH_WORDS)
        made.setProperty("look", look)
        return made

    def _connect(self, actions: Actions, jobs: Jobs) -> None:
        desk, errand = self._desk, self.errand
        desk.opened.connect(self._take_case)
        desk.closing.connect(self.errand.drop)
        desk.closed.connect(self._forget)
        desk.changed.connect(self._note_change)
        desk.taken_back.connect(self._ask_again)
        desk.theme.changed.connect(self._measure)
        self.form.edited.connect(self._note_option)
        errand.began.connect(self._show_work)
        errand.made.connect(self._show)
        errand.stopped.connect(self._show_stopped)
        self.view.outside.connect(self._show_address)
        self.strip.small.toggled.connect(self.small.set_shown)
        self.small.renderer.failed.connect(jobs.failed)
        self.view.renderer.failed.connect(jobs.failed)
        self.search.failed.connect(jobs.failed)
        self.view.failed.connect(jobs.failed)
        self.save.clicked.connect(actions.get(Command.PRINT_BRIEF).trigger)
        self.paper.clicked.connect(actions.get(Command.PRINT_PAPER).trigger)
        self.empty.first_chosen.connect(actions.get(Command.GO_INCIDENTS).trigger)
        self.trouble.first_chosen.connect(self.refresh)

    def _measure(self) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        least = self._options.minimumSizeHint().width() + bar
        room = self.width() - self.stack.minimumSizeHint().width()
        self.left.setFixedWidth(max(least, min(self._desk.theme.pixels(_WIDTH), room)))
        self.strip.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Leave the pages the room they need."""
        super().resizeEvent(event)
        self._measure()

    # ---- when the brief is made anew

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Print what has changed while the page was away."""
        super().showEvent(event)
        self._measure()  # the sections to tick are there now
        self.issues.refresh()
        if not self.errand.is_current:
            self.refresh()

    def refresh(self) -> None:
        """Print the brief now."""
        if self._desk.case is None:
            return
        spec = self.form.spec()
        why_not = self._desk.run(unprintable) or "" if spec.sections else _NO_SECTION
        if why_not:
            self.errand.forget()
            self._say_empty(why_not)
        else:
            self.errand.make(spec)

    def _note_change(self, changes: "Changes") -> None:
        if not changes.touched.keys() <= _PAPER:
            self._later.ask()
            self._ask_again()
        elif self.isVisible():  # a brief says the same after it was issued
            self.issues.refresh()

    def _ask_again(self) -> None:
        if self.isVisible():
            self.issues.refresh()
        self.errand.outdate(self.refresh if self.isVisible() else None)

    def _note_option(self, name: str) -> None:
        case = self._desk.case
        if case is None:
            return
        if name == "words":
            self._floor = ""  # other incidents, other marks
            self._settle()
        remember(self._desk.settings, case.path, self.form.spec(), self.form.asides())
        self.errand.outdate(self.refresh)

    def _settle(self) -> None:
        case = self._desk.case
        if case is not None:
            self.form.settle(Setting(case.info, self._floor or case.info.handling_mark))

    # ---- the life of a case

    def _take_case(self) -> None:
        self._floor = ""
        case = self._desk.case
        if case is None:
            return
        self._settle()
        settings = self._desk.settings
        self.form.load(remembered(settings, case.path), remembered_asides(settings, case.path))
        self.view.set_zoom(self._desk.settings.number(_ZOOM, 0) / 100)
        self.errand.outdate(self.refresh if self.isVisible() else None)

    def _forget(self) -> None:
        self.errand.forget()
        self.view.clear()
        self.facts.clear()
        self.warning.hide()
        self.address.hide()

    # ---- what is shown

    def _show_work(self) -> None:
        self.facts.setText("Making the brief…")
        self._allow(save=True)

    def _show(self, made: Proof | DossierError) -> None:
        self.address.hide()
        self._allow(save=isinstance(made, Proof))
        if isinstance(made, DossierError):
            self.facts.setText("Not printed")
            self.warning.hide()
            self.trouble.say("The brief cannot be printed", f"{made.message}\n{made.hint}".strip())
            self.stack.setCurrentWidget(self.trouble)
            return
        if made.spec.mark is None and made.mark:
            self._floor = made.mark
            self._settle()
        self.facts.setText(facts(made))
        self.warning.setText(warning(made))
        self.warning.setVisible(bool(self.warning.text()))
        self.view.show_pdf(made.data, made.sizes)
        self.stack.setCurrentIndex(0)

    def _show_stopped(self) -> None:
        self.facts.setText("Stopped: the pages are those of before")
        self._allow(save=False)

    def _say_empty(self, why: str) -> None:
        self.facts.setText("Nothing to print")
        self.warning.hide()
        self._allow(save=False)
        self.view.clear()
        self.empty.say("Nothing to print yet", why)
        self.empty.first.setVisible(bool(self.form.spec().sections))
        self.stack.setCurrentWidget(self.empty)

    def _show_address(self, address: str) -> None:
        self.address.setText(f"This link leads outside and is not opened: {address}")
        self.address.show()

    def _allow(self, *, save: bool) -> None:
        self.save.setEnabled(save)
        self.paper.setEnabled(save)

    # ---- commands

    def obey(self, command: Command) -> None:
        """Print on paper, make an edition with these options, or check a paper."""
        if command is Command.PRINT_PAPER:
            self.errand.print_paper()
        elif command is Command.CHECK_PAPER:
            self.editions.check()
        else:
            self._desk.leaving.emit()
            self.editions.ask(self.form.spec(), issued=command is Command.ISSUE_BRIEF)

    def begin_find(self) -> None:
        """Go to the line in which to find words on the pages, or to the options without pages."""
        if self.view.pages:
            self.search.begin()
        else:
            self.form.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_again(self, by: int) -> None:
        """Show the next place with the words that were looked for, or the one before."""
        if self.search.isHidden():
            self.begin_find()
        else:
            self.search.go(by)

    def zoom(self, command: Command) -> None:
        """Show the pages larger, smaller, or as wide as the room."""
        steps = {Command.ZOOM_IN: 1, Command.ZOOM_OUT: -1}
        if command in steps:
            self.view.zoom_by(steps[command])
        else:
            self.view.set_zoom(0)
        kept = 0 if self.view.fits else round(self.view.zoom * 100)
        self._desk.settings.store(_ZOOM, kept)


_NO_SECTION = "Tick at least one section."
