"""The original beside the text: pages of a PDF, a picture, or the words of a file, untouched."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.errors import DossierError
from dossier.model.records import Attachment
from dossier.ui.actions import Actions, Command
from dossier.ui.briefs.strip import Strip
from dossier.ui.briefs.view import PdfView
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Picker
from dossier.ui.lists.empty import EmptyState
from dossier.ui.prompts import label, plain_tip, wear_badge
from dossier.ui.reader.loading import Loader, Shown, is_words

_WORDS = 2_000_000  # characters of a text file that are shown
_KILO = 1024
_TEXTS = ("application/pdf", "text/plain")  # types of which the text can be taken
_DOT = "  ·  "


class OriginalPane(QWidget):
    """Shows one file of a source. The signals carry nothing but what is wanted, and its file.

    `custody_wanted` carries the id of the file: its form holds its chain of custody.
    """

    attach_wanted = Signal()
    save_wanted = Signal(object)
    text_wanted = Signal(object)
    trash_wanted = Signal(object)
    custody_wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: tuple[Attachment, ...] = ()
        self.shown: Shown | None = None
        self._offers_text = False
        self.picker = Picker("Which original")
        self.facts = label("", "small", wrap=True)
        self.proof = label()
        self.proof.setProperty("badge", "plain")
        self.view = PdfView(desk.theme)
        self.view.setAccessibleName("Original")
        self.strip = Strip(desk, actions, self.view)
        self.words = QPlainTextEdit()
        self.nothing = EmptyState(desk.icons, "file-text", first="Attach original…")
        self.trouble = EmptyState(desk.icons, "triangle-alert", first="Save the original as…")
        self.stack = QStackedWidget()
        self.loader = Loader(desk, self)
        self.take_text = self._button("Take its text", "file-text")
        self.save = self._button("Save the original as…", "download", words=False)
        self.more = self._button("Attach another original…", "plus", words=False)
        self.trash = self._button("Move this original to the trash", "trash-2", words=False)
        self.custody = self._button("Chain of custody…", "shield-check", words=False)
        self.close_ = self._button("Hide the original", "x", words=False)
        self._build()
        self._connect()
        self.show_files(())

    def _button(self, words_: str, icon: str, *, words: bool = True) -> QToolButton:
        made = QToolButton()
        made.setText(words_)
        made.setAccessibleName(words_)
        made.setToolTip(plain_tip(words_))
        made.setIcon(self._desk.icons.icon(icon))
        style = Qt.ToolButtonStyle
        made.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        return made

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("Original, as the text it consists of")
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 8, 6)
        head.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.picker, 1)
        line.addStretch()
        for button in (self.custody, self.save, self.trash, self.more, self.close_):
            line.addWidget(button)
        head.addLayout(line)
        below = QHBoxLayout()
        below.addWidget(self.facts, 1)
        below.addWidget(self.proof, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(below)
        head.addWidget(self.take_text, alignment=Qt.AlignmentFlag.AlignLeading)
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        self._pages = pages
        for widget in (pages, self.words, self.nothing, self.trouble):
            self.stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.picker.activated.connect(self._pick)
        self.loader.loaded.connect(self._show)
        self.loader.refused.connect(self._refuse)
        self.view.renderer.failed.connect(self._refuse)
        self.nothing.first_chosen.connect(self.attach_wanted)
        self.more.clicked.connect(self.attach_wanted)
        self.trouble.first_chosen.connect(self._save)
        self.save.clicked.connect(self._save)
        self.take_text.clicked.connect(self._take_text)
        self.trash.clicked.connect(self._trash)
        self.custody.clicked.connect(self._show_custody)
        self.close_.clicked.connect(self.left)
        self._desk.theme.changed.connect(self.strip.measure)
        self.strip.measure()

    # ---- showing

    def show_files(self, files: Sequence[Attachment], *, offers_text: bool = False) -> None:
        """Show the files of a source, the one on screen first; `offers_text`: it has no text."""
        held = self.current
        same = files and tuple(files) == self.files
        self.files, self._offers_text = tuple(files), offers_text
        for widget in (self.picker, self.custody, self.save, self.facts, self.proof):
            widget.setVisible(bool(files))
        self.show_editable()
        if same:
            return
        self.picker.clear()
        self.picker.addItems([file.file_name for file in files])
        if not files:
            self._show_nothing()
            return
        at = next((i for i, file in enumerate(files) if held and file.id == held.id), 0)
        self.picker.setCurrentIndex(at)
        self._pick(at)

    def show_editable(self) -> None:
        """Offer what can be done now: nothing is changed while a long edit runs, or read-only."""
        editable, shown = self._desk.can_edit, self.shown
        for button in (self.more, self.trash):
            button.setVisible(bool(self.files) and editable)
        self.nothing.first.setVisible(editable)
        kind = shown.attachment.media_type if shown is not None and shown.intact else ""
        self.take_text.setVisible(kind in _TEXTS and self._offers_text and editable)

    @property
    def current(self) -> Attachment | None:
        """File that is picked."""
        at = self.picker.currentIndex()
        return self.files[at] if 0 <= at < len(self.files) else None

    def _show_nothing(self) -> None:
        self.loader.stop()
        self.shown = None
        self.view.clear()
        self.show_editable()
        self.nothing.say(
            "No original yet",
            "Attach the file that this source came as: a PDF, a picture, a saved page. You can"
            " also drop it here. It is kept untouched, under its hash."
            if self._desk.can_edit
            else "No file is attached to this source. The case is open read-only.",
        )
        self.stack.setCurrentWidget(self.nothing)

    def _pick(self, at: int) -> None:
        file = self.files[at]
        self.shown = None
        self.view.clear()
        self.words.setPlainText("")
        self.show_editable()
        self.facts.setText(facts(file))
        self.facts.setToolTip(plain_tip(custody(file)))
        self._prove("plain", "Reading…")
        self.stack.setCurrentWidget(self._pages)
        self.loader.load(file)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        file = shown.attachment
        if not shown.intact:
            self._prove("bad", "Changed")
            self._say(
                "This file is not what was attached",
                f"Its bytes no longer have the SHA-256 {file.sha256[:12]}…: they were changed"
                " outside Dossier. Verify the case, and compare with a backup.",
            )
            return
        self._prove("ok", "Unchanged")
        if shown.sizes:
            self.view.show_pdf(shown.data, shown.sizes, shown.opener)
            self.stack.setCurrentWidget(self._pages)
        elif is_words(file.media_type):
            self.words.setPlainText(shown.data.decode("utf-8", "replace")[:_WORDS])
            self.stack.setCurrentWidget(self.words)
        else:
            kind = file.media_type or "an unknown type"
            self._say("This file is kept, and cannot be shown here", f"It is of {kind}.")
        self.show_editable()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, DossierError):
            raise error
        if self.shown is None:
            self._prove("warn", "Not shown")
        self._say(error.message, error.hint)

    def _say(self, title: str, words: str) -> None:
        self.trouble.say(title, words)
        self.stack.setCurrentWidget(self.trouble)

    def _prove(self, badge: str, words: str) -> None:
        """Say how the bytes compare with those that were attached."""
        wear_badge(self.proof, badge)
        self.proof.setText(words)
        self.proof.setAccessibleName(f"Compared with its hash: {words.lower()}")

    def zoom(self, command: Command) -> None:
        """Show the pages larger, smaller, or as wide as the room."""
        if self.shown is not None and self.shown.sizes:
            steps = {Command.ZOOM_IN: 1, Command.ZOOM_OUT: -1}.get(command)
            if steps is None:
                self.view.set_zoom(0)
            else:
                self.view.zoom_by(steps)

    # ---- what is wanted

    def _save(self) -> None:
        if self.current is not None:
            self.save_wanted.emit(self.current)

    def _trash(self) -> None:
        if self.current is not None:
            self.trash_wanted.emit(self.current)

    def _show_custody(self) -> None:
        if self.current is not None:
            self.custody_wanted.emit(self.current.id)

    def _take_text(self) -> None:
        if self.shown is not None:
            self.text_wanted.emit(self.shown)


def facts(file: Attachment) -> str:
    """What is known of a file at a glance: type, size, how its hash begins."""
    kind = file.media_type.partition("/")[2].upper()
    return _DOT.join(part for part in (kind, _size(file.size or 0), _hash(file)[:18] + "…") if part)


def _size(size: int) -> str:
    return f"{size / _KILO**2:,.1f} MB" if size >= _KILO**2 else f"{max(1, size // _KILO):,} KB"


def _hash(file: Attachment) -> str:
    return f"SHA-256 {file.sha256}"


def custody(file: Attachment) -> str:
    """How a file came here, when and by whom, and its whole hash."""
    who = f" by {file.captured_by}" if file.captured_by else ""
    came = f"{file.captured_how or 'Attached'}{who}, {file.captured_at}"
    return f"{file.file_name}\n{came}\n{_hash(file)}"
