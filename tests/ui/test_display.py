"""Whether a window can be shown is found out before Qt aborts."""

import os
import subprocess
import sys

import pytest

from dossier.errors import WindowError
from dossier.ui import display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the X server and the loader")


def test_no_display_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "missing_libraries", list)
    with pytest.raises(WindowError, match="no display"):
        display.check()


def test_a_display_that_does_not_answer_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setattr(display, "missing_libraries", list)
    with pytest.raises(WindowError, match="no display"):
        display.check()


def test_missing_libraries_are_named_with_the_line_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    missing = ["libEGL.so.1", "libxcb-cursor.so.0"]
    monkeypatch.setattr(display, "missing_libraries", lambda: missing)
    with pytest.raises(WindowError, match=r"libEGL\.so\.1") as caught:
        display.check()
    assert caught.value.hint.endswith("apt-get install libegl1 libxcb-cursor0")


def test_looking_imports_no_qt() -> None:
    code = "import sys, dossier.ui.display; print([m for m in sys.modules if 'PySide' in m])"
    asked = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == "[]"
