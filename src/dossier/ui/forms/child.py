"""One record in a form of its owner: a line that says it, and its own form beneath."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.model.direction import isolated
from dossier.model.field import Field, Kind, Record
from dossier.ui.desk import Desk
from dossier.ui.forms.typed import Typed
from dossier.ui.prompts import label

if TYPE_CHECKING:
    from dossier.ui.forms.form import Form

_BETWEEN = "  ·  "
_MOVES = MappingProxyType({Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1})
_ROOM = 8  # above and beneath a row that was scrolled to
_ALT = Qt.KeyboardModifier.AltModifier


class RowHead(QPushButton):
    """The line of a row: as much of its words as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setProperty("look", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)

    def say(self, words: str) -> None:
        """Show words."""
        self.words = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show more or less of them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - 28  # icon, padding and border
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Leave to the row what it does: move, be removed."""
        if step(event) or event.key() == Qt.Key.Key_Delete:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ChildRow(QFrame):
    """One record. `ended` says that Enter closed a stay; `moved` carries -1 or 1."""

    edited = Signal()
    ended = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self, desk: Desk, kind: Kind, tie: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.tie = kind, tie
        self.record: Record = kind.record()
        self.form: Form | None = None
        self._desk = desk
        self._fixed = False
        self.setProperty("ground", "card")
        self.head = RowHead()
        self.head.clicked.connect(self.toggle)
        self.up = self._button("Move up", "Alt+Up", "arrow-up", -1)
        self.down = self._button("Move down", "Alt+Down", "arrow-down", 1)
        self.remover = self._button("Remove", "Del", "x", 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(2, 2, 4, 2)
        line.setSpacing(0)
        line.addWidget(self.head, 1)
        for button in (self.up, self.down, self.remover):
            line.addWidget(button)
        self._column.addLayout(line)
        self._sentence = label("", "bad", wrap=True)
        self._sentence.setContentsMargins(12, 0, 12, 8)
        self._column.addWidget(self._sentence)
        self._show()

    def _button(self, name: str, keys: str, icon: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._desk.icons.icon(icon))
        made.setText(name)
        made.setToolTip(f"{name} ({keys})")
        made.clicked.connect(partial(self._ask_to_move, by) if by else self.removed)
        return made

    def _ask_to_move(self, by: int, *_: object) -> None:
        self.moved.emit(by)

    # ---- showing -------------------------------------------------------------------------

    @property
    def opened(self) -> bool:
        """Whether the form is shown."""
        return self.form is not None and not self.form.isHidden()

    def follow(self, before: QWidget) -> QWidget:
        """Let Tab come here from another widget; return the one from which it goes on."""
        controls = [row.control for row in self.form.rows.values()] if self.form else []
        inputs = [widget for control in controls for widget in control.inputs()]
        for widget in (self.head, self.up, self.down, self.remover, *inputs):
            if widget is not before:
                self.setTabOrder(before, widget)
            before = widget
        return before

    def stand(self, at: int, of: int) -> None:
        """Take a place among the rows: from 1."""
        names = (self.tie.rows, f"row {at}", self.head.words)
        self.setAccessibleName(", ".join(names[:2]))
        self.head.setAccessibleName(", ".join(names))
        for button in (self.up, self.down, self.remover):
            button.setAccessibleName(f"{self.tie.rows}, row {at}: {button.text().lower()}")
        for button, able in ((self.up, at > 1), (self.down, at < of)):
            if button.hasFocus() and not able:
                self.head.setFocus()
            button.setEnabled(able)

    def show_record(self, record: Record) -> None:
        """Show the record as the case has it; what is being edited stays."""
        self.record = record
        if self.form is not None:
            self.form.refresh(record)
        self._show()

    def settle(self, record: Record) -> None:
        """Take the record that this row was stored as."""
        self.record = record
        if self.form is not None:
            self.form.load(record)
        self._show()

    def _show(self) -> None:
        self.head.say(self._words() or "New")
        self.head.setIcon(self._desk.icons.icon("chevron-up" if self.opened else "chevron-down"))
        shown = self.opened and not self._fixed
        self.remover.setVisible(shown)
        for button in (self.up, self.down):
            button.setVisible(shown and self.kind.ordered)
        self._sentence.setVisible(bool(self._sentence.text()) and not self.opened)

    def _words(self) -> str:
        case = self._desk.case
        if case is None or not self.record.id:
            return ""
        from dossier.case.wording import field_words
        from dossier.ui.forms.form import fields_of

        row = self.kind.row(self.record)
        said = (field_words(case.db.conn, field, row) for field in fields_of(self.kind, self.tie))
        return _BETWEEN.join(isolated(" ".join(words.split())) for words in said if words)

    def set_fixed(self, *, fixed: bool) -> None:
        """Forbid or allow changes."""
        self._fixed = fixed
        if self.form is not None:
            self.form.set_fixed(fixed=fixed)
        self._show()

    def toggle(self) -> None:
        """Open the form, or close it."""
        form = self._made_form()
        form.setVisible(form.isHidden())
        self._show()

    def begin(self) -> None:
        """Open the form and go to its first field."""
        form = self._made_form()
        form.show()
        self._show()
        form.setFocus()
        QTimer.singleShot(0, self, self._reveal)  # the layout makes room for the form only then

    def _reveal(self) -> None:
        """Scroll so that the whole row is seen, or at least its beginning."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, _ROOM)
            area.ensureWidgetVisible(self.head, 0, _ROOM)

    def _made_form(self) -> "Form":
        """Give the form, made when it is needed first: forms hold rows, and rows forms."""
        if self.form is None:
            from dossier.ui.forms.form import Form

            self.form = Form(self._desk, self.kind, tie=self.tie)
            self.form.hide()
            self.form.load(self.record)
            self.form.set_fixed(fixed=self._fixed)
            self.form.edited.connect(self.edited)
            self._column.addWidget(self.form)
            self.follow(self.head)
            self.form.setFocusProxy(next(iter(self.form.rows.values())).control)
        return self.form

    # ---- what the user changed -----------------------------------------------------------

    def wanted(self) -> Record:
        """Record as it should be stored; as it is stored while something is wrong."""
        return self.record if self.form is None or self.problem() else self.form.record()

    def differs(self) -> bool:
        """Whether something was entered that is not stored."""
        return bool(self.typed())

    def is_blank(self) -> bool:
        """Whether nothing was entered into a new row."""
        return not self.record.id and not self.differs()

    def typed(self) -> dict[str, Typed]:
        """Give what was entered and is not stored, to be put back by `restore`."""
        return self.form.typed() if self.form is not None else {}

    def restore(self, typed: Mapping[str, Typed]) -> None:
        """Put back what was entered and not stored."""
        form = self._made_form()
        form.load(self.record)
        form.restore(typed)
        form.show()
        self.say_problems()

    def problem(self) -> str:
        """Why the row cannot be stored; "" if it can, or is."""
        return next(iter(self._problems().values()), "")

    def _problems(self) -> dict[str, str]:
        if self.form is None or (self.record.id and not self.differs()):
            return {}
        return self.form.gaps() | self.form.problems()

    def say_problems(self) -> None:
        """Say what is wrong, beneath the fields and while the row is closed too."""
        problems = self._problems()
        if self.form is not None:
            self.form.say(problems)
        self._sentence.setText(next(iter(problems.values()), ""))
        self._show()

    # ---- keys ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the row from the menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = step(event) or (self.head.hasFocus() and event.key() == Qt.Key.Key_Delete)
            if own:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Alt+Up and Alt+Down move the row, Del on its line removes it, Enter saves it."""
        if self._fixed:
            super().keyPressEvent(event)
        elif step(event):
            self.moved.emit(step(event))
        elif event.key() == Qt.Key.Key_Delete and self.head.hasFocus():
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        else:
            super().keyPressEvent(event)


def step(event: QKeyEvent) -> int:
    """Give -1 for Alt+Up, 1 for Alt+Down, else 0."""
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _ALT
    return _MOVES.get(Qt.Key(event.key()), 0) if alone else 0
