"""The palette: one line that finds every record of the case and every command."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.model.records import kind_named
from dossier.ui.actions import ENTRIES, Actions, Command, plain, shown_keys
from dossier.ui.desk import Desk
from dossier.ui.painting import Hand, Index, RowDelegate
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.search import Hit

SHORTEST, MOST_HITS = 2, 60
_WIDTH, _TOP, _ROW, _ROWS, _LEAST = 600, 46, 38, 10, 40
_LINE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ICONS = {entry.command.value.removeprefix("go_"): entry.icon for entry in ENTRIES}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the palette: a command, or a record when `id` is not 0."""

    text: str
    more: str
    icon: str
    keys: str = ""
    command: Command | None = None
    kind: str = ""
    id: int = 0


class Palette(QFrame):
    """Opens over `host`. `record_chosen` carries (kind, id) of a record to go to."""

    record_chosen = Signal(str, object)

    def __init__(self, desk: Desk, actions: Actions, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._actions = actions
        self._host = host
        self._before: QWidget | None = None
        self.setProperty("ground", "popup")
        self.setAccessibleName("Search and commands")
        self.line = QLineEdit()
        self.line.setProperty("look", "palette")
        self.line.setPlaceholderText("Search the case or type a command")
        self.line.setAccessibleName("Search the case or type a command")
        self.list = QListWidget()
        self.list.setProperty("look", "hits")
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_LineDelegate(desk, self.list))
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.addAction(desk.icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self.refresh)
        self.line.returnPressed.connect(self._choose_current)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        host.installEventFilter(self)
        self.hide()

    def open_at(self, words: str = "") -> None:
        """Show the palette with these words in it."""
        self._before = self.window().focusWidget()
        self.line.setText(words)
        self.line.selectAll()
        self.refresh()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Hide the palette and give the focus back."""
        if not self.isHidden():
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus()

    def refresh(self) -> None:
        """Find again: records first, then commands."""
        words = self.line.text().strip()
        self.list.clear()
        for line in [*self._records(words), *self._commands(words)]:
            item = QListWidgetItem(line.text, self.list)
            item.setData(_LINE, line)
            said = ", ".join(part for part in (line.text, line.more, line.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(0)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Let the arrow keys walk the list, Escape and a lost focus close it."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self.line and isinstance(event, QKeyEvent) and self._steers(event):
            return True
        return super().eventFilter(watched, event)

    def _steers(self, event: QKeyEvent) -> bool:
        escape = event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if escape:
            self.close_up()
            return True
        if event.key() in _MOVES:
            self.list.event(event)
            return True
        return False

    def _records(self, words: str) -> list[Line]:
        if len(words) < SHORTEST or self._desk.case is None:
            return []
        from dossier.case import find

        hits = self._desk.run(lambda case: find.search(case, words, limit=MOST_HITS))
        return [
            Line(
                text=hit.title or hit.snippet or hit.reference,
                more=_tell_apart(hit),
                icon=ICONS.get(hit.kind, "file-text"),
                kind=hit.kind,
                id=hit.id,
            )
            for hit in (hits.rows if hits is not None else ())
        ]

    def _commands(self, words: str) -> list[Line]:
        wanted = words.casefold().split()
        return [
            Line(
                text=plain(self._actions.get(entry.command).text()),
                more="",
                icon=entry.icon,
                keys=shown_keys(entry),
                command=entry.command,
            )
            for entry in ENTRIES
            if entry.command is not Command.SEARCH
            and self._actions.get(entry.command).isEnabled()
            and all(word in plain(entry.text).casefold() for word in wanted)
        ]

    def _choose_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        line: Line = item.data(_LINE)
        self.close_up()
        if line.command is not None:
            self._actions.get(line.command).trigger()
        else:
            self.record_chosen.emit(line.kind, line.id)

    def _place(self) -> None:
        theme = self._desk.theme
        width = min(theme.pixels(_WIDTH), self._host.width() - 40)
        rows = max(1, min(self.list.count(), _ROWS))
        height = 8 + 40 + 6 + rows * theme.pixels(_ROW) + 12
        left = (self._host.width() - width) // 2
        self.setGeometry(left, _TOP, width, min(height, self._host.height() - _TOP - 20))


def _tell_apart(hit: "Hit") -> str:
    """Say what a found record is: its number or kind, and the words found if not in its name."""
    what = hit.reference or kind_named(hit.kind).about.label
    return what if hit.snippet in ("", hit.title) else f"{what} · {hit.snippet}"


class _LineDelegate(RowDelegate):
    """Paints an icon, a name, what tells it apart, and its keys."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """One line."""
        return _ROW

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line: Line = index.data(_LINE)
        self.draw_ground(painter, option, option.rect.adjusted(2, 1, -2, -1), "selected")
        inside: QRect = option.rect.adjusted(12, 0, -12, 0)
        if line.icon:
            self.draw_icon(painter, option, inside, line.icon, "text2")
        keys = Hand(Step.CAPTION, "text2")
        taken = self.draw_words(painter, option, inside, line.keys, keys, at_end=True)
        words = inside.adjusted(self.theme.pixels(16) + 12, 0, -taken - 12, 0)
        width = self.draw_words(painter, option, words, line.text, Hand(strong=line.id != 0))
        rest = words.adjusted(width + 10, 0, 0, 0)
        if line.more and rest.width() > _LEAST:
            self.draw_words(painter, option, rest, line.more, Hand(Step.SMALL, "text2"))
