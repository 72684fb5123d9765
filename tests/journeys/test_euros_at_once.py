"""Two clicks, two windows, two stewards at the same moment: one bill, one payment, one match."""

import threading

import pytest
from django.db import connection
from tests.cast import meet
from tests.journeys.euros import THEIRS, house_of, promise_of, take_file
from tests.statements import made_to_measure

from entraide.journeys.ask_euros import ask_euros, receive_in_hand
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_paid import cancel_bill, confirm_received, say_paid
from entraide.journeys.send_bills import make_bills, send_bill, send_bills
from entraide.records.happenings.models import Happening
from entraide.records.payments.models import Bill, Match, PaymentSeen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

TIMES = 4


def at_once(*deeds):
    """Do all of these at the same moment, each in a thread of its own; what came of each, refusals too."""
    ready, came = threading.Barrier(len(deeds)), []

    def run(deed):
        try:
            ready.wait(10)
            came.append(deed())
        except Refusal as refusal:
            came.append(refusal)
        except Exception as error:
            came.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    unexpected = [one for one in came if isinstance(one, Exception) and not isinstance(one, Refusal)]
    assert not unexpected, unexpected
    return came


@pytest.fixture
def people():
    return {name: meet(name) for name in ("Bruno", "Chloé", "Ginette")}


@pytest.fixture
def house(people, now):
    return house_of(people["Chloé"], people["Bruno"], people["Ginette"], now=now)


def test_one_statement_taken_by_two_counts_once(people, house, now):
    bill = send_bill(
        steward=people["Chloé"], community=house, member=people["Ginette"], purpose="share", cents=2500, now=now
    )
    file = made_to_measure((2500, bill.reference, "G"), (700, "merci", "B"), (100, "x", "Y"))
    came = at_once(*[lambda: take_file(people["Chloé"], house, file, now=now)] * TIMES)
    assert sorted(one.known for one in came) == [0, *[3] * (TIMES - 1)]
    assert PaymentSeen.objects.count() == 3
    assert Match.objects.get().cents == 2500
    bill.refresh_from_db()
    assert (bill.state, bill.paid_cents) == ("paid", 2500)
    assert Happening.objects.filter(kind="euros_received").count() == 1


def test_asking_and_noting_at_once_makes_one_bill(people, house, now):
    promise = promise_of(people["Bruno"], people["Ginette"], house, now=now)

    def ask():
        return ask_euros(exchange=promise, payee=people["Bruno"], iban=THEIRS, holder="Bruno", now=now)

    at_once(*[ask] * TIMES, lambda: receive_in_hand(exchange=promise, payee=people["Bruno"], now=now))
    at_once(*[lambda: receive_in_hand(exchange=promise, payee=people["Bruno"], now=now)] * TIMES)
    standing = Bill.objects.filter(exchange=promise).exclude(state="cancelled")
    assert sum(bill.cents for bill in standing) == 1000


def test_given_in_the_hand_twice_at_once_is_given_once(people, house, now):
    promise = promise_of(people["Bruno"], people["Ginette"], house, now=now)
    at_once(*[lambda: receive_in_hand(exchange=promise, payee=people["Bruno"], now=now)] * TIMES)
    assert Bill.objects.get().state == "paid"


def test_paying_confirming_and_cancelling_at_once_end_in_one_state(people, house, now):
    promise = promise_of(people["Bruno"], people["Ginette"], house, now=now)
    bill = ask_euros(exchange=promise, payee=people["Bruno"], iban=THEIRS, holder="Bruno", now=now)
    at_once(
        lambda: say_paid(bill=bill, payer=people["Ginette"], now=now),
        lambda: confirm_received(bill=bill, by=people["Bruno"], now=now),
        lambda: confirm_received(bill=bill, by=people["Bruno"], now=now),
        lambda: cancel_bill(bill=bill, by=people["Bruno"], now=now),
    )
    bill.refresh_from_db()
    ended = Happening.objects.filter(kind__in=("euros_received", "bill_cancelled"))
    assert (bill.state, bill.iban) in (("paid", ""), ("cancelled", ""))
    assert ended.count() == 1


def test_two_workers_make_the_bills_of_a_round_once(people, house, now):
    made = send_bills(
        steward=people["Chloé"], community=house, purpose="subscription", cents=2500, period="2026", now=now
    )
    at_once(
        *[lambda: make_bills(round_id=made.pk, now=now)] * 2,
        lambda: send_bill(
            steward=people["Chloé"], community=house, member=people["Ginette"], purpose="subscription", cents=2500,
            period="2026", now=now,
        ),
    )  # fmt: skip
    assert Bill.objects.filter(period="2026").count() == 3
