"""The command line, run in this process where that shows the same, else in one of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier import cli
from dossier.exchange.sample import create_sample

Words = str | Path


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; a window that is asked for answers 77."""

    def command(*words: Words) -> Answer:
        capsys.readouterr()
        code = cli.main([str(word) for word in words], lambda _case: 77)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that finds the program as this one does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more}


def dossier(*words: Words, **more: str) -> Answer:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dossier", *words],
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="package")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.dossier"
    create_sample(path).close()
    return path


@pytest.fixture
def case(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample case that a test may change."""
    return Path(shutil.copy(sample_path, tmp_path / "case.dossier"))


@pytest.fixture
def package(case: Path, run: Run) -> Path:
    """The package of the sample case."""
    path = case.with_name("package.zip")
    assert run("export", case, path).code == 0
    return path
