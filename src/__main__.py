"""`python3 src ...`: make or mend .venv from the pins, then start Dossier in it.

Standard library only, and readable by every Python since 3.7, so that a wrong version gets a
sentence instead of a syntax error. `python3 tests` runs this same file for its own set-up.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLDEST, NEWEST = (3, 11), (3, 13)
HOME = Path(__file__).resolve().parent.parent
PINS = HOME / "tests" / "constraints.txt"
VENV = HOME / ".venv"
STAMP = VENV / "dossier.json"
LOG = VENV / "setup.log"
WINDOWS = os.name == "nt"
PYTHON = VENV.joinpath("Scripts", "python.exe") if WINDOWS else VENV.joinpath("bin", "python")


class SetupError(Exception):
    """Set-up cannot go on; the text says what is wrong and what to do."""


def say(line: str) -> None:
    """Tell the person waiting; standard output belongs to the program."""
    print(line, file=sys.stderr, flush=True)


def check_version(version: tuple[int, int]) -> None:
    """Refuse a Python that the pins do not cover."""
    if not OLDEST <= version <= NEWEST:
        raise SetupError(
            f"This is Python {version[0]}.{version[1]}, and Dossier needs 3.11, 3.12 or 3.13. "
            "Start it with one of those, for example: python3.12 src demo"
        )


# ---- the stamp: what .venv was made from ------------------------------------------------------


def digest() -> str:
    """Fingerprint of all that decides what .venv holds."""
    python = "{}.{}".format(*sys.version_info).encode()
    project = (HOME / "pyproject.toml").read_bytes()
    return hashlib.sha256(b"\0".join((python, project, PINS.read_bytes()))).hexdigest()


def installed() -> list[str]:
    """Names, with versions, of the packages in .venv."""
    packages = "Lib/site-packages" if WINDOWS else "lib/python3*/site-packages"
    return sorted(folder.name for folder in VENV.glob(packages + "/*.dist-info"))


def read_stamp() -> dict[str, Any]:
    """What the last set-up wrote; empty if there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(**stamp: object) -> None:
    """Replace the stamp in one step."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def is_complete(extra: str) -> bool:
    """Whether .venv is whole, made from these pins, and has at least what is asked for now."""
    stamp = read_stamp()
    return (
        stamp.get("home") == str(HOME)
        and stamp.get("digest") == digest()
        and extra in ("", stamp.get("extra"))
        and PYTHON.exists()
        and set(stamp.get("installed", ())) <= set(installed())
    )


# ---- system packages --------------------------------------------------------------------------


def apt_line(packages: Sequence[str]) -> str:
    """The one line that installs system packages on Debian and Ubuntu."""
    return "sudo apt install " + " ".join(packages)


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages, if this is Debian and we are root; whether it worked."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say("Installing system packages: " + " ".join(packages))
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with LOG.open("a", encoding="utf-8") as log:
        # a stale list is no reason to give up: the install below decides
        subprocess.run([*apt, "update"], stdout=log, stderr=log, env=quiet, check=False)
        install = [*apt, "install", "--no-install-recommends", *packages]
        done = subprocess.run(install, stdout=log, stderr=log, env=quiet, check=False)
    if done.returncode:
        say(f"That did not work ({LOG} says why). Later: {apt_line(packages)}")
    return done.returncode == 0


def require_ensurepip() -> None:
    """Debian ships Python without ensurepip; without it a .venv has no pip."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info)
    if apt_install([package]):
        importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise SetupError(
            "This Python cannot make a virtual environment: its module ensurepip is missing. "
            "On Debian and Ubuntu: " + apt_line([package])
        )


def add_libraries() -> None:
    """Once, install the system libraries of Qt that are missing; the window names what stays so."""
    command = [str(PYTHON), "-P", "-m", "dossier.ui.display"]
    asked = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if asked.stdout.split():
        apt_install(asked.stdout.split())
    write_stamp(**read_stamp(), screen=True)


# ---- .venv ------------------------------------------------------------------------------------


