"""Editions of a brief that the command line makes: issued, redacted, locked; and their check."""

import getpass
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from dossier.case import file, find, issues
from dossier.case.case import Case
from dossier.cli.output import give, give_json, show_progress, tell
from dossier.errors import RefusedError
from dossier.model.records import kind_named

if TYPE_CHECKING:
    from dossier.brief.document import Report
    from dossier.brief.edition import Edition, Redaction
    from dossier.brief.spec import Spec


def is_edition(options: Namespace) -> bool:
    """Whether more is asked for than the plain brief."""
    return bool(
        options.issue is not None
        or options.redact is not None
        or options.withhold
        or options.password
    )


def kept(case: Case, options: Namespace) -> "Spec | None":
    """Give what was asked of this brief when it was issued last, if nothing else is asked for."""
    from dossier.brief import templates

    found = issues.named(case, options.issue) if options.issue and not options.template else None
    return templates.read(found.plan, f"The plan of “{found.title}”") if found else None


def write(case: Case, spec: "Spec", options: Namespace) -> "Report":
    """Write an edition; one that is issued is stored once its file lies in place."""
    from dossier.brief import issuing

    edition = _edition(case, options)
    if options.issue is not None:
        edition = issuing.next_edition(case, options.issue or spec.name, edition)
    password = _password(new=True) if options.password else ""
    made = issuing.write_edition(
        case, options.output, spec, edition, password, progress=show_progress
    )
    if options.issue is not None:
        issue = issuing.store(case, spec, edition, made, options.output)
        give(f"Issue {issue.number} of “{edition.brief}”, state {issue.state[:12]}…")
    if password:
        tell("A locked PDF is neither PDF/A nor the same bytes when it is made again.")
    return made.report


def _edition(case: Case, options: Namespace) -> "Edition":
    from dossier.brief.edition import Edition

    redacted = options.redact is not None or bool(options.withhold)
    return Edition(
        redaction=_redaction(case, options) if redacted else None, locked=options.password
    )


def _redaction(case: Case, options: Namespace) -> "Redaction":
    from dossier.brief.edition import Redaction

    chosen = [_withheld(case, name) for name in options.withhold]
    return Redaction(options.redact or "", frozenset(chosen))


def _withheld(case: Case, name: str) -> int:
    """Give the id of a record by its reference, its id or, of people and places, its name."""
    from dossier.brief.redaction import CHOSEN_KINDS

    found = find.by_reference(case, name)
    if found is not None:
        kind, id_ = found
        if kind not in CHOSEN_KINDS:
            raise RefusedError(
                f"A {kind_named(kind).about.label.lower()} cannot be withheld by itself.",
                "Withhold the source, incident, statement or person that it belongs to.",
            )
        return id_
    wanted = " ".join(name.split()).casefold()
    same = [
        row.id
        for kind in ("actor", "place")
        for row in find.listing(case, kind, find.ids(case, kind, words=f'"{name}"'))
        if row.title.casefold() == wanted
    ]
    if len(same) != 1:
        raise RefusedError(
            f"{len(same) or 'No'} record{'s' if len(same) > 1 else ''} of the case"
            f" {'are' if len(same) > 1 else 'is'} called “{name}”.",
            "Give a reference such as INC-0001, the whole name, or the id of the record.",
        )
    return same[0]


def _password(*, new: bool) -> str:
    """Ask for a password, a new one twice.

    Where nobody can be asked, the first line of the input is it.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    said = getpass.getpass("Password: ")
    if new and getpass.getpass("Again: ") != said:
        raise RefusedError("The two passwords differ.", "Nothing was written. Try again.")
    return said


def verify_brief(options: Namespace) -> int:
    """Say whether a paper matches a case; exit 1 if it does not, or if that cannot be told."""
    from dossier.brief import verifying

    password = _password(new=False) if options.password else None
    with file.open_case(options.case, read_only=True) as case:
        found = verifying.verify_brief(options.file, case, password)
    if options.format == "json":
        give_json(
            {
                "verdict": found.verdict.value,
                "matches": found.matches,
                "sentences": list(found.sentences),
                "changes": list(found.changes),
            }
        )
    else:
        for line in found.sentences:
            give(line)
        for line in found.changes:
            give(f"    {line}")
    return 0 if found.matches else 1
