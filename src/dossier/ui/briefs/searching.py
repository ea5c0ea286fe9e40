"""Finding words on the pages of the preview, off the window's thread."""

from functools import partial

from PySide6.QtCore import Signal

from dossier.ui.briefs.pdf import Hit, find_all
from dossier.ui.briefs.view import PdfView
from dossier.ui.desk import Desk
from dossier.ui.find_bar import FindBar
from dossier.ui.jobs import Job, Jobs, Ticket

_MOST = 2000  # places; nobody walks through more


class PageSearch(FindBar):
    """Finds words on the pages of a view.

    `searched` follows each answer, `failed` carries an exception.
    """

    searched = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, view: PdfView) -> None:
        super().__init__(desk, "Find on these pages", _MOST)
        self._view = view
        self._job: Job | None = None
        self._jobs = Jobs(self)  # apart from the window's: nobody waits for it
        self._jobs.failed.connect(self.failed)
        self.left.connect(self.leave)
        view.replaced.connect(self._search_anew)

    def leave(self) -> None:
        """Close the bar and go back to the pages."""
        self._stop()
        self.hide()
        self._view.mark((), 0)
        self._view.setFocus()

    def search(self) -> None:
        """Find the words on all pages; the place nearest below what is on screen comes first."""
        self._stop()
        words = " ".join(self.words.split())
        if not words or not self._view.data:
            self._show_hits(())
            return
        work = partial(_find, self._view.data, words)
        job = self._job = self._jobs.start("Finding words", work)
        job.done.connect(partial(self._take, job))

    def point(self, at: int) -> None:
        """Mark a place as the one in hand, and show it."""
        self._view.mark(self._view.hits, at)

    def _stop(self) -> None:
        self._pause.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _search_anew(self) -> None:
        self._stop()
        if not self.isHidden():  # also while its page is away
            self.search()

    def _take(self, job: Job, hits: tuple[Hit, ...]) -> None:
        if job is self._job:  # else it was stopped, and may have answered already
            self._job = None
            self._show_hits(hits)

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        here = self._view.page - 1
        first = next((at for at, hit in enumerate(hits) if hit.page >= here), 0)
        self._view.mark(hits, first)
        self.hold(len(hits), first)
        self.searched.emit()


def _find(data: bytes, words: str, ticket: Ticket) -> tuple[Hit, ...]:
    """Find on a thread of the pool, unless something else is looked for by now."""

    def check(_page: int, _pages: int) -> None:
        ticket.check()

    return find_all(data, words, _MOST, check)
