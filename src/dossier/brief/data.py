"""What a brief prints, for machines: its blocks as JSON, attached to the PDF.

It is made from the blocks that are printed and from nothing else: what was left out, held back or
blacked out on paper cannot be in it.
"""

import dataclasses
import json
from collections.abc import Hashable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any, cast

from dossier.brief.blocks import CitedOn, Contents, NoteRef, PageBreak, Rule, Run, Space
from dossier.brief.document import Document

NAME = "brief.json"
MEDIA_TYPE = "application/json"
FORM = "dossier brief 1"
_SILENT = (Rule, Space, PageBreak, Contents)  # they say nothing, or nothing new
_LOOKS = frozenset({"style", "align", "columns", "wide", "keep_next", "outline", "anchor", "image"})


def write_data(document: Document) -> Iterator[bytes]:
    """Give the JSON (RFC 8259) of a document in parts. Same document, same bytes."""
    told: dict[str, Any] = {
        "form": FORM,
        "title": document.title,
        "reference": document.reference,
        "language": document.language,
        "date": document.date.isoformat(),
        "author": document.author,
        "subject": document.subject,
        "mark": document.mark.text,
        "footer": document.footer,
    }
    if document.footnotes:
        told["footnotes"] = [tell(note) for note in document.footnotes]
    if document.imprint is not None:
        told["imprint"] = document.imprint.told()
    head = _line(told).removesuffix("}")
    yield f'{head}, "blocks": ['.encode(errors="replace")
    said = (it for it in document.blocks if not isinstance(it, _SILENT))
    for index, block in enumerate(said):
        yield f"{',' if index else ''}\n{_line(tell(block))}".encode(errors="replace")
    yield b"\n]}\n"


def _line(told: dict[str, Any]) -> str:
    """Give JSON on one line: a block a line reads well, and is written at full speed."""
    return json.dumps(told, ensure_ascii=False)


def tell(block: Any) -> dict[str, Any]:
    """Give a block as a JSON object: its kind, and what it says that is not empty."""
    told: dict[str, Any] = {"kind": type(block).__name__.lower()}
    for name, default in _fields_of(cast("Hashable", type(block))):
        value = getattr(block, name)
        if value not in (default, ()):
            told[name] = _tell_value(value)
    return told


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, object], ...]:
    """Give the names and defaults of what a block says."""
    fields = dataclasses.fields(kind)
    return tuple((field.name, field.default) for field in fields if field.name not in _LOOKS)


def _tell_value(value: object) -> object:
    if isinstance(value, tuple):
        return _tell_tuple(value)
    if dataclasses.is_dataclass(value):
        return tell(value)
    return str(value) if isinstance(value, StrEnum) else value


def _tell_tuple(value: tuple[object, ...]) -> object:
    """Give runs that are plain words as one text; all else item by item."""
    first = value[0] if value else None
    if isinstance(first, Run):
        words = [item.text for item in value if isinstance(item, Run) and not _leads_out(item)]
        if len(words) == len(value):
            return "".join(words)
    return [_tell_item(item) for item in value if not isinstance(item, _SILENT)]


def _tell_item(item: object) -> object:
    if isinstance(item, Run):
        return {"text": item.text, "link": item.link} if _leads_out(item) else item.text
    if isinstance(item, NoteRef):
        return {"note": item.note}
    if isinstance(item, CitedOn):
        return {"cited": item.note}
    return _tell_value(item)


def _leads_out(run: Run) -> bool:
    """Whether it leads out of the brief; names of places inside it say nothing to others."""
    return bool(run.link) and not run.link.startswith("#")
