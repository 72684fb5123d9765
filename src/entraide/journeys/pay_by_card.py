"""Pay a bill to a community by card, at the provider that the operator named; and look up what came of it.

The network is asked between two short transactions, never within one. The provider's word that something changed only says what to
look up; and a look-up counts only for the bill it was begun for, and with its amount.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from entraide.adapters.payments.port import Attempt, CardProvider, NoProvider, UnknownAttempt
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_bill import settle_bill
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.logic.euros.structured_communication import as_written
from entraide.records.communities.queries import stewards_of
from entraide.records.payments import changes, queries
from entraide.records.payments.models import Bill, CardPayment
from entraide.records.people.models import Person

logger = logging.getLogger(__name__)

# An attempt that nobody told us of is looked up so long after, and again.
LOOKED_UP_AFTER = timedelta(minutes=5)
# An attempt of which the provider knows nothing after so long was never made.
GIVEN_UP_AFTER = timedelta(hours=1)

_providers: list[CardProvider] = []


def install(provider: CardProvider | None) -> None:
    """Take the provider that the operator named; None: nobody pays by card."""
    _providers[:] = [provider] if provider else []


def provider_for(bill: Bill) -> CardProvider | None:
    """With whom this bill can be paid by card; None if it cannot."""
    takes = _providers and bill.is_to_community and bill.is_open and bill.left_cents > 0
    return _providers[0] if takes and _providers[0].takes_for(bill.community.slug) else None


def pay_by_card(*, bill: Bill, payer: Person, back_to: str, tell: str, now: datetime) -> str:
    """Begin to pay what is left of a bill by card; the address at the provider where the payer goes.

    An attempt that is open for the same amount is gone on with. `back_to` and `tell`: as the provider takes them.
    Raises Refusal: not_yours, bill_closed, no_card (this bill takes none), card_away (the provider does not answer now).
    """
    with transaction.atomic():
        kept = changes.locked_bill(bill_id=bill.pk)
        if kept is None or kept.payer_id != payer.pk:
            raise Refusal("not_yours")
        if not kept.is_open:
            raise Refusal("bill_closed")
        provider = provider_for(kept)
        if provider is None:
            raise Refusal("no_card")
        card = queries.open_card_payment(kept)
        if card and card.address and card.cents == kept.left_cents:
            return card.address
        if card and card.cents != kept.left_cents:
            changes.note_card_state(card=card, state="cancelled", at=now)
            card = None
        try:
            card = card or changes.begin_card_payment(bill=kept, cents=kept.left_cents, at=now)
        except IntegrityError:
            raise Refusal("card_away") from None
    try:
        attempt = provider.create(
            cents=card.cents,
            what=f"{kept.community.name} {as_written(kept.reference)}",
            about=kept.code,
            back_to=back_to,
            tell=tell,
            key=str(card.pk),
            language=payer.language,
        )
    except NoProvider as away:
        logger.warning("card payment: not begun (%s)", away.reason)
        raise Refusal("card_away") from away
    with transaction.atomic():
        begun = changes.locked_card(card_id=card.pk)
        if begun is None or begun.state != "open" or not _is_of(attempt, begun, kept) or not attempt.address:
            raise Refusal("card_away")
        if begun.reference is None:
            changes.note_card_address(card=begun, reference=attempt.reference, address=attempt.address, at=now)
            happen(
                "card_payment_begun",
                at=now,
                actor_id=payer.pk,
                community_id=str(kept.community_id),
                bill_id=str(kept.pk),
                cents=card.cents,
            )
        return attempt.address


def hear_provider(*, told: bytes, now: datetime) -> None:
    """The provider says that something changed: look it up. What is none of ours is nothing.

    Raises NoProvider, so that it says so again later.
    """
    if not _providers:
        return
    reference = _providers[0].reference_in(told)
    card = queries.card_payment_with(reference) if reference else None
    if card and card.state == "open":
        look_up_card(card=card, now=now)


def look_up_card(*, card: CardPayment, now: datetime) -> str:
    """Ask the provider what came of an attempt, and settle the bill if it was paid; the attempt's state. Asked twice, it counts once.

    Raises NoProvider.
    """
    if not _providers or not card.reference:
        return card.state
    try:
        attempt = _providers[0].look_up(card.reference)
    except UnknownAttempt:
        attempt = None
    with transaction.atomic():
        bill = changes.locked_bill(bill_id=card.bill_id)
        kept = changes.locked_card(card_id=card.pk)
        if bill is None or kept is None or kept.state != "open":
            return kept.state if kept else card.state
        if attempt is None or not _is_of(attempt, kept, bill):
            logger.warning("card payment: what was looked up is not what was begun")
            changes.note_card_state(card=kept, state="failed", at=now)
            return kept.state
        changes.note_card_state(card=kept, state=attempt.state, at=now)
        if attempt.state == "paid":
            if bill.is_open:
                settle_bill(bill=bill, way="card", by=None, now=now)
            else:
                _paid_twice(bill, kept, now)
        return kept.state


def look_up_cards(*, now: datetime) -> int:
    """Look up attempts of which nothing was heard for some minutes, and give up those that were never made; how many are over."""
    over = 0
    for card in queries.cards_to_look_up(before=now - LOOKED_UP_AFTER):
        try:
            if not card.reference:
                if card.begun_at < now - GIVEN_UP_AFTER:
                    with transaction.atomic():
                        kept = changes.locked_card(card_id=card.pk)
                        if kept and kept.state == "open" and not kept.reference:
                            changes.note_card_state(card=kept, state="failed", at=now)
                            over += 1
            elif look_up_card(card=card, now=now) != "open":
                over += 1
        except NoProvider as away:
            logger.warning("card payment: not looked up (%s)", away.reason)
            break  # the provider is away: the others wait too
    return over


def _is_of(attempt: Attempt, card: CardPayment, bill: Bill) -> bool:
    same = attempt.cents == card.cents and attempt.about == bill.code
    return same and card.reference in (None, attempt.reference)


def _paid_twice(bill: Bill, card: CardPayment, now: datetime) -> None:
    """Paid by card although the bill was closed meanwhile: whoever tends the community must give it back, and hears of it."""
    happen(
        "card_paid_twice",
        at=now,
        person_id=bill.payer_id,
        community_id=str(bill.community_id),
        bill_id=str(bill.pk),
        cents=card.cents,
    )
    for steward in stewards_of(bill.community):
        tell_of_bill(bill=bill, kind="bill_twice", person=steward, by=bill.payer, now=now)


def webhook_address(path: str) -> str:
    """Where the provider says that something changed; empty where it could not reach this server."""
    return settings.ADDRESS + path if settings.IS_SECURE else ""
