"""What tests of euros share: a house with an account, a promise for ten euros, and statements taken in."""

import io
from datetime import datetime
from typing import Any

from tests.statements import ACCOUNT, made_to_measure

from entraide.common.ids import new_code
from entraide.journeys.reconcile_statement import Reconciled, reconcile_statement
from entraide.journeys.set_bank_account import set_bank_account
from entraide.logic.euros.camt053 import entries_of
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.changes import open_exchange_thread
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person

THEIRS = "BE71096123456769"


def house_of(steward: Person, *members: Person, now: datetime, account: bool = True, **fields: Any) -> Community:
    """A community that this person tends, with these members, and an account unless told otherwise."""
    house = Community.objects.create(**{"name": "Ixelles s'entraide", "slug": "ixelles", **fields})
    Membership.objects.create(community=house, person=steward, is_steward=True, joined_at=now)
    for member in members:
        Membership.objects.create(community=house, person=member, joined_at=now)
    if account:
        set_bank_account(steward=steward, community=house, iban=ACCOUNT, holder="Ixelles s'entraide asbl", now=now)
    return house


def promise_of(helper: Person, asker: Person, house: Community, *, now: datetime, **fields: Any) -> Exchange:
    """What `helper` promised `asker` for ten euros."""
    thread = open_exchange_thread(community=house, post=None, between=[asker, helper], at=now)
    return Exchange.objects.create(
        **{
            "code": thread.code or new_code(),
            "thread": thread,
            "community": house,
            "asker": asker,
            "helper": helper,
            "state": "promised",
            "what": "Promener Filou",
            "cents": 1000,
            "begun_at": now,
            "promised_at": now,
            **fields,
        }
    )


def take_in(
    steward: Person, house: Community, *payments: tuple[int, str, str], now: datetime, **said: Any
) -> Reconciled:
    """A statement with these payments, taken in."""
    return take_file(steward, house, made_to_measure(*payments, **said), now=now)


def take_file(steward: Person, house: Community, file: bytes, *, now: datetime) -> Reconciled:
    """A statement, taken in."""
    return reconcile_statement(steward=steward, community=house, entries=entries_of(io.BytesIO(file)), now=now)
