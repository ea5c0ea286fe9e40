"""The page of briefs of the sample case."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dossier.exchange.sample import create_sample
from dossier.ui.desk import Desk
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.window import Window
from ui.briefs.showing import (
    open_page,
    wait_for_proof,
)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, closed; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "sample.dossier"
    create_sample(path).close()
    return path


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "sample.dossier"))


@pytest.fixture
def pane(qtbot: QtBot, window: Window, desk: Desk, sample_path: Path) -> BriefPane:
    """The page of briefs of the sample, with its first brief on screen."""
    assert desk.open_case(sample_path)
    shown = open_page(window)
    wait_for_proof(qtbot, shown)
    return shown
