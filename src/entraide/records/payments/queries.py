"""Finding bills and payments: a bill is read by whoever pays it and whoever is paid, a community's by whoever tends it too."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Sum

from entraide.logic.euros.matching import Owed
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import tends
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

_WITH = ("payer", "payee", "community", "exchange", "about")
# Sums and counts on a page are made of so many rows at most.
MOST_COUNTED = 1000


def account_of(community: Community) -> BankAccount | None:
    """The account into which bills to the community are paid now, if it has one."""
    newest = BankAccount.objects.filter(community=community).select_related("set_by").first()
    return newest if newest and newest.iban else None


def accounts_of(community: Community) -> list[BankAccount]:
    """What was said of the community's account, newest first; ten at most."""
    return list(BankAccount.objects.filter(community=community).select_related("set_by")[:10])


def bill_for(viewer: Person | None, code: str) -> Bill | None:
    """The bill at this address, if the viewer may read it: they pay it, or are paid, or tend the community that is."""
    if viewer is None or not viewer.is_active:
        return None
    bill = Bill.objects.select_related(*_WITH).filter(code=code).first()
    return bill if bill and (viewer.pk in (bill.payer_id, bill.payee_id) or keeps_books(viewer, bill=bill)) else None


def bill_by_id(bill_id: UUID) -> Bill | None:
    """A bill with whom it concerns. Only journeys may ask."""
    return Bill.objects.select_related(*_WITH).filter(pk=bill_id).first()


def paid_cents_of(exchange: Exchange) -> int:
    """How much of an exchange's euros has been paid. Only journeys may ask."""
    rows = Bill.objects.filter(exchange=exchange, purpose="exchange", state="paid")
    return rows.aggregate(cents=Sum("cents"))["cents"] or 0


def keeps_books(viewer: Person, *, bill: Bill) -> bool:
    """Whether the viewer acts for the community that is paid by this bill."""
    return bill.is_to_community and tends(viewer, community=bill.community)


def bills_to_pay(viewer: Person) -> QuerySet[Bill]:
    """What the viewer owes or has paid, the latest first."""
    return Bill.objects.filter(payer=viewer).select_related(*_WITH)


def bills_to_receive(viewer: Person) -> QuerySet[Bill]:
    """What is owed to the viewer, or was, the latest first."""
    return Bill.objects.filter(payee=viewer).select_related(*_WITH)


def bills_about(exchange: Exchange) -> list[Bill]:
    """The bills of an exchange, the latest first; whoever may read the exchange may read that they are."""
    return list(Bill.objects.filter(exchange=exchange, purpose="exchange").select_related(*_WITH)[:20])


def solidarity_of(bill: Bill) -> Bill | None:
    """The bill by which the payer of this one adds solidarity, if they do."""
    return Bill.objects.filter(about=bill).exclude(state="cancelled").first()


def bills_of_house(viewer: Person, *, community: Community, state: str = "") -> QuerySet[Bill]:
    """The bills to a community for whoever tends it, the latest first; `state`: open, paid, cancelled, or all of them."""
    mine = _tended_by(viewer, community)
    rows = Bill.objects.filter(mine, community=community, is_to_community=True).select_related("payer", "asked_by")
    if state == "open":
        return rows.filter(state__in=OPEN_STATES)
    return rows.filter(state=state) if state in ("paid", "cancelled") else rows


def _tended_by(viewer: Person, community: Community) -> Q:
    """The condition that the viewer tends the community, within the same question to the database."""
    if not viewer.is_active:
        return Q(pk__in=[])
    if viewer.is_staff:
        return Q()
    return Q(Exists(Membership.objects.filter(person=viewer, community=community, is_steward=True)))


def rounds_of(community: Community) -> list[BillRound]:
    """The last times that all members were asked for something."""
    return list(BillRound.objects.filter(community=community)[:3])


def payments_waiting(viewer: Person, *, community: Community) -> QuerySet[PaymentSeen]:
    """The payments on the community's statements that wait for a human, oldest first, for whoever tends it."""
    rows = PaymentSeen.objects.filter(_tended_by(viewer, community), community=community, state="waiting")
    return rows.order_by("booked_on", "pk")


