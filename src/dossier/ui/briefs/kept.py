"""The briefs that a case keeps: listed beside the templates, named, renamed, moved to the trash."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dossier.brief import templates
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.model.direction import isolated
from dossier.model.field import TITLE_LENGTH
from dossier.ui.desk import Desk
from dossier.ui.dialogs.naming import NameDialog, Say, nothing

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.case.reading import Reading
    from dossier.model.records import Brief


@dataclass(frozen=True, slots=True)
class Kept:
    """A brief that the case keeps. `spec` bears its title; `trouble` says why it cannot be read."""

    id: int
    spec: Spec
    trouble: DossierError | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.spec.name


class KeptBriefs(QObject):
    """Keeps, renames and removes them. `listed` follows when there are others.

    `renamed` carries the old title and the new one, also of a brief that was kept just now.
    """

    listed = Signal()
    renamed = Signal(str, str)

    def __init__(self, desk: Desk, holder: QWidget) -> None:
        super().__init__(holder)
        self._desk = desk
        self._holder = holder
        self.held: list[Kept] = []
        desk.opened.connect(self.refresh)
        desk.closed.connect(self.refresh)
        desk.taken_back.connect(self.refresh)
        desk.changed.connect(self._hear)

    @property
    def why_not(self) -> str:
        """Why none can be kept or changed now; "" if it can."""
        return "No case is open" if self._desk.case is None else self._desk.why_fixed

    def refresh(self) -> None:
        """Ask the case for them."""
        self.held = [_readable(brief) for brief in self._desk.run(_briefs) or ()]
        self.listed.emit()

    def _hear(self, changes: "Changes") -> None:
        if "brief" in changes.touched:
            self.refresh()

    def find(self, title: str) -> Kept | None:
        """Give the one of that title."""
        return next((kept for kept in self.held if kept.title == title), None)

    # ---- what a user does

    def ask_keep(self, spec: Spec) -> NameDialog:
        """Ask for the name under which the options as they stand are kept."""
        dialog = self._ask("Keep this brief", spec.name, remark=self._replaces)
        dialog.named.connect(partial(self._keep, spec))
        return dialog

    def ask_rename(self, kept: Kept) -> NameDialog:
        """Ask for another name."""
        dialog = self._ask("Rename this brief", kept.title, refused=partial(self._is_taken, kept))
        dialog.named.connect(partial(self._rename, kept))
        return dialog

    def trash(self, kept: Kept) -> None:
        """Move one to the trash; its issues stay listed."""
        said = f"Moved the brief “{isolated(kept.title)}” to the trash"
        self._desk.run_and_tell(partial(_trash, kept.id), lambda _: said)

    def _ask(
        self, title: str, name: str, *, remark: Say = nothing, refused: Say = nothing
    ) -> NameDialog:
        dialog = NameDialog(
            title, name, TITLE_LENGTH, remark=remark, refused=refused, parent=self._holder.window()
        )
        dialog.open()
        return dialog

    def _replaces(self, name: str) -> str:
        if self.find(name) is None:
            return "The case keeps its sections and options, and what it is about."
        return "The case keeps a brief of this name: it is replaced. Undo brings it back."

    def _is_taken(self, kept: Kept, name: str) -> str:
        other = self.find(name)
        return "Another brief has this name." if other is not None and other.id != kept.id else ""

    def _keep(self, spec: Spec, title: str) -> None:
        plan = templates.write(templates.renamed(spec, title))
        said = f"The case keeps the brief “{isolated(title)}”"
        if self._desk.run_and_tell(partial(_keep, title, plan), lambda _: said) is not None:
            self.renamed.emit(spec.name, title)

    def _rename(self, kept: Kept, title: str) -> None:
        if self._desk.run(partial(_rename, kept.id, title)) is not None:
            self.renamed.emit(kept.title, title)


def _readable(brief: "Brief") -> Kept:
    """A plan that cannot be read says why when it is chosen: the others are still there."""
    try:
        spec = templates.read(brief.plan, f"The brief “{brief.title}”")
    except DossierError as error:
        return Kept(brief.id, Spec(name=brief.title, description=error.message), error)
    return Kept(brief.id, templates.renamed(spec, brief.title))


def _briefs(case: "Reading") -> "list[Brief]":
    from dossier.case import issues

    return issues.briefs(case)


def _keep(title: str, plan: str, case: "Case") -> "Brief":
    from dossier.case import keeping

    return keeping.keep(case, title, plan)


def _rename(brief: int, title: str, case: "Case") -> "Brief":
    from dossier.case import keeping

    return keeping.rename(case, brief, title)


def _trash(brief: int, case: "Case") -> bool:
    from dossier.case import edits

    edits.trash(case, "brief", [brief])
    return True
