"""Pictures of every page and state, to be looked at: `python tests/whole/pictures.py FOLDER`.

One process for each look, size and scale, since Qt takes the scale at its start. Popups are drawn
where they stand over the window. `--only NAME` takes the pictures whose name begins so.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]  # run by hand, outside pytest

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer  # noqa: E402 - after the path is set
from PySide6.QtGui import QPainter, QTextCursor  # noqa: E402 - after the path is set
from PySide6.QtTest import QTest  # noqa: E402 - after the path is set
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget  # noqa: E402

from dossier.brief import compose  # noqa: E402 - after the path is set
from dossier.case import attachments, file, slices, views  # noqa: E402
from dossier.case.case import Case  # noqa: E402 - after the path is set
from dossier.exchange.sample import create_sample  # noqa: E402 - after the path is set
from dossier.model.dates import Reported  # noqa: E402 - after the path is set
from dossier.model.records import Actor, CaseInfo, Incident, Place, Source, View  # noqa: E402
from dossier.ui import fonts  # noqa: E402 - after the path is set
from dossier.ui.actions import Command  # noqa: E402 - after the path is set
from dossier.ui.crash import CrashHook  # noqa: E402 - after the path is set
from dossier.ui.desk import Desk  # noqa: E402 - after the path is set
from dossier.ui.lists.page import RecordPage  # noqa: E402 - after the path is set
from dossier.ui.panes.pages import PAGES  # noqa: E402 - after the path is set
from dossier.ui.panes.workbench import Workbench  # noqa: E402 - after the path is set
from dossier.ui.preferences import Appearance  # noqa: E402 - after the path is set
from dossier.ui.prompts import Prompts  # noqa: E402 - after the path is set
from dossier.ui.settings import Settings  # noqa: E402 - after the path is set
from dossier.ui.theme import Theme  # noqa: E402 - after the path is set
from dossier.ui.window import Window  # noqa: E402 - after the path is set

SETTINGS = ("1024x640@1", "1280x800@1", "1920x1080@1", "1280x800@2")
PATIENCE_MS, _TURN_MS, _REST_MS, _SLOW_MS = 20_000, 50, 200, 1500
ASADOV = "The inviolability of the Uzbek border"
RIGHT_TO_LEFT = (
    "عبور ۱۳۴ سرباز از بندر شیرخان",
    "ورود ۵۳ سرباز از شورتپه به ازبکستان",
    "درگیری در ولسوالی کلدار (Kaldar)",
)


@dataclass
class Scene:
    """The running window, and where its pictures go."""

    app: QApplication
    desk: Desk
    window: Window
    folder: Path
    only: str
    cases: Mapping[str, Path]

    def settle(self, until: Callable[[], bool] | None = None) -> None:
        """Let the window draw; wait for something that takes longer."""
        for _ in range(5):
            self.app.processEvents()
        patience = PATIENCE_MS
        while until is not None and not until():
            _wait(_TURN_MS)
            patience -= _TURN_MS
            if patience < 0:
                raise TimeoutError
        _wait(_REST_MS)

    def take(self, name: str, until: Callable[[], bool] | None = None) -> None:
        """Save a picture of the window and of the popups over it."""
        if not name.startswith(self.only):
            return
        self.settle(until)
        picture = self.window.grab()
        painter = QPainter(picture)
        for popup in self.app.topLevelWidgets():
            if popup is not self.window and popup.isVisible():
                at = popup.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint())
                painter.drawPixmap(at, popup.grab())
        painter.end()
        picture.save(str(self.folder / f"{name}.png"))

    def open(self, name: str, *, read_only: bool = False) -> None:
        """Open one of the cases."""
        self.desk.close_case()
        self.desk.open_case(self.cases[name], read_only=read_only)
        self.settle()

    def run(self, command: Command) -> None:
        """Choose a command."""
        self.window.actions_.get(command).trigger()
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What takes the keys; without a window manager, a dialog's end leaves none active."""
        if self.app.focusWidget() is None:
            self.window.activateWindow()
            self.settle()
        return self.app.focusWidget() or self.window.focusWidget()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        held = modifier or Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.focus, key, held)
        self.settle()

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        focus = self.focus
        if isinstance(focus, QLineEdit):
            focus.selectAll()
        QTest.keyClicks(focus, words)
        self.settle()


# ---- the scenes ------------------------------------------------------------------------------


