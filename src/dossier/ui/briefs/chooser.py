"""The choice of a template, built in or of the user, or of a brief that the case keeps."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from dossier.brief import templates
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.briefs.kept import Kept, KeptBriefs
from dossier.ui.desk import Desk
from dossier.ui.errands import spared
from dossier.ui.forms.inputs import Picker
from dossier.ui.prompts import PathQuestion, label, name_by, plain_tip

_GAP = 4
_KINDS = "Templates (*.toml)"
_OTHER = "…"
_KEPT = "KEPT BRIEFS"
_NONE_CHOSEN = "Choose a kept brief first"


class TemplateChooser(QWidget):
    """Picks a template. `chosen` carries its Spec; `saving` asks for the Spec as it stands.

    `recalled` carries the Spec of a brief that the case keeps, which says all by itself.
    """

    chosen = Signal(object)
    recalled = Signal(object)
    saving = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spec = Spec()
        self._picked: int | str = ""  # kept brief or template: several may bear one name
        self._specs: list[Spec | None] = []  # of each row; None is a heading
        self._templates: list[tuple[str, Spec]] = []
        self._files: dict[str, Path] = {}
        self.kept = KeptBriefs(desk, self)
        self.picker = Picker("Template")
        self.picker.activated.connect(self._take)
        self.more = QToolButton()
        self.more.setText(_OTHER)
        self.more.setAccessibleName("More about templates")
        self.more.setToolTip(plain_tip("Save, copy or open a template; keep this brief"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.about = label("", "small", wrap=True)
        self._build()
        # made last: what is housed beside a menu would come into a ring of Tab of its own
        menu = QMenu(self)
        self.keep = self._action(menu, "Save changes to this template", self._ask_keep)
        self._action(menu, "Save as template…", self._ask_copy)
        self._action(menu, "Open a template file…", self._ask_open)
        menu.addSeparator()
        self._kept_actions = (
            self._action(menu, "Keep this brief…", self._ask_brief),
            self._action(menu, "Rename this kept brief…", self._ask_rename),
            self._action(menu, "Move this kept brief to the trash", self._trash),
        )
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._allow)
        self.more.setMenu(menu)
        self.kept.listed.connect(self._show_list)
        self.kept.renamed.connect(self._follow)
        self._list()
        self.kept.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        heading = label("Template", "field")
        column.addWidget(heading)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self.picker, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        column.addWidget(self.about)
        name_by(heading, self.picker)
        self.setFocusProxy(self.picker)

    def _action(self, menu: QMenu, words: str, do: object) -> QAction:
        action = QAction(words, self)  # one made by the menu goes with its last Python name
        menu.addAction(action)
        action.triggered.connect(do)
        return action

    def stops(self) -> list[QWidget]:
        """Give the widgets that take the focus."""
        return [self.picker, self.more]

    @property
    def folder(self) -> Path:
        """Where the user's templates are."""
        return self._desk.settings.folder / templates.FOLDER

    @property
    def origin(self) -> Spec:
        """The template that the brief was made from, as it is stored; an empty one if gone."""
        at = self._row
        return (self._specs[at] if at >= 0 else None) or Spec(sections=())

    @property
    def _row(self) -> int:
        """Row of what the brief was made from: that which was picked, the very same, or its name.

        -1 if it is gone.
        """
        rows = [(at, one) for at, one in enumerate(self._specs) if one is not None]
        same = [at for at, one in rows if one == self._spec]
        alike = [*same, *(at for at, one in rows if one.name == self._spec.name)]
        picked = (at for at in alike if _key(self.picker.itemData(at)) == self._picked)
        return next(picked, next(iter(alike), -1))

    # ---- what is shown

    def load(self, spec: Spec) -> None:
        """Show which template a brief was made from. Emits nothing."""
        self._spec = spec
        at = self._row
        self.picker.setCurrentIndex(at)
        if at < 0:
            self.picker.setPlaceholderText(spec.name)
        changed = at < 0 or self._specs[at] != spec
        self.about.setText(f"{spec.description} Changed here." if changed else spec.description)

    def _list(self) -> None:
        self._files = {path.stem: path for path in templates.own(self.folder)}
        self._templates = list(templates.listed(self.folder))
        self._show_list()

    def _show_list(self) -> None:
        self.picker.clear()
        self._specs = []
        for name, spec in self._templates:
            self._specs.append(spec)
            mine = f"{spec.name} (yours)" if name in self._files else spec.name
            self.picker.addItem(mine, name)
        if self.kept.held:
            self._add_heading()
        for kept in self.kept.held:
            self._specs.append(kept.spec)
            self.picker.addItem(kept.title, kept)
        self.load(self._spec)

    def _add_heading(self) -> None:
        self._specs += (None, None)
        self.picker.insertSeparator(self.picker.count())
        self.picker.addItem(_KEPT)
        model = self.picker.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.picker.count() - 1).setEnabled(False)

    def _allow(self) -> None:
        self.keep.setEnabled(self._own is not None)
        why = self.kept.why_not
        for action in self._kept_actions:
            needs = action is not self._kept_actions[0] and self._chosen is None
            action.setEnabled(not why and not needs)
            action.setToolTip(plain_tip(why or (_NONE_CHOSEN if needs else action.text())))

    @property
    def _chosen(self) -> Kept | None:
        """The kept brief that is chosen."""
        held = self.picker.currentData()
        return held if isinstance(held, Kept) else None

    @property
    def _own(self) -> Path | None:
        """The file of the template that is chosen, if it is the user's."""
        return self._files.get(str(self.picker.currentData() or ""))

    # ---- what a user does

    def _take(self, at: int) -> None:
        held = self.picker.itemData(at)
        try:
            if isinstance(held, Kept):
                self._recall(held)
            else:
                self.chosen.emit(templates.find(str(held), self.folder))
        except DossierError as error:
            self._desk.prompts.show_error(error)
            self.load(self._spec)
            return
        self._note(_key(held))

    def _note(self, picked: int | str) -> None:
        """Note what was picked, once the form has taken it: until then the one before counts."""
        self._picked = picked
        self.load(self._spec)

    def _recall(self, kept: Kept) -> None:
        if kept.trouble is not None:
            raise kept.trouble
        self.recalled.emit(kept.spec)

    def _ask_brief(self) -> None:
        self.saving.emit()
        self.kept.ask_keep(self._spec)

    def _ask_rename(self) -> None:
        if self._chosen is not None:
            self.kept.ask_rename(self._chosen)

    def _trash(self) -> None:
        if self._chosen is not None:
            self.kept.trash(self._chosen)

    def _follow(self, before: str, now: str) -> None:
        """Let the brief on screen bear the name under which it is kept now."""
        self.saving.emit()
        if self._spec.name == before:
            self.recalled.emit(templates.renamed(self._spec, now))
            kept = self.kept.find(now)
            self._note(kept.id if kept is not None else "")

    def _ask_keep(self) -> None:
        self.saving.emit()
        if self._own is not None:
            self._save(self._own, name=self._spec.name)

    def _ask_copy(self) -> None:
        self.saving.emit()
        start = templates.free_path(self.folder, self._spec.name)
        asked = PathQuestion(
            title="Save as template", kinds=_KINDS, suffix="toml", start=start, save=True
        )
        self._desk.prompts.ask_path(asked, self._save)

    def _save(self, path: Path, name: str = "") -> None:
        if not self._desk.run(partial(spared, path)):
            return
        spec = templates.renamed(self._spec, name or path.stem)
        try:
            templates.save(path, spec)
        except DossierError as error:
            self._desk.prompts.show_error(error)
            return
        self._desk.tell(f"Saved as a template: {path.name}")
        self.chosen.emit(spec)
        self._list()
        self._note(path.stem)

    def _ask_open(self) -> None:
        start = self.folder / f"template{templates.SUFFIX}"
        asked = PathQuestion(title="Open a template", kinds=_KINDS, suffix="toml", start=start)
        self._desk.prompts.ask_path(asked, partial(self._open))

    def _open(self, path: Path) -> None:
        try:
            self.chosen.emit(templates.load(path))
        except DossierError as error:
            self._desk.prompts.show_error(error)


def _key(held: object) -> int | str:
    """Give what tells a row from others of its name: the kept brief, or the template's file."""
    return held.id if isinstance(held, Kept) else str(held or "")
