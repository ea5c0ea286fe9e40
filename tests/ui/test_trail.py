"""The trail: back and forward as in a browser."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.ui.actions import Command
from dossier.ui.trail import Trail, Visit

visits = st.builds(
    Visit,
    st.sampled_from([Command.GO_INCIDENTS, Command.GO_SOURCES]),
    st.integers(0, 3),
)


@given(st.lists(visits, min_size=1, max_size=30))
def test_going_back_to_the_start_and_forward_again_ends_where_it_began(
    walked: list[Visit],
) -> None:
    trail = Trail()
    for visit in walked:
        trail.go(visit)
    here, steps = trail.here, 0
    while trail.back() is not None:
        steps += 1
    assert trail.here == walked[0]
    for _ in range(steps):
        trail.forward()
    assert trail.here == here == walked[-1]
    assert trail.forward() is None


def test_a_new_visit_forgets_what_was_ahead() -> None:
    trail = Trail()
    for record in (1, 2, 3):
        trail.go(Visit(Command.GO_INCIDENTS, record))
    trail.back()
    trail.go(Visit(Command.GO_SOURCES))
    assert not trail.can_go_forward
    assert trail.back() == Visit(Command.GO_INCIDENTS, 2)


def test_the_record_selected_last_is_the_one_to_return_to() -> None:
    trail = Trail()
    trail.go(Visit(Command.GO_INCIDENTS))
    trail.note(7)
    trail.go(Visit(Command.GO_SOURCES))
    assert trail.back() == Visit(Command.GO_INCIDENTS, 7)
