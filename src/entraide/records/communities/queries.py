"""Finding communities and memberships."""

from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from entraide.records.communities.models import Community, CommunityWord, Membership
from entraide.records.people.models import Person


def server_wide() -> Community:
    """The open community of this server. Made by the first migration."""
    return Community.objects.get(is_server_wide=True)


def membership_of(viewer: Person, *, community: Community) -> Membership | None:
    """The viewer's membership of the community, if they belong to it."""
    return Membership.objects.filter(person=viewer, community=community).first()


def tends(viewer: Person, *, community: Community) -> bool:
    """Whether the viewer may put things in order there: a steward of the community, or an operator of this server."""
    if not viewer.is_active:
        return False
    return viewer.is_staff or Membership.objects.filter(person=viewer, community=community, is_steward=True).exists()


def listed() -> QuerySet[Community]:
    """All communities that anybody may find, each with its number of members; this server's own first."""
    return Community.objects.annotate(member_count=Count("memberships")).order_by("-is_server_wide", "name")


def with_slug(slug: str) -> Community | None:
    """The community at this address."""
    return Community.objects.filter(slug=slug).first()


def member_count(community: Community) -> int:
    """How many people belong to the community."""
    return Membership.objects.filter(community=community, person__is_active=True).count()


def stewards_of(community: Community) -> list[Person]:
    """Who runs the community day to day, by first name."""
    stewards = Person.objects.filter(memberships__community=community, memberships__is_steward=True, is_active=True)
    return list(stewards.order_by("first_name"))


def memberships_of(viewer: Person) -> QuerySet[Membership]:
    """The communities that the viewer belongs to, but for the one that is everybody's."""
    mine = Membership.objects.filter(person=viewer, community__is_server_wide=False)
    return mine.select_related("community").order_by("community__name")


def words_of(communities: Collection[Community]) -> QuerySet[CommunityWord]:
    """The words that these communities have of their own, in one query."""
    return CommunityWord.objects.filter(community__in=communities)


def words_heard_from(viewer: Person | None, *, also: Community | None = None) -> QuerySet[CommunityWord]:
    """The words with which the viewer's sentences are read, in one query: those of everybody's community and of their own.

    Their own come first. `also`: a community whose words count besides.
    """
    theirs = Q(community__is_server_wide=True)
    if viewer:
        theirs |= Q(community__in=Membership.objects.filter(person=viewer).values("community"))
    if also:
        theirs |= Q(community=also)
    return CommunityWord.objects.filter(theirs).order_by("community__is_server_wide", "named_at", "pk")
