"""Two hands at the window: keys, clicks and drags, each counted. Things are found as one sees them.

What is on the screen is found by its accessible name, its text or the words in it, and only while
it is visible and enabled. Keys go to the window that has the focus and clicks to whatever stands at
their place, as from the window system. Nothing here sets a value or calls the program; the
clipboard alone is filled, which the user did in a browser.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextCursor, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

W = TypeVar("W", bound=QWidget)

COLUMNS = ("typed", "keys", "clicks", "drags", "turns")
_INPUTS = (QLineEdit, QComboBox, QPlainTextEdit, QCheckBox)
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_NEAR = 3  # stops of Tab; what is farther away is clicked
_FAR = 40  # stops after which nobody would go on looking
_PATIENCE, _BLINK = 20_000, 10  # milliseconds after which something counts as not coming
_MARGIN = 3
_NOTCH = 120  # one of a mouse wheel, in eighths of a degree


@dataclass
class Tally:
    """What the hands did, by part of the work."""

    parts: dict[str, Counter[str]] = field(default_factory=dict)
    part: str = ""

    def begin(self, part: str) -> None:
        """Count for another part from now on."""
        self.part = part

    def add(self, what: str, count: int = 1) -> None:
        """Count gestures."""
        self.parts.setdefault(self.part, Counter())[what] += count

    def total(self) -> Counter[str]:
        """Give the sum of all parts."""
        return sum(self.parts.values(), Counter[str]())

    def table(self) -> str:
        """Say it in lines: letters typed, other keys, clicks, drags, turns of the wheel."""
        lines = [" " * 30 + "".join(f"{column:>8}" for column in COLUMNS)]
        for name, counted in (*self.parts.items(), ("all", self.total())):
            lines.append(f"{name:30}" + "".join(f"{counted[column]:8}" for column in COLUMNS))
        return "\n".join(lines)


class Hands:
    """What a person at keyboard and mouse can do."""

    def __init__(self) -> None:
        self.tally = Tally()

    # ---- seeing --------------------------------------------------------------------------

    def front(self) -> QWidget:
        """The window in front: a dialog before what it belongs to. It has the focus."""
        active = QApplication.activeModalWidget() or QApplication.activeWindow()
        found = active if isinstance(active, QDialog | QMainWindow) else _main_window()
        if not found.isActiveWindow() and QApplication.activePopupWidget() is None:
            found.activateWindow()  # on a desktop the window manager hands on the focus
            assert QTest.qWaitForWindowActive(found)
        return found

    def seen(self, name: str, kind: type[W]) -> list[W]:
        """Give what bears that name and can be used."""
        return [
            widget
            for widget in self.front().findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and name in _names(widget)
        ]

    def see(self, name: str, kind: type[W]) -> W:
        """Give the one thing of that name."""
        found = self.seen(name, kind)
        assert len(found) == 1, f"{len(found)} of “{name}” on the screen"
        return found[0]

    def seen_beginning(self, opening: str) -> list[str]:
        """Give the names of the buttons that begin so."""
        found = self.front().findChildren(QAbstractButton)
        names = [one.accessibleName() for one in found if one.isVisible() and one.isEnabled()]
        return [name for name in names if name.startswith(opening)]

    def input(self, name: str) -> QWidget:
        """Give the field of that name: the one in focus, else the only one."""
        now = QApplication.focusWidget()
        if now is not None and name in _names(now):
            return _outer(now)
        found = [widget for kind in _INPUTS for widget in self.seen(name, kind)]
        outer = {_outer(one) for one in found}
        assert len(outer) == 1, f"{len(outer)} fields “{name}” on the screen"
        return outer.pop()

    def reads(self, name: str) -> str:
        """Read what stands in a field."""
        return _content(self.input(name))

    def until(self, met: Callable[[], bool]) -> None:
        """Wait for what a person would wait for."""
        patience = QDeadlineTimer(_PATIENCE)
        while not met():
            assert not patience.hasExpired(), "what was waited for does not come"
            QTest.qWait(_BLINK)

    # ---- keys ----------------------------------------------------------------------------

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key with its modifiers, such as "Ctrl+Shift+V"."""
        for _ in range(times):
            QTest.keySequence(_handle(self.front()), QKeySequence(keys))
            self.tally.add("keys")
            QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type words letter by letter, in any script."""
        for letter in words:
            press = (Qt.Key.Key_unknown, letter, _NONE)
            QTest.sendKeyEvent(QTest.KeyAction.Click, _handle(self.front()), *press)
            self.tally.add("typed")
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Type words over those that stand in the field."""
        if _content(focus()):
            self.press("Ctrl+A")
        self.type(words)

    def paste(self, words: str, keys: str) -> None:
        """Press the keys that paste what was copied elsewhere."""
        QGuiApplication.clipboard().setText(words)
        self.press(keys)

    def go(self, name: str) -> None:
        """Move the focus to a field: with Tab if it is near, else with a click."""
        self.go_to(self.input(name))

    def go_to(self, wanted: QWidget) -> None:
        """Move the focus to a field or button one sees."""
        stops = _stops(focus(), wanted)
        if stops is not None and stops <= _NEAR:
            self.press("Tab", stops)
        else:
            self.click_on(wanted)
        listed = isinstance(wanted, QComboBox) and wanted.view().isVisible()
        assert listed or holds(wanted), f"the focus is on {_names(focus())}, not {_names(wanted)}"

    def tab_to(self, name: str) -> None:
        """Press Tab until something of that name has the focus."""
        for _ in range(_FAR):
            if name in _names(focus()):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”")

    # ---- lists ---------------------------------------------------------------------------

    def choose(self, name: str, word: str) -> None:
        """Choose a word of a list, closed or open, by walking to it."""
        picker = self.input(name)
        assert isinstance(picker, QComboBox)
        self.go_to(picker)
        wanted = picker.findText(word)
        assert wanted >= 0, f"the list “{name}” has no “{word}”"
        steps, listed = wanted - picker.currentIndex(), picker.view().isVisible()
        self.press("Down" if steps > 0 else "Up", abs(steps))
        if listed:
            self.press("Return")
        assert picker.currentText() == word

    def find(self, words: str, row: str) -> None:
        """Type into a field that offers what there is, and take a row of its list."""
        self.write(words)
        self.until(lambda: row in _offered())
        for _ in _offered():
            if _chosen() != row:
                self.press("Down")
        assert _chosen() == row
        self.press("Return")

    # ---- the mouse -----------------------------------------------------------------------

    def click(self, name: str) -> None:
        """Click the one button of that name."""
        self.click_on(self.see(name, QAbstractButton))

    def turn_to(self, tab: str) -> None:
        """Click the tab of that name, unless it is in front."""
        (bar,) = (one for one in self.front().findChildren(QTabBar) if _tab(one, tab) is not None)
        at = _tab(bar, tab)
        assert at is not None
        if bar.currentIndex() != at:
            self.click_at(bar, bar.tabRect(at).center())

    def click_on(self, widget: QWidget) -> None:
        """Click the middle of something, which is scrolled into view before."""
        self._bring(widget, widget.rect)
        self.click_at(widget, widget.rect().center())

    def click_at(self, widget: QWidget, at: QPoint) -> None:
        """Click a place. Nothing may cover it."""
        QTest.mouseClick(_handle(widget), _LEFT, _NONE, _reached(widget, at))
        self.tally.add("clicks")
        QApplication.processEvents()

    def select(self, text: QPlainTextEdit, words: str) -> None:
        """Drag over words of a text, from the first letter to the last."""
        found = text.document().find(words)
        assert not found.isNull(), f"“{words}” do not stand in the text"
        first, last = QTextCursor(found), QTextCursor(found)
        first.setPosition(found.selectionStart())
        last.setPosition(found.selectionEnd())
        self._bring(text.viewport(), lambda: text.cursorRect(first) | text.cursorRect(last))
        begin = _reached(text.viewport(), text.cursorRect(first).center())
        end = _reached(text.viewport(), text.cursorRect(last).center())
        window = _handle(text)
        QTest.mousePress(window, _LEFT, _NONE, begin)
        QTest.mouseMove(window, (begin + end) / 2)
        QTest.mouseMove(window, end)
        QTest.mouseRelease(window, _LEFT, _NONE, end)
        self.tally.add("drags")
        QApplication.processEvents()

    def point(self, text: QPlainTextEdit, words: str) -> None:
        """Click into words of a text."""
        found = text.document().find(words)
        assert not found.isNull(), f"“{words}” do not stand in the text"
        middle = QTextCursor(found)
        middle.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
        self._bring(text.viewport(), lambda: text.cursorRect(middle))
        self.click_at(text.viewport(), text.cursorRect(middle).center())

    def _bring(self, widget: QWidget, place: Callable[[], QRect]) -> None:
        """Turn the wheel over whatever scrolls until a place in a widget can be seen."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QAbstractScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        port = area.viewport()
        for _ in range(_FAR):
            shown = QRect(widget.mapTo(port, place().topLeft()), place().size())
            if port.rect().contains(shown):
                return
            down = shown.bottom() > port.rect().bottom()
            turn = QPoint(0, -_NOTCH if down else _NOTCH)
            margin = QPoint(_MARGIN, port.height() // 2)  # over a field the field would turn
            at = port.mapTo(port.window(), margin)
            QTest.wheelEvent(_handle(port), at, turn)
            self.tally.add("turns")
        raise AssertionError("what is looked for cannot be scrolled into view")


# ---- what there is to see ----------------------------------------------------------------


def _main_window() -> QMainWindow:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))
    return found


def focus() -> QWidget:
    """Give what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def in_dialog() -> bool:
    """Whether a dialog waits for an answer."""
    return QApplication.activeModalWidget() is not None


