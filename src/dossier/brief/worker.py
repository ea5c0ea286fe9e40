"""A process of its own that prints briefs: the window never waits for it and can stop it.

For each request exactly one answer ends it: Printed, Stopped or a DossierError.
"""

import signal
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

from dossier.brief.compose import gather, print_brief
from dossier.brief.document import Report
from dossier.brief.edition import PLAIN, Edition
from dossier.brief.formats import Form
from dossier.brief.material import Stamp
from dossier.brief.press import CancelledError
from dossier.brief.spec import Spec
from dossier.case import file
from dossier.errors import DossierError

_STEPS = 100  # of progress that are told


@dataclass(frozen=True, slots=True)
class Request:
    """Print the brief of a closed case file that nobody else will touch.

    A locked edition needs a password.
    """

    snapshot: Path
    spec: Spec
    form: Form = Form.PDF
    edition: Edition = PLAIN
    password: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop what is being printed; without effect if nothing is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes of the file, what came out, how many incidents it holds, and its mark."""

    data: bytes
    report: Report
    incidents: int
    mark: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing was printed, because that was asked."""


Answer = Progress | Printed | Stopped | DossierError


def serve(door: "Connection[Answer, Request | Stop]") -> None:
    """Answer requests until the other side closes the door or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window
    while True:
        try:
            request = door.recv()
        except EOFError:
            return
        if isinstance(request, Request):
            door.send(_answer(request, door))


def _answer(request: Request, door: "Connection[Answer, Request | Stop]") -> Answer:
    told = -1

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told
        step = done * _STEPS // max(total, 1)
        if step != told:
            told = step
            door.send(Progress(what, done, total))

    try:
        with file.open_case(request.snapshot, read_only=True) as case:
            material = gather(case, request.spec, request.edition)
        out = BytesIO()
        report = print_brief(material, out, request.form, progress=tell, cancel=door.poll)
        data = _locked(out.getvalue(), request)
    except CancelledError:
        return Stopped()
    except DossierError as error:
        return error
    stamp = material.stamp
    return Printed(data, report, len(material.evidences), material.mark.text, stamp)


def _locked(data: bytes, request: Request) -> bytes:
    if not request.edition.locked:
        return data
    from dossier.brief.locking import lock

    return lock(data, request.password)
