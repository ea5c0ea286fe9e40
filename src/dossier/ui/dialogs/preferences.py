"""The page of preferences, made from their descriptions. Every change applies at once."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line
from dossier.ui.preferences import PREFERENCES, Entry, Preference
from dossier.ui.prompts import label

_WIDTH, _HEIGHT = 560, 720
_EDGE, _FRAME = 24, 36


class PreferenceRow(QWidget):
    """One preference: its label, what to choose or type, and what it does."""

    def __init__(self, desk: Desk, preference: Preference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.preference = preference
        self.buttons: dict[str, QPushButton] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def load(self) -> None:
        """Show what is preferred now."""
        raise NotImplementedError

    def _title(self) -> None:
        self.column.addWidget(label(self.preference.label, "field"))

    def _explain(self) -> None:
        if self.preference.help:
            self.column.addWidget(label(self.preference.help, "small", wrap=True))

    @property
    def preferred(self) -> str:
        """What is preferred now."""
        return self._desk.settings.preferred(self.preference)


class ChoiceRow(PreferenceRow):
    """A few choices side by side: arrows and clicks choose."""

    def __init__(self, desk: Desk, preference: Preference, parent: QWidget | None = None) -> None:
        super().__init__(desk, preference, parent)
        self._title()
        line = QHBoxLayout()
        line.setSpacing(6)
        group = QButtonGroup(self)
        for value, words in preference.choices.items():
            button = self.buttons[value] = QPushButton(words)
            button.setProperty("look", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleName(f"{preference.label}: {words}")
            button.toggled.connect(partial(self._choose, value))
            group.addButton(button)
            line.addWidget(button)
        line.addStretch()
        self.column.addLayout(line)
        self._explain()
        self.load()

    def load(self) -> None:
        """Tick the choice that is preferred."""
        self.buttons[self.preferred].setChecked(True)

    def _choose(self, value: str, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Take a choice. Tab comes to the one that is made, arrows go to the others."""
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self.buttons[value].setFocusPolicy(policy)
        if on and value != self.preferred:
            self._desk.prefer(self.preference, value)


class WordsRow(PreferenceRow):
    """A line of text."""

    def __init__(self, desk: Desk, preference: Preference, parent: QWidget | None = None) -> None:
        super().__init__(desk, preference, parent)
        self._title()
        self.line = Line(preference.label)
        self.line.textEdited.connect(self._type)
        self.column.addWidget(self.line)
        self._explain()
        self.load()

    def load(self) -> None:
        """Show the text; the one that is being typed stays."""
        if not self.line.hasFocus():
            self.line.load(self.preferred)
        self.line.setPlaceholderText(self._desk.analyst)

    def _type(self, typed: str) -> None:
        self._desk.prefer(self.preference, typed)


_ROWS = {Entry.CHOICE: ChoiceRow, Entry.WORDS: WordsRow}


class PreferencesDialog(QDialog):
    """All preferences. It leaves the window usable and frees itself when it closes."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Preferences")
        self.rows = {one.key: _ROWS[one.entry](desk, one) for one in PREFERENCES}
        self._build()
        self._dress()
        desk.theme.changed.connect(self._dress)

    def _build(self) -> None:
        sheet = QWidget()
        sheet.setProperty("ground", "surface")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = QVBoxLayout(sheet)
        page.setContentsMargins(0, 0, 12, 0)
        page.setSpacing(14)
        for group, rows in groupby(self.rows.values(), key=lambda row: row.preference.group):
            page.addWidget(label(group.upper(), "group"))
            for row in rows:
                page.addWidget(row)
        page.addStretch()
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 20, _EDGE, 20)
        column.setSpacing(12)
        column.addWidget(label("Preferences", "h2"))
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.reset = QPushButton("Reset to defaults")
        self.reset.clicked.connect(self.reset_all)
        self.done_button = QPushButton("Close")
        self.done_button.setProperty("look", "primary")
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.close)
        line.addWidget(self.reset)
        line.addStretch()
        line.addWidget(self.done_button)
        for button in (self.reset, self.done_button):
            button.setAccessibleName(button.text())
        self.reset.setAutoDefault(False)
        return line

    def reset_all(self) -> None:
        """Prefer what a new user does."""
        for row in self.rows.values():
            self._desk.prefer(row.preference, row.preference.default)
            row.load()

    def _dress(self) -> None:
        """Show what was chosen elsewhere too, such as in the menu, and keep room for the text."""
        for row in self.rows.values():
            row.load()
        pixels, room = self._desk.theme.pixels, self.screen().availableGeometry()
        sheet = self._area.widget()
        assert sheet is not None  # noqa: S101 - set when the page was built
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self._area.setMinimumWidth(sheet.minimumSizeHint().width() + bar)
        self.resize(min(pixels(_WIDTH), room.width()), min(pixels(_HEIGHT), room.height() - _FRAME))


def show_preferences(desk: Desk, window: QWidget) -> PreferencesDialog:
    """Show the page, or bring the one that is open to the front."""
    dialog = next(_open_ones(window), None) or PreferencesDialog(desk, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def _open_ones(window: QWidget) -> Iterator[PreferencesDialog]:
    return iter(window.findChildren(PreferencesDialog))
