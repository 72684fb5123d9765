"""Finding communities and memberships."""

from django.db.models import Count, QuerySet

from entraide.records.communities.models import Community, Membership
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
