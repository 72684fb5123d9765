"""Changing a community's rules: announced where it takes something away, told once to every member, kept for ever, inside the charter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from tests.cast import meet
from tests.logic.charter.any_rules import ANY_RULES

from entraide.common.ids import uuid7
from entraide.journeys import tell_of_rules as telling
from entraide.journeys.attest import attest
from entraide.journeys.change_rules import change_rules, take_back_change
from entraide.journeys.let_rules_hold import let_rules_hold
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.charter import BreaksCharter, breaches
from entraide.logic.charter.rules import Rules
from entraide.records.communities import changes, queries
from entraide.records.communities.models import Community, Membership, RulesVersion
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
WHY = "Nous en avons parlé dimanche."
WEEK = timedelta(days=7)


@pytest.fixture
def house(now: datetime) -> Community:
    house = changes.add_community(slug="malibran", name="Malibran")
    for name in ("Chloé", "Bruno", "Els"):
        changes.add_member(community=house, person=meet(name), at=now)
    changes.make_steward(membership=Membership.objects.get(community=house, person__first_name="Chloé"))
    return house


@pytest.fixture
def chloe(house: Community) -> Person:
    return Person.objects.get(first_name="Chloé")


def change(steward: Person, house: Community, now: datetime, **rules: object) -> RulesVersion | None:
    before = queries.rules_of(house, now=now).as_dict()
    return change_rules(steward=steward, community=house, rules=Rules.from_dict({**before, **rules}), why=WHY, now=now)


def test_what_gives_holds_at_once(house: Community, chloe: Person, now: datetime) -> None:
    Community.objects.filter(pk=house.pk).update(entry="invitation")
    house.refresh_from_db()
    version = change(chloe, house, now, entry="open")
    assert version
    assert version.holds_from == now
    house.refresh_from_db()
    assert house.entry == "open"
    assert queries.rules_of(house, now=now).entry == "open"


def test_what_takes_away_is_announced_and_holds_a_week_later(house: Community, chloe: Person, now: datetime) -> None:
    version = change(chloe, house, now, entry="request", posts_read_by="members")
    assert version
    assert version.holds_from == now + WEEK
    house.refresh_from_db()
    assert (house.entry, house.is_readable_by_all) == ("open", True)
    assert queries.version_to_come(house, now=now) == version
    assert let_rules_hold(now=now + WEEK - timedelta(seconds=1)) == 0
    assert queries.rules_of(house, now=now + WEEK).entry == "request", "whoever asks need not wait for the sweep"
    assert let_rules_hold(now=now + WEEK) == 1
    assert let_rules_hold(now=now + WEEK) == 0
    house.refresh_from_db()
    assert (house.entry, house.is_readable_by_all) == ("request", False)
    assert Happening.objects.filter(kind="rules_held").count() == 1


def test_a_later_day_may_be_chosen_an_earlier_one_not(house: Community, chloe: Person, now: datetime) -> None:
    stricter = Rules(fee_percent=2.0)
    for wrong, code in (
        (now + WEEK - timedelta(hours=1), "rules_too_soon"),
        (now + timedelta(days=93), "rules_too_late"),
    ):
        with pytest.raises(Refusal, match=code):
            change_rules(steward=chloe, community=house, rules=stricter, why=WHY, now=now, holds_from=wrong)
    later = now + timedelta(days=30)
    version = change_rules(steward=chloe, community=house, rules=stricter, why=WHY, now=now, holds_from=later)
    assert version
    assert version.holds_from == later


def test_whoever_is_alone_need_not_announce_it_to_themselves(now: datetime) -> None:
    chloe = meet("Chloé")
    house = changes.add_community(slug="seule", name="Seule")
    changes.add_member(community=house, person=chloe, at=now)
    changes.make_steward(membership=Membership.objects.get(community=house))
    version = change(chloe, house, now, entry="invitation")
    assert version
    assert version.holds_from == now


def test_one_change_at_a_time_and_taken_back_it_never_holds(house: Community, chloe: Person, now: datetime) -> None:
    first = change(chloe, house, now, entry="request")
    assert first
    with pytest.raises(Refusal, match="rules_announced"):
        change(chloe, house, now, entry="invitation")
    for _ in range(2):
        take_back_change(steward=chloe, community=house, version_id=first.pk, now=now + timedelta(days=1))
    assert let_rules_hold(now=now + WEEK) == 0
    assert queries.rules_of(house, now=now + WEEK) == Rules()
    assert [one.taken_back_at is not None for one in queries.versions_of(house)] == [True]
    assert Happening.objects.filter(kind="rules_taken_back").count() == 1
    assert change(chloe, house, now + timedelta(days=2), entry="invitation")


def test_what_holds_already_is_not_taken_back(house: Community, chloe: Person, now: datetime) -> None:
    version = change(chloe, house, now, kept_months=24, members_settle=True)
    assert version
    for wrong in (version.pk, uuid7()):
        with pytest.raises(Refusal, match="nothing_announced"):
            take_back_change(steward=chloe, community=house, version_id=wrong, now=now)


def test_only_whoever_tends_it_decides_and_says_why(house: Community, chloe: Person, now: datetime) -> None:
    bruno = Person.objects.get(first_name="Bruno")
    with pytest.raises(Refusal, match="not_yours"):
        change(bruno, house, now, entry="request")
    with pytest.raises(Refusal, match="why_missing"):
        change_rules(steward=chloe, community=house, rules=Rules(entry="request"), why=" ", now=now)
    assert change_rules(steward=chloe, community=house, rules=Rules(), why="", now=now) is None
    version = change(chloe, house, now, entry="request")
    assert version
    with pytest.raises(Refusal, match="not_yours"):
        take_back_change(steward=bruno, community=house, version_id=version.pk, now=now)


def test_everybodys_community_stays_open_and_readable(now: datetime) -> None:
    chloe = meet("Chloé")
    here = queries.server_wide()
    changes.make_steward(membership=Membership.objects.get(person=chloe, community=here))
    for closed in ({"entry": "request"}, {"posts_read_by": "members"}):
        with pytest.raises(Refusal, match="everybodys_house"):
            change(chloe, here, now, **closed)


def test_what_breaks_the_charter_is_refused_whoever_brings_it(house: Community, chloe: Person, now: datetime) -> None:
    with pytest.raises(Refusal, match="breaks_charter"):
        change(chloe, house, now, own_rules=["Pas d'étrangers."])
    with pytest.raises(BreaksCharter):
        changes.add_rules_version(
            community=house, rules=Rules(fee_percent=50.0), why=WHY, by=chloe, at=now, holds_from=now
        )
    assert not RulesVersion.objects.filter(community=house).exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=ANY_RULES)
def test_no_rules_that_break_the_charter_ever_come_into_force(
    house: Community, chloe: Person, now: datetime, rules: Rules
) -> None:
    RulesVersion.objects.filter(community=house).delete()
    if breaches(rules):
        with pytest.raises(Refusal, match="breaks_charter"):
            change_rules(steward=chloe, community=house, rules=rules, why=WHY, now=now)
    else:
        change_rules(steward=chloe, community=house, rules=rules, why=WHY, now=now)
    for day in (0, 7, 100):
        assert breaches(queries.rules_of(house, now=now + timedelta(days=day))) == ()


def test_every_member_but_whoever_decided_is_told_once_even_if_the_worker_is_killed(
    house: Community, chloe: Person, now: datetime, run_worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Amina", "Daan", "Farid"):
        changes.add_member(community=house, person=meet(name), at=now)
    monkeypatch.setattr(telling, "BATCH", 2)
    version = change(chloe, house, now, entry="request", fee_percent=2.0)
    assert version
    # Killed after the first batch …
    batches: list[int] = []
    tell = telling.notices.tell_many_of

    def die_soon(**given: object) -> int:
        if len(batches) == 1:
            raise KeyboardInterrupt
        batches.append(tell(**given))  # type: ignore[arg-type]
        return batches[-1]

    monkeypatch.setattr(telling.notices, "tell_many_of", die_soon)
    with pytest.raises(KeyboardInterrupt):
        telling.tell_of_rules(version_id=version.pk, kind="rules", now=now)
    monkeypatch.setattr(telling.notices, "tell_many_of", tell)
    # … the next one goes on.
    run_worker()
    telling.tell_of_rules(version_id=version.pk, kind="rules", now=now)
    told = list(Notice.objects.filter(kind="rules", about=version.pk).values_list("person__first_name", flat=True))
    assert sorted(told) == ["Amina", "Bruno", "Daan", "Els", "Farid"]
    notice = Notice.objects.filter(kind="rules").first()
    assert notice
    assert notice.facts["changed"] == ["entry", "fee_percent"]
    assert notice.is_in_digest


def test_members_are_told_when_it_was_taken_back(
    house: Community, chloe: Person, now: datetime, run_worker: Callable[[], int]
) -> None:
    version = change(chloe, house, now, entry="request")
    assert version
    run_worker()
    take_back_change(steward=chloe, community=house, version_id=version.pk, now=now)
    run_worker()
    assert Notice.objects.filter(kind="rules_back", about=version.pk).count() == 2
    assert telling.tell_of_rules(version_id=version.pk, kind="rules", now=now) == 0


def test_whoever_is_verified_follows_what_the_rules_count(
    house: Community, chloe: Person, now: datetime, run_worker: Callable[[], int]
) -> None:
    bruno = Person.objects.get(first_name="Bruno")
    attest(attester=chloe, person=bruno, community=house, kind="address", now=now)
    assert Membership.objects.get(community=house, person=bruno).verified_at is None
    change(chloe, house, now, verified_through=["identity", "address"])
    run_worker()
    assert Membership.objects.get(community=house, person=bruno).verified_at


def test_a_version_that_came_late_does_not_undo_a_newer_one(house: Community, chloe: Person, now: datetime) -> None:
    change(chloe, house, now, entry="request")
    later = now + timedelta(days=8)  # nobody has swept since
    assert change(chloe, house, later, entry="open")
    assert let_rules_hold(now=later) == 1
    house.refresh_from_db()
    assert house.entry == "open"


def test_each_change_has_its_own_number_and_builds_on_the_one_before(
    house: Community, chloe: Person, now: datetime
) -> None:
    first = change(chloe, house, now, members_settle=True)
    second = change(chloe, house, now + timedelta(hours=1), hide_after=0)
    assert first
    assert second
    assert (first.number, second.number) == (1, 2)
    assert queries.changed_by(second) == ["hide_after"]
    assert queries.rules_of(house, now=now + timedelta(hours=2)) == replace(Rules(), members_settle=True, hide_after=0)
