"""Controls that offer a list: words of a vocabulary, countries, languages, time zones."""

import functools
import re
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from dossier.model import terms
from dossier.model.field import Field
from dossier.ui.forms.control import Control
from dossier.ui.forms.inputs import Line, Picker
from dossier.ui.prompts import plain_tip

LANGUAGES = "language"
# a well-formed language tag, without the grandfathered ones (BCP 47, RFC 5646 section 2.1)
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: what is stored, what is shown, what it means."""

    key: str
    label: str
    meaning: str = ""


def vocabulary_choices(name: str) -> tuple[Choice, ...]:
    """Words of a vocabulary that are in use, in its order."""
    words = terms.vocabulary(name).offered
    return tuple(Choice(word.key, word.label, word.definition) for word in words)


@functools.cache
def zone_choices() -> tuple[Choice, ...]:
    """Time zones of the IANA database by name."""
    return tuple(Choice(name, name) for name in sorted(zoneinfo.available_timezones()))


def is_language_tag(text: str) -> bool:
    """Whether a text is a well-formed language tag."""
    return _TAG.fullmatch(text) is not None


class TermControl(Control):
    """A word from a short list; each carries its definition as a tooltip."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.picker = Picker(field.label)
        self.picker.setPlaceholderText("Choose …")
        if not field.required:
            self.picker.addItem("–", "")
        fill(self.picker, vocabulary_choices(field.vocabulary))
        self.picker.setCurrentIndex(-1 if field.required else 0)
        self.picker.activated.connect(self.edited)
        self.picker.left.connect(self.leave)
        self.house(self.picker)

    def load(self, value: Any) -> None:
        """Show a word. One that the list lacks or has retired is shown as it is, not lost."""
        if value and self.picker.findData(value) < 0:
            words = terms.vocabulary(self.field.vocabulary)
            self.picker.addItem(words.label(value), value)
        self.picker.setCurrentIndex(self.picker.findData(value))

    def value(self) -> Any:
        """Key of the word; "" if there is none."""
        return self.picker.currentData() or ""


class SearchedControl(Control):
    """A key from a long list that is found by typing a part of its label."""

    def __init__(
        self, field: Field, choices: Iterable[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        self._stored = ""
        self._labels: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.picker = Picker(field.label)
        self._make_searchable()
        self.offer(choices)
        self.house(self.picker)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer these choices, instead of those before; what stands in the line stays."""
        words = self._line().text()
        self.picker.clear()
        self.picker.addItem("", "")
        offered = tuple(choices)
        fill(self.picker, offered)
        self._line().setText(words)
        self._labels = {choice.key: choice.label for choice in reversed(offered)}
        self._keys = {choice.key.casefold(): choice.key for choice in reversed(offered)}
        self._keys |= {choice.label.casefold(): choice.key for choice in reversed(offered)}

    def _make_searchable(self) -> None:
        line = Line(self.field.label)
        self.picker.setEditable(True)
        self.picker.setLineEdit(line)
        self.picker.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.picker.model(), self.picker)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(12)
        self.picker.setCompleter(completer)
        line.setPlaceholderText("Type to search")
        line.textEdited.connect(self.edited)
        line.returnPressed.connect(self.leave)
        self.picker.activated.connect(self.edited)
        self.picker.left.connect(self.leave)

    def load(self, value: Any) -> None:
        """Show the label of a key; a key that the list lacks stands for itself."""
        self._stored = value
        self._line().load(self._labels.get(value, value))

    def _line(self) -> Line:
        line = self.picker.lineEdit()
        assert isinstance(line, Line)  # noqa: S101 - set above; Qt's type is wider
        return line

    def value(self) -> Any:
        """Key that was loaded, or that the typed words mean."""
        if not self._line().touched():
            return self._stored
        words = self._line().text().strip()
        return self._keys.get(words.casefold(), words)

    def problem(self) -> str:
        """Say that the list has no such entry."""
        key = self.value()
        if not key or key == self._stored or key in self._labels or self.accepts(key):
            return ""
        return f"“{key}” is not in the list. Choose an entry of it."

    def accepts(self, key: str) -> bool:
        """Whether a key that is not in the list may be stored all the same."""
        return self.field.vocabulary == LANGUAGES and is_language_tag(key)

    def entered(self) -> Any:
        """Words as typed."""
        return self._line().text()

    def enter(self, entered: Any) -> None:
        """Put the typed words back."""
        self._line().setText(entered)


class LanguagesControl(Control):
    """Several languages, as tags separated by commas, with their names beneath."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._stored: tuple[str, ...] = ()
        self.line = Line(field.label)
        self.line.setPlaceholderText("en, ru, fa-AF")
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.leave)
        self.house(self.line)

    def load(self, value: Any) -> None:
        """Show the tags in their order."""
        self._stored = value
        self.line.load(", ".join(value))

    def value(self) -> Any:
        """Tags in the order they were entered."""
        if not self.line.touched():
            return self._stored
        parts = re.split(r"[,;\s]+", self.line.text())
        return tuple(dict.fromkeys(part for part in parts if part))

    def problem(self) -> str:
        """Name the first part that is no language tag."""
        wrong = next((tag for tag in self.value() if not is_language_tag(tag)), "")
        return f"“{wrong}” is no language tag, such as en or fa-AF." if wrong else ""

    def remark(self) -> str:
        """Names of the languages."""
        known = terms.vocabulary(LANGUAGES)
        return ", ".join(known.label(tag) for tag in self.value())

    def entered(self) -> Any:
        """Words as typed."""
        return self.line.text()

    def enter(self, entered: Any) -> None:
        """Put the typed words back."""
        self.line.setText(entered)


def fill(picker: QComboBox, choices: Iterable[Choice]) -> None:
    """Add choices to a list, each with its meaning as a tooltip."""
    for choice in choices:
        picker.addItem(choice.label, choice.key)
        if choice.meaning:
            at = picker.count() - 1
            picker.setItemData(at, plain_tip(choice.meaning), Qt.ItemDataRole.ToolTipRole)
