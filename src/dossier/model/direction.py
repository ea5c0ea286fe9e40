"""Words that run from the right, set among words that run from the left."""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """Wrap a name so that it turns no word, number or arrow beside it (UAX #9, FSI and PDI).

    Text without a letter that runs from the right stays as it is.
    """
    if text.isascii() or not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return text
    return f"\u2068{text}\u2069"
