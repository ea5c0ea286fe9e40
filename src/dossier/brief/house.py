"""The look of a house on paper: which colours do, and what is said of one that does not."""

import re

from dossier.model.colours import contrast

DEFAULT_ACCENT = "#8B1A1A"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PAPER = "#FFFFFF"
_LEGIBLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text with its ground


def is_colour(colour: str) -> bool:
    """Whether a colour is written as #RRGGBB."""
    return _COLOUR.fullmatch(colour) is not None


def pale(colour: str) -> str:
    """Say why a colour does not do for text on white paper; "" if it does."""
    if not is_colour(colour):
        return "Write a colour as #RRGGBB, such as #8B1A1A."
    ratio = contrast(colour, _PAPER)
    if ratio >= _LEGIBLE:
        return ""
    return f"Too pale for text on white: its contrast is {ratio:.1f}, and 4.5 is the least."
