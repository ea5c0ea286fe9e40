"""Types into the forms of a window until killed, and notes each key; or says how a case greets.

    python tests/whole/typist.py --type CASE NOTES SEED
    python tests/whole/typist.py --greet CASE

Started by kill_window.py.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from dossier.case import drafts
from dossier.case.case import Case
from dossier.model.records import Actor, Claim, Incident, Quote
from dossier.ui import application, fonts
from dossier.ui.forms.aliases import AliasesControl
from dossier.ui.forms.control import Control
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.workbench import Workbench
from dossier.ui.settings import Settings
from dossier.ui.unfinished import words_of
from dossier.ui.window import Window

IDLE = 20  # fruitless tries in a row
LETTERS = "abcdefghiklmnoprstuvyz  шартузи شیرخان"


def open_window(app: QApplication, path: Path) -> Window:
    """Open a case in a window as the program does, with settings of its own."""
    fonts.load(path.parent / "fonts")
    window = application.build(app, Settings(path.parent / "settings.ini"))
    window.show()
    window.open_path(path)
    QTest.qWait(100)
    window.activateWindow()
    if not QTest.qWaitForWindowActive(window):
        sys.exit("the window is not active")
    return window


# ---- typing ------------------------------------------------------------------------------


class Typist:
    """Goes from form to form and types; chance decides where, what and how fast."""

    def __init__(self, window: Window, notes: int, chance: random.Random) -> None:
        self._window = window
        self._notes = notes
        self._chance = chance
        self._idle = 0

    @property
    def _bench(self) -> Workbench:
        assert self._window.workbench is not None
        return self._window.workbench

    @property
    def _case(self) -> Case:
        case = self._window._desk.case
        assert case is not None
        return case

    def work(self) -> None:
        """Type without end."""
        places: tuple[Callable[[], object], ...] = (
            self._title, self._summary, self._date, self._row, self._alias, self._new_claim,
            self._property, self._quote, self._incident_of_claim,
        )  # fmt: skip
        while True:
            self._chance.choice(places)()
            QTest.qWait(10)
            self._type(self._chance.choice((3, 12, 40, 140)))
            end = self._chance.choice((Qt.Key.Key_Tab, Qt.Key.Key_Return, None))
            focus = QApplication.focusWidget()
            if end is not None and focus is not None:
                QTest.keyClick(focus, end)

    def _type(self, count: int) -> None:
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit | QPlainTextEdit) or field.isReadOnly():
            self._idle += 1
            if self._idle > IDLE:
                sys.exit(f"nowhere to type: {field}, {QApplication.activeWindow()}")
            return
        self._idle = 0
        whole = isinstance(field, QPlainTextEdit)
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(field, Qt.Key.Key_End, control if whole else Qt.KeyboardModifier.NoModifier)
        for _ in range(count):
            press(field, self._chance.choice(LETTERS))
            self._note(field)
            QTest.qWait(self._chance.choice((5, 20, 40, 80, 160)))

    def _note(self, field: QLineEdit | QPlainTextEdit) -> None:
        words = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        line = json.dumps({"at": time.monotonic(), "words": words}) + "\n"
        os.write(self._notes, line.encode())

    # ---- places

    def _inspect(self, kind: str, record: int) -> Inspector:
        self._bench.go_to(kind, record)
        self._bench.inspector.show_record(kind, record)
        self._bench.inspector.tabs.setCurrentWidget(self._bench.inspector.details)
        return self._bench.inspector

    def _incident(self) -> Inspector:
        return self._inspect("incident", self._chance.choice(self._case.all(Incident)).id)

    def _go(self, inspector: Inspector, name: str) -> Control:
        assert inspector.form is not None
        control = inspector.form.rows[name].control
        control.setFocus()
        return control

    def _title(self) -> None:
        self._go(self._incident(), "title")

    def _summary(self) -> None:
        self._go(self._incident(), "summary")

    def _date(self) -> None:
        self._go(self._incident(), "date")

    def _row(self) -> None:
        form = self._incident().form
        assert form is not None
        form.groups[self._chance.choice(("incident_actor", "incident_place"))].add()

    def _alias(self) -> None:
        control = self._go(self._inspect("actor", self._case.all(Actor)[0].id), "aliases")
        assert isinstance(control, AliasesControl)
        control.add()

    def _new_claim(self) -> None:
        inspector = self._incident()
        inspector.tabs.setCurrentWidget(inspector.evidence)
        if not inspector.evidence.new_claim.is_open:
            inspector.evidence.new_claim.begin()
        form = inspector.evidence.new_claim.form
        assert form is not None
        form.rows[self._chance.choice(("stated", "count", "rationale"))].control.setFocus()

    def _property(self) -> None:
        self._bench.show_case_info()
        self._go(self._bench.inspector, "author")

    def _beside_text(self, kind: str, record: int) -> None:
        self._bench.read(kind, record)
        assert self._bench.pages.reader is not None
        self._bench.pages.reader.show_record(kind, record)

    def _quote(self) -> None:
        self._beside_text("quote", self._case.all(Quote)[0].id)
        reader = self._bench.pages.reader
        assert reader is not None
        self._go(reader.record.inspector, self._chance.choice(("role", "venue", "said")))

    def _incident_of_claim(self) -> None:
        self._beside_text("claim", self._case.all(Claim)[0].id)


def press(field: QWidget, letter: str) -> None:
    """Press and release the key of a letter of any script; the clicks of QTest know Latin only."""
    for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


# ---- greeting ----------------------------------------------------------------------------


def greet(app: QApplication, path: Path) -> None:
    """Print as JSON what a window says when it opens the case, and the drafts no form shows."""
    window = open_window(app, path)
    said = window.notice.words.text() if window.notice.isVisible() else ""
    case, bench = window._desk.case, window.workbench
    assert case is not None
    assert bench is not None
    missing = []
    for one in drafts.unfinished(case):
        if not one.is_live:
            continue
        bench.resume(one)
        QTest.qWait(20)
        shown = [words_of(control.entered()) for control in window.findChildren(Control)]
        for _, draft in one.drafts:
            words = words_of(draft.entered).split("  ·  ")[0]
            if not any(words in control for control in shown):
                missing.append(f"{one.name}: {words}")
    sys.stdout.write(json.dumps({"sentence": said, "missing": missing}))
    window.close()


def main() -> None:
    """Do what is asked for."""
    what, path, *more = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    if what == "--greet":
        greet(app, Path(path))
        return
    notes = os.open(more[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    chance = random.Random(int(more[1]))  # noqa: S311 - chance, not a secret
    Typist(open_window(app, Path(path)), notes, chance).work()


if __name__ == "__main__":
    main()
