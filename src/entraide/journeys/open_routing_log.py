"""Open a routing log: whoever tends a community reads whom a post of it asked. That they did is written down, for all who tend it."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.asks.log_readings import has_read_log_since
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# Turning back to a page that is open is not reading it again.
ONE_READING = timedelta(minutes=30)


def open_routing_log(*, steward: Person, post: Post, as_table: bool, now: datetime) -> None:
    """Write down that `steward` reads the log of this post at the aware moment `now`, as a page or (`as_table`) to take away.

    Once in half an hour for each of the two. Raises Refusal: not_yours (they do not tend its community), own_post.
    """
    with transaction.atomic():
        if not tends(steward, community=post.community):
            raise Refusal("not_yours")
        if post.writer_id == steward.pk:
            raise Refusal("own_post")
        if not has_read_log_since(steward, post=post, as_table=as_table, since=now - ONE_READING):
            happen("routing_log_read", at=now, actor_id=steward.pk, post_id=post.pk, as_table=as_table)
