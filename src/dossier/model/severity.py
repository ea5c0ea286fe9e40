"""How much the finding of a check matters."""

from enum import StrEnum


class Severity(StrEnum):
    """How much it weighs what a check of the case finds."""

    WRONG = "wrong"  # what a brief would print is false, or the brief is refused
    OPEN = "open"  # something is missing that a reviewer asks for
