"""The fonts of the window: Inter for most scripts, IBM Plex Sans Arabic for Arabic script."""

import importlib.util
import multiprocessing
import os
from collections.abc import Sequence
from contextlib import suppress
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


def _inter_cuts(cache: Path) -> list[bytes]:
    variable = _files("fontpkg_inter") / _INTER
    about = variable.stat()  # another release of the font has another size or time
    stem = f"inter-{about.st_size:x}-{about.st_mtime_ns:x}"
    kept = {weight: cache / f"{stem}-{weight}.ttf" for weight in _INTER_WEIGHTS}
    cuts: dict[int, bytes] = {}
    for weight, path in kept.items():
        with suppress(OSError):
            cuts[weight] = path.read_bytes()
    missing = [weight for weight in kept if weight not in cuts]
    for weight, cut in zip(missing, _cut(variable, missing), strict=True):
        cuts[weight] = cut
        _keep(kept[weight], cut)
    return [cuts[weight] for weight in kept]


def _cut(variable: Path, weights: Sequence[int]) -> list[bytes]:
    """Cut in a process of its own: what cuts would stay in the memory of the window (4 MB)."""
    if not weights:
        return []
    from dossier.brief.instance import pin, send_pinned

    points = [{"wght": weight, "opsz": 14} for weight in weights]
    spawn = multiprocessing.get_context("spawn")  # a fork would share what Qt holds
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=send_pinned, args=(there, variable, points), daemon=True)
    try:
        process.start()
        there.close()
        return [here.recv_bytes() for _ in points]
    except (EOFError, OSError):  # it ended before its time, or could not begin
        return [pin(variable, point) for point in points]
    finally:
        here.close()


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
