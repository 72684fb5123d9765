"""Propose a promise: one of the two says what, when, where and what for; it is promised once the other accepts it as it stands."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.hold_exchange import counterpart, hold_for
from entraide.journeys.make_promise import propose
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.logic.promises.terms import Promise
from entraide.records.communities import queries as communities
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.terms import terms_of
from entraide.records.people.models import Person

# What begins earlier than this is past; whoever writes it down a moment after may.
_PAST = timedelta(hours=2)
_LONGEST = timedelta(days=31)
_MOST_CENTS = 10_000_000
_MOST_CREDITS = 100_000_000
_MOST_UNITS = 10_000
_MAY_PROPOSE = ("answered", "promised", "reminded", "missed")


def propose_promise(*, person: Person, exchange_id: UUID, terms: Promise, now: datetime) -> Exchange:
    """Propose these terms to the other, instead of what was proposed before; what is promised stays so until they accept.

    Proposing what the other proposed is accepting it; proposing what one proposed oneself, or what is promised, changes nothing.
    Raises Refusal: not_yours, exchange_over, means_nothing (it does not say what), time_past, ends_first, wrong_amount, wrong_quantity,
    no_credits_here, no_euros_here, cannot_write, what accept_promise raises, or what may_act does.
    """
    terms = terms.shortened()
    with transaction.atomic():
        exchange, _ = hold_for(person=person, exchange_id=exchange_id)
        if exchange.state not in _MAY_PROPOSE:
            raise Refusal("exchange_over")
        counterpart(exchange=exchange, person=person)
        may_act(person=person, community=exchange.community, now=now)
        check_terms(terms, exchange=exchange, now=now)
        if exchange.proposal == terms.as_dict():
            if exchange.proposed_by_id == person.pk:
                return exchange
            return accept_promise(person=person, exchange_id=exchange.pk, version=exchange.version, now=now)
        if exchange.is_promised and exchange.state != "missed" and terms == terms_of(exchange):
            return exchange
        return propose(exchange=exchange, by=person, terms=terms, now=now)


def check_terms(terms: Promise, *, exchange: Exchange, now: datetime) -> None:
    """Returns if these terms may be promised there at the aware moment `now`. Raises Refusal, see propose_promise."""
    if not terms.what:
        raise Refusal("means_nothing")
    if terms.starts_at and not terms.recurrence and (terms.ends_at or terms.starts_at + _PAST) < now - _PAST:
        raise Refusal("time_past")
    if terms.ends_at and (terms.starts_at is None or terms.ends_at <= terms.starts_at):
        raise Refusal("ends_first")
    if terms.starts_at and terms.ends_at and terms.ends_at - terms.starts_at > _LONGEST:
        raise Refusal("ends_first")
    if not (0 <= (terms.cents or 0) <= _MOST_CENTS and 0 <= (terms.credits_minor or 0) <= _MOST_CREDITS):
        raise Refusal("wrong_amount")
    if terms.promised is not None and not 1 <= terms.promised <= _MOST_UNITS:
        raise Refusal("wrong_quantity")
    rules = communities.rules_of(exchange.community, now=now)
    if terms.credits_minor and rules.currency == "gift":
        raise Refusal("no_credits_here")
    if terms.cents and not rules.may_use_euros:
        raise Refusal("no_euros_here")
