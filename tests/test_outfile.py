"""Files that cannot be written: one sentence, what stood there stays, nothing is left beside it."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier import outfile
from dossier.errors import DossierError

Setup = Callable[[Path], Path]


def _folder(root: Path) -> Path:
    (root / "brief.pdf").mkdir()
    return root / "brief.pdf"


def _read_only(root: Path) -> Path:
    (root / "brief.pdf").write_bytes(b"old")
    (root / "brief.pdf").chmod(stat.S_IRUSR)
    return root / "brief.pdf"


def _no_folder(root: Path) -> Path:
    return root / "nowhere" / "brief.pdf"


def _file_for_folder(root: Path) -> Path:
    (root / "notes.txt").write_bytes(b"old")
    return root / "notes.txt" / "brief.pdf"


def _too_long(root: Path) -> Path:
    return root / f"{'b' * 300}.pdf"


def _nameless(root: Path) -> Path:
    return root / "br\0ief.pdf"


def _unwritable_name(root: Path) -> Path:
    return root / "br\ud800ief.pdf"


def _link_to_itself(root: Path) -> Path:
    (root / "brief.pdf").symlink_to(root / "brief.pdf")
    return root / "brief.pdf"


def _link_to_nowhere(root: Path) -> Path:
    (root / "brief.pdf").symlink_to(root / "gone" / "paper.pdf")
    return root / "brief.pdf"


REFUSED: dict[str, tuple[Setup, str]] = {
    "a folder": (_folder, "is a folder"),
    "read-only": (_read_only, "is read-only: nothing was written over it"),
    "no folder": (_no_folder, r"brief\.pdf could not be written to .*nowhere: there is no such"),
    "a file for a folder": (_file_for_folder, "that is no folder|there is no such folder"),
    "too long": (_too_long, "its name is too long"),
    "no name": (_nameless, "no name for a file"),
    "no name of this system": (_unwritable_name, "no name for a file"),
    "a link to itself": (_link_to_itself, "link that leads to itself"),
    "a link to nowhere": (_link_to_nowhere, r"paper\.pdf could not be written to .*gone"),
}
refused = pytest.mark.parametrize(("setup", "words"), REFUSED.values(), ids=REFUSED)


def placed(setup: Setup, root: Path, suffix: str) -> Path:
    """The place of a target, under a name that asks for another form."""
    path = setup(root)
    wanted = path.with_suffix(suffix)
    if os.path.lexists(path):
        path.rename(wanted)
    if path.suffix != suffix and os.path.lexists(wanted) and wanted.is_symlink():
        held = wanted.readlink()
        wanted.unlink()
        wanted.symlink_to(wanted if held == path else held)
    return wanted


def everything(root: Path) -> dict[str, bytes]:
    """Each file below a folder with what is in it."""
    return {
        str(one.relative_to(root)): one.read_bytes() if one.is_file() else b"-"
        for one in root.rglob("*")
    }


def write(path: Path, data: bytes = b"new") -> None:
    with outfile.replaced(path) as out:
        out.write(data)


@refused
def test_what_cannot_be_written_is_refused_in_one_sentence_and_left_as_it_was(
    tmp_path: Path, setup: Setup, words: str
) -> None:
    path = setup(tmp_path)
    before = everything(tmp_path)
    for ask in (outfile.check, write):
        with pytest.raises(DossierError, match=words) as caught:
            ask(path)
        assert "\n" not in caught.value.message
        assert caught.value.message.count(". ") == 0
        assert caught.value.hint.endswith(".")
        assert everything(tmp_path) == before


def test_a_check_leaves_nothing_and_changes_nothing(tmp_path: Path) -> None:
    outfile.check(tmp_path / "new.pdf")
    (tmp_path / "old.pdf").write_bytes(b"old")
    outfile.check(tmp_path / "old.pdf")
    assert everything(tmp_path) == {"old.pdf": b"old"}


def test_a_link_goes_on_leading_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    link = tmp_path / "brief.pdf"
    link.symlink_to(tmp_path / "shelf" / "paper.pdf")
    for data in (b"first", b"second"):
        write(link, data)
        assert link.is_symlink()
        assert everything(tmp_path / "shelf") == {"paper.pdf": data}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBUSY])
def test_a_file_that_another_program_has_open_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As Windows refuses while a reader of PDF shows the old one; as Linux of an immutable one."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DossierError, match="is open in another program, or protected") as caught:
        write(path)
    assert caught.value.hint.startswith("Close the program")
    assert everything(tmp_path) == {"brief.pdf": b"old"}


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "you may not write there"), (errno.EROFS, "that place can only be read")],
)
def test_a_folder_where_nobody_may_write_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Refused by the system in the test: whoever runs it may be allowed everything."""

    def refuse(*_: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    for ask in (outfile.check, write):
        with pytest.raises(DossierError, match=words):
            ask(tmp_path / "brief.pdf")
    monkeypatch.undo()
    assert everything(tmp_path) == {}


def test_a_folder_that_goes_while_one_writes_is_told(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()

    def write_and_lose() -> None:
        with outfile.replaced(shelf / "brief.pdf") as out:
            out.write(b"new")
            shutil.rmtree(shelf)

    with pytest.raises(DossierError, match=r"could not be written to .*shelf: there is no such"):
        write_and_lose()
    assert everything(tmp_path) == {}


def test_a_disk_that_is_full_asks_for_room(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    def fill() -> None:
        with outfile.replaced(path) as out:
            out.write(b"ne")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DossierError, match="No space left") as caught:
        fill()
    assert caught.value.hint.startswith("Make room")
    assert everything(tmp_path) == {"brief.pdf": b"old"}


def test_trouble_with_another_file_is_not_said_of_this_ones_folder(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught, outfile.replaced(tmp_path / "brief.pdf"):
        (tmp_path / "logo.png").read_bytes()
    assert "no such folder" not in caught.value.message
    assert everything(tmp_path) == {}
