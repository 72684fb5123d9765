"""Euros between two people, and to a community: asked, paid, seen on a statement, matched, and undone."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import meet
from tests.journeys.euros import THEIRS, house_of, promise_of, take_file, take_in
from tests.statements import ACCOUNT, made_to_measure, statement

from entraide.journeys.after_payment import after_payment
from entraide.journeys.ask_euros import ask_euros, receive_in_hand, waive_euros
from entraide.journeys.erase_person import erase_person
from entraide.journeys.forget_payments import forget_payments
from entraide.journeys.match_payment import match_payment, set_aside, take_up_again, undo_match
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_paid import cancel_bill, confirm_received, say_not_received, say_paid
from entraide.journeys.send_bills import add_solidarity, ask_to_buy, make_bills, send_bill, send_bills
from entraide.journeys.set_bank_account import set_bank_account
from entraide.logic.euros.camt053 import WrongStatement
from entraide.records.communities.models import Membership, RulesVersion
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.models import Transfer
from entraide.records.notices.models import Notice
from entraide.records.payments import queries
from entraide.records.payments.models import Bill, Match, PaymentSeen

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: meet(name) for name in ("Bruno", "Chloé", "Ginette", "Farid")}


@pytest.fixture
def house(people, now):
    return house_of(people["Chloé"], people["Bruno"], people["Ginette"], people["Farid"], now=now)


@pytest.fixture
def promise(people, house, now):
    return promise_of(people["Bruno"], people["Ginette"], house, now=now)


def asked(promise, people, now, **said):
    return ask_euros(
        **{"exchange": promise, "payee": people["Bruno"], "iban": THEIRS, "holder": "Bruno Leroy", "now": now, **said}
    )


def refused(code, done, **said):
    with pytest.raises(Refusal) as refusal:
        done(**said)
    assert refusal.value.code == code


def kinds(person):
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


# Between two people


def test_who_helped_asks_who_was_helped_pays_and_the_account_is_forgotten(people, promise, now):
    bill = asked(promise, people, now)
    assert (bill.cents, bill.state, bill.payer, bill.iban) == (1000, "waiting", people["Ginette"], THEIRS)
    assert "bill" in kinds(people["Ginette"])
    say_paid(bill=bill, payer=people["Ginette"], now=now)
    assert "bill_said_paid" in kinds(people["Bruno"])
    confirm_received(bill=bill, by=people["Bruno"], now=now)
    bill.refresh_from_db()
    assert (bill.state, bill.way, bill.iban, bill.holder) == ("paid", "transfer", "", "")
    assert "bill_paid" in kinds(people["Ginette"])


def test_a_second_click_makes_no_second_bill(people, promise, now):
    assert asked(promise, people, now) == asked(promise, people, now)
    assert Bill.objects.count() == 1


def test_in_the_hand_is_paid_at_once_and_once(people, promise, now):
    bill = receive_in_hand(exchange=promise, payee=people["Bruno"], now=now)
    assert (bill.state, bill.way, bill.iban) == ("paid", "cash", "")
    refused("more_than_agreed", receive_in_hand, exchange=promise, payee=people["Bruno"], now=now)


def test_what_was_asked_for_can_still_be_given_in_the_hand(people, promise, now):
    bill = asked(promise, people, now)
    assert receive_in_hand(exchange=promise, payee=people["Bruno"], now=now) == bill
    bill.refresh_from_db()
    assert (bill.state, bill.way, bill.iban) == ("paid", "cash", "")


def test_a_part_can_be_asked_and_never_more_than_was_agreed(people, promise, now):
    confirm_received(bill=asked(promise, people, now, cents=400), by=people["Bruno"], now=now)
    refused("more_than_agreed", asked, promise=promise, people=people, now=now, cents=601)
    confirm_received(bill=asked(promise, people, now), by=people["Bruno"], now=now)
    assert sorted(Bill.objects.values_list("cents", flat=True)) == [400, 600]


def test_of_a_weekly_promise_each_time_can_be_asked_for(people, house, now):
    weekly = promise_of(people["Bruno"], people["Ginette"], house, now=now, recurrence="FREQ=WEEKLY;BYDAY=SA")
    for _week in range(3):
        confirm_received(bill=asked(weekly, people, now), by=people["Bruno"], now=now)
    assert Bill.objects.filter(state="paid").count() == 3


def test_what_is_not_promised_in_euros_is_not_asked(people, house, promise, now):
    refused("not_yours", asked, promise=promise, people=people, now=now, payee=people["Ginette"])
    for fields in ({"cents": None}, {"state": "answered"}, {"state": "ended"}):
        other = promise_of(people["Bruno"], people["Farid"], house, now=now, **fields)
        refused("not_promised", asked, promise=other, people=people, now=now)
    refused("wrong_account", asked, promise=promise, people=people, now=now, iban="BE00")
    refused("holder_missing", asked, promise=promise, people=people, now=now, holder=" 1")
    assert not Bill.objects.exists()


def test_where_one_helps_without_money_there_are_no_bills(people, house, promise, now):
    RulesVersion.objects.create(
        community=house, number=1, rules={"may_use_euros": False}, why="…", set_at=now, holds_from=now
    )
    refused("no_euros_here", asked, promise=promise, people=people, now=now)


def test_nobody_else_says_that_it_was_paid_or_came(people, promise, now):
    bill = asked(promise, people, now)
    refused("not_yours", say_paid, bill=bill, payer=people["Bruno"], now=now)
    for other in ("Ginette", "Farid", "Chloé"):
        refused("not_yours", confirm_received, bill=bill, by=people[other], now=now)
        refused("not_yours", cancel_bill, bill=bill, by=people[other], now=now)


def test_what_did_not_come_waits_again(people, promise, now):
    bill = asked(promise, people, now)
    say_paid(bill=bill, payer=people["Ginette"], now=now)
    assert say_not_received(bill=bill, by=people["Bruno"], now=now).state == "waiting"
    assert "bill_missing" in kinds(people["Ginette"])
    say_paid(bill=bill, payer=people["Ginette"], now=now)
    confirm_received(bill=bill, by=people["Bruno"], now=now)
    assert say_not_received(bill=bill, by=people["Bruno"], now=now).state == "waiting"


def test_a_gift_after_all(people, promise, now):
    bill = asked(promise, people, now)
    cancel_bill(bill=bill, by=people["Bruno"], now=now)
    bill.refresh_from_db()
    assert (bill.state, bill.iban) == ("cancelled", "")
    refused("bill_closed", say_paid, bill=bill, payer=people["Ginette"], now=now)
    assert asked(promise, people, now) != bill


def test_an_account_is_kept_for_ninety_days_at_most(people, promise, clock):
    bill = asked(promise, people, clock.now)
    assert forget_payments(now=clock.pass_by(days=89)) == 0
    assert forget_payments(now=clock.pass_by(days=2)) == 1
    assert forget_payments(now=clock.now) == 0
    bill.refresh_from_db()
    assert (bill.state, bill.iban, bill.holder) == ("cancelled", "", "")
    assert "bill_lapsed" in kinds(people["Bruno"])


def test_no_account_and_no_name_is_in_the_diary_or_in_news(people, promise, now):
    asked(promise, people, now)
    for kept in (*Happening.objects.all(), *Notice.objects.all()):
        assert THEIRS not in str(kept.facts)
        assert "Leroy" not in str(kept.facts)


@pytest.mark.parametrize("gone", ["Bruno", "Ginette"])
def test_who_erases_their_account_leaves_no_account_number(people, promise, now, gone):
    bill = asked(promise, people, now)
    erase_person(person=people[gone], now=now)
    bill.refresh_from_db()
    assert (bill.state, bill.iban, bill.holder, bill.what) == ("cancelled", "", "", "")


def test_solidarity_is_added_by_who_pays_or_not_at_all(people, house, promise, now):
    bill = asked(promise, people, now)
    refused("no_solidarity", add_solidarity, bill=bill, payer=people["Ginette"], now=now)
    RulesVersion.objects.create(
        community=house, number=1, rules={"fee_percent": 2.5}, why="…", set_at=now, holds_from=now
    )
    refused("not_yours", add_solidarity, bill=bill, payer=people["Bruno"], now=now)
    added = add_solidarity(bill=bill, payer=people["Ginette"], now=now)
    assert (added.cents, added.percent, added.is_to_community, added.payee) == (25, 2.5, True, None)
    assert add_solidarity(bill=bill, payer=people["Ginette"], now=now) == added
    bill.refresh_from_db()
    assert bill.cents == 1000
    refused("no_solidarity", add_solidarity, bill=added, payer=people["Ginette"], now=now)
    cancel_bill(bill=added, by=people["Ginette"], now=now)


# To a community


def bill_to(member, house, people, now, **said):
    return send_bill(
        **{
            "steward": people["Chloé"],
            "community": house,
            "member": member,
            "purpose": "subscription",
            "cents": 2500,
            "period": "2026",
            "now": now,
            **said,
        }
    )


def test_a_bill_is_paid_by_the_statement_that_shows_its_reference(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    outcome = take_in(people["Chloé"], house, (2500, bill.reference, "DUBOIS GINETTE"), now=now)
    assert (outcome.matched, outcome.waiting, outcome.known) == (1, 0, 0)
    bill.refresh_from_db()
    assert (bill.state, bill.paid_cents, bill.way, bill.confirmed_by) == ("paid", 2500, "transfer", None)
    assert "bill_paid" in kinds(people["Ginette"])


def test_a_file_taken_twice_counts_once(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    file = made_to_measure((2500, bill.reference, "Ginette"), (700, "merci", "Farid"))
    first, again = (take_file(people["Chloé"], house, file, now=now) for _time in range(2))
    assert (first.matched, first.waiting) == (1, 1)
    assert (again.known, again.matched, again.waiting) == (2, 0, 0)
    assert PaymentSeen.objects.count() == 2
    assert Match.objects.count() == 1


def test_less_pays_a_part_and_the_rest_pays_it(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    take_in(people["Chloé"], house, (1000, bill.reference, "Ginette"), now=now)
    bill.refresh_from_db()
    assert (bill.state, bill.paid_cents, bill.left_cents) == ("waiting", 1000, 1500)
    refused("bill_closed", cancel_bill, bill=bill, by=people["Chloé"], now=now)
    take_in(people["Chloé"], house, (1500, bill.reference, "Ginette"), now=now, batch="B2")
    bill.refresh_from_db()
    assert bill.state == "paid"


def test_too_much_pays_and_the_rest_waits_for_a_human(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    outcome = take_in(people["Chloé"], house, (3000, bill.reference, "Ginette"), now=now)
    assert (outcome.matched, outcome.waiting) == (0, 1)
    payment = PaymentSeen.objects.get()
    assert (payment.left_cents, payment.state) == (500, "waiting")
    bill.refresh_from_db()
    assert bill.state == "paid"
    set_aside(steward=people["Chloé"], community=house, payment_id=payment.pk, now=now)
    take_up_again(steward=people["Chloé"], community=house, payment_id=payment.pk, now=now)
    assert queries.payments_waiting(people["Chloé"], community=house).get() == payment


def test_paid_twice_waits_for_a_human(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    outcome = take_in(
        people["Chloé"], house, (2500, bill.reference, "Ginette"), (2500, bill.reference, "Ginette"), now=now
    )
    assert (outcome.matched, outcome.waiting) == (1, 1)


def test_what_a_steward_confirmed_before_is_no_second_payment(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    confirm_received(bill=bill, by=people["Chloé"], now=now)
    assert take_in(people["Chloé"], house, (2500, bill.reference, "Ginette"), now=now).matched == 1
    bill.refresh_from_db()
    assert (bill.state, bill.paid_cents) == ("paid", 2500)


def test_money_that_came_back_opens_the_bill_again(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    take_in(people["Chloé"], house, (2500, bill.reference, "Ginette"), now=now)
    take_in(people["Chloé"], house, (-2500, bill.reference, "Ginette"), now=now, batch="B2")
    bill.refresh_from_db()
    assert (bill.state, bill.paid_cents) == ("waiting", 0)
    assert "bill_missing" in kinds(people["Ginette"])


def test_a_human_matches_what_carries_no_reference_and_undoes_it(people, house, now):
    bill = bill_to(people["Ginette"], house, people, now)
    take_in(people["Chloé"], house, (2500, "cotisation", "GINETTE"), now=now)
    payment = PaymentSeen.objects.get()
    said = {"steward": people["Chloé"], "community": house, "now": now}
    assert match_payment(payment_id=payment.pk, bill_id=bill.pk, **said) == 2500
    refused("no_such_payment", match_payment, payment_id=payment.pk, bill_id=bill.pk, **said)
    bill.refresh_from_db()
    assert bill.state == "paid"
    match = Match.objects.get()
    undo_match(match_id=match.pk, **said)
    refused("no_such_payment", undo_match, match_id=match.pk, **said)
    bill.refresh_from_db()
    payment.refresh_from_db()
    assert (bill.state, bill.paid_cents, payment.state, payment.left_cents) == ("waiting", 0, "waiting", 2500)
    match_payment(payment_id=payment.pk, bill_id=bill.pk, **said)
    assert Match.objects.count() == 2


def test_one_transfer_can_pay_for_two(people, house, now):
    bills = [bill_to(people[name], house, people, now) for name in ("Ginette", "Farid")]
    take_in(people["Chloé"], house, (5000, "pour nous deux", "DUBOIS"), now=now)
    payment = PaymentSeen.objects.get()
    for bill in bills:
        match_payment(steward=people["Chloé"], community=house, payment_id=payment.pk, bill_id=bill.pk, now=now)
    payment.refresh_from_db()
    assert (payment.state, payment.left_cents) == ("settled", 0)


def test_nobody_keeps_the_books_of_their_own_bill(people, house, now):
    bill = bill_to(people["Chloé"], house, people, now)
    refused("own_bill", confirm_received, bill=bill, by=people["Chloé"], now=now)
    take_in(people["Chloé"], house, (2500, "x", "C"), now=now)
    refused(
        "own_bill",
        match_payment,
        steward=people["Chloé"],
        community=house,
        payment_id=PaymentSeen.objects.get().pk,
        bill_id=bill.pk,
        now=now,
    )


def test_only_who_tends_the_community_keeps_its_books(people, house, now):
    file = made_to_measure((2500, "x", "Y"))
    refused("not_yours", take_file, steward=people["Bruno"], house=house, file=file, now=now)
    refused(
        "not_yours", bill_to, member=people["Bruno"], house=house, people={**people, "Chloé": people["Bruno"]}, now=now
    )
    refused("not_yours", set_bank_account, steward=people["Bruno"], community=house, iban=THEIRS, holder="B", now=now)


def test_a_statement_of_another_account_is_refused_whole(people, house, now):
    refused("other_account", take_file, steward=people["Chloé"], house=house, file=statement("german"), now=now)
    assert not PaymentSeen.objects.exists()


def test_a_broken_statement_leaves_nothing_behind(people, house, now):
    good = made_to_measure((2500, "x", "Y"), (1200, "z", "Y"))
    with pytest.raises(WrongStatement):
        take_file(people["Chloé"], house, good.replace(b"12.00", b"12,00"), now=now)
    assert not PaymentSeen.objects.exists()


def test_what_went_out_is_not_kept(people, house, now):
    outcome = take_file(people["Chloé"], house, statement("belgian"), now=now)
    assert (outcome.waiting, outcome.outgoing, outcome.skipped) == (1, 1, 1)
    assert not PaymentSeen.objects.filter(cents__lt=0).exists()


def test_words_of_payers_are_forgotten_after_a_year(people, house, clock):
    bill = bill_to(people["Ginette"], house, people, clock.now)
    take_in(people["Chloé"], house, (2500, bill.reference, "DUBOIS GINETTE"), now=clock.now)
    forget_payments(now=clock.pass_by(days=364))
    assert PaymentSeen.objects.get().name
    forget_payments(now=clock.pass_by(days=2))
    assert (PaymentSeen.objects.get().name, PaymentSeen.objects.get().words) == ("", "")


def test_without_an_account_no_bill_is_sent(people, house, now):
    set_bank_account(steward=people["Chloé"], community=house, iban="", holder="", now=now + timedelta(minutes=1))
    assert queries.account_of(house) is None
    refused("no_account", bill_to, member=people["Ginette"], house=house, people=people, now=now)


def test_whoever_else_tends_it_hears_of_another_account(people, house, now):
    Membership.objects.filter(person=people["Farid"], community=house).update(is_steward=True)
    set_bank_account(steward=people["Farid"], community=house, iban=THEIRS, holder="F", now=now + timedelta(hours=1))
    assert "bank_account" in kinds(people["Chloé"])
    assert "bank_account" not in kinds(people["Farid"])
    assert queries.account_of(house).iban == THEIRS
    assert [one.iban for one in queries.accounts_of(house)] == [THEIRS, ACCOUNT]


def test_all_members_are_asked_once_by_the_worker(people, house, now, run_worker):
    mine = bill_to(people["Ginette"], house, people, now)
    made = send_bills(
        steward=people["Chloé"], community=house, purpose="subscription", cents=2500, period="2026", now=now
    )
    refused(
        "already_asked", send_bills,
        steward=people["Chloé"], community=house, purpose="share", cents=2500, now=now,
    )  # fmt: skip
    run_worker()
    made.refresh_from_db()
    assert made.finished_at
    assert made.made == 3
    assert Bill.objects.filter(period="2026").count() == 4
    assert Bill.objects.get(payer=people["Ginette"]) == mine
    assert "bill" in kinds(people["Farid"])
    assert make_bills(round_id=made.pk, now=now) == 0
    again = send_bills(
        steward=people["Chloé"], community=house, purpose="subscription", cents=2500, period="2026", now=now
    )
    assert make_bills(round_id=again.pk, now=now) == 0


def test_references_are_never_given_twice(people, house, now):
    send_bills(steward=people["Chloé"], community=house, purpose="share", cents=2500, now=now)
    make_bills(round_id=queries.unfinished_rounds()[0], now=now)
    references = list(Bill.objects.values_list("reference", flat=True))
    assert len(references) == len(set(references)) == 4


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payments=st.lists(st.tuples(st.sampled_from([500, 1000, 2500, 4000, -2500]), st.integers(0, 2)), max_size=8),
    undone=st.lists(st.integers(0, 7), max_size=4),
)
def test_what_bills_took_is_what_payments_gave(people, house, now, payments, undone):
    Match.objects.all().delete()
    PaymentSeen.objects.all().delete()
    Bill.objects.all().delete()
    bills = [bill_to(people[name], house, people, now) for name in ("Ginette", "Farid")]
    said = [bill.reference for bill in bills] + ["sans rien"]
    take_in(people["Chloé"], house, *((cents, said[whose], "Qui") for cents, whose in payments), now=now)
    for n in undone:
        standing = list(Match.objects.filter(undone_at=None))
        if n < len(standing):
            with suppress(Refusal):
                undo_match(steward=people["Chloé"], community=house, match_id=standing[n].pk, now=now)
    for payment in PaymentSeen.objects.all():
        taken = sum(match.cents for match in payment.matches.filter(undone_at=None))
        assert payment.left_cents + taken == payment.cents
    for bill in Bill.objects.all():
        assert bill.paid_cents >= 0
        assert (bill.state == "paid") == (bill.paid_cents >= bill.cents)


# What a payment leads to


def thanked(people, house, now, **fields):
    return promise_of(people["Bruno"], people["Ginette"], house, now=now, state="thanked", thanked_at=now, **fields)


def test_a_thanked_exchange_is_settled_once_its_euros_have_come(people, house, now, run_worker):
    exchange = thanked(people, house, now)
    confirm_received(bill=asked(exchange, people, now, cents=400), by=people["Bruno"], now=now)
    run_worker()
    exchange.refresh_from_db()
    assert (exchange.state, exchange.euros_given_at) == ("thanked", None)
    receive_in_hand(exchange=exchange, payee=people["Bruno"], now=now)
    run_worker()
    exchange.refresh_from_db()
    assert exchange.state == "settled"


def test_part_in_euros_part_in_credits_waits_for_both(people, house, now, run_worker):
    exchange = thanked(people, house, now, credits_minor=60)
    receive_in_hand(exchange=exchange, payee=people["Bruno"], now=now)
    run_worker()
    exchange.refresh_from_db()
    assert (exchange.state, exchange.euros_given_at is not None) == ("thanked", True)


def test_what_was_agreed_can_become_a_gift(people, house, now, run_worker):
    exchange = thanked(people, house, now)
    bill = asked(exchange, people, now)
    refused("not_yours", waive_euros, exchange=exchange, payee=people["Ginette"], now=now)
    waive_euros(exchange=exchange, payee=people["Bruno"], now=now)
    exchange.refresh_from_db()
    bill.refresh_from_db()
    assert (exchange.state, bill.state, bill.iban) == ("settled", "cancelled", "")
    refused("more_than_agreed", asked, promise=exchange, people=people, now=now)


def selling(house, now):
    RulesVersion.objects.create(
        community=house,
        number=1,
        rules={"currency": "credits", "credit_cents": 33},
        why="…",
        set_at=now,
        holds_from=now,
    )


def test_credits_are_bought_once_their_bill_is_paid(people, house, now, run_worker):
    refused("no_credits_here", ask_to_buy, member=people["Ginette"], community=house, amount_minor=250, now=now)
    selling(house, now)
    bill = ask_to_buy(member=people["Ginette"], community=house, amount_minor=250, now=now)
    assert bill == ask_to_buy(member=people["Ginette"], community=house, amount_minor=250, now=now)
    assert (bill.cents, bill.purpose) == (83, "credits")
    take_in(people["Chloé"], house, (83, bill.reference, "G"), now=now)
    run_worker()
    after_payment(bill_id=bill.pk, now=now)
    bought = Transfer.objects.get(kind="purchase")
    assert bought.amount_minor == 250
