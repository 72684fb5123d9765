"""What other weights would change, told without names; and weights that were kept, which always come back within their bounds."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import reading

from entraide.logic.routing.parties import Match
from entraide.logic.routing.score import weigh
from entraide.logic.routing.turning import turn
from entraide.logic.routing.weights import BOUNDS, DEFAULT, Weights, weights_from

NEAR = Weights(offer=0.4, nearness=0.4)


def match(name: str, *, offer: float, nearness: float, distance_km: float) -> Match:
    because = {"offer": {"value": offer}, "nearness": {"value": nearness}}
    return Match(name, weigh(because), distance_km, because)


CROWD = [
    *(match(f"far {n}", offer=0.9 - n / 100, nearness=0.2, distance_km=9.0) for n in range(8)),
    match("near", offer=0.6, nearness=0.95, distance_km=0.6),
]


def test_the_same_weights_change_nothing() -> None:
    same = turn(matches=CROWD, reading=reading(), wanted=1, before=DEFAULT, after=DEFAULT)
    assert (same.newly_first, same.moved, same.comes, same.goes, same.part) == (0, 0, None, None, "")


def test_whoever_lives_near_comes_first_where_nearness_counts_more() -> None:
    turned = turn(matches=CROWD, reading=reading(), wanted=1, before=DEFAULT, after=NEAR)
    assert turned.people == 9
    assert turned.newly_first == 1
    assert turned.comes is not None
    assert turned.goes is not None
    assert (turned.comes.distance_km, turned.goes.distance_km) == (0.6, 9.0)
    assert turned.part == "nearness"
    assert turned.moved == 9


def test_a_post_that_reaches_nobody_has_nothing_to_turn() -> None:
    assert turn(matches=[], reading=reading(), wanted=1, before=DEFAULT, after=NEAR).people == 0


@given(
    st.dictionaries(st.sampled_from([*BOUNDS, "unknown"]), st.one_of(st.floats(), st.none(), st.text(), st.booleans()))
)
def test_what_was_kept_always_comes_back_within_its_bounds(kept: dict[str, object]) -> None:
    for name, value in asdict(weights_from(kept)).items():
        low, high = BOUNDS[name]
        assert low <= value <= high


def test_weights_come_back_as_they_were_kept() -> None:
    assert weights_from(asdict(NEAR)) == NEAR
    assert weights_from({}) == DEFAULT


@pytest.mark.parametrize("name", list(BOUNDS))
def test_out_of_its_bounds_no_weight_is_taken(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Weights(**{name: BOUNDS[name][1] + 0.01})
