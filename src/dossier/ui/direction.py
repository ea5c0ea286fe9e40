"""Which way a text runs: by its first strong character, whatever the language of the window."""

import unicodedata

from PySide6.QtCore import Qt

_LEFT_TO_RIGHT = frozenset({"L"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})


def on_button(text: str, direction: Qt.LayoutDirection) -> str:
    """Words of a button in a window of this direction.

    From right to left Qt would turn the marks at their ends, and the order of words in two scripts
    (UAX #9: first strong isolate).
    """
    return f"\u2068{text}\u2069" if direction == Qt.LayoutDirection.RightToLeft else text


def direction_of(text: str) -> Qt.LayoutDirection:
    """Direction of a text (UAX #9, rules P2 and P3); Auto if it has no strong character."""
    depth = 0
    for character in text:
        bidi = unicodedata.bidirectional(character)
        if bidi in _ISOLATES:
            depth += 1
        elif bidi == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and bidi in _LEFT_TO_RIGHT:
            return Qt.LayoutDirection.LeftToRight
        elif depth == 0 and bidi in _RIGHT_TO_LEFT:
            return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LayoutDirectionAuto
