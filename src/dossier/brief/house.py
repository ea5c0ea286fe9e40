"""The look of a house on paper: which colours do, and what is said of one that does not."""

from dossier.brief.look import ACCENT_COLOUR, HALO_COLOUR, PALE_COLOUR
from dossier.brief.options import COLOUR
from dossier.model.colours import contrast

_PAPER = "#FFFFFF"
_LEGIBLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text with its ground


def is_colour(colour: str) -> bool:
    """Whether a colour is written as #RRGGBB."""
    return COLOUR.fullmatch(colour) is not None


def pale(colour: str) -> str:
    """Say why a colour does not do for text on white paper; "" if it does."""
    if not is_colour(colour):
        return "Write a colour as #RRGGBB, such as #8B1A1A."
    ratio = contrast(colour, _PAPER)
    if ratio >= _LEGIBLE:
        return ""
    return f"Too pale for text on white: its contrast is {ratio:.1f}, and 4.5 is the least."


def inks(accent: str) -> tuple[tuple[str, str], ...]:
    """Give what is printed in a house's colour instead of ours: the accent and its pale tints."""
    if not accent:
        return ()
    tint = _tint(accent)
    return ((ACCENT_COLOUR, accent), (PALE_COLOUR, tint), (HALO_COLOUR, _tint(tint)))


def _tint(colour: str) -> str:
    """Give a colour mixed with twice as much white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{(part + 2 * 255) // 3:02X}" for part in parts)
