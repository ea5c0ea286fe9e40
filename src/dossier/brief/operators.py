"""The text operators of a line: atoms joined into TJ arrays (ISO 32000-1, 9.4)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from dossier.brief.breaking import Gap
from dossier.brief.look import Voice
from dossier.brief.shaping import Piece, Segment


@dataclass(slots=True)
class Atom:
    """The least part of a line. `setup` chooses colour and font for the TJ `array`.

    A part in several fonts has no `setup`; then `array` holds complete operators. `level` is its
    direction (UAX #9), `width` in points, `em` the size of its font.
    """

    text: str
    voice: Voice
    width: float
    em: float
    setup: str
    array: str
    gap: Gap = Gap.NONE
    space: bool = False
    level: int = 0


def join_atoms(atoms: Sequence[Atom]) -> tuple[str, str]:
    """Give the colour and font that a line begins with, and its operators after choosing them.

    Neighbours of one colour and font share a TJ. The first is empty if the line chooses for itself.
    """
    if atoms and (setup := atoms[0].setup):
        arrays = [atom.array for atom in atoms if atom.setup == setup]
        if len(arrays) == len(atoms):
            return setup, f"[{''.join(arrays)}]TJ".replace("><", "")
    code: list[str] = []
    for setup, group in groupby(atoms, key=attrgetter("setup")):
        arrays = [atom.array for atom in group]
        code += [f"{setup} [{''.join(arrays)}]TJ"] if setup else arrays
    return "", "\n".join(code).replace("><", "")


def write_atoms(atoms: Sequence[Atom]) -> str:
    """Give the operators of a line with those that choose colour and font."""
    setup, code = join_atoms(atoms)
    return f"{setup} {code}" if setup else code


def join_mixed(atoms: Sequence[Atom], order: Sequence[int], beside: int) -> str:
    """Write the operators of a line that reads both ways; `order` is the visual order of its atoms.

    `beside` counts the rightward words that stand on the same height in other columns.

    Glyphs stand from left to right, for that is how programs that read PDF expect them. But they
    turn each word round by itself, and take the order of the words as that of the line. So in a
    line whose words mostly read one way, the words of a name that reads the other way are written
    in the order that leaves them as they are read.
    """
    leftward = sum(1 for atom in atoms if atom.level % 2 and _has_letter(atom))
    rightward = beside + sum(1 for atom in atoms if not atom.level % 2 and _has_letter(atom))
    code: list[str] = []
    turning = leftward < rightward
    for key, group in groupby(order, key=lambda index: _run_key(atoms[index])):
        run = list(group)
        turned = key[1] if turning else not key[1]
        if turned and key[0] and len(run) > 1 and any(atoms[i].space for i in run):
            code.append(_write_turned(atoms, run, sorted(run, reverse=not turning)))
        else:
            code.append(write_atoms([atoms[index] for index in run]))
    return "\n".join(code)


def _has_letter(atom: Atom) -> bool:
    return any(char.isalpha() for char in atom.text)


def _run_key(atom: Atom) -> tuple[str, int]:
    return atom.setup, atom.level % 2


def _write_turned(atoms: Sequence[Atom], run: Sequence[int], turned: Sequence[int]) -> str:
    """Write the atoms of `run`, which stand in visual order, in another order."""
    lefts: dict[int, float] = {}
    end = 0.0
    for index in run:
        lefts[index] = end
        end += atoms[index].width
    first, em = atoms[run[0]], atoms[run[0]].em
    pen = start = lefts[turned[0]]
    arrays: list[str] = []
    for index in turned:
        move = pen - lefts[index]
        arrays.append((f" {move * 1000 / em:.2f}" if move else "") + atoms[index].array)
        pen = lefts[index] + atoms[index].width
    back, forth = -start * 1000 / em, (pen - end) * 1000 / em
    return f"{first.setup} [{back:.2f}]TJ [{''.join(arrays)}]TJ [{forth:.2f}]TJ"


def write_piece(piece: Piece, voice: Voice) -> tuple[str, str]:
    """Give (setup, TJ array) of a piece in one font, else ("", complete operators)."""
    if len(piece.segments) == 1:
        segment = piece.segments[0]
        if not segment.raised and not segment.actual:
            return choose_font(segment.font, segment.scale, voice), segment.array
    return "", " ".join(_write_segment(segment, voice) for segment in piece.segments)


@functools.cache
def choose_font(font: str, scale: float, voice: Voice) -> str:
    """Give the operators that choose the colour of `voice` and `font`, `scale` times its size."""
    return f"{write_colour(voice.colour)} rg /{font} {voice.size * scale:g} Tf"


def _write_segment(segment: Segment, voice: Voice) -> str:
    code = f"[{segment.array}]TJ"
    if segment.raised:
        rises = (f"{y * voice.size / 1000:.3g} Ts [{array}]TJ" for y, array in segment.raised)
        code = " ".join(rises) + " 0 Ts"
    if segment.actual:
        actual = segment.actual.encode("utf-16-be").hex()
        code = f"/Span << /ActualText <feff{actual}> >> BDC {code} EMC"
    return f"{choose_font(segment.font, segment.scale, voice)} {code}"


@functools.cache
def write_colour(colour: str) -> str:
    """Give "#RRGGBB" as three operands from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts)
