"""Deliver pushes: what is due appears on its person's devices, each handed to its push service by one worker.

Killed between a service's "accepted" and our note of it, a push may go twice, under the same topic and tag: the second takes the
place of the first. A service that asks us to wait is not asked before; a browser that has gone is forgotten.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from entraide.adapters.push.sealing import seal
from entraide.adapters.push.services import Outcome, send
from entraide.journeys.deliver_letters import is_over
from entraide.journeys.write_push import WrittenPush, lasts, write_push
from entraide.records.notices import changes, queries
from entraide.records.notices.models import Notice, Push

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 200
# They mostly wait for the network; more would only wait for one another.
_AT_A_TIME = 8
# How long after the first, second … failure it is tried again; then every six hours, for as long as it is news.
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
# After so many in a row that its service refused, a device is forgotten: its owner sees that, and may add it again.
MOST_REFUSALS = 5


@dataclass(frozen=True)
class _Parcel:
    """A push, ready to be handed over by a thread that knows no database."""

    push: Push
    written: WrittenPush
    body: bytes


def deliver_pushes(*, now: datetime) -> int:
    """Hand over all pushes that are due at the aware moment `now`; how many were taken."""
    _fan_out(now)
    parcels = [parcel for push in queries.pushes_due(now=now)[:MOST_AT_ONCE] if (parcel := _packed(push, now))]
    if not parcels:
        return 0
    with ThreadPoolExecutor(min(_AT_A_TIME, len(parcels)), "push") as hands:
        outcomes = list(hands.map(lambda parcel: _hand_over(parcel, now), parcels))
    for parcel, outcome in zip(parcels, outcomes, strict=True):
        _note(parcel.push, outcome, now)
    failed = sum(outcome.said in ("wait", "refused") for outcome in outcomes)
    if failed:
        # How many is enough: where they were to go is nobody's business.
        logger.warning("%d pushes were not taken; those that still can are tried again", failed)
    return sum(outcome.said == "taken" for outcome in outcomes)


def _fan_out(now: datetime) -> None:
    """Put what is due on its way to each device; what was kept for one hour goes as one."""
    begun: set[tuple[object, ...]] = set()
    for notice in queries.to_push(now=now)[:MOST_AT_ONCE]:
        with transaction.atomic():
            together = (notice.person_id, notice.push_at)
            if notice.is_in_digest and together in begun:
                changes.note_fanned_out(notices=[notice], at=now)
                continue
            begun.add(together)
            changes.fan_out(notice=notice, at=now)


def _packed(push: Push, now: datetime) -> _Parcel | None:
    """The push, claimed and sealed; None if it is no news any more, or somebody else's."""
    if _is_no_news(push.notice) or push.made_at + lasts(push.notice) <= now:
        changes.drop_push(push=push)
        return None
    if not changes.claim_push(push=push, at=now):
        return None
    try:
        written = write_push(notice=push.notice, now=now)
        target = push.target
        return _Parcel(
            push, written, seal(written.words, public_key=bytes(target.public_key), secret=bytes(target.secret))
        )
    except Exception as error:
        # One that cannot be written must not hold up the others.
        logger.warning("notice %s could not be pushed: %s", push.notice_id, type(error).__name__)
        changes.drop_push(push=push)
        return None


def _is_no_news(notice: Notice) -> bool:
    return not notice.person.is_active or notice.seen_at is not None or is_over(notice)


def _hand_over(parcel: _Parcel, now: datetime) -> Outcome:
    left = parcel.push.made_at + parcel.written.lasts - now
    return send(
        endpoint=parcel.push.target.endpoint,
        body=parcel.body,
        ttl_s=max(60, int(left.total_seconds())),
        urgency=parcel.written.urgency,
        topic=parcel.written.topic,
        now=now,
    )


def _note(push: Push, outcome: Outcome, now: datetime) -> None:
    with transaction.atomic():
        if outcome.said == "taken":
            changes.note_pushed(push=push, at=now)
        elif outcome.said == "gone":
            changes.drop_target(person=push.notice.person, target_id=push.target_id)
        elif outcome.said == "refused":
            changes.note_refused(push=push, most=MOST_REFUSALS)
        else:
            wait = max(timedelta(seconds=outcome.wait_s), _wait_after(push.tries, _WAITS))
            changes.put_off(push=push, until=now + wait, rests=outcome.wait_s > 0)


def _wait_after(tries: int, waits: Sequence[timedelta]) -> timedelta:
    return waits[min(tries, len(waits) - 1)]
