"""End exchanges in which nothing is promised: the answer was taken back, somebody else was chosen, the post is over."""

from collections.abc import Collection
from datetime import datetime

from entraide.journeys.happen import happen
from entraide.records.asks.models import Answer
from entraide.records.exchanges import changes, queries
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def end_exchange_of(*, answer: Answer, outcome: str, by: Person | None, now: datetime) -> Exchange | None:
    """End the exchange that this answer began, if it goes on and nothing is promised in it; call it in the journey's transaction."""
    exchange = changes.of_answer(answer=answer)
    return end_unpromised(exchange=exchange, outcome=outcome, by=by, now=now) if exchange else None


def end_answered_about(
    *, post: Post, outcome: str, by: Person | None, now: datetime, but: Collection[object] = ()
) -> int:
    """End all exchanges about the post in which nothing is promised, but for those with these keys; how many."""
    count = 0
    for found in queries.live_about(post):
        if found.state == "answered" and found.pk not in but:
            exchange = changes.locked(exchange_id=found.pk)
            if exchange and end_unpromised(exchange=exchange, outcome=outcome, by=by, now=now):
                count += 1
    return count


def end_unpromised(*, exchange: Exchange, outcome: str, by: Person | None, now: datetime) -> Exchange | None:
    """End this exchange (locked) if nothing is promised in it; None, and nothing changes, where something is, or it is over."""
    if exchange.state != "answered":
        return None
    changes.move(
        exchange=exchange,
        state="ended",
        outcome=outcome,
        ended_at=now,
        ended_by=by,
        proposal=None,
        look_at=None,
    )
    happen(
        "exchange_ended",
        at=now,
        actor_id=by.pk if by else None,
        post_id=exchange.post_id,
        exchange_id=str(exchange.pk),
        community_id=str(exchange.community_id),
        outcome=outcome,
    )
    return exchange
