"""Saved filters: what there are, and the verbs that save and order them."""

import dataclasses
from collections.abc import Sequence

from dossier.case import edits
from dossier.case.case import Case
from dossier.model.records import View


def saved(case: Case, listed: str = "") -> list[View]:
    """Give the saved filters of the list of a kind, or of all lists, in their order."""
    held = (view for view in case.all(View) if listed in ("", view.listed))
    return sorted(held, key=_rank)


def _rank(view: View) -> tuple[bool, int, int]:
    return (view.position is None, view.position or 0, view.id)


def save(case: Case, view: View) -> View:
    """Store a filter under its name; that of the same name and list, if there is one, is changed.

    RefusedError for a name that is empty or too long.
    """
    held = saved(case)
    title = " ".join(view.title.split())
    same = next((one for one in held if (one.title, one.listed) == (title, view.listed)), None)
    if same is not None:
        changed = dataclasses.replace(view, id=same.id, title=title, position=same.position)
        return edits.change(case, changed, label=f"Change filter “{title}”")
    last = max((one.position or 0 for one in held), default=0)
    new = dataclasses.replace(view, title=title, position=last + 1)
    return edits.add(case, new, label=f"Save filter “{title}”")


def move(case: Case, id_: int, by: int) -> None:
    """Put a saved filter so many places further down; negative goes up, and the ends hold."""
    held = saved(case)
    at = next((at for at, one in enumerate(held) if one.id == id_), -1)
    to = max(0, min(at + by, len(held) - 1))
    if at < 0 or to == at:
        return
    moved = held.pop(at)
    held.insert(to, moved)
    _number(case, held, f"Move filter “{moved.title}”")


def _number(case: Case, held: Sequence[View], label: str) -> None:
    with case.edit(label) as edit:
        for position, view in enumerate(held, start=1):
            edit.update(dataclasses.replace(view, position=position))