def answers(*arguments: str) -> bool:
    """Whether the Python of .venv starts and does this without complaint."""
    with contextlib.suppress(OSError), LOG.open("a", encoding="utf-8") as log:
        command = [str(PYTHON), "-I", *arguments]
        return subprocess.run(command, stdout=log, stderr=log, check=False).returncode == 0
    return False


def is_usable() -> bool:
    """Whether the .venv found here, perhaps made by uv, can be completed instead of remade."""
    version = "import sys; sys.exit(sys.version_info[:2] != ({}, {}))".format(*sys.version_info)
    return (
        read_stamp().get("home", str(HOME)) == str(HOME)  # its scripts know their folder
        and answers("-c", version)
        and (answers("-m", "pip", "--version") or answers("-m", "ensurepip"))
    )


def create() -> None:
    """A new, empty .venv in the place of whatever is there."""
    import venv

    say("Making .venv with Python {}.{}.{} (only this once)".format(*sys.version_info))
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    write_stamp(home="unfinished")
    require_ensurepip()
    venv.EnvBuilder(with_pip=True, symlinks=not WINDOWS).create(VENV)


def install(extra: str) -> None:
    """Bring the packages of .venv to the pins; says each name, keeps the whole story in LOG."""
    say("Installing the packages that Dossier is built on; the first time takes a minute or two")
    pins = PINS.as_uri()  # pip splits these variables at spaces, which a file address has not
    environment = {
        **os.environ,
        "PIP_CONSTRAINT": pins,
        "PIP_BUILD_CONSTRAINT": pins,  # the same for the build, from pip 25.3 on
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
    }
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--editable"]
    command.append(f".[{extra}]" if extra else ".")
    trouble = run_pip(command, environment)
    if trouble:
        STAMP.unlink()  # pip stopped in good order: the next start goes on from here
        raise SetupError(
            f"The packages could not be installed: {trouble}. "
            f"Start again when that is solved; {LOG} tells the whole story."
        )


def run_pip(command: list[str], environment: dict[str, str]) -> str:
    """Run pip and name the packages as they come; what went wrong, empty if nothing did."""
    errors: list[str] = []
    pip = subprocess.Popen(
        command,
        cwd=HOME,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with LOG.open("a", encoding="utf-8") as log, pip:
        for line in pip.stdout or ():
            log.write(line)
            if line.startswith("Collecting "):
                say("  " + line.split()[1])
            if "after connection broken by" in line:
                errors.insert(0, "the package server does not answer (is this computer online?)")
            if "ERROR: " in line:
                errors.append(line.split("ERROR: ")[1])
    return (*errors, "pip failed")[0].strip(" .\n") if pip.returncode else ""


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one set-up at a time work on .venv; the system frees the lock when its holder dies."""
    with (HOME / ".venv.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another start of Dossier is setting up .venv; waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def complete(extra: str) -> None:
    """Make or mend .venv. The stamp comes last: a set-up that was killed is begun again."""
    extra = extra or str(read_stamp().get("extra", ""))
    if not is_usable():
        create()
    write_stamp(home="unfinished")
    install(extra)
    write_stamp(home=str(HOME), digest=digest(), extra=extra, installed=installed())


def prepare(extra: str = "", *, screen: bool) -> str:
    """Path of a Python that has Dossier, the packages of `extra` and, for a screen, Qt's libraries.

    Raises SetupError with a sentence for the user.
    """
    check_version(sys.version_info[:2])
    try:
        if not is_complete(extra):
            with only_one():
                if not is_complete(extra):
                    complete(extra)
        if screen and "screen" not in read_stamp() and os.access(VENV, os.W_OK):
            with only_one():
                add_libraries()
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise SetupError(f"Dossier could not be set up in {VENV}: {error}") from error
    return str(PYTHON)


def has_screen() -> bool:
    """Whether there may be a screen to open a window on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(command: list[str]) -> NoReturn:
    """Become the program; Windows cannot, and waits for it."""
    if WINDOWS:
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def main() -> NoReturn:
    """Set up, then start Dossier with the words of this command line."""
    try:
        python = prepare(screen=has_screen())
    except SetupError as error:
        say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped. The next start takes up the set-up again.")
        sys.exit(130)
    start([python, "-P", "-m", "dossier", *sys.argv[1:]])


if __name__ == "__main__":
    main()
