"""The navigation at the left: what the case holds, with counts."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.ui.actions import BY_COMMAND, Command, plain, shown_keys
from dossier.ui.desk import Desk
from dossier.ui.lists.choice import Choice, way_of
from dossier.ui.notation import number
from dossier.ui.painting import COMMAND, COUNT, ICON, TONE, VIEW, Hand, Index, RowDelegate
from dossier.ui.panes.saved_filters import SavedRows
from dossier.ui.prompts import plain_tip
from dossier.ui.theme import Step

PAGE_PREFIX = "go_"
_SECTIONS = (
    (
        "CASE",
        (
            Command.GO_INCIDENTS,
            Command.GO_SOURCES,
            Command.GO_QUOTES,
            Command.GO_ACTORS,
            Command.GO_PLACES,
        ),
    ),
    ("ASSESSMENT", (Command.GO_JUDGEMENTS,)),
    ("OUTPUT", (Command.GO_BRIEFS,)),
    ("", (Command.GO_TRASH,)),
)
_TRASH = Command.GO_TRASH.value.removeprefix(PAGE_PREFIX)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW, _HEADING, _INSET, _PAD = 34, 30, 8, 10


if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Changes
    from dossier.case.reading import Reading


class NavigationList(QListWidget):
    """The rows: a page is chosen by going to it, a saved filter by a click or Enter.

    While those are pressed, Ctrl joins a saved filter by "and", Shift by "or", Alt by "not".
    """

    page_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved: SavedRows | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Take a filter as the keys held say; a click on the page that is marked shows it too."""
        item = self.itemAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if item is not None and item.data(VIEW):
            if left and self.saved is not None:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.setCurrentItem(item)
                self.saved.take(item, way_of(event.modifiers()))
            return
        marked = item is not None and item is self.currentItem()
        super().mousePressEvent(event)
        if marked and left:
            self.page_taken.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a filter from the commands of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (*_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_F2)
            and self.currentItem() is not None
            and self.currentItem().data(VIEW)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Enter takes what is marked; F2 renames a saved filter, Del moves it to the trash."""
        item, saved, key = self.currentItem(), self.saved, event.key()
        if self.state() is QListWidget.State.EditingState:
            return  # a key that the name being typed left over
        if saved is not None and saved.view_of(item) is not None:
            if key in _ENTER and saved.take(item, way_of(event.modifiers())):
                return
            if key == Qt.Key.Key_F2 and saved.rename(item):
                return
            if key == Qt.Key.Key_Delete and saved.trash(item):
                return
        elif key in _ENTER and item is not None:
            self.page_taken.emit()
            return
        super().keyPressEvent(event)


class NavigationPane(QWidget):
    """Lists the pages of the case. `chosen` carries the Command of the page that was picked."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: dict[str, tuple[int, int]] = {}
        self._uncounted: set[str] = set()  # kinds whose counts are asked for
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = NavigationList()
        self.list.setProperty("look", "nav")
        self.list.setAccessibleName("Navigation")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_PageDelegate(desk, self.list))
        self.list.setMouseTracking(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._fill()
        last = self.list.item(self.list.count() - 1 - len(_SECTIONS[-1][1]))
        self.saved = self.list.saved = SavedRows(desk, self.list, last)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self.saved.show_menu)
        self.list.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.list.currentItemChanged.connect(self._picked)
        self.list.page_taken.connect(self._pick_again)
        desk.opened.connect(self.refresh)
        desk.changed.connect(self._hear)
        desk.theme.changed.connect(self._lay_out)
        desk.notation_changed.connect(self._show_counts)

    def add_foot(self, foot: QWidget) -> None:
        """Put a line under the pages."""
        self._column.addWidget(foot)

    def show_page(self, command: Command) -> None:
        """Mark a page as the one on screen, without choosing it anew."""
        self._stand_on(COMMAND, command.value)

    def show_view(self, view: str) -> None:
        """Mark the row of a saved filter, given by its id, without taking it anew."""
        self._stand_on(VIEW, view)

    def _stand_on(self, role: int, value: str) -> None:
        marked = self.list.currentIndex()
        if marked.data(role) == value and self.list.selectionModel().isSelected(marked):
            return
        self.list.blockSignals(True)
        # some pages have no row here: a heading stands for none, which Qt would make the first page
        self.list.setCurrentRow(0)
        for row in range(self.list.count()):
            if self.list.item(row).data(role) == value:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def mark_views(self, chosen: Choice, page: Command, alone: Choice) -> None:
        """Mark the saved filters that narrow the list; one that does so alone stands for it.

        While somebody walks the rows, or types into one, the mark stays where it is.
        """
        self.saved.mark(chosen)
        if self.list.hasFocus() or self.list.state() is QListWidget.State.EditingState:
            return
        if len(alone.met) == 1 and not alone.shut:
            self.show_view(alone.met[0])
        else:
            self.show_page(page)

    def refresh(self) -> None:
        """Ask the case for the counts again."""
        from dossier.case import find

        self._counts = {}
        self._show_counts()
        self._uncounted = set(find.TRASHED)
        self._desk.asking.ask(self, partial(_counted, find.TRASHED), self._take_counts)

    def _hear(self, changes: "Changes") -> None:
        """Count again what an edit touched: of a long list even that is felt."""
        touched = (self._counts.keys() | self._uncounted) & changes.touched.keys()
        if touched:
            # what is still being counted is counted anew with it
            self._uncounted |= touched
            question = partial(_counted, sorted(self._uncounted))
            self._desk.asking.ask(self, question, self._take_counts)

    def _take_counts(self, fresh: dict[str, tuple[int, int]]) -> None:
        self._uncounted.clear()
        self._counts |= fresh
        self._show_counts()

    def _show_counts(self) -> None:
        counts = {kind: live for kind, (live, _) in self._counts.items()}
        counts[_TRASH] = sum(trashed for _, trashed in self._counts.values())
        for row in range(self.list.count()):
            item = self.list.item(row)
            key = str(item.data(COMMAND) or "").removeprefix(PAGE_PREFIX)
            if key in counts:
                shown = number(counts[key])
                item.setData(COUNT, shown)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {shown}")

    def _fill(self) -> None:
        for heading, commands in _SECTIONS:
            title = QListWidgetItem(heading, self.list)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            for command in commands:
                entry = BY_COMMAND[command]
                item = QListWidgetItem(plain(entry.text), self.list)
                item.setData(COMMAND, command.value)
                item.setToolTip(plain_tip(f"{plain(entry.text)} ({shown_keys(entry)})"))

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(COMMAND):
            self.chosen.emit(Command(item.data(COMMAND)))

    def _pick_again(self) -> None:
        self._picked(self.list.currentItem())

    def _lay_out(self) -> None:
        self.list.doItemsLayout()


