"""The lock: who has the case, where and since when; stale only when its process is gone."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.case import lock
from dossier.case.lock import Holder
from dossier.errors import BusyError


def _held(case: Path, **changes: object) -> Holder:
    """Write a lock as this process would have, but for the changes."""
    held = lock.acquire(case, "me")
    mine = lock.read(lock.path_of(case))
    held.release()
    assert mine is not None
    holder = dataclasses.replace(mine, **changes)  # type: ignore[arg-type]  # any of its fields
    lock.path_of(case).write_text(json.dumps(dataclasses.asdict(holder)), encoding="utf-8")
    return holder


def _dead() -> int:
    """Number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_a_lock_names_its_holder_and_goes_when_released(path: Path) -> None:
    held = lock.acquire(path, "asel")
    holder = lock.holder_of(path)
    assert holder is not None
    assert (holder.user, holder.pid, holder.is_here()) == ("asel", os.getpid(), True)
    with pytest.raises(BusyError, match=r"border\.dossier is open: asel on "):
        lock.acquire(path, "other")
    held.release()
    assert lock.holder_of(path) is None
    assert list(path.parent.iterdir()) == []


def test_a_lock_whose_process_is_gone_is_taken(path: Path) -> None:
    _held(path, pid=_dead(), user="crashed")
    lock.acquire(path, "me").release()
    assert list(path.parent.iterdir()) == []


def test_a_lock_whose_number_went_to_another_process_is_taken(path: Path) -> None:
    holder = _held(path, pid=os.getppid(), started="1")
    assert holder.is_gone()
    lock.acquire(path, "me").release()


def test_a_lock_of_another_computer_is_taken_only_when_told_to(path: Path) -> None:
    holder = _held(path, host="elsewhere", pid=_dead())
    with pytest.raises(BusyError) as busy:
        lock.acquire(path, "me")
    assert busy.value.holder == str(holder)
    mine = lock.acquire(path, "me", take_over=True)
    assert lock.holder_of(path) != holder
    mine.release()


def test_what_was_taken_over_is_not_released_by_its_first_holder(path: Path) -> None:
    mine = lock.acquire(path, "me")
    _held_by_other = _overwrite(path)
    mine.release()
    assert lock.read(lock.path_of(path)) == _held_by_other


def _overwrite(path: Path) -> Holder:
    other = Holder("elsewhere", 1, "you", "2021-06-22T00:00:00Z")
    lock.path_of(path).write_text(json.dumps(dataclasses.asdict(other)), encoding="utf-8")
    return other


def test_this_process_cannot_take_over_from_itself(path: Path) -> None:
    held = lock.acquire(path, "me")
    with pytest.raises(BusyError):
        lock.acquire(path, "me", take_over=True)
    held.release()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"host": 1', "\x00"])
def test_a_lock_that_cannot_be_read_is_nobody_s(path: Path, text: str) -> None:
    lock.path_of(path).write_text(text)
    lock.acquire(path, "me").release()


def test_without_hard_links_the_lock_is_still_exclusive(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    held = lock.acquire(path, "me")
    with pytest.raises(BusyError):
        lock.acquire(path, "me")
    held.release()
    assert list(path.parent.iterdir()) == []
