"""Driving the page of briefs: changes, what follows them, and what is on it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from dossier import pdfium
from dossier.case.case import Case
from dossier.model.field import kind_of
from dossier.model.records import Incident, Quote
from dossier.ui.actions import Command
from dossier.ui.briefs.proof import Proof
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.window import Window

PATIENCE = 30_000


def open_page(window: Window) -> BriefPane:
    window.actions_.get(Command.GO_BRIEFS).trigger()
    assert window.workbench is not None
    assert window.workbench.pages.brief is not None
    return window.workbench.pages.brief


def wait_for_proof(qtbot: QtBot, pane: BriefPane) -> None:
    qtbot.waitUntil(lambda: not pane.errand.is_busy, timeout=PATIENCE)


def shown_proof(pane: BriefPane) -> Proof:
    assert pane.errand.proof is not None
    assert pane.errand.is_current
    return pane.errand.proof


def anew(qtbot: QtBot, pane: BriefPane, change: Callable[[], object]) -> Proof:
    """Make a change and give the proof that follows it."""
    with qtbot.waitSignal(pane.errand.made, timeout=PATIENCE):
        change()
    return shown_proof(pane)


def text_of(data: bytes) -> str:
    with pdfium.opened(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def edit_first(kind: type[Incident | Quote], **values: Any) -> Callable[[Case], None]:
    """An edit of the first record of a kind."""

    def edit_it(case: Case) -> None:
        name = kind_of(kind).name
        (record,) = case.get_many(
            kind, [case.rows(f"SELECT id FROM {name} ORDER BY id LIMIT 1")[0][0]]
        ).values()
        with case.edit("Edit") as edit:
            edit.update(replace(record, **values))

    return edit_it


def words_box(pane: BriefPane) -> QLineEdit:
    (box,) = (w for w in pane.findChildren(QLineEdit) if "words" in w.accessibleName())
    return box


def box_of(pane: BriefPane, name: str) -> QCheckBox:
    (box,) = (w for w in pane.findChildren(QCheckBox) if w.accessibleName() == name)
    return box


def picker_of(pane: BriefPane, name: str) -> QComboBox:
    (picker,) = (w for w in pane.findChildren(QComboBox) if w.accessibleName() == name)
    return picker


def choose(path: Path) -> None:
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def save_to(qtbot: QtBot, window: Window, path: Path) -> None:
    choose(path)
    for job in tuple(window.jobs.running):  # none where the name alone is refused
        with qtbot.waitSignal(job.ended, timeout=PATIENCE):
            pass
