"""TOML written the same way each time: keys in order, paragraphs as blocks of several lines."""

from collections.abc import Iterable, Iterator, Mapping

from dossier.brief.options import Value

Pairs = Mapping[str, Value]
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_CONTROL = {*range(0x20), 0x7F}


def write(top: Pairs, tables: Iterable[tuple[str, Pairs]]) -> str:
    """Give TOML 1.0: the pairs of the top, then tables; a name in double brackets may repeat."""
    lines = [*_pairs(top)]
    for name, pairs in tables:
        lines += ["", name, *_pairs(pairs)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _pairs(pairs: Pairs) -> Iterator[str]:
    for key, value in pairs.items():
        if value is not None:
            yield f"{key} = {_value(value)}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    # a line feed right after the opening marks is not part of the text (TOML 1.0, strings)
    return '"""\n' + "\n".join(map(_escaped, text.split("\n"))) + '"""'


def _escaped(text: str) -> str:
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    known = _ESCAPES.get(letter)
    if known is not None:
        return known
    return f"\\u{ord(letter):04X}" if ord(letter) in _CONTROL else letter
