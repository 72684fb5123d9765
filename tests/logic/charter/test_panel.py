"""Two of two decide, else three of five; who sits is drawn so that nobody can choose it and anybody can draw it again."""

from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.charter.panel import MOST_SEATS, Decided, Draw, GiveUp, Wait, draw, next_step

voices = st.lists(st.sampled_from(["keep", "hide"]), max_size=5)
people = st.lists(st.uuids(), unique=True, max_size=30)


def test_two_who_agree_decide() -> None:
    assert next_step(["hide", "hide"], waiting=0, drawn=2) == Decided("hide")
    assert next_step(["keep", "keep"], waiting=0, drawn=2) == Decided("keep")


def test_two_who_differ_call_three_more() -> None:
    assert next_step(["keep", "hide"], waiting=0, drawn=2) == Draw(3)


def test_three_of_five_decide_as_soon_as_they_are_three() -> None:
    assert next_step(["keep", "hide", "hide"], waiting=2, drawn=5) == Wait()
    assert next_step(["keep", "hide", "hide", "hide"], waiting=1, drawn=5) == Decided("hide")
    assert next_step(["keep", "hide", "hide", "keep", "keep"], waiting=0, drawn=5) == Decided("keep")


def test_another_is_drawn_for_whoever_says_nothing() -> None:
    assert next_step(["keep"], waiting=0, drawn=2) == Draw(1)
    assert next_step([], waiting=1, drawn=2) == Draw(1)


def test_a_case_that_nobody_wants_to_settle_goes_back_to_the_desk() -> None:
    assert next_step(["keep"], waiting=0, drawn=MOST_SEATS) == GiveUp()
    assert next_step(["keep"], waiting=1, drawn=MOST_SEATS) == Wait()


@given(voices, st.integers(0, 5), st.integers(0, MOST_SEATS))
def test_the_order_in_which_they_speak_changes_nothing(said, waiting, drawn) -> None:
    steps = {next_step(list(order), waiting=waiting, drawn=drawn) for order in permutations(said)}
    assert len(steps) == 1


@given(voices, st.integers(0, 5))
def test_no_more_than_five_ever_speak(said, waiting) -> None:
    step = next_step(said, waiting=waiting, drawn=len(said) + waiting)
    if isinstance(step, Draw):
        assert len(said) + waiting + step.count <= 5
    if len(said) == 5:
        assert isinstance(step, Decided)
        assert said.count(step.voice) >= 3


@given(st.data())
def test_every_panel_ends(data) -> None:
    said, waiting, drawn = [], 0, 0
    for _ in range(50):
        step = next_step(said, waiting=waiting, drawn=drawn)
        if isinstance(step, Decided | GiveUp):
            break
        if isinstance(step, Draw):
            waiting, drawn = waiting + step.count, drawn + step.count
        elif data.draw(st.booleans()):
            said, waiting = [*said, data.draw(st.sampled_from(["keep", "hide"]))], waiting - 1
        else:
            waiting -= 1
    assert isinstance(step, Decided | GiveUp)


@given(people, st.uuids(), st.integers(0, 5), st.randoms())
def test_the_draw_is_the_same_whatever_order_people_stand_in(candidates, seed, count, chance) -> None:
    mixed = list(candidates)
    chance.shuffle(mixed)
    assert draw(candidates, seed=seed, count=count) == draw(mixed, seed=seed, count=count)


@given(people, people, st.uuids(), st.integers(0, 5))
def test_nobody_concerned_is_drawn_and_nobody_twice(candidates, concerned, seed, count) -> None:
    drawn = draw([*candidates, *concerned], seed=seed, count=count, without=concerned)
    assert not set(drawn) & set(concerned)
    assert len(set(drawn)) == len(drawn) <= count


@given(people, st.uuids())
def test_the_next_ones_drawn_are_those_who_came_next(candidates, seed) -> None:
    assert draw(candidates, seed=seed, count=5)[:2] == draw(candidates, seed=seed, count=2)


def test_another_case_draws_other_people() -> None:
    town = [UUID(int=n) for n in range(200)]
    drawn = {draw(town, seed=UUID(int=10_000 + n), count=2) for n in range(50)}
    assert len(drawn) > 45
