"""Every command of the window, once; menus, buttons, palette and key list derive from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from dossier.ui.icons import Icons
from dossier.ui.prompts import plain_tip


class Command(StrEnum):
    """The commands by name. A page is shown by "go_" and the name of its kind."""

    NEW_CASE = "new_case"
    OPEN_CASE = "open_case"
    SAMPLE_CASE = "sample_case"
    SAVE_COPY = "save_copy"
    IMPORT = "import_package"
    EXPORT = "export_package"
    CASE_INFO = "case_info"
    CLOSE_CASE = "close_case"
    QUIT = "quit"
    CANCEL = "cancel"
    UNDO = "undo"
    REDO = "redo"
    SEARCH = "search"
    FILTER = "filter"
    PREFERENCES = "preferences"
    TRASH = "trash"
    RESTORE = "restore"
    UNFINISHED = "unfinished"
    GO_INCIDENTS = "go_incident"
    GO_SOURCES = "go_source"
    GO_QUOTES = "go_quote"
    GO_ACTORS = "go_actor"
    GO_PLACES = "go_place"
    GO_BRIEFS = "go_brief"
    GO_JUDGEMENTS = "go_judgement"
    GO_CHECKS = "go_check"
    GO_TRASH = "go_trash"
    BACK = "back"
    FORWARD = "forward"
    NEXT_PANE = "next_pane"
    LAST_PANE = "last_pane"
    INSPECTOR = "inspector"
    AS_SYSTEM = "as_system"
    LIGHT = "light"
    DARK = "dark"
    LARGER_TEXT = "larger_text"
    SMALLER_TEXT = "smaller_text"
    NORMAL_TEXT = "normal_text"
    NEW_INCIDENT = "new_incident"
    NEW_SOURCE = "new_source"
    NEW_RECORD = "new_record"
    SAVE_AND_NEW = "save_and_new"
    DUPLICATE = "duplicate"
    PASTE_SOURCE = "paste_source"
    READ = "read"
    ATTACH_ORIGINAL = "attach_original"
    SHOW_ORIGINAL = "show_original"
    FIND_NEXT = "find_next"
    FIND_BEFORE = "find_before"
    PRINT_BRIEF = "print_brief"
    PRINT_PAPER = "print_paper"
    ISSUE_BRIEF = "issue_brief"
    SAVE_EDITION = "save_edition"
    CHECK_PAPER = "check_paper"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    FIT_WIDTH = "fit_width"
    VERIFY = "verify"
    BACK_UP = "back_up"
    KEYS = "keys"
    ABOUT = "about"


class Menu(StrEnum):
    """The menus, in order of the menu bar."""

    FILE = "&File"
    EDIT = "&Edit"
    VIEW = "&View"
    RECORD = "&Record"
    BRIEF = "&Brief"
    TOOLS = "&Tools"
    HELP = "&Help"


class Need(StrEnum):
    """When a command can be used: always, with an open case, with one that may be written to.

    SETTLED commands read the case as a whole, which must not be in the middle of a long edit.
    """

    ALWAYS = "always"
    CASE = "case"
    SETTLED = "settled"
    EDITABLE = "editable"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command as shown. `ruled` draws a line above it in its menu."""

    command: Command
    menu: Menu
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    need: Need = Need.CASE
    ruled: bool = False


C, M, ALWAYS, EDITABLE = Command, Menu, Need.ALWAYS, Need.EDITABLE
SETTLED = Need.SETTLED
LOOKS = (Command.AS_SYSTEM, Command.LIGHT, Command.DARK)

