"""Priced waves: prices stay bounded, the cheaper is asked first, urgency never asks fewer, and nothing is left to luck."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import reading

from entraide.logic.routing.attention import looks, rested
from entraide.logic.routing.experience import Experience, PastAsk, experience_of
from entraide.logic.routing.parties import Match
from entraide.logic.routing.priced_plan import gains_of, plan_priced_wave
from entraide.logic.routing.priced_waves import RULE, choose, still_open, target, worth
from entraide.logic.routing.prices import FIRST, HIGHEST, gain, next_price
from entraide.logic.routing.waves import Wave, plan_wave
from entraide.logic.routing.willingness import PARTS, guess, hour_ratio, part_of_week, willing

NOON = datetime(2026, 3, 4, 12, 0)
shares = st.floats(0, 1)
experiences = st.builds(
    Experience,
    exposed=st.floats(0, 40),
    answered=st.floats(0, 40),
    yeses=st.floats(0, 20),
    expected=st.floats(0, 20),
    price=st.floats(0, HIGHEST),
    asked_at=st.none() | st.datetimes(datetime(2026, 1, 1), NOON),
)


def matches(count: int) -> list[Match]:
    """So many people who fit alike and live alike."""
    return [Match(str(n), 0.9, 1.0, {"offer": {"value": 0.8}}) for n in range(count)]


def plan(people: list[Experience], *, urgency: str = "normal", **changes: int) -> Wave:
    """The wave among these people."""
    return plan_priced_wave(
        matches=matches(len(people)),
        experiences={str(n): one for n, one in enumerate(people)},
        reading=reading(urgency=urgency),
        at=NOON,
        **changes,
    )


@given(st.floats(0, HIGHEST), st.floats(0, 50), st.integers(1, 400))
def test_a_price_is_never_negative_and_never_above_the_highest(price: float, gains: float, days: int) -> None:
    assert 0 <= float(next_price(price=price, gains=gains, days=days)) <= HIGHEST


def test_a_price_rises_where_many_needs_suit_and_falls_where_none_do() -> None:
    up = float(next_price(price=0.1, gains=0.3))
    assert up > 0.1
    assert float(next_price(price=up, gains=0.0, days=90)) < 0.001


@given(st.lists(st.floats(0.05, 0.3), min_size=1, max_size=20))
def test_a_price_settles_where_the_needs_of_one_recovery_gain_as_much_as_it(fits: list[float]) -> None:
    price = FIRST
    for _ in range(400):
        price = float(next_price(price=price, gains=gain(guessed=fits, price=price).sum()))
    # What is gained falls in steps where several needs suit equally: the price stands where it falls below itself.
    assert 3 * float(gain(guessed=fits, price=price - 0.02).sum()) >= price - 0.02
    assert 3 * float(gain(guessed=fits, price=price + 0.02).sum()) <= price + 0.02


def test_who_is_learned_of_after_a_week_is_learned_of_as_day_by_day() -> None:
    daily = 0.2
    for _ in range(7):
        daily = float(next_price(price=daily, gains=0.02))
    assert float(next_price(price=0.2, gains=0.14, days=7)) == pytest.approx(daily)


def test_a_post_gains_by_those_whom_it_suits_better_than_their_price() -> None:
    known = {"0": Experience(price=0.5), "1": Experience(price=0.05)}
    gains = gains_of(matches=matches(3), experiences=known, at=NOON)
    assert gains["0"] == 0 < gains["2"] < gains["1"]


@given(st.lists(st.tuples(shares, shares, shares, shares), min_size=1, max_size=20))
def test_a_need_is_the_less_likely_open_the_later_somebodys_turn(people: list[tuple[float, ...]]) -> None:
    willing_, ready, rest, prices = map(np.array, zip(*people, strict=True))
    turns = still_open(willing=willing_, ready=ready, rest=rest, prices=prices)
    surplus = ready * (willing_ - prices)
    assert ((turns >= 0) & (turns <= 1)).all()
    assert (turns[surplus <= 0] == 0).all()
    order = np.argsort(-surplus, kind="stable")
    assert (np.diff(turns[order]) <= 1e-12).all()


@given(st.lists(experiences, min_size=2, max_size=30), st.integers(1, 4), st.integers(0, 5))
def test_more_urgency_never_asks_fewer(people: list[Experience], wanted: int, sent: int) -> None:
    calm = plan(people, wanted=wanted, waves_sent=sent)
    urgent = plan(people, urgency="now", wanted=wanted, waves_sent=sent)
    assert len(urgent.now) >= len(calm.now)


@given(st.lists(experiences, min_size=1, max_size=30), st.integers(0, 5))
def test_the_same_people_are_asked_whenever_it_is_planned(people: list[Experience], sent: int) -> None:
    first = plan(people, waves_sent=sent)
    assert plan(people, waves_sent=sent) == first
    assert len(first.now) <= RULE.most
    if not sent:
        assert first.now, "a first wave asks somebody"
    if first.next_at is None:
        assert len(first.now) == len(people)
    else:
        assert first.next_at > NOON


def test_of_two_alike_the_cheaper_is_asked_first() -> None:
    sure = Experience(exposed=10, answered=9, yeses=9, expected=1)
    dear, cheap = replace(sure, price=0.1), replace(sure, price=0.02)
    assert plan([dear, cheap]).now[0].identity == "1"
    assert plan([cheap, dear]).now[0].identity == "0"


def test_whoever_was_just_asked_comes_after_whoever_is_rested() -> None:
    sure = Experience(exposed=10, answered=9, yeses=9, expected=1)
    tired = replace(sure, asked_at=NOON - timedelta(hours=2))
    fresh = replace(sure, asked_at=NOON - timedelta(days=20))
    assert plan([tired, fresh]).now[0].identity == "1"


def test_where_nothing_is_known_waves_are_plain() -> None:
    expected = plan_wave(matches=matches(12), reading=reading(), at=NOON)
    assert plan([Experience()] * 12) == expected


@given(st.lists(st.tuples(shares, shares, shares), min_size=1, max_size=20), shares)
def test_a_wave_is_no_larger_than_its_aim_asks_for(people: list[tuple[float, float, float]], aim: float) -> None:
    chances, rest, prices = map(np.array, zip(*people, strict=True))
    chosen = choose(
        worths=worth(willing=chances, ready=np.ones(len(people)), rest=rest, prices=prices),
        chances=chances * rest,
        aims=aim,
    )
    silence = np.log1p(-np.clip((chances * rest)[chosen], 0, 0.999))
    if len(silence) > 1:
        least = silence.sum() - silence.min()
        assert least > np.log1p(-min(aim, 0.999)) - 1e-9 or 1 - np.exp(silence.sum() - silence.max()) < aim + 1e-9


def test_an_urgent_wave_buys_more() -> None:
    assert float(target(is_urgent=True)) == RULE.urgent > RULE.calm == float(target(is_urgent=False))


@given(st.lists(experiences, min_size=1, max_size=30))
def test_after_the_first_wave_whoever_was_asked_today_is_left_in_peace(people: list[Experience]) -> None:
    today = [replace(one, asked_at=NOON - timedelta(hours=5)) for one in people]
    known = sum(one.exposed for one in today) >= 5
    assert not known or plan(today, waves_sent=1).now == ()


def test_whoever_is_kind_is_no_dearer_for_it() -> None:
    usual = Experience(exposed=10, answered=9, yeses=2, expected=2, price=0.1)
    kind = replace(usual, yeses=6)
    assert plan([usual, kind]).now[0].identity == "1"
    both = plan([replace(usual, price=0.9), replace(kind, price=0.9)], waves_sent=1)
    assert both.now == (), "what comes suits both less than what is still to come"


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 30)), min_size=1, max_size=20))
def test_chances_are_chances(counts: list[tuple[float, float]]) -> None:
    answered, exposed = map(np.array, zip(*counts, strict=True))
    for values in (
        looks(answered=answered, exposed=exposed),
        rested(hours_since=exposed),
        willing(guessed=guess(fit=0.8, distance_km=2.0), yeses=answered, expected=exposed),
    ):
        assert ((values >= 0) & (values <= 1)).all()


def test_attention_comes_back() -> None:
    assert float(rested(hours_since=0)) == 0
    assert float(rested(hours_since=72)) == pytest.approx(0.632, abs=0.001)
    assert float(rested(hours_since=np.inf)) == 1


def test_neighbours_say_what_to_expect_of_a_newcomer() -> None:
    silent, lively = (looks(answered=[0, said], exposed=[0, 30])[0] for said in (1, 28))
    assert silent < 0.4 < lively


def test_the_hours_in_which_people_answer_are_learned() -> None:
    answered, exposed = np.ones((PARTS, 20)), np.full((PARTS, 20), 5.0)
    answered[2] = 4.0
    evening, morning = (hour_ratio(answered=answered, exposed=exposed, part=part)[0] for part in (2, 0))
    assert evening > 1.5 > 1 > morning


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_every_moment_lies_in_a_part_of_the_week(at: datetime) -> None:
    assert 0 <= part_of_week(at) < PARTS


def test_an_ask_that_is_young_or_was_called_off_is_not_taken_for_silence() -> None:
    young = PastAsk(NOON - timedelta(hours=1), False, False, 0.2)
    off = PastAsk(NOON - timedelta(days=2), False, False, 0.2, settled_at=NOON - timedelta(days=2) + timedelta(hours=1))
    assert experience_of(asks=[off, young], now=NOON).exposed == 0


def test_experience_counts_answers_and_fades() -> None:
    said_yes = PastAsk(NOON - timedelta(days=45), True, True, 0.2)
    silent = PastAsk(NOON - timedelta(days=20), False, False, 0.2)
    learned = experience_of(asks=[said_yes, silent], now=NOON)
    assert learned.answered == learned.yeses == pytest.approx(0.5)
    assert learned.expected == pytest.approx(0.1)
    assert learned.exposed > 1
    assert learned.asked_at == silent.asked_at


def test_whoever_was_never_asked_teaches_nothing() -> None:
    assert experience_of(asks=[], now=NOON) == Experience()