def start(scene: Scene) -> None:
    """The start page, and what needs no case."""
    scene.take("start")
    scene.run(Command.KEYS)
    scene.take("start-keys")
    scene.key(Qt.Key.Key_Escape)
    scene.run(Command.ABOUT)
    scene.take("start-about")
    scene.key(Qt.Key.Key_Escape)


def empty(scene: Scene) -> None:
    """Every page of an empty case."""
    scene.open("empty")
    for page in PAGES:
        scene.run(page)
        scene.take(f"empty-{page}", _printed(scene) if page is Command.GO_BRIEFS else None)


def sample(scene: Scene) -> None:
    """Every page of the sample case, and the tabs of the inspector."""
    scene.open("sample")
    for page in PAGES:
        scene.run(page)
        _select(scene, 0)
        scene.take(f"sample-{page}", _printed(scene) if page is Command.GO_BRIEFS else None)
    scene.run(Command.GO_INCIDENTS)
    _select(scene, 0)
    inspector = _bench(scene).inspector
    for tabs in inspector.findChildren(QTabWidget):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            scene.take(f"sample-tab-{tabs.tabText(at).split()[0].lower()}")
        tabs.setCurrentIndex(0)
    scene.run(Command.CASE_INFO)
    scene.take("sample-case-info")


def reading(scene: Scene) -> None:
    """The reader: the cards, words selected, a record beside the text."""
    scene.open("sample")
    scene.run(Command.GO_SOURCES)
    _select(scene, 0)
    scene.run(Command.READ)
    scene.take("reader")
    reader = _bench(scene).pages.reader
    assert reader is not None
    text = reader.text
    at = text.toPlainText().index(ASADOV)
    cursor = text.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(ASADOV), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.setFocus()
    scene.take("reader-selected")
    scene.key(Qt.Key.Key_Q)
    scene.take("reader-quote")
    scene.desk.undo()


def asking(scene: Scene) -> None:
    """Palette, filters, errors, undo."""
    scene.open("sample")
    scene.run(Command.SEARCH)
    scene.type("sold")
    scene.take("palette")
    scene.type("speaker:as")
    scene.take("palette-terms")
    scene.key(Qt.Key.Key_Escape)
    scene.run(Command.GO_INCIDENTS)
    scene.run(Command.FILTER)
    scene.type("nothing like it")
    scene.take("filter-none", lambda: _rows(scene) == 0)
    scene.type("kaldar")
    scene.take("filter-some", lambda: _rows(scene) > 0)
    _page(scene).clear_filter()
    _select(scene, 1)
    form = _bench(scene).inspector.form
    assert form is not None
    form.rows["date"].control.setFocus()
    scene.type("the day after tomorow")
    scene.key(Qt.Key.Key_Tab)
    scene.take("error-date")
    scene.desk.undo()
    _page(scene).table.setFocus()
    scene.run(Command.TRASH)
    scene.take("undo-bar")
    scene.desk.undo()


def choosing(scene: Scene) -> None:
    """Preferences, a chip's values, several records, a filter under a name."""
    scene.open("sample")
    scene.run(Command.PREFERENCES)
    scene.take("preferences")
    scene.key(Qt.Key.Key_Escape)
    scene.run(Command.GO_INCIDENTS)
    page = _page(scene)
    page.filters.chips["status"].click()
    scene.take("chip-values")
    for popup in scene.app.topLevelWidgets():
        if popup.windowType() == Qt.WindowType.Popup:
            popup.close()
    page.table.setFocus()
    page.table.selectAll()
    scene.take("several")
    scene.desk.run(_save_filter)
    scene.take("saved-filter")


def originals(scene: Scene) -> None:
    """A PDF beside the text that was taken from it."""
    scene.open("sample")
    scene.desk.run(partial(_attach, scene.cases["sample"].with_suffix(".pdf")))
    scene.run(Command.GO_SOURCES)
    _select(scene, 0)
    scene.run(Command.READ)
    scene.run(Command.SHOW_ORIGINAL)
    _wait(_SLOW_MS)
    scene.take("reader-original")
    scene.run(Command.SHOW_ORIGINAL)
    scene.desk.undo()


def large(scene: Scene) -> None:
    """A hundred thousand rows, if a case of them was given."""
    if "large" not in scene.cases:
        return
    scene.open("large", read_only=True)
    for page in (Command.GO_INCIDENTS, Command.GO_QUOTES):
        scene.run(page)
        _wait(2 * _SLOW_MS)
        scene.take(f"large-{page}")
    scene.run(Command.SEARCH)
    scene.type("kaldar")
    _wait(_SLOW_MS)
    scene.take("large-palette")
    scene.key(Qt.Key.Key_Escape)


