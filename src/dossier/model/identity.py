"""Global ids as people and other programs see them: "d" and 13 Crockford base-32 characters.

An id is a 63-bit number; a spreadsheet rounds numbers of that size, so it leaves the file as text.
Alphabet and readings of I, L and O: Crockford, Base 32.
"""

from dossier.errors import DossierError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = 13
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
LARGEST = 2**63 - 1


def to_text(number: int) -> str:
    """Give an id (1 to 2**63 - 1) as text, such as d04N1VVZPB0G08."""
    letters = []
    for _ in range(_DIGITS):
        number, digit = divmod(number, 32)
        letters.append(_ALPHABET[digit])
    return "d" + "".join(reversed(letters))


def from_text(text: str) -> int:
    """Read an id back; upper and lower case are the same. DossierError if it is none."""
    digits = text[1:].upper()
    if text[:1] not in {"d", "D"} or len(digits) != _DIGITS or not set(digits) <= set(_VALUES):
        raise DossierError(
            f"“{text[:40]}” is not an id of Dossier.",
            "An id is the letter d and 13 digits or letters.",
        )
    number = 0
    for letter in digits:
        number = number * 32 + _VALUES[letter]
    if not 0 < number <= LARGEST:
        raise DossierError(f"“{text}” is not an id of Dossier: it is out of range.")
    return number
