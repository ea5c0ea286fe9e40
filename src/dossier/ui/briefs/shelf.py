"""Pictures of pages that were drawn, at hand for painting: so many bytes of them, and no more."""

from collections import OrderedDict
from collections.abc import Callable, Collection

from dossier.ui.briefs.pdf import Picture

_KEPT = 24_000_000  # bytes


class Shelf:
    """Holds pictures by their page. Those that nobody sees go, looked at longest ago first."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Picture] = OrderedDict()

    def get(self, page: int) -> Picture | None:
        """Picture of a page, if there is one."""
        if page in self._held:
            self._held.move_to_end(page)
        return self._held.get(page)

    def put(self, picture: Picture, seen: Collection[int]) -> None:
        """Take a picture in; those of the pages that are `seen` stay, however large they are."""
        self._held.pop(picture.page, None)
        self._held[picture.page] = picture
        weight = sum(one.image.sizeInBytes() for one in self._held.values())
        for page in [page for page in self._held if page not in seen]:
            if weight <= _KEPT:
                break
            weight -= self._held.pop(page).image.sizeInBytes()

    def keep(self, wanted: Callable[[int], bool]) -> None:
        """Let go of the pictures of other pages than these."""
        for page in [page for page in self._held if not wanted(page)]:
            del self._held[page]

    def clear(self) -> None:
        """Let go of all."""
        self._held.clear()
