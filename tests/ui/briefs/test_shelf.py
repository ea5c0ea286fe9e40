"""Pictures at hand: what was looked at longest ago goes first, what is on screen never."""

import pytest
from PySide6.QtGui import QImage

from dossier.ui.briefs.pdf import Picture
from dossier.ui.briefs.shelf import Shelf

_SIDE = 1600  # pixels: two such pictures are kept, three are too many


def drawn(page: int) -> Picture:
    return Picture(1, page, QImage(_SIDE, _SIDE, QImage.Format.Format_RGB32), ())


def held(shelf: Shelf) -> list[int]:
    return [page for page in range(4) if shelf.get(page) is not None]


@pytest.mark.usefixtures("qapp")
def test_the_picture_looked_at_longest_ago_goes_first() -> None:
    shelf = Shelf()
    shelf.put(drawn(0), [0])
    shelf.put(drawn(1), [1])
    assert shelf.get(0) is not None
    shelf.put(drawn(2), [2])
    assert held(shelf) == [0, 2]


@pytest.mark.usefixtures("qapp")
def test_what_is_on_screen_stays_however_large_it_is() -> None:
    shelf = Shelf()
    for page in range(4):
        shelf.put(drawn(page), range(1, 4))
    assert held(shelf) == [1, 2, 3]
    shelf.keep(lambda page: page == 2)
    assert held(shelf) == [2]
    shelf.clear()
    assert held(shelf) == []
