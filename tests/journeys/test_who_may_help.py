"""A community's rules of care, for asking, answering and choosing alike; and what it decides about its weights."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.cast import asked_for, meet, meet_all, post_of

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.answer_post import answer_post
from entraide.journeys.attest import attest
from entraide.journeys.change_safety_rule import change_safety_rule
from entraide.journeys.change_weights import change_weights
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.explain_routing import left_out, own_case
from entraide.journeys.preview_weights import preview_weights
from entraide.journeys.refusals import Refusal
from entraide.journeys.who_may_help import care_of, insist
from entraide.logic.routing.trust import SafetyRule
from entraide.logic.routing.weights import DEFAULT, Weights
from entraide.records.communities import changes, queries
from entraide.records.communities.models import CommunityRule, CommunityWeights, Membership
from entraide.records.communities.standings import is_verified_for
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
CHILD = "Je cherche quelqu’un pour garder ma fille vendredi soir à Ixelles"
NEAR = Weights(nearness=0.3)


@pytest.fixture
def steward() -> Person:
    chloe = meet("Chloé")
    changes.make_steward(membership=Membership.objects.get(person=chloe, community=queries.server_wide()))
    return chloe


def strict(steward: Person, now: datetime, level: str = "verified_here", safety_class: str = "children") -> object:
    return change_safety_rule(
        steward=steward,
        community=queries.server_wide(),
        safety_class=safety_class,
        level=level,
        why="Nous aimons connaître les gens.",
        now=now,
    )


def unverify(person: Person) -> None:
    Membership.objects.filter(person=person).update(verified_at=None)


# The rules.


def test_whoever_is_no_longer_verified_can_decline_but_not_say_yes(
    now: datetime, run_worker: Callable[[], int]
) -> None:
    zoe, anouk = meet("Zoé"), meet("Anouk")
    post = post_of(zoe, CHILD)
    run_worker()
    ask = post.asks.get(person=anouk)
    unverify(anouk)
    with pytest.raises(Refusal, match=r"^not_verified$"):
        answer_ask(ask_id=ask.pk, kind="yes", words="", now=now)
    assert answer_ask(ask_id=ask.pk, kind="not_now", words="", now=now).kind == "not_now"


def test_whoever_answered_and_is_no_longer_verified_is_not_chosen(now: datetime, run_worker: Callable[[], int]) -> None:
    zoe, anouk = meet("Zoé"), meet("Anouk")
    post = post_of(zoe, CHILD)
    run_worker()
    answer = answer_ask(ask_id=post.asks.get(person=anouk).pk, kind="yes", words="", now=now)
    unverify(anouk)
    with pytest.raises(Refusal, match="helper_not_verified"):
        choose_helper(writer=zoe, answer_id=answer.pk, now=now)
    Membership.objects.filter(person=anouk).update(verified_at=now)
    assert choose_helper(writer=zoe, answer_id=answer.pk, now=now).state == "agreed"


def test_a_rule_that_turns_stricter_holds_for_asking_answering_and_choosing_at_once(
    now: datetime, steward: Person, run_worker: Callable[[], int]
) -> None:
    zoe, anouk = meet("Zoé"), meet("Anouk")
    Membership.objects.filter(person=anouk, community=queries.server_wide()).update(verified_at=None)
    elsewhere = changes.add_community(slug="rue", name="Notre rue")
    changes.note_standing(
        membership=changes.add_member(community=elsewhere, person=anouk, at=now)[0],
        verified_at=now,
        verified_until=None,
        attested={},
    )
    post = post_of(zoe, CHILD)
    insist(post=post, person=anouk, now=now)  # verified somewhere: the charter asks for no more
    strict(steward, now)
    with pytest.raises(Refusal, match="not_verified_here"):
        answer_post(person=anouk, post=post, kind="yes", words="", now=now)
    run_worker()
    assert asked_for(post) == set()
    care = care_of(post=post, now=now)
    assert care is not None
    assert care.decided is not None
    assert (care.classes, care.rule.level, care.decided.why) == (
        ("children",),
        "verified_here",
        "Nous aimons connaître les gens.",
    )


def test_who_offers_to_mind_children_must_be_verified_and_not_who_looks_for_it(now: datetime) -> None:
    bruno, zoe = meet("Bruno"), meet("Zoé")
    unverify(bruno)
    unverify(zoe)
    offer = post_of(bruno, "Je garde volontiers des enfants le vendredi soir à Ixelles")
    with pytest.raises(Refusal, match="writer_not_verified"):
        answer_post(person=zoe, post=offer, kind="yes", words="", now=now)
    Membership.objects.filter(person=bruno).update(verified_at=now)
    assert answer_post(person=zoe, post=offer, kind="yes", words="", now=now).kind == "yes"


def test_a_community_asks_for_more_than_the_charter_never_for_less(now: datetime, steward: Person) -> None:
    with pytest.raises(Refusal, match="laxer_than_charter"):
        strict(steward, now, "anybody")
    with pytest.raises(Refusal, match="means_nothing"):
        strict(steward, now, "nobody")
    with pytest.raises(Refusal, match="means_nothing"):
        strict(steward, now, safety_class="gardens")
    with pytest.raises(Refusal, match="not_yours"):
        strict(meet("Bruno"), now)
    with pytest.raises(Refusal, match="why_missing"):
        change_safety_rule(
            steward=steward, community=queries.server_wide(), safety_class="keys", level="verified", why=" ", now=now
        )
    assert not CommunityRule.objects.exists()


def test_the_newest_rule_holds_and_the_older_ones_are_kept(now: datetime, steward: Person) -> None:
    house = queries.server_wide()
    strict(steward, now)
    assert strict(steward, now) is None
    strict(steward, now + timedelta(hours=1), "verified")
    assert queries.safety_rules_of(house.pk)["children"].level == "verified"
    assert [one.level for one in queries.rule_history(house)] == ["verified", "verified_here"]
    assert Happening.objects.filter(kind="safety_rule_changed").count() == 2


def test_whether_somebody_is_verified_for_a_topic_is_asked_in_one_place(now: datetime, steward: Person) -> None:
    house, bruno = queries.server_wide(), meet("Bruno")
    unverify(bruno)
    today = now.date()
    assert is_verified_for(bruno, community=house, topic="animals.walking", today=today)
    assert not is_verified_for(bruno, community=house, topic="children.babysitting", today=today)
    assert is_verified_for(bruno, community=house, topic="home.watching", today=today)
    strict(steward, now, "verified", "keys")
    assert not is_verified_for(bruno, community=house, topic="home.watching", today=today)


# The weights.


def test_weights_are_changed_with_a_reason_and_go_back_to_the_default(now: datetime, steward: Person) -> None:
    house = queries.server_wide()
    assert queries.weights_of(house.pk) == DEFAULT
    change_weights(steward=steward, community=house, weights=NEAR, why="On va à pied.", now=now)
    assert queries.weights_of(house.pk) == NEAR
    assert change_weights(steward=steward, community=house, weights=NEAR, why="Encore.", now=now) is None
    back = now + timedelta(hours=1)
    change_weights(steward=steward, community=house, weights=DEFAULT, why="C'était mieux avant.", now=back)
    assert queries.weights_of(house.pk) == DEFAULT
    newest, first = queries.weights_history(house)
    assert (newest.weights, first.weights["nearness"], first.why) == ({}, 0.3, "On va à pied.")


def test_only_stewards_change_weights_and_never_without_a_reason(now: datetime, steward: Person) -> None:
    house = queries.server_wide()
    with pytest.raises(Refusal, match="not_yours"):
        change_weights(steward=meet("Bruno"), community=house, weights=NEAR, why="Pour moi.", now=now)
    with pytest.raises(Refusal, match="why_missing"):
        change_weights(steward=steward, community=house, weights=NEAR, why="  ", now=now)
    assert not CommunityWeights.objects.exists()


def test_posts_are_ordered_by_the_weights_of_their_community(now: datetime, steward: Person) -> None:
    from entraide.journeys.find_people import find_people

    cast = meet_all("Ginette", "Bruno", "Els", "Amina")
    post = post_of(cast["Ginette"])
    before = {match.identity: match.score for match in find_people(post=post, exclude=(), now=now)}
    preview = preview_weights(community=post.community, weights=NEAR, now=now)
    assert [one.pk for one, _ in preview.turns] == [post.pk]
    assert preview.turns[0][1].people == len(before)
    change_weights(steward=steward, community=post.community, weights=NEAR, why="On va à pied.", now=now)
    after = {match.identity: match.score for match in find_people(post=post, exclude=(), now=now)}
    assert before.keys() == after.keys()
    assert before != after
    assert preview_weights(community=post.community, weights=NEAR, now=now).moved == 0


# Why not me.


def test_ones_own_case_names_every_rule_in_the_way_and_none_where_there_is_none(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno", "Farid", "Daan")
    post = post_of(cast["Ginette"])
    assert own_case(viewer=cast["Bruno"], post=post, now=now).faults == ()
    assert "not_said" in own_case(viewer=cast["Farid"], post=post, now=now).faults
    assert "too_far" in own_case(viewer=cast["Daan"], post=post, now=now).faults
    paused = meet("Els", is_paused=True)
    assert own_case(viewer=paused, post=post, now=now).faults[0] == "away"


def test_whoever_is_blocked_reads_what_everybody_reads(now: datetime) -> None:
    from entraide.records.people.models import Block

    cast = meet_all("Ginette", "Bruno", "Els")
    post = post_of(cast["Ginette"])
    free = own_case(viewer=cast["Bruno"], post=post, now=now)
    Block.objects.create(person=cast["Ginette"], blocked=cast["Bruno"], made_at=now)
    assert own_case(viewer=cast["Bruno"], post=post, now=now) == free
    Block.objects.create(person=cast["Bruno"], blocked=cast["Ginette"], made_at=now)
    assert own_case(viewer=cast["Bruno"], post=post, now=now).faults == ("blocked",)


def test_why_not_me_says_what_routing_does(now: datetime) -> None:
    """Whoever is found has no fault, and whoever has one is not found."""
    from entraide.journeys.find_people import find_people

    cast = meet_all()
    post = post_of(cast["Ginette"])
    found = {match.identity for match in find_people(post=post, exclude=(), now=now, most=400)}
    cases = {
        person.pk: own_case(viewer=person, post=post, now=now)
        for person in cast.values()
        if person.pk != post.writer_id
    }
    assert {str(pk) for pk, case in cases.items() if not case.faults} == found & {str(pk) for pk in cases}


def test_those_left_out_are_counted_once_each_and_named_nowhere(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Els", "Amina", "Daan")
    post = post_of(cast["Ginette"])
    before = left_out(post=post, now=now)
    assert before.looked_at == before.may_be_asked + sum(count for _, count in before.by_rule)
    assert before.may_be_asked > 0
    run_worker()
    after = left_out(post=post, now=now)
    assert after.looked_at == before.looked_at - len(asked_for(post))


# What else a rule may ask for.


def test_a_rule_may_ask_for_adults_and_for_what_the_community_attested_itself(
    now: datetime, steward: Person, run_worker: Callable[[], int]
) -> None:
    zoe, anouk, house = meet("Zoé"), meet("Anouk"), queries.server_wide()
    change_safety_rule(
        steward=steward,
        community=house,
        safety_class="children",
        level="verified",
        for_adults_only=True,
        kinds=["extract"],
        why="Des enfants nous sont confiés.",
        now=now,
    )
    post = post_of(zoe, CHILD)
    with pytest.raises(Refusal, match="age_not_known"):
        insist(post=post, person=anouk, now=now)
    attest(attester=steward, person=anouk, community=house, kind="adult", now=now)
    with pytest.raises(Refusal, match="not_attested"):
        insist(post=post, person=anouk, now=now)
    run_worker()
    assert asked_for(post) == set()
    attest(attester=steward, person=anouk, community=house, kind="extract", document_on=now.date(), now=now)
    insist(post=post, person=anouk, now=now)
    again = post_of(zoe, CHILD, now=now + timedelta(minutes=5))
    run_worker()
    assert "Anouk" in asked_for(post) | asked_for(again)
    care = care_of(post=post, now=now)
    assert care is not None
    assert care.rule.kinds == {"extract"}


def test_a_rule_asks_only_for_kinds_that_there_are_and_goes_back_to_the_charter(now: datetime, steward: Person) -> None:
    house = queries.server_wide()
    asked = {"steward": steward, "community": house, "safety_class": "keys", "level": "anybody", "now": now}
    with pytest.raises(Refusal, match="means_nothing"):
        change_safety_rule(**asked, kinds=["horoscope"], why="Pour voir.")  # type: ignore[arg-type]
    assert change_safety_rule(**asked, for_adults_only=True, why="Des clés.") is not None  # type: ignore[arg-type]
    assert change_safety_rule(**asked, for_adults_only=True, why="Encore.") is None  # type: ignore[arg-type]
    assert change_safety_rule(**{**asked, "now": now + timedelta(hours=1)}, why="Retour.") is not None  # type: ignore[arg-type]
    assert queries.safety_rules_of(house.pk)["keys"] == SafetyRule()


def test_whoever_said_that_they_are_not_of_age_is_asked_for_nothing_that_needs_care(now: datetime) -> None:
    zoe, anouk = meet("Zoé"), meet("Anouk", adult_on=now.date() + timedelta(days=40))
    post = post_of(zoe, CHILD)
    with pytest.raises(Refusal, match="age_not_known"):
        insist(post=post, person=anouk, now=now)
    assert "not_verified" in own_case(viewer=anouk, post=post, now=now).faults
    insist(post=post, person=anouk, now=now + timedelta(days=40))
