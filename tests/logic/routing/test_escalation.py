"""The plan by which no need stays silently unanswered: every step once, in order, and the truth in time."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.routing.escalation import LATEST, SearchSoFar, next_step, time_to_truth
from entraide.logic.states import SEARCH

BEGAN = datetime(2026, 3, 4, 9, 0)
TWO_DAYS = timedelta(hours=48)

searches = st.builds(
    SearchSoFar,
    state=st.sampled_from(SEARCH.states),
    began_at=st.just(BEGAN),
    patience=st.timedeltas(min_value=timedelta(minutes=30), max_value=timedelta(days=20)),
    begins_at=st.none() | st.datetimes(min_value=datetime(2026, 3, 1), max_value=datetime(2026, 5, 1)),
    exhausted_at=st.none() | st.datetimes(min_value=BEGAN, max_value=datetime(2026, 4, 1)),
    may_truth_wait=st.booleans(),
    possible=st.sets(st.sampled_from(sorted(LATEST))),
)


@given(searches)
def test_the_plan_always_ends_with_the_truth(search: SearchSoFar) -> None:
    state, steps = search.state, []
    while step := next_step(SearchSoFar(**{**search.__dict__, "state": state})):
        steps.append(step.name)
        state = SEARCH.move(state, step.name)
    assert state == "told"
    assert len(steps) == len(set(steps))
    assert all(name in search.possible or name == "told" for name in steps)


@given(searches)
def test_no_step_is_later_than_the_patience_allows(search: SearchSoFar) -> None:
    step = next_step(search)
    assert step is None or step.due_at <= BEGAN + time_to_truth(search)


@given(searches)
def test_the_truth_comes_before_help_is_needed(search: SearchSoFar) -> None:
    if search.begins_at is not None and search.begins_at > BEGAN + timedelta(hours=1):
        assert BEGAN + time_to_truth(search) < search.begins_at


def test_while_people_are_being_asked_the_steps_are_spread_over_the_patience() -> None:
    step = next_step(SearchSoFar("waves", BEGAN, TWO_DAYS))
    assert step is not None
    assert (step.name, step.due_at) == ("wider", BEGAN + timedelta(hours=12))


def test_once_nobody_is_left_the_search_goes_further_at_once_but_the_truth_waits_for_answers() -> None:
    later = BEGAN + timedelta(hours=1)
    for state, name, may_truth_wait, due_at in (
        ("waves", "wider", True, later),
        ("kin", "stewards", True, later),
        ("stewards", "told", True, BEGAN + TWO_DAYS),
        ("stewards", "told", False, later),
    ):
        so_far = SearchSoFar(
            state,
            BEGAN,
            TWO_DAYS,
            exhausted_at=later,
            may_truth_wait=may_truth_wait,
            possible={"wider", "kin", "stewards", "told"},
        )
        step = next_step(so_far)
        assert step is not None
        assert (step.name, step.due_at) == (name, due_at)
