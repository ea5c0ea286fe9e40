"""The filter chips of a list: what it is narrowed by, in one row beside the filter box."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from dossier.model.dates import Reported
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.lists.facets import Facet, Manner, kind_of_records, label_of
from dossier.ui.lists.model import Filters, RecordTable
from dossier.ui.lists.popups import DatesPopup, FacetPopup, ValuesPopup
from dossier.ui.prompts import plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.find import Value

_GAP = 6
_BOX_LEAST = 170
_LONGEST = 180  # of the words on a chip


class FilterBar(QWidget):
    """The filter box and its chips. `changed` follows each choice of the user.

    What there is no room for is in the last chip.
    """

    changed = Signal()

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
        self.clear_button = self._button("Clear", "x")
        self.clear_button.setAccessibleName("Clear all filters")
        self.clear_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(box, 1)
        for chip in (*self.chips.values(), self.more, self.clear_button):
            row.addWidget(chip)
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

    def load(self, filters: Filters) -> None:
        """Show these filters, as far as the list has them. Nothing is emitted."""
        known = {key for facet in self._facets for key in facet.keys}
        self._filters = {key: values for key, values in filters.items() if key in known and values}
        self._show()

    def clear(self) -> None:
        """Narrow by nothing."""
        self._take(dict.fromkeys(self._filters, ()))

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
        self._show()  # a click has checked the chip, which only a choice may do
        popup = self._popup(facet)
        if popup is not None:
            self.popup = popup
            popup.chose.connect(self._take)
            popup.open_under(under or self.chips[facet.key])

    def _popup(self, facet: Facet) -> FacetPopup | None:
        from dossier.case import find

        asked = self._model.asked
        if facet.manner is Manner.DATES:
            months = self._desk.run(lambda case: find.months(case, asked, facet.key))
            if months is None:
                return None
            first, last = (next(iter(self._filters.get(key, ())), "") for key in facet.keys)
            named = [_month(month) for month in months]
            return DatesPopup(self._desk, facet, named, (first, last), self)
        values = self._desk.run(lambda case: find.values(case, asked, facet.key))
        if values is None:
            return None
        chosen = self._filters.get(facet.key, ())
        return ValuesPopup(self._desk, facet, [_named(facet, v) for v in values], chosen, self)

    def _show_more(self) -> None:
        self._show()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for facet in self._facets:
            if self.chips[facet.key].isHidden():
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
            chip.setText(shown.replace("&", "&&"))
            chip.setChecked(self._is_on(facet))
            said = f"Filter by {facet.title.lower()}"
            chip.setAccessibleName(f"{said}: {words}" if self._is_on(facet) else said)
            chip.setToolTip(plain_tip(chip.accessibleName()))
        self._fit()

    def _is_on(self, facet: Facet) -> bool:
        return any(key in self._filters for key in facet.keys)

    def _words(self, facet: Facet) -> str:
        """What a chip says: its name, or what is chosen."""
        if not self._is_on(facet):
            return facet.title
        if facet.manner is Manner.DATES:
            return _span(*(next(iter(self._filters.get(key, ())), "") for key in facet.keys))
        first, *others = self._filters[facet.key]
        word = self._label(facet, first)
        return f"{word} + {len(others)}" if others else word

    def _label(self, facet: Facet, value: str) -> str:
        if facet.manner is Manner.WORDS or not value:
            return label_of(facet, value)
        case = self._desk.case
        name = _record_name(case, facet, value) if case is not None else ""
        return name or facet.title

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show the chips there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Fit again in another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Show as many chips as there is room for beside the box, and the rest in the last."""
        self.clear_button.setVisible(bool(self._filters))
        room = self.width() - self._desk.theme.pixels(_BOX_LEAST)
        if self._filters:
            room -= self.clear_button.sizeHint().width() + _GAP
        widths = [self.chips[facet.key].sizeHint().width() + _GAP for facet in self._facets]
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + _GAP
        shown = 0
        hidden: list[Facet] = []
        for facet, width in zip(self._facets, widths, strict=True):
            fits = not hidden and shown + width <= room
            shown += width
            self.chips[facet.key].setVisible(fits)
            if not fits:
                hidden.append(facet)
        self.more.setVisible(bool(hidden))
        self.more.setChecked(any(map(self._is_on, hidden)))


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
        (getattr(one, "name", "") or getattr(one, "title", "") for one in held.values()), ""
    )
