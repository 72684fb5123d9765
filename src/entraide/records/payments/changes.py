"""Changing bills and payments. Journeys call this; nobody else."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, Sum

from entraide.logic.euros.camt053 import Entry
from entraide.logic.euros.structured_communication import communication_from
from entraide.logic.states import BILL, CARD_PAYMENT, PAYMENT
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.payments.models import (
    OPEN_STATES,
    BankAccount,
    Bill,
    BillRound,
    CardPayment,
    Match,
    PaymentSeen,
)
from entraide.records.people.models import Person

_TRIES = 5


def set_account(*, community: Community, iban: str, holder: str, by: Person, at: datetime) -> BankAccount:
    """The account that holds from now on; an empty number for none."""
    return BankAccount.objects.create(community=community, iban=iban, holder=holder, set_by=by, set_at=at)


def new_reference() -> str:
    """A structured communication that is as good as random: whoever has one cannot guess another."""
    return communication_from(secrets.randbits(64))


def add_bill(**fields: Any) -> Bill:
    """A new bill, with a reference that no other has. Raises IntegrityError where a bill like it is there already."""
    for _try in range(_TRIES):
        reference = new_reference()
        if not Bill.objects.filter(reference=reference).exists():
            with transaction.atomic():
                return Bill.objects.create(reference=reference, **fields)
    raise IntegrityError("no reference is free")


def add_bills(bills: Sequence[Bill]) -> int:
    """These bills at once, but those that are there already; how many are new. Their references are given here."""
    taken = {bill.reference for bill in bills if bill.reference}
    for bill in bills:
        while not bill.reference or bill.reference in taken:
            bill.reference = new_reference()
        taken.add(bill.reference)
    before = Bill.objects.filter(reference__in=[bill.reference for bill in bills]).count()
    Bill.objects.bulk_create(bills, ignore_conflicts=True)
    return Bill.objects.filter(reference__in=[bill.reference for bill in bills]).count() - before


def locked_bill(*, bill_id: UUID) -> Bill | None:
    """The bill, locked until the transaction ends, with whom it concerns."""
    rows = Bill.objects.select_for_update(of=("self",)).select_related("payer", "payee", "community", "exchange")
    return rows.filter(pk=bill_id).first()


def locked_bills(*, bill_ids: Collection[UUID]) -> dict[UUID, Bill]:
    """These bills, locked until the transaction ends, always in the same order."""
    rows = Bill.objects.select_for_update(of=("self",)).select_related("payer", "community", "exchange")
    return {bill.pk: bill for bill in rows.filter(pk__in=list(bill_ids)).order_by("pk")}


def billed_cents(*, exchange: Exchange) -> int:
    """What the bills of an exchange that stand come to in all."""
    rows = Bill.objects.filter(exchange=exchange, purpose="exchange").exclude(state="cancelled")
    return rows.aggregate(cents=Sum("cents"))["cents"] or 0


def move_bill(*, bill: Bill, state: str, **fields: Any) -> None:
    """Move the bill to another state and set some fields with it; once it is closed, the account of whoever was paid is erased.

    Raises ImpossibleMove if it does not follow.
    """
    bill.state = BILL.move(bill.state, state)
    if state not in OPEN_STATES:
        fields |= {"iban": "", "holder": ""}
    _set(bill, state=state, **fields)


def take_entries(*, community: Community, entries: Sequence[Entry], at: datetime) -> list[PaymentSeen]:
    """The payments of a statement that nobody has seen before, as waiting."""
    rows = [
        PaymentSeen(
            community=community,
            account=entry.account,
            key=entry.key,
            booked_on=entry.booked_on,
            cents=entry.cents,
            left_cents=entry.cents,
            references=list(entry.references),
            words=entry.words,
            name=entry.name,
            seen_at=at,
        )
        for entry in entries
    ]
    return PaymentSeen.objects.bulk_create(rows, batch_size=500)


def lock_account(*, community: Community) -> None:
    """One statement at a time for each community: the other waits until the transaction ends."""
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)


def locked_payment(*, payment_id: UUID) -> PaymentSeen | None:
    """The payment, locked until the transaction ends."""
    rows = PaymentSeen.objects.select_for_update(of=("self",)).select_related("community")
    return rows.filter(pk=payment_id).first()


def add_match(*, payment: PaymentSeen, bill: Bill, cents: int, by: Person | None, at: datetime) -> Match:
    """The bill takes so many cents of the payment (below nought: gives them back); what is left of it stays with the payment."""
    match = Match.objects.create(payment=payment, bill=bill, cents=cents, made_by=by, made_at=at)
    _set(payment, left_cents=payment.left_cents - cents)
    _set(bill, paid_cents=bill.paid_cents + cents)
    return match


def locked_match(*, match_id: UUID) -> Match | None:
    """A match that stands, locked until the transaction ends, with its payment and bill, locked too."""
    match = Match.objects.select_for_update(of=("self",)).filter(pk=match_id, undone_at=None).first()
    if match is None:
        return None
    payment, bill = locked_payment(payment_id=match.payment_id), locked_bill(bill_id=match.bill_id)
    if payment is None or bill is None:
        return None
    match.payment, match.bill = payment, bill
    return match


def undo_match(*, match: Match, by: Person, at: datetime) -> None:
    """Undo a match: what the bill took is the payment's again."""
    _set(match, undone_by=by, undone_at=at)
    _set(match.payment, left_cents=match.payment.left_cents + match.cents)
    _set(match.bill, paid_cents=match.bill.paid_cents - match.cents)


