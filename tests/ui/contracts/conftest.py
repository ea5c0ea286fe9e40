"""The window on the sample case, on an empty one, and on one that is read only."""

import shutil
from pathlib import Path

import pytest

from dossier.case import edits, file, judging
from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.records import CaseInfo, Claim, Hypothesis, Judgement, JudgementLink, Place
from dossier.model.terms import Fit, JudgementKind
from dossier.ui.desk import Desk
from dossier.ui.window import Window


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case with judgements, and a place in its trash; closed, never opened itself."""
    path = tmp_path_factory.mktemp("sample") / "Border crossings.dossier"
    with create_sample(path) as case:
        edits.trash(case, "place", [edits.add(case, Place(name="Nowhere")).id])
        judge(case)
    return path


def judge(case: Case) -> None:
    """Conclude something, and weigh two answers against each other."""
    claim = case.all(Claim)[0]
    for kind in JudgementKind:
        one = judging.add(case, Judgement(kind=kind, text=f"They may go on: {kind}."))
        edits.add(case, JudgementLink(judgement=one.id, claim=claim.id))
    row = judging.lay_out(case, "claim", claim.id)
    for title, fit in (("They fled", Fit.CONSISTENT), ("A drill", Fit.VERY_INCONSISTENT)):
        judging.rate(case, row.id, judging.add(case, Hypothesis(title=title)).id, fit)


@pytest.fixture(params=["sample", "empty", "read-only"])
def toured(
    request: pytest.FixtureRequest, window: Window, desk: Desk, sample_file: Path, tmp_path: Path
) -> Window:
    """The window with a case of each sort."""
    path = tmp_path / "Case.dossier"
    if request.param == "empty":
        file.create(path, CaseInfo(title="Nothing yet")).close()
    else:
        shutil.copy(sample_file, path)
    assert desk.open_case(path, read_only=request.param == "read-only")
    return window


@pytest.fixture
def sample_window(window: Window, desk: Desk, sample_file: Path, tmp_path: Path) -> Window:
    """The window with the sample case."""
    path = tmp_path / "Case.dossier"
    shutil.copy(sample_file, path)
    assert desk.open_case(path)
    return window
