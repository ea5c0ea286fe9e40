"""What tests read off the inspector: its fields, their sentences, and the incidents of the case."""

from PySide6.QtWidgets import QLineEdit

from dossier.case.case import Case
from dossier.model.records import Incident
from dossier.ui.desk import Desk
from dossier.ui.panes.inspector import Inspector


def incidents(desk: Desk) -> list[Incident]:
    """Incidents of the open case in the order of their references."""
    assert desk.case is not None
    return incidents_of(desk.case)


def incidents_of(case: Case) -> list[Incident]:
    """Incidents of a case in the order of their references."""
    return sorted(case.all(Incident), key=lambda incident: incident.reference)


def line(inspector: Inspector, name: str) -> QLineEdit:
    """The line that a field is typed into."""
    assert inspector.form is not None
    found = inspector.form.rows[name].control.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def sentence(inspector: Inspector, name: str) -> str:
    """What is said beneath a field."""
    assert inspector.form is not None
    return inspector.form.rows[name].sentence.text()
