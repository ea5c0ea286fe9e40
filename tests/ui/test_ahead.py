"""Forms and pages are made ahead, a part at a time; one that is wanted sooner is whole."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dossier.model.records import Actor, kind_named
from dossier.ui.actions import Command
from dossier.ui.ahead import Ahead
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.forms.texts import LineControl
from dossier.ui.growing import Building, Growing
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.pages import KIND_OF_PAGE
from dossier.ui.window import Window

ACTOR = kind_named("actor")


def test_the_forms_of_all_lists_are_made_in_many_small_steps(open_window: Window) -> None:
    ahead = Ahead(open_window)
    steps = 1
    while ahead.take_step():
        steps += 1
    assert steps > 10 * len(KIND_OF_PAGE)
    assert open_window.workbench is not None
    details = open_window.workbench.inspector.details
    assert all(details.form(kind_named(kind)) is not None for kind in KIND_OF_PAGE.values())


def test_pages_made_ahead_are_those_that_are_shown(open_window: Window) -> None:
    ahead = Ahead(open_window)
    while ahead.take_step():
        pass
    bench = open_window.workbench
    assert bench is not None
    before = set(bench.pages.findChildren(QWidget))
    for command in (Command.READ, Command.GO_BRIEFS):
        bench.pages.show_page(command)
        assert bench.pages.currentWidget() in before
    assert bench.pages.brief is not None
    assert bench.pages.brief.isVisible()


def test_a_page_that_is_wanted_half_made_is_whole(open_window: Window) -> None:
    bench = open_window.workbench
    assert bench is not None
    making = bench.pages.prepare(Command.GO_BRIEFS)
    next(making)
    next(making)
    bench.pages.show_page(Command.GO_BRIEFS)
    assert bench.pages.brief is not None
    assert bench.pages.brief.form.isVisible()
    assert list(making) == []


def test_what_fails_half_made_is_begun_anew_when_it_is_wanted() -> None:
    fails = [True]

    def make(key: str) -> Building[str]:
        yield
        if fails.pop():
            raise OSError(key)
        return key.upper()

    things = Growing(make)
    parts = things.parts("form")
    next(parts)
    with pytest.raises(OSError, match="form"):
        next(parts)
    assert things.get("form") is None
    fails.append(False)
    assert things.whole("form") == "FORM"
    assert things.whole("form") is things.get("form")


def test_without_a_case_nothing_is_made(window: Window) -> None:
    ahead = Ahead(window)
    assert ahead.take_step()
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
