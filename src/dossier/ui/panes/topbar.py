"""The bar at the top: which case this is, the way to everything in it, undo, appearance."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from dossier.ui.actions import BY_COMMAND, Actions, Command, plain, shown_keys, tip_of
from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingButton
from dossier.ui.icons import WITH_WORDS
from dossier.ui.prompts import label, plain_tip

HEIGHT = 50
_ICON = QSize(18, 18)
_SEARCH, _SEARCH_MOST = 380, 460
_NAME_MOST = 320  # pixels of the name of the case at 100 %


class TopBar(QFrame):
    """Names the open case. `appearance_wanted` asks to switch between light and dark."""

    appearance_wanted = Signal()

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self.setProperty("ground", "bar")
        self.case_name = ElidingButton()
        self.file_name = label(look="small")
        self.search = QPushButton()
        row = QGridLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.addLayout(self._start(), 0, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._middle(), 0, 1)
        row.addLayout(self._end(), 0, 2, Qt.AlignmentFlag.AlignRight)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)
        desk.opened.connect(self.refresh)
        desk.closed.connect(self.refresh)
        desk.changed.connect(self.refresh)
        desk.theme.changed.connect(self._dress)
        self.refresh()
        self._dress()

    def refresh(self) -> None:
        """Show the name of the open case and its file."""
        case = self._desk.case
        title = case.info.title if case is not None else "Dossier"
        self.case_name.say(title)
        self.case_name.setAccessibleName(f"Case: {title}" if case is not None else title)
        self.case_name.setEnabled(case is not None)
        self.file_name.setText(case.path.name if case is not None else "")
        self.file_name.setToolTip(plain_tip(str(case.path)) if case is not None else "")

    def _start(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.case_name.setIcon(self._desk.icons.icon("book-open", "text"))
        self.case_name.setIconSize(WITH_WORDS)
        self.case_name.setProperty("look", "brand")
        self.case_name.clicked.connect(self._actions.get(Command.CASE_INFO).trigger)
        row.addWidget(self.case_name)
        row.addWidget(self.file_name)
        return row

    def _middle(self) -> QWidget:
        entry = BY_COMMAND[Command.SEARCH]
        self.search.setProperty("look", "search")
        self.search.setAccessibleName(plain(entry.text))
        self.search.setToolTip(tip_of(entry))
        self.search.clicked.connect(self._actions.get(Command.SEARCH).trigger)
        row = QHBoxLayout(self.search)
        row.setContentsMargins(12, 0, 10, 0)
        glass = QToolButton()
        glass.setIcon(self._desk.icons.icon("search"))
        glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(glass)
        row.addWidget(label("Search the case or run a command", "secondary"), 1)
        row.addWidget(label(shown_keys(entry), "small"))
        return self.search

    def _end(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for command in (Command.UNDO, Command.REDO):
            button = self._button()
            button.setDefaultAction(self._actions.get(command))
            row.addWidget(button)
        self.appearance = self._button()
        self.appearance.clicked.connect(self.appearance_wanted)
        row.addWidget(self.appearance)
        settings = self._button()
        settings.setDefaultAction(self._actions.get(Command.PREFERENCES))
        row.addWidget(settings)
        return row

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setIconSize(_ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _dress(self) -> None:
        theme = self._desk.theme
        self.setFixedHeight(theme.pixels(HEIGHT))
        self.case_name.setMaximumWidth(theme.pixels(_NAME_MOST))
        self.search.setFixedWidth(min(theme.pixels(_SEARCH), _SEARCH_MOST))
        word = "light" if self._desk.theme.dark else "dark"
        self.appearance.setIcon(self._desk.icons.icon("sun" if word == "light" else "moon"))
        self.appearance.setAccessibleName(f"Switch to {word} appearance")
        self.appearance.setToolTip(plain_tip(f"Switch to {word} appearance"))