def others(scene: Scene) -> None:
    """Read-only, right-to-left."""
    scene.open("sample", read_only=True)
    _select(scene, 0)
    scene.take("read-only")
    scene.open("persian")
    for page in (Command.GO_INCIDENTS, Command.GO_ACTORS, Command.GO_BRIEFS):
        scene.run(page)
        _select(scene, 0)
        scene.take(f"persian-{page}", _printed(scene) if page is Command.GO_BRIEFS else None)


SCENES = (start, empty, sample, reading, asking, choosing, originals, others, large)


def _save_filter(case: Case) -> None:
    views.save(case, View(title="Flights to Tajikistan", listed="incident", words="tajikistan"))


def _attach(path: Path, case: Case) -> None:
    compose.write_brief(case, path)
    source = case.all(Source)[0]
    slices.drained(attachments.attaching(case, source.id, attachments.measure(path)))


def _wait(milliseconds: int) -> None:
    """Let events happen, and threads work: QTest.qWait would keep the interpreter to itself."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _bench(scene: Scene) -> Workbench:
    assert scene.window.workbench is not None
    return scene.window.workbench


def _page(scene: Scene) -> RecordPage:
    page = _bench(scene).pages.records
    assert page is not None
    return page


def _rows(scene: Scene) -> int:
    return _page(scene).model.rowCount()


def _select(scene: Scene, row: int) -> None:
    page = _bench(scene).pages.records
    if page is not None and page.model.rowCount() > row:
        page.table.select_row(row)
        scene.settle()


def _printed(scene: Scene) -> Callable[[], bool]:
    return lambda: not scene.window.jobs.running


# ---- the processes ---------------------------------------------------------------------------


def _make_cases(folder: Path) -> dict[str, Path]:
    cases = {name: folder / f"{name}.dossier" for name in ("sample", "empty", "persian")}
    for path in cases.values():
        path.unlink(missing_ok=True)
    create_sample(cases["sample"]).close()
    file.create(cases["empty"], CaseInfo(title="Northern frontier 2021")).close()
    info = CaseInfo(title="گذر از مرز، جون ۲۰۲۱")
    with file.create(cases["persian"], info) as case, case.edit("Fill") as edit:
        for title in RIGHT_TO_LEFT:
            edit.insert(Incident(title=title, date=Reported.of("22 June 2021"), summary=title))
        edit.insert(Actor(name="وزارت دفاع افغانستان", kind="government_body"))
        edit.insert(Place(name="شیرخان بندر"))
    return cases


def _picture(folder: Path, look: str, size: str, only: str, big: Path | None) -> None:
    """Take all pictures in this process."""
    app = QApplication(sys.argv[:1])
    fonts.load(folder / "fonts")
    ini = folder / "dossier.ini"
    ini.unlink(missing_ok=True)
    settings, prompts = Settings(ini), Prompts(app)
    desk = Desk(settings, Theme(app, settings), prompts, app)
    desk.theme.set_appearance(Appearance(look))
    window = Window(desk, CrashHook(prompts))
    width, height = (int(side) for side in size.split("x"))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    cases = _make_cases(folder) | ({"large": big} if big is not None else {})
    scene = Scene(app, desk, window, folder, only, MappingProxyType(cases))
    for play in SCENES:
        play(scene)
    window.close()


def main() -> None:
    """Read the command line and start the processes."""
    parser = argparse.ArgumentParser(description="Pictures of every page and state.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--setting", action="append", help="WIDTHxHEIGHT@SCALE")
    parser.add_argument("--look", action="append", choices=["light", "dark"])
    parser.add_argument("--large", type=Path, help="a large case to picture too")
    parser.add_argument("--here", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        look, size = chosen.here.split()
        _picture(chosen.folder, look, size, chosen.only, chosen.large)
        return
    for setting in chosen.setting or SETTINGS:
        size, _, scale = setting.partition("@")
        for look in chosen.look or ("light", "dark"):
            folder = chosen.folder / f"{setting}-{look}"
            folder.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, __file__, str(folder), "--here", f"{look} {size}"]
            if chosen.large is not None:
                command += ["--large", str(chosen.large)]
            scaled = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale or "1"}
            subprocess.run([*command, "--only", chosen.only], check=True, env=scaled | os.environ)


if __name__ == "__main__":
    main()
