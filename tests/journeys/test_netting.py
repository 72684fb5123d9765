"""Debts in a ring fall away on a steward's request: nobody's account or net position changes, and everybody concerned is told once."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import NOW
from tests.journeys.bank import balances, bank

from entraide.journeys.ask_credits import accept_request, cancel_request
from entraide.journeys.erase_person import erase_person
from entraide.journeys.join_community import leave_community
from entraide.journeys.net_debts import LASTS, STANDS_AFTER, foresee_netting, net_debts
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.models import CreditRequest, Transfer
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
Cast = dict[str, Person]
Scene = tuple[Community, Cast]
NAMES = ("Chloé", "Amina", "Bruno", "Daan", "Els")
LATER = NOW + STANDS_AFTER


def asks(house: Community, payee: Person, payer: Person, amount_minor: int, **more: object) -> CreditRequest:
    """One has asked the other for so much."""
    return CreditRequest.objects.create(
        community=house,
        payer=payer,
        payee=payee,
        unit="credits",
        amount_minor=amount_minor,
        words="Une heure de couture",
        made_at=NOW,
        **more,
    )


def waiting(house: Community) -> dict[tuple[str, str], int]:
    """What each still asks of whom."""
    rows = CreditRequest.objects.filter(community=house, state="pending").select_related("payer", "payee")
    return {(one.payee.first_name, one.payer.first_name): one.amount_minor for one in rows if one.payee and one.payer}


def positions(house: Community) -> dict[object, int]:
    """What each would have more if all that waits were given."""
    found: Counter[object] = Counter()
    for one in CreditRequest.objects.filter(community=house, state="pending"):
        found[one.payee_id] += one.amount_minor
        found[one.payer_id] -= one.amount_minor
    return {one: much for one, much in found.items() if much}


@pytest.fixture
def ring() -> Scene:
    """Amina asks Bruno for 5, he asks Daan for 3, Daan asks Amina for 4; and Els, in no ring, asks Daan for 9."""
    house, cast = bank(*NAMES)
    for payee, payer, much in (
        ("Amina", "Bruno", 500),
        ("Bruno", "Daan", 300),
        ("Daan", "Amina", 400),
        ("Els", "Daan", 900),
    ):
        asks(house, cast[payee], cast[payer], much)
    return house, cast


def test_a_ring_of_debts_falls_away_and_everybody_in_it_is_told_once(
    ring: Scene, run_worker: Callable[[], int]
) -> None:
    house, cast = ring
    before = positions(house)
    foreseen = foresee_netting(steward=cast["Chloé"], community=house, now=LATER)
    assert (foreseen.requests, foreseen.people, foreseen.amount_minor, foreseen.netting) == (3, 3, 900, None)
    assert waiting(house)["Amina", "Bruno"] == 500
    done = net_debts(steward=cast["Chloé"], community=house, now=LATER)
    assert (done.requests, done.people, done.amount_minor) == (3, 3, 900)
    assert waiting(house) == {("Amina", "Bruno"): 200, ("Daan", "Amina"): 100, ("Els", "Daan"): 900}
    assert positions(house) == before
    assert balances(house) == {}
    assert not Transfer.objects.exists()
    again = net_debts(steward=cast["Chloé"], community=house, now=LATER)
    assert (again.requests, again.netting) == (0, None)
    run_worker()
    run_worker()
    told = Notice.objects.filter(kind="debts_netted").order_by("person__first_name")
    assert [one.person.first_name for one in told] == ["Amina", "Bruno", "Daan"]
    assert Happening.objects.filter(kind="debts_netted").count() == 1


def test_of_what_fell_away_in_part_both_parts_are_kept(ring: Scene) -> None:
    house, cast = ring
    old = CreditRequest.objects.get(payee=cast["Amina"])
    done = net_debts(steward=cast["Chloé"], community=house, now=LATER)
    parts = CreditRequest.objects.filter(netting=done.netting)
    assert {one.amount_minor for one in parts} == {300}
    assert {one.state for one in parts} == {"netted"}
    part = parts.get(payee=cast["Amina"])
    assert (part.part_of, part.words, part.decided_at) == (old, "Une heure de couture", LATER)
    # The rest is a request as it was: it is granted, or taken back.
    accept_request(request_id=old.pk, person=cast["Bruno"], now=LATER)
    assert balances(house) == {"Amina": 200, "Bruno": -200}
    with pytest.raises(Refusal, match="no_such_request"):
        accept_request(request_id=part.pk, person=cast["Bruno"], now=LATER)
    with pytest.raises(Refusal, match="no_such_request"):
        cancel_request(request_id=part.pk, person=cast["Amina"], now=LATER)


def test_nobody_sets_a_debt_aside_with_a_request_of_today(ring: Scene) -> None:
    house, cast = ring
    newest = CreditRequest.objects.filter(payee=cast["Daan"])
    newest.update(made_at=NOW + timedelta(minutes=1))
    assert net_debts(steward=cast["Chloé"], community=house, now=LATER).requests == 0
    newest.update(made_at=LATER - LASTS - timedelta(minutes=1))
    assert net_debts(steward=cast["Chloé"], community=house, now=LATER).requests == 0


def test_what_is_answered_or_of_another_unit_or_of_who_left_is_no_debt(ring: Scene) -> None:
    house, cast = ring
    one = CreditRequest.objects.filter(payee=cast["Daan"])
    for wrong, right in (({"unit": "hours"}, {"unit": "credits"}), ({"state": "declined"}, {"state": "pending"})):
        one.update(**wrong)
        assert net_debts(steward=cast["Chloé"], community=house, now=LATER).requests == 0
        one.update(**right)
    leave_community(person=cast["Bruno"], community=house, now=LATER)
    assert net_debts(steward=cast["Chloé"], community=house, now=LATER).requests == 0


def test_who_erases_themselves_later_leaves_nothing_of_it(ring: Scene) -> None:
    house, cast = ring
    netting = net_debts(steward=cast["Chloé"], community=house, now=LATER).netting
    erase_person(person=cast["Amina"], now=LATER)
    assert not CreditRequest.objects.filter(netting=netting, payee=None).exclude(words="").exists()
    assert not CreditRequest.objects.filter(payee=None, state="pending").exists()


def test_only_who_runs_an_open_community_that_counts_may_ask_for_it(ring: Scene) -> None:
    house, cast = ring
    for ask in (foresee_netting, net_debts):
        with pytest.raises(Refusal, match="not_yours"):
            ask(steward=cast["Amina"], community=house, now=LATER)
    gift, others = bank("Farid", slug="dons", currency="gift")
    with pytest.raises(Refusal, match="no_credits_here"):
        net_debts(steward=others["Farid"], community=gift, now=LATER)
    house.closed_at = LATER
    with pytest.raises(Refusal, match="closed"):
        net_debts(steward=cast["Chloé"], community=house, now=LATER)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(debts=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 300)), max_size=15))
def test_no_position_changes_and_no_request_grows(ring: Scene, debts: list[tuple[int, int, int]]) -> None:
    house, cast = ring
    CreditRequest.objects.all().delete()
    people = list(cast.values())
    made = [asks(house, people[one], people[other], much) for one, other, much in debts if one != other]
    before, waited = positions(house), {one.pk: one.amount_minor for one in made}
    done = net_debts(steward=people[0], community=house, now=LATER)
    assert positions(house) == before
    left = CreditRequest.objects.filter(community=house, state="pending")
    assert all(0 < one.amount_minor <= waited[one.pk] for one in left)
    gone = sum(CreditRequest.objects.filter(community=house, state="netted").values_list("amount_minor", flat=True))
    assert gone == done.amount_minor == sum(waited.values()) - sum(left.values_list("amount_minor", flat=True))
    assert net_debts(steward=people[0], community=house, now=LATER).requests == 0
    assert balances(house) == {}