def payment_for(viewer: Person, *, community: Community, payment_id: UUID) -> PaymentSeen | None:
    """One payment on the community's statements, for whoever tends it."""
    return PaymentSeen.objects.filter(_tended_by(viewer, community), community=community, pk=payment_id).first()


def matches_of(payment: PaymentSeen) -> list[Match]:
    """Which bills have taken of a payment, undone ones too, newest first."""
    return list(Match.objects.filter(payment=payment).select_related("bill__payer", "made_by", "undone_by")[:20])


def latest_matches(viewer: Person, *, community: Community, most: int) -> list[Match]:
    """What was matched last in the community and still stands, for whoever tends it."""
    made = Match.objects.filter(_tended_by(viewer, community), payment__community=community, undone_at=None)
    return list(made.select_related("payment", "bill__payer", "made_by")[:most])


def owed_to(community: Community, *, references: Collection[str] | None = None) -> list[Owed]:
    """The bills to the community as matching sees them: those with these references in any state, or the open ones (1000 at most).

    Of one that somebody said was paid by transfer, a payment may still be seen; of one paid in the hand or by card, none is expected.
    """
    rows = Bill.objects.filter(community=community, is_to_community=True)
    rows = (
        rows.filter(reference__in=list(references)).exclude(state="cancelled")
        if references is not None
        else rows.filter(state__in=OPEN_STATES).order_by("-pk")[:MOST_COUNTED]
    )
    columns = rows.values_list("pk", "reference", "cents", "paid_cents", "way", "payer__first_name")
    return [
        Owed(
            bill_id=key,
            reference=reference,
            left_cents=max(0, cents - paid) if way in ("", "transfer") else 0,
            paid_cents=paid,
            payer=payer or "",
        )
        for key, reference, cents, paid, way, payer in columns
    ]


def bills_by_id(viewer: Person, *, community: Community, bill_ids: Collection[UUID]) -> dict[UUID, Bill]:
    """These bills to the community, for whoever tends it."""
    return bills_of_house(viewer, community=community).in_bulk(list(bill_ids))


def bills_with_reference(viewer: Person, *, community: Community, reference: str) -> Bill | None:
    """The open bill to the community with this reference, for whoever tends it."""
    return bills_of_house(viewer, community=community, state="open").filter(reference=reference).first()


def keys_seen(community: Community, *, account: str, keys: Collection[str]) -> set[str]:
    """Those of the keys that payments seen on this account have already."""
    wanted, found = list(keys), set[str]()
    for n in range(0, len(wanted), 500):
        rows = PaymentSeen.objects.filter(community=community, account=account, key__in=wanted[n : n + 500])
        found |= set(rows.values_list("key", flat=True))
    return found


def open_card_payment(bill: Bill) -> CardPayment | None:
    """The attempt to pay this bill by card that is not over."""
    return CardPayment.objects.filter(bill=bill, state="open").first()


def card_payment_with(reference: str) -> CardPayment | None:
    """The attempt that the provider knows by this reference."""
    return CardPayment.objects.filter(reference=reference).select_related("bill").first()


def cards_to_look_up(*, before: datetime) -> list[CardPayment]:
    """Attempts that are not over and that nobody has looked up since then; fifty at most, the longest unasked first."""
    rows = CardPayment.objects.filter(Q(looked_at=None, begun_at__lt=before) | Q(looked_at__lt=before), state="open")
    return list(rows.order_by("looked_at", "pk")[:50])


def unfinished_rounds() -> list[UUID]:
    """Rounds of bills that are not all made."""
    return list(BillRound.objects.filter(finished_at=None).values_list("pk", flat=True)[:20])


def bills_as_rows(viewer: Person, *, community: Community) -> QuerySet[Bill, Any]:
    """All bills to a community, oldest first, as rows for a table: for whoever tends it."""
    rows = bills_of_house(viewer, community=community).order_by("asked_at", "pk")
    return rows.values_list(
        *("code", "purpose", "period", "what", "payer__first_name", "cents", "paid_cents", "state", "way"),
        *("reference", "asked_at", "due_on", "paid_at"),
    )
