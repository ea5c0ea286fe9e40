"""Controls for values as reported: words are typed, and their sense is shown beneath."""

from typing import Any

from PySide6.QtWidgets import QWidget

from dossier.errors import DossierError
from dossier.model import counts, dates, positions
from dossier.model.codecs import Position
from dossier.model.counts import Count
from dossier.model.dates import Reading, Reported, TimeOfDay
from dossier.model.field import Field
from dossier.ui import notation
from dossier.ui.forms.texts import LineControl
from dossier.ui.notation import number


class DateControl(LineControl):
    """A date in any words. Words that are not understood are stored all the same."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setPlaceholderText("22 June 2021")
        self._stored = Reported()
        self._picked: Reported | None = None

    def load(self, value: Any) -> None:
        """Show the words of the source; a date that has none is put in words."""
        self._stored = value
        self._picked = None
        self.line.load(value.stated or value.words())

    def value(self) -> Any:
        """Words, and the date they mean if they are understood."""
        if not self.line.touched():
            return self._stored
        words = self.line.words()
        if self._picked is not None and self._picked.stated == words:
            return self._picked
        reading = dates.read(words)
        return Reported(words, reading.edtf.text if reading.edtf else None)

    def entered(self) -> Any:
        """Words as typed, and the date that was picked for their meaning."""
        picked = self._picked
        settled = picked is not None and picked.stated == self.line.words()
        return [self.line.text(), picked.edtf if picked is not None and settled else None]

    def enter(self, entered: Any) -> None:
        """Put the typed words back, and their meaning if it was picked."""
        words, picked = entered
        self.line.setText(words)
        if picked is not None:
            self.repair(str(picked))

    def remark(self) -> str:
        """Say what was understood: "Tuesday, 22 June 2021 · 2021-06-22", or what is unclear."""
        value, note = self.value(), self._reading().note
        date = value.date
        if date is None:
            return note
        sense = f"{notation.current().edtf(date, weekday=True)} · {date.text}"
        return f"{sense}. {note}" if note else sense

    def doubtful(self) -> bool:
        """Whether words were not understood, or not without a doubt."""
        value = self.value()
        return bool(value.stated) and (value.date is None or bool(self._reading().note))

    def repairs(self) -> tuple[str, ...]:
        """Give the dates that the words may have been meant for, as EDTF."""
        return self._reading().repairs

    def repair(self, repair: str) -> None:
        """Take one of them for the meaning of the words, which stay as they are."""
        self._picked = Reported(self.line.words(), repair)
        if not self.line.touched():
            self._stored = self._picked

    def _reading(self) -> Reading:
        """Read the words, unless their meaning was settled before."""
        value = self.value()
        settled = value is self._picked or (value is self._stored and value.edtf is not None)
        return Reading(None) if settled else dates.read(value.stated)


class TimeControl(LineControl):
    """A time of day in any words."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setPlaceholderText("about 9 a.m.")
        self._stored = TimeOfDay()

    def load(self, value: Any) -> None:
        """Show the words of the source, else the clock time."""
        self._stored = value
        self.line.load(value.stated or value.clock or "")

    def value(self) -> Any:
        """Words, and the clock time they name if they do."""
        return TimeOfDay.of(self.line.words()) if self.line.touched() else self._stored

    def remark(self) -> str:
        """Say the clock time that was understood."""
        value = self.value()
        if value.clock:
            return str(value.clock).replace("/", "\u2013")
        return "No clock time; the words are kept." if value.stated else ""


class CountControl(LineControl):
    """A count as reported, such as "134" or "more than 130"."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setPlaceholderText("more than 130")
        self._stored: Count | None = None

    def load(self, value: Any) -> None:
        """Show the count in words."""
        self._stored = value
        self.line.load(counts.words(value) if value is not None else "")

    def value(self) -> Any:
        """Qualifier and bounds of the words; None if there are none."""
        return counts.read(self.line.words()) if self.line.touched() else self._stored

    def problem(self) -> str:
        """Say that there is no number in the words."""
        words = self.line.words()
        if not words or self.value() is not None:
            return ""
        return f"“{words}” is not understood as a count. Write 134, more than 130, or 10 to 12."

    def remark(self) -> str:
        """Say the least and the most that the words allow."""
        value = self.value()
        if value is None:
            return ""
        low, high = value.interval
        if high is None:
            return f"{number(low)} or more" if low else "No number given"
        return "" if low == high else f"{number(low)} to {number(high)}"


class PositionControl(LineControl):
    """Latitude and longitude, in whatever notation they were copied."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setPlaceholderText("37.18, 68.61")
        self._stored: Position | None = None

    def load(self, value: Any) -> None:
        """Show decimal degrees."""
        self._stored = value
        self.line.load(positions.words(value) if value is not None else "")

    def value(self) -> Any:
        """Degrees; None if there are none, or they are not understood."""
        if not self.line.touched():
            return self._stored
        try:
            return positions.read(self.line.words()) if self.line.words() else None
        except DossierError:
            return None

    def problem(self) -> str:
        """Say why it is no position."""
        if not self.line.touched() or not self.line.words():
            return ""
        try:
            positions.read(self.line.words())
        except DossierError as error:
            return str(error)
        return ""

    def remark(self) -> str:
        """Say in decimal degrees what was understood of another notation."""
        value = self.value()
        words = positions.words(value) if value is not None else ""
        return words if words != self.line.words() else ""
