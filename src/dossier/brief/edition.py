"""What one print of a brief is beside what it says: an issue of a number, redacted, locked."""

import zlib
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Any

from dossier import __version__
from dossier.case.since import Difference

# Of the bytes that blocks become: raised whenever the same document is printed otherwise, so that
# a paper of before is not taken for one that was altered. A test holds a printed page to it.
PRESS = 1
_TOOLS = ("reportlab", "uharfbuzz", "pillow", "pyphen")  # whose versions bytes depend on too


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a redacted edition withholds: all above a handling level, and records by their ids.

    Without a level only the records are withheld, and the names that may never be printed.
    """

    level: str = ""
    records: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many records a redacted edition leaves out whole."""

    incidents: int = 0
    statements: int = 0
    judgements: int = 0


NONE_WITHHELD = Withheld()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which brief of the case this is, its number if it is issued, and what is withheld.

    A `locked` one will be encrypted, so it does not claim to be fit for archives. `since` is the
    head of the issue that changes are counted from; empty, it is the last one of other content.
    """

    brief: str = ""
    number: int = 0
    redaction: Redaction | None = None
    locked: bool = False
    since: str = ""

    @property
    def words(self) -> str:
        """Give "Issue 3", "Redacted edition", both, or nothing."""
        issue = f"Issue {self.number}" if self.number else ""
        redacted = "Redacted edition" if self.redaction is not None else ""
        return " · ".join(filter(None, (issue, redacted)))


PLAIN = Edition()


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier issue, the day it went out (ISO 8601), and what has changed since.

    `bared` are the ids of the sources, texts and passages that are in the trash since, `left` the
    references of the statements that were printed then and rest on one of them.
    """

    number: int
    day: str
    head: str
    differences: tuple[Difference, ...]
    bared: frozenset[int] = frozenset()
    left: tuple[str, ...] = ()


@cache
def name_tools() -> str:
    """Give the libraries that a paper is made with, and their versions."""
    made = [f"{name} {metadata.version(name)}" for name in _TOOLS]
    return ", ".join((*made, f"zlib {zlib.ZLIB_RUNTIME_VERSION}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """By what a paper is known again: attached to it, beside what it prints.

    `case` is the uid of the step that made the case, `state` the hash over its content, `head` the
    hash of the last step that changed it; `plan` is the brief's Spec as TOML, empty where that
    would say more than is printed. `press` is the number of the print engine, 0 on papers of
    before it had one; `tools` are the libraries it was made with.
    """

    case: str
    state: str
    head: str
    program: str = f"Dossier {__version__}"
    press: int = PRESS
    tools: str = field(default_factory=name_tools)
    brief: str = ""
    issue: int = 0
    edition: str = ""
    plan: str = ""
    since: str = ""

    def told(self) -> dict[str, Any]:
        """Give it as JSON: what is empty is left out."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in said.items() if value}
