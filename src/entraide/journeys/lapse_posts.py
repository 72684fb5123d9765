"""Lapse posts: those whose time is over close by themselves."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.end_exchange import end_answered_about
from entraide.journeys.happen import happen
from entraide.records.asks import changes as ask_changes
from entraide.records.exchanges.quantities import quantities_of
from entraide.records.posts import changes, queries


def lapse_posts(*, now: datetime) -> int:
    """Close every open post whose end has passed at the aware moment `now`; how many."""
    count = 0
    for post_id in list(queries.past(now=now).values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            post = changes.locked(post_id=post_id)
            if post is None or post.state != "open":
                continue
            changes.move(post=post, state="lapsed", at=now)
            ask_changes.release_waiting(post=post, at=now)
            chosen = quantities_of(post).chosen_exchanges
            end_answered_about(post=post, outcome="lapsed", by=None, now=now, but=chosen)
            happen("post_lapsed", at=now, post_id=post.pk)
            count += 1
    return count
