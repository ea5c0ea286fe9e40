"""The outline of a PDF as objects (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence

from dossier.brief.objects import write_text

Heard = tuple[int, str, str]  # level from 0, title, destination as it is written in a PDF


def write_outline(entries: Sequence[Heard], first: int) -> list[str]:
    """Give the outline and its entries as objects with numbers from `first` on.

    None is more than one level below the one before. Only those of the highest level are open.
    """
    kids = _nest([level for level, _, _ in entries])
    codes = ["<</Type/Outlines"]
    codes += [f"<</Title{write_text(title)}/Dest{goal}" for _, title, goal in entries]
    for parent, own in kids.items():
        shown = sum(1 + (0 if parent else len(kids.get(kid, ()))) for kid in own)
        hidden = parent and parent not in kids[0]
        codes[parent] += f"/First {first + own[0]} 0 R/Last {first + own[-1]} 0 R"
        codes[parent] += f"/Count {-shown if hidden else shown}"
        for before, kid, after in zip([0, *own], own, [*own[1:], 0], strict=False):
            codes[kid] += f"/Parent {first + parent} 0 R"
            codes[kid] += f"/Prev {first + before} 0 R" if before else ""
            codes[kid] += f"/Next {first + after} 0 R" if after else ""
    return [f"{code}>>" for code in codes]


def _nest(levels: Sequence[int]) -> dict[int, list[int]]:
    """Give the kids of each entry that has any, all counted from 1; 0 is the outline itself."""
    kids: dict[int, list[int]] = {}
    above = [0]
    for number, level in enumerate(levels, start=1):
        del above[level + 1 :]
        kids.setdefault(above[-1], []).append(number)
        above.append(number)
    return kids
