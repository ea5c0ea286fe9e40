"""Whatever takes input says what it is: to a screen reader, and by a tip if it has no words."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from dossier.ui.desk import Desk
from dossier.ui.window import Window
from ui.contracts import tour

HIT = 28  # pixels: well above the 24 that WCAG 2.2 asks for (success criterion 2.5.8)
_A_PICTURE = Qt.WidgetAttribute.WA_TransparentForMouseEvents
_BESIDE = Qt.FindChildOption.FindDirectChildrenOnly
_NATIVE = QKeySequence.SequenceFormat.NativeText
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)


def controls(root: QWidget) -> list[QWidget]:
    """What a user can act on in sight; parts of a control are its own business."""
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible() and is_control(widget)
    ]


def is_control(widget: QWidget) -> bool:
    """Whether it takes input itself: parts of a control and mere pictures do not."""
    part = isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit | QTabBar)
    if part or isinstance(widget, QScrollBar | QHeaderView | QMenu | QLabel):
        return False
    if widget.testAttribute(_A_PICTURE) or stands_for_a_part(widget):
        return False
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return isinstance(widget, INTERACTIVE) or takes_focus


def stands_for_a_part(widget: QWidget) -> bool:
    """Whether it passes the focus on to a widget in it.

    Not asked where the proxy is no part: PySide takes it for the property of whoever asks, and
    would delete the line with its popup, the view with its viewport.
    """
    outside = widget.isWindow() or widget.objectName() == "qt_scrollarea_viewport"
    return not outside and widget.focusProxy() is not None


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it: lists to choose from are named by a label beside them."""
    if not isinstance(widget, QComboBox):
        face = QAccessible.queryAccessibleInterface(widget)
        return face.text(QAccessible.Text.Name).strip()
    holder = widget.parentWidget()
    beside = holder.findChildren(QLabel, options=_BESIDE) if holder is not None else []
    return " ".join(label.text() for label in beside if label.buddy() is widget).strip()


def group_of(widget: QWidget) -> QWidget:
    """The nearest group with a name of its own, such as a row; else the window."""
    up = widget.parentWidget()
    while up is not None and not up.isWindow() and not up.accessibleName():
        up = up.parentWidget()
    return up or widget


def where(widget: QWidget) -> str:
    """Say which widget it is, for whoever has to find it."""
    path = list[str]()
    up: QWidget | None = widget
    while up is not None and len(path) < 5:
        path.append(f"{type(up).__name__}")
        up = up.parentWidget()
    return " in ".join(path)


def faults(root: QWidget) -> Iterator[str]:
    """What a screen reader, or a hand that is not steady, would complain of."""
    seen: set[tuple[QWidget, object, str]] = set()
    for widget in controls(root):
        name, face = name_of(widget), QAccessible.queryAccessibleInterface(widget)
        if not name or name == type(widget).__name__:
            yield f"no name: {where(widget)}"
        key = (group_of(widget), face.role(), name)
        if key in seen:
            yield f"a second “{name}” in one group: {where(widget)}"
        seen.add(key)
        if face.role() in (QAccessible.Role.NoRole, QAccessible.Role.StaticText):
            yield f"no role: {where(widget)}"
        if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.tabChangesFocus():
            yield f"Tab does not leave: {where(widget)}"
        if isinstance(widget, QAbstractButton):
            yield from faults_of_button(widget)


def faults_of_button(button: QAbstractButton) -> Iterator[str]:
    """Complain of a button that shows no words and has no tip, or is too small to hit."""
    words = button.text()
    if isinstance(button, QToolButton) and not button.icon().isNull():
        words = words * (button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly)
    if not words and not button.toolTip():
        yield f"neither words nor a tip: {where(button)}"
    action = button.defaultAction() if isinstance(button, QToolButton) else None
    keys = action.shortcuts() if action is not None else []
    if not words and keys and keys[0].toString(_NATIVE) not in button.toolTip():
        yield f"the tip does not say {keys[0].toString()}: {where(button)}"
    if min(button.width(), button.height()) < HIT:
        yield f"only {button.width()} x {button.height()}: {where(button)}"


def test_every_control_in_every_state_says_what_it_is(toured: Window, desk: Desk) -> None:
    found: dict[str, str] = {}
    for stop in tour.everything(toured, desk):
        for fault in faults(stop.root):
            found.setdefault(fault, stop.name)
    assert found == {}


def test_the_start_page_says_what_it_is(window: Window) -> None:
    assert list(faults(window)) == []
