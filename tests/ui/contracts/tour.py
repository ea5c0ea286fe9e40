"""A tour of everything the window can show, found by walking commands, kinds and pages."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMenu,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from dossier.case import checks, find
from dossier.case.checks import Found, Report
from dossier.errors import DossierError
from dossier.model.field import Kind
from dossier.model.records import KINDS
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.dialogs.palette import Palette
from dossier.ui.forms import record_line
from dossier.ui.forms.children import ChildRows
from dossier.ui.forms.form import Form, fields_of
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.panes.workbench import Workbench
from dossier.ui.prompts import COPY, Choice, Question, Weight
from dossier.ui.window import Window

C = Command
W = TypeVar("W", bound=QWidget)
NOTHING_LIKE_IT = "zzzz no such words"
# they leave the case, write beside it, or change the look of all that follows
LEAVING = frozenset(
    {C.QUIT, C.CLOSE_CASE, C.SAMPLE_CASE, C.PRINT_PAPER, C.AS_SYSTEM, C.LIGHT, C.DARK}
    | {C.LARGER_TEXT, C.SMALLER_TEXT, C.NORMAL_TEXT, C.VERIFY, C.BACK_UP}
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One state of the window: `root` is the window, popup or dialog to look at."""

    name: str
    root: QWidget


def settle() -> None:
    """Let posted events arrive, and what is to be deleted go."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for _ in range(3):  # a layout inside another tells it only when it is laid out itself
        app.processEvents()


def wake(window: QWidget) -> None:
    """Make a window the active one; without a window manager, it has to ask."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def bench_of(window: Window) -> Workbench:
    assert window.workbench is not None
    return window.workbench


def pages(window: Window, desk: Desk) -> Iterator[Stop]:
    """Every page, with each tab of the inspector where it stands beside it."""
    for command in page_commands():
        show(window, desk, command)
        yield Stop(command.value, window)
        yield from tabs(window, command.value)


def page_commands() -> list[Command]:
    """Commands that show a page."""
    return [*(one for one in C if one.value.startswith("go_")), C.READ]


def show(window: Window, desk: Desk, command: Command) -> None:
    """Show a page, with its first record if it has one."""
    if command is C.READ:
        source = first_id(desk, "source")
        if source:
            bench_of(window).read("source", source)
    else:
        window.actions_.get(command).trigger()
    if command is C.GO_CHECKS:
        find_something(window, desk)
    shown = bench_of(window).pages.records
    if shown is not None and shown.model.rowCount() and not shown.current:
        shown.table.select_row(0)
    settle()


def find_something(window: Window, desk: Desk) -> None:
    """Let a check have found something, if there is something that it could find."""
    incident, checking = first_id(desk, "incident"), bench_of(window).pages.checking
    if incident:
        found = Found(checks.RULES[-1], "incident", "", array("q", [incident]))
        checking.report = Report((found,))
        checking.checked.emit()


def tabs(window: Window, name: str) -> Iterator[Stop]:
    """Every tab that is not in front yet."""
    for held in window.findChildren(QTabWidget):
        if not held.isVisible():
            continue
        front = held.currentIndex()
        for at in range(held.count()):
            if held.isTabVisible(at) and at != front:
                held.setCurrentIndex(at)
                settle()
                yield Stop(f"{name}, tab {held.tabText(at)}", window)
        held.setCurrentIndex(front)


def narrowed(window: Window, desk: Desk) -> Iterator[Stop]:
    """Every list with a filter that nothing matches."""
    for command in page_commands():
        show(window, desk, command)
        listed = bench_of(window).pages.records or bench_of(window).pages.trash
        if listed is None or not listed.filter_box.isVisible():
            continue
        listed.filter_box.setText(NOTHING_LIKE_IT)
        QTest.keyClick(listed.filter_box, Qt.Key.Key_Return)
        settle()
        yield Stop(f"{command.value}, nothing matches", window)
        listed.filter_box.clear()
        QTest.keyClick(listed.filter_box, Qt.Key.Key_Return)


def forms(window: Window, desk: Desk) -> Iterator[Stop]:
    """The form of every kind with every row opened; of a kind without records an empty one."""
    show(window, desk, C.GO_INCIDENTS)
    bench = bench_of(window)
    for kind in KINDS:
        if not fields_of(kind):
            continue
        held = first_id(desk, kind.name)
        if held:
            bench.inspector.setVisible(True)
            bench.inspector.show_record(kind.name, held)
            with rows_opened(bench.inspector):
                yield Stop(f"form of {kind.name}", window)
        else:
            yield from _bare_form(desk, kind)
    bench.inspector.clear()


def _bare_form(desk: Desk, kind: Kind) -> Iterator[Stop]:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    form = Form(desk, kind)
    form.set_fixed(fixed=not desk.can_edit)
    area.setWidget(form)
    area.resize(356, 700)
    with shown(area):
        yield Stop(f"bare form of {kind.name}", area)


@contextmanager
def shown(widget: QWidget) -> Iterator[None]:
    """Show a window of its own for a while."""
    widget.show()
    wake(widget)
    yield
    widget.close()
    widget.deleteLater()
    settle()


@contextmanager
def rows_opened(root: QWidget) -> Iterator[None]:
    """Open all rows of the forms in sight, and add one where rows can be added."""
    for _ in range(2):  # rows hold rows
        for rows in root.findChildren(ChildRows):
            for row in rows.rows:
                if not row.opened:
                    row.toggle()
    for rows in root.findChildren(ChildRows):
        if rows.adder.isVisible():
            rows.adder.click()
    settle()
    yield
    settle()


