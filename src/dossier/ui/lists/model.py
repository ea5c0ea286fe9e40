"""The table of one kind of record, narrowed by words and by values of its fields."""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from dossier.model.field import Kind
from dossier.ui.desk import Desk
from dossier.ui.lists.cells import Cell, TableColumn
from dossier.ui.lists.paged import PAGE, PagedTable

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.find import Selection
    from dossier.case.reading import Reading

__all__ = ["PAGE", "Filters", "RecordTable"]

_UNFINISHED = "Unfinished"
Filters = Mapping[str, tuple[str, ...]]


class RecordTable(PagedTable):
    """Rows of one kind, as `find.ids` gives them."""

    def __init__(
        self, desk: Desk, kind: Kind, columns: Sequence[TableColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(desk, columns, parent)
        self._kind = kind
        self._filters: Filters = {}
        desk.drafts.marked.connect(self._tell_all)

    def cell(self, row: int, column: int) -> Cell | None:
        """Contents of a cell; the one that names the record is marked while it is unfinished."""
        made = super().cell(row, column)
        if made is None or not self._columns[column].stretches:
            return made
        unfinished = self._desk.drafts.are_on(self._kind.name, self.id_at(row))
        return replace(made, mark=_UNFINISHED) if unfinished else made

    @property
    def filters(self) -> Filters:
        """Values of fields that filter the rows, as `find.ids` takes them."""
        return self._filters

    @property
    def is_narrowed(self) -> bool:
        """Whether words or values leave rows out."""
        return bool(self._words or self._filters)

    @property
    def rests_on_others(self) -> bool:
        """Whether a change of other records can bring rows in, take them out or move them."""
        own = {field.name for field in self._kind.fields} | {"after", "before"}
        asked = {key.lstrip("+-") for key in self._filters} | {self._sort} - {""}
        return bool(self._words) or not own.issuperset(asked)

    def narrow(self, words: str, filters: Filters) -> None:
        """Show the rows that match words and values."""
        self._words, self._filters = words, dict(filters)
        self.refresh()

    @property
    def asked(self) -> "Selection":
        """What the rows are asked by."""
        from dossier.case.find import Selection

        return Selection(
            kind=self._kind.name,
            words=self._words,
            where=self._filters,
            sort=self._sort,
            descending=self._descending,
        )

    def ask_ids(self) -> "Callable[[Reading], array[int]]":
        """Question for the ids of the records that match."""
        return partial(_ids, self.asked)

    def ask_rows(self, ids: "array[int]") -> "Callable[[Reading], Iterable[Any]]":
        """Question for rows of the list of this kind."""
        return partial(_rows, self._kind.name, ids)

    def renew(self, changed: Collection[int], *, others: bool) -> None:
        """Place the few records that changed anew: of a long list the rest is not asked for.

        `others` says that what other rows show of further records may have changed too.
        """
        from dossier.case import find

        if self._desk.case is not None:
            ids = find.renewed(self._desk.case, self.asked, self._ids, changed)
            self.take(ids, None if others else changed)


def _ids(asked: "Selection", case: "Reading") -> "array[int]":
    from dossier.case import find

    return find.ids(
        case,
        asked.kind,
        words=asked.words,
        where=asked.where,
        sort=asked.sort,
        descending=asked.descending,
    )


def _rows(kind: str, ids: "array[int]", case: "Reading") -> Iterable[Any]:
    from dossier.case import find

    return find.listing(case, kind, ids)
