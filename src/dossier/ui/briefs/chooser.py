"""The choice of a template: those built in, those of the user; save, open, and go on from there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from dossier.brief import templates
from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Picker
from dossier.ui.prompts import PathQuestion, label, name_by, plain_tip

_GAP = 4
_KINDS = "Templates (*.toml)"
_OTHER = "…"


class TemplateChooser(QWidget):
    """Picks a template. `chosen` carries its Spec; `saving` asks for the Spec as it stands."""

    chosen = Signal(object)
    saving = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._spec = Spec()
        self._specs: list[Spec] = []
        self._files: dict[str, Path] = {}
        self.picker = Picker("Template")
        self.picker.activated.connect(self._take)
        self.more = QToolButton()
        self.more.setText(_OTHER)
        self.more.setAccessibleName("More about templates")
        self.more.setToolTip(plain_tip("Save, copy or open a template"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.about = label("", "small", wrap=True)
        self._build()
        # made last: what is housed beside a menu would come into a ring of Tab of its own
        menu = QMenu(self)
        self.keep = self._action(menu, "Save changes to this template", self._ask_keep)
        self._action(menu, "Save as template…", self._ask_copy)
        self._action(menu, "Open a template file…", self._ask_open)
        menu.aboutToShow.connect(self._allow)
        self.more.setMenu(menu)
        self._list()

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
        return next((one for one in self._specs if one.name == self._spec.name), Spec(sections=()))

    # ---- what is shown

    def load(self, spec: Spec) -> None:
        """Show which template a brief was made from. Emits nothing."""
        self._spec = spec
        at = next((at for at, one in enumerate(self._specs) if one.name == spec.name), -1)
        self.picker.setCurrentIndex(at)
        if at < 0:
            self.picker.setPlaceholderText(spec.name)
        changed = at < 0 or self._specs[at] != spec
        self.about.setText(f"{spec.description} Changed here." if changed else spec.description)

    def _list(self) -> None:
        self.picker.clear()
        self._specs, self._files = [], {path.stem: path for path in templates.own(self.folder)}
        for name, spec in templates.listed(self.folder):
            self._specs.append(spec)
            mine = f"{spec.name} (yours)" if name in self._files else spec.name
            self.picker.addItem(mine, name)
        self.load(self._spec)

    def _allow(self) -> None:
        self.keep.setEnabled(self._own is not None)

    @property
    def _own(self) -> Path | None:
        """The file of the template that is chosen, if it is the user's."""
        return self._files.get(str(self.picker.currentData() or ""))

    # ---- what a user does

    def _take(self, at: int) -> None:
        try:
            spec = templates.find(str(self.picker.itemData(at)), self.folder)
        except DossierError as error:
            self._desk.prompts.show_error(error)
            self.load(self._spec)
            return
        self.chosen.emit(spec)

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
        spec = templates.renamed(self._spec, name or path.stem)
        try:
            templates.save(path, spec)
        except DossierError as error:
            self._desk.prompts.show_error(error)
            return
        self._desk.tell(f"Saved as a template: {path.name}")
        self.chosen.emit(spec)
        self._list()

    def _ask_open(self) -> None:
        start = self.folder / f"template{templates.SUFFIX}"
        asked = PathQuestion(title="Open a template", kinds=_KINDS, suffix="toml", start=start)
        self._desk.prompts.ask_path(asked, partial(self._open))

    def _open(self, path: Path) -> None:
        try:
            self.chosen.emit(templates.load(path))
        except DossierError as error:
            self._desk.prompts.show_error(error)
