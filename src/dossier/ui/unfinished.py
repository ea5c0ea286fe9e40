"""What is said of unfinished words when a case is opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dossier.model.direction import isolated
from dossier.ui import notation

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.drafts import Unfinished

_DEPTH = 6  # of what forms give; a file may hold anything
_BETWEEN = "  ·  "


def greeting(interrupted: str, found: "Sequence[Unfinished]") -> str:
    """Say how the case was left: by force, `interrupted` being the last sign of life, or in order.

    "" if it was closed in order and nothing is unfinished.
    """
    if not interrupted:
        return _waiting(found)
    ended = f"Dossier was closed by force {_after(interrupted)}. Nothing that was saved is lost"
    return f"{ended}; {_back(found)}." if found else f"{ended}."


def _after(interrupted: str) -> str:
    at = datetime.fromisoformat(interrupted)
    today = at.astimezone().date() == datetime.now().astimezone().date()
    return f"after {notation.clock(at) if today else notation.moment(at)}"


def _waiting(found: "Sequence[Unfinished]") -> str:
    if not found:
        return ""
    if len(found) == 1:
        return f"{isolated(found[0].name)} has unfinished words."
    return f"{notation.number(len(found))} records have unfinished words."


def _back(found: "Sequence[Unfinished]") -> str:
    if any(not one.is_live for one in found):
        return f"unfinished words of {notation.counted(len(found), 'record')} are kept"
    named = isolated(found[0].name)
    if len(found) == 1:
        return f"the words you were typing in {named} are back in its form"
    rest = notation.counted(len(found) - 1, "other record")
    return f"the words you were typing in {named} and {rest} are back in their forms"


def words_of(entered: Any, depth: int = _DEPTH) -> str:
    """Give the words of a draft on one line, whichever control or rows they come from."""
    if isinstance(entered, str):
        return " ".join(entered.split())
    if not depth or not isinstance(entered, list | dict):
        return ""
    parts = entered if isinstance(entered, list) else [one[:1] for one in _lists(entered)]
    said = (words_of(part, depth - 1) for part in parts)
    return _BETWEEN.join(dict.fromkeys(filter(None, said)))


def _lists(fields: dict[str, Any]) -> list[list[Any]]:
    return [one for one in fields.values() if isinstance(one, list)]
