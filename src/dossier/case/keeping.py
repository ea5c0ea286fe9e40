"""Briefs that are kept: what is asked of a brief, under a title, as a record of the case."""

import dataclasses

from dossier.case import edits, issues
from dossier.case.case import Case
from dossier.errors import RefusedError
from dossier.model.records import Brief


def keep(case: Case, title: str, plan: str) -> Brief:
    """Keep the plan of a brief under a title; another plan of that title is replaced.

    RefusedError if the title is empty or too long.
    """
    title = issues.check_title(title)
    held = issues.named(case, title)
    label = f"Keep brief “{title}”"
    if held is None:
        return edits.add(case, Brief(title=title, plan=plan), label=label)
    return edits.change(case, dataclasses.replace(held, plan=plan), label=label)


def rename(case: Case, brief: int, title: str) -> Brief:
    """Give a kept brief another title; RefusedError if it is empty, too long or taken."""
    held, title = case.get(Brief, brief), issues.check_title(title)
    other = issues.named(case, title)
    if other is not None and other.id != brief:
        raise RefusedError(f"Another brief is called “{title}”.", "Choose another title.")
    renamed = dataclasses.replace(held, title=title)
    return edits.change(case, renamed, label=f"Rename brief “{held.title}”")
