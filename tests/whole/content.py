"""What a case says, free of ids: the same for two cases that were entered on different days.

An id is a number drawn by chance, so two cases are never equal by it. Here each id in a record as
it is written (see model/wire.py) is replaced by what the record that it stands for says, and so on
through all references, which never form a circle; the record's own id is left out. Two cases say
the same if they have the same live records in this form, each as often as the other.
"""

import json
from collections import Counter
from typing import Any

from dossier.case.case import Case
from dossier.model import identity
from dossier.model.field import Kind, kind_of
from dossier.model.records import KINDS
from dossier.model.wire import to_wire


def content(case: Case) -> Counter[str]:
    """Give all live records of a case, its properties included, each written without ids."""
    written = _Written(case)
    held = (record.id for kind in KINDS for record in case.all(kind.record))
    return Counter(json.dumps(written.of(id_), ensure_ascii=False, sort_keys=True) for id_ in held)


class _Written:
    """Writes records of one case without ids."""

    def __init__(self, case: Case) -> None:
        self._wires: dict[str, dict[str, Any]] = {}
        self._kinds: dict[str, Kind] = {}
        for kind in KINDS:
            for record in case.all(kind.record):
                wire = to_wire(record)
                self._wires[str(wire["id"])] = wire
                self._kinds[str(wire["id"])] = kind_of(type(record))

    def of(self, id_: int) -> dict[str, Any]:
        return self._said(identity.to_text(id_))

    def _said(self, id_: str) -> dict[str, Any]:
        links = {field.name for field in self._kinds[id_].fields if field.target}
        members = ((name, held) for name, held in self._wires[id_].items() if name != "id")
        return {name: self._said(held) if name in links else held for name, held in members}
