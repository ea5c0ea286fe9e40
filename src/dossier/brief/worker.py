"""A process of its own that prints briefs: the window never waits for it and can stop it.

It reads the case file itself, beside the window, when it is let in. For each request exactly one
answer ends it: Printed, Stopped or a DossierError.
"""

import signal
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.brief.document import Report
from dossier.brief.edition import PLAIN, Edition
from dossier.brief.formats import Form
from dossier.brief.material import Stamp
from dossier.brief.spec import Spec
from dossier.errors import DossierError

if TYPE_CHECKING:  # the window knows the messages alone: what prints is not loaded there
    from dossier.brief.material import Material

_STEPS = 100  # of progress that are told


@dataclass(frozen=True, slots=True)
class Request:
    """Print the brief of a case file. A locked edition needs a password."""

    case: Path
    spec: Spec
    form: Form = Form.PDF
    edition: Edition = PLAIN
    password: str = ""


@dataclass(frozen=True, slots=True)
class Enter:
    """Read the file now: nobody writes to it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave the file and stop what is being printed; without effect if nothing is."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The file will be read when it may be."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The file is closed: nothing more is read from it."""


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


Order = Request | Enter | Stop
Answer = Waiting | Gathered | Progress | Printed | Stopped | DossierError


def serve(door: "Connection[Answer, Order]") -> None:
    """Answer requests until the other side closes the door or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window
    with suppress(EOFError):
        while True:
            order = door.recv()
            if isinstance(order, Request):
                door.send(_answer(order, door))


def _answer(request: Request, door: "Connection[Answer, Order]") -> Answer:
    from dossier.brief.compose import print_brief
    from dossier.brief.press import CancelledError

    told = -1

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told
        step = done * _STEPS // max(total, 1)
        if step != told:
            told = step
            door.send(Progress(what, done, total))

    try:
        material = _gather(request, door)
        if material is None:
            return Stopped()
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


def _gather(request: Request, door: "Connection[Answer, Order]") -> "Material | None":
    """Take from the file what the brief may print, once it may be read; None if asked to stop."""
    from dossier.brief.compose import gather
    from dossier.case import dbapi, file

    door.send(Waiting())
    if not isinstance(door.recv(), Enter):
        return None
    try:
        with file.beside(request.case, door.poll) as case:
            material = gather(case, request.spec, request.edition)
    except (dbapi.OperationalError, DossierError):
        if door.poll():
            return None
        raise
    door.send(Gathered())
    return material
