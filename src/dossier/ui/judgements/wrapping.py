"""Words in two lines at most, for painted rows."""

from PySide6.QtGui import QFont, QTextLayout


def two_lines(words: str, font: QFont, room: int) -> list[str]:
    """Break words to fit a width; the second line takes all that is left, to be shortened."""
    whole = " ".join(words.split())
    layout = QTextLayout(whole, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(room)
    layout.endLayout()
    end = first.textLength()
    rest = whole[end:].strip()
    return [whole[:end].strip(), rest] if rest else [whole]
