"""What an analyst does in an hour, gesture after gesture in the real window: CASE FOLDER [ROUNDS].

Each gesture is an event of the loop, and so is the next one, once the window is at rest. A watch
tells how long the loop was away, and during which gesture; the longest go to standard error. What
is made on the first visit of a page is made in the first round, which is told by itself; from then
on every round counts.
Between gestures a piece of work, always the same, is timed: `pace` is how many times its quickest
it took just before the longest gap, for a machine that is shared is at times half as fast.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from benchmarks.measure import peak_megabytes, report, say
from benchmarks.ticks import Ticks
from dossier.brief.spec import Spec
from dossier.ui import application, fonts
from dossier.ui.actions import Command
from dossier.ui.briefs.options import remember
from dossier.ui.lists.page import RecordPage
from dossier.ui.settings import Settings
from dossier.ui.window import Window

Script = Iterator[str]

_LISTS = (
    Command.GO_INCIDENTS,
    Command.GO_SOURCES,
    Command.GO_QUOTES,
    Command.GO_ACTORS,
    Command.GO_PLACES,
)
_WORDS = ("bridge", "мост", "سرباز", "asad", "kunduz")
_REST_MS, _LONGEST = 30, 20.0  # milliseconds between gestures; seconds that one may take


class Analyst(QObject):
    """Plays a script in a window: the next gesture follows when nothing is asked or running."""

    def __init__(self, window: Window, script: Script, ticks: Ticks) -> None:
        super().__init__(window)
        self._window, self._script, self._ticks = window, script, ticks
        self.waits: dict[str, float] = {}  # seconds until a gesture was done with
        self._since = time.monotonic()
        self.done = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_REST_MS)

    def _go_on(self) -> None:
        waited = time.monotonic() - self._since
        if self._is_busy() and waited < _LONGEST:
            return
        held = self.waits.get(self._ticks.gesture, 0.0)
        self.waits[self._ticks.gesture] = max(held, waited)
        self._since = time.monotonic()
        self._ticks.begin("rest")
        self._ticks.try_pace()
        try:
            gesture = next(self._script)
        except StopIteration:
            self.done = True
            self._timer.stop()
            return
        self._since = time.monotonic()
        del gesture

    def _is_busy(self) -> bool:
        desk = self._window._desk
        lanes = desk.asking._lanes.values()
        return any(lane.wanted for lane in lanes) or bool(self._window.jobs.running)


class Hour:
    """The gestures. Each is begun by name, and ends with a `yield`."""

    def __init__(self, window: Window, ticks: Ticks) -> None:
        self._window, self._ticks = window, ticks
        self.first = 0.0  # the longest gap of the first round, in milliseconds

    def script(self, rounds: int) -> Script:
        """Give everything, once to visit each page first and so many times more."""
        for number in range(rounds + 1):
            if number == 1:
                self.first = self._ticks.share(1)
                self._tell("the first visits")
            if number <= 1:
                self._ticks.forget()
            yield from self._lists()
            yield from self._search()
            yield from self._edit()
            yield from self._read()
            yield from self._print()
        self._ticks.stop()
        self._tell("later")

    def _tell(self, when: str) -> None:
        for gap in self._ticks.worst(10):
            away = f"{gap.waited:7.1f} ms away, {gap.worked:7.1f} at work"
            say(f"{away}, {gap.pace:.2f} for the piece: {gap.gesture}, {when}")

    def _begin(self, gesture: str) -> str:
        self._ticks.begin(gesture)
        return gesture

    @property
    def _page(self) -> RecordPage:
        assert self._window.workbench is not None
        shown = self._window.workbench.pages.records
        assert shown is not None
        return shown

    def _do(self, command: Command) -> Script:
        name = self._begin(command.value)
        self._window.actions_.get(command).trigger()
        yield name

    def _type(self, gesture: str, widget: QWidget, words: str) -> Script:
        for letter in words:
            name = self._begin(gesture)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # QTest knows the keys of ASCII alone
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)
            yield name

    def _key(self, gesture: str, widget: QWidget, key: Qt.Key, count: int = 1) -> Script:
        for _ in range(count):
            name = self._begin(gesture)
            QTest.keyClick(widget, key)
            yield name

    # ---- lists

    def _lists(self) -> Script:
        for command in _LISTS:
            yield from self._do(command)
            page, kind = self._page, self._page.kind.name
            yield from self._key(f"{kind}: next row", page.table, Qt.Key.Key_Down, 5)
            yield from self._key(f"{kind}: next screen", page.table, Qt.Key.Key_PageDown, 5)
            yield from self._key(f"{kind}: last row", page.table, Qt.Key.Key_End)
            yield from self._key(f"{kind}: first row", page.table, Qt.Key.Key_Home)
            yield from self._drag(page)
            yield from self._sort(page)
            yield from self._filter(page)

    def _drag(self, page: RecordPage) -> Script:
        bar = page.table.verticalScrollBar()
        for part in range(1, 9):
            name = self._begin(f"{page.kind.name}: drag the scroll bar")
            bar.setValue(bar.maximum() * part // 9)
            yield name

    def _sort(self, page: RecordPage) -> Script:
        head = page.table.horizontalHeader()
        for at, column in enumerate(page.model.columns):
            for way in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                if column.sort and not page.table.isColumnHidden(at):
                    name = self._begin(f"{page.kind.name}: sort by {column.sort}")
                    head.setSortIndicator(at, way)
                    yield name
        name = self._begin(f"{page.kind.name}: usual order")
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        yield name

    def _filter(self, page: RecordPage) -> Script:
        for word in _WORDS[:3]:
            yield from self._type(f"{page.kind.name}: filter", page.filter_box, word)
            name = self._begin(f"{page.kind.name}: clear the filter")
            page.filter_box.clear()
            yield name
        for key, chip in page.filters.chips.items():
            if chip.isVisible():
                name = self._begin(f"{page.kind.name}: open the filter by {key}")
                chip.click()
                yield name
                name = self._begin(f"{page.kind.name}: choose a filter")
                if page.filters.popup is not None:
                    QTest.keyClick(page.filters.popup.list, Qt.Key.Key_Return)
                yield name
                name = self._begin(f"{page.kind.name}: clear all filters")
                page.clear_filter()
                yield name

    # ---- search

    def _search(self) -> Script:
        for word in _WORDS:
            yield from self._do(Command.SEARCH)
            palette = self._window._palette
            assert palette is not None
            yield from self._type("palette: type", palette.line, word)
            yield from self._key("palette: look through all", palette.line, Qt.Key.Key_Return)
            yield from self._key("palette: next", palette.line, Qt.Key.Key_Down, 3)
            if word != _WORDS[-1]:
                yield from self._key("palette: leave", palette.line, Qt.Key.Key_Escape)
                continue
            yield from self._key("palette: go there", palette.line, Qt.Key.Key_Return)

    # ---- editing

    def _edit(self) -> Script:
        for command in (Command.GO_INCIDENTS, Command.GO_QUOTES):
            yield from self._do(command)
            page = self._page
            yield from self._key(f"{page.kind.name}: next row", page.table, Qt.Key.Key_Down, 2)
            yield from self._rename(page.kind.name)
            yield from self._do(Command.UNDO)
            yield from self._do(Command.REDO)
        yield from self._do(Command.GO_INCIDENTS)
        page = self._page
        name = self._begin("incident: sort by title")
        page.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
        yield name
        yield from self._rename("sorted incident")
        yield from self._do(Command.NEW_INCIDENT)
        yield from self._rename("new incident")
        yield from self._do(Command.TRASH)
        yield from self._do(Command.UNDO)
        yield from self._do(Command.REDO)
        yield from self._do(Command.GO_TRASH)
        yield from self._do(Command.BACK)

    def _rename(self, kind: str) -> Script:
        """Type into the first field of words, and leave it."""
        assert self._window.workbench is not None
        form = self._window.workbench.inspector.form
        assert form is not None
        key = "title" if "title" in form.rows else "text"
        fields = form.rows[key].control.findChildren(QWidget)
        line = next(one for one in fields if isinstance(one, QLineEdit | QPlainTextEdit))
        name = self._begin(f"{kind}: enter a field")
        line.setFocus()
        yield name
        yield from self._type(f"{kind}: type into a field", line, " again")
        name = self._begin(f"{kind}: store a field")
        self._window.workbench.inspector.commit()
        yield name

    # ---- the reader

    def _read(self) -> Script:
        yield from self._do(Command.GO_SOURCES)
        yield from self._key("source: last row", self._page.table, Qt.Key.Key_End)
        yield from self._do(Command.READ)
        assert self._window.workbench is not None
        reader = self._window.workbench.pages.reader
        assert reader is not None
        for at, key in ((40, Qt.Key.Key_Q), (300, Qt.Key.Key_I), (300, Qt.Key.Key_C)):
            name = self._begin("reader: select words")
            cursor = reader.text.textCursor()
            cursor.setPosition(at)
            cursor.setPosition(at + 30, QTextCursor.MoveMode.KeepAnchor)
            reader.text.setTextCursor(cursor)
            yield name
            yield from self._key("reader: make a record of words", reader.text, key)
        yield from self._do(Command.UNDO)
        yield from self._key("reader: next source", reader.list.table, Qt.Key.Key_Up, 3)
        yield from self._type("reader: filter sources", reader.list.filter_box, "kaldar")
        reader.list.filter_box.clear()

    # ---- the brief

    def _print(self) -> Script:
        """See the brief: of one incident, as `main` chose before its page was made."""
        yield from self._do(Command.GO_BRIEFS)
        yield from self._do(Command.GO_INCIDENTS)


def main(case: Path, folder: Path, rounds: int) -> None:
    """Report the gaps of the loop in milliseconds, and peak memory in megabytes."""
    app = QApplication(sys.argv[:1])
    fonts.load(folder / "fonts")
    settings = Settings(folder / "hour.ini")
    remember(settings, case, Spec(words="INC-0001"))
    window = application.build(app, settings)
    window.resize(1280, 800)
    window.show()
    application.run_smoothly(window)
    ticks = Ticks(window)
    window.open_path(case)
    hour = Hour(window, ticks)
    analyst = Analyst(window, hour.script(rounds), ticks)
    while not analyst.done:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for gesture, waited in sorted(analyst.waits.items(), key=lambda one: -one[1])[:10]:
        say(f"{waited:7.2f} s until at rest: {gesture}")
    report(
        worst=ticks.share(1),
        worst_work=ticks.share(1, worked=True),
        first=hour.first,
        pace=ticks.worst(1)[0].pace / ticks.paces[0],
        p99=ticks.share(0.99),
        p99_work=ticks.share(0.99, worked=True),
        collecting=ticks.collecting,
        peak=peak_megabytes(),
    )
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int((*sys.argv[3:], "1")[0]))
