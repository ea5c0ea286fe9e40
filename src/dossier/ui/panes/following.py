"""Keeps navigation and inspector with what the list on screen shows and has selected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dossier.ui.actions import Command
from dossier.ui.lists.choice import Choice, Way
from dossier.ui.lists.facets import SAVED
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.navigation import NavigationPane
from dossier.ui.panes.pages import PAGE_OF_KIND, PageStack

if TYPE_CHECKING:
    from dossier.model.records import View


class ListFollower(QObject):
    """Marks the saved filters that narrow the list; takes those that are picked.

    While several records are selected, the inspector shows what can be done with all of them.
    """

    def __init__(
        self,
        navigation: NavigationPane,
        pages: PageStack,
        inspector: Inspector,
        show_page: Callable[[Command], None],
    ) -> None:
        super().__init__(pages)
        self._navigation = navigation
        self._pages = pages
        self._inspector = inspector
        self._show_page = show_page
        navigation.saved.taken.connect(self._narrow_by)
        navigation.saved.opened.connect(self._take_up)
        pages.listed.connect(self._follow)
        inspector.several.trash_button.clicked.connect(pages.trash_selected)

    @property
    def is_of_several(self) -> bool:
        """Whether several records of the list are selected."""
        shown = self._pages.records
        return shown is not None and shown.table.count_selected() > 1

    def take(self, view: int) -> None:
        """Narrow a list by a saved filter alone."""
        held = self._navigation.saved.find(view)
        if held is not None:
            self._narrow_by(held, Way.ALONE)
            self._pages.setFocus()

    def _narrow_by(self, view: "View", way: Way) -> None:
        """Narrow the list of a saved filter by it."""
        self._show_page(PAGE_OF_KIND[view.listed])
        if self._pages.records is not None:
            self._pages.records.saved.narrow(view, way)
        self._navigation.show_view(str(view.id))

    def _take_up(self, view: "View") -> None:
        """Show the terms of a saved filter, to be changed."""
        self._show_page(PAGE_OF_KIND[view.listed])
        if self._pages.records is not None:
            self._pages.records.saved.take_up(view)

    def _follow(self) -> None:
        shown = self._pages.records
        if shown is None:
            self._navigation.saved.mark(Choice())
            return
        chosen = Choice.read(shown.filters.filters, SAVED.key)
        self._navigation.mark_views(chosen, self._pages.page, shown.saved.chosen)
        several = self._inspector.several
        if self.is_of_several:
            count = shown.table.count_selected()
            self._inspector.clear()
            self._inspector.make_way(several)
            several.show_selected(shown.kind, count, shown.selected_ids)
        elif not several.isHidden():
            self._pages.selected.emit(shown.kind.name, shown.current)
