"""What an edition is to be: stored as an issue of a brief, redacted, locked with a password."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.model.direction import isolated
from dossier.model.field import TITLE_LENGTH
from dossier.ui.desk import Desk
from dossier.ui.dialogs.withholding import WithheldRecords
from dossier.ui.forms.inputs import Line, Picker
from dossier.ui.forms.record_line import Found
from dossier.ui.forms.tick import Tick
from dossier.ui.prompts import label, name_by, plain_tip

OPEN, NAMES = "open", "names"
_ISSUED = (
    "The PDF bears the number of the issue, and the case keeps its date, its state and its hash:"
    " later anyone can check whether a paper is that issue."
)
_REDACTED = (
    "What is marked above the level or listed is left out, and names that are never printed are"
    " struck from all texts. Read the PDF before you hand it out."
)
_LOCKED = (
    "A locked PDF is neither PDF/A nor the same bytes when it is made again. Nobody can open it"
    " without the password: Dossier does not keep it."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. `title` is empty if nothing is to be issued.

    `level` is `OPEN` if nothing is redacted, and `NAMES` if names alone are withheld. `records`
    are withheld in every redacted edition.
    """

    title: str = ""
    level: str = OPEN
    password: str = ""
    records: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the case brings: titles of briefs, its levels, and records that were withheld before."""

    titles: Sequence[str]
    levels: Sequence[str]
    withheld: Sequence[Found]


class EditionDialog(QDialog):
    """Asks for it. `wanted` carries a Wanted. It frees itself when it closes."""

    wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        known: Known,
        parent: QWidget | None,
        *,
        issued: bool,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Issue this brief" if issued else "Save redacted or locked")
        self.setMinimumWidth(desk.theme.pixels(440))
        self.issue = Tick("Store it as an issue")
        self.title = Line("Title of the brief")
        self.level = Picker("Redacted edition")
        self.withheld = WithheldRecords(desk, known.withheld)
        self.lock = Tick("Lock it with a password")
        self.password = _secret("Password")
        self.again = _secret("Password again")
        self.fault = label("", "bad", wrap=True)
        self.go = QPushButton("Choose a file…")
        self._of_issue = (self._titled(self.title), label(_ISSUED, "small", wrap=True))
        self._of_lock = (
            self._titled(self.password),
            self._titled(self.again),
            label(_LOCKED, "small", wrap=True),
        )
        self._of_level = (self.withheld, label(_REDACTED, "small", wrap=True))
        self._build(known)
        self.issue.setChecked(issued)
        if not desk.can_edit:
            self._fix_issue(f"{desk.why_fixed}: an issue is stored in the case.")
        self._follow()
        (self.title if issued else self.level).setFocus()

    # ---- building

    def _build(self, known: Known) -> None:
        self._fill(known.titles, known.levels)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(label(self.windowTitle(), "h2"))
        column.addSpacing(4)
        first = self._titled(self.level)
        for widget in (
            self.issue,
            *self._of_issue,
            first,
            *self._of_level,
            self.lock,
            *self._of_lock,
            self.fault,
        ):
            if widget in (first, self.lock):
                column.addSpacing(8)
            column.addWidget(widget)
        column.addStretch()
        column.addSpacing(8)
        column.addLayout(self._buttons())
        for tick in (self.issue, self.lock):
            tick.toggled.connect(self._follow)
        self.level.currentIndexChanged.connect(self._follow)
        self.withheld.changed.connect(self._follow)
        for line in (self.title, self.password, self.again):
            line.textChanged.connect(self._follow)

    def _fix_issue(self, why: str) -> None:
        self.issue.setEnabled(False)
        self.issue.setToolTip(plain_tip(why))
        self.issue.setAccessibleDescription(why)

    def _fill(self, titles: Sequence[str], levels: Sequence[str]) -> None:
        self.title.setMaxLength(TITLE_LENGTH)
        self.title.setText(titles[0] if titles else "")
        completer = QCompleter(list(titles), self.title)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.title.setCompleter(completer)
        self.level.addItem("No: everything that the brief prints", OPEN)
        self.level.addItem("Yes: names that are never printed", NAMES)
        for level in levels:
            self.level.addItem(f"Yes: for readers up to {level}", level)

    def _titled(self, line: QLineEdit | Picker) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = label(line.accessibleName(), "field")
        column.addWidget(heading)
        column.addWidget(line)
        name_by(heading, line)
        return held

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.setAccessibleName("Cancel")
        cancel.clicked.connect(self.reject)
        self.go.setAccessibleName("Choose a file")
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._answer)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    # ---- what is entered

    def _follow(self) -> None:
        for shown, parts in (
            (self.issue.isChecked(), self._of_issue),
            (self._redacts, self._of_level),
            (self.lock.isChecked(), self._of_lock),
        ):
            for part in parts:
                part.setVisible(shown)
        self.fault.setText(self._unfinished() or self._differs())
        self.fault.setVisible(bool(self.fault.text()))
        self.go.setEnabled(not self._missing())
        self._fit()

    def _fit(self) -> None:
        """Take the height that the wrapped words need: a layout gives them that of wider ones."""
        column, width = self.layout(), max(self.width(), self.minimumWidth())
        if column is not None:
            column.activate()
            wraps, plain = column.totalHeightForWidth(width), column.totalSizeHint().height()
            self.setMinimumHeight(wraps if column.hasHeightForWidth() else plain)
            self.resize(width, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Words wrap anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @property
    def _redacts(self) -> bool:
        return bool(self.level.currentData() != OPEN)

    def _unfinished(self) -> str:
        words = self.withheld.unfinished if self._redacts else ""
        return f"“{isolated(words)}” is not chosen yet. Press Down to choose." if words else ""

    def _differs(self) -> str:
        first, second = self.password.text(), self.again.text()
        differs = self.lock.isChecked() and second and not first.startswith(second)
        return "The two passwords differ." if differs else ""

    def _missing(self) -> bool:
        if self.issue.isChecked() and not self.title.text().strip():
            return True
        if self._unfinished():
            return True
        same = self.password.text().strip() and self.password.text() == self.again.text()
        return self.lock.isChecked() and not same

    def _answer(self) -> None:
        if self._missing():
            return
        self.wanted.emit(
            Wanted(
                self.title.text().strip() if self.issue.isChecked() else "",
                str(self.level.currentData()),
                self.password.text() if self.lock.isChecked() else "",
                self.withheld.records,
            )
        )
        self.accept()


def _secret(name: str) -> Line:
    made = Line(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
