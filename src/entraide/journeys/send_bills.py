"""Bills that a community sends: for a membership or a share, to one member or to all; and solidarity, which a payer adds or does not."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from entraide.journeys.facts_of_bill import facts_of_bill
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.logic.euros.cents import part_of
from entraide.logic.euros.epc import one_line
from entraide.records.communities.models import Community
from entraide.records.communities.queries import members_in_order, membership_of, rules_of, tends
from entraide.records.ledgers.queries import terms_in_force
from entraide.records.payments import changes, queries
from entraide.records.payments.models import Bill, BillRound
from entraide.records.people.models import Person

MOST_CENTS = 10_000_000
LONGEST_WHAT = 140
A_STEP = 200
# What a subscription is for: a year, or a month of one.
PERIOD = re.compile(r"20[0-9]{2}(-(0[1-9]|1[0-2]))?")


def send_bill(
    *,
    steward: Person,
    community: Community,
    member: Person,
    purpose: str,
    cents: int,
    what: str = "",
    period: str = "",
    due_on: date | None = None,
    now: datetime,
) -> Bill:
    """A bill to one member: `purpose` is subscription (for the `period`) or share. Sent twice for a period, it is sent once.

    Raises Refusal: not_yours, house_closed, no_account, wrong_euros, wrong_period, not_member.
    """
    with transaction.atomic():
        _check(steward, community, purpose, cents, period)
        if membership_of(member, community=community) is None:
            raise Refusal("not_member")
        bill = _subscription_of(community, member, period) if purpose == "subscription" else None
        if bill:
            return bill
        try:
            bill = _add(
                "bill_sent",
                by=steward,
                now=now,
                community=community,
                purpose=purpose,
                payer=member,
                cents=cents,
                what=one_line(what)[:LONGEST_WHAT],
                period=period if purpose == "subscription" else "",
                due_on=due_on,
            )
        except IntegrityError:
            bill = _subscription_of(community, member, period)
            if bill is None:
                raise
            return bill
        tell_of_bill(bill=bill, kind="bill", person=member, by=None, now=now)
        return bill


def ask_to_buy(*, member: Person, community: Community, amount_minor: int, now: datetime) -> Bill:
    """A member wants to buy credits where the community sells them: the bill, at its price, in whole cents rounded up.

    Once it is paid, they come from the commons (after_payment). The same wish twice, while the first waits, is one.
    Raises Refusal: not_member, no_credits_here, not_for_sale, wrong_amount, no_account, house_closed.
    """
    terms = terms_in_force(community, now=now)
    with transaction.atomic():
        if membership_of(member, community=community) is None:
            raise Refusal("not_member")
        if community.closed_at or community.moved_to:
            raise Refusal("house_closed")
        if terms.unit.is_gift:
            raise Refusal("no_credits_here")
        if not terms.cents_each:
            raise Refusal("not_for_sale")
        cents = -(-amount_minor * terms.cents_each // terms.unit.scale)
        if amount_minor < 1 or cents > MOST_CENTS:
            raise Refusal("wrong_amount")
        if queries.account_of(community) is None:
            raise Refusal("no_account")
        changes.lock_account(community=community)
        before = Bill.objects.filter(
            community=community, payer=member, purpose="credits", credits_minor=amount_minor, state="waiting"
        ).first()
        if before:
            return before
        return _add(
            "credits_wanted",
            by=member,
            now=now,
            community=community,
            purpose="credits",
            payer=member,
            cents=cents,
            credits_minor=amount_minor,
        )


def send_bills(
    *,
    steward: Person,
    community: Community,
    purpose: str,
    cents: int,
    what: str = "",
    period: str = "",
    due_on: date | None = None,
    now: datetime,
) -> BillRound:
    """The same bill to all members; the worker makes them. Whoever has one for the period, or sends it themselves, gets none.

    Raises Refusal: not_yours, house_closed, no_account, wrong_euros, wrong_period; already_asked while the last round is being made.
    """
    with transaction.atomic():
        _check(steward, community, purpose, cents, period)
        changes.lock_account(community=community)
        if any(one.finished_at is None for one in queries.rounds_of(community)):
            raise Refusal("already_asked")
        made = changes.add_round(
            community=community,
            purpose=purpose,
            cents=cents,
            what=one_line(what)[:LONGEST_WHAT],
            period=period if purpose == "subscription" else "",
            due_on=due_on,
            asked_by=steward,
            asked_at=now,
        )
        happen(
            "bills_sent",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            round_id=str(made.pk),
            purpose=purpose,
            cents=cents,
        )
        return made


def make_bills(*, round_id: UUID, now: datetime) -> int:
    """Make the bills of a round, some members at a time, each time in a transaction of its own; how many. Run again, it goes on."""
    count = 0
    while True:
        with transaction.atomic():
            of = changes.locked_round(round_id=round_id)
            if of is None:
                return count
            members = members_in_order(of.community, after=of.after, most=A_STEP)
            made = _make(of, [one.person for one in members], now)
            is_over = len(members) < A_STEP
            after = members[-1].pk if members else of.after
            changes.note_round(of=of, after=after, made=made, finished_at=now if is_over else None)
            count += made
            if is_over:
                return count


def add_solidarity(*, bill: Bill, payer: Person, now: datetime) -> Bill:
    """Whoever pays another adds what their community calls solidarity, by a bill of its own. Nobody is asked, nothing is kept back.

    The part is what the community decided (rules.fee_percent), within the charter's. Added twice is added once.
    Raises Refusal: not_yours, no_solidarity (the community has none, or this bill takes none), no_account, bill_closed.
    """
    with transaction.atomic():
        kept = changes.locked_bill(bill_id=bill.pk)
        if kept is None or kept.payer_id != payer.pk:
            raise Refusal("not_yours")
        if kept.state == "cancelled":
            raise Refusal("bill_closed")
        before = queries.solidarity_of(kept)
        if before:
            return before
        percent, cents = solidarity_part(kept, now=now)
        if not cents:
            raise Refusal("no_solidarity")
        if queries.account_of(kept.community) is None:
            raise Refusal("no_account")
        return _add(
            "solidarity_added",
            by=payer,
            now=now,
            community=kept.community,
            exchange=kept.exchange,
            about=kept,
            purpose="solidarity",
            payer=payer,
            cents=cents,
            percent=percent,
        )


def solidarity_part(bill: Bill, *, now: datetime) -> tuple[float, int]:
    """What the bill's payer could add: per cent, and cents; 0 of both where there is nothing to add."""
    if bill.is_to_community or bill.purpose != "exchange":
        return 0.0, 0
    percent = rules_of(bill.community, now=now).fee_percent
    return (percent, max(1, part_of(bill.cents, percent=percent))) if percent else (0.0, 0)


