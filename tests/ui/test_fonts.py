"""The fonts of the window: cut once, beside it, and kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from dossier.brief import instance
from dossier.ui import fonts

_LOADED = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase, QGuiApplication
from dossier.ui import fonts

if __name__ == "__main__":
    app = QGuiApplication(["fonts", "-platform", "offscreen"])
    fonts.load(Path(sys.argv[1]))
    print(sorted(QFontDatabase.families()))
    print("uharfbuzz" in sys.modules)
"""


def test_the_window_does_not_keep_what_cuts_its_fonts(tmp_path: Path) -> None:
    script = tmp_path / "load.py"
    script.write_text(_LOADED)
    said = [
        subprocess.run(
            [sys.executable, str(script), str(tmp_path / "fonts")],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[0][1] == said[1][1] == "False"
    assert said[0][0] == said[1][0]
    assert "Inter" in said[0][0]
    assert len(list((tmp_path / "fonts").iterdir())) == 3


def test_fonts_are_cut_here_where_no_process_can_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(instance, "send_pinned", _end_early)
    variable = fonts._files("fontpkg_inter") / fonts._INTER
    (cut,) = fonts._cut(variable, [500])
    assert cut == instance.pin(variable, {"wght": 500, "opsz": 14})


def _end_early(*_told: object) -> None:
    """End without a word."""
