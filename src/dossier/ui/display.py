"""Whether a window can be shown here, found out before Qt aborts the process. Imports no Qt."""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from dossier.errors import WindowError

# Debian packages of the libraries that Qt's wheels expect from the system.
_PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libOpenGL.so.0": "libopengl0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libfreetype.so.6": "libfreetype6",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libX11.so.6": "libx11-6",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xinerama.so.0": "libxcb-xinerama0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
    }
)
_PARTS = ("lib/libQt6Widgets.so.6", "plugins/platforms/libqxcb.so")


def check() -> None:
    """Raise WindowError if no window can be shown: no display, or missing system libraries."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", ""):
        return
    missing = missing_libraries()
    if missing:
        raise _missing_error(missing)
    if not (_has_wayland() or _has_x11()):
        raise WindowError(
            "There is no display to open a window on.",
            "Start Dossier from a desktop session, or use its commands: dossier --help.",
        )


def missing_libraries() -> list[str]:
    """Names of the system libraries that Qt needs and does not find, such as libEGL.so.1."""
    missing: set[str] = set()
    for part in _parts():
        try:
            ctypes.CDLL(str(part))
        except OSError as error:
            missing.update(_unresolved(part) or [_named_in(str(error))])
    return sorted(missing)


def packages(libraries: Iterable[str]) -> list[str]:
    """Debian packages that have these libraries; a library nobody knows is left out."""
    return sorted({_PACKAGES[library] for library in libraries if library in _PACKAGES})


def _missing_error(libraries: Sequence[str]) -> WindowError:
    apt = " ".join(packages(libraries))
    return WindowError(
        f"The window needs system libraries that are missing: {', '.join(libraries)}.",
        f"On Debian and Ubuntu: sudo apt-get install {apt}" if apt else "",
    )


def _parts() -> list[Path]:
    """Give the parts of Qt whose libraries are looked up: widgets, and the way to the screen."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise WindowError("The window library PySide6 is not installed.", "Install it with pip.")
    return [Path(spec.origin).parent / "Qt" / part for part in _PARTS]


def _unresolved(part: Path) -> list[str]:
    """Every library that the system's own tool does not find for a file; [] without the tool."""
    ldd = shutil.which("ldd")
    if ldd is None:
        return []
    asked = subprocess.run([ldd, str(part)], capture_output=True, text=True, check=False)  # noqa: S603 - two fixed paths, no shell
    return re.findall(r"^\s*(\S+) => not found", asked.stdout, re.MULTILINE)


def _named_in(complaint: str) -> str:
    """Name of the library in the loader's complaint."""
    found = re.search(r"lib[\w.+-]+\.so[.\d]*", complaint)
    return found.group() if found else complaint


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name).exists()


def _has_x11() -> bool:
    """Whether the X server named by DISPLAY lets us in (libxcb, xcb_connection_has_error)."""
    if not os.environ.get("DISPLAY"):
        return False
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _list_packages() -> None:
    """Print the packages to install, one a line, for a set-up that may install them."""
    if sys.platform == "linux":
        sys.stdout.writelines(f"{name}\n" for name in packages(missing_libraries()))


if __name__ == "__main__":
    _list_packages()
