"""Control for what a claim or quote rests on: the exact words, where they stand, how they came."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from dossier.model import locators
from dossier.model.field import Field
from dossier.model.records import kind_named, rows_of
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.forms.children import ChildRows
from dossier.ui.forms.control import Control
from dossier.ui.forms.known_chains import KnownChains
from dossier.ui.icons import WITH_WORDS
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.model.evidence import Passage


class CitationControl(Control):
    """Shows a passage, leads to it in its source, and edits its chain. Another is cited there."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._desk = desk
        self._stored: int | None = None
        self.exact = label(wrap=True)
        self.where = label("", "small", wrap=True)
        self.how = label("", "small", wrap=True)
        self.reader = _link("Show in source", "Show the cited words in their source")
        self.reader.setIcon(desk.icons.icon("book-open-text", "accent"))
        self.reader.clicked.connect(self._read)
        self.opener = _link("Chain", "Chain of the citation")
        self.opener.setCheckable(True)
        self.opener.clicked.connect(self._turn_chain)
        ((steps, tie),) = rows_of(kind_named(field.target))
        self.chain = ChildRows(desk, steps, tie)
        self.chain.restored.connect(self._show_chain)
        self.known = KnownChains(desk)
        self.known.taken.connect(self.opener.setFocus)
        self._build()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("ground", "card")
        held = QVBoxLayout(card)
        held.setContentsMargins(12, 10, 12, 8)
        held.setSpacing(3)
        for words in (self.exact, self.where, self.how):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            held.addWidget(words)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.reader)
        line.addWidget(self.opener)
        line.addStretch()
        held.addLayout(line)
        held.addWidget(self.known)
        held.addWidget(self.chain)
        self.column.addWidget(card)
        self.setFocusProxy(self.reader)
        self._show_chain()

    def load(self, value: Any) -> None:
        """Show a passage by the id of its citation."""
        same = value == self.chain.owner
        self._stored = value
        passage = self._desk.run(partial(_passage, value)) if value else None
        if same:
            self.chain.refresh()
        else:
            self.chain.load(value if passage else 0)
            self.opener.setChecked(False)
        self._show(passage)
        self._show_chain()

    def _show(self, passage: "Passage | None") -> None:
        words = f"“{passage.citation.exact}”" if passage else "No words of a source are cited yet."
        _say(self.exact, words)
        _say(self.where, place(passage) if passage else "")
        _say(self.how, passage.chain_words(notation.current()) if passage else "")
        self.reader.setVisible(passage is not None)
        self.opener.setVisible(passage is not None)
        bare = passage is not None and not passage.steps
        self.known.stand_for(passage.citation.id if bare and passage else 0)

    def value(self) -> Any:
        """Id of the citation: it is chosen in the source, not here."""
        return self._stored

    def set_fixed(self, *, fixed: bool) -> None:
        """It leads to the source all the same."""
        self.chain.set_fixed(fixed=fixed)
        self.known.setEnabled(not fixed)

    def inputs(self) -> list[QWidget]:
        """Give the buttons."""
        return [self.reader, self.opener, *self.known.buttons]

    def groups(self) -> list[ChildRows]:
        """Give the chain."""
        return [self.chain]

    def _read(self) -> None:
        self._desk.reading.emit("citation", self._stored)

    def _turn_chain(self) -> None:
        """Open or close the chain; one that is empty is opened to be begun."""
        self._show_chain()
        if self.opener.isChecked() and not self.chain.rows and self._desk.can_edit:
            self.chain.add()

    def _show_chain(self) -> None:
        shown = self.opener.isChecked() or bool(self.chain.typed())
        self.chain.setVisible(shown)
        self.opener.setIcon(self._desk.icons.icon("chevron-up" if shown else "chevron-down"))


def place(passage: "Passage") -> str:
    """Say where a passage stands: "S-0001 ¶2  ·  Troops cross  ·  Eurasianet"."""
    reference = f"{passage.source.reference} {locators.words(passage.citation)}".strip()
    publisher = passage.publisher.name if passage.publisher else ""
    facts = (reference, passage.source.title, publisher)
    return "  ·  ".join(fact for fact in facts if fact)


def _link(words: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setAccessibleName(name)
    made.setProperty("look", "link")
    made.setIconSize(WITH_WORDS)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


def _say(shown: QLabel, words: str) -> None:
    shown.setText(words)
    shown.setVisible(bool(words))
    way = direction_of(words)
    if way == Qt.LayoutDirection.RightToLeft:
        shown.setLayoutDirection(way)
    else:
        shown.unsetLayoutDirection()


def _passage(citation: int, case: "Case") -> "Passage | None":
    from dossier.case import find

    return find.passage(case, citation)
