"""Finding words in the text that is read."""

from dossier.ui.desk import Desk
from dossier.ui.find_bar import FindBar
from dossier.ui.reader.finding import MOST, Finder
from dossier.ui.reader.text_view import TextView


class TextSearch(FindBar):
    """Finds in the text of a view, from where the cursor stands."""

    def __init__(self, desk: Desk, view: TextView) -> None:
        super().__init__(desk, "Find in this text", MOST)
        self._view = view
        self._finder = Finder(view.body)
        self.places: list[tuple[int, int]] = []

    def begin(self) -> None:
        """Show the bar and go to its line, with the words that are selected in the text."""
        selected = self._view.selected()
        if selected is not None and self._view.body.text[slice(*selected)].count("\n") == 0:
            self.line.setText(self._view.body.text[slice(*selected)].strip())
        super().begin()

    def take_body(self) -> None:
        """Look in another text from now on."""
        self._finder = Finder(self._view.body)
        self.places = []
        if self.isHidden():
            self.hold(0, 0)
        else:  # also while its page is away
            self.search()

    def search(self) -> None:
        """Find the words from where the cursor stands."""
        self._pause.stop()
        self.places = self._finder.places(self.line.text()) if self.words else []
        here = self._view.position
        first = next((at for at, (start, _) in enumerate(self.places) if start >= here), 0)
        self._view.show_found(self.places)
        if self.places:
            self.point(first)
        self.hold(len(self.places), first)

    def point(self, at: int) -> None:
        """Select a place."""
        self._view.select(*self.places[at])
