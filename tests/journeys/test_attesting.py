"""Attestations: asked for, given, declined, taken back, ending; and that memberships always repeat what they say."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import meet

from entraide.journeys.ask_attestation import ask_attestation, withdraw_request
from entraide.journeys.attest import attest, decline_attestation
from entraide.journeys.expire_attestations import expire_attestations
from entraide.journeys.give_up_attestation import give_up_attestation, show_attestation
from entraide.journeys.join_community import join_community, leave_community
from entraide.journeys.name_attester import name_attester
from entraide.journeys.refusals import Refusal
from entraide.journeys.revoke_attestation import revoke_attestation
from entraide.logic.charter.rules import Rules
from entraide.logic.routing.attestations import KINDS, VERIFIES
from entraide.records.attestations import queries
from entraide.records.attestations.changes import repeat_on_membership
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.standings import is_verified_here, standing_of
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Community:
    return changes.add_community(slug="smart", name="Smart s'entraide")


@pytest.fixture
def chloe(house: Community, now: datetime) -> Person:
    """Who tends the community."""
    person = meet("Chloé")
    changes.make_steward(membership=changes.add_member(community=house, person=person, at=now)[0])
    return person


@pytest.fixture
def bruno(house: Community, now: datetime) -> Person:
    person = meet("Bruno")
    Membership.objects.filter(person=person).update(verified_at=None, attested={})
    Attestation.objects.filter(person=person).delete()
    changes.add_member(community=house, person=person, at=now)
    return person


def seen(chloe: Person, bruno: Person, house: Community, now: datetime, kind: str = "identity", **more: object):
    return attest(attester=chloe, person=bruno, community=house, kind=kind, now=now, **more)  # type: ignore[arg-type]


def of(person: Person, house: Community) -> Membership:
    return Membership.objects.get(person=person, community=house)


# Giving.


def test_an_identity_that_was_seen_verifies_the_member_here_for_five_years(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    seen(chloe, bruno, house, now)
    assert of(bruno, house).verified_at == now
    assert of(bruno, house).verified_until == now.date() + timedelta(days=5 * 365)
    assert is_verified_here(bruno, community=house, today=now.date())
    standing = standing_of(bruno.pk, today=now.date())
    assert (standing.is_verified, standing.is_adult) == (True, None)


def test_an_age_that_was_seen_makes_an_adult_and_verifies_nobody(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    seen(chloe, bruno, house, now, "adult")
    standing = standing_of(bruno.pk, today=now.date())
    assert (standing.is_verified, standing.is_adult) == (False, True)
    assert of(bruno, house).attested == {"adult": None}


def test_what_has_ended_counts_no_more_even_before_anybody_sweeps(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    seen(chloe, bruno, house, now, valid_until=now.date() + timedelta(days=10))
    assert is_verified_here(bruno, community=house, today=now.date() + timedelta(days=10))
    assert not is_verified_here(bruno, community=house, today=now.date() + timedelta(days=11))


def test_nobody_attests_themselves_nor_what_they_are_not_trusted_with(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    with pytest.raises(Refusal, match="oneself"):
        seen(chloe, chloe, house, now)
    with pytest.raises(Refusal, match="not_trusted"):
        seen(bruno, chloe, house, now)
    with pytest.raises(Refusal, match="not_member"):
        seen(chloe, meet("Els"), house, now)
    with pytest.raises(Refusal, match="means_nothing"):
        seen(chloe, bruno, house, now, "horoscope")
    assert not Attestation.objects.filter(community=house).exists()


def test_a_member_named_for_a_kind_attests_that_one_and_what_verifies_only_if_the_rules_say_so(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    amina = meet("Amina")
    changes.add_member(community=house, person=amina, at=now)
    name_attester(steward=chloe, person=bruno, community=house, kinds=["first_aid", "identity"], now=now)
    seen(bruno, amina, house, now, "first_aid", document_on=now.date())
    with pytest.raises(Refusal, match="not_trusted"):
        seen(bruno, amina, house, now, "driving")
    with pytest.raises(Refusal, match="not_trusted"):
        seen(bruno, amina, house, now, "identity")
    changes.add_rules_version(
        community=house, rules=Rules(verifiers="named"), why="Pour aller plus vite.", by=chloe, at=now, holds_from=now
    )
    seen(bruno, amina, house, now, "identity")
    assert is_verified_here(amina, community=house, today=now.date())


def test_an_operator_who_is_no_steward_attests_nothing_in_a_community_of_its_own(
    bruno: Person, house: Community, now: datetime
) -> None:
    operator = meet("Farid", is_staff=True)
    with pytest.raises(Refusal, match="not_trusted"):
        seen(operator, bruno, house, now)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({}, "document_date_missing"),
        ({"document_on": 5}, "document_ahead"),
        ({"document_on": -100}, "document_too_old"),
        ({"document_on": -10, "valid_until": -1}, "until_past"),
        ({"document_on": -10, "valid_until": 356}, "until_too_late"),
        ({"document_on": -10, "valid_until": 355}, ""),
    ],
)
def test_an_extract_needs_its_date_and_holds_a_year_from_then_at_most(
    chloe: Person, bruno: Person, house: Community, now: datetime, more: dict[str, int], fault: str
) -> None:
    days = {name: now.date() + timedelta(days=days) for name, days in more.items()}
    if fault:
        with pytest.raises(Refusal, match=fault):
            seen(chloe, bruno, house, now, "extract", **days)
    else:
        seen(chloe, bruno, house, now, "extract", **days)
        assert of(bruno, house).attested == {"extract": (now.date() + timedelta(days=355)).isoformat()}


@pytest.mark.parametrize("words", ["registre 85.07.30-033.28", "carte 591-1234567-89", "BE68 5390 0754 7034"])
def test_no_number_of_a_document_is_ever_kept(
    chloe: Person, bruno: Person, house: Community, now: datetime, words: str
) -> None:
    with pytest.raises(Refusal, match="holds_number"):
        seen(chloe, bruno, house, now, seen_where=words)
    with pytest.raises(Refusal, match="holds_number"):
        ask_attestation(person=bruno, community=house, kind="identity", words=words, now=now)
    with pytest.raises(Refusal, match="holds_number"):
        seen(chloe, bruno, house, now, "skill", name=words)


def test_the_same_given_again_takes_the_place_of_what_was_and_both_stay_in_the_history(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    first = seen(chloe, bruno, house, now)
    later = now + timedelta(days=400)
    seen(chloe, bruno, house, later)
    first.refresh_from_db()
    assert (first.ended_how, first.ended_at) == ("renewed", later)
    assert Attestation.objects.filter(person=bruno, community=house).count() == 2
    assert of(bruno, house).verified_until == later.date() + timedelta(days=5 * 365)


# Asking.


def test_whoever_asks_is_answered_and_told(
    chloe: Person, bruno: Person, house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    request = ask_attestation(person=bruno, community=house, kind="identity", words="Au marché, samedi.", now=now)
    run_worker()
    assert [one.person for one in Notice.objects.filter(kind="attest_asked")] == [chloe]
    with pytest.raises(Refusal, match="already_asked"):
        ask_attestation(person=bruno, community=house, kind="identity", now=now)
    assert list(queries.waiting_for(chloe, community=house, now=now)) == [request]
    assert not queries.waiting_for(bruno, community=house, now=now).exists()
    given = seen(chloe, bruno, house, now)
    run_worker()
    request.refresh_from_db()
    assert (request.outcome, request.attestation) == ("attested", given)
    assert Notice.objects.filter(kind="attested", person=bruno).exists()


def test_a_request_is_declined_with_words_and_only_by_whom_it_is_for(
    chloe: Person, bruno: Person, house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    request = ask_attestation(person=bruno, community=house, kind="address", now=now)
    with pytest.raises(Refusal, match="not_trusted"):
        decline_attestation(attester=meet("Els"), request=request, words="Non.", now=now)
    with pytest.raises(Refusal, match="why_missing"):
        decline_attestation(attester=chloe, request=request, words="  ", now=now)
    decline_attestation(attester=chloe, request=request, words="Venez plutôt au guichet lundi.", now=now)
    with pytest.raises(Refusal, match="closed"):
        decline_attestation(attester=chloe, request=request, words="Encore non.", now=now)
    run_worker()
    notice = Notice.objects.get(kind="attest_declined", person=bruno)
    assert "guichet" not in str(notice.facts)
    assert AttestationRequest.objects.get().answer == "Venez plutôt au guichet lundi."


def test_one_who_asked_may_take_it_back_and_somebody_else_may_not(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    request = ask_attestation(person=bruno, community=house, kind="identity", now=now)
    assert not withdraw_request(person=chloe, code=request.code, now=now)
    assert withdraw_request(person=bruno, code=request.code, now=now)
    assert not withdraw_request(person=bruno, code=request.code, now=now)


# Ending.


def test_what_is_revoked_counts_no_more_and_says_why(
    chloe: Person, bruno: Person, house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    given = seen(chloe, bruno, house, now)
    with pytest.raises(Refusal, match="why_missing"):
        revoke_attestation(attester=chloe, attestation=given, why="", now=now)
    with pytest.raises(Refusal, match="not_trusted"):
        revoke_attestation(attester=meet("Els"), attestation=given, why="Parce que.", now=now)
    revoke_attestation(attester=chloe, attestation=given, why="Ce n'était pas sa carte.", now=now)
    with pytest.raises(Refusal, match="closed"):
        revoke_attestation(attester=chloe, attestation=given, why="Encore.", now=now)
    run_worker()
    assert of(bruno, house).verified_at is None
    assert Notice.objects.filter(kind="attest_revoked", person=bruno).exists()


def test_one_gives_up_or_hides_only_what_is_attested_of_oneself(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    given = seen(chloe, bruno, house, now)
    assert not show_attestation(person=chloe, code=given.code, is_shown=False, now=now)
    assert show_attestation(person=bruno, code=given.code, is_shown=False, now=now)
    assert is_verified_here(bruno, community=house, today=now.date())
    assert not give_up_attestation(person=chloe, code=given.code, now=now)
    assert give_up_attestation(person=bruno, code=given.code, now=now)
    assert not is_verified_here(bruno, community=house, today=now.date())
    assert Attestation.objects.get(pk=given.pk).ended_how == "given_up"


def test_both_sides_hear_a_month_ahead_once_and_the_person_when_it_is_over(
    chloe: Person, bruno: Person, house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    seen(chloe, bruno, house, now, valid_until=now.date() + timedelta(days=60))
    assert expire_attestations(now=now) == 0
    soon = now + timedelta(days=31)
    assert expire_attestations(now=soon) == 1
    assert expire_attestations(now=soon) == 0
    run_worker()
    assert Notice.objects.get(kind="attest_ending").person == bruno
    assert Notice.objects.get(kind="attest_renew").person == chloe
    assert [one.person for one in queries.expiring(house, now=soon)] == [bruno]
    over = now + timedelta(days=61)
    assert expire_attestations(now=over) == 1
    run_worker()
    assert of(bruno, house).verified_at is None
    assert Notice.objects.get(kind="attest_ended").person == bruno


def test_whoever_leaves_stands_as_before_once_they_are_back(
    chloe: Person, bruno: Person, house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    seen(chloe, bruno, house, now)
    leave_community(person=bruno, community=house, now=now)
    assert not standing_of(bruno.pk, today=now.date()).is_verified
    join_community(person=bruno, community=house, now=now)
    run_worker()
    assert is_verified_here(bruno, community=house, today=now.date())


def test_what_happened_is_told_in_codes_and_never_in_words(
    chloe: Person, bruno: Person, house: Community, now: datetime
) -> None:
    request = ask_attestation(person=bruno, community=house, kind="identity", words="Au marché.", now=now)
    decline_attestation(attester=chloe, request=request, words="Sans carte, non.", now=now)
    revoke_attestation(attester=chloe, attestation=seen(chloe, bruno, house, now), why="Une erreur.", now=now)
    told = " ".join(str(one) for one in Happening.objects.values_list("facts", flat=True))
    assert not [words for words in ("marché", "carte", "erreur") if words in told]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["attest", "attest", "attest", "revoke", "give_up", "sweep", "pass"]),
        st.sampled_from(sorted(KINDS)),
        st.integers(1, 400),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_membership_always_repeats_what_its_attestations_say(
    chloe: Person, bruno: Person, house: Community, now: datetime, steps: list[tuple[str, str, int]]
) -> None:
    at = now + timedelta(days=Attestation.objects.filter(community=house).count())
    for step, kind, days in steps:
        held = Attestation.objects.filter(person=bruno, community=house, ended_at=None).first()
        if step == "attest":
            today, known = at.date(), KINDS[kind]
            until = None if known.longest_days is None else today + timedelta(days=min(days, known.longest_days))
            seen(chloe, bruno, house, at, kind, name="Smart", document_on=today, valid_until=until)
        elif step == "revoke" and held:
            revoke_attestation(attester=chloe, attestation=held, why="Une erreur.", now=at)
        elif step == "give_up" and held:
            give_up_attestation(person=bruno, code=held.code, now=at)
        elif step == "sweep":
            expire_attestations(now=at)
        else:
            at += timedelta(days=days)
        known_of = standing_of(bruno.pk, today=at.date())
        assert known_of == _recomputed(bruno, house, today=at.date())
        assert is_verified_here(bruno, community=house, today=at.date()) is _is_verified(bruno, house, at.date())
    # Worked out once more from nothing, it is the same.
    expire_attestations(now=at)
    assert not repeat_on_membership(person_id=bruno.pk, community=house, verifies=VERIFIES, today=at.date())


def _recomputed(person: Person, house: Community, *, today: date) -> object:
    from entraide.logic.routing.trust import Standing

    held = [
        one.kind
        for one in Attestation.objects.filter(person=person, community=house, ended_at=None)
        if one.valid_until is None or one.valid_until >= today
    ]
    here = str(house.pk)
    return Standing(
        is_verified="identity" in held,
        verified_by=frozenset({here} if "identity" in held else ()),
        is_adult=True if "adult" in held else None,
        attested=frozenset((here, kind) for kind in held),
    )


def _is_verified(person: Person, house: Community, today: date) -> bool:
    held = Attestation.objects.filter(person=person, community=house, kind="identity", ended_at=None)
    return any(one.valid_until is None or one.valid_until >= today for one in held)
