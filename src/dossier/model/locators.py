"""Where a passage stands in its text, in a few characters: ¶3, p. 2."""

from dossier.model.records import Citation
from dossier.model.terms import LocatorKind, vocabulary


def words(citation: Citation) -> str:
    """Locator of a citation as readers write it; "" if it has none."""
    if not citation.locator:
        return ""
    if citation.locator_kind in (LocatorKind.PARAGRAPH, ""):
        return f"¶{citation.locator}"
    if citation.locator_kind == LocatorKind.PAGE:
        return f"p. {citation.locator}"
    return f"{vocabulary('locator_kind').label(citation.locator_kind)} {citation.locator}"
