"""What the command line says: results on stdout, everything else on stderr."""

import io
import json
import os
import sys
import unicodedata
from typing import Any

_CONTROLS = frozenset({"Cc", "Zl", "Zp"})


def prepare() -> None:
    """Let no letter stop a stream that cannot write it: it is written as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Hand over what is still held back; BrokenPipeError if nobody reads it."""
    sys.stdout.flush()


def give_up() -> None:
    """Say nothing more: the reader went away. Python would complain when it flushes at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def tell(line: str) -> None:
    """Say something beside the result."""
    print(_shown(line), file=sys.stderr)  # noqa: T201 - the command line speaks by printing


def give(line: str) -> None:
    """Give a line of the result."""
    print(_shown(line))  # noqa: T201 - the command line speaks by printing


def give_json(data: Any) -> None:
    """Give the result as JSON in ASCII: every terminal and every pipe passes it on."""
    print(json.dumps(data, indent=1))  # noqa: T201 - the command line speaks by printing


def _shown(line: str) -> str:
    """Keep words of the case from steering the terminal, and a line to one line."""
    return "".join(_spelt(letter) for letter in line)


def _spelt(letter: str) -> str:
    return repr(letter)[1:-1] if unicodedata.category(letter) in _CONTROLS else letter


def show_progress(what: str, done: int, total: int) -> None:
    """Show progress on a terminal; say nothing into a file."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else "\r"
        print(f"\x1b[K{what} {done}/{total}", end=end, file=sys.stderr)  # noqa: T201 - see tell
