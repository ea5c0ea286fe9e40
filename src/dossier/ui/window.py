"""The window: bars, start page and workbench; every command is carried out from here."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from dossier import __version__
from dossier.ui import tabbing
from dossier.ui.actions import BY_COMMAND, LOOKS, Actions, Command, Menu, tip_of
from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.errands import Errands
from dossier.ui.packages import Packages
from dossier.ui.panes.notice import NoticeBar
from dossier.ui.panes.start import StartPane
from dossier.ui.panes.statusbar import StatusBar
from dossier.ui.panes.topbar import TopBar
from dossier.ui.preferences import TEXT_STEP, Appearance
from dossier.ui.prompts import Question

if TYPE_CHECKING:  # built when it is needed first
    from dossier.ui.dialogs.palette import Palette
    from dossier.ui.panes.workbench import Workbench

LEAST_WIDTH, LEAST_HEIGHT = 1024, 640
_WIDTH, _HEIGHT, _FRAME = 1280, 800, 36
C = Command


class Window(QMainWindow):
    """The main window. It shows the start page until a case is open."""

    def __init__(self, desk: Desk, crashes: CrashHook) -> None:
        super().__init__()
        self._desk = desk
        self._palette: Palette | None = None
        self.workbench: Workbench | None = None
        self.jobs = desk.jobs
        self.jobs.failed.connect(crashes.show)
        desk.asking.failed.connect(crashes.show)
        self._crashes = crashes  # Qt alone would not keep it
        self.errands = Errands(desk, self.jobs, self)
        self.packages = Packages(desk, self.jobs, self)
        self.actions_ = Actions(desk.icons, self)
        self.recent = QMenu("Open &recent", self)
        self.start = StartPane(desk, self.actions_)
        self._middle = QWidget()
        self.stack = QStackedWidget()
        self.notice = NoticeBar(desk, self.stack)
        self.status = StatusBar(desk, self.jobs)
        self._build()
        self._connect()
        self._closed()
        desk.prompts.sit_on(self)

    # ---- building

    def _build(self) -> None:
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAcceptDrops(True)
        self.setWindowIcon(self._desk.icons.icon("book-open", "accent"))
        menus = self.actions_.fill(self.menuBar())
        menus[Menu.FILE].insertMenu(self.actions_.get(C.SAVE_COPY), self.recent)
        self.top = TopBar(self._desk, self.actions_)
        self.stack.addWidget(self.start)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self.status)
        self._take_size()

    def _take_size(self) -> None:
        """Take the size of the last run, else one that fits this screen with its frame."""
        geometry = self._desk.settings.state("window")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            room = self.screen().availableGeometry()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height() - _FRAME))

    def _connect(self) -> None:
        desk = self._desk
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.changed.connect(self._name_turns)
        desk.held.connect(self._allow)
        desk.theme.changed.connect(self._show_look)
        self.start.chosen.connect(self.open_path)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.errands.backed_up.connect(self.status.refresh)
        self.notice.undo_wanted.connect(desk.take_back)
        self.notice.show_wanted.connect(self._show_unfinished)
        self.top.appearance_wanted.connect(self._switch_appearance)
        on = self.actions_.on
        on(C.NEW_CASE, self.errands.new_case)
        on(C.OPEN_CASE, self.errands.open_case)
        on(C.SAMPLE_CASE, self.errands.open_sample)
        on(C.SAVE_COPY, self.errands.save_copy)
        on(C.IMPORT, self.packages.bring_in)
        on(C.EXPORT, self.packages.hand_over)
        on(C.CLOSE_CASE, partial(desk.when_free, desk.close_case))
        on(C.CANCEL, self.status.jobs.cancel_shown)
        on(C.QUIT, self.close)
        on(C.UNDO, desk.undo)
        on(C.REDO, desk.redo)
        on(C.SEARCH, self._open_palette)
        on(C.PRINT_BRIEF, self._print_brief)
        on(C.BACK_UP, self.errands.back_up)
        on(C.VERIFY, self.errands.verify)
        on(C.UNFINISHED, self._show_unfinished)
        on(C.PREFERENCES, self._show_preferences)
        on(C.KEYS, self._show_keys)
        on(C.ABOUT, self._show_about)
        self._connect_look()
        self._show_look()

    def _connect_look(self) -> None:
        on, theme = self.actions_.on, self._desk.theme
        on(C.AS_SYSTEM, partial(self._wear, Appearance.SYSTEM))
        on(C.LIGHT, partial(self._wear, Appearance.LIGHT))
        on(C.DARK, partial(self._wear, Appearance.DARK))
        on(C.LARGER_TEXT, partial(self._resize_text, TEXT_STEP))
        on(C.SMALLER_TEXT, partial(self._resize_text, -TEXT_STEP))
        on(C.NORMAL_TEXT, partial(theme.set_text_size, 100))

    def _bench(self) -> "Workbench":
        """Give the workbench, made when a case opens first."""
        if self.workbench is None:
            from dossier.ui.panes.pages import PAGES
            from dossier.ui.panes.workbench import Workbench

            bench = self.workbench = Workbench(self._desk, self.actions_, self.jobs)
            self.stack.addWidget(bench)
            bench.moved.connect(self._moved)
            bench.pages.listed.connect(self.status.show_listed)
            bench.pages.narrowed.connect(self.status.show_narrowing)
            self.status.clear_wanted.connect(bench.clear_filter)
            bench.pages.sample_wanted.connect(self.errands.open_sample)
            on = self.actions_.on
            for page in PAGES:
                on(page, partial(self._go, page))
            on(C.BACK, bench.go_back)
            on(C.FORWARD, bench.go_forward)
            on(C.NEXT_PANE, partial(self._next_pane, 1))
            on(C.LAST_PANE, partial(self._next_pane, -1))
            on(C.INSPECTOR, self._toggle_inspector)
            on(C.FILTER, bench.filter)
            on(C.TRASH, bench.trash)
            on(C.RESTORE, bench.restore)
            on(C.SAVE_AND_NEW, bench.save_and_new)
            on(C.DUPLICATE, bench.duplicate)
            on(C.NEW_RECORD, partial(self._new_on, None))
            on(C.NEW_INCIDENT, partial(self._new_on, C.GO_INCIDENTS))
            on(C.NEW_SOURCE, partial(self._new_on, C.GO_SOURCES))
            on(C.CASE_INFO, bench.show_case_info)
            for command in (C.PRINT_PAPER, C.ISSUE_BRIEF, C.SAVE_EDITION, C.CHECK_PAPER):
                on(command, partial(bench.on_brief, command))
            for zoom in (C.ZOOM_IN, C.ZOOM_OUT, C.FIT_WIDTH):
                on(zoom, partial(bench.zoom, zoom))
            on(C.READ, bench.read_selected)
            on(C.SHOW_ORIGINAL, bench.show_original)
            on(C.ATTACH_ORIGINAL, bench.attach_original)
            on(C.FIND_NEXT, partial(bench.find_again, 1))
            on(C.FIND_BEFORE, partial(bench.find_again, -1))
            on(C.PASTE_SOURCE, bench.paste_source)
        return self.workbench

    # ---- the life of a case

    def _opened(self) -> None:
        bench = self._bench()
        self.stack.setCurrentWidget(bench)
        self._allow()
        self.actions_.get(C.INSPECTOR).setChecked(bench.inspects)
        bench.navigation.refresh()
        bench.show_page(C.GO_INCIDENTS)
        bench.navigation.setFocus()
        self._name_turns()
        self._greet()

    def _closed(self) -> None:
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self.start.setFocus()
        self._allow()
        self.status.show_listed("")
        self.status.show_narrowing("")

    def _allow(self) -> None:
        """Enable the commands that can be used now; those that cannot say why."""
        desk = self._desk
        self.actions_.allow(
            case=desk.case is not None,
            editable=desk.can_edit,
            settled=desk.case is not None and desk.long_edit is None,
            why=desk.why_fixed if desk.case is not None else "",
        )
        self._name_turns()

    def _name_turns(self) -> None:
        """Name what undo and redo would do, in the menu and on the buttons; name the window."""
        case = self._desk.case
        labels = (case.undo_label, case.redo_label) if case is not None else (None, None)
        for command, words in zip((C.UNDO, C.REDO), labels, strict=True):
            action, entry = self.actions_.get(command), BY_COMMAND[command]
            shown = f"{entry.text}: {words.replace('&', '&&')}" if words else entry.text
            action.setText(shown)
            action.setToolTip(tip_of(entry, shown, self._desk.why_fixed if words else ""))
            action.setEnabled(bool(words) and self._desk.can_edit)
        title = f"{case.info.title} – Dossier" if case is not None else "Dossier"
        self.setWindowTitle(title.replace("[*]", "[ * ]"))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - overrides Qt
        """Save what is being typed, close the case, and remember where everything was."""
        if self._desk.long_edit is not None:
            event.ignore()
            self._desk.when_free(self.close)
            return
        self._desk.settings.store("window", self.saveGeometry())
        if self.workbench is not None:
            self.workbench.remember()
        self.jobs.stop()
        self._desk.close_case()
        event.accept()

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: FBT001, N802 - overrides Qt
        """Let Tab go through all panes."""
        return tabbing.step(self, onwards=onwards)

    # ---- commands

    def _go(self, page: Command) -> None:
        self._bench().show_page(page)
        self._bench().pages.setFocus()

    def _next_pane(self, by: int) -> None:
        self._bench().next_pane(by)

    def _new_on(self, page: Command | None) -> None:
        self._bench().new_record(page)

    def _print_brief(self) -> None:
        """Save the brief that is on screen, byte for byte, else print that of the case."""
        shown = self.workbench.pages.brief if self.workbench is not None else None
        if shown is not None:
            shown.errand.save()
        else:
            self.errands.print_brief()

    def _toggle_inspector(self) -> None:
        self._bench().show_inspector(shown=self.actions_.get(C.INSPECTOR).isChecked())

    def _moved(self) -> None:
        trail = self._bench().trail
        self.actions_.get(C.BACK).setEnabled(trail.can_go_back)
        self.actions_.get(C.FORWARD).setEnabled(trail.can_go_forward)

    def open_path(self, path: Path) -> None:
        """Open a case file."""
        self._desk.when_free(partial(self._desk.open_case, path))

    def _fill_recent(self) -> None:
        self.recent.clear()
        held = self._desk.settings.recent_files()
        for path in held:
            there = path.exists()
            name = path.stem if there else f"{path.stem} (missing)"
            action = self.recent.addAction(name.replace("&", "&&"))
            action.setEnabled(there)
            action.triggered.connect(partial(self.open_path, path))
        self.recent.addSeparator()
        clear = self.recent.addAction("Clear this list" if held else "No recent cases")
        clear.setEnabled(bool(held))
        clear.triggered.connect(self._forget_recent)

    def _forget_recent(self) -> None:
        self._desk.settings.forget_files()
        self.start.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - overrides Qt
        """Take a case file that is dragged here."""
        if _case_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - overrides Qt
        """Open a case file that is dropped here."""
        path = _case_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def _open_palette(self) -> None:
        if self._palette is None:
            from dossier.ui.dialogs.palette import Palette

            self._palette = Palette(self._desk, self.actions_, self._middle)
            self._palette.record_chosen.connect(self._go_to)
            self._palette.filter_wanted.connect(self._save_filter)
        self._palette.open_at()

    def _go_to(self, kind: str, record: int) -> None:
        self._bench().go_to(kind, record)

    def _greet(self) -> None:
        """Say, without a dialog, how the case was left."""
        from dossier.case import drafts
        from dossier.ui.unfinished import greeting

        case = self._desk.case
        if case is not None and not case.read_only:
            found = drafts.unfinished(case)
            sentence = greeting(case.interrupted, found)
            if sentence:
                self.notice.greet(sentence, show=bool(found))

    def _show_unfinished(self) -> None:
        """Go to the record with unfinished words, or list them if there are several."""
        from dossier.case import drafts
        from dossier.ui.dialogs.unfinished import UnfinishedDialog

        self._desk.leaving.emit()
        self._desk.drafts.due.emit()
        found = self._desk.run(drafts.unfinished) or []
        if not found:
            self._desk.tell("Nothing is unfinished.")
        elif len(found) == 1 and found[0].is_live:
            self._bench().resume(found[0])
        else:
            dialog = UnfinishedDialog(self._desk, found, self)
            dialog.wanted.connect(self._bench().resume)
            dialog.open()

    def _save_filter(self, words: str) -> None:
        self._bench().save_filter(words)

    def _wear(self, appearance: Appearance) -> None:
        self._desk.theme.set_appearance(appearance)

    def _switch_appearance(self) -> None:
        self._wear(Appearance.LIGHT if self._desk.theme.dark else Appearance.DARK)

    def _resize_text(self, by: int) -> None:
        self._desk.theme.set_text_size(self._desk.theme.text_size + by)

    def _show_look(self) -> None:
        chosen = dict(zip(Appearance, LOOKS, strict=True))[self._desk.theme.appearance]
        self.actions_.get(chosen).setChecked(True)

    def _show_preferences(self) -> None:
        from dossier.ui.dialogs.preferences import show_preferences

        show_preferences(self._desk, self)

    def _show_keys(self) -> None:
        from dossier.ui.dialogs.keys import KeysDialog

        KeysDialog(self._desk.theme, self).open()

    def _show_about(self) -> None:
        self._desk.prompts.ask(
            Question(
                title=f"Dossier {__version__}",
                message="A case-file manager whose printed briefs lead back to exact words in "
                "stored sources.",
                hint="MIT licence. Icons: Lucide (ISC). Fonts: Inter and IBM Plex Sans Arabic "
                "(SIL Open Font License).",
            )
        )


def _case_in(dragged: QMimeData) -> Path | None:
    """First case file among what is dragged; None if there is none."""
    paths = (Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix == ".dossier"), None)
