"""Match posts: a need and an open offer that answer each other; whoever needs is told, once, by the rules of asking.

Whoever offered is held against the need as if the offer were their own sentence: within reach, free, trusted enough, on those
terms, in a shared language. Nobody is asked by this; the one who needs decides whether to answer the offer.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.find_people import gist_in, place_of
from entraide.journeys.happen import happen
from entraide.journeys.pair_posts import fitting_pairs, reach_of
from entraide.journeys.when_to_mail import mailing
from entraide.logic.routing.parties import Match
from entraide.logic.routing.promise import Promise
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.notices import changes as notice_changes
from entraide.records.notices.queries import fits_since
from entraide.records.people import queries as people_queries
from entraide.records.posts.models import Post
from entraide.records.posts.nearby import FARTHEST_KM, open_posts_near, posts_for_routing

# Of one need the best offers; of one offer the needs it answers best. Further mails a day are not sent: the page shows them.
MOST_FOR_NEED, MOST_FOR_OFFER, MOST_MAILS_A_DAY = 5, 20, 3
_MOST_LOOKED_AT = 60
_A_DAY = timedelta(days=1)


def match_posts(*, post_id: UUID, now: datetime) -> int:
    """Tell whoever needs what this open post offers, or its own writer which open offers answer it; how many were told anew."""
    post = Post.objects.select_related("writer", "community").filter(pk=post_id, state="open", hidden_at=None).first()
    if post is None or not post.writer.is_active:
        return 0
    is_need = post.kind == "need"
    promise = Promise.of_other_post(gist_in(post), unpack_vector(bytes(post.vector)) if post.vector else None)
    others = posts_for_routing(
        open_posts_near(
            place=place_of(post),
            farthest_km=FARTHEST_KM if is_need else reach_of(post),
            keys=promise.keys(),
            of=[promise],
            most=_MOST_LOOKED_AT,
        )
    )
    blocked = people_queries.blocked_with(person_id=post.writer_id)
    others = [other for other in others if other.writer_id != post.writer_id and other.writer_id not in blocked]
    pairs = [(post, other) if is_need else (other, post) for other in others]
    matched = fitting_pairs(pairs=pairs, now=now)
    matched.sort(key=lambda one: (-one[0].score, one[1].pk, one[2].pk))
    most = MOST_FOR_NEED if is_need else MOST_FOR_OFFER
    return sum(_tell(match, need=need, offer=offer, now=now) for match, need, offer in matched[:most])


def _tell(match: Match, *, need: Post, offer: Post, now: datetime) -> bool:
    with transaction.atomic():
        fields = mailing(person=need.writer, kind="fits", post=need, now=now)
        if fits_since(person=need.writer, since=now - _A_DAY) >= MOST_MAILS_A_DAY:
            fields = {"is_by_mail": False}
        told = notice_changes.tell(person=need.writer, kind="fits", post=offer, own_post=need, at=now, mailing=fields)
        if told:
            happen("offer_fits", at=now, post_id=offer.pk, person_id=need.writer_id, need_id=str(need.pk))
        return told is not None
