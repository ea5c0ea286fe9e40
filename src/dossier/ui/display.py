"""Whether a window can be shown here, found out before Qt aborts the process. Imports no Qt."""

import ctypes
import importlib.util
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dossier.errors import DossierError

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
    """Raise DossierError if no window can be shown: no display, or a missing system library."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", ""):
        return
    _check_libraries()
    if not (_has_wayland() or _has_x11()):
        raise DossierError(
            "There is no display to open a window on.",
            "Start Dossier from a desktop session, or use its commands: dossier --help.",
        )


def missing_library(complaint: str) -> DossierError:
    """Put the loader's complaint about a library into words, with the package that has it."""
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*)", complaint)
    library = found.group(1) if found else complaint
    package = _PACKAGES.get(library)
    hint = f"On Debian and Ubuntu: sudo apt-get install {package}" if package else ""
    return DossierError(f"The window needs the system library {library}, which is missing.", hint)


def _check_libraries() -> None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise DossierError("The window library PySide6 is not installed.", "Install it with pip.")
    for part in _PARTS:
        try:
            ctypes.CDLL(str(Path(spec.origin).parent / "Qt" / part))
        except OSError as error:
            raise missing_library(str(error)) from error


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
