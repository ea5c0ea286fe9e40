"""The start page: recent case files, and three ways to begin. Nothing modal at start."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.ui import notation
from dossier.ui.actions import BY_COMMAND, Actions, Command, plain
from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.painting import Hand, Index, RowDelegate
from dossier.ui.prompts import (
    CASE_FILES,
    Choice,
    PathQuestion,
    Question,
    Weight,
    label,
    plain_tip,
)
from dossier.ui.theme import Step

_PATH = Qt.ItemDataRole.UserRole
_FACTS = Qt.ItemDataRole.UserRole + 1
_MISSING = Qt.ItemDataRole.UserRole + 2
_WIDTH = 680
FORGET, FIND = "forget", "find"
_PROMISE = "Every figure and every sentence leads back to exact words in a source."


def facts_of(path: Path) -> str:
    """Size and date of a file in words; "" if it is not there."""
    try:
        about = path.stat()
    except OSError:
        return ""
    changed = datetime.fromtimestamp(about.st_mtime)  # noqa: DTZ006 - shown in local time
    size = QLocale.c().formattedDataSize(about.st_size, 1)
    return f"{size} · {notation.moment(changed)}"


class StartPane(QWidget):
    """Shown while no case is open. `chosen` carries the path of a recent file to open."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.recent = QListWidget()
        self._heading = label("Recent cases", "h2")
        self._empty = label(
            "Cases you open are listed here. Each is one file on this computer; nothing leaves it.",
            "secondary",
            wrap=True,
        )
        inner = QWidget()
        inner.setMaximumWidth(desk.theme.pixels(_WIDTH))
        column = QVBoxLayout(inner)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(label("Dossier", "h1"))
        column.addWidget(label(_PROMISE, "secondary", wrap=True))
        column.addSpacing(12)
        column.addLayout(self._buttons(actions))
        column.addSpacing(24)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        column.addWidget(self._list(), 4)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 8)
        row.addStretch(1)
        desk.notation_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """List the recent files again, with size, date and whether they are still there."""
        self.recent.clear()
        for path in self._desk.settings.recent_files():
            facts = facts_of(path)
            item = QListWidgetItem(path.stem, self.recent)
            item.setData(_PATH, str(path))
            item.setData(_FACTS, facts)
            item.setData(_MISSING, not facts)
            item.setToolTip(plain_tip(str(path)))
            said = facts or "missing"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.name}, {said}")
        known = self.recent.count() > 0
        self.setFocusProxy(self.recent if known else self._first)
        self.recent.setVisible(known)
        self._empty.setVisible(not known)
        if known:
            self.recent.setCurrentRow(0)

    def _buttons(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for command in (Command.NEW_CASE, Command.OPEN_CASE, Command.SAMPLE_CASE):
            entry = BY_COMMAND[command]
            button = QPushButton(plain(entry.text))
            primary = command is Command.NEW_CASE
            button.setIcon(self._desk.icons.icon(entry.icon, "on_accent" if primary else "text2"))
            button.setIconSize(WITH_WORDS)
            button.setProperty("look", "primary" if primary else "")
            button.setAccessibleName(plain(entry.text))
            button.clicked.connect(actions.get(command).trigger)
            row.addWidget(button)
            if primary:
                self._first = button
        row.addStretch(1)
        return row

    def _list(self) -> QListWidget:
        self.recent.setAccessibleName("Recent cases")
        self.recent.setItemDelegate(_FileDelegate(self._desk, self.recent))
        self.recent.setProperty("look", "hits")
        self.recent.setMouseTracking(True)
        self.recent.itemActivated.connect(self._open)
        forget = QAction("Take from this list", self.recent)
        forget.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self._forget_current)
        self.recent.addAction(forget)
        self.recent.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return self.recent

    def _open(self, item: QListWidgetItem) -> None:
        path = Path(item.data(_PATH))
        if path.exists():
            self.chosen.emit(path)
            return
        self._desk.prompts.ask(
            Question(
                title="The file is not there",
                message=f"{path.name} was in {path.parent}, but is there no longer.",
                hint="It may have been moved or renamed, or lie on a drive that is not connected.",
                choices=(
                    Choice("", "Keep in the list"),
                    Choice(FORGET, "Take from the list"),
                    Choice(FIND, "Find the file…", Weight.PRIMARY),
                ),
            ),
            partial(self._answered_missing, path),
        )

    def _answered_missing(self, path: Path, answer: str) -> None:
        if answer == FORGET:
            self._forget_current()
        elif answer == FIND:
            start = next((one for one in path.parents if one.is_dir()), Path.home())
            self._desk.prompts.ask_path(
                PathQuestion(
                    title=f"Find {path.name}", kinds=CASE_FILES, suffix="dossier", start=start
                ),
                partial(self._found, path),
            )

    def _found(self, gone: Path, path: Path) -> None:
        """Open a file that was found elsewhere; the list forgets where it was."""
        self._desk.settings.forget_file(gone)
        self.chosen.emit(path)

    def _forget_current(self) -> None:
        item = self.recent.currentItem()
        if item is not None:
            self._desk.settings.forget_file(Path(item.data(_PATH)))
            self.refresh()


class _FileDelegate(RowDelegate):
    """Paints a recent file: its name over its folder, size and date at the end."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """Two lines."""
        return 54

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one file; a missing one says so in words."""
        self.draw_ground(painter, option, option.rect, "selected")
        inside: QRect = option.rect.adjusted(12, 6, -12, -6)
        missing = bool(index.data(_MISSING))
        facts = "Missing" if missing else str(index.data(_FACTS))
        icon = "file-x" if missing else "book-open"
        self.draw_icon(painter, option, inside, icon, "warn" if missing else "text2")
        end = Hand(Step.SMALL, "warn" if missing else "text2")
        taken = self.draw_words(painter, option, inside, facts, end, at_end=True)
        words = inside.adjusted(self.theme.pixels(16) + 12, 0, -taken - 12, 0)
        middle = words.center().y()
        upper, lower = QRect(words), QRect(words)
        upper.setBottom(middle)
        lower.setTop(middle + 1)
        name = Hand(Step.BODY, "text2" if missing else "text", strong=True)
        self.draw_words(painter, option, upper, str(index.data()), name)
        folder = str(Path(str(index.data(_PATH))).parent)
        self.draw_words(painter, option, lower, folder, Hand(Step.SMALL, "text2"))
