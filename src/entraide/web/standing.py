"""Standing without stars, as pages show it: a few facts of somebody, or of everybody on a page in three queries."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from entraide.records.asks.helped import helped_with
from entraide.records.attestations.queries import today_at
from entraide.records.attestations.shown import shown_of
from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person
from entraide.wording.standing import StandingTold, standing_lines

_NEW_FOR = timedelta(days=28)


def standing_of_person(viewer: Person, person: Person, community: Community | None, *, now: datetime) -> list[str]:
    """The facts that the viewer may read of one person, as short sentences: member since, helped with what, verified by whom.

    `community`: where they meet; since when the person is a member is told of it, if they are one, else of this server.
    For the template part parts/standing.html, as `lines`.
    """
    return standings_of_people(viewer, [person], community, now=now)[person.pk]


def standings_of_people(
    viewer: Person, people: Collection[Person], community: Community | None, *, now: datetime
) -> Mapping[UUID, list[str]]:
    """The same for everybody in a list, by the person's key, whatever their number in three queries."""
    keys = [person.pk for person in people]
    attested = shown_of(viewer, keys, today=today_at(now))
    helped = helped_with(viewer, keys, now=now)
    joined = _joined(keys, community=community)
    lines = {}
    for person in people:
        since = joined.get(person.pk, person.joined_at)
        families = helped.get(person.pk)
        told = StandingTold(
            since=since,
            is_new=now - since < _NEW_FOR,
            helped=families.total() if families else 0,
            families=tuple(family for family, _ in families.most_common() if family) if families else (),
            attested=attested.get(person.pk, ()),
        )
        lines[person.pk] = standing_lines(told, now=now)
    return lines


def _joined(keys: Collection[UUID], *, community: Community | None) -> dict[UUID, datetime]:
    """Since when those of these people who are members of the community are; of everybody's, the server says it."""
    if community is None or community.is_server_wide or not keys:
        return {}
    return dict(
        Membership.objects.filter(community=community, person_id__in=keys).values_list("person_id", "joined_at")
    )
