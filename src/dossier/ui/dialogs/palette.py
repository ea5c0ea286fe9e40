"""The palette: one line that finds every record of the case and every command."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
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
from dossier.ui.actions import ENTRIES, Actions, Command, Entry, plain, shown_keys
from dossier.ui.desk import Desk
from dossier.ui.painting import Hand, Index, RowDelegate
from dossier.ui.prompts import label
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.reading import Reading
    from dossier.case.search import Hit, Hits
    from dossier.model.records import View

SHORTEST, MOST_HITS = 2, 60
FIRST_HITS = 12  # as many as can be seen; the rest can wait until nobody types
_WIDTH, _TOP, _ROW, _ROWS, _LEAST = 600, 46, 38, 10, 40
_ROUND = 4  # pixels from the edge within which a round corner lets through what lies beneath
_RECENT, _MOST_RECENT = "recent_commands", 6
_LINE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ICONS = {entry.command.value.removeprefix("go_"): entry.icon for entry in ENTRIES}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the palette: a command, a record when `id` is not 0, or a text to go on with.

    `saves` are words to be saved as a filter.
    """

    text: str
    more: str
    icon: str
    keys: str = ""
    command: Command | None = None
    kind: str = ""
    id: int = 0
    becomes: str = ""
    saves: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that are looked for: among the newest records, or, if ranked, among all."""

    words: str = ""
    ranked: bool = False


class Palette(QFrame):
    """Opens over `host`. `record_chosen` carries (kind, id) of a record to go to.

    `filter_wanted` carries words by which a list is to be narrowed, to be saved as a filter.
    """

    record_chosen = Signal(str, object)
    filter_wanted = Signal(str)

    def __init__(self, desk: Desk, actions: Actions, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._actions = actions
        self._host = host
        self._before: QWidget | None = None
        self._more = False  # whether only the newest hits were looked at
        self._asked = _Asked()
        self._entered = False  # whether Enter was pressed before anything was found
        self._moved = False  # whether a line was chosen by the arrow keys
        self.setProperty("ground", "popup")
        self.setAccessibleName("Search and commands")
        self._ground = QWidget(host)
        self._ground.setProperty("ground", "surface")
        self._ground.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.found = label("", "small")
        self.found.setContentsMargins(10, 0, 10, 0)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.found)
        self.line.addAction(desk.icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._enter)
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
        self._ground.show()
        self._ground.stackUnder(self)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Hide the palette and give the focus back."""
        if not self.isHidden():
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus()

    def refresh(self) -> None:
        """Find again: how the term at the end could go on, records, then commands."""
        self._show(ranked=False)

    def _typed(self) -> None:
        self._moved = self._entered = False
        self.refresh()

    def _show(self, *, ranked: bool) -> None:
        """Ask for the records that are found; until they are, those found before stay."""
        self._asked = _Asked(self.line.text().strip(), ranked)
        if len(self._asked.words) < SHORTEST or self._desk.case is None:
            self._desk.asking.drop(self)
            self._take(self._asked, None)
            return
        if ranked:
            self.found.setText("Looking through all …")
        self._ask(self._asked, MOST_HITS if ranked else FIRST_HITS)

    def _ask(self, asked: "_Asked", most: int) -> None:
        question = partial(_search, asked, most)
        self._desk.asking.ask(self, question, partial(self._take, asked), urgent=not asked.ranked)

    def _take(self, asked: "_Asked", hits: "Hits | None") -> None:
        """Show what was found; what is on the screen comes first, the rest when nobody types on."""
        typed, row = self.line.text(), self.list.currentRow()
        self._more = hits is not None and hits.more and not asked.ranked
        words = asked.words
        others = [*self._filters(words), *self._commands(words), *self._saving(words)]
        self._fill(self._lines(asked, hits), self._going_on(typed), others)
        if self._moved:
            self.list.setCurrentRow(row)
        if hits is not None and hits.more and len(hits.rows) == FIRST_HITS and not asked.ranked:
            self._ask(asked, MOST_HITS)
        elif self._entered:
            self._entered = False
            self._enter()

    def _fill(self, records: list[Line], going_on: list[Line], commands: list[Line]) -> None:
        # inside a term its values are wanted; a bare word is rather a name than the start of a term
        inside = bool(going_on) and not going_on[0].text.endswith(":")
        ahead, after = (going_on, []) if inside else ([], going_on)
        self.list.clear()
        for line in [*ahead, *records, *after, *commands]:
            item = QListWidgetItem(line.text, self.list)
            item.setData(_LINE, line)
            said = ", ".join(part for part in (line.text, line.more, line.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(0)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - overrides Qt
        """Ask for nothing any more."""
        self._desk.asking.drop(self)
        self._ground.hide()
        super().hideEvent(event)

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
            self._moved = True
            self.list.event(event)
            return True
        return event.key() == Qt.Key.Key_Tab and self._complete()

    def _complete(self) -> bool:
        """Take the first way in which the text could go on; False if there is none."""
        held = (self.list.item(row).data(_LINE) for row in range(self.list.count()))
        going_on = next((line for line in held if line.becomes), None)
        if going_on is not None:
            self.line.setText(going_on.becomes)
        return going_on is not None

    def _lines(self, asked: "_Asked", hits: "Hits | None") -> list[Line]:
        if hits is None:
            self.found.setText("")
            return []
        said = _count_words(len(hits.rows), more=hits.more, ranked=asked.ranked, typed=asked.words)
        self.found.setText(said)
        return [
            Line(
                text=hit.title or hit.snippet or hit.reference,
                more=_tell_apart(hit),
                icon=ICONS.get(hit.kind, "file-text"),
                kind=hit.kind,
                id=hit.id,
            )
            for hit in hits.rows
        ]

    def _going_on(self, typed: str) -> list[Line]:
        from dossier.ui.dialogs.completions import completions

        offered = self._desk.run(lambda case: completions(case, typed)) or []
        return [
            Line(text=becomes.strip(), more=said, icon="list-filter", becomes=becomes)
            for becomes, said in offered
        ]

    def _filters(self, words: str) -> list[Line]:
        """Saved filters by their names."""
        if len(words) < SHORTEST:
            return []
        held = self._desk.run(partial(_saved, words)) or []
        return [
            Line(text=view.title, more="Saved filter", icon="bookmark", kind="view", id=view.id)
            for view in held
        ]

    def _saving(self, words: str) -> list[Line]:
        """What is typed, as a filter to be saved; last, for Enter is to find."""
        if len(words) < SHORTEST or not self._desk.can_edit:
            return []
        return [Line(text=f"Save “{words}” as a filter", more="", icon="bookmark", saves=words)]

    def _commands(self, words: str) -> list[Line]:
        """Commands whose words are typed; before anything is, those used last come first."""
        wanted = words.casefold().split()
        recent = self._desk.settings.texts(_RECENT)
        shown = [
            entry
            for entry in ENTRIES
            if entry.command is not Command.SEARCH
            and self._actions.get(entry.command).isEnabled()
            and all(word in self._called(entry).casefold() for word in wanted)
        ]
        rank = {command: at for at, command in enumerate(recent)}
        shown.sort(key=lambda entry: rank.get(entry.command, len(rank)))
        return [
            Line(
                text=self._called(entry),
                more="used lately" if entry.command in rank and not wanted else "",
                icon=entry.icon,
                keys=shown_keys(entry),
                command=entry.command,
            )
            for entry in shown
        ]

    def _called(self, entry: Entry) -> str:
        """Text of a command as it is now: "Undo: Change date of INC-0003"."""
        return plain(self._actions.get(entry.command).text())

    def _enter(self) -> None:
        """Go to the current line; of the newest hits alone, ask for the best of all first."""
        if self._desk.asking.awaits(self) and not self._moved:
            self._entered = True  # what is on the screen is not yet what was typed
        elif self._more and not self._moved:
            self._show(ranked=True)
        else:
            self._choose_current()

    def _choose_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        line: Line = item.data(_LINE)
        if line.becomes:
            self.line.setText(line.becomes)
            self.line.setFocus()
            return
        self.close_up()
        if line.saves:
            self.filter_wanted.emit(line.saves)
        elif line.command is not None:
            self._remember(line.command)
            self._actions.get(line.command).trigger()
        else:
            self.record_chosen.emit(line.kind, line.id)

    def _remember(self, command: Command) -> None:
        held = [text for text in self._desk.settings.texts(_RECENT) if text != command.value]
        self._desk.settings.store(_RECENT, [command.value, *held][:_MOST_RECENT])

    def _place(self) -> None:
        theme = self._desk.theme
        width = min(theme.pixels(_WIDTH), self._host.width() - 40)
        rows = max(1, min(self.list.count(), _ROWS))
        self.found.setVisible(bool(self.found.text()))
        foot = self.found.sizeHint().height() + 6 if self.found.text() else 0
        height = 8 + 40 + 6 + rows * theme.pixels(_ROW) + 12 + foot
        left = (self._host.width() - width) // 2
        self.setGeometry(left, _TOP, width, min(height, self._host.height() - _TOP - 20))
        # with this under it, what lies beneath is painted anew at the corners alone
        self._ground.setGeometry(self.geometry().adjusted(_ROUND, _ROUND, -_ROUND, -_ROUND))


def _search(asked: _Asked, most: int, case: "Reading") -> "Hits":
    from dossier.case import find

    return find.search(case, asked.words, limit=most, ranked=asked.ranked)


def _saved(words: str, case: "Case") -> "list[View]":
    from dossier.case import views

    wanted = words.casefold().split()
    return [v for v in views.saved(case) if all(word in v.title.casefold() for word in wanted)]


def _count_words(count: int, *, more: bool, ranked: bool, typed: str) -> str:
    """Say how many records are found, and why there may be none or more."""
    from dossier.case import find

    said = find.trouble(typed)
    if said:
        return f"{count} found  ·  {said}"
    if more and not ranked:
        return f"{count}+ found among the newest  ·  Enter looks through all, best first"
    return f"{count}+ found, the best shown" if more else f"{count} found"


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
