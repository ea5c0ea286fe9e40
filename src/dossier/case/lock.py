"""One lock file beside the case: who has it open, where and since when."""

import getpass
import json
import os
import secrets
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier.case.journal import moment
from dossier.errors import BusyError


def default_user() -> str:
    """Name of the person at this computer, for the journal and the lock."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this system
        return "unknown"


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has a case open. `started` tells two processes of one number apart."""

    host: str
    pid: int
    user: str
    since: str
    started: str = ""

    def __str__(self) -> str:
        return f"{self.user} on {self.host} since {self.since[:16].replace('T', ' ')} UTC"

    def is_gone(self) -> bool:
        """Whether the process is known to be gone. On another computer nothing is known."""
        if self.host != socket.gethostname():
            return False
        return not _is_running(self.pid) or self.started != _started(self.pid)

    def is_here(self) -> bool:
        """Whether it is this process."""
        return self.pid == os.getpid() and self.host == socket.gethostname()


class Lock:
    """A lock that this process holds; release it when the case is closed."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path = path
        self._holder = holder

    def release(self) -> None:
        """Remove the lock file, unless somebody else has taken it over."""
        if read(self._path) == self._holder:
            self._path.unlink(missing_ok=True)


def path_of(case: Path) -> Path:
    """Where the lock of a case file lies."""
    return case.with_name(case.name + ".lock")


def holder_of(case: Path) -> Holder | None:
    """Who holds a case open; None if nobody does, as far as is known."""
    holder = read(path_of(case))
    return None if holder is None or holder.is_gone() else holder


def acquire(case: Path, user: str, *, take_over: bool = False) -> Lock:
    """Lock a case for this process; BusyError names who has it. OSError if nothing can be written.

    A lock whose process on this computer is gone is taken; `take_over` takes any other one.
    """
    path = path_of(case)
    mine = Holder(socket.gethostname(), os.getpid(), user, moment(), _started(os.getpid()))
    for _attempt in range(3):
        if _write(path, mine):
            return Lock(path, mine)
        found = read(path)
        if found is not None and not found.is_gone() and not (take_over and not found.is_here()):
            raise busy(case, found)
        _remove(path, found)
    raise busy(case, read(path))


def busy(case: Path, holder: Holder | None) -> BusyError:
    """Say who has the case."""
    return BusyError(
        f"{case.name} is open: {holder or 'another program has just opened it'}.",
        "Close it there first. The window can open it read-only, or take it over if you know that"
        " nobody is writing to it.",
        holder=str(holder or ""),
    )


def read(path: Path) -> Holder | None:
    """Read a lock file; None if there is none or it is not readable as one."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            str(held["host"]),
            int(held["pid"]),
            str(held["user"]),
            str(held["since"]),
            str(held["started"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, holder: Holder) -> bool:
    """Make the lock file whole or not at all: False if one is there."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        return _write_exclusively(path, holder)
    finally:
        draft.unlink()
    return True


def _write_exclusively(path: Path, holder: Holder) -> bool:
    try:
        with path.open("x", encoding="utf-8") as file:
            json.dump(asdict(holder), file)
    except FileExistsError:
        return False
    return True


def _remove(path: Path, seen: Holder | None) -> None:
    """Remove the lock that was seen; one that somebody made meanwhile is put back."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if read(aside) == seen:
        aside.unlink()
    else:
        aside.rename(path)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    """os.kill ends a process there, so ask for a handle instead (PROCESS_QUERY_LIMITED...)."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    kernel.CloseHandle(handle)
    return True


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot, where /proc tells; else nothing.

    proc(5): field 22 of stat; the name in field 2 may hold spaces and brackets.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
