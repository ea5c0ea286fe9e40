"""What is remembered of each list: its layout on this computer; filters and selection by case."""

import json
from typing import TYPE_CHECKING

from dossier.model import identity
from dossier.ui.lists.model import Filters
from dossier.ui.settings import Settings

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_DESCENDING = "-"


class ListMemory:
    """The settings of one list. What cannot be read counts as not set."""

    def __init__(self, settings: Settings, name: str) -> None:
        self._settings = settings
        self._name = name

    # ---- layout, the same for all cases

    def columns(self) -> dict[str, bool]:
        """Columns that were shown or hidden by hand."""
        held = self._settings.texts(f"list/{self._name}/columns")
        return {text[1:]: text.startswith("+") for text in held if text[:1] in ("+", "-")}

    def keep_columns(self, chosen: dict[str, bool]) -> None:
        """Remember which columns were shown or hidden by hand."""
        texts = [f"{'+' if shown else '-'}{key}" for key, shown in chosen.items()]
        self._settings.store(f"list/{self._name}/columns", texts)

    def widths(self) -> dict[str, int]:
        """Widths of columns that were drawn by hand, in pixels at 100 %."""
        pairs = (text.rpartition("=") for text in self._settings.texts(f"list/{self._name}/widths"))
        return {key: int(width) for key, _, width in pairs if key and width.isdecimal()}

    def keep_widths(self, widths: dict[str, int]) -> None:
        """Remember the widths that were drawn by hand."""
        texts = [f"{key}={width}" for key, width in widths.items()]
        self._settings.store(f"list/{self._name}/widths", texts)

    def sort(self) -> tuple[str, bool]:
        """Key of the column that the list is sorted by, "" for its own order; whether downwards."""
        held = self._settings.text(f"list/{self._name}/sort")
        return held.removeprefix(_DESCENDING), held.startswith(_DESCENDING)

    def keep_sort(self, key: str, *, descending: bool) -> None:
        """Remember how the list is sorted."""
        self._settings.store(f"list/{self._name}/sort", (_DESCENDING if descending else "") + key)

    # ---- what was looked at, case by case

    def filters(self, case: "Case") -> Filters:
        """Filters that were set in this case."""
        try:
            held = json.loads(self._settings.text(f"{self._place(case)}/filters", "{}"))
            return {str(key): tuple(map(str, values)) for key, values in held.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def keep_filters(self, case: "Case", filters: Filters) -> None:
        """Remember the filters that are set in this case."""
        held = json.dumps({key: list(values) for key, values in filters.items()})
        self._settings.store(f"{self._place(case)}/filters", held)

    def record(self, case: "Case") -> int:
        """Id of the record that was selected in this case; 0 if none was."""
        return self._id(case, "record")

    def keep_record(self, case: "Case", record: int) -> None:
        """Remember the record that is selected in this case."""
        self._keep_id(case, "record", record)

    def top(self, case: "Case") -> int:
        """Id of the record that stood at the top of the list in this case; 0 = its beginning."""
        return self._id(case, "top")

    def keep_top(self, case: "Case", record: int) -> None:
        """Remember how far the list is scrolled in this case, by the record at its top."""
        self._keep_id(case, "top", record)

    def _id(self, case: "Case", name: str) -> int:
        held = self._settings.text(f"{self._place(case)}/{name}")
        return int(held) if held.isdecimal() else 0

    def _keep_id(self, case: "Case", name: str, record: int) -> None:
        if self._id(case, name) != record:
            self._settings.store(f"{self._place(case)}/{name}", str(record))

    def _place(self, case: "Case") -> str:
        """Copies of a case share what was looked at: it is told by the id of its properties."""
        return f"case/{identity.to_text(case.info.id)}/{self._name}"
