"""The navigation at the left: what the case holds, with counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.ui.actions import BY_COMMAND, Command, plain, shown_keys
from dossier.ui.desk import Desk
from dossier.ui.notation import number
from dossier.ui.painting import Hand, Index, RowDelegate
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
    ("OUTPUT", (Command.GO_BRIEFS,)),
    ("", (Command.GO_TRASH,)),
)
_COMMAND = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_TRASH = Command.GO_TRASH.value.removeprefix(PAGE_PREFIX)
_ROW, _HEADING, _INSET, _PAD = 34, 30, 8, 10


if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes


class NavigationPane(QWidget):
    """Lists the pages of the case. `chosen` carries the Command of the page that was picked."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: dict[str, tuple[int, int]] = {}
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setProperty("look", "nav")
        self.list.setAccessibleName("Navigation")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_PageDelegate(desk, self.list))
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._fill()
        self.list.currentItemChanged.connect(self._picked)
        desk.opened.connect(self.refresh)
        desk.changed.connect(self._hear)
        desk.theme.changed.connect(self._lay_out)
        desk.notation_changed.connect(self._show_counts)

    def show_page(self, command: Command) -> None:
        """Mark a page as the one on screen, without choosing it anew."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_COMMAND) == command.value:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def refresh(self) -> None:
        """Ask the case for the counts again."""
        self._counts = self._desk.run(_counted) or {}
        self._show_counts()

    def _hear(self, changes: "Changes") -> None:
        """Count again what an edit touched: of a long list even that is felt."""
        touched = self._counts.keys() & changes.touched.keys()
        if touched:
            fresh = self._desk.run(lambda case: _counted(case, sorted(touched)))
            self._counts |= fresh or {}
            self._show_counts()

    def _show_counts(self) -> None:
        counts = {kind: live for kind, (live, _) in self._counts.items()}
        counts[_TRASH] = sum(trashed for _, trashed in self._counts.values())
        for row in range(self.list.count()):
            item = self.list.item(row)
            key = str(item.data(_COMMAND) or "").removeprefix(PAGE_PREFIX)
            if key in counts:
                shown = number(counts[key])
                item.setData(_COUNT, shown)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {shown}")

    def _fill(self) -> None:
        for heading, commands in _SECTIONS:
            title = QListWidgetItem(heading, self.list)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            for command in commands:
                entry = BY_COMMAND[command]
                item = QListWidgetItem(plain(entry.text), self.list)
                item.setData(_COMMAND, command.value)
                item.setToolTip(plain_tip(f"{plain(entry.text)} ({shown_keys(entry)})"))

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_COMMAND):
            self.chosen.emit(Command(item.data(_COMMAND)))

    def _lay_out(self) -> None:
        self.list.doItemsLayout()


def _counted(case: "Case", kinds: Sequence[str] = ()) -> dict[str, tuple[int, int]]:
    """Live records and those in the trash, by kind: of these, or of all that have a list."""
    from dossier.case import find

    wanted = kinds or find.LISTED
    return {kind: (find.count(case, kind), find.trash_count(case, [kind])) for kind in wanted}


class _PageDelegate(RowDelegate):
    """Paints headings and pages."""

    def height(self, index: Index) -> int:
        """Headings are lower than pages."""
        return _ROW if index.data(_COMMAND) else _HEADING

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading, or a page with its icon and count."""
        place: QRect = option.rect.adjusted(_INSET, 1, -_INSET, -1)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        inside = place.adjusted(_PAD, 0, -_PAD, 0)
        if not index.data(_COMMAND):
            self.draw_words(painter, option, inside, words, Hand(Step.CAPTION, "text2"))
            return
        selected = self.is_selected(option)
        self.draw_ground(painter, option, place, "surface")
        icon = BY_COMMAND[Command(index.data(_COMMAND))].icon
        self.draw_icon(painter, option, inside, icon, "accent" if selected else "text2")
        count = Hand(Step.SMALL, "text2")
        taken = self.draw_words(
            painter, option, inside, str(index.data(_COUNT) or ""), count, at_end=True
        )
        hand = Hand(Step.BODY, "text" if selected else "text2", strong=selected)
        start = self.theme.pixels(16) + _PAD
        self.draw_words(painter, option, inside.adjusted(start, 0, -taken - 6, 0), words, hand)
