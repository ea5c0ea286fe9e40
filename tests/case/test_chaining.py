"""A passage takes over the chain of another passage of its text."""

import pytest

from dossier.case import chaining, edits
from dossier.case.case import Case
from dossier.model.records import Attribution, Citation, Source, Text

BODY = "Asadov told Interfax. “Several attempts were made,” he said. Eurasianet reports 53."


@pytest.fixture
def text(case: Case) -> int:
    source = edits.paste_source(case, Source(title="Article"), BODY)
    return case.children(Text, "source", [source.id])[source.id][0].id


def cite(case: Case, text: int, words: str, *who: str) -> Citation:
    start = BODY.index(words)
    made = edits.cite(case, text, start, start + len(words))
    chain = [Attribution(description=one, verb="told") for one in who]
    edits.set_children(case, "citation", made.id, Attribution, chain)
    return made


def test_chains_of_the_text_are_offered_once_each_the_nearest_first(case: Case, text: int) -> None:
    cite(case, text, "Asadov", "Asadov", "Interfax")
    near = cite(case, text, "Several", "Asadov", "Interfax")
    far = cite(case, text, "53", "Eurasianet")
    bare = cite(case, text, "attempts")
    assert [one.citation.id for one in chaining.offered(case, bare.id)] == [near.id, far.id]
    assert [one.citation.id for one in chaining.offered(case, bare.id, most=1)] == [near.id]


def test_a_chain_of_another_text_or_in_the_trash_is_not_offered(case: Case, text: int) -> None:
    other = edits.paste_source(case, Source(title="Other"), BODY)
    cite(case, case.children(Text, "source", [other.id])[other.id][0].id, "Several", "Somebody")
    gone = cite(case, text, "Asadov", "Asadov")
    edits.trash(case, "citation", [gone.id])
    bare = cite(case, text, "attempts")
    assert chaining.offered(case, bare.id) == []


def test_a_chain_is_taken_over_in_one_step_and_stays_with_the_other_passage(
    case: Case, text: int
) -> None:
    known = cite(case, text, "Several", "Asadov", "Interfax")
    bare = cite(case, text, "53")
    before = len(case.rows("SELECT id FROM step"))
    chaining.take(case, bare.id, known.id)
    held = case.children(Attribution, "citation", [known.id, bare.id])
    told = [[(one.position, one.description) for one in held[id_]] for id_ in (known.id, bare.id)]
    assert told == [[(1, "Asadov"), (2, "Interfax")]] * 2
    assert len(case.rows("SELECT id FROM step")) == before + 1
    case.undo()
    assert case.children(Attribution, "citation", [bare.id])[bare.id] == []
