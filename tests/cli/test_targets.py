"""`dossier brief` into places that take no file: every form, one sentence, nothing left behind."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from dossier.brief import compose, issuing
from dossier.brief.document import Report
from dossier.case import attachments, file
from dossier.case.slices import drained
from dossier.model.records import CaseInfo, Source
from test_outfile import REFUSED, everything, placed

resource = pytest.importorskip("resource", reason="needs a system that sets limits")
forms = pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md"])


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of its own for what is written."""
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def told_once(err: str) -> bool:
    return err.count("\n") == 1 and "Traceback" not in err


@forms
@pytest.mark.parametrize("name", REFUSED)
def test_a_place_that_takes_no_file_is_refused_before_anything_is_printed(
    run: Run, case: Path, desk: Path, name: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gather(*_: object, **_more: object) -> None:
        raise AssertionError("work that would be lost")

    setup, _ = REFUSED[name]
    target = placed(setup, desk, suffix)
    before = everything(desk)
    for one in (compose, issuing):
        monkeypatch.setattr(one, "gather", gather)
    refused = run("brief", case, "-o", target)
    assert (refused.code, refused.out) == (1, "")
    assert told_once(refused.err)
    assert everything(desk) == before


@forms
def test_a_brief_is_never_written_over_its_case_by_another_name(
    run: Run, case: Path, desk: Path, suffix: str
) -> None:
    before = case.read_bytes()
    link, twin = desk / f"link{suffix}", desk / f"twin{suffix}"
    link.symlink_to(case)
    twin.hardlink_to(case)
    for target in (link, twin):
        refused = run("brief", case, "-o", target)
        assert (refused.code, refused.out) == (1, "")
        assert told_once(refused.err)
        assert "written over" in refused.err
    assert case.read_bytes() == before
    assert case.samefile(twin)


@forms
def test_a_brief_is_never_written_over_an_original_of_its_case(
    run: Run, case: Path, desk: Path, suffix: str
) -> None:
    original, other = desk / f"statement{suffix}", desk / f"other{suffix}"
    original.write_bytes(b"the only copy")
    other.write_bytes(b"as large  yes")
    with file.open_case(case) as opened:
        (source, *_) = opened.all(Source)
        drained(attachments.attaching(opened, source.id, attachments.measure(original)))
    refused = run("brief", case, "-o", original)
    assert (refused.code, refused.out) == (1, "")
    assert told_once(refused.err)
    assert "is an original that is attached to this case" in refused.err
    assert original.read_bytes() == b"the only copy"
    assert run("brief", case, "-o", other).code == 0
    assert other.read_bytes() != b"as large  yes"


def test_a_package_is_never_written_over_an_original_of_its_case(
    run: Run, case: Path, desk: Path
) -> None:
    original = desk / "evidence.zip"
    original.write_bytes(b"the only copy")
    with file.open_case(case) as opened:
        (source, *_) = opened.all(Source)
        drained(attachments.attaching(opened, source.id, attachments.measure(original)))
    refused = run("export", case, original)
    assert (refused.code, refused.out) == (1, "")
    assert "is an original that is attached to this case" in refused.err
    assert original.read_bytes() == b"the only copy"


@pytest.mark.parametrize("name", ["brief.pdf", "brief.docx", "brief.md", "package.zip"])
def test_nothing_is_written_over_another_case_by_another_name(
    run: Run, case: Path, desk: Path, name: str
) -> None:
    other = desk / "other.dossier"
    run("new", other)
    before = other.read_bytes()
    target = desk / name
    for place in (target.symlink_to, target.hardlink_to):
        place(other)
        words = ("export", case, target) if name.endswith("zip") else ("brief", case, "-o", target)
        refused = run(*words)
        assert (refused.code, refused.out) == (1, "")
        assert "leads to a case file: nothing is written over it" in refused.err
        assert other.read_bytes() == before
        target.unlink()


def test_a_link_to_a_case_that_is_open_is_not_followed(run: Run, case: Path, desk: Path) -> None:
    other, link, folder = desk / "other.dossier", desk / "link.zip", desk / "folder.zip"
    link.symlink_to(other)
    folder.mkdir()
    with file.create(other, CaseInfo(title="Open")):
        refused = run("export", case, link)
    assert "is a case that is open" in refused.err
    assert "is a folder" in run("export", case, folder).err


@forms
def test_a_paper_that_a_reader_has_open_is_told_as_such(
    run: Run, case: Path, desk: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses to replace a file that another program shows."""
    old = desk / f"brief{suffix}"
    old.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    refused = run("brief", case, "-o", old)
    assert (refused.code, refused.out) == (1, "")
    assert told_once(refused.err)
    assert "is open in another program" in refused.err
    assert everything(desk) == {old.name: b"old"}


@pytest.fixture
def small_disk() -> Iterator[None]:
    """A limit on the size of files stands for the full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@forms
def test_a_disk_that_fills_while_a_brief_is_written_leaves_the_old_one(
    run: Run, case: Path, desk: Path, suffix: str, small_disk: None
) -> None:
    del small_disk
    old = desk / f"brief{suffix}"
    old.write_bytes(b"old")
    refused = run("brief", case, "-o", old)
    assert (refused.code, refused.out) == (1, "")
    assert told_once(refused.err)
    assert "could not be written to" in refused.err
    assert "Make room" in refused.err
    assert everything(desk) == {old.name: b"old"}


@forms
def test_a_folder_that_goes_while_a_brief_is_printed_is_told(
    run: Run, case: Path, desk: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = compose.print_brief

    def lose(*given: Any, **more: Any) -> Report:
        report = printed(*given, **more)
        shutil.rmtree(desk)
        return report

    for one in (compose, issuing):
        monkeypatch.setattr(one, "print_brief", lose)
    refused = run("brief", case, "-o", desk / f"brief{suffix}")
    assert (refused.code, refused.out) == (1, "")
    assert told_once(refused.err)
    assert not desk.exists()
