"""The form of the options, made from their description."""

import dataclasses
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.brief.spec import Part, Spec
from dossier.ui.briefs.options import CHOICES, OPTIONS, Offer, Option, OptionType, Setting
from dossier.ui.forms.inputs import Line, Picker
from dossier.ui.forms.tick import Tick
from dossier.ui.prompts import label, name_by, plain_tip

_GAP = 4


class _Words(QWidget):
    """Words in one line."""

    changed = Signal()

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.line = Line(option.label)
        self.line.setPlaceholderText(option.empty)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.changed)
        _house(self, option, self.line)
        self.setFocusProxy(self.line)

    def offer(self, _: Sequence[Offer]) -> None:
        """Words are free."""

    def stops(self) -> list[QWidget]:
        """Give the widget that takes the focus."""
        return [self.line]

    def load(self, value: str) -> None:
        """Show words."""
        self.line.load(value)

    def value(self) -> str:
        """Give the words."""
        return self.line.text().strip()


class _One(QWidget):
    """One of several values."""

    changed = Signal()

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.picker = Picker(option.label)
        self.picker.currentIndexChanged.connect(self.changed)
        _house(self, option, self.picker)
        self.setFocusProxy(self.picker)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what there is to choose from; the choice stays."""
        chosen = self.value()
        self.picker.clear()
        for offer in offers:
            self.picker.addItem(offer.label, offer.value)
            at = self.picker.count() - 1
            if offer.help:
                self.picker.setItemData(at, plain_tip(offer.help), Qt.ItemDataRole.ToolTipRole)
            model = self.picker.model()
            if isinstance(model, QStandardItemModel):
                model.item(at).setEnabled(not offer.refused)
        self.load(chosen)

    def stops(self) -> list[QWidget]:
        """Give the widget that takes the focus."""
        return [self.picker]

    def load(self, value: str | None) -> None:
        """Choose a value; one that is not offered is shown as it is."""
        at = self.picker.findData(value) if value is not None else 0
        if at < 0:
            self.picker.addItem(str(value), value)
            at = self.picker.count() - 1
        self.picker.setCurrentIndex(at)

    def value(self) -> str | None:
        """Give the value chosen."""
        found = self.picker.currentData()
        return None if found is None else str(found)


class _Ticks(QWidget):
    """Each value with a tick, in a fixed order."""

    changed = Signal()

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.boxes: dict[str, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(label(option.label, "field"))
        self._column.addSpacing(_GAP)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show a box for each value."""
        for offer in offers:
            name = str(offer.value)
            if name in self.boxes:
                continue
            box = self.boxes[name] = Tick(offer.label.replace("&", "&&"))
            box.setAccessibleName(offer.label)
            box.setAccessibleDescription(offer.help)
            if offer.help:
                box.setToolTip(plain_tip(offer.help))
            box.toggled.connect(self.changed)
            self._column.addWidget(box)

    def stops(self) -> list[QWidget]:
        """Give the widgets that take the focus."""
        return list(self.boxes.values())

    def load(self, value: Sequence[str]) -> None:
        """Tick these values."""
        for name, box in self.boxes.items():
            box.setChecked(name in value)

    def value(self) -> tuple[str, ...]:
        """Give the values with a tick."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())


_INPUTS: Mapping[OptionType, type[_Words | _One | _Ticks]] = {
    OptionType.WORDS: _Words,
    OptionType.ONE: _One,
    OptionType.TICKS: _Ticks,
}


class OptionsForm(QWidget):
    """Shows a Spec and takes another. `edited` carries the option a user changed."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self._spec = Spec()
        self.inputs: dict[str, Any] = {}
        self._reasons = {option.name: label("", "small", wrap=True) for option in OPTIONS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for option in OPTIONS:
            made: _Words | _One | _Ticks = _INPUTS[option.type](option)
            self.inputs[option.name] = made
            made.changed.connect(partial(self._changed, option.name))
            column.addWidget(made)
            column.addWidget(self._reasons[option.name])
            column.addSpacing(8)
        column.addStretch()
        self.setFocusProxy(self.inputs[OPTIONS[0].name])

    def settle(self, setting: Setting) -> None:
        """Offer what the case allows, with the reason for what it does not. Emits nothing."""
        self._loading = True
        for option in OPTIONS:
            self.inputs[option.name].offer(option.offers(setting))
            reason = option.reason(setting)
            self._reasons[option.name].setText(reason)
            self._reasons[option.name].setVisible(bool(reason))
        self._loading = False
        self._lead()

    def _lead(self) -> None:
        """Let Tab go downwards: boxes are made when all that comes after stands already."""
        stops = [widget for option in OPTIONS for widget in self.inputs[option.name].stops()]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def load(self, spec: Spec) -> None:
        """Show the options of a brief. Emits nothing."""
        self._loading = True
        self._spec = spec
        shown = {option.name: getattr(spec, option.name) for option in OPTIONS}
        shown["sections"] = spec.names
        for name, value in shown.items():
            self.inputs[name].load(value)
        self._loading = False

    def spec(self) -> Spec:
        """Give the options as they stand."""
        values = {name: made.value() for name, made in self.inputs.items()}
        values |= {name: kind(values[name]) for name, kind in CHOICES.items()}
        kept = {part.name: part for part in self._spec.sections}
        values["sections"] = tuple(kept.get(name, Part(name)) for name in values["sections"])
        return dataclasses.replace(self._spec, **values)

    def _changed(self, name: str) -> None:
        if not self._loading:
            self.edited.emit(name)


def _house(holder: QWidget, option: Option, widget: QWidget) -> None:
    """Put a widget beneath its label."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    heading = label(option.label, "field")
    column.addWidget(heading)
    column.addWidget(widget)
    name_by(heading, widget)
