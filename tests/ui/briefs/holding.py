"""Processes in the place of the one that prints: they keep the case file and read it for ever."""

import time
from contextlib import suppress
from multiprocessing.connection import Connection

from dossier.brief.worker import Answer, Enter, Order, Progress, Request, Stopped, Waiting
from dossier.case import dbapi, file
from dossier.errors import DossierError

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def read_until_asked(door: "Connection[Answer, Order]") -> None:
    """Ask the file a question without end; leave it when asked."""
    while True:
        request = door.recv()
        if isinstance(request, Request):
            door.send(Waiting())
            assert isinstance(door.recv(), Enter)
            with file.beside(request.case, door.poll) as case:
                door.send(Progress("Reading", 0, 1))
                with suppress(dbapi.OperationalError, DossierError):
                    case.rows(ENDLESS)
            door.send(Stopped())


def read_whatever_is_asked(door: "Connection[Answer, Order]") -> None:
    """Keep the file open, and ask it nothing that could be interrupted."""
    request = door.recv()
    assert isinstance(request, Request)
    door.send(Waiting())
    assert isinstance(door.recv(), Enter)
    with file.beside(request.case, door.poll):
        door.send(Progress("Reading", 0, 1))
        time.sleep(3600)
