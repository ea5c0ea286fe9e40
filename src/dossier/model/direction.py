"""Words that run from the right, set among words that run from the left."""

import unicodedata

_TURNING = frozenset({"R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"})


def isolated(text: str) -> str:
    """Wrap a name so that it turns no word, number or arrow beside it (UAX #9, FSI and PDI).

    Text without a letter that runs from the right, or a control that turns others, stays as it is.
    """
    if text.isascii() or not any(unicodedata.bidirectional(c) in _TURNING for c in text):
        return text
    return f"\u2068{text}\u2069"
