"""The form of a brief: template, incidents, sections, paper and house style, from their data."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from dossier.brief.options import Option, OptionType, options_of
from dossier.brief.spec import House, Spec
from dossier.ui.briefs.aside import Aside, carry
from dossier.ui.briefs.chooser import TemplateChooser
from dossier.ui.briefs.options import AS_THE_CASE, Setting, mark_offers, why_refused
from dossier.ui.briefs.rows import SectionRows
from dossier.ui.briefs.values import Input, make_input
from dossier.ui.desk import Desk
from dossier.ui.growing import finish
from dossier.ui.prompts import label, plain_tip

_GAP, _APART, _SPACE = 4, 8, 12
_FIRST = ("words", "since", "until", "cutoff")  # what the brief is about, before its sections
_SECTIONS = "sections"
_ASIDE = "What you had written is kept among the sections, without a tick"


class OptionsForm(QWidget):
    """Shows a Spec and takes another. `edited` carries the option a user changed.

    One that is not made at once stands when its `building` has come to an end.
    """

    edited = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, at_once: bool = True) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loading = False
        self._spec = Spec()
        self.building = self._make_parts()
        if at_once:
            finish(self.building)

    # ---- building

    def _make_parts(self) -> Iterator[None]:
        """Make chooser, sections and inputs, one after the other."""
        self.chooser = TemplateChooser(self._desk, self)
        yield
        self.inputs: dict[str, Input] = {}
        self.house: dict[str, Input] = {}
        self.sections = SectionRows(self._desk, self)
        self.reason = label("", "small", wrap=True)
        self.opener = QToolButton()
        self._style = QWidget()
        yield
        yield from self._build()
        self.chooser.chosen.connect(self._take_template)
        self.chooser.recalled.connect(self._recall)
        self.chooser.saving.connect(lambda: self.chooser.load(self.spec()))
        self.sections.changed.connect(partial(self._changed, _SECTIONS))
        self.load(self._spec)
        self.setFocusProxy(self.chooser)

    def _build(self) -> Iterator[None]:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_APART)
        column.addWidget(self.chooser)
        options = options_of(Spec)
        for option in options:
            if option.name in _FIRST:
                column.addWidget(self._input(option, self.inputs))
        yield
        column.addSpacing(_GAP)
        column.addWidget(self.sections)
        column.addSpacing(_GAP)
        for option in options:
            if option.name not in _FIRST:
                column.addWidget(self._input(option, self.inputs))
                if option.type is OptionType.MARK:
                    column.addWidget(self.reason)
        yield
        self._build_house(column)
        column.addStretch()
        yield

    def _build_house(self, column: QVBoxLayout) -> None:
        self.opener.setText("House style")
        self.opener.setIcon(self._desk.icons.icon("chevron-down"))
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setToolTip(plain_tip("Logo, accent colour, fonts, and what heads each page"))
        self.opener.clicked.connect(self._toggle_house)
        inner = QVBoxLayout(self._style)
        inner.setContentsMargins(_SPACE, 0, 0, 0)
        inner.setSpacing(_APART)
        for option in options_of(House):
            inner.addWidget(self._input(option, self.house))
        self._style.hide()
        column.addWidget(self.opener)
        column.addWidget(self._style)

    def _input(self, option: Option, held: dict[str, Input]) -> Input:
        made = held[option.name] = make_input(option, self._desk)
        made.changed.connect(partial(self._changed, option.name))
        return made

    def _toggle_house(self) -> None:
        self._style.setVisible(self._style.isHidden())
        shown = not self._style.isHidden()
        self.opener.setIcon(self._desk.icons.icon("chevron-up" if shown else "chevron-down"))
        self._lead()

    # ---- what is shown

    def settle(self, setting: Setting) -> None:
        """Offer what the case allows, with the reason for what it does not. Emits nothing."""
        self._loading = True
        self.inputs["mark"].offer(mark_offers(setting))
        self.reason.setText(why_refused(setting))
        self.reason.setVisible(bool(self.reason.text()))
        self._loading = False
        self._lead()

    def _lead(self) -> None:
        """Let Tab go downwards: some inputs are made when all that comes after stands already."""
        for before, after in pairwise(self._stops()):
            self.setTabOrder(before, after)

    def _stops(self) -> list[QWidget]:
        first = [stop for name in _FIRST for stop in self.inputs[name].stops()]
        rest = [s for name, made in self.inputs.items() if name not in _FIRST for s in made.stops()]
        style = [stop for made in self.house.values() for stop in made.stops()]
        return [
            *self.chooser.stops(),
            *first,
            *self.sections.stops(),
            *rest,
            self.opener,
            *style,
        ]

    def load(self, spec: Spec, asides: tuple[Aside, ...] = ()) -> None:
        """Show the options of a brief, and what it leaves out but holds. Emits nothing."""
        self._loading = True
        self._spec = spec
        self.chooser.load(spec)
        _show(self.inputs, spec)
        _show(self.house, spec.house)
        self.sections.load(spec.sections, asides)
        self._loading = False
        self._lead()

    def spec(self) -> Spec:
        """Give the options as they stand."""
        values = _values(options_of(Spec), self.inputs)
        values["mark"] = values["mark"] or None
        house = House(**_values(options_of(House), self.house))
        return dataclasses.replace(
            self._spec, **values, sections=self.sections.value(), house=house
        )

    def asides(self) -> tuple[Aside, ...]:
        """Give the sections that are left out but hold something."""
        return self.sections.asides()

    # ---- what a user does

    def _take_template(self, spec: Spec) -> None:
        """Take another template; the incidents it is about, the mark and typed words stay."""
        now = self.spec()
        kept = {name: getattr(now, name) for name in (*_FIRST, "mark") if getattr(now, name)}
        filled, asides = carry(self.sections.held(), self.chooser.origin, spec)
        self._take(dataclasses.replace(filled, **kept), asides)

    def _recall(self, spec: Spec) -> None:
        """Take a kept brief as it was kept; typed words stay beside it."""
        _, asides = carry(self.sections.held(), self.chooser.origin, spec, fill=False)
        self._take(spec, asides)

    def _take(self, spec: Spec, asides: tuple[Aside, ...]) -> None:
        is_news = {one.part for one in asides}.difference(one.part for one in self.asides())
        self.load(spec, asides)
        if is_news:
            self._desk.tell(_ASIDE)
        self.edited.emit("words")

    def _changed(self, name: str) -> None:
        if not self._loading:
            self.chooser.load(self.spec())
            self.edited.emit(name)


def _show(inputs: Mapping[str, Input], held: Any) -> None:
    for name, made in inputs.items():
        value = getattr(held, name)
        made.load(AS_THE_CASE if value is None else value)


def _values(options: Sequence[Option], inputs: Mapping[str, Input]) -> dict[str, Any]:
    """Give the values as the options hold them; words left out stand for the default."""
    return {
        option.name: option.take(made.value() or option.default or "")
        if option.type is OptionType.LINE
        else option.take(made.value())
        for option, made in ((option, inputs[option.name]) for option in options)
    }