def _make(of: BillRound, members: list[Person], now: datetime) -> int:
    have = set(
        Bill.objects.filter(community=of.community, purpose=of.purpose, payer__in=members, asked_at=of.asked_at)
        .exclude(state="cancelled")
        .values_list("payer_id", flat=True)
    )
    if of.period:
        have |= set(
            Bill.objects.filter(community=of.community, purpose="subscription", payer__in=members, period=of.period)
            .exclude(state="cancelled")
            .values_list("payer_id", flat=True)
        )
    asked = [one for one in members if one.pk not in have]
    bills = [
        Bill(
            community=of.community,
            is_to_community=True,
            purpose=of.purpose,
            payer=member,
            cents=of.cents,
            what=of.what,
            period=of.period,
            due_on=of.due_on,
            asked_at=of.asked_at,
            asked_by=of.asked_by,
            reference="",
        )
        for member in asked
    ]
    made = changes.add_bills(bills)
    for bill in Bill.objects.filter(reference__in=[one.reference for one in bills]).select_related(
        "payer", "community"
    ):
        tell_of_bill(bill=bill, kind="bill", person=bill.payer, by=None, now=now)
    return made


def _add(happened: str, *, by: Person, now: datetime, **fields: Any) -> Bill:
    """A bill to the community with these fields, asked by `by`, written down as `happened`. Raises IntegrityError as add_bill does."""
    bill = changes.add_bill(is_to_community=True, asked_at=now, asked_by=by, **fields)
    happen(happened, at=now, actor_id=by.pk, person_id=bill.payer_id, **facts_of_bill(bill))
    return bill


def _subscription_of(community: Community, member: Person, period: str) -> Bill | None:
    rows = Bill.objects.filter(community=community, payer=member, purpose="subscription", period=period)
    return rows.exclude(state="cancelled").first()


def _check(steward: Person, community: Community, purpose: str, cents: int, period: str) -> None:
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    if community.closed_at or community.moved_to:
        raise Refusal("house_closed")
    if queries.account_of(community) is None:
        raise Refusal("no_account")
    if purpose not in ("subscription", "share") or not 1 <= cents <= MOST_CENTS:
        raise Refusal("wrong_euros")
    if purpose == "subscription" and not PERIOD.fullmatch(period):
        raise Refusal("wrong_period")
