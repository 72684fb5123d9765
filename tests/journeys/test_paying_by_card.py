"""Paying by card: begun once, looked up and never believed, counted once, whatever the provider does meanwhile."""

from datetime import timedelta

import pytest
from tests.adapters.payments.mollie_fake import KEY, fake_mollie
from tests.cast import meet
from tests.journeys.euros import house_of

from entraide.adapters.payments.mollie import Mollie
from entraide.adapters.payments.port import NoProvider
from entraide.journeys import pay_by_card as journey
from entraide.journeys.pay_by_card import hear_provider, look_up_cards, pay_by_card
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_paid import confirm_received
from entraide.journeys.send_bills import send_bill
from entraide.records.notices.models import Notice
from entraide.records.payments.models import CardPayment

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake():
    with fake_mollie() as listening:
        journey.install(Mollie(key=KEY, communities=frozenset({"ixelles"}), address=listening.address, limit_s=0.5))
        yield listening
        journey.install(None)


@pytest.fixture
def chloe():
    return meet("Chloé")


@pytest.fixture
def ginette():
    return meet("Ginette")


@pytest.fixture
def bill(chloe, ginette, now):
    house = house_of(chloe, ginette, now=now)
    return send_bill(
        steward=chloe, community=house, member=ginette, purpose="subscription", cents=2500, period="2026", now=now
    )


def begin(bill, payer, now):
    return pay_by_card(bill=bill, payer=payer, back_to="https://x.example/b/", tell="", now=now)


def heard(now):
    hear_provider(told=f"id={CardPayment.objects.first().reference}".encode(), now=now)


def test_a_card_pays_a_bill_once(fake, bill, ginette, now):
    address = begin(bill, ginette, now)
    assert begin(bill, ginette, now) == address
    assert len(fake.payments) == 1
    heard(now)
    bill.refresh_from_db()
    assert bill.state == "waiting"
    fake.set(CardPayment.objects.get().reference, "paid")
    for _again in range(3):
        heard(now)
    bill.refresh_from_db()
    assert (bill.state, bill.way) == ("paid", "card")
    assert Notice.objects.filter(person=ginette, kind="bill_paid").count() == 1
    assert CardPayment.objects.get().address == ""


def test_what_the_webhook_claims_counts_for_nothing(fake, bill, ginette, now):
    begin(bill, ginette, now)
    hear_provider(told=b"id=tr_somebodyelses&status=paid", now=now)
    hear_provider(told=b"status=paid", now=now)
    bill.refresh_from_db()
    assert bill.state == "waiting"


@pytest.mark.parametrize(
    "other", [{"amount": {"currency": "EUR", "value": "0.01"}}, {"metadata": {"bill": "another"}}, {"metadata": None}]
)
def test_another_amount_or_another_bill_pays_nothing(fake, bill, ginette, now, other):
    begin(bill, ginette, now)
    fake.set(CardPayment.objects.get().reference, "paid", **other)
    heard(now)
    bill.refresh_from_db()
    assert bill.state == "waiting"
    assert CardPayment.objects.get().state == "failed"


@pytest.mark.parametrize("status", ["expired", "failed", "canceled"])
def test_an_attempt_that_came_to_nothing_can_be_made_again(fake, bill, ginette, now, status):
    begin(bill, ginette, now)
    fake.set(CardPayment.objects.get().reference, status)
    heard(now)
    begin(bill, ginette, now)
    assert len(fake.payments) == 2


def test_a_provider_that_is_away_asks_to_be_told_again(fake, bill, ginette, now):
    begin(bill, ginette, now)
    fake.fails = 503
    with pytest.raises(NoProvider):
        heard(now)
    fake.fails = 0
    fake.set(CardPayment.objects.get().reference, "paid")
    assert look_up_cards(now=now + timedelta(minutes=1)) == 0
    assert look_up_cards(now=now + timedelta(minutes=6)) == 1
    bill.refresh_from_db()
    assert bill.state == "paid"


@pytest.mark.parametrize("fails", [500, "cut", "html"])
def test_what_could_not_begin_can_begin_again_with_the_same_key(fake, bill, ginette, now, fails):
    fake.fails = fails
    with pytest.raises(Refusal):
        begin(bill, ginette, now)
    fake.fails = 0
    begin(bill, ginette, now)
    assert CardPayment.objects.count() == 1
    assert len(fake.payments) == 1


def test_what_was_never_made_is_given_up_after_an_hour(fake, bill, ginette, now):
    fake.fails = "cut"
    with pytest.raises(Refusal):
        begin(bill, ginette, now)
    assert look_up_cards(now=now + timedelta(minutes=59)) == 0
    assert look_up_cards(now=now + timedelta(minutes=61)) == 1
    assert CardPayment.objects.get().state == "failed"


def test_paid_in_two_ways_is_told_to_who_can_give_it_back(fake, bill, chloe, ginette, now):
    begin(bill, ginette, now)
    confirm_received(bill=bill, by=chloe, now=now)
    fake.set(CardPayment.objects.get().reference, "paid")
    heard(now)
    assert Notice.objects.filter(person=chloe, kind="bill_twice").exists()


def test_only_the_payer_and_only_where_it_is_offered(fake, bill, chloe, ginette, now):
    for payer, code in ((chloe, "not_yours"), (ginette, "no_card")):
        if code == "no_card":
            journey.install(Mollie(key=KEY, communities=frozenset({"namur"}), address=fake.address))
        with pytest.raises(Refusal) as refusal:
            begin(bill, payer, now)
        assert refusal.value.code == code
    assert fake.asked == []


def test_without_a_provider_nothing_is_heard(bill, ginette, now):
    journey.install(None)
    hear_provider(told=b"id=tr_5B8cwPMGnU6qLbRvo7qEZo", now=now)
    with pytest.raises(Refusal):
        begin(bill, ginette, now)
