"""Tab and Shift+Tab: from each control to the next, whatever pane it is in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QTabWidget, QWidget


def step(window: QWidget, *, onwards: bool) -> bool:
    """Give the focus to the next control of a window, or the one before; False if there is none.

    Qt takes a pane that passes its focus on for a control, and goes to what the pane passes it to:
    all that stands before that in the pane, and in the panes between, would never be reached.
    """
    held = QApplication.focusWidget()
    start = held if held is not None and window.isAncestorOf(held) else window
    reason = Qt.FocusReason.TabFocusReason if onwards else Qt.FocusReason.BacktabFocusReason
    widget = _next(start, onwards=onwards)
    while widget is not start:
        if takes_tab(widget):
            widget.setFocus(reason)
            return True
        widget = _next(widget, onwards=onwards)
    return False


def _next(widget: QWidget, *, onwards: bool) -> QWidget:
    found = widget.nextInFocusChain() if onwards else widget.previousInFocusChain()
    assert found is not None  # noqa: S101 - the chain is a ring; Qt's stubs are wider
    return found


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab should stop at a widget: it can be seen, used, and is no part of another."""
    whole = Qt.FocusPolicy.TabFocus
    # most of a chain belongs to forms of other kinds: what is asked first is answered fastest
    if not widget.isVisible() or not widget.isEnabled() or widget.focusPolicy() & whole != whole:
        return False
    part = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    return not part and not isinstance(widget, QTabWidget)
