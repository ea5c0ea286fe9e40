"""A case with a little of everything in it and past undo and redo, and its package."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.case import edits, file
from dossier.case.case import Case
from dossier.exchange.package import PackageWriter
from dossier.exchange.sample import create_sample
from dossier.model.records import Actor, Attachment, CaseInfo, Incident, Source
from exchange.bags import PAGE, PICTURE


@pytest.fixture(scope="package")
def rich_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case with files, a trashed and a deleted record, and steps undone and redone."""
    path = tmp_path_factory.mktemp("rich") / "rich.dossier"
    with create_sample(path) as case:
        source = case.all(Source)[0]
        with case.edit("Attach files") as edit:
            for name, body, kind in (
                ("a.png", PICTURE, "image/png"),
                ("b.html", PAGE, "text/html"),
            ):
                sha256 = edit.store_blob(body, kind)
                edit.insert(Attachment(source=source.id, sha256=sha256, file_name=name,
                                       media_type=kind, size=len(body)))  # fmt: skip
        edits.trash(case, "incident", [edits.add(case, Incident(title="Into the trash")).id])
        nobody = edits.add(case, Actor(name="Nobody"))
        with case.edit("Delete Nobody") as edit:
            edit.delete("actor", nobody.id)
        edits.add(case, Incident(title="Taken back"))
        case.undo()
        edits.add(case, Incident(title="Taken back and done again"))
        case.undo()
        case.redo()
    return path


@pytest.fixture(scope="package")
def package(rich_path: Path) -> Path:
    """The package of the rich case."""
    path = rich_path.with_suffix(".zip")
    with file.open_case(rich_path, read_only=True) as case:
        PackageWriter().write(case, path)
    return path


@pytest.fixture
def rich(rich_path: Path) -> Iterator[Case]:
    with file.open_case(rich_path, read_only=True) as case:
        yield case


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Case]:
    """A case that holds nothing but its own properties."""
    with file.create(tmp_path / "empty.dossier", CaseInfo(title="Empty")) as case:
        yield case
