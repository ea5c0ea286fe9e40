"""What a brief prints, for machines: its blocks as JSON, attached to the PDF.

It is made from the blocks that are printed and from nothing else: what was left out, held back or
blacked out on paper cannot be in it.
"""

import dataclasses
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from dossier.brief.blocks import CitedOn, Contents, NoteRef, PageBreak, Rule, Run, Space
from dossier.brief.document import Document

NAME = "brief.json"
MEDIA_TYPE = "application/json"
FORM = "dossier brief 1"
_line = json.JSONEncoder(ensure_ascii=False).encode  # on one line: a block a line reads well
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


def tell(block: Any) -> dict[str, Any]:
    """Give a block as a JSON object: its kind, and what it says that is not empty."""
    kind, fields = _shape_of(block.__class__)
    told: dict[str, Any] = {"kind": kind}
    for name, empty in fields:
        value = getattr(block, name)
        if value not in empty:
            told[name] = _way_of(value.__class__)(value)
    return told


@cache
def _shape_of(kind: Any) -> tuple[str, tuple[tuple[str, tuple[object, ...]], ...]]:
    """Give the name of a kind of block and its fields, each with the values that say nothing."""
    fields = (field for field in dataclasses.fields(kind) if field.name not in _LOOKS)
    return kind.__name__.lower(), tuple((it.name, (it.default, ())) for it in fields)


@cache
def _way_of(kind: Any) -> Callable[[Any], object]:
    """Give what tells values of a kind. One that is neither told nor tuple is written as it is."""
    ways: dict[type, Callable[[Any], object]] = {
        tuple: _tell_tuple,
        Run: _tell_run,
        NoteRef: lambda cited: {"note": cited.note},
        CitedOn: lambda cited: {"cited": cited.note},
    }
    return ways.get(kind) or (tell if dataclasses.is_dataclass(kind) else lambda value: value)


def _tell_tuple(value: tuple[Any, ...]) -> object:
    """Give runs that are plain words as one text; all else item by item."""
    words = ""
    for item in value:
        if not isinstance(item, Run) or (item.link and _leads_out(item)):
            break
        words += item.text
    else:
        return words if value else []
    return [_way_of(item.__class__)(item) for item in value if not isinstance(item, _SILENT)]


def _tell_run(run: Run) -> object:
    return {"text": run.text, "link": run.link} if _leads_out(run) else run.text


def _leads_out(run: Run) -> bool:
    """Whether it leads out of the brief; names of places inside it say nothing to others."""
    return bool(run.link) and not run.link.startswith("#")
