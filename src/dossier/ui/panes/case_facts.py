"""What is to be known of a case file, below the form of the case."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QToolButton, QVBoxLayout, QWidget

from dossier.model.records import kind_named
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.prompts import label, plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.facts import Facts

_HASH_LINE = 22


class CaseFacts(QWidget):
    """Says where the file is, how large, what it holds, and by which hashes it can be told."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label("CASE FILE", "group"))
        self._column.addWidget(self._lines)
        desk.changed.connect(self._hear)
        desk.taken_back.connect(self._hear)
        desk.opened.connect(self._hear)
        desk.notation_changed.connect(self._hear)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Ask for what may have changed while it was hidden."""
        super().showEvent(event)
        self.refresh()

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask the case again."""
        from dossier.case.facts import facts

        self._desk.asking.ask(self, facts, self._show)

    def _show(self, facts: "Facts") -> None:
        case = self._desk.case
        if case is None:
            return
        self._column.removeWidget(self._lines)
        self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, words, copied) in enumerate(lines_of(case, facts)):
            grid.addWidget(label(name, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            said = label(words, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            said.setAccessibleName(f"{name}: {words}")
            grid.addWidget(said, row, 1)
            if copied:
                grid.addWidget(self._copy_button(name, copied), row, 2, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._lines)

    def _copy_button(self, name: str, copied: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._desk.icons.icon("copy"))
        button.setIconSize(WITH_WORDS)
        button.setAccessibleName(f"Copy {name.lower()}")
        button.setToolTip(plain_tip(f"Copy {name.lower()}"))
        button.clicked.connect(partial(self._copy, name, copied))
        return button

    def _copy(self, name: str, copied: str, *_: object) -> None:
        QApplication.clipboard().setText(copied)
        self._desk.tell(f"{name} copied.")


def lines_of(case: "Case", facts: "Facts") -> list[tuple[str, str, str]]:
    """Name, words and what a button copies ("" = none) of each fact."""
    path = str(case.path)
    size = QLocale.c().formattedDataSize(facts.size, 1)
    return [
        ("File", _breakable(path), path),
        ("Size", f"{size}, {'read-only' if case.read_only else 'open for writing'}", ""),
        ("Created", _created(facts), ""),
        ("Holds", _held(facts), ""),
        ("Changes", notation.counted(facts.steps, "step"), ""),
        ("Last backup", _backed_up(case), ""),
        ("Format", f"Version {facts.version}", ""),
        ("State hash", _in_lines(case.state_hash), case.state_hash),
        ("Head hash", _in_lines(case.head_hash), case.head_hash),
    ]


def _created(facts: "Facts") -> str:
    if not facts.created:
        return "Not known"
    return f"{notation.moment(datetime.fromisoformat(facts.created))}, by {facts.by}"


def _held(facts: "Facts") -> str:
    """Records by kind, a kind a line."""
    said = []
    for name, count in facts.counts:
        about = kind_named(name).about
        said.append(notation.counted(count, about.label.lower(), about.plural.lower()))
    return "\n".join(said) or "Nothing yet"


def _backed_up(case: "Case") -> str:
    from dossier.case import backup

    found = backup.backups(backup.folder_of(case.path), case.path.stem)
    if not found:
        return "None yet. One is made when the case is closed."
    return f"{notation.moment(found[0].at)}, opened and found equal"


def _in_lines(digest: str) -> str:
    """A hash in lines that fit the pane."""
    return "\n".join(digest[at : at + _HASH_LINE] for at in range(0, len(digest), _HASH_LINE))


def _breakable(path: str) -> str:
    """A path that may be broken after each folder (U+200B)."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
