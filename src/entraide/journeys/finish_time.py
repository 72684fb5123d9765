"""Finish one time of a promise: it is done. With the last one the exchange is done, and with all its exchanges a post."""

from datetime import datetime

from entraide.journeys.happen import happen
from entraide.journeys.hold_exchange import happen_to, zone_of
from entraide.journeys.plan_times import look_again
from entraide.logic.promises.times import is_repeated, times_of
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange, Occurrence
from entraide.records.exchanges.queries import coming_of, delivered_in, is_all_done_about
from entraide.records.people.models import Person
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post


def finish_time(
    *, exchange: Exchange, occurrence: Occurrence, post: Post | None, by: Person | None, now: datetime
) -> None:
    """This time (locked, with its exchange and post) is done; `by`: who said so last, None where silence did."""
    changes.set_occurrence(occurrence=occurrence, state="done", done_at=now)
    changes.set_fields(exchange=exchange, delivered=delivered_in(exchange))
    if is_repeated(exchange.recurrence) and (coming_of(exchange) or not _is_at_its_end(exchange, occurrence)):
        if exchange.state != "promised":
            changes.move(exchange=exchange, state="promised")
        happen_to("occurrence_done", exchange=exchange, by=by, now=now, number=occurrence.number, by_silence=by is None)
        look_again(exchange=exchange, zone=zone_of(exchange), now=now)
        return
    finish(exchange=exchange, post=post, by=by, now=now, number=occurrence.number)


def finish(*, exchange: Exchange, post: Post | None, by: Person | None, now: datetime, number: int) -> None:
    """The exchange is done as a whole: thanks are due."""
    is_partly = (
        exchange.promised is not None and exchange.delivered is not None and exchange.delivered < exchange.promised
    )
    changes.move(
        exchange=exchange,
        state="done",
        outcome="partly" if is_partly else "helped",
        proposal=None,
        look_at=None,
        ended_at=now,
    )
    happen_to("exchange_done", exchange=exchange, by=by, now=now, number=number, by_silence=by is None)
    if post and post.state == "agreed" and not post.recurrence and is_all_done_about(post):
        post_changes.move(post=post, state="done", at=now)
        happen("post_done", at=now, post_id=post.pk)


def _is_at_its_end(exchange: Exchange, occurrence: Occurrence) -> bool:
    """Whether no further time follows this one by the recurrence that was promised."""
    if exchange.starts_at is None or occurrence.starts_at is None:
        return True
    return not times_of(
        starts_at=exchange.starts_at,
        ends_at=exchange.ends_at,
        recurrence=exchange.recurrence,
        zone=zone_of(exchange),
        after=occurrence.starts_at,
        until=occurrence.starts_at,
    )
