"""The proof: one brief as printed, made on a copy of the case by a job."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from dossier.brief.document import Report
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.briefs import pdf
from dossier.ui.briefs.press import Press
from dossier.ui.jobs import Ticket


@dataclass(frozen=True, slots=True)
class Proof:
    """A printed brief: the bytes of its PDF, what came out, and the size of each page in points."""

    spec: Spec
    data: bytes
    report: Report
    incidents: int
    mark: str
    sizes: tuple[tuple[float, float], ...]


def make(press: Press, case: Path, spec: Spec, ticket: Ticket) -> Proof | DossierError:
    """Print the brief of a case file; trouble that the user can mend is given back, not raised."""
    try:
        with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as folder:
            return _printed(press, _snapshot(case, Path(folder), ticket), spec, ticket)
    except DossierError as error:
        return error


def _snapshot(case: Path, folder: Path, ticket: Ticket) -> Path:
    from dossier.case import backup

    target = folder / case.name
    backup.snapshot(case, target, ticket.check)
    return target


def _printed(press: Press, snapshot: Path, spec: Spec, ticket: Ticket) -> Proof:
    from dossier.brief.worker import Request

    made = press.print(Request(snapshot, spec), ticket)
    sizes = pdf.page_sizes(made.data)
    return Proof(spec, made.data, made.report, made.incidents, made.mark, sizes)


def save(data: bytes, case: Path, path: Path, ticket: Ticket) -> Path:
    """Write the bytes of a proof to `path`, whole or not at all; never over a case file."""
    from dossier.brief.compose import check_output
    from dossier.outfile import replaced

    ticket.check()
    check_output(path, case)
    with replaced(path) as out:
        out.write(data)
    return path
