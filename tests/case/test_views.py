"""Saved filters: one for each name and list, in an order, every change of them a step."""

import pytest

from dossier.case import edits, views
from dossier.case.case import Case
from dossier.errors import RefusedError
from dossier.model import narrowing
from dossier.model.records import View


def titles(case: Case, listed: str = "") -> list[str]:
    return [view.title for view in views.saved(case, listed)]


def test_a_filter_is_saved_once_for_each_name_and_list(case: Case) -> None:
    drafts = narrowing.written({"status": ["draft"]})
    first = views.save(case, View(title=" Open  work ", listed="incident", filters=drafts))
    assert (first.title, case.undo_label) == ("Open work", "Save filter “Open work”")
    views.save(case, View(title="Open work", listed="source"))
    again = views.save(case, View(title="Open work", listed="incident", words="river"))
    assert (again.id, again.position) == (first.id, first.position)
    assert case.undo_label == "Change filter “Open work”"
    assert [view.words for view in views.saved(case, "incident")] == ["river"]
    case.undo()
    assert [narrowing.read(view.filters) for view in views.saved(case, "incident")] == [
        {"status": ("draft",)}
    ]
    with pytest.raises(RefusedError, match="'Name' is empty"):
        views.save(case, View(title="  ", listed="incident"))


def test_saved_filters_keep_an_order_that_can_be_changed(case: Case) -> None:
    held = [views.save(case, View(title=name, listed="incident")) for name in "abc"]
    assert titles(case) == ["a", "b", "c"]
    views.move(case, held[2].id, -1)
    assert titles(case) == ["a", "c", "b"]
    views.move(case, held[0].id, 9)
    assert (titles(case), case.undo_label) == (["c", "b", "a"], "Move filter “a”")
    views.move(case, held[0].id, 1)
    case.undo()
    assert titles(case) == ["a", "c", "b"]
    edits.trash(case, "view", [held[2].id])
    assert titles(case) == ["a", "b"]


@pytest.mark.parametrize("torn", ["[", "[]", '{"a": "b"}', '{"a": [1]}', '{"a": null}'])
def test_filters_that_cannot_be_read_are_none(torn: str) -> None:
    assert narrowing.read(torn) is None


def test_filters_are_written_alike_whatever_their_order() -> None:
    one = narrowing.written({"b": ["1"], "a": ("2", "3"), "c": ()})
    assert one == narrowing.written({"a": ["2", "3"], "b": ("1",)})
    assert narrowing.read(one) == {"a": ("2", "3"), "b": ("1",)}
    assert (narrowing.written({}), narrowing.read("")) == ("", {})
