"""The sections of a brief: ticked, put in order, each with its options below it when opened."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.brief import catalogue
from dossier.brief.options import Value
from dossier.brief.spec import Part
from dossier.ui.briefs.aside import OWN, Aside, asides_of
from dossier.ui.briefs.values import Input, make_input
from dossier.ui.desk import Desk
from dossier.ui.forms.tick import Tick
from dossier.ui.prompts import icon_button, label, plain_tip

_INDENT, _GAP, _SMALL = 24, 8, 4
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionRow(QWidget):
    """One section: its tick, and its options, which are made when they are first opened."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, part: Part, desk: Desk, *, ticked: bool) -> None:
        super().__init__()
        self._desk = desk
        self._part = part
        self._loading = False
        self.inputs: dict[str, Input] = {}
        self.box = Tick(catalogue.title(part.name).replace("&", "&&"))
        self.box.setAccessibleName(catalogue.title(part.name))
        about = catalogue.definition(part.name)
        self.box.setAccessibleDescription(f"{about} Alt+Up and Alt+Down move it.")
        self.box.setToolTip(plain_tip(f"{about}\nAlt+Up and Alt+Down move it."))
        self.box.setChecked(ticked)
        self.box.toggled.connect(self.changed)
        self.opener = icon_button(
            self._desk.icons.icon("chevron-down"), f"Options of {catalogue.title(part.name)}"
        )
        self.opener.clicked.connect(self.toggle)
        self.body = QWidget()
        self.body.hide()
        self._build()
        for widget in (self.box, self.opener):
            widget.installEventFilter(self)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_SMALL)
        head.addWidget(self.box, 1)
        head.addWidget(self.opener)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.body)

    # ---- options

    @property
    def is_open(self) -> bool:
        """Whether the options are shown."""
        return not self.body.isHidden()

    def toggle(self) -> None:
        """Show the options, or hide them."""
        if self.body.layout() is None:
            self._fill()
        self.body.setVisible(not self.is_open)
        self.opener.setIcon(self._desk.icons.icon("chevron-up" if self.is_open else "chevron-down"))

    def _fill(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(_INDENT, _SMALL, 0, _GAP)
        column.setSpacing(_GAP)
        column.addLayout(self._fill_moves())
        about = catalogue.definition(self._part.name)
        if about:
            column.addWidget(label(about, "small", wrap=True))
        for option in catalogue.options(self._part.name):
            made = self.inputs[option.name] = make_input(option, self._desk)
            made.changed.connect(self._take)
            column.addWidget(made)
        self.reload()

    def reload(self) -> None:
        """Show the options as they are held: what was only begun to be typed goes."""
        self._loading = True
        for name, made in self.inputs.items():
            made.load(self._part.chosen.get(name, made.option.default))
        self._loading = False

    def _fill_moves(self) -> QHBoxLayout:
        name = catalogue.title(self._part.name)
        up = icon_button(self._desk.icons.icon("arrow-up"), f"Move {name} up (Alt+Up)")
        down = icon_button(self._desk.icons.icon("arrow-down"), f"Move {name} down (Alt+Down)")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        row = QHBoxLayout()
        row.setSpacing(_SMALL)
        row.addWidget(up)
        row.addWidget(down)
        if self._part.name == OWN:
            away = icon_button(self._desk.icons.icon("trash-2"), f"Remove {name}")
            away.clicked.connect(self.removed)
            row.addWidget(away)
        row.addStretch()
        return row

    def _take(self) -> None:
        if self._loading:
            return
        values: dict[str, Value] = {name: made.value() for name, made in self.inputs.items()}
        self._part = catalogue.part(self._part.name, values)
        if not self.box.isChecked():
            self.box.setChecked(True)  # who fills in a section wants it; the tick tells the change
            return
        self.changed.emit()

    # ---- what it holds

    @property
    def part(self) -> Part:
        """The section with its options."""
        return self._part

    @property
    def is_chosen(self) -> bool:
        """Whether it is printed."""
        return self.box.isChecked()

    def stops(self) -> Iterator[QWidget]:
        """Give the widgets that take the focus, in their order."""
        yield from (self.box, self.opener)
        yield from self.body.findChildren(
            QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        for made in self.inputs.values():
            yield from made.stops()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Move the section by Alt and an arrow."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _MOVES.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
                return True
        return super().eventFilter(watched, event)


class SectionRows(QWidget):
    """All sections: those of the brief in its order, the others where a long brief has them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[SectionRow] = []
        self.add = QToolButton()
        self.add.setText("Add own text")
        self.add.setIcon(desk.icons.icon("plus"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setToolTip(plain_tip("A paragraph of your own: move it between two sections."))
        self.add.clicked.connect(self.add_text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(label("Sections", "field"))
        self._column.addSpacing(_SMALL)
        self._column.addWidget(self.add)

    # ---- what it holds

    def load(self, parts: tuple[Part, ...], asides: tuple[Aside, ...] = ()) -> None:
        """Show the sections of a brief, and what those hold that it leaves out. Emits nothing."""
        wanted = list(_merged(parts, asides))
        if wanted == self.held():
            for row in self.rows:
                row.reload()
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for part, ticked in wanted:
            self._insert(len(self.rows), part, ticked=ticked)

    def held(self) -> list[tuple[Part, bool]]:
        """Give all sections as they stand, with their ticks."""
        return [(row.part, row.is_chosen) for row in self.rows]

    def asides(self) -> tuple[Aside, ...]:
        """Give the sections without a tick that hold something."""
        return asides_of(self.held())

    def value(self) -> tuple[Part, ...]:
        """Give the sections with a tick, in their order."""
        return tuple(row.part for row in self.rows if row.is_chosen)

    def stops(self) -> list[QWidget]:
        """Give the widgets that take the focus, in their order."""
        return [*(stop for row in self.rows for stop in row.stops()), self.add]

    def _insert(self, at: int, part: Part, *, ticked: bool) -> SectionRow:
        row = SectionRow(part, self._desk, ticked=ticked)
        row.changed.connect(self.changed)
        row.moved.connect(partial(self._move, row))
        row.removed.connect(partial(self._remove, row))
        row.opener.clicked.connect(self._lead)
        self.rows.insert(at, row)
        self._column.insertWidget(_BEFORE + at, row)
        return row

    # ---- what a user does

    def add_text(self) -> None:
        """Add a text of one's own behind the section that is open, else after the last ticked."""
        places = [at for at, row in enumerate(self.rows) if row.is_open]
        places = places or [at for at, row in enumerate(self.rows) if row.is_chosen]
        row = self._insert(max(places, default=-1) + 1, Part(OWN), ticked=True)
        row.toggle()
        self._lead()
        row.inputs["heading"].setFocus()
        self.changed.emit()

    def _move(self, row: SectionRow, step: int) -> None:
        at = self.rows.index(row)
        to = at + step
        if not 0 <= to < len(self.rows):
            return
        focused = self.focusWidget()
        self.rows.insert(to, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(_BEFORE + to, row)
        self._lead()
        if focused is not None:
            focused.setFocus()
        if row.is_chosen:
            self.changed.emit()

    def _remove(self, row: SectionRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.deleteLater()
        self.rows[min(at, len(self.rows) - 1)].box.setFocus()
        self.changed.emit()

    def _lead(self) -> None:
        """Let Tab go downwards through the rows as they stand."""
        stops = self.stops()
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)


_BEFORE = 2  # heading and space above the first row


def _merged(parts: tuple[Part, ...], asides: tuple[Aside, ...]) -> Iterator[tuple[Part, bool]]:
    """Give the parts in their order, own texts aside, each other section behind one it follows."""
    chosen = {part.name for part in parts}
    values = {one.part.name: one.part for one in asides if one.part.name != OWN}
    behind: dict[str, list[str]] = {}
    last = ""
    for name in catalogue.names():
        if name in chosen:
            last = name
        elif name != OWN:
            behind.setdefault(last, []).append(name)
    for at, part in enumerate((None, *parts)):
        if part is not None:
            yield part, True
        own = (one for one in asides if one.part.name == OWN)
        yield from ((one.part, False) for one in own if min(one.behind, len(parts)) == at)
        others = behind.pop(part.name if part is not None else "", [])
        yield from ((values.get(name, Part(name)), False) for name in others)
