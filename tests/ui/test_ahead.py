"""Forms are made ahead, a line at a time, and none is missed that is wanted sooner."""

from PySide6.QtTest import QTest

from dossier.model.records import Actor, kind_named
from dossier.ui.ahead import Ahead
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.forms.texts import LineControl
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.pages import KIND_OF_PAGE
from dossier.ui.window import Window

ACTOR = kind_named("actor")


def test_the_forms_of_all_lists_are_made_in_many_small_steps(open_window: Window) -> None:
    ahead = Ahead(open_window)
    steps = 0
    while not ahead.is_done and steps < 1000:
        ahead.take_step()
        steps += 1
    assert ahead.is_done
    assert steps > 10 * len(KIND_OF_PAGE)
    assert open_window.workbench is not None
    details = open_window.workbench.inspector.details
    assert all(details.form(kind_named(kind)) is not None for kind in KIND_OF_PAGE.values())


def test_without_a_case_nothing_is_made(window: Window) -> None:
    ahead = Ahead(window)
    ahead.take_step()
    assert not ahead.is_done
    assert window.workbench is None


def test_a_form_that_is_wanted_half_made_is_whole_and_saves_once(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    making = inspector.prepare(ACTOR)
    next(making)
    next(making)
    assert inspector.details.form(ACTOR) is None
    assert open_desk.case is not None
    inspector.show_record("actor", open_desk.case.all(Actor)[0].id)
    form = inspector.form
    assert form is not None
    assert list(form.rows) == list(Form(open_desk, ACTOR).rows)
    control = form.rows["name"].control
    assert isinstance(control, LineControl)
    control.line.setFocus()
    QTest.keyClicks(control.line, "v")
    inspector.commit()
    assert len(steps) == 1
    assert list(making) == []
    assert inspector.form is form
