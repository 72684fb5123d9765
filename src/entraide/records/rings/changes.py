"""Changing rings. Journeys call this; nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from entraide.logic.states import RING
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.posts.models import Post
from entraide.records.rings.models import Ring, RingLink, RingSearch


@dataclass(frozen=True)
class Pair:
    """A need and the offer that answers it."""

    need: Post
    offer: Post


def propose(
    *,
    community: Community,
    pairs: Sequence[Pair],
    key: str,
    chance: float,
    at: datetime,
    answer_by: datetime,
    after: Ring | None,
) -> Ring:
    """A new ring out of these pairs, round it. Raises IntegrityError if it was proposed before or somebody is in another that waits."""
    ring = Ring.objects.create(
        community=community,
        after=after,
        key=key,
        members=len(pairs),
        chance=chance,
        proposed_at=at,
        answer_by=answer_by,
    )
    for number, pair in enumerate(pairs):
        RingLink.objects.create(
            ring=ring,
            number=number,
            giver=pair.offer.writer,
            receiver=pair.need.writer,
            offer=pair.offer,
            need=pair.need,
        )
    return ring


def locked(*, ring_id: UUID) -> Ring | None:
    """The ring, locked until the transaction ends."""
    return Ring.objects.select_for_update(of=("self",)).select_related("community").filter(pk=ring_id).first()


def reply(*, link: RingLink, reply: str, at: datetime) -> None:
    """Keep what a member says."""
    link.reply, link.replied_at = reply, at
    link.save(update_fields=["reply", "replied_at"])


def end(*, ring: Ring, state: str, at: datetime, ending: str = "") -> None:
    """The ring stands, or has come to nothing: its members are free for others. Raises ImpossibleMove if it was over before."""
    ring.state, ring.ended_at, ring.ending = RING.move(ring.state, state), at, ending
    ring.save(update_fields=["state", "ended_at", "ending"])
    ring.links.update(is_live=False)


def lead_to(*, link: RingLink, exchange: Exchange) -> None:
    """The exchange that came of a link."""
    link.exchange = exchange
    link.save(update_fields=["exchange"])


def forget_over(*, before: datetime) -> int:
    """Delete rings that came to nothing before this aware moment; how many rows."""
    return Ring.objects.filter(state__in=("fallen", "lapsed"), ended_at__lt=before).delete()[0]


def note_search(*, community_id: UUID, at: datetime, before: datetime) -> bool:
    """Keep that rings are looked for now; False if somebody has looked since `before`."""
    if RingSearch.objects.filter(community_id=community_id, looked_at__lte=before).update(looked_at=at):
        return True
    return RingSearch.objects.get_or_create(community_id=community_id, defaults={"looked_at": at})[1]