ENTRIES: tuple[Entry, ...] = (
    Entry(C.NEW_CASE, M.FILE, "&New case…", ("Ctrl+Alt+N",), "plus", ALWAYS),
    Entry(C.OPEN_CASE, M.FILE, "&Open case…", ("Ctrl+O",), "folder-open", ALWAYS),
    Entry(C.SAMPLE_CASE, M.FILE, "Open the sa&mple case", (), "flask-conical", ALWAYS),
    Entry(C.SAVE_COPY, M.FILE, "&Save a copy…", ("Ctrl+Shift+S",), "copy", SETTLED, ruled=True),
    Entry(C.IMPORT, M.FILE, "&Import package…", ("Ctrl+I",), "package-open", EDITABLE),
    Entry(C.EXPORT, M.FILE, "&Export package…", ("Ctrl+Shift+I",), "package", SETTLED),
    Entry(C.CASE_INFO, M.FILE, "Case &properties", ("Alt+Return",), "briefcase", ruled=True),
    Entry(C.CLOSE_CASE, M.FILE, "&Close case", ("Ctrl+W",), ruled=True),
    Entry(C.QUIT, M.FILE, "&Quit", ("Ctrl+Q",), "log-out", ALWAYS),
    Entry(C.UNDO, M.EDIT, "&Undo", ("Ctrl+Z",), "undo-2", EDITABLE),
    Entry(C.REDO, M.EDIT, "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", EDITABLE),
    Entry(C.SEARCH, M.EDIT, "&Search or run a command", ("Ctrl+K", "Ctrl+Shift+P"), "search",
          ALWAYS, ruled=True),
    Entry(C.FILTER, M.EDIT, "&Filter this list, find in this text", ("Ctrl+F",), "list-filter"),
    Entry(C.FIND_NEXT, M.EDIT, "Find &next in this text", ("F3",)),
    Entry(C.FIND_BEFORE, M.EDIT, "Find previ&ous in this text", ("Shift+F3",)),
    Entry(C.PREFERENCES, M.EDIT, "Pr&eferences", ("Ctrl+,",), "settings", ALWAYS, ruled=True),
    Entry(C.GO_INCIDENTS, M.VIEW, "&Incidents", ("Ctrl+1",), "siren"),
    Entry(C.GO_SOURCES, M.VIEW, "&Sources", ("Ctrl+2",), "newspaper"),
    Entry(C.GO_QUOTES, M.VIEW, "&Quotes", ("Ctrl+3",), "message-square-quote"),
    Entry(C.GO_ACTORS, M.VIEW, "&People && groups", ("Ctrl+4",), "users"),
    Entry(C.GO_PLACES, M.VIEW, "P&laces", ("Ctrl+5",), "map-pin"),
    Entry(C.GO_BRIEFS, M.VIEW, "B&riefs", ("Ctrl+6",), "printer"),
    Entry(C.GO_JUDGEMENTS, M.VIEW, "&Judgements", ("Ctrl+7",), "scale"),
    Entry(C.GO_CHECKS, M.VIEW, "Chec&ks", ("Ctrl+8",), "shield-check"),
    Entry(C.GO_TRASH, M.VIEW, "Tras&h", ("Ctrl+9",), "trash-2"),
    Entry(C.BACK, M.VIEW, "&Back", ("Alt+Left",), "arrow-left", ruled=True),
    Entry(C.FORWARD, M.VIEW, "&Forward", ("Alt+Right",), "arrow-right"),
    Entry(C.NEXT_PANE, M.VIEW, "&Next pane", ("F6",)),
    Entry(C.LAST_PANE, M.VIEW, "Pre&vious pane", ("Shift+F6",)),
    Entry(C.SHOW_ORIGINAL, M.VIEW, "Origin&al beside the text", ("Ctrl+Shift+E",), "file-text"),
    Entry(C.INSPECTOR, M.VIEW, "Inspe&ctor", ("F9",), "panel-right"),
    Entry(C.AS_SYSTEM, M.VIEW, "Appearance of the s&ystem", (), "sun-moon", ALWAYS, ruled=True),
    Entry(C.LIGHT, M.VIEW, "Li&ght appearance", (), "sun", ALWAYS),
    Entry(C.DARK, M.VIEW, "&Dark appearance", (), "moon", ALWAYS),
    Entry(C.LARGER_TEXT, M.VIEW, "Larger &text", ("Ctrl++", "Ctrl+="), "a-arrow-up", ALWAYS,
          ruled=True),
    Entry(C.SMALLER_TEXT, M.VIEW, "S&maller text", ("Ctrl+-",), "a-arrow-down", ALWAYS),
    Entry(C.NORMAL_TEXT, M.VIEW, "N&ormal text size", ("Ctrl+0",), need=ALWAYS),
    Entry(C.NEW_INCIDENT, M.RECORD, "New &incident", ("Ctrl+N",), "siren", EDITABLE),
    Entry(C.NEW_SOURCE, M.RECORD, "New &source", ("Ctrl+Shift+O",), "file-plus-2", EDITABLE),
    Entry(C.NEW_RECORD, M.RECORD, "&New in this list", ("Ctrl+Shift+N",), "plus", EDITABLE),
    Entry(C.SAVE_AND_NEW, M.RECORD, "Save and ne&w", ("Ctrl+Shift+Return",), need=EDITABLE),
    Entry(C.DUPLICATE, M.RECORD, "&Duplicate", ("Ctrl+D",), "copy", EDITABLE),
    Entry(C.PASTE_SOURCE, M.RECORD, "New source from &pasted text", ("Ctrl+Shift+V",),
          "clipboard-paste", EDITABLE),
    Entry(C.READ, M.RECORD, "&Read in the source", ("Ctrl+R",), "book-open-text", ruled=True),
    Entry(C.ATTACH_ORIGINAL, M.RECORD, "&Attach original…", ("Ctrl+Shift+A",), "file-plus-2",
          EDITABLE),
    Entry(C.TRASH, M.RECORD, "Move to &trash", ("Del",), "trash-2", EDITABLE, ruled=True),
    Entry(C.RESTORE, M.RECORD, "R&estore from the trash", ("Ctrl+Shift+R",), "archive-restore",
          EDITABLE),
    Entry(C.UNFINISHED, M.RECORD, "&Unfinished words…", ruled=True),
    Entry(C.PRINT_BRIEF, M.BRIEF, "&Print brief…", ("Ctrl+P",), "download", SETTLED),
    Entry(C.PRINT_PAPER, M.BRIEF, "Print on p&aper…", (), "printer"),
    Entry(C.ISSUE_BRIEF, M.BRIEF, "I&ssue this brief…", ("Ctrl+Alt+P",), "bookmark", EDITABLE,
          ruled=True),
    Entry(C.SAVE_EDITION, M.BRIEF, "Save &redacted or locked…", (), "lock", SETTLED),
    Entry(C.CHECK_PAPER, M.BRIEF, "&Check a paper…", (), "file-text", SETTLED),
    Entry(C.ZOOM_IN, M.BRIEF, "Zoom &in", ("Alt+=", "Alt++"), "zoom-in", ruled=True),
    Entry(C.ZOOM_OUT, M.BRIEF, "Zoom &out", ("Alt+-",), "zoom-out"),
    Entry(C.FIT_WIDTH, M.BRIEF, "&Fit width", ("Alt+0",), "move-horizontal"),
    Entry(C.BACK_UP, M.TOOLS, "&Back up now", (), "archive", SETTLED),
    Entry(C.VERIFY, M.TOOLS, "&Verify case", (), "shield-check", SETTLED),
    Entry(C.CANCEL, M.TOOLS, "&Cancel what is running", ("Ctrl+.",), "x", ALWAYS, ruled=True),
    Entry(C.KEYS, M.HELP, "&Keyboard shortcuts", ("F1", "Ctrl+/"), "keyboard", ALWAYS),
    Entry(C.ABOUT, M.HELP, "&About Dossier", (), "info", ALWAYS),
)  # fmt: skip