def holds(widget: QWidget) -> bool:
    """Whether the focus is in something."""
    now = QApplication.focusWidget()
    return now is not None and (widget is now or widget.isAncestorOf(now))


def _names(widget: QWidget) -> set[str]:
    """Names by which one knows a thing: the spoken one and the words on it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return {widget.accessibleName(), words.replace("&&", "&")} - {""}


def _outer(widget: QWidget) -> QWidget:
    """Give the list that one types into for the line of it."""
    parent = widget.parentWidget()
    return parent if isinstance(parent, QComboBox) else widget


def _tab(bar: QTabBar, name: str) -> int | None:
    """Give the place of a tab that one sees; a count or a dot may follow its name."""
    shown = [bar.tabText(at).split()[:1] == [name] for at in range(bar.count())]
    return shown.index(True) if bar.isVisible() and True in shown else None


def _content(widget: QWidget) -> str:
    match widget:
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
    return ""


def _stops(start: QWidget, end: QWidget) -> int | None:
    """Count how often Tab has to be pressed between two things in the same form."""
    at, stops = start, 0
    while stops <= _NEAR:
        if at is end or end.isAncestorOf(at):
            return stops
        at = _next(at)
        stops += 1
    return None


def _next(widget: QWidget) -> QWidget:
    at = widget.nextInFocusChain()
    while at is not None and at is not widget and not _takes_tab(at):
        at = at.nextInFocusChain()
    return at or widget


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()


def _list() -> QAbstractItemView | None:
    """Give the list that is open."""
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QAbstractItemView) else None


def _offered() -> list[str]:
    shown = _list()
    if shown is None:
        return []
    model = shown.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _chosen() -> str:
    """Give the row that is marked in the open list."""
    shown = _list()
    marked = shown.selectionModel().selectedIndexes() if shown is not None else []
    return str(marked[0].data()) if marked else ""


def _handle(widget: QWidget) -> QWindow:
    found = widget.window().windowHandle()
    assert found is not None
    return found


def _reached(widget: QWidget, at: QPoint) -> QPoint:
    """Give a place in the window; what stands there is the widget or a part of it."""
    place = widget.mapTo(widget.window(), at)
    hit = widget.window().childAt(place)
    assert hit is not None, "that place is outside the window"
    assert hit is widget or widget.isAncestorOf(hit), f"{_names(hit) or hit} covers it"
    return place
