"""The fonts of the window: Inter for most scripts, IBM Plex Sans Arabic for Arabic script."""

import importlib.metadata
import os
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from PySide6.QtGui import QFontDatabase

_INTER = "Inter[opsz,wght].ttf"
_INTER_WEIGHTS = (400, 500, 600)
_ARABIC_STYLES = ("Regular", "Medium", "SemiBold")


def load(cache: Path) -> None:
    """Register the fonts with Qt. `cache` is a folder for the static cuts of Inter.

    Qt takes only one weight from a variable file on Linux, so each weight is cut once (20 ms).
    """
    for cut in _inter_cuts(cache):
        QFontDatabase.addApplicationFontFromData(cut)
    arabic = resources.files("fontpkg_ibm_plex_sans_arabic") / "files"
    for style in _ARABIC_STYLES:
        QFontDatabase.addApplicationFont(str(arabic / f"IBMPlexSansArabic-{style}.ttf"))


def _inter_cuts(cache: Path) -> Iterator[bytes]:
    version = importlib.metadata.version("fontpkg-inter")
    for weight in _INTER_WEIGHTS:
        kept = cache / f"inter-{version}-{weight}.ttf"
        try:
            yield kept.read_bytes()
        except OSError:
            cut = _cut(weight)
            _keep(kept, cut)
            yield cut


def _cut(weight: int) -> bytes:
    from dossier.brief.instance import pin

    variable = resources.files("fontpkg_inter") / "files" / _INTER
    return pin(Path(str(variable)), {"wght": weight, "opsz": 14})


def _keep(kept: Path, cut: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written costs time, nothing else."""
    part = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(cut)
        part.replace(kept)
    except OSError:
        part.unlink(missing_ok=True)
