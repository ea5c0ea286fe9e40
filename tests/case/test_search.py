"""Search over three scripts, and what is typed there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case.telling import found, tell
from dossier.case import find, index, match
from dossier.case.case import Case
from dossier.model.records import (
    Attachment,
    Incident,
    Place,
    Source,
    Text,
)


@pytest.fixture
def story(case: Case) -> Case:
    """Tell the story in an empty case."""
    return tell(case)


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("river soldiers", ("incident", "Soldiers cross the river")),
        ("Sherkhan", ("place", "شیرخان بندر")),
        ("Shahrtuz", ("place", "Шаартуз")),
        ("قُندُوز", ("place", "Kunduz")),
        ("Асадов", ("actor", "Sherzod Asadov")),
        ("اسدوف", ("actor", "Sherzod Asadov")),
        ("viol", ("quote", "Sherzod Asadov")),
        ("нарушении границы", ("source", "Troops cross")),
        ("more than 130", ("incident", "Soldiers cross the river")),
        ("INC-0002", ("incident", "Бой у переправы")),
    ],
)
def test_search_finds_any_record_in_any_script(
    story: Case, words: str, hit: tuple[str, str]
) -> None:
    assert hit in found(story, words)
    assert hit in found(story, words, ranked=True)
    assert hit in found(story, words, kind=hit[0])


def test_a_snippet_shows_the_words_as_they_are_written(story: Case) -> None:
    (hit,) = find.search(story, "нарушении", kind="source").rows
    ((start, end),) = hit.spans
    assert hit.snippet[start:end] == "Нарушений"
    assert hit.reference == "S-0001"


def test_a_snippet_of_a_long_text_is_cut_round_the_word(story: Case) -> None:
    body = "Слова " * 3000 + "\nЗдесь стоит переправа.\n" + "Ещё " * 3000
    with story.edit("Long") as edit:
        source = edit.insert(Source(title="Long"))
        edit.insert(Text(source=source.id, sha256=edit.store_text(body)))
    (hit,) = [hit for hit in find.search(story, "переправа").rows if hit.title == "Long"]
    assert hit.snippet.startswith("… Здесь стоит переправа.")
    assert len(hit.snippet) < 200
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["переправа"]


def test_what_is_spelt_so_comes_before_what_only_sounds_so(case: Case) -> None:
    with case.edit("Names") as edit:
        edit.insert(Place(name="Shahrtuz"))
        edit.insert(Place(name="Шаартуз"))
    assert [title for _, title in found(case, "shahrtuz")] == ["Shahrtuz", "Шаартуз"]
    assert [title for _, title in found(case, "шаартуз")] == ["Шаартуз", "Shahrtuz"]


def test_a_title_outweighs_prose(case: Case) -> None:
    with case.edit("Two") as edit:
        edit.insert(Incident(title="Convoy attacked"))
        edit.insert(Incident(title="Calm", summary="No convoy was seen that day"))
    assert [title for _, title in found(case, "convoy")] == ["Convoy attacked", "Calm"]
    assert [title for _, title in found(case, "convoy", ranked=True)] == ["Convoy attacked", "Calm"]


def test_hits_on_what_the_trash_owns_are_left_out(story: Case) -> None:
    (source,), (text,) = story.all(Source), story.all(Text)
    with story.edit("Attach") as edit:
        edit.insert(Attachment(source=source.id, sha256=text.sha256, file_name="violations.pdf"))
    assert ("source", "Troops cross") in found(story, "violations.pdf")
    with story.edit("Away") as edit:
        edit.trash("source", source.id)
    assert "source" not in {kind for kind, _ in found(story, "violations")}
    assert found(story, "нарушении") == []


def test_many_hits_are_cut_and_it_is_said(case: Case) -> None:
    with case.edit("Many") as edit:
        edit.insert_many([Incident(title=f"Convoy {number}") for number in range(600)])
    hits = find.search(case, "convoy")
    assert (len(hits.rows), hits.more) == (500, True)
    few = find.search(case, "convoy 599", limit=1)
    assert ([hit.title for hit in few.rows], few.more) == (["Convoy 599"], False)
    assert find.search(case, "convoy", limit=10).more


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from('\0"*():^+-{}AND OR NOT NEAR شК1\n'))))
def test_whatever_is_typed_is_words(story: Case, typed: str) -> None:
    find.search(story, typed)
    find.search(story, typed, ranked=True, kind="incident")
    for kind in ("incident", "source", "quote", "affiliation"):
        find.ids(story, kind, words=typed)


@pytest.mark.parametrize("typed", ["", " ", "\0", '"', "''", "***", "AND", 'a" OR "b', "x" * 10000])
def test_hostile_queries_find_nothing_and_never_fail(story: Case, typed: str) -> None:
    assert find.search(story, typed).rows == ()


BEGINNINGS = st.text("абвшеркноунсaeirstohkقندوزر", min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    asked=st.lists(
        BEGINNINGS | st.sampled_from(("sold", "river", "перепр", "Shahr", "кунд")), max_size=3
    ),
    kinds=st.sampled_from((("quote",), ("incident", "claim"), tuple(index.CODES))),
    most=st.sampled_from((0, 1, 24)),
)
def test_words_known_to_begin_so_find_what_the_beginning_finds(
    story: Case, asked: list[str], kinds: tuple[str, ...], most: int
) -> None:
    question = match.asked(" ".join(asked))
    conn = story.db.conn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(match, "_MOST_ENDINGS", most)
        endings = match.known_endings(conn, question)
    assert all(held for held in endings.values())
    if not question:
        return
    every = " OR ".join(f'"{index.CODES[kind]}"' for kind in kinds)
    words = " AND ".join(f'"{w}" *' if len(w) > 1 else f'"{w}"' for w in question.words)
    plain = f"kind : ({every}) AND {{names body}} : ({words})"
    assert match.newest(conn, match.strict(question, kinds, endings), 500) == match.newest(
        conn, plain, 500
    )
    assert set(match.newest(conn, match.loose(question, kinds, endings), 500)) == set(
        match.newest(conn, match.loose(question, kinds), 500)
    )
