"""Pair posts: which needs and offers answer each other, by the same rules by which people are asked. It only reads.

Whoever offered is held against the need as if the offer were their own sentence: within reach, free, trusted enough, on those
terms, in a shared language. Their limits of asks do not count: they offered by themselves.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from entraide.journeys.find_people import Houses, gist_in, place_of, zone_of
from entraide.journeys.find_posts import fit_of
from entraide.logic.routing.hours import asked_spans, overlap
from entraide.logic.routing.parties import Match, Neighbour, Spoken
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.communities.models import Membership
from entraide.records.communities.standings import belongings_of
from entraide.records.posts.models import Post


def fitting_pairs(
    *, pairs: Sequence[tuple[Post, Post]], now: datetime, houses: Houses | None = None
) -> list[tuple[Match, Post, Post]]:
    """Of these needs with an offer each those that fit at the aware moment `now`, with how well; in their order."""
    houses = houses or Houses()
    today = now.astimezone(zone_of(None)).date()
    givers = _as_neighbours([offer for _, offer in pairs], today=today)
    return [
        (match, need, offer)
        for need, offer in pairs
        if need.is_asking and _meet_in_time(need, offer, now=now) and _may_answer(need, offer)
        for match in fit_of(post=need, neighbour=givers[offer.pk], now=now, houses=houses)
    ]


def reach_of(offer: Post) -> float:
    """How far an offer goes, in kilometres."""
    if offer.radius_km is not None:
        return offer.radius_km
    return offer.writer.radius_km if offer.writer.radius_km is not None else DEFAULT_RADIUS_KM


def _meet_in_time(need: Post, offer: Post, *, now: datetime) -> bool:
    """Whether the hours that both name have some in common; what names none fits any."""
    at = now.astimezone(zone_of(need.writer)).replace(tzinfo=None)
    asked, given = (asked_spans(gist_in(post).time, at=at) for post in (need, offer))
    return asked is None or given is None or overlap(asked, given) > 0


def _may_answer(need: Post, offer: Post) -> bool:
    """Whether the one who needs may read and answer the offer: it is open to all, or to a community of theirs."""
    if offer.community.is_server_wide or offer.community_id == need.community_id:
        return True
    return Membership.objects.filter(person_id=need.writer_id, community_id=offer.community_id).exists()


def _as_neighbours(offers: Sequence[Post], *, today: date) -> dict[UUID, Neighbour]:
    """Whoever offers, with the offer as their only sentence. Their limits of asks do not count: they are not asked."""
    belongings = belongings_of((offer.writer_id for offer in offers), today=today)
    return {
        offer.pk: Neighbour(
            identity=str(offer.writer_id),
            home=place_of(offer),
            says=(
                Spoken(
                    text=offer.text,
                    gist=gist_in(offer),
                    vector=unpack_vector(bytes(offer.vector)) if offer.vector else None,
                ),
            ),
            radius_km=reach_of(offer),
            languages=frozenset(offer.writer.spoken_languages),
            communities=belongings[offer.writer_id].communities,
            is_verified=belongings[offer.writer_id].standing.is_verified,
            verified_by=belongings[offer.writer_id].standing.verified_by,
            is_adult=belongings[offer.writer_id].standing.is_adult,
            attested=belongings[offer.writer_id].standing.attested,
        )
        for offer in offers
    }