def popups(window: Window, desk: Desk) -> Iterator[Stop]:
    """What pops up from chips, menu buttons, headers and pickers of every page."""
    for command in page_commands():
        show(window, desk, command)
        page = bench_of(window).pages
        for chip in visible(page, QPushButton):
            if chip.isCheckable() and chip.isEnabled():
                chip.click()
                yield from _popped(f"{command.value}, {chip.accessibleName()}")
        for button in visible(window, QToolButton):
            if button.menu() is not None:
                button.menu().popup(QPoint(0, 0))
                yield from _popped(f"{command.value}, {button.accessibleName()}")
        for table in visible(page, QTableView):
            if table.horizontalHeader().isVisible():
                table.horizontalHeader().customContextMenuRequested.emit(QPoint(4, 4))
                yield from _popped(f"{command.value}, menu of the header")
        for picker in visible(window, QComboBox):
            if picker.isEnabled() and picker.count():
                picker.showPopup()
                yield from _popped(f"{command.value}, list of {picker.accessibleName()}")
                picker.hidePopup()


def offers(window: Window, desk: Desk) -> Iterator[Stop]:
    """The records that every link of a form offers, the new one among them."""
    for kind in KINDS:
        held = first_id(desk, kind.name)
        if not held:
            continue
        bench_of(window).inspector.setVisible(True)
        bench_of(window).inspector.show_record(kind.name, held)
        for control in visible(window, LinkedControl):
            if control.line.isReadOnly():
                continue
            control.line.setFocus()
            control.line.setText("Nobody yet")
            control.offer()
            popup = control.offers.rows
            assert popup is not None
            if popup.isVisible():
                yield Stop(f"offers of {kind.name}.{control.field.name}", popup)
            popup.hide()
            control.load(control.value())
    bench_of(window).inspector.clear()


def _popped(name: str) -> Iterator[Stop]:
    popup = QApplication.activePopupWidget()
    if popup is None:
        return
    yield Stop(name, popup)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        settle()


def menus(window: Window) -> Iterator[Stop]:
    """Every menu of the menu bar, and those in them."""
    for menu in window.menuBar().findChildren(QMenu):
        menu.popup(QPoint(0, 0))
        yield from _popped(f"menu {menu.title()}")
    window.recent.popup(QPoint(0, 0))
    yield from _popped("menu of recent files")


def overlays(window: Window, desk: Desk) -> Iterator[Stop]:
    """Palette, questions, errors, notice, and the dialogs of all commands."""
    wake(window)
    for typed in ("", "a", "is:", "Shir", NOTHING_LIKE_IT):
        window.actions_.get(C.SEARCH).trigger()
        palette = window.findChild(Palette)
        assert palette is not None
        line = palette.line
        line.setText(typed)
        settle()
        yield Stop(f"palette with {typed!r}", window)
        QTest.keyClick(line, Qt.Key.Key_Escape)
    desk.tell("Moved INC-0001 to the trash", undo=True)
    yield Stop("notice", window)
    window.notice.hide()
    desk.prompts.show_error(DossierError("It is so.", "Do this."))
    yield from dialogs("error", window)
    desk.prompts.ask(_a_question())
    yield from dialogs("question", window)
    for command in C:
        action = window.actions_.get(command)
        if command not in LEAVING and action.isEnabled():
            action.trigger()
            settle()
            yield from dialogs(command.value, window)
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()


def of_briefs(window: Window, desk: Desk) -> Iterator[Stop]:
    """The dialogs of the page of briefs with all that they can show."""
    show(window, desk, C.GO_BRIEFS)
    brief = bench_of(window).pages.brief
    assert brief is not None
    dialog = brief.editions.ask(brief.form.spec(), issued=True)
    assert dialog is not None
    dialog.level.setCurrentIndex(1)
    dialog.lock.setChecked(True)
    dialog.withheld.add(
        record_line.Found("incident", first_id(desk, "incident"), "INC-0001", "They cross")
    )
    settle()
    yield from dialogs("edition with all its fields", window)
    brief.form.chooser.kept.ask_keep(brief.form.spec())
    yield from dialogs("name of a brief", window)


def _a_question() -> Question:
    choices = (
        Choice("", "Cancel"),
        Choice(COPY, "Copy the report"),
        Choice("go", "Go on", Weight.PRIMARY),
    )
    return Question(
        title="So?", message="Is it so?", hint="It may.", detail="A\nB", choices=choices
    )


def dialogs(name: str, window: QWidget) -> Iterator[Stop]:
    """Every dialog on screen of our own making, closed afterwards."""
    for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]:
        if dialog.isVisible() and dialog is not window:
            if not isinstance(dialog, QFileDialog):
                yield Stop(f"dialog of {name}", dialog)
            dialog.close()
            settle()


def everything(window: Window, desk: Desk) -> Iterator[Stop]:
    """All of it; of a case that is empty or read only what differs: its pages and forms."""
    yield from pages(window, desk)
    yield from forms(window, desk)
    if not (desk.can_edit and first_id(desk, "incident")):
        return
    yield from narrowed(window, desk)
    yield from popups(window, desk)
    yield from offers(window, desk)
    yield from menus(window)
    yield from overlays(window, desk)
    yield from of_briefs(window, desk)


def first_id(desk: Desk, kind: str) -> int:
    """Id of a record of a kind; 0 if the case has none."""
    ids = find.ids(desk.case, kind, sort="id") if desk.case is not None else ()
    return int(ids[0]) if ids else 0


def visible(root: QWidget, of: type[W]) -> list[W]:
    """Widgets of a type that can be seen."""
    return [one for one in root.findChildren(of) if one.isVisible()]
