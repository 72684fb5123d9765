"""Hold an exchange: lock its post and then itself, as every journey does, for one of the two whom it is between."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.promises.times import begins_for_people
from entraide.logic.promises.watch import Watched
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange, Occurrence
from entraide.records.exchanges.queries import is_party, other_in
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post


def hold(*, exchange_id: UUID) -> tuple[Exchange, Post | None]:
    """The exchange and its post, both locked until the transaction ends. Raises Refusal: not_yours (there is none)."""
    post_id = Exchange.objects.filter(pk=exchange_id).values_list("post_id", flat=True).first()
    post = post_changes.locked(post_id=post_id) if post_id else None
    exchange = changes.locked(exchange_id=exchange_id)
    if exchange is None:
        raise Refusal("not_yours")
    return exchange, post


def hold_for(*, person: Person, exchange_id: UUID) -> tuple[Exchange, Post | None]:
    """The same for one of the two. Raises Refusal: not_yours."""
    exchange, post = hold(exchange_id=exchange_id)
    if not is_party(exchange, person):
        raise Refusal("not_yours")
    return exchange, post


def counterpart(*, exchange: Exchange, person: Person, may_be_apart: bool = False) -> Person:
    """The other of the two. Raises Refusal: cannot_write (they have gone, or one of the two does not want to meet the other)."""
    other = other_in(exchange, person)
    if other is None or not other.is_active or (not may_be_apart and are_apart(person, other)):
        raise Refusal("cannot_write")
    return other


def watched(exchange: Exchange, *, occurrence: Occurrence, zone: ZoneInfo) -> Watched:
    """One time of the promise as the worker minds it; `zone` is where whole days begin."""
    said = [at for at in (occurrence.asker_done_at, occurrence.helper_done_at) if at]
    starts_at = occurrence.starts_at
    return Watched(
        promised_at=exchange.promised_at or exchange.begun_at,
        begins_at=begins_for_people(starts_at, zone=zone) if starts_at else None,
        ends_at=occurrence.ends_at,
        reminded_day_at=occurrence.reminded_day_at,
        reminded_hours_at=occurrence.reminded_hours_at,
        asked_done_at=occurrence.asked_done_at,
        said_done_at=min(said, default=None),
    )


def zone_of(exchange: Exchange) -> ZoneInfo:
    """Where the exchange takes place in time: the time zone of who is helped, or else of who helps."""
    person = exchange.asker or exchange.helper
    return ZoneInfo(person.time_zone if person else "Europe/Brussels")


def happen_to(kind: str, *, exchange: Exchange, by: Person | None, now: datetime, **facts: object) -> Happening:
    """Write down that this happened to the exchange, and queue what follows."""
    return happen(
        kind,
        at=now,
        actor_id=by.pk if by else None,
        post_id=exchange.post_id,
        person_id=by.pk if by else None,
        exchange_id=str(exchange.pk),
        community_id=str(exchange.community_id),
        **facts,
    )
