"""The sheet in the middle: title of the source, its text, the bar by what is selected."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from dossier.model import anchors, terms
from dossier.model.direction import isolated
from dossier.model.records import Actor, Attachment, Source, Text
from dossier.ui import notation
from dossier.ui.actions import Actions
from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.forms.inputs import Picker
from dossier.ui.lists.empty import EmptyState
from dossier.ui.prompts import label, name_by, plain_tip, wear_badge
from dossier.ui.reader.body import Body
from dossier.ui.reader.card import CLAIM, COLOURS
from dossier.ui.reader.highlights import Highlight
from dossier.ui.reader.original import OriginalPane
from dossier.ui.reader.searching import TextSearch
from dossier.ui.reader.selection_bar import SelectionBar
from dossier.ui.reader.text_view import TextView

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.marks import Mark

_DOT = "  ·  "
_WORDS_LEAST, _PAGES_LEAST = 310, 348
_NARROW = 460  # beneath this width there is one line for facts and one for buttons


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with its publisher, the reliability in force, its texts and its originals."""

    source: Source
    publisher: Actor | None
    reliability: str
    texts: tuple[Text, ...]
    files: tuple[Attachment, ...]

    @property
    def made_by(self) -> str:
        """Who published it, else who wrote it."""
        return self.publisher.name if self.publisher else self.source.author


