"""The fonts of the window: Inter for most scripts, IBM Plex Sans Arabic for Arabic script."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from dossier.errors import DossierError

_INTER = "Inter[opsz,wght].ttf"
_INTER_WEIGHTS = (400, 500, 600)
_ARABIC_STYLES = ("Regular", "Medium", "SemiBold")


def load(cache: Path) -> None:
    """Register the fonts with Qt. `cache` is a folder for the static cuts of Inter.

    Qt takes only one weight from a variable file on Linux, so each weight is cut once (20 ms).
    """
    for cut in _inter_cuts(cache):
        QFontDatabase.addApplicationFontFromData(cut)
    arabic = _files("fontpkg_ibm_plex_sans_arabic")
    for style in _ARABIC_STYLES:
        QFontDatabase.addApplicationFont(str(arabic / f"IBMPlexSansArabic-{style}.ttf"))


def _inter_cuts(cache: Path) -> Iterator[bytes]:
    variable = _files("fontpkg_inter") / _INTER
    about = variable.stat()  # another release of the font has another size or time
    for weight in _INTER_WEIGHTS:
        kept = cache / f"inter-{about.st_size:x}-{about.st_mtime_ns:x}-{weight}.ttf"
        try:
            yield kept.read_bytes()
        except OSError:
            cut = _cut(variable, weight)
            _keep(kept, cut)
            yield cut


def _cut(variable: Path, weight: int) -> bytes:
    from dossier.brief.instance import pin

    return pin(variable, {"wght": weight, "opsz": 14})


def _files(package: str) -> Path:
    """Folder of the files of a font package."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise DossierError(f"The font package {package} is missing.", "Install Dossier again.")
    return Path(found.origin).parent / "files"


def _keep(kept: Path, cut: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written costs time, nothing else."""
    part = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(cut)
        part.replace(kept)
    except OSError:
        part.unlink(missing_ok=True)
