"""The outline of a PDF as objects: who leads to whom, what is open, and titles in any script."""

import pikepdf

from dossier.brief.outline import write_outline

GOAL = "[3 0 R/XYZ 0 700 0]"


def read(*entries: tuple[int, str]) -> list[pikepdf.Object]:
    """Give the outline and its entries; a reference is read as the number of its object."""
    written = write_outline([(level, title, GOAL) for level, title in entries], first=10)
    return [pikepdf.Object.parse(code.replace(" 0 R", "").encode()) for code in written]


def numbers(entry: pikepdf.Object) -> dict[str, int]:
    """Give where an entry leads, by the numbers of objects."""
    names = ("Parent", "Prev", "Next", "First", "Last")
    return {name: int(entry[f"/{name}"]) for name in names if f"/{name}" in entry}


def test_entries_lead_to_their_parents_neighbours_and_kids() -> None:
    outline, first, inner, other, last = read((0, "A"), (1, "B"), (1, "C"), (0, "D"))
    assert numbers(outline) == {"First": 11, "Last": 14}
    assert numbers(first) == {"First": 12, "Last": 13, "Parent": 10, "Next": 14}
    assert numbers(inner) == {"Parent": 11, "Next": 13}
    assert numbers(other) == {"Parent": 11, "Prev": 12}
    assert numbers(last) == {"Parent": 10, "Prev": 11}


def test_only_entries_of_the_highest_level_are_open() -> None:
    outline, first, second, deep, *_ = read((0, "A"), (1, "B"), (2, "C"), (2, "D"), (0, "E"))
    assert outline.Count == 3
    assert first.Count == 1
    assert second.Count == -2
    assert "/Count" not in deep


def test_an_entry_that_skips_a_level_hangs_below_the_one_before() -> None:
    _, first, second, third = read((0, "A"), (2, "B"), (1, "C"))
    assert first.Count == 2
    assert numbers(second)["Parent"] == numbers(third)["Parent"] == 11


def test_titles_are_told_in_any_script() -> None:
    titles = ("Шерхон (Бандар)", "شیرخان بندر", "A\\B", "(1) of 2)", "~ plain")
    assert [str(entry.Title) for entry in read(*[(0, it) for it in titles])[1:]] == list(titles)
