"""The panes of the reader side by side: sources, the text, what was made of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_LIST, _RIGHT = 224, 348  # pixels
_LIST_LIMITS, _TEXT_LEAST, _RIGHT_LIMITS = (170, 320), 350, (348, 480)


class Panes(QSplitter):
    """Holds the three panes within the widths that they can have; the text takes what is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def hold(self, list_: QWidget, text: QWidget, right: QWidget) -> None:
        """Put the panes side by side."""
        for pane in (list_, text, right):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        list_.setMinimumWidth(_LIST_LIMITS[0])
        list_.setMaximumWidth(_LIST_LIMITS[1])
        text.setMinimumWidth(_TEXT_LEAST)
        right.setMinimumWidth(_RIGHT_LIMITS[0])
        right.setMaximumWidth(_RIGHT_LIMITS[1])
        self.setSizes([_LIST, 10_000, _RIGHT])
