"""What a case keeps of the way it is looked at: saved filters."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.model import field as f
from dossier.model.field import About, FieldType, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """A saved filter: what a list of one kind was narrowed by, under a name."""

    about: ClassVar[About] = About(name="view", label="Saved filter", plural="Saved filters")

    title: str = f.line("Name", required=True, maximum=f.TITLE_LENGTH)
    listed: str = f.line("List", required=True, help="Kind of the records that it lists.")
    words: str = f.line("Words")
    filters: str = f.words(FieldType.SHEET, "Filters")
    sort: str = f.line("Order")
    position: int | None = f.number("Position")
