"""Shapes of a drawing as content operators; y grows downwards from the top of the drawing."""

from collections.abc import Iterable, Sequence

from dossier.brief.operators import write_colour

_ARC = 0.5523  # how far the handles of a quarter circle lie, in radii
Point = tuple[float, float]


def draw_line(points: Sequence[Point], colour: str, width: float) -> str:
    """Give a line through points."""
    return f"{write_colour(colour)} RG {width:g} w {_path(points)} S"


def draw_lines(lines: Iterable[Sequence[Point]], colour: str, width: float, dash: str = "") -> str:
    """Give many lines in one stroke, with round joins; `dash` are lengths such as "3 2"."""
    paths = " ".join(_brief_path(line) for line in lines)
    if not paths:
        return ""
    setup = f"{write_colour(colour)} RG {width:g} w 1 j [{dash}] 0 d"
    return f"q {setup} {'0' if dash else '1'} J {paths} S Q"


def draw_areas(rings: Iterable[Sequence[Point]], colour: str) -> str:
    """Give many rings filled at once; a ring inside another one is a hole."""
    paths = " ".join(f"{_brief_path(ring)} h" for ring in rings)
    return f"{write_colour(colour)} rg {paths} f*" if paths else ""


def draw_area(points: Sequence[Point], colour: str) -> str:
    """Give a filled polygon."""
    return f"{write_colour(colour)} rg {_path(points)} h f"


def draw_circle(centre: Point, radius: float, fill: str, edge: str, width: float) -> str:
    """Give a filled circle with an edge, as four curves."""
    x, y, r, k = centre[0], -centre[1], radius, radius * _ARC
    curves = (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )
    return f"{write_colour(fill)} rg {write_colour(edge)} RG {width:g} w {curves} b"


def _brief_path(points: Sequence[Point]) -> str:
    """Give a path to a tenth of a point, which is finer than print: maps have many of them."""
    first, *rest = (f"{x:.1f} {-y:.1f}" for x, y in points)
    return " ".join([f"{first} m", *(f"{point} l" for point in rest)])


def _path(points: Sequence[Point]) -> str:
    first, *rest = (f"{x:.2f} {-y:.2f}" for x, y in points)
    return " ".join([f"{first} m", *(f"{point} l" for point in rest)])