class Sheet(QWidget):
    """Shows a text of a source, and its original. `wanted` carries the Make of the selection bar.

    `original_wanted` asks to show the original or to hide it.
    """

    wanted = Signal(object)
    original_wanted = Signal()
    text_chosen = Signal()
    details_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entry: Entry | None = None
        self._texts: tuple[Text, ...] = ()
        self._offered = False
        self.text_id = 0
        self.text = TextView(desk)
        self.bar = SelectionBar(desk, self.text)
        self.title = label("", "h1", wrap=True)
        self.facts = label("", "small", wrap=True)
        self.grade = label()
        self.grade.setProperty("badge", "info")
        self.texts = Picker("Which text of the source")
        self.details = QPushButton("Details")
        self.originals = QPushButton("Original")
        self.original = OriginalPane(desk, actions)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.find_bar = TextSearch(desk, self.text)
        self.nothing = EmptyState(desk.icons, "newspaper", first="Paste its text")
        self._build()
        self._connect()
        self.show_source(0)

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = self._build_head()
        column.addWidget(self._head)
        self.sides.setHandleWidth(1)
        self.sides.setChildrenCollapsible(False)
        for side, least in ((self._build_words(), _WORDS_LEAST), (self.original, _PAGES_LEAST)):
            side.setMinimumWidth(least)
            self.sides.addWidget(side)
        self.original.hide()
        column.addWidget(self.sides, 1)
        self.setFocusProxy(self.text)

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("ground", "bar")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(20, 14, 16, 12)
        lines.setSpacing(6)
        lines.addWidget(self.title)
        below = self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(8)
        below.addWidget(self.facts, 1)
        below.addLayout(self._build_tools(head))
        lines.addLayout(below)
        return head

    def _build_tools(self, head: QFrame) -> QHBoxLayout:
        """Make what stands beside the facts, or beneath them where the sheet is narrow."""
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.grade, alignment=Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.texts)
        named = label(self.texts.accessibleName())
        named.setParent(head)
        named.hide()
        name_by(named, self.texts)
        self.details.setAccessibleName("Details of the source")
        self.details.setProperty("look", "chip")
        below.addWidget(self.details)
        self.originals.setProperty("look", "chip")
        below.addWidget(self.originals)
        below.addStretch()
        return below

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where the sheet is narrow, put the facts on a line of their own, the original below."""
        super().resizeEvent(event)
        beside = self.width() > _WORDS_LEAST + _PAGES_LEAST
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.sides.orientation() != way:
            self.sides.setOrientation(way)
        narrow = self.width() < self._desk.theme.pixels(_NARROW)
        direction = QBoxLayout.Direction
        self._below.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _build_words(self) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # first: it shows what is added, in no window of its own
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.nothing)
        return words

    def _connect(self) -> None:
        self.bar.wanted.connect(self.wanted)
        self.text.chosen.connect(self._offer)
        self._desk.notation_changed.connect(self._show_head)
        self.text.verticalScrollBar().valueChanged.connect(self._place_bar)
        self.texts.activated.connect(self._pick_text)
        self.details.clicked.connect(self.details_wanted)
        self.find_bar.left.connect(self.leave_find)
        self.originals.clicked.connect(self.original_wanted)
        self.original.left.connect(self.original_wanted)
        self.nothing.first_chosen.connect(self.paste_wanted)

    # ---- showing -------------------------------------------------------------------------

    def show_source(self, source: int) -> None:
        """Show the first text of a source, or say that it has none; 0 shows nothing."""
        self._read(source)
        self._show_head()
        self._show(self._texts[0] if self._texts else None)

    def refresh(self, source: int) -> None:
        """Show the source as it is after a change; the text stays where it is read."""
        self._read(source)
        self._show_head()
        if self.text_id not in [text.id for text in self._texts]:
            self._show(self._texts[0] if self._texts else None)

    def show_text(self, text: int) -> None:
        """Show another text of the source."""
        for held in self._texts:
            if held.id == text != self.text_id:
                self._show(held)
                self.text_chosen.emit()

    def show_marks(self, marks: "Sequence[Mark]") -> None:
        """Paint the passages of quotes and claims."""
        self.text.show_marks(
            Highlight(*mark.span, COLOURS[mark.kind], lined=mark.kind == CLAIM) for mark in marks
        )

    def _read(self, source: int) -> None:
        self._entry = self._desk.run(partial(_entry, source)) if source else None
        self._texts = self._entry.texts if self._entry else ()

    def _show_head(self) -> None:
        entry = self._entry
        self._head.setVisible(entry is not None)
        if entry is None:
            self.original.show_files(())
            return
        source = entry.source
        self.title.setText(source.title)
        self.title.setLayoutDirection(direction_of(source.title))
        publisher = entry.made_by
        kind = terms.vocabulary("source_type").label(source.kind) if source.kind else ""
        facts = (source.reference, publisher, notation.date(source.published), kind)
        self.facts.setText(_DOT.join(isolated(fact) for fact in facts if fact))
        wear_badge(self.grade, "info")
        self.grade.setText(f"Grade {entry.reliability}" if entry.reliability else "")
        self.grade.setVisible(bool(entry.reliability))
        self.text.setAccessibleName(f"Text of {source.reference}")
        self._name_originals()
        self.texts.clear()
        self.texts.addItems([_name(at, text) for at, text in enumerate(self._texts, start=1)])
        self.texts.setVisible(len(self._texts) > 1)

    def _name_originals(self) -> None:
        """Say on the button whether there is an original; show it if its side is open."""
        files = self._entry.files if self._entry else ()
        shown = not self.original.isHidden()
        count = f" {len(files)}" if len(files) > 1 else ""
        self.originals.setText(f"Original{count}" if files else "Original…")
        name = "Hide the original" if shown else "Show the original"
        name = f"{name} (Ctrl+Shift+E)" if files or shown else "Attach original… (Ctrl+Shift+A)"
        self.originals.setAccessibleName(name)
        self.originals.setToolTip(plain_tip(name))
        self.originals.setCheckable(shown)
        self.originals.setChecked(shown)
        self.originals.setVisible(bool(files) or shown or self._desk.can_edit)
        if shown:
            self.original.show_files(files, offers_text=not self._texts)

    def show_original(self, *, shown: bool) -> None:
        """Show or hide the side of the original."""
        self.original.setVisible(shown)
        if not shown:
            self.original.show_files(())
        self._name_originals()

    def show_editable(self) -> None:
        """Offer what can be done now."""
        self.nothing.first.setEnabled(self._desk.can_edit)
        self._name_originals()
        self.original.show_editable()
        self._place_bar()

    @property
    def has_original(self) -> bool:
        """Whether a file is attached to the source."""
        return self._entry is not None and bool(self._entry.files)

    def _show(self, text: Text | None) -> None:
        self.bar.hide()
        body = self._desk.run(partial(_body, text.sha256)) if text is not None else None
        self.text_id = text.id if text is not None and body is not None else 0
        self.text.show_body(Body(body or ""))
        self.find_bar.take_body()
        if text is not None:
            self.texts.setCurrentIndex(self._texts.index(text))
        self._stack.setCurrentWidget(self.text if body is not None else self.nothing)
        self.nothing.first.setVisible(self._entry is not None)
        self.nothing.first.setEnabled(self._desk.can_edit)
        if self._entry is None:
            self.nothing.say("Nothing to read", "Choose a source in the list.")
        else:
            self.nothing.say(
                "This source has no text yet",
                "Copy the article, then paste it here. It is kept as it is, and every quote and"
                " claim leads back to its words.",
            )

    def _pick_text(self, at: int) -> None:
        self.show_text(self._texts[at].id)

    def begin_find(self) -> None:
        """Look for words in the text."""
        if self.text_id:
            self.find_bar.begin()

    def leave_find(self) -> None:
        """Go back to the text, where what was found last is selected and can be made into more."""
        self.find_bar.hide()
        self.text.show_found(())
        self.text.setFocus()
        if self.text.selected() is not None:
            self._offer()

    # ---- selection -----------------------------------------------------------------------

    def select(self, start: int, end: int) -> None:
        """Show a passage that was made into something before; no bar asks what to make of it."""
        self._offered = False
        self.text.select(start, end)
        self._place_bar()

    def _offer(self) -> None:
        self._offered = True
        self._place_bar()

    def _place_bar(self) -> None:
        """Show the bar by the words the user selected while they are on the screen."""
        passage = self.text.selected() if self._offered else None
        if passage is None:
            self.bar.hide()
            return
        shift = self.text.viewport().pos()
        first = self.text.place_of(passage[0]).translated(shift)
        last = self.text.place_of(passage[1]).translated(shift)
        room = QRect(QPoint(0, 0), self.text.size())
        if last.bottom() < room.top() or first.top() > room.bottom():
            self.bar.hide()
        else:
            self.bar.show_at(first, last, room)

    def citation(self, start: int, end: int) -> str:
        """Words of a passage with where they stand, to be pasted elsewhere."""
        if self._entry is None:
            return ""
        source, body = self._entry.source, self.text.body.text
        publisher = self._entry.made_by
        page = anchors.page_at(body, start)
        place = f"p. {page}" if page else f"¶{anchors.paragraph_at(body, start)}"
        title = f"“{source.title}”"
        at = f"{source.reference} {place}"
        facts = (publisher, title, source.published.words(), source.url, at)
        words = " ".join(body[start:end].split())
        return f"“{words}” ({', '.join(fact for fact in facts if fact)})"


def _name(at: int, text: Text) -> str:
    made = terms.vocabulary("made_by").label(text.made_by) if text.made_by else ""
    tongue = terms.vocabulary("language").label(text.language) if text.language else ""
    return ", ".join(part for part in (f"Text {at}", made.lower(), tongue) if part)


def _entry(source: int, case: "Case") -> Entry | None:
    from dossier.case import listing

    held = case.get_many(Source, [source]).get(source)
    if held is None or held.deleted_at:
        return None
    publisher = case.get_many(Actor, [held.publisher or 0]).get(held.publisher or 0)
    grade = str(listing.reliability(held, publisher) or "")
    texts = case.children(Text, "source", [source])[source]
    files = case.children(Attachment, "source", [source])[source]
    return Entry(held, publisher, grade, tuple(texts), tuple(files))


def _body(sha256: str, case: "Case") -> str:
    return case.text_body(sha256)
