"""The saved filters in the navigation: one click narrows, keys join, a menu renames and orders."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from dossier.model.records import View, kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists.choice import OFFERS, Choice, Way
from dossier.ui.lists.wording import shows
from dossier.ui.notation import number
from dossier.ui.painting import COUNT, ICON, TONE, VIEW
from dossier.ui.prompts import plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.case.reading import Reading

_COUNT_MS = 400
_HEADING = "SAVED FILTERS"
_LOOKS = {"met": ("check", "accent"), "shut": ("ban", "bad"), "": ("bookmark", "text2")}


class SavedRows(QObject):
    """Keeps the rows of saved filters in a list, ahead of the row `before`.

    `taken` carries (View, Way); `opened` a View whose terms are to be changed.
    """

    taken = Signal(object, object)
    opened = Signal(object)

    def __init__(self, desk: Desk, rows: QListWidget, before: QListWidgetItem) -> None:
        super().__init__(rows)
        self._desk = desk
        self._list = rows
        self._before = before
        self._views: dict[int, View] = {}
        self._counts: dict[int, int] = {}
        self._choice = Choice()
        self._anew = self._timer(0, self._list_anew)  # an edited row cannot go while it is edited
        self._count = self._timer(_COUNT_MS, self._ask_counts)
        rows.itemChanged.connect(self._renamed)
        desk.opened.connect(self._list_anew)
        desk.closed.connect(self._list_anew)
        desk.changed.connect(self._hear)
        desk.notation_changed.connect(self._dress)

    def _timer(self, pause: int, done: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(done)
        return timer

    # ---- rows

    def _items(self) -> Iterator[QListWidgetItem]:
        for row in range(self._list.count()):
            if self._list.item(row).data(VIEW):
                yield self._list.item(row)

    def _list_anew(self) -> None:
        """Show what is saved in the case, in its order."""
        self._anew.stop()
        held = self._desk.run(_saved) or []
        self._views = {view.id: view for view in held}
        self._list.blockSignals(True)
        again = self._list.currentIndex().data(VIEW)
        for row in reversed(range(self._list.count())):
            item = self._list.item(row)
            if item.data(VIEW) or item.text() == _HEADING:
                self._list.takeItem(row)
        self._insert(held)
        for item in self._items():
            if item.data(VIEW) == again:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._dress()
        self._count.start()

    def _insert(self, held: Sequence[View]) -> None:
        at = self._list.row(self._before)
        if held:
            heading = QListWidgetItem(_HEADING)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.insertItem(at, heading)
        for place, view in enumerate(held, start=at + 1):
            item = QListWidgetItem(view.title)
            item.setData(VIEW, str(view.id))
            if self._desk.can_edit:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            plural = kind_named(view.listed).about.plural.lower()
            item.setToolTip(plain_tip(f"{view.title}: a filter of {plural}"))
            self._list.insertItem(place, item)

    def mark(self, choice: Choice) -> None:
        """Mark the filters that narrow the list on screen."""
        if choice != self._choice:
            self._choice = choice
            self._dress()

    def _dress(self) -> None:
        """Give each row its icon and count, and say both."""
        self._list.blockSignals(True)
        for item in self._items():
            key = item.data(VIEW)
            how = "met" if key in self._choice.met else "shut" if key in self._choice.shut else ""
            icon, tone = _LOOKS[how]
            item.setData(ICON, icon)
            item.setData(TONE, tone)
            known = self._counts.get(int(key))
            item.setData(COUNT, "" if known is None else number(known))
            said = {"met": ", narrows the list", "shut": ", shut out of the list", "": ""}[how]
            words = f"Filter {item.text()}, {item.data(COUNT)}" + said
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self._list.blockSignals(False)
        self._list.viewport().update()

    # ---- counts

    def _hear(self, changes: "Changes") -> None:
        touched = changes.touched.keys()
        if "view" in touched:
            self._anew.start()
        if any(touched & shows(view.listed) for view in self._views.values()):
            self._count.start()

    def _ask_counts(self) -> None:
        """Count what each filter leaves, when there is time: nobody waits for it."""
        if self._views:
            self._desk.asking.ask(self, partial(_counted, tuple(self._views.values())), self._take)

    def _take(self, counts: dict[int, int]) -> None:
        self._counts = counts
        self._dress()

    # ---- verbs

    def view_of(self, item: QListWidgetItem | None) -> View | None:
        """Give the saved filter of a row, if it is of one."""
        key = item.data(VIEW) if item is not None else None
        return self._views.get(int(key)) if key else None

    def find(self, view: int) -> View | None:
        """Give a saved filter by its id."""
        return self._views.get(view)

    def take(self, item: QListWidgetItem | None, way: Way) -> bool:
        """Narrow by the filter of a row; False if it is of none."""
        view = self.view_of(item)
        if view is not None:
            self.taken.emit(view, way)
        return view is not None

    def rename(self, item: QListWidgetItem | None) -> bool:
        """Let the name of a filter be typed over; False if the row is of none."""
        if item is None or self.view_of(item) is None or not self._desk.can_edit:
            return False
        self._list.editItem(item)
        return True

    def trash(self, item: QListWidgetItem | None) -> bool:
        """Move the filter of a row to the trash; False if it is of none."""
        view = self.view_of(item)
        if view is None or not self._desk.can_edit:
            return False
        if self._desk.run(partial(_trash, view)):
            self._desk.tell(f"Moved the filter “{view.title}” to the trash", undo=True)
        return True

    def _renamed(self, item: QListWidgetItem) -> None:
        view = self.view_of(item)
        if view is not None and item.text() != view.title:
            self._desk.run(partial(_rename, view, item.text()))
            self._anew.start()  # also back to the old name, if the new one was refused

    def show_menu(self, at: QPoint) -> None:
        """Open the menu of a filter where it was asked for."""
        item = self._list.itemAt(at)
        view = self.view_of(item)
        if view is None:
            return
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for way in Way:
            menu.addAction(OFFERS[way]).triggered.connect(partial(self.taken.emit, view, way))
        menu.addSeparator()
        menu.addAction("Show its terms").triggered.connect(partial(self.opened.emit, view))
        for words, verb in (
            ("Rename", partial(self.rename, item)),
            ("Move up", partial(self._move, view, -1)),
            ("Move down", partial(self._move, view, 1)),
            ("Move to trash", partial(self.trash, item)),
        ):
            action = menu.addAction(words)
            action.setEnabled(self._desk.can_edit)
            action.triggered.connect(verb)
        menu.popup(self._list.viewport().mapToGlobal(at))

    def _move(self, view: View, by: int, *_: object) -> None:
        self._desk.run(partial(_move, view.id, by))


def _saved(case: "Case") -> list[View]:
    from dossier.case import views

    return [view for view in views.saved(case) if view.listed in _lists()]


def _lists() -> Sequence[str]:
    from dossier.case import find

    return find.LISTED


def _counted(held: Sequence[View], case: "Reading") -> dict[int, int]:
    from dossier.case import find

    return {
        view.id: len(find.ids(case, view.listed, where={"view": str(view.id)}, sort="id"))
        for view in held
    }


def _trash(view: View, case: "Case") -> bool:
    from dossier.case import edits

    edits.trash(case, "view", [view.id])
    return True


def _rename(view: View, title: str, case: "Case") -> None:
    from dossier.case import edits

    named = dataclasses.replace(view, title=" ".join(title.split()))
    edits.change(case, named, label=f"Rename filter “{view.title}”")


def _move(view: int, by: int, case: "Case") -> None:
    from dossier.case import views

    views.move(case, view, by)
