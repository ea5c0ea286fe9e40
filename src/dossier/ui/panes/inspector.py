"""The inspector: one record with its form, its evidence and its history. It saves by itself."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.errors import DossierError
from dossier.model import terms
from dossier.model.field import Kind, Record
from dossier.model.records import kind_named
from dossier.ui.desk import Desk
from dossier.ui.drafts import Pad
from dossier.ui.forms.children import ChildRows
from dossier.ui.forms.form import Form
from dossier.ui.forms.typed import Typed
from dossier.ui.later import Later
from dossier.ui.panes.case_facts import CaseFacts
from dossier.ui.panes.evidence import EvidenceTab
from dossier.ui.panes.form_area import FormArea, FormStack
from dossier.ui.panes.history import HistoryTab
from dossier.ui.panes.notes import NotesTab
from dossier.ui.panes.saved import SavedLine
from dossier.ui.panes.several import SeveralPane
from dossier.ui.prompts import label, wear_badge

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes

_BADGES = {"reviewed": "ok", "ready_for_review": "info", "set_aside": "bad"}


class Inspector(QFrame):
    """Shows one record. One stay in a field is one step of the journal."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind: Kind | None = None
        self._id = 0
        self._shown_held = False
        self._pad = Pad(desk, self._typed, self)
        self._saving = False
        self._is_old = self._is_evidence_old = False  # what is shown of the record, and beside it
        self._later = Later(desk, self._renew, self)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.reference = label("", "secondary")
        self.reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.badge = label()
        self.badge.setProperty("badge", "plain")  # from the start: its box depends on it
        self.tabs = QTabWidget()
        self.details = FormStack(desk)
        self.details.made.connect(self._take)
        self.evidence = EvidenceTab(desk)
        self.history = HistoryTab(desk)
        self.notes = NotesTab(self.tabs)
        self.several = SeveralPane(desk, self)
        self.saved = SavedLine(desk)
        self._build()
        self.clear()
        desk.changed.connect(self._hear)
        desk.held.connect(self._hold)
        desk.taken_back.connect(self._read_again)
        desk.closed.connect(self._forget)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 0)
        head.addWidget(self.reference)
        head.addWidget(self.badge)
        head.addStretch()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Parts of the record")
        self.tabs.addTab(self.details, "Details")
        self.tabs.addTab(self.evidence, "Evidence")
        self.tabs.addTab(self.notes, "Notes")
        self.tabs.addTab(self.history, "History")
        self.tabs.currentChanged.connect(self._show_tab)
        self._nothing = label("Nothing is selected", "secondary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.several, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.saved)

    # ---- showing -------------------------------------------------------------------------

    @property
    def form(self) -> Form | None:
        """Form of the kind that is shown."""
        return self.details.form(self._kind) if self._kind else None

    def show_record(self, kind_name: str, id: int) -> None:  # noqa: A002 - the word of the records
        """Show a record, after what is being typed in another one was saved."""
        self._settle()
        if self._kind is not None and (kind_name, id) == (self._kind.name, self._id):
            self._catch_up()
            return
        self._leave()
        record = self._read(kind_name, id)
        if record is None:
            self.clear()
            return
        self._kind, self._id = kind_named(kind_name), id
        self._is_old = self._is_evidence_old = False
        self._shown_held = self._desk.long_edit is not None
        area = self.details.area(self._kind)
        form = area.form
        form.load(record)
        form.set_fixed(fixed=not self._desk.can_edit)
        unfinished = self._pad.open(kind_name, id, (*form.rows, *form.groups))
        form.restore(unfinished)
        area.verticalScrollBar().setValue(0)
        self.details.setCurrentWidget(area)
        self.setFocusProxy(next(iter(form.rows.values())).control)
        self._show(record)
        self._set_visible(shown=True)
        self.saved.rest(form.problems())
        if unfinished and not form.problems() and form.typed():
            self.saved.recall()

    def point_at(self, field: str) -> None:
        """Go to a field; without one, to the evidence if the record has any."""
        self._renew()
        row = self.form.rows.get(field) if self.form is not None else None
        if row is None:
            shown = self.tabs.isTabVisible(self.tabs.indexOf(self.evidence))
            self.tabs.setCurrentWidget(self.evidence if shown else self.details)
            self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        apart = self.form is not None and row is self.form.apart
        self.tabs.setCurrentWidget(self.notes if apart else self.details)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self.details.currentWidget()
        if isinstance(area, QScrollArea) and not apart:
            area.ensureWidgetVisible(row)

    def clear(self) -> None:
        """Show nothing, after what is being typed was saved."""
        self._leave()
        self._kind, self._id = None, 0
        self.reference.setText("")
        self.badge.hide()
        self.setFocusProxy(self.tabs.tabBar())
        self._set_visible(shown=False)

    def _set_visible(self, *, shown: bool) -> None:
        self.tabs.setVisible(shown)
        self.saved.setVisible(shown)
        self.several.hide()
        self._nothing.setVisible(not shown)

    def make_way(self, pane: QWidget) -> None:
        """Let a pane stand where otherwise nothing is shown."""
        self._nothing.hide()
        self.setFocusProxy(pane)

    def _read(self, kind_name: str, id_: int) -> Record | None:
        case = self._desk.case
        if case is None or not id_:
            return None
        return self._desk.run(partial(_live, kind_named(kind_name), id_))

    def prepare(self, kind: Kind) -> Iterator[None]:
        """Give what makes the form of a kind, a line at a time; what is made stays made."""
        return self.details.prepare(kind)

    def _take(self, area: FormArea) -> None:
        """Take a form that stands."""
        area.form.edited.connect(self.saved.wait)
        area.form.edited.connect(self._pad.touch)
        area.form.left.connect(self.commit)
        self.notes.take(area.form)
        if area.form.kind.about.single:
            area.add(CaseFacts(self._desk))

    def _show(self, record: Record) -> None:
        """Show what stands around the form."""
        if self._kind is None:
            return
        self.reference.setText(getattr(record, "reference", "") or self._kind.about.label)
        status = getattr(record, "status", "")
        self.badge.setVisible(bool(status))
        if status:
            field = self._kind.field("status")
            wear_badge(self.badge, _BADGES.get(status, "plain"))
            self.badge.setText(terms.vocabulary(field.vocabulary).label(status))
        self.notes.stand_for(self.form)
        self._is_evidence_old = True
        self._later.ask()

    def _show_evidence(self) -> None:
        """Count what there is; the cards are built when they are looked at."""
        at, incident = self.tabs.indexOf(self.evidence), self._kind == kind_named("incident")
        count = self.evidence.stand_for(self._id if incident else 0)
        self.tabs.setTabText(at, f"Evidence {count}" if count else "Evidence")
        self.tabs.setTabVisible(at, incident)

    def _show_tab(self, *_: object) -> None:
        """Ask the case for what the tab in front shows."""
        shown = self.tabs.currentWidget()
        if isinstance(shown, EvidenceTab | HistoryTab):
            shown.freshen()

    # ---- saving --------------------------------------------------------------------------

    def commit(self) -> bool:
        """Save what was changed and can be stored; whether nothing is left unsaved."""
        self._settle()
        form = self.form
        if form is None or self._kind is None or self._desk.case is None or self._saving:
            return True
        changes = form.changes()
        if changes:
            with self._quiet(), self._pad.storing(changes):
                refused = self._desk.run(partial(self._store, changes))
            if refused is not None:
                form.refuse(list(changes), str(refused))
            else:
                self._after_saving()
        stored = [self._commit_rows(rows) for rows in form.groups.values()]
        if any(stored):
            self._after_saving()
        problems = form.problems()
        form.say(problems)
        self._pad.take()
        done = bool(changes) or any(stored)
        self.saved.tell(problems, at=datetime.now().astimezone() if done else None)
        return not problems

    def _commit_rows(self, rows: ChildRows) -> bool:
        """Store what the record owns, if it differs; whether something was stored."""
        wanted = rows.changes()
        if wanted is None:
            return False
        name, wrong = rows.kind.name, rows.typed(wrong=True)
        left = {name: Typed(wrong)} if wrong else {}
        with self._quiet(), self._pad.storing([name], left):
            stored = self._desk.run(partial(_store_rows, rows, wanted))
        if isinstance(stored, DossierError):
            rows.refuse(str(stored))
        elif stored is not None:
            rows.settle(stored)
            return True
        return False

    def _store(self, changes: dict[str, Any], case: "Case") -> DossierError | None:
        """Change the record as it is now. Trouble goes beneath the field, not into a dialog."""
        from dossier.case import edits

        assert self._kind is not None  # noqa: S101 - commit asked
        try:
            record = case.get(self._kind.record, self._id)
            edits.change(case, dataclasses.replace(record, **changes))
        except DossierError as error:
            return error
        return None

    def _after_saving(self) -> None:
        record = self._read(self._kind.name, self._id) if self._kind else None
        if record is not None and self.form is not None:
            self.form.refresh(record)
            self._show(record)

    def _leave(self) -> None:
        """Save; what cannot be saved stays a draft until it is shown again."""
        self.commit()
        self._pad.close()

    def _typed(self) -> dict[str, Typed]:
        return self.form.typed() if self.form is not None else {}

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Hear nothing of what is stored inside: the form takes it by itself."""
        self._saving = True
        try:
            yield
        finally:
            self._saving = False

    def _catch_up(self) -> None:
        """Take over what another form on the same record left unfinished, or stored."""
        if self.form is not None:
            unfinished, settled = self._pad.catch_up()
            self.form.drop(settled)
            self.form.restore(unfinished)

    def _hear(self, changes: "Changes") -> None:
        """Show the record as it is after a change, undo included; the focus stays."""
        if self._kind is None or self._saving:
            return
        if self._concerns(changes):
            self._is_old = True
        elif self._kind.name == "incident":
            self._is_evidence_old = True
        else:
            return
        self._later.ask()

    def _settle(self) -> None:
        """Compare what is typed with the record as it is now."""
        if self._is_old and self._typed():
            self._renew()

    def _renew(self) -> None:
        """Show what changed since the record was shown."""
        old, evidence_old = self._is_old, self._is_evidence_old
        self._is_old = self._is_evidence_old = False
        if self._kind is not None and old:
            self._show_anew(self._kind)
        elif self._kind is not None and evidence_old:
            self._show_evidence()
            self.history.stand_for(self._kind.name, self._id)
            self._show_tab()

    def _show_anew(self, kind: Kind) -> None:
        record = self._read(kind.name, self._id)
        if record is None:
            self._pad.take()
            self._kind = None
            self.clear()
            return
        if self.form is not None:
            self.form.refresh(record)
            self._catch_up()
            self.saved.rest(self.form.problems())
        self._show(record)

    def _hold(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Fix the form while a long edit runs; what was shown meanwhile is shown anew after it."""
        if not on and self._shown_held:
            self._read_again()
        elif self.form is not None and self._kind is not None:
            self.form.set_fixed(fixed=not self._desk.can_edit)
            self.saved.rest(self.form.problems())
            self._is_evidence_old = True
            self._later.ask()

    def _read_again(self) -> None:
        kind, id_ = self._kind, self._id
        if kind is not None:
            self._leave()
            self._kind = None
            self.show_record(kind.name, id_)

    def _concerns(self, changes: "Changes") -> bool:
        """Whether the record changed, or one that it may link to by name."""
        if self._kind is None:
            return False
        groups = self.form.groups.values() if self.form is not None else ()
        kinds = [self._kind, *(rows.kind for rows in groups)]
        targets = {field.target for kind in kinds for field in kind.fields if field.target}
        own = self._id in changes.touched.get(self._kind.name, frozenset())
        owned = {rows.kind.name for rows in groups}
        return own or bool((targets | owned) & changes.touched.keys())

    def _forget(self) -> None:
        """The case is closed: nothing of it stays on the screen."""
        self._kind = None
        self.clear()


def _store_rows(rows: ChildRows, wanted: list[Record], case: "Case") -> list[Record] | DossierError:
    """Store rows as a whole. Trouble goes beneath them, not into a dialog."""
    from dossier.case import edits

    try:
        return edits.set_children(case, rows.tie.target, rows.owner, rows.kind.record, wanted)
    except DossierError as error:
        return error


def _live(kind: Kind, id_: int, case: "Case") -> Record | None:
    """Return a record that is not in the trash; None if there is none."""
    found = case.get_many(kind.record, [id_]).get(id_)
    return found if found is not None and not found.deleted_at else None
