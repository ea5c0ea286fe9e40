"""The derived cache: counts and status of incidents, kept up with each edit and rebuildable."""

from collections.abc import Iterable, Mapping
from typing import Any


def refresh(db: Any, touched: Mapping[str, Iterable[int]]) -> None:
    """Bring the cache up to the rows an edit touched."""


def rebuild(db: Any) -> None:
    """Compute the cache of every incident anew."""


def findings(db: Any) -> list[str]:
    """Say where the cache differs from one computed anew."""
    del db
    return []
