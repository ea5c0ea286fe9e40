"""What the command line says: results on stdout, everything else on stderr."""

import json
import sys
from typing import Any


def tell(line: str) -> None:
    """Say something beside the result."""
    print(line, file=sys.stderr)  # noqa: T201 - the command line speaks by printing


def give(line: str) -> None:
    """Give a line of the result."""
    print(line)  # noqa: T201 - the command line speaks by printing


def give_json(data: Any) -> None:
    """Give the result as JSON."""
    give(json.dumps(data, ensure_ascii=False, indent=1))


def show_progress(what: str, done: int, total: int) -> None:
    """Show progress on a terminal; say nothing into a file."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else "\r"
        print(f"\x1b[K{what} {done}/{total}", end=end, file=sys.stderr)  # noqa: T201 - see tell
