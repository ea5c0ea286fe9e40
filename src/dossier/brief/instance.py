"""A variable font fixed at one point of its axes: the window wants static weights of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def pin(file: Path, axes: Mapping[str, float]) -> bytes:
    """Give the font as a static one, all its characters kept; `axes` maps tags to positions.

    HarfBuzz writes the weight into OS/2 (OpenType 1.9), by which systems tell the cuts apart.
    """
    import uharfbuzz as hb

    face: Any = hb.Face(hb.Blob.from_file_path(str(file)))
    wanted: Any = hb.SubsetInput()
    wanted.keep_everything()
    for tag, position in axes.items():
        wanted.pin_axis_location(face, tag, position)
    return bytes(hb.subset(face, wanted).blob.data)


def send_pinned(
    door: "Connection[bytes, object]", file: Path, points: Iterable[Mapping[str, float]]
) -> None:
    """Send the font at each of `points`, from a process of its own."""
    for axes in points:
        door.send_bytes(pin(file, axes))
