"""Editions of the brief: issued, redacted, locked; and the check of a paper. Each is a job."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.briefs.options import remember_records, remembered_records
from dossier.ui.briefs.press import Press
from dossier.ui.briefs.proof import print_beside
from dossier.ui.desk import Desk
from dossier.ui.dialogs.edition import NAMES, OPEN, EditionDialog, Known, Wanted
from dossier.ui.dialogs.withholding import KINDS
from dossier.ui.errands import spared
from dossier.ui.forms.record_line import named
from dossier.ui.jobs import Jobs, Ticket
from dossier.ui.prompts import PathQuestion, Question
from dossier.ui.snapshots import beside

if TYPE_CHECKING:  # what prints is imported when it is asked for
    from dossier.brief.edition import Edition
    from dossier.brief.issuing import Made
    from dossier.brief.verifying import Reprint, Verification
    from dossier.case.case import Case
    from dossier.model.records import Issue


PDF_FILES = "PDF files (*.pdf)"


@dataclass(frozen=True, slots=True)
class _Order:
    """An edition of a case to be made, and where it goes."""

    case: Path
    spec: Spec
    edition: "Edition"
    password: str
    path: Path


class Editions(QObject):
    """Makes them for the open case of the desk."""

    def __init__(self, desk: Desk, jobs: Jobs, press: Press, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._press = press
        self._holder = parent

    def ask(self, spec: Spec, *, issued: bool) -> EditionDialog | None:
        """Ask what the edition is to be, then where it goes."""
        case = self._desk.case
        before = remembered_records(self._desk.settings, case.path) if case is not None else ()
        known = self._desk.run(partial(_known, spec, before))
        if known is None:
            return None
        dialog = EditionDialog(self._desk, known, self._holder.window(), issued=issued)
        dialog.wanted.connect(partial(self._ask_where, spec))
        dialog.open()
        return dialog

    def _ask_where(self, spec: Spec, wanted: Wanted) -> None:
        case = self._desk.case
        edition = self._desk.run(partial(_edition, wanted))
        if case is None or edition is None:
            return
        remember_records(self._desk.settings, case.path, wanted.records)
        name = f"{case.path.stem} {edition.words}".replace(" · ", ", ").strip()
        question = PathQuestion(
            title="Issue brief" if edition.number else "Save brief",
            kinds=PDF_FILES,
            suffix="pdf",
            start=case.path.with_name(f"{name}.pdf"),
            save=True,
        )
        make = partial(self._make, spec, edition, wanted.password)
        self._desk.prompts.ask_path(question, make)

    def _make(self, spec: Spec, edition: "Edition", password: str, path: Path) -> None:
        case = self._desk.case
        if case is None or not self._desk.run(partial(spared, path)):
            return
        order = _Order(case.path, spec, edition, password, path)
        work = partial(_print, self._press, case, order)
        self._jobs.start("Printing the brief", work, partial(self._done, order))

    def _done(self, order: _Order, made: "Made | DossierError") -> None:
        if isinstance(made, DossierError):
            self._desk.prompts.show_error(made)
            return
        if not order.edition.number:
            self._desk.tell(f"The brief is saved: {order.path.name}")
            return
        case = self._desk.case
        if case is None or case.path != order.case:
            self._desk.prompts.show_error(_closed(order))
            return
        issue = self._desk.run(partial(_store, order, made))
        if issue is not None:
            self._desk.tell(f"Issue {issue.number} of “{order.edition.brief}” is out", undo=False)

    # ---- papers

    def check(self) -> None:
        """Ask for a paper, and say what it is to this case."""
        case = self._desk.case
        if case is not None:
            self._desk.leaving.emit()
            question = PathQuestion(
                title="Check a paper", kinds=PDF_FILES, suffix="pdf", start=case.path.parent
            )
            self._desk.prompts.ask_path(question, self.judge)

    def judge(self, path: Path) -> None:
        """Say what a paper is to this case."""
        case = self._desk.case
        if case is not None:
            work = partial(_verify, path, case)
            self._jobs.start(f"Checking {path.name}", work, partial(self._say, path))

    def _say(self, path: Path, found: "Verification | DossierError") -> None:
        if isinstance(found, DossierError):
            self._desk.prompts.show_error(found)
        else:
            self._desk.prompts.ask(verdict_of(path, found))


def _closed(order: _Order) -> DossierError:
    return DossierError(
        f"{order.path.name} is printed, but its case was closed before the issue could be stored.",
        f"Do not hand {order.path.name} out: the case does not know it. Issue the brief again.",
    )


def verdict_of(path: Path, found: "Verification") -> Question:
    """Put a verdict into words; what has changed since can be copied."""
    first, *others = found.sentences
    title = f"{path.name} matches the case" if found.matches else f"{path.name} does not match"
    return Question(
        title=title, message=first, hint="\n".join(others), detail="\n".join(found.changes)
    )


def _known(spec: Spec, before: tuple[int, ...], case: "Case") -> Known:
    """Give titles of briefs, that of these options first, the levels of the case's scheme, records.

    Of the records that were withheld `before`, those are left that are still in the case.
    """
    from dossier.brief.handling import marks
    from dossier.case import find, issues

    kept = [brief.title for brief in issues.briefs(case)]
    last = [one.title for one in issues.issued(case)[-1:] if one.title in kept]
    titles = list(dict.fromkeys([*last, spec.name or case.info.title, *kept]))
    lying = {id_ for _, id_ in find.trash_lying(case, before)}
    withheld = [
        found
        for id_ in before
        if id_ not in lying and (kind := case.kind_of_id(id_)) in KINDS
        for found in named(kind, [id_], case)
    ]
    return Known(titles, [term.label for term in marks(case.info.handling_scheme)], withheld)


def _edition(wanted: Wanted, case: "Case") -> "Edition":
    from dossier.brief.edition import Edition, Redaction
    from dossier.brief.issuing import next_edition

    level = "" if wanted.level == NAMES else wanted.level
    redaction = None if wanted.level == OPEN else Redaction(level, frozenset(wanted.records))
    plain = Edition(redaction=redaction, locked=bool(wanted.password))
    return next_edition(case, wanted.title, plain) if wanted.title else plain


def _store(order: _Order, made: "Made", case: "Case") -> "Issue":
    from dossier.brief import issuing

    return issuing.store(case, order.spec, order.edition, made, order.path)


# ---- on the thread of a job


def _print(press: Press, case: "Case", order: _Order, ticket: Ticket) -> "Made | DossierError":
    """Print in the other process and put the file in place; trouble is given back, not raised."""
    from dossier.brief.compose import check_output
    from dossier.brief.issuing import Made, check_form, put
    from dossier.brief.worker import Request

    try:
        form = check_output(order.path, order.case)
        check_form(form, order.edition)
        request = Request(case.read_from, order.spec, form, order.edition, order.password)
        printed = print_beside(press, case, request, ticket)
        ticket.check()
        put(printed.data, order.path)
    except DossierError as error:
        return error
    return Made(printed.data, printed.report, printed.incidents, printed.mark, printed.stamp)


def _verify(path: Path, case: "Case", ticket: Ticket) -> "Verification | DossierError":
    """Ask the case what it knows of the paper; what is printed again keeps nobody waiting."""
    from dossier.brief.verifying import conclude

    try:
        found = beside(case, partial(_examine, path), ticket)
        ticket.check()
        return conclude(found)
    except DossierError as error:
        return error


def _examine(path: Path, case: "Case", _ticket: Ticket) -> "Verification | Reprint":
    from dossier.brief.verifying import examine

    return examine(path, case)