def _counted(kinds: Sequence[str], case: "Reading") -> dict[str, tuple[int, int]]:
    """Live records and those in the trash, by kind."""
    from dossier.case import find

    return {kind: (find.count(case, kind), find.trash_count(case, [kind])) for kind in kinds}


def _look(index: Index, *, selected: bool) -> tuple[str, str]:
    """Icon of a page or saved filter, and the token of its colour."""
    if index.data(VIEW):
        return str(index.data(ICON) or "bookmark"), str(index.data(TONE) or "text2")
    return BY_COMMAND[Command(index.data(COMMAND))].icon, "accent" if selected else "text2"


class _PageDelegate(RowDelegate):
    """Paints headings and pages."""

    def height(self, index: Index) -> int:
        """Headings are lower than pages."""
        return _ROW if index.data(COMMAND) or index.data(VIEW) else _HEADING

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading, or a page with its icon and count."""
        place: QRect = option.rect.adjusted(_INSET, 1, -_INSET, -1)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        inside = place.adjusted(_PAD, 0, -_PAD, 0)
        if not index.data(COMMAND) and not index.data(VIEW):
            self.draw_words(painter, option, inside, words, Hand(Step.CAPTION, "text2"))
            return
        selected = self.is_selected(option)
        self.draw_ground(painter, option, place, "surface")
        self.draw_icon(painter, option, inside, *_look(index, selected=selected))
        count = Hand(Step.SMALL, "text2")
        taken = self.draw_words(
            painter, option, inside, str(index.data(COUNT) or ""), count, at_end=True
        )
        hand = Hand(Step.BODY, "text" if selected else "text2", strong=selected)
        start = self.theme.pixels(16) + _PAD
        self.draw_words(painter, option, inside.adjusted(start, 0, -taken - 6, 0), words, hand)
