"""Making and issuing one edition of a brief: printed, locked if asked, in place, then stored."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dossier.brief import templates
from dossier.brief.compose import Progress, check_output, gather, print_brief
from dossier.brief.document import Report
from dossier.brief.edition import PLAIN, Edition
from dossier.brief.formats import Form
from dossier.brief.material import Stamp
from dossier.brief.spec import Spec
from dossier.case import attachments, issues
from dossier.case.case import Case
from dossier.errors import DossierError, RefusedError
from dossier.model.records import Issue
from dossier.outfile import replaced


@dataclass(frozen=True, slots=True)
class Made:
    """One edition as it comes from the press: its bytes, what came out, and what it shows."""

    data: bytes
    report: Report
    incidents: int
    mark: str
    stamp: Stamp


def make(
    case: Case,
    spec: Spec,
    edition: Edition = PLAIN,
    password: str = "",
    *,
    form: Form = Form.PDF,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Made:
    """Print an edition; with a password it is locked. The case is not written to."""
    check_form(form, edition)
    if edition.locked:
        from dossier.brief.locking import check_password

        check_password(password)
    material = gather(case, spec, edition)
    out = BytesIO()
    report = print_brief(material, out, form, progress=progress, cancel=cancel)
    data = out.getvalue()
    if edition.locked:
        from dossier.brief.locking import lock

        data = lock(data, password)
    return Made(data, report, len(material.evidences), material.mark.text, material.stamp)


def check_form(form: Form, edition: Edition) -> None:
    """RefusedError if a kind of file that does not stay as it is were to be issued or locked."""
    if form is not Form.PDF and (edition.number or edition.locked):
        raise RefusedError(
            "Only a PDF can be issued or locked: other files do not stay as they were printed.",
            "Let the name end in .pdf.",
        )


def write_edition(
    case: Case,
    path: Path,
    spec: Spec,
    edition: Edition,
    password: str = "",
    *,
    progress: Progress | None = None,
) -> Made:
    """Print an edition into a file, which is replaced only when all is written."""
    form = check_output(path, case.path)
    attachments.spare(case, path)
    made = make(case, spec, edition, password, form=form, progress=progress)
    put(made.data, path)
    return made


def put(data: bytes, path: Path) -> None:
    """Put a file in place, whole or not at all."""
    with replaced(path) as out:
        out.write(data)


def next_edition(case: Case, title: str, edition: Edition = PLAIN) -> Edition:
    """Give the edition that the next issue of a brief is; RefusedError if it cannot be stored."""
    if case.read_only:
        raise RefusedError(
            f"{case.path.name} is open read-only: an issue could not be stored.",
            "Open it for writing, or print the brief without issuing it.",
        )
    title = issues.check_title(title)
    return Edition(
        brief=title,
        number=issues.next_number(case, title),
        redaction=edition.redaction,
        locked=edition.locked,
    )


def store(case: Case, spec: Spec, edition: Edition, made: Made, path: Path) -> Issue:
    """Store the issue whose paper lies at `path`; DossierError says what lies there if it fails."""
    issue = Issue(
        number=edition.number,
        state=made.stamp.state,
        head=made.stamp.head,
        pdf=hashlib.sha256(made.data).hexdigest(),
        pages=made.report.pages,
        mark=made.mark,
    )
    try:
        return issues.store(case, edition.brief, templates.write(spec), issue)
    except DossierError as error:
        raise DossierError(
            f"{path.name} is printed, but the case did not take the issue: {error.message}",
            f"{error.hint} Do not hand {path.name} out: the case does not know it.".strip(),
        ) from error
