"""Take in a statement of a community's account: what carries a bill's reference pays it; what does not waits for a human.

A file taken twice, or two that overlap, count once. One transaction: a worker or a connection that dies leaves nothing half done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_bill import open_again, settle_bill
from entraide.logic.euros.camt053 import Entry, Skipped
from entraide.logic.euros.matching import matched
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.payments import changes, queries
from entraide.records.payments.models import Bill, PaymentSeen
from entraide.records.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What came of a statement, in payments.

    Attributes:
        known: seen before, in another file or this one.
        matched: taken by a bill, or given back by one.
        waiting: new, and for a human to look at.
        outgoing: money that went out; none of it is kept.
        skipped: only announced, not in euros, or of another account.
    """

    known: int = 0
    matched: int = 0
    waiting: int = 0
    outgoing: int = 0
    skipped: int = 0

    @property
    def seen(self) -> int:
        """How many payments that came in, or came back, the file holds."""
        return self.known + self.matched + self.waiting


def reconcile_statement(
    *, steward: Person, community: Community, entries: Iterable[Entry | Skipped], now: datetime
) -> Reconciled:
    """Keep what is new among `entries` (logic.euros.camt053.entries_of) and match it.

    Raises Refusal: not_yours, no_account (the community has not said which is its own), other_account (nothing in the file is of it);
    and whatever reading the entries raises. Then nothing is kept.
    """
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        changes.lock_account(community=community)
        account = queries.account_of(community)
        if account is None:
            raise Refusal("no_account")
        mine, outcome, is_other = _of_account(entries, account.iban)
        if is_other and not mine and not outcome.outgoing:
            raise Refusal("other_account")
        seen = queries.keys_seen(community, account=account.iban, keys=[entry.key for entry in mine])
        new = [entry for entry in mine if entry.key not in seen]
        payments = changes.take_entries(community=community, entries=new, at=now)
        done = sum(_match(payments, community=community, now=now))
        outcome = replace(outcome, known=len(mine) - len(new), matched=done, waiting=len(new) - done)
        happen(
            "statement_reconciled",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            new=len(new),
            matched=done,
        )
        return outcome


def _of_account(entries: Iterable[Entry | Skipped], account: str) -> tuple[list[Entry], Reconciled, bool]:
    """The payments that came in on this account or came back from it, what else there was, and whether some are of another account."""
    mine, outgoing, skipped, is_other = [], 0, 0, False
    for entry in entries:
        if entry.account != account:
            is_other, skipped = True, skipped + 1
        elif isinstance(entry, Skipped):
            skipped += 1
        elif entry.cents > 0 or entry.is_returned:
            mine.append(entry)
        else:
            outgoing += 1
    return mine, Reconciled(outgoing=outgoing, skipped=skipped), is_other


def _match(payments: list[PaymentSeen], *, community: Community, now: datetime) -> list[bool]:
    """For each payment whether a bill took it whole; a rest, or all of it, waits."""
    references = {one for payment in payments for one in payment.references}
    owed = {one.reference: one for one in queries.owed_to(community, references=references)} if references else {}
    bills = changes.locked_bills(bill_ids=[one.bill_id for one in owed.values()])
    # Read again now that nobody else can change them.
    owed = {one.reference: one for one in queries.owed_to(community, references=references)} if owed else {}
    done = []
    for payment in payments:
        found = matched(cents=payment.cents, references=payment.references, owed=owed)
        if found is None or found.bill_id not in bills:
            done.append(False)
            continue
        bill = bills[found.bill_id]
        take(payment=payment, bill=bill, cents=found.cents, by=None, now=now)
        one = owed[bill.reference]
        owed[bill.reference] = replace(
            one, left_cents=max(0, one.left_cents - found.cents), paid_cents=one.paid_cents + found.cents
        )
        done.append(payment.left_cents == 0)
    return done


def take(*, payment: PaymentSeen, bill: Bill, cents: int, by: Person | None, now: datetime) -> None:
    """The locked bill takes so many cents of the locked payment, and is paid or open again by it. Call it inside a transaction."""
    changes.add_match(payment=payment, bill=bill, cents=cents, by=by, at=now)
    if payment.left_cents == 0 and payment.state == "waiting":
        changes.move_payment(payment=payment, state="settled", by=by, at=now)
    if bill.is_open and bill.paid_cents >= bill.cents:
        settle_bill(bill=bill, way="transfer", by=None, now=now)
    elif cents < 0 and bill.state == "paid" and bill.paid_cents < bill.cents:
        open_again(bill=bill, by=by, now=now)
