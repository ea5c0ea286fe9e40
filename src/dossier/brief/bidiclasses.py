"""The classes of characters in one isolating run, resolved to L, R, EN and AN (UAX #9, W and N).

A run is a list of class names, changed in place. `sos` and `eos` are the directions at its ends.
"""

from unicodedata import normalize

ISOLATES = frozenset(("LRI", "RLI", "FSI"))
STRONG = frozenset(("L", "R", "AL"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_MAX_BRACKETS = 63  # BD16

# BidiBrackets.txt: neighbours that pair up, then the pairs that stand apart
_PAIRED_RANGES = (
    "()⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣[]{}༺༻༼༽᚛᚜⦍⦐⦏⦎"
)
CLOSING = dict(zip(_PAIRED_RANGES[::2], _PAIRED_RANGES[1::2], strict=True))
OPENING = {closing: opening for opening, closing in CLOSING.items()}


def resolve_marks(kinds: list[str], sos: str) -> None:
    """Give marks the class of their base (W1)."""
    previous = sos
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = "ON" if previous in ISOLATES or previous == "PDI" else previous
        previous = kinds[index]


def resolve_numbers(kinds: list[str], sos: str) -> None:
    """Resolve numbers and what stands between and beside them (W2-W7)."""
    strong = sos
    for index, kind in enumerate(kinds):
        if kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (kind, before) in (("ES", "EN"), ("CS", "EN"), ("CS", "AN")):
            kinds[index] = before
    _join_terminators(kinds)
    strong = sos
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"
        elif kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _join_terminators(kinds: list[str]) -> None:
    """Give signs next to a number, as % and $, its class (W5)."""
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        previous = ""
        for index in order:
            if kinds[index] == "ET" and previous == "EN":
                kinds[index] = "EN"
            previous = kinds[index]


def pair_brackets(chars: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """Give the bracket pairs of a sequence by their opening (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, (char, kind) in enumerate(zip(chars, kinds, strict=True)):
        if kind != "ON":
            continue
        plain = normalize("NFC", char)
        if plain in CLOSING:
            if len(waiting) == _MAX_BRACKETS:
                return []
            waiting.append((CLOSING[plain], index))
        elif plain in OPENING:
            depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == plain), -1)
            if depth >= 0:
                pairs.append((waiting[depth][1], index))
                del waiting[depth:]
    return sorted(pairs)


def resolve_bracket(
    kinds: list[str], marks: list[bool], pair: tuple[int, int], embedding: str, sos: str
) -> None:
    """Give both brackets of a pair the direction of what they hold, or of what goes before (N0)."""
    opening, closing = pair
    inside = {_side(kind) for kind in kinds[opening + 1 : closing]} - {""}
    if not inside:
        return
    direction = embedding
    if embedding not in inside:
        before = (_side(kind) for kind in reversed(kinds[:opening]))
        direction = next((side for side in before if side), sos)
    for bracket in pair:
        kinds[bracket] = direction
        after = bracket + 1
        while after < len(kinds) and marks[after]:
            kinds[after] = direction
            after += 1


def _side(kind: str) -> str:
    """Give L or R for what counts as strong among neutrals, "" for the rest."""
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "EN", "AN") else ""


def resolve_neutrals(kinds: list[str], sos: str, eos: str, embedding: str) -> None:
    """Give neutrals the direction of both their neighbours, else of the embedding (N1, N2)."""
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > index:
            before = _side(kinds[index - 1]) if index else sos
            after = _side(kinds[end]) if end < len(kinds) else eos
            kinds[index:end] = [before if before == after else embedding] * (end - index)
        index = max(end, index + 1)
