"""Work on a snapshot: a long job reads a copy of the case, never the file that is open."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dossier.ui.jobs import Ticket

T = TypeVar("T")

SUFFIX = "dossier"


def on_snapshot(case: Path, work: Callable[[Path, Ticket], T], ticket: Ticket) -> T:
    """Do work on a copy of a case file, on the thread of a job; the copy goes when it is done."""
    from dossier.case import backup

    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as folder:
        snapshot = Path(folder) / f"snapshot.{SUFFIX}"
        backup.snapshot(case, snapshot, ticket.check)
        return work(snapshot, ticket)
