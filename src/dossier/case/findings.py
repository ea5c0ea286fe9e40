"""What verification can find."""

from dataclasses import dataclass
from enum import StrEnum


class Tampering(StrEnum):
    """What was done to the file outside Dossier."""

    HEADER = "header altered"
    TABLES = "tables altered"
    TRIGGER_OR_VIEW = "trigger or view added"
    DAMAGED = "file damaged"
    DANGLING = "reference to nothing"
    ROW_CHANGED = "row changed"
    ROW_ADDED = "row added"
    ROW_MISSING = "row missing"
    CHANGE_ALTERED = "change altered"
    CHANGE_MISSING = "change missing"
    CHANGE_ADDED = "change added"
    STEP_ALTERED = "step altered"
    STEP_MISSING = "step missing"
    HEAD = "head of the journal altered"
    STATE = "state hash wrong"
    TEXT = "text altered"
    BLOB = "file altered"
    CACHE = "cache wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `where` names it, `message` goes on with the sentence."""

    kind: Tampering
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where} {self.message}"
