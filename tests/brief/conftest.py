"""The sample case, and its brief printed once for all who only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.reading import Brief, brief_of
from dossier.case.case import Case
from dossier.exchange.sample import create_sample


@pytest.fixture(scope="package")
def sample_brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The brief of the sample case."""
    with create_sample(tmp_path_factory.mktemp("sample") / "sample.dossier") as case:
        return brief_of(case)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Case]:
    """A copy of the sample case that a test may change."""
    with create_sample(tmp_path / "sample.dossier") as case:
        yield case
