"""Rings: found among needs and offers, proposed to all, standing once all say yes, coming to nothing without harm."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.cast import meet, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ring import answer_ring
from entraide.journeys.erase_person import erase_person
from entraide.journeys.find_rings import EVERY, find_all_rings, find_instead, find_rings
from entraide.journeys.lapse_rings import lapse_rings
from entraide.journeys.propose_ring import propose_ring
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.rings.changes import Pair
from entraide.records.rings.models import Ring, RingLink

pytestmark = pytest.mark.django_db
Run = Callable[[], int]

# Who gives what, and needs what: each helps the next.
SENTENCES = {
    "Ginette": ("Je cherche quelqu’un pour promener mon chien à Ixelles", "Je donne des cours de français à Ixelles"),
    "Bruno": ("Je cherche quelqu’un pour réparer mon vélo à Ixelles", "Je promène volontiers des chiens à Ixelles"),
    "Farid": ("Je cherche des cours de français à Ixelles", "Je répare des vélos à Ixelles"),
}


@pytest.fixture
def three(clock: Clock, run_worker: Run) -> dict[str, Person]:
    people = {name: meet(name) for name in SENTENCES}
    for name, (need, offer) in SENTENCES.items():
        post_of(people[name], need, now=clock.now, kind="need")
        post_of(people[name], offer, now=clock.now, kind="offer")
    return people


@pytest.fixture
def ring(three: dict[str, Person], clock: Clock) -> Ring:
    assert find_all_rings(now=clock.now) == 1
    return Ring.objects.get()


def test_a_ring_of_three_is_found_and_goes_round(ring: Ring, three: dict[str, Person]) -> None:
    helps = {link.giver: link.receiver for link in ring.links.all()}
    assert helps == {
        three["Bruno"]: three["Ginette"],
        three["Farid"]: three["Bruno"],
        three["Ginette"]: three["Farid"],
    }
    assert ring.members == 3
    assert ring.state == "proposed"


def test_it_stands_once_all_say_yes_and_nobody_owes_anything(
    ring: Ring, three: dict[str, Person], clock: Clock, run_worker: Run
) -> None:
    for person in three.values():
        assert not Exchange.objects.filter(is_in_ring=True).exists(), "nothing begins before the last yes"
        answer_ring(person=person, ring_id=ring.pk, is_yes=True, now=clock.pass_by(hours=1))
    ring.refresh_from_db()
    assert ring.state == "standing"
    exchanges = Exchange.objects.filter(is_in_ring=True)
    assert {(one.helper, one.asker) for one in exchanges} == {(link.giver, link.receiver) for link in ring.links.all()}
    assert all(one.state == "promised" and one.is_gift for one in exchanges)
    assert {one.post.state for one in exchanges if one.post} == {"agreed"}
    assert {link.offer.state for link in ring.links.all() if link.offer} == {"open"}
    run_worker()
    assert Notice.objects.filter(kind="ring_stands").count() == 3
    assert not Notice.objects.filter(kind="promise_accepted").exists(), "the ring tells of itself"


def test_a_yes_said_twice_is_one(ring: Ring, three: dict[str, Person], clock: Clock) -> None:
    for _ in range(2):
        answer_ring(person=three["Bruno"], ring_id=ring.pk, is_yes=True, now=clock.pass_by(minutes=1))
    assert ring.links.filter(reply="yes").count() == 1


def test_at_one_no_it_falls_and_nobody_hears_who_said_so(
    ring: Ring, three: dict[str, Person], clock: Clock, run_worker: Run
) -> None:
    answer_ring(person=three["Bruno"], ring_id=ring.pk, is_yes=True, now=clock.pass_by(hours=1))
    answer_ring(person=three["Farid"], ring_id=ring.pk, is_yes=False, now=clock.pass_by(hours=1))
    run_worker()
    ring.refresh_from_db()
    assert (ring.state, ring.ending) == ("fallen", "declined")
    told = Notice.objects.filter(kind="ring_ended")
    assert [notice.person for notice in told] == [three["Bruno"]], "who had said yes hears of it"
    assert str(three["Farid"].pk) not in str(told.get().facts)
    assert not Exchange.objects.filter(is_in_ring=True).exists()
    with pytest.raises(Refusal, match="ring_over"):
        answer_ring(person=three["Ginette"], ring_id=ring.pk, is_yes=True, now=clock.now)


def test_the_same_ring_is_never_proposed_again(
    ring: Ring, three: dict[str, Person], clock: Clock, run_worker: Run
) -> None:
    answer_ring(person=three["Farid"], ring_id=ring.pk, is_yes=False, now=clock.now)
    later = clock.pass_by(days=10)
    assert find_rings(community=ring.community, now=later) == 0
    assert Ring.objects.count() == 1


def test_who_said_yes_is_in_another_ring_at_once(
    ring: Ring, three: dict[str, Person], clock: Clock, run_worker: Run
) -> None:
    els = meet("Els")
    post_of(els, SENTENCES["Farid"][0], now=clock.now, kind="need")
    post_of(els, SENTENCES["Farid"][1], now=clock.now, kind="offer")
    answer_ring(person=three["Bruno"], ring_id=ring.pk, is_yes=True, now=clock.pass_by(hours=1))
    answer_ring(person=three["Farid"], ring_id=ring.pk, is_yes=False, now=clock.pass_by(hours=1))
    assert find_instead(ring_id=ring.pk, now=clock.now) == 1
    assert find_instead(ring_id=ring.pk, now=clock.now) == 0, "once"
    other = Ring.objects.get(after=ring)
    assert {link.giver for link in other.links.all()} == {els, three["Bruno"], three["Ginette"]}


def test_silence_lets_it_lapse(ring: Ring, three: dict[str, Person], clock: Clock) -> None:
    assert lapse_rings(now=ring.answer_by - timedelta(minutes=1)) == 0
    assert lapse_rings(now=ring.answer_by) == 1
    ring.refresh_from_db()
    assert (ring.state, ring.ending) == ("lapsed", "unanswered")
    assert not RingLink.objects.filter(is_live=True).exists()


def test_who_was_asked_is_left_in_peace(ring: Ring, three: dict[str, Person], clock: Clock) -> None:
    assert find_rings(community=ring.community, now=clock.pass_by(hours=1)) == 0


def test_it_is_looked_for_once_a_day(ring: Ring, clock: Clock) -> None:
    assert find_all_rings(now=clock.now + EVERY - timedelta(hours=1)) == 0


def test_whoever_blocks_another_is_in_no_ring_with_them(three: dict[str, Person], clock: Clock) -> None:
    Block.objects.create(person=three["Ginette"], blocked=three["Farid"], made_at=clock.now)
    assert find_all_rings(now=clock.now) == 0


def test_a_paused_person_is_in_no_ring(three: dict[str, Person], clock: Clock) -> None:
    Person.objects.filter(pk=three["Ginette"].pk).update(is_paused=True)
    assert find_all_rings(now=clock.now) == 0


def test_a_sentence_that_is_gone_ends_the_ring(ring: Ring, three: dict[str, Person], clock: Clock) -> None:
    offer = ring.links.get(giver=three["Ginette"]).offer
    assert offer
    offer.state = "withdrawn"
    offer.save(update_fields=["state"])
    answer_ring(person=three["Bruno"], ring_id=ring.pk, is_yes=True, now=clock.now)
    ring.refresh_from_db()
    assert (ring.state, ring.ending) == ("fallen", "gone")


def test_whoever_leaves_ends_the_ring(ring: Ring, three: dict[str, Person], clock: Clock) -> None:
    erase_person(person=three["Ginette"], now=clock.now)
    ring.refresh_from_db()
    assert (ring.state, ring.ending) == ("fallen", "gone")


def test_only_its_members_answer(ring: Ring, clock: Clock) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        answer_ring(person=meet("Els"), ring_id=ring.pk, is_yes=True, now=clock.now)


def test_what_does_not_go_round_is_no_ring(three: dict[str, Person], clock: Clock) -> None:
    pairs = [
        Pair(three["Ginette"].posts.get(kind="need"), three["Bruno"].posts.get(kind="offer")),
        Pair(three["Farid"].posts.get(kind="need"), three["Ginette"].posts.get(kind="offer")),
    ]
    house = Community.objects.get(is_server_wide=True)
    with pytest.raises(Refusal, match="no_ring"):
        propose_ring(community=house, pairs=pairs, chance=0.5, now=clock.now)


def test_a_ring_is_answered_before_anything_in_it_begins(three: dict[str, Person], clock: Clock) -> None:
    need = three["Ginette"].posts.get(kind="need")
    need.starts_at = datetime.fromisoformat("2026-03-06T10:00:00+01:00")
    need.save(update_fields=["starts_at"])
    assert find_all_rings(now=clock.now) == 1
    assert Ring.objects.get().answer_by < need.starts_at
