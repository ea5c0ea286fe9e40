"""A picture made of dots, as a PDF holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as a PDF holds it: its size in dots, its colours, its filter and data."""

    width: int
    height: int
    grey: bool
    filter: str
    data: bytes
