"""The proof: one brief as printed, made beside the open case by a job."""

import dataclasses
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.brief.document import Report
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.briefs import pdf
from dossier.ui.briefs.press import InterruptedPrint, Press
from dossier.ui.jobs import Ticket
from dossier.ui.snapshots import TRIES, is_elsewhere, on_snapshot

if TYPE_CHECKING:
    from dossier.brief.formats import Form
    from dossier.brief.worker import Printed, Request
    from dossier.case.case import Case


@dataclass(frozen=True, slots=True)
class Proof:
    """A printed brief: the bytes of its PDF, what came out, and the size of each page in points."""

    spec: Spec
    data: bytes
    report: Report
    incidents: int
    mark: str
    sizes: tuple[tuple[float, float], ...]


def make(press: Press, case: "Case", spec: Spec, ticket: Ticket) -> Proof | DossierError:
    """Print the brief of an open case; trouble that the user can mend is given back, not raised.

    Called on a thread of the pool. The case never waits: a write to it interrupts the reading.
    """
    from dossier.brief.worker import Request

    try:
        made = print_beside(press, case, Request(case.read_from, spec), ticket)
        return Proof(
            spec,
            made.data,
            made.report,
            made.incidents,
            made.mark,
            pdf.page_sizes(made.data),
        )
    except DossierError as error:
        return error


def print_beside(press: Press, case: "Case", request: "Request", ticket: Ticket) -> "Printed":
    """Print from the open case; from a copy where that is written to again and again, or elsewhere.

    Called on a thread of the pool. Raises Cancelled or DossierError.
    """
    for _ in range(0 if is_elsewhere(case) else TRIES):
        try:
            return press.print(request, ticket, case.gate)
        except InterruptedPrint:
            continue
    return on_snapshot(case.read_from, partial(_print_copy, press, request), ticket)


def _print_copy(press: Press, request: "Request", snapshot: Path, ticket: Ticket) -> "Printed":
    return press.print(dataclasses.replace(request, case=snapshot), ticket)


def save(press: Press, shown: Proof, case: "Case", path: Path, ticket: Ticket) -> Path:
    """Write a proof to `path`, whole or not at all; never over a case file.

    A PDF gets the bytes that are shown; another kind of file, by its suffix, is made now.
    """
    from dossier.brief.compose import check_output
    from dossier.brief.formats import Form
    from dossier.outfile import replaced

    ticket.check()
    form = check_output(path, case.path)
    data = shown.data if form is Form.PDF else _translated(press, shown.spec, case, form, ticket)
    with replaced(path) as out:
        out.write(data)
    return path


def _translated(press: Press, spec: Spec, case: "Case", form: "Form", ticket: Ticket) -> bytes:
    from dossier.brief.worker import Request

    return print_beside(press, case, Request(case.read_from, spec, form), ticket).data
