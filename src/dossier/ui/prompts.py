"""The one door for questions and errors. Nothing here blocks: dialogs open and answer later."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.errors import DossierError

CASE_FILES = "Case files (*.dossier)"
COPY = "copy"  # a choice of this key copies the detail and leaves the dialog open
_NARROWEST, _WIDEST = 380, 560


class Weight(StrEnum):
    """How much a choice stands out."""

    PRIMARY = "primary"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: a button."""

    key: str
    label: str
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask or tell. `detail` is long text that can be copied; escape answers ""."""

    title: str
    message: str
    hint: str = ""
    detail: str = ""
    choices: tuple[Choice, ...] = (Choice("ok", "Close", Weight.PRIMARY),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathQuestion:
    """Which file to open, or under which name to save one. `kinds` is Qt's name filter."""

    title: str
    kinds: str
    suffix: str
    start: Path
    save: bool = False


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that shows its text as it is. All labels come from here.

    Rich text in a label would load files named in it, and text of a case is never markup.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def icon_button(icon: QIcon, name: str) -> QToolButton:
    """Make a button that shows an icon alone: its name is read out, and shown as its tip."""
    made = QToolButton()
    made.setIcon(icon)
    made.setAccessibleName(name)
    made.setToolTip(plain_tip(name))
    return made


def name_by(shown: QLabel, control: QWidget) -> None:
    """Let a label name a control that has the same parent: nowhere else do screen readers look.

    On Linux nothing else names a list to choose from: its name is taken for its value.
    """
    shown.setText(shown.text().replace("&", "&&"))  # beside a control it would be a mnemonic
    shown.setBuddy(control)


def wear_badge(shown: QLabel, badge: str) -> None:
    """Give a label another badge: ok, warn, bad, info or plain."""
    if shown.property("badge") != badge:
        shown.setProperty("badge", badge)
        shown.style().unpolish(shown)
        shown.style().polish(shown)
        # a frame takes its margins from the stylesheet only when it hears that the style changed
        QApplication.sendEvent(shown, QEvent(QEvent.Type.StyleChange))


def plain_tip(text: str) -> str:
    """Give a tooltip text that Qt does not take for markup."""
    return "<qt>" + text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>") + "</qt>"


class PromptDialog(QDialog):
    """A question with its buttons. It frees itself when it closes."""

    def __init__(
        self, question: Question, answered: Callable[[str], None] | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.question = question
        self._answered = answered
        self._answer = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST if not question.detail else _WIDEST + 200)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(question.title, "h2", wrap=True))
        column.addWidget(label(question.message, wrap=True))
        if question.hint:
            column.addWidget(label(question.hint, "secondary", wrap=True))
        if question.detail:
            column.addWidget(self._copyable(question.detail))
        column.addSpacing(12)
        column.addLayout(self._buttons())
        self.finished.connect(self._tell)

    def _copyable(self, detail: str) -> QWidget:
        shown = QPlainTextEdit(detail)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("Details")
        shown.setMinimumHeight(180)
        return shown

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for choice in self.question.choices:
            button = QPushButton(choice.label)
            button.setAccessibleName(choice.label)
            button.setAutoDefault(False)
            if choice.weight is Weight.PRIMARY:
                button.setProperty("look", "primary")
                button.setDefault(True)
                button.setFocus()
            button.clicked.connect(partial(self.answer, choice.key))
            row.addWidget(button)
        return row

    def answer(self, key: str, *_: object) -> None:
        """Give the answer of that key and close."""
        if key == COPY:
            QApplication.clipboard().setText(self.question.detail)
            return
        self._answer = key
        self.accept()

    def _tell(self) -> None:
        if self._answered is not None:
            self._answered(self._answer)


class Prompts(QObject):
    """Asks and tells on behalf of the whole window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None

    def sit_on(self, window: QWidget | None) -> None:
        """Let dialogs belong to this window."""
        self._window = window

    def ask(
        self, question: Question, answered: Callable[[str], None] | None = None
    ) -> PromptDialog:
        """Open a question; `answered` hears the key of the choice, "" if it was closed."""
        dialog = PromptDialog(question, answered, self._window)
        dialog.open()
        return dialog

    def show_error(self, error: DossierError) -> PromptDialog:
        """Show known trouble calmly: what happened and what to do."""
        return self.ask(Question(title="That did not work", message=error.message, hint=error.hint))

    def ask_path(self, question: PathQuestion, chosen: Callable[[Path], None]) -> QFileDialog:
        """Open a file dialog; `chosen` hears the path, and nothing if it was cancelled."""
        dialog = QFileDialog(self._window, question.title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(question.kinds)
        dialog.setDefaultSuffix(question.suffix)
        if question.save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDirectory(str(question.start.parent))
            dialog.selectFile(question.start.name)
            dialog.filterSelected.connect(partial(_take_suffix, dialog))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setDirectory(str(question.start))
        dialog.fileSelected.connect(partial(_pass_path, chosen))
        dialog.open()
        return dialog


def _take_suffix(dialog: QFileDialog, kind: str) -> None:
    """Let the name end as files of the kind do that was just chosen: "Word files (*.docx)"."""
    suffix = kind.rpartition("*.")[2].rstrip(")")
    names = dialog.selectedFiles()
    dialog.setDefaultSuffix(suffix)
    if names and suffix.isalnum():
        dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)


def _pass_path(chosen: Callable[[Path], None], name: str) -> None:
    chosen(Path(name))
