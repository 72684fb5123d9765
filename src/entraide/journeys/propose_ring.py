"""Propose a ring to all its members: each sees what they would give and get, and until when an answer is waited for."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.ring_key import key_of
from entraide.records.communities.models import Community
from entraide.records.rings import changes
from entraide.records.rings.changes import Pair
from entraide.records.rings.models import Ring

# So long an answer is waited for; less where something in the ring begins sooner, but this long before it.
ANSWER_WITHIN, BEFORE_IT_BEGINS = timedelta(days=3), timedelta(hours=12)


def propose_ring(
    *, community: Community, pairs: Sequence[Pair], chance: float, now: datetime, after: Ring | None = None
) -> Ring:
    """Propose the ring in which the writer of each offer helps the writer of its need, who is the writer of the next offer.

    `after`: the ring that fell and in whose place it comes. Raises Refusal: no_ring (these pairs do not make one), already_proposed
    (this ring, or somebody of it is in another that waits).
    """
    givers = [pair.offer.writer_id for pair in pairs]
    if len(set(givers)) != len(pairs) or [pair.need.writer_id for pair in pairs] != givers[1:] + givers[:1]:
        raise Refusal("no_ring")
    begins = [pair.need.starts_at for pair in pairs if pair.need.starts_at and not pair.need.recurrence]
    answer_by = min([now + ANSWER_WITHIN, *(at - BEFORE_IT_BEGINS for at in begins)])
    try:
        with transaction.atomic():
            ring = changes.propose(
                community=community,
                pairs=pairs,
                key=key_of(pairs),
                chance=chance,
                at=now,
                answer_by=answer_by,
                after=after,
            )
            happen("ring_proposed", at=now, ring_id=str(ring.pk), community_id=str(community.pk))
            return ring
    except IntegrityError as error:
        raise Refusal("already_proposed") from error
