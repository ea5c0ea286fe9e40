"""Inputs for the options of a brief: each is made from what describes the option."""

import functools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QIntValidator, QPixmap, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.brief.house import is_colour, pale
from dossier.brief.options import Offer, Option, OptionType, Value, tidied
from dossier.ui.briefs.reference import ReferenceLine
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line, Picker, Prose
from dossier.ui.forms.tick import Tick
from dossier.ui.prompts import PathQuestion, label, name_by, plain_tip

_GAP = 4
_SWATCH = 16
_FILES = "Files (*.png *.jpg *.jpeg *.ttf *.otf);;All files (*)"


class Input(QWidget):
    """One option on the screen. `changed` follows a change by the user."""

    changed = Signal()

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__()
        self.option = option
        self.desk = desk
        if option.hint:
            self.setToolTip(plain_tip(option.hint))

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what there is to choose from; words are free."""

    def stops(self) -> list[QWidget]:
        """Give the widgets that take the focus."""
        proxy = self.focusProxy()
        return [proxy] if proxy else []

    def load(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError

    def value(self) -> Value:
        """Give the value."""
        raise NotImplementedError

    def house(self, widget: QWidget, *below: QWidget) -> None:
        """Put a widget beneath its label."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        heading = label(self.option.label, "field")
        column.addWidget(heading)
        column.addWidget(widget)
        for more in below:
            column.addWidget(more)
        name_by(heading, widget)
        widget.setAccessibleDescription(self.option.hint)
        self.setFocusProxy(widget)


class WordsInput(Input):
    """Words in one line."""

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__(option, desk)
        self.line = Line(option.label)
        self.line.setPlaceholderText(option.empty or str(option.default or ""))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.changed)
        self.house(self.line)

    def load(self, value: Value) -> None:
        """Show words."""
        self.line.load(str(value or ""))

    def value(self) -> Value:
        """Give the words; none stand for those that are the default."""
        return tidied(self.line.text()).strip()


class NumberInput(WordsInput):
    """A whole number; one that is not allowed counts as not typed yet."""

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__(option, desk)
        self._kept = option.default
        self.line.setValidator(QIntValidator(option.least, option.most, self))

    def load(self, value: Value) -> None:
        """Show a number."""
        self._kept = value
        self.line.load(str(value))

    def value(self) -> Value:
        """Give the number."""
        typed = self.line.text()
        if self.line.hasAcceptableInput():
            self._kept = int(typed)
        return self._kept


class ProseInput(Input):
    """Paragraphs of one's own, with the references that lead them back to sources."""

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__(option, desk)
        self.prose = Prose(option.label)
        self.prose.edited.connect(self.changed)
        self.reference = ReferenceLine(desk, self.prose)
        self.house(self.prose, self.reference)

    def stops(self) -> list[QWidget]:
        """Give text and reference."""
        return [self.prose, self.reference]

    def load(self, value: Value) -> None:
        """Show paragraphs."""
        self.prose.load(str(value or ""))

    def value(self) -> Value:
        """Give the paragraphs."""
        return tidied(self.prose.words(), lines=True)


class ChoiceInput(Input):
    """One of several values."""

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__(option, desk)
        self.picker = Picker(option.label)
        self.offer(option.offers)
        self.picker.currentIndexChanged.connect(self.changed)
        self.house(self.picker)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what there is to choose from; the choice stays."""
        chosen = self.value()
        self.picker.clear()
        for offer in offers:
            self.picker.addItem(offer.label, offer.value)
            at = self.picker.count() - 1
            if offer.hint:
                self.picker.setItemData(at, plain_tip(offer.hint), Qt.ItemDataRole.ToolTipRole)
            model = self.picker.model()
            if isinstance(model, QStandardItemModel):
                model.item(at).setEnabled(not offer.refused)
        self.load(chosen)

    def load(self, value: Value) -> None:
        """Choose a value; one that is not offered is shown as it is."""
        at = self.picker.findData(value) if value is not None else 0
        if at < 0:
            self.picker.addItem(str(value), value)
            at = self.picker.count() - 1
        self.picker.setCurrentIndex(at)

    def value(self) -> Value:
        """Give the value chosen."""
        found = self.picker.currentData()
        return None if found is None else str(found)


class TickInput(Input):
    """Yes or no."""

    def __init__(self, option: Option, desk: Desk) -> None:
        super().__init__(option, desk)
        self.box = Tick(option.label.replace("&", "&&"))
        self.box.setAccessibleName(option.label)
        self.box.setAccessibleDescription(option.hint)
        self.box.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    def load(self, value: Value) -> None:
        """Set the tick or take it away."""
        self.box.setChecked(bool(value))

    def value(self) -> Value:
        """Whether there is a tick."""
        return self.box.isChecked()


class FileInput(WordsInput):
    """The path of a file, typed or chosen."""

    def house(self, widget: QWidget, *below: QWidget) -> None:
        """Put a button that opens the dialog beside the line."""
        browse = QToolButton()
        browse.setIcon(self.desk.icons.icon("folder-open"))
        browse.setAccessibleName(f"Choose: {self.option.label}")
        browse.setToolTip(plain_tip("Choose a file"))
        browse.clicked.connect(self._ask)
        self._browse = browse
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(widget, 1)
        row.addWidget(browse)
        super().house(pair, *below)
        self.setFocusProxy(widget)

    def stops(self) -> list[QWidget]:
        """Give line and button."""
        return [self.line, self._browse]

    def _ask(self) -> None:
        case = self.desk.case
        start = case.path if case else self.desk.settings.folder
        asked = PathQuestion(title=self.option.label, kinds=_FILES, suffix="", start=start)
        self.desk.prompts.ask_path(asked, lambda path: self.line.setText(str(path)))


class ColourInput(WordsInput):
    """A colour as #RRGGBB, shown, and with a word if it is too pale for paper."""

    def __init__(self, option: Option, desk: Desk) -> None:
        self.remark = label("", "warn", wrap=True)
        super().__init__(option, desk)
        self.line.textChanged.connect(self._show)
        self._show()

    def house(self, widget: QWidget, *below: QWidget) -> None:
        """Put the word about the colour below."""
        super().house(widget, self.remark, *below)

    def _show(self) -> None:
        colour = self.line.text().strip()
        self.remark.setText(pale(colour) if colour else "")
        self.remark.setVisible(bool(self.remark.text()))
        if is_colour(colour or self.option.empty):
            shown = QPixmap(_SWATCH, _SWATCH)
            shown.fill(QColor(colour or self.option.empty))
            self._shown.setIcon(QIcon(shown))

    def value(self) -> Value:
        """Give the colour; one that is not typed to its end counts as none."""
        colour = self.line.text().strip()
        return colour if is_colour(colour) else ""

    @functools.cached_property
    def _shown(self) -> QAction:
        position = Line.ActionPosition.LeadingPosition
        return self.line.addAction(QIcon(), position)


_INPUTS: Mapping[OptionType, type[Input]] = {
    OptionType.LINE: WordsInput,
    OptionType.PROSE: ProseInput,
    OptionType.TICK: TickInput,
    OptionType.NUMBER: NumberInput,
    OptionType.CHOICE: ChoiceInput,
    OptionType.MARK: ChoiceInput,
    OptionType.FILE: FileInput,
    OptionType.COLOUR: ColourInput,
}


def make_input(option: Option, desk: Desk) -> Input:
    """Make the input that an option asks for, showing its default."""
    made = _INPUTS[option.type](option, desk)
    made.load(option.default)
    return made