BY_COMMAND: Mapping[Command, Entry] = MappingProxyType({entry.command: entry for entry in ENTRIES})


class Actions(QObject):
    """One QAction for each command."""

    def __init__(self, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._by_command: dict[Command, QAction] = {}
        looks = QActionGroup(self)
        for entry in ENTRIES:
            action = self._make(entry, icons, window)
            if entry.command in LOOKS:
                looks.addAction(action)
        for command in (*LOOKS, Command.INSPECTOR):
            self.get(command).setCheckable(True)
            self.get(command).setIconVisibleInMenu(False)  # its place is the tick's

    def _make(self, entry: Entry, icons: Icons, window: QWidget) -> QAction:
        action = QAction(entry.text, self)
        action.setObjectName(entry.command.value)
        action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        action.setToolTip(tip_of(entry))
        if entry.icon:
            action.setIcon(icons.icon(entry.icon))
        window.addAction(action)
        self._by_command[entry.command] = action
        return action

    def get(self, command: Command) -> QAction:
        """Return the action of a command."""
        return self._by_command[command]

    def on(self, command: Command, slot: Callable[..., object]) -> None:
        """Let a bound method carry out a command."""
        self.get(command).triggered.connect(slot)

    def allow(self, *, case: bool, editable: bool, settled: bool, why: str = "") -> None:
        """Enable the commands that can be used now; the tips of the others say why they cannot."""
        can = {
            Need.ALWAYS: True,
            Need.CASE: case,
            Need.SETTLED: settled,
            Need.EDITABLE: editable,
        }
        for entry in ENTRIES:
            action = self.get(entry.command)
            action.setEnabled(can[entry.need])
            action.setToolTip(tip_of(entry, why="" if can[entry.need] else why))

    def fill(self, bar: QMenuBar) -> dict[Menu, QMenu]:
        """Make the menus of the menu bar."""
        menus = {menu: bar.addMenu(menu.value) for menu in Menu}
        for entry in ENTRIES:
            if entry.ruled:
                menus[entry.menu].addSeparator()
            menus[entry.menu].addAction(self.get(entry.command))
        return menus


def plain(text: str) -> str:
    """Give a menu text without its mnemonic and dots: "&People && groups" -> "People & groups"."""
    kept = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return kept.removesuffix("…")


def tip_of(entry: Entry, text: str = "", why: str = "") -> str:
    """Tip of a button without words: what it does, its keys, and why it cannot be used now."""
    keys, words = shown_keys(entry), plain(text or entry.text)
    return plain_tip("\n".join(filter(None, (f"{words} ({keys})" if keys else words, why))))


def shown_keys(entry: Entry) -> str:
    """Keys of a command as this system writes them, the first of them only."""
    if not entry.keys:
        return ""
    return QKeySequence(entry.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
