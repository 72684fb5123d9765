"""The states of posts and asks: drawn as tables, closed in themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.states import ASK, POST, ImpossibleMove, StateGraph


@pytest.mark.parametrize("graph", [POST, ASK])
def test_every_move_leads_to_a_state_and_every_state_can_be_reached(graph: StateGraph) -> None:
    assert graph.first in graph.states
    assert {then for moves in graph.moves.values() for then in moves} <= set(graph.states)
    reached = {graph.first}
    while more := {then for state in reached for then in graph.moves[state]} - reached:
        reached |= more
    assert reached == set(graph.states)


@given(now=st.text(), then=st.text())
def test_what_is_no_move_is_refused(now: str, then: str) -> None:
    for graph in (POST, ASK):
        if graph.may(now, then):
            assert graph.move(now, then) == then
        else:
            with pytest.raises(ImpossibleMove):
                graph.move(now, then)


def test_what_is_withdrawn_or_released_stays_so() -> None:
    assert not POST.moves["withdrawn"]
    assert not ASK.moves["released"]
