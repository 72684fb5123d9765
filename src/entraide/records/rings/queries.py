"""Finding rings. A ring is for its members alone; who said no to it is told to nobody."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.rings.models import Ring, RingLink, RingSearch


def ring_for(viewer: Person, code: str) -> Ring | None:
    """The ring at this address, if the viewer is in it."""
    rings = Ring.objects.select_related("community").filter(code=code, links__giver=viewer)
    return rings.first()


def links_of(ring: Ring) -> list[RingLink]:
    """The links of a ring, round it, with people and posts."""
    return list(ring.links.select_related("giver", "receiver", "offer", "need", "exchange").order_by("number"))


def waiting_for(viewer: Person, *, now: datetime) -> list[RingLink]:
    """The viewer's places in rings that wait for their answer at the aware moment `now`; one at most."""
    links = RingLink.objects.select_related("ring__community", "receiver").only(
        "ring", "receiver", "receiver__first_name", "ring__code", "ring__answer_by", "ring__community__name"
    )
    return list(links.filter(giver=viewer, is_live=True, reply="waiting", ring__answer_by__gt=now)[:1])


def ring_of(viewer: Person, *, exchange: Exchange) -> Ring | None:
    """The ring out of which this exchange came, if the viewer is in it."""
    if not exchange.is_in_ring:
        return None
    return Ring.objects.filter(links__exchange=exchange).filter(links__giver=viewer).first()


def rings_in(community: Community, *, most: int) -> list[Ring]:
    """What was proposed in a community, the latest first. Only whoever tends it may ask."""
    return list(Ring.objects.filter(community=community)[:most])


def counts_in(community: Community) -> Mapping[str, int]:
    """How many rings of a community are in each state."""
    rows = Ring.objects.filter(community=community).order_by().values_list("state").annotate(count=Count("id"))
    return dict(rows)


def known_keys(keys: Collection[str]) -> set[str]:
    """Which of these rings have been proposed before."""
    return set(Ring.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def asked_since(people: Collection[UUID], *, since: datetime) -> set[UUID]:
    """Which of these people are in a ring that waits, or were asked for one since this aware moment."""
    of_them = RingLink.objects.filter(giver__in=list(people))
    waiting = of_them.filter(is_live=True).values_list("giver_id", flat=True)
    asked = of_them.filter(ring__proposed_at__gt=since).values_list("giver_id", flat=True)
    return {one for one in (*waiting, *asked) if one}


def to_lapse(*, now: datetime) -> list[UUID]:
    """Rings whose time for an answer is over; 200 at most."""
    late = Ring.objects.filter(state="proposed", answer_by__lte=now).order_by("answer_by")
    return list(late.values_list("pk", flat=True)[:200])


def live_of_person(person: Person) -> list[UUID]:
    """The rings that wait and that this person is in."""
    return list(RingLink.objects.filter(giver=person, is_live=True).values_list("ring_id", flat=True))


def to_look_in(*, before: datetime, most: int) -> list[Community]:
    """Communities with something open in which nobody has looked for rings since this aware moment, `most` of them."""
    looked = RingSearch.objects.filter(community=OuterRef("pk"), looked_at__gt=before)
    posts = Post.objects.filter(community=OuterRef("pk"), state="open", hidden_at=None)
    due = Community.objects.filter(~Exists(looked), Exists(posts), closed_at=None).order_by("pk")
    return list(due[:most])


def open_posts_in(community: Community, *, most: int, not_before: datetime) -> QuerySet[Post]:
    """Open needs and offers of a community that could be in a ring, the latest first.

    Of people who are there and not paused; not for money, not of several helpers, and nothing that begins before this aware moment.
    """
    posts = Post.objects.filter(community=community, state="open", hidden_at=None, kind__in=("need", "offer"), wanted=1)
    there = posts.filter(writer__is_active=True, writer__is_paused=False, is_asking=True).exclude(terms_mode="money")
    soon = there.exclude(starts_at__lt=not_before, recurrence="")
    return soon.select_related("writer", "community").order_by("-published_at", "-id")[:most]
