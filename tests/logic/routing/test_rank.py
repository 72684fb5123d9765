"""Ranking: only the eligible, best first, the same whatever order they come in; and the reasons told."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import AT, GEMBLOUX, JAMBES, NAMUR, person, post, said

from entraide.logic.routing.eligibility import why_not
from entraide.logic.routing.parties import Neighbour
from entraide.logic.routing.rank import rank, sum_up
from entraide.logic.routing.weights import BOUNDS, DEFAULT, Weights

TOPICS = ("animals.walking", "animals.sitting", "children.babysitting", "things.tools", "learning.languages")

sentences = st.builds(
    said,
    st.sampled_from(
        ["Je promène les chiens", "Cherche une perceuse", "Babysitting le soir", "Cours d'anglais", "Ik help graag"]
    ),
    st.sampled_from(TOPICS),
    st.sampled_from(["need", "offer", "none"]),
    action=st.sampled_from(["service", "give", "lend"]),
    terms=st.sampled_from(["open", "free", "money"]),
)
people = st.lists(
    st.builds(
        lambda name, says, **rest: replace(person(name, *says), **rest),
        st.sampled_from(["Amina", "Bruno", "Chloé", "Daan", "Els", "Farid", "Ginette"]),
        st.lists(sentences, min_size=1, max_size=3),
        home=st.sampled_from([NAMUR, JAMBES, GEMBLOUX, None]),
        radius_km=st.sampled_from([None, 1.0, 5.0, 30.0]),
        free=st.sampled_from([(), ("SA 08:00-12:00",), ("MO 18:00-22:00",)]),
        terms=st.sampled_from([frozenset(), frozenset({"free"}), frozenset({"money"})]),
        blocks=st.sampled_from([frozenset(), frozenset({"Bruno"})]),
        is_verified=st.booleans(),
        is_paused=st.booleans(),
        helped_lately=st.integers(0, 5),
        answer_rate=st.one_of(st.none(), st.floats(0, 1)),
    ),
    max_size=7,
    unique_by=lambda somebody: somebody.identity,
)
posts = st.builds(
    post,
    st.sampled_from(TOPICS),
    st.sampled_from(["need", "offer"]),
    action=st.sampled_from(["service", "give"]),
    terms=st.sampled_from(["open", "free", "money"]),
    time=st.sampled_from([None, ("2026-03-07T08:00", "2026-03-07T12:00", None)]),
    remote=st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(posts, people, st.randoms())
def test_always_only_the_eligible_never_the_writer_and_in_no_order_of_theirs(asked, neighbours, chance) -> None:  # type: ignore[no-untyped-def]
    matches = rank(post=asked, people=neighbours)
    by_name = {somebody.identity: somebody for somebody in neighbours}
    assert all(why_not(post=asked, person=by_name[match.identity]) is None for match in matches)
    assert {match.identity for match in matches} == {
        n.identity for n in neighbours if why_not(post=asked, person=n) is None
    }
    assert "Bruno" not in {match.identity for match in matches}
    assert all(0 <= match.score <= 1 for match in matches)
    assert all(0 <= facts["value"] <= 1 for match in matches for facts in match.because.values())
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    chance.shuffle(neighbours)
    assert rank(post=asked, people=neighbours) == matches
    assert rank(post=asked, people=neighbours, limit=2) == matches[:2]
    json.dumps([dict(match.because) for match in matches])


def names(*people: Neighbour, **about: object) -> list[str]:
    """Who is asked for the post, in order."""
    return [match.identity for match in rank(post=post(**about), people=people)]  # type: ignore[arg-type]


def test_whoever_offered_it_comes_before_whoever_offered_something_like_it() -> None:
    sits = said("Je garde les chiens et les chats", "animals.sitting")
    assert names(person("Amina", sits), person("Chloé")) == ["Chloé", "Amina"]


def test_the_nearer_comes_first() -> None:
    assert names(person("Amina", home=(50.52, 4.80)), person("Chloé", home=JAMBES)) == ["Chloé", "Amina"]


def test_whoever_said_to_be_free_then_comes_first() -> None:
    saturday = ("2026-03-07T08:00", "2026-03-07T12:00", None)
    assert names(person("Amina"), person("Chloé", free=("SA 08:00-12:00",)), time=saturday) == ["Chloé", "Amina"]


def test_whoever_was_asked_or_helped_much_lately_comes_later_and_newcomers_sooner() -> None:
    tired = person("Amina", asked_at=(AT - timedelta(days=1), AT - timedelta(days=2)), helped_lately=3)
    assert names(tired, person("Chloé")) == ["Chloé", "Amina"]
    assert names(person("Amina"), person("Daan", is_new=True)) == ["Daan", "Amina"]
    assert names(person("Amina"), person("Daan", owes_credits=True)) == ["Daan", "Amina"]


def test_whoever_answers_surely_comes_first() -> None:
    assert names(person("Amina", answer_rate=0.1), person("Chloé", answer_rate=0.9)) == ["Chloé", "Amina"]


def test_the_same_community_ties() -> None:
    tied = person("Chloé", communities={"rue"})
    assert names(person("Amina"), tied, writer_communities=frozenset({"rue"})) == ["Chloé", "Amina"]


def test_vectors_tell_apart_what_one_topic_holds() -> None:
    rng = np.random.default_rng(3)
    tuner, mover, wanted = (v / np.linalg.norm(v) for v in rng.normal(size=(3, 512)).astype(np.float32))
    tuner = (wanted + 0.3 * tuner) / np.linalg.norm(wanted + 0.3 * tuner)
    asked = post("repair.other", text="Mon instrument sonne faux", vector=wanted)
    one = person("Amina", replace(said("J'accorde", "repair.other"), vector=mover))
    other = person("Chloé", replace(said("Je remets en état", "repair.other"), vector=tuner))
    assert [m.identity for m in rank(post=asked, people=[one, other])] == ["Chloé", "Amina"]


def test_a_sentence_that_wants_nothing_reaches_nobody() -> None:
    assert rank(post=post(kind="none"), people=[person()]) == []


def test_the_reasons_tell_facts_and_no_exact_distance() -> None:
    somebody = person(
        free=("SA 08:00-12:00", "MO 08:00-12:00"), radius_km=5, terms={"free"}, thanked={"animals.walking": 3}
    )
    (match,) = rank(post=post(time=("2026-03-07T08:00", "2026-03-07T10:00", None)), people=[somebody])
    assert match.because["offer"]["text"] == somebody.says[0].text
    assert match.because["time"]["spans"] == ["SA 08:00-12:00"]
    assert match.because["nearness"]["distance_km"] == 1
    assert match.because["nearness"]["radius_km"] == 5
    assert match.because["thanks"]["times"] == 3
    assert match.because["terms"]["accepts"] == ["free"]
    assert match.distance_km == pytest.approx(1.0, abs=0.1)


def test_remote_help_has_no_distance() -> None:
    (match,) = rank(post=post(remote=True), people=[person()])
    assert match.distance_km is None
    assert match.because["nearness"]["remote"]


def test_the_sum_names_nobody() -> None:
    matches = rank(
        post=post(), people=[person("Amina"), person("Chloé", home=(50.52, 4.80), is_new=True), person("Bruno")]
    )
    total = sum_up(matches)
    assert (total.people, total.newcomers, total.nearest_km, total.within_km) == (2, 1, 1, 9)
    assert total.by_topic == (("animals.walking", 2),)
    assert sum_up([]).people == 0


def test_weights_stay_within_their_bounds() -> None:
    assert set(BOUNDS) == set(vars(DEFAULT))
    for name, (low, high) in BOUNDS.items():
        assert low <= getattr(DEFAULT, name) <= high
        with pytest.raises(ValueError, match=name):
            Weights(**{name: high + 0.01})


def test_a_community_that_weighs_nearness_more_asks_the_nearer_first() -> None:
    sits = person("Amina", said("Je garde et je sors les chiens", "animals.sitting"), home=JAMBES)
    walks = person("Chloé", home=(50.54, 4.87))
    assert rank(post=post(), people=[sits, walks], weights=Weights(offer=0.4, nearness=0.4))[0].identity == "Amina"
    assert rank(post=post(), people=[sits, walks], weights=Weights(nearness=0.0))[0].identity == "Chloé"
