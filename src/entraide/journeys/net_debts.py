"""Let debts in a ring fall away: of what members ask one another to give, what leaves everybody with as much as before.

No account moves. Only what has waited for a week counts: whoever was asked has had the time to say no, so nobody can set a debt aside with
a request made up for it. Who disagrees afterwards has lost nothing but the asking: they may ask again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.common.ids import uuid7
from entraide.journeys.ask_credits import LASTS
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.logic.bookkeeping.units import Unit
from entraide.logic.clearing.netting import Debt, net
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.ledgers import changes
from entraide.records.ledgers.models import CreditRequest
from entraide.records.ledgers.queries import parties_of, requests_to_net, unit_of
from entraide.records.notices.changes import tell_of
from entraide.records.people import queries as people
from entraide.records.people.models import Person

# How long a request has waited before it counts as a debt.
STANDS_AFTER = timedelta(days=7)
# So many requests are looked at once, the oldest: a second or two of work.
MOST_REQUESTS = 5000


@dataclass(frozen=True, kw_only=True)
class Netted:
    """What falls away, or would: in how many requests, of how many people, and how much in all (minor units of `unit`).

    `netting` names it once it is done; None before, and where nothing fell away.
    """

    requests: int
    people: int
    amount_minor: int
    unit: Unit
    netting: UUID | None = None


def foresee_netting(*, steward: Person, community: Community, now: datetime) -> Netted:
    """What would fall away if debts were netted at the aware moment `now`. Nothing is written.

    Raises Refusal: not_yours, closed, no_credits_here.
    """
    unit = _unit(steward, community, now)
    requests = _standing(community, unit, now)
    return _sums(requests, _falls(requests), unit)


def net_debts(*, steward: Person, community: Community, now: datetime) -> Netted:
    """What falls away does. Twice is once: after it no ring of debts is left. `steward` asks for it, at the aware moment `now`.

    Raises Refusal: not_yours, closed, no_credits_here.
    """
    with transaction.atomic():
        unit = _unit(steward, community, now)
        keys = [one.pk for one in _standing(community, unit, now)]
        # What is answered in the meantime does not wait any more, and is left out: it is reckoned with what is locked.
        requests = sorted(changes.locked_requests(request_ids=keys), key=lambda one: (one.made_at, one.pk))
        falls = _falls(requests)
        if not falls:
            return _sums(requests, falls, unit)
        netting = uuid7()
        touched = [one for one in requests if one.pk in falls]
        done = _sums(requests, falls, unit, netting=netting)
        changes.net_requests(falls=falls, requests=touched, netting=netting, at=now)
        happen(
            "debts_netted",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            netting_id=str(netting),
            requests=len(touched),
        )
        return done


def tell_of_netting(*, netting_id: UUID, community_id: UUID, now: datetime) -> int:
    """Tell everybody of whose debts something fell away, once each; how many."""
    with transaction.atomic():
        house = communities.with_id(community_id)
        told = 0
        for key in sorted(parties_of(netting_id)) if house else ():
            person = people.with_id(key)
            if person and person.is_active:
                kind = "debts_netted"
                mail = mailing(person=person, kind=kind, now=now)
                told += (
                    tell_of(person=person, kind=kind, about=netting_id, at=now, community=house, mailing=mail)
                    is not None
                )
        return told


def _unit(steward: Person, community: Community, now: datetime) -> Unit:
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    if community.closed_at:
        raise Refusal("closed")
    unit = unit_of(community, now=now)
    if unit.is_gift:
        raise Refusal("no_credits_here")
    return unit


def _standing(community: Community, unit: Unit, now: datetime) -> list[CreditRequest]:
    return requests_to_net(
        community,
        unit=unit.kind,
        made_since=now - LASTS,
        made_until=now - STANDS_AFTER,
        most=MOST_REQUESTS,
    )


def _falls(requests: Sequence[CreditRequest]) -> dict[UUID, int]:
    return net(
        Debt(key=one.pk, debtor=one.payer_id, creditor=one.payee_id, amount_minor=one.amount_minor)
        for one in requests
        if one.payer_id and one.payee_id
    )


def _sums(
    requests: Sequence[CreditRequest], falls: dict[UUID, int], unit: Unit, *, netting: UUID | None = None
) -> Netted:
    touched = [one for one in requests if one.pk in falls]
    # Each is once with those who owe and once with those who are owed.
    parties = {one.payer_id for one in touched}
    return Netted(
        requests=len(touched), people=len(parties), amount_minor=sum(falls.values()), unit=unit, netting=netting
    )
