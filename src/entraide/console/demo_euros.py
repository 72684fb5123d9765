"""Euros in the demo town: help that is paid for into an account, and what a community asks of its members."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from entraide.console.demo_town import TownDues, TownPay
from entraide.journeys.ask_euros import ask_euros
from entraide.journeys.propose_promise import propose_promise
from entraide.journeys.say_paid import confirm_received, say_paid
from entraide.journeys.send_bills import send_bill
from entraide.journeys.set_bank_account import set_bank_account
from entraide.logic.promises.terms import Promise
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person


def promise_for_euros(pay: TownPay, *, answer: Answer, at: datetime) -> None:
    """Whoever is to be helped proposes what it is worth in euros, at the aware moment `at`."""
    exchange = _exchange(answer)
    if exchange.asker:
        terms = Promise(what=pay.what, cents=pay.cents)
        propose_promise(person=exchange.asker, exchange_id=exchange.pk, terms=terms, now=at)


def settle_in_euros(pay: TownPay, *, answer: Answer, at: datetime) -> None:
    """Whoever helped asks for the euros at the aware moment `at`; if they came, they say so the day after."""
    exchange = _exchange(answer)
    if not exchange.helper or not exchange.promised_at:
        return
    bill = ask_euros(exchange=exchange, payee=exchange.helper, iban=pay.iban, holder=pay.holder, now=at)
    if pay.is_paid:
        confirm_received(bill=bill, by=exchange.helper, now=at + timedelta(days=1))


def ask_for_dues(told: TownDues, *, people: Mapping[str, Person], house: Community, at: datetime) -> None:
    """A community asks some of its members for a subscription at the aware moment `at`; some pay, some say that they did."""
    steward = people[told.by]
    set_bank_account(steward=steward, community=house, iban=told.iban, holder=told.holder, now=at - timedelta(days=1))
    for name in told.to:
        bill = send_bill(
            steward=steward,
            community=house,
            member=people[name],
            purpose="subscription",
            cents=told.cents,
            what=told.what,
            period=told.period,
            now=at,
        )
        if name in told.said_paid:
            say_paid(bill=bill, payer=people[name], now=at + timedelta(days=2))
        if name in told.paid:
            confirm_received(bill=bill, by=steward, now=at + timedelta(days=3))


def _exchange(answer: Answer) -> Exchange:
    return Exchange.objects.select_related("asker", "helper", "community").get(answer=answer)
