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


def listed() -> QuerySet[Community]:
    """All communities that anybody may find, each with its number of members; this server's own first."""
    return Community.objects.annotate(member_count=Count("memberships")).order_by("-is_server_wide", "name")
