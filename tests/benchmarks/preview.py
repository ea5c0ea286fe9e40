"""From a change of an option to the first page of the sample's brief on the screen: FOLDER ROUNDS.

Sections are ticked off and on in turn, as fast as the one before has been drawn. Beside it, the
time that the same brief takes in the thread of the program, without window and pictures.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QCheckBox

from benchmarks.measure import report
from dossier.brief.compose import write_brief
from dossier.brief.spec import Spec
from dossier.exchange.sample import create_sample
from dossier.ui import application, fonts
from dossier.ui.actions import Command
from dossier.ui.briefs.pdf import Picture
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.settings import Settings

_CHANGED = "Discrepancies"  # a section in the midst of the brief
_LONGEST = 60.0  # seconds for one change


def main(folder: Path, rounds: int) -> None:
    """Report the median of the seconds waited for a page, and of those for a whole brief."""
    app = QApplication(sys.argv[:1])
    path = folder / "sample.dossier"
    create_sample(path).close()
    pane = _open_page(app, folder, path)
    waited = [_change(app, pane) for _ in range(rounds + 1)][1:]  # the first unpacks fonts
    case = pane._desk.case
    assert case is not None
    printed = []
    for _ in range(rounds):
        begun = time.monotonic()
        write_brief(case, folder / "brief.pdf", Spec())
        printed.append(time.monotonic() - begun)
    pane.window().close()
    report(page=statistics.median(waited), slowest=max(waited), whole=statistics.median(printed))


def _open_page(app: QApplication, folder: Path, case: Path) -> BriefPane:
    fonts.load(folder / "fonts")
    window = application.build(app, Settings(folder / "preview.ini"))
    window.resize(1280, 800)
    window.show()
    window.open_path(case)
    window.actions_.get(Command.GO_BRIEFS).trigger()
    assert window.workbench is not None
    pane = window.workbench.pages.brief
    assert pane is not None
    _wait_for_page(app, pane)
    return pane


def _change(app: QApplication, pane: BriefPane) -> float:
    """Tick a section off or on; the seconds until the first page is drawn as it is then."""
    (box,) = (it for it in pane.findChildren(QCheckBox) if it.accessibleName() == _CHANGED)
    before = pane.view.data
    begun = time.monotonic()
    box.click()
    _wait_for_page(app, pane, before)
    return time.monotonic() - begun


def _wait_for_page(app: QApplication, pane: BriefPane, before: bytes = b"") -> None:
    """Wait until another PDF is there and its first page is drawn and painted."""
    drawn: list[bytes] = []  # the PDFs whose first page was drawn

    def hear(picture: Picture) -> None:
        if picture.page == 0:
            drawn.append(pane.view.data)

    pane.view.renderer.drawn.connect(hear)
    end = time.monotonic() + _LONGEST
    while all(data == before for data in drawn):
        assert time.monotonic() < end
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    pane.view.renderer.drawn.disconnect(hear)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as fresh:
        main(Path(fresh), int(sys.argv[2]))
