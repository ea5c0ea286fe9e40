"""What this computer remembers is in its file when the program ends, in whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from dossier.ui.settings import RECENT_FILES, Settings

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_stored_is_there_at_once_and_in_the_file_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "new" / "dossier.ini"
    settings = Settings(path)
    for number in range(50):
        settings.store(f"many/{number}", number)
    settings.store("words", ["two words", "мост, سرباز", "50%"])
    settings.store("one", ["alone"])
    settings.store("none", [])
    settings.store("place", QByteArray(b"\x00\xff\x01"))
    settings.store_flag("on", on=True)
    settings.finish()
    for held in (settings, Settings(path)):
        assert [held.number(f"many/{number}", -1) for number in range(50)] == list(range(50))
        assert held.texts("words") == ["two words", "мост, سرباز", "50%"]
        assert held.texts("one") == ["alone"]
        assert held.texts("none") == []
        assert held.state("place") == QByteArray(b"\x00\xff\x01")
        assert held.flag("on")
        assert held.folder == path.parent


def test_two_windows_keep_what_the_other_stored(tmp_path: Path) -> None:
    first, second = Settings(tmp_path / "dossier.ini"), Settings(tmp_path / "dossier.ini")
    first.store("a", "of the first")
    first.finish()
    second.store("b", "of the second")
    second.finish()
    assert second.text("a") == "of the first"
    held = Settings(tmp_path / "dossier.ini")
    assert (held.text("a"), held.text("b")) == ("of the first", "of the second")


def test_a_folder_that_cannot_be_written_to_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = Settings(tmp_path / "file" / "dossier.ini")
    settings.store("a", "held")
    settings.finish()
    assert settings.text("a") == "held"


def test_files_opened_last_come_first_and_only_so_many(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "dossier.ini")
    for number in range(RECENT_FILES + 3):
        settings.remember_file(tmp_path / str(number))
    settings.remember_file(tmp_path / "5")
    settings.finish()
    held = Settings(tmp_path / "dossier.ini").recent_files()
    assert len(held) == RECENT_FILES
    assert held[:2] == [tmp_path / "5", tmp_path / str(RECENT_FILES + 2)]
