"""What this computer remembers between runs, in one INI file whose path is given."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths, QThreadPool

from dossier.ui.preferences import Preference

FILE_NAME = "dossier.ini"
RECENT_FILES = 12

_Value = str | list[str] | QByteArray


def default_path() -> Path:
    """Path of the user's settings file, in the configuration folder of this system."""
    where = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "dossier" / FILE_NAME


class Settings:
    """Typed access to the settings. An unreadable value counts as not set.

    They are written on another thread: a disk that is at work may take its time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _values(_ini(path))
        self._owed: dict[str, _Value] = {}
        self._turn = threading.Lock()
        self._written = threading.Event()
        self._written.set()
        self._preferred: dict[str, str] = {}

    @property
    def folder(self) -> Path:
        """Folder of the settings file."""
        return self._path.absolute().parent

    def text(self, key: str, default: str = "") -> str:
        """Text under a key."""
        found = self._values.get(key, default)
        return found if isinstance(found, str) else default

    def number(self, key: str, default: int) -> int:
        """Whole number under a key."""
        found = self.text(key)
        return int(found) if found.isascii() and found.isdigit() else default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no under a key."""
        return self.text(key, "yes" if default else "no") == "yes"

    def preferred(self, preference: Preference) -> str:
        """What the user prefers; the default where the file holds something else.

        Kept at hand: each row that is painted asks.
        """
        key = preference.key
        if key not in self._preferred:
            self._preferred[key] = preference.read(self.text(key, preference.default))
        return self._preferred[key]

    def texts(self, key: str) -> list[str]:
        """Several texts under a key; a single one is read back as a list too."""
        found = self._values.get(key)
        if isinstance(found, list):
            return [text for text in found if isinstance(text, str)]
        return [found] if isinstance(found, str) and found else []

    def state(self, key: str) -> QByteArray:
        """State of a window, splitter or header; empty if there is none."""
        found = self._values.get(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    def store(self, key: str, value: str | int | Sequence[str] | QByteArray) -> None:
        """Remember a value, and have it written."""
        self._preferred.pop(key, None)
        held: _Value
        if isinstance(value, str | QByteArray):
            held = value
        elif isinstance(value, int):
            held = str(value)
        else:
            held = list(value)
        with self._turn:
            self._values[key] = self._owed[key] = held
            if self._written.is_set():
                self._written.clear()
                QThreadPool.globalInstance().start(self._write)

    def finish(self) -> None:
        """Wait until everything is in the file."""
        self._written.wait()

    def _write(self) -> None:
        """Write what is owed, and what is stored meanwhile; take over what others have written."""
        ini = _ini(self._path)
        while True:
            with self._turn:
                owed, self._owed = self._owed, {}
                if not owed:
                    self._written.set()
                    return
            for key, value in owed.items():
                ini.setValue(key, value)
            ini.sync()
            found = _values(ini)
            with self._turn:
                self._values = found | self._owed

    def store_flag(self, key: str, *, on: bool) -> None:
        """Remember a yes or no."""
        self.store(key, "yes" if on else "no")

    def recent_files(self) -> list[Path]:
        """Case files opened last, newest first; they may be gone."""
        return [Path(text) for text in self.texts("recent_files")]

    def remember_file(self, path: Path) -> None:
        """Put a case file first among the recent ones."""
        paths = [path, *(known for known in self.recent_files() if known != path)]
        self.store("recent_files", [str(known) for known in paths[:RECENT_FILES]])

    def forget_files(self) -> None:
        """Take all case files from the recent ones; the files stay."""
        self.store("recent_files", [])

    def forget_file(self, path: Path) -> None:
        """Take a case file from the recent ones."""
        self.store("recent_files", [str(p) for p in self.recent_files() if p != path])


def _ini(path: Path) -> QSettings:
    return QSettings(str(path), QSettings.Format.IniFormat)


def _values(ini: QSettings) -> dict[str, object]:
    return {key: ini.value(key) for key in ini.allKeys()}
