"""The wheel and the sdist carry all that a checkout has to run with."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]


def build(project: Path, target: str, folder: Path) -> Path:
    """Build the wheel or the sdist of a project into `folder`; its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    return build(HOME, "wheel", tmp_path_factory.mktemp("wheel"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_an_installed_wheel_finds_every_resource(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(wheel, tmp_path, "zip")
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from dossier import resource\n"
        "print(*sorted(p.relative_to(resource.root()).as_posix()\n"
        "              for p in resource.root().rglob('*') if p.is_file()), sep='\\n')\n"
    )
    command = [sys.executable, "-I", "-c", script]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    resources = HOME / "resources"
    expected = {
        path.relative_to(resources).as_posix()
        for path in resources.rglob("*")
        if path.is_file() and path.suffix != ".pyc"  # of the scripts that build the map
    }
    assert set(found.stdout.split("\n")) - {""} == expected
    assert any(name.startswith("vocab/") for name in expected)


def test_the_wheel_holds_the_program_and_nothing_of_the_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert "dossier" in tops
    assert all(top == "dossier" or top.endswith(".dist-info") for top in tops)


def test_a_wheel_from_the_sdist_is_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build(HOME, "sdist", tmp_path / "sdist")
    source = tmp_path / "source"
    subprocess.run([sys.executable, "-m", "tarfile", "-e", str(sdist), str(source)], check=True)
    (project,) = source.iterdir()
    again = build(project, "wheel", tmp_path / "wheel")
    assert names(again) == names(wheel)
    assert (project / "tests" / "constraints.txt").is_file()
