"""A new record gets the number after the highest of its series, wherever that record is."""

import contextlib

from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from dossier.case.case import Case
from dossier.case.references import References, number
from dossier.model.field import kind_of
from dossier.model.records import Incident


class _LeftAsItWasError(Exception):
    pass


REFERENCES = st.from_regex(r"\AINC-0*[1-9][0-9]{0,3}\Z") | st.sampled_from(
    ("INC-9999999999", "INC-12 b", "INC--3", "inc-77", "INC-", "X-0099", "INC-٣", "INC-000000009")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@drawn(held=st.lists(st.tuples(REFERENCES, st.booleans()), unique_by=lambda one: one[0]))
def test_the_next_number_follows_the_highest_that_is_held_or_in_the_trash(
    case: Case, held: list[tuple[str, bool]]
) -> None:
    with contextlib.suppress(_LeftAsItWasError), case.edit("Fill") as edit:
        for reference, trashed in held:
            made = edit.insert(Incident(title="x", reference=reference))
            if trashed:
                edit.trash("incident", made.id)
        highest = max((number("INC", reference) for reference, _ in held), default=0)
        given = References(case.db.conn).given(kind_of(Incident), None)
        assert number("INC", given) == highest + 1
        raise _LeftAsItWasError
