"""The filter chips of a list: what it is narrowed by, in one row beside the filter box."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from dossier.model.dates import Reported
from dossier.model.direction import isolated
from dossier.model.narrowing import Filters
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.direction import on_button
from dossier.ui.icons import WITH_WORDS
from dossier.ui.lists.choice import Choice
from dossier.ui.lists.facets import SAVED, Facet, Manner, kind_of_records, label_of, within
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.popups import UNKNOWN, DatesPopup, FacetPopup, ValuesPopup
from dossier.ui.prompts import plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.case.find import Selection, Value
    from dossier.case.reading import Reading

_GAP = 6
_BOX_LEAST = 170
_SLIM = 700  # narrower rows have buttons without words
_LONGEST = 200  # of the words on a chip


class FilterBar(QWidget):
    """The filter box and its chips. `changed` follows each choice of the user.

    What there is no room for is in the last chip. `saving` asks to save what the list is narrowed
    by.
    """

    changed = Signal()
    saving = Signal()

    def __init__(
        self, desk: Desk, model: RecordTable, facets: Sequence[Facet], box: QLineEdit
    ) -> None:
        super().__init__()
        self._desk = desk
        self._model = model
        self._facets = tuple(facets)
        self._filters: dict[str, tuple[str, ...]] = {}
        self._box = box
        self.popup: FacetPopup | None = None
        self.chips = {facet.key: self._chip(facet) for facet in facets}
        self.more = self._button("More", "list-filter")
        self.more.setAccessibleName("More filters")
        self.more.clicked.connect(self._show_more)
        self.save_button = self._button("Save filter", "bookmark")
        self.save_button.setAccessibleName("Save this filter")
        self.save_button.setToolTip(plain_tip("Save this filter under a name"))
        self.save_button.setCheckable(False)
        self.save_button.clicked.connect(self.saving)
        self.clear_button = self._button("Clear", "x")
        self.clear_button.setAccessibleName("Clear all filters")
        self.clear_button.setToolTip(plain_tip("Clear all filters"))
        self.clear_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(box, 1)
        for chip in (*self.chips.values(), self.more, self.save_button, self.clear_button):
            row.addWidget(chip)
        box.textChanged.connect(self._fit)
        desk.changed.connect(self._hear)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        desk.notation_changed.connect(self._show)
        self._show()

    def _chip(self, facet: Facet) -> QPushButton:
        chip = self._button(facet.title, facet.icon)
        chip.clicked.connect(partial(self._open, facet))
        return chip

    def _button(self, words: str, icon: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.setIcon(self._desk.icons.icon(icon, "text2", checked="accent_text"))
        chip.setIconSize(WITH_WORDS)
        return chip

    # ---- what is chosen

    @property
    def filters(self) -> Filters:
        """What the list is narrowed by."""
        return self._filters

    @property
    def said(self) -> tuple[str, ...]:
        """Say in words what the list is narrowed by, chip by chip."""
        return tuple(self._words(facet) for facet in self._facets if self._is_on(facet))

    def load(self, filters: Filters) -> None:
        """Show these filters, as far as the list has them. Nothing is emitted."""
        known = {key for facet in self._facets for key in facet.keys}
        self._filters = {key: values for key, values in filters.items() if key in known and values}
        self._show()

    def clear(self) -> None:
        """Narrow by nothing."""
        self._take(dict.fromkeys(self._filters, ()))

    def narrow(self, chosen: Filters) -> None:
        """Choose these instead of what was chosen under their keys; empty ones choose nothing."""
        self._take(chosen)

    def _hear(self, changes: "Changes") -> None:
        """Name what is chosen anew; a saved filter that is gone narrows no more."""
        touched = changes.touched.keys()
        if SAVED.key in touched and self._is_on(SAVED):
            gone = [key for key in SAVED.keys if not self._known(self._filters.get(key, ()))]
            if gone:
                self._take(dict.fromkeys(gone, ()))
                return
        if any(facet.source in touched and self._is_on(facet) for facet in self._facets):
            self._show()

    def _known(self, views: Sequence[str]) -> bool:
        case = self._desk.case
        held = [_record_name(case, SAVED, one) for one in views] if case is not None else []
        return all(held)

    def _take(self, chosen: Filters) -> None:
        for key, values in chosen.items():
            if values:
                self._filters[key] = tuple(values)
            else:
                self._filters.pop(key, None)
        self._show()
        self.changed.emit()

    # ---- popups

    def _open(self, facet: Facet, *_: object, under: QWidget | None = None) -> None:
        """Open the popup of a filter; of a long list, what it offers is counted meanwhile."""
        self._show()  # a click has checked the chip, which only a choice may do
        popup = self.popup = self._popup(facet)
        popup.chose.connect(self._take)
        if facet is SAVED:
            popup.offer(self._desk.run(partial(_saved, self._model.asked.kind)) or [])
        else:
            self._desk.asking.ask(
                popup, partial(_offered, self._model.asked, facet), popup.offer, urgent=True
            )
        popup.open_under(under or self.chips[facet.key])

    def _popup(self, facet: Facet) -> FacetPopup:
        if facet.manner is Manner.DATES:
            first, last = (next(iter(self._filters.get(key, ())), "") for key in facet.keys)
            return DatesPopup(self._desk, facet, (first, last), self)
        return ValuesPopup(self._desk, facet, Choice.read(self._filters, facet.key), self)

    def _show_more(self) -> None:
        self._show()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for facet in self._facets:
            if self.chips[facet.key].isHidden() and self._is_offered(facet):
                action = menu.addAction(self._words(facet).replace("&", "&&"))
                action.triggered.connect(partial(self._open, facet, under=self.more))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # ---- the look

    def _show(self) -> None:
        for facet in self._facets:
            chip = self.chips[facet.key]
            words = self._words(facet)
            metrics = chip.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _LONGEST)
            chip.setText(on_button(shown.replace("&", "&&"), self.layoutDirection()))
            chip.setChecked(self._is_on(facet))
            said = f"Filter by {facet.title.lower()}"
            chip.setAccessibleName(f"{said}: {words}" if self._is_on(facet) else said)
            chip.setToolTip(plain_tip(chip.accessibleName()))
        self._fit()

    def _is_offered(self, facet: Facet) -> bool:
        return not facet.quiet or self._is_on(facet)

    def _is_on(self, facet: Facet) -> bool:
        return any(key in self._filters for key in facet.keys)

    def _words(self, facet: Facet) -> str:
        """What a chip says: its name, or what is chosen."""
        if not self._is_on(facet):
            return facet.title
        if facet.manner is Manner.DATES:
            return _span(*(next(iter(self._filters.get(key, ())), "") for key in facet.keys))
        chosen = Choice.read(self._filters, facet.key)
        return f"{facet.title}: {chosen.words(partial(self._label, facet))}"

    def _label(self, facet: Facet, value: str) -> str:
        if facet.manner is Manner.WORDS or not value:
            return within(facet, label_of(facet, value))
        case = self._desk.case
        name = _record_name(case, facet, value) if case is not None else ""
        return isolated(name) or "?"

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show the chips there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Fit again in another type size; write anew in another direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._show()

    def _fit(self) -> None:
        """Show as many chips as there is room for beside the box, and the rest in the last."""
        slim = self.width() < self._desk.theme.pixels(_SLIM)
        self.clear_button.setText("" if slim else "Clear")
        self.save_button.setText("" if slim else "Save filter")
        narrowed = bool(self._filters) or bool(self._box.text().strip())
        self.clear_button.setVisible(bool(self._filters))
        self.save_button.setVisible(narrowed and self._desk.can_edit)
        room = self.width() - self._desk.theme.pixels(_BOX_LEAST)
        for button in (self.clear_button, self.save_button):
            room -= 0 if button.isHidden() else button.sizeHint().width() + _GAP
        offered = [facet for facet in self._facets if self._is_offered(facet)]
        widths = {facet: self.chips[facet.key].sizeHint().width() + _GAP for facet in offered}
        if sum(widths.values()) > room:
            room -= self.more.sizeHint().width() + _GAP
        shown = self._fitting(offered, widths, room)
        for facet in self._facets:
            self.chips[facet.key].setVisible(facet in shown)
        hidden = [facet for facet in offered if facet not in shown]
        self.more.setVisible(bool(hidden))
        self.more.setChecked(any(map(self._is_on, hidden)))

    def _fitting(
        self, offered: Sequence[Facet], widths: Mapping[Facet, int], room: int
    ) -> set[Facet]:
        """Filters there is room for: those that narrow the list before the others."""
        shown: set[Facet] = set()
        for facet in sorted(offered, key=lambda one: not self._is_on(one)):
            room -= widths[facet]
            if room < 0:
                break
            shown.add(facet)
        return shown


def _offered(asked: "Selection", facet: Facet, case: "Reading") -> "list[Value]":
    """Values by which a list can be narrowed further, with their counts."""
    from dossier.case import find

    if facet.manner is Manner.DATES:
        return [_month(month) for month in find.months(case, asked, facet.key)]
    return [_named(facet, value) for value in find.values(case, asked, facet.key)]


def _saved(kind: str, case: "Case") -> "list[Value]":
    """The saved filters of a list; what each leaves is not counted."""
    from dossier.case import views
    from dossier.case.find import Value

    return [Value(str(view.id), view.title, UNKNOWN) for view in views.saved(case, kind)]


def _named(facet: Facet, value: "Value") -> "Value":
    """Say what having none is called."""
    from dossier.case.find import Value

    return value if value.label else Value(value.key, label_of(facet, ""), value.count)


def _month(month: "Value") -> "Value":
    from dossier.case.find import Value

    return Value(month.key, notation.date(Reported("", month.key)), month.count)


def _span(first: str, last: str) -> str:
    """Dates from and to, in words: "1 May 2021 – 7 Jul 2021"."""
    ends = [notation.day_and_other(Reported("", end))[0] if end else "" for end in (first, last)]
    if all(ends):
        begin, year = ends[0].rpartition(" ")[::2]
        short = begin if begin and ends[1].endswith(f" {year}") else ends[0]
        return ends[0] if ends[0] == ends[1] else f"{short} – {ends[1]}"
    return f"From {ends[0]}" if ends[0] else f"Until {ends[1]}"


def _record_name(case: "Case", facet: Facet, value: str) -> str:
    kind = kind_of_records(facet)
    held = case.get_many(kind.record, [int(value)]) if value.isdigit() else {}
    return next(
        (
            getattr(one, "name", "") or getattr(one, "title", "")
            for one in held.values()
            if facet is not SAVED or not one.deleted_at
        ),
        "",
    )
