"""Errands with case packages: bringing one in as one step, and handing the case over in one."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dossier.ui.desk import Desk
from dossier.ui.errands import back_up_beside, spared
from dossier.ui.jobs import Jobs, Ticket
from dossier.ui.prompts import Choice, PathQuestion, Question, Weight
from dossier.ui.snapshots import TRIES, beside

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.exchange.plan import Plan
    from dossier.exchange.protocols import Delivery

PACKAGES = "Case packages (*.zip)"
_BRING_IN = "bring_in"
_FEW = 5_000  # records that are compared in no time: an edit waits for that
_SHOWN = 200  # records with other content that are named; of more their number is enough


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that was read: what it would do to the case with this head. `close` lets it go."""

    plan: "Plan"
    head: str
    close: Callable[[], None]


class Packages(QObject):
    """Imports and exports for the open case of the desk. What is long is a job."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._coming: Opened | None = None

    # ---- in

    def bring_in(self) -> None:
        """Ask for a package, say what it would change, and import it if that is wanted."""
        case = self._desk.case
        if case is not None and self._desk.can_edit:
            self._desk.leaving.emit()
            question = PathQuestion(
                title="Import package", kinds=PACKAGES, suffix="zip", start=case.path.parent
            )
            self._desk.prompts.ask_path(question, self.read)

    def read(self, path: Path) -> None:
        """Read a package and compare it with the case; the case stays as it is."""
        case = self._desk.case
        if case is not None:
            work = partial(_read, case, path)
            self._jobs.start(f"Reading {path.name}", work, partial(self._ask, path))

    def _ask(self, path: Path, opened: Opened) -> None:
        if self._is_old(opened):
            opened.close()
            self.read(path)
            return
        self._desk.prompts.ask(question_of(opened.plan), partial(self._answer, path, opened))

    def _is_old(self, opened: Opened) -> bool:
        """Whether the case is another one, or not as it was when the package was compared."""
        return self._desk.case is None or self._desk.case.head_hash != opened.head

    def _answer(self, path: Path, opened: Opened, answer: str) -> None:
        if answer != _BRING_IN or self._desk.case is None:
            opened.close()
        elif self._is_old(opened):
            opened.close()
            self.read(path)
        else:
            work = partial(back_up_beside, self._desk.case.path)
            job = self._jobs.start("Backing up before the import", work)
            job.done.connect(partial(self._import, path, opened))
            job.ended.connect(partial(self._let_go, opened))

    def _import(self, path: Path, opened: Opened, _: Path) -> None:
        case = self._desk.case
        if case is None or self._is_old(opened):  # edited or closed while the backup was made
            self.read(path)
            return
        self._coming = opened
        slices = opened.plan.applying(case)
        job = self._desk.make(f"Importing {path.name}", slices, partial(self._done, path))
        job.ended.connect(opened.close)

    def _let_go(self, opened: Opened) -> None:
        """Close a package whose import did not begin: no backup could be made, or was cancelled."""
        if self._coming is not opened:
            opened.close()

    def _done(self, path: Path, changes: "Changes") -> None:
        brought = sum(map(len, changes.touched.values()))
        self._desk.tell(f"{_records(brought)} came in from {path.name}", undo=True)

    # ---- out

    def hand_over(self) -> None:
        """Ask for a name and write the whole case there, with its journal, as a package."""
        case = self._desk.case
        if case is not None:
            self._desk.leaving.emit()
            start = case.path.with_suffix(".zip")
            question = PathQuestion(
                title="Export package", kinds=PACKAGES, suffix="zip", start=start, save=True
            )
            self._desk.prompts.ask_path(question, self.write)

    def write(self, path: Path) -> None:
        """Write the case as a package. The file is there whole, or not at all."""
        case = self._desk.case
        if case is not None and self._desk.run(partial(spared, path)):
            work = partial(beside, case, partial(_write, path), tries=1)
            self._jobs.start(f"Exporting {path.name}", work, self._written)

    def _written(self, path: Path) -> None:
        self._desk.tell(f"The case was exported as {path.name}")


def question_of(plan: "Plan") -> Question:
    """Ask whether to import, after saying in words what that would do."""
    name, new = plan.delivery.name, len(plan.new)
    lines = tuple(_lines(plan))
    detail = "\n".join(
        plan.delivery.lines.get(record.id, record.about.label) for record in plan.different[:_SHOWN]
    )
    if not new:
        return Question(
            title=f"There is nothing new in {name}",
            message="\n".join(lines[1:]) or "It holds no records.",
            detail=detail,
        )
    return Question(
        title=f"Bring in {_records(new)}?",
        message="\n".join(lines),
        hint="It is one step: Undo takes all of it back.",
        detail=detail,
        choices=(Choice("", "Cancel"), Choice(_BRING_IN, "Bring in", Weight.PRIMARY)),
    )


def _lines(plan: "Plan") -> list[str]:
    lines = [f"{_records(len(plan.new))} of {plan.delivery.name} {_are(len(plan.new))} new here."]
    if plan.same:
        lines.append(f"{_records(len(plan.same))} {_are(len(plan.same))} here already.")
    if plan.different:
        count = len(plan.different)
        lines.append(
            f"{_records(count)} {_are(count)} here with other content; what is here stays as it is."
        )
    if plan.renumbered:
        count = len(plan.renumbered)
        lines.append(
            f"The reference of {_records(count)} is taken here; the next free one is given."
        )
    fitted = plan.fitted
    lines += [f"“{was}” comes in as “{now}”: the title is taken." for was, now in fitted.retitled]
    if fitted.unchosen:
        count = len(fitted.unchosen)
        figures = "1 figure" if count == 1 else f"{count:,} figures"
        lines.append(f"{figures} will not be the headline: the case has chosen another.")
    if fitted.left:
        count = len(fitted.left)
        lines.append(f"{_records(count)} {_are(count)} left out: one here stands for it.")
    return lines


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


# ---- on the thread of a job


def _read(case: "Case", package: Path, ticket: Ticket) -> Opened:
    from dossier.exchange.package import PackageReader

    with ExitStack() as held:
        delivery = held.enter_context(PackageReader().read(package, ticket.report))
        tries = TRIES if len(delivery.records) <= _FEW else 0
        planned, head = beside(case, partial(_planned, delivery), ticket, tries=tries)
        ticket.check()
        return Opened(planned, head, held.pop_all().close)


def _planned(delivery: "Delivery", case: "Case", ticket: Ticket) -> "tuple[Plan, str]":
    from dossier.exchange.plan import plan

    ticket.report("comparing it with the case", 0, 0)
    return plan(case, delivery), case.head_hash


def _write(path: Path, case: "Case", ticket: Ticket) -> Path:
    from dossier.exchange.package import PackageWriter

    PackageWriter().write(case, path, ticket.report)
    return path