def move_payment(*, payment: PaymentSeen, state: str, by: Person | None, at: datetime) -> None:
    """Move the payment to another state. Raises ImpossibleMove if it does not follow."""
    is_over = state != "waiting"
    _set(
        payment,
        state=PAYMENT.move(payment.state, state),
        settled_at=at if is_over else None,
        settled_by=by if is_over else None,
    )


def begin_card_payment(*, bill: Bill, cents: int, at: datetime) -> CardPayment:
    """A new attempt to pay by card. Raises IntegrityError while another is open."""
    with transaction.atomic():
        return CardPayment.objects.create(bill=bill, cents=cents, begun_at=at)


def note_card_address(*, card: CardPayment, reference: str, address: str, at: datetime) -> None:
    """What the provider calls the attempt, and where its payer goes."""
    _set(card, reference=reference, address=address, looked_at=at)


def locked_card(*, card_id: UUID) -> CardPayment | None:
    """The attempt, locked until the transaction ends."""
    return CardPayment.objects.select_for_update(of=("self",)).filter(pk=card_id).first()


def note_card_state(*, card: CardPayment, state: str, at: datetime) -> None:
    """What the provider says of the attempt now. Raises ImpossibleMove if it does not follow."""
    if state == card.state:
        _set(card, looked_at=at)
    else:
        _set(card, state=CARD_PAYMENT.move(card.state, state), looked_at=at, ended_at=at, address="")


def add_round(**fields: Any) -> BillRound:
    """The same bill for all members, to be made."""
    return BillRound.objects.create(**fields)


def locked_round(*, round_id: UUID) -> BillRound | None:
    """The round, locked until the transaction ends, if it is not all made."""
    rows = BillRound.objects.select_for_update(of=("self",)).select_related("community", "asked_by")
    return rows.filter(pk=round_id, finished_at=None).first()


def note_round(*, of: BillRound, after: UUID | None, made: int, finished_at: datetime | None) -> None:
    """How far the round has come."""
    _set(of, after=after, made=of.made + made, finished_at=finished_at)


def open_bills_before(*, at: datetime) -> list[UUID]:
    """Bills that hold a person's account number since before then; 200 at most."""
    rows = Bill.objects.filter(asked_at__lt=at).exclude(iban="").order_by("asked_at")
    return list(rows.values_list("pk", flat=True)[:200])


def forget_words_before(*, at: datetime) -> int:
    """Erase what payers wrote and as whom, of payments settled before then; of how many."""
    rows = PaymentSeen.objects.filter(settled_at__lt=at).exclude(words="", name="")
    return rows.update(words="", name="")


def forget_person(*, person: Person) -> None:
    """Before somebody's account is erased: their account numbers, and the words of bills between them and others, are gone."""
    mine = Bill.objects.filter(Q(payer=person) | Q(payee=person), is_to_community=False)
    mine.filter(state__in=OPEN_STATES).update(state="cancelled", iban="", holder="")
    mine.update(what="", iban="", holder="")
    Bill.objects.filter(payer=person, is_to_community=True, state__in=OPEN_STATES).update(state="cancelled")


def _set(row: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
