"""Standing without stars, as pages show it: a few facts of somebody, or of everybody on a page in two queries."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from entraide.records.attestations.queries import today_at
from entraide.records.attestations.shown import shown_of
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of
from entraide.records.exchanges.helped import Helped, helped_with
from entraide.records.people.models import Person
from entraide.wording.standing import StandingTold, standing_lines

_NEW_FOR = timedelta(days=28)


def standing_of_person(viewer: Person, person: Person, community: Community | None, *, now: datetime) -> list[str]:
    """The facts that the viewer may read of one person, as short sentences: member since, helped with what, verified by whom.

    `community`: where they meet; since when the person is a member is told of it, if they are one, else of this server.
    For the template part parts/standing.html, as `lines`.
    """
    joined = None
    if community is not None and not community.is_server_wide:
        membership = membership_of(person, community=community)
        joined = membership.joined_at if membership else None
    return _lines([person], viewer=viewer, now=now, since=lambda one: joined or one.joined_at)[person.pk]


def standings_of_people(viewer: Person, people: Collection[Person], *, now: datetime) -> Mapping[UUID, list[str]]:
    """The same for everybody in a list, by the person's key, whatever their number in two queries; since when is that of the server."""
    return _lines(people, viewer=viewer, now=now, since=lambda one: one.joined_at)


def _lines(
    people: Collection[Person], *, viewer: Person, now: datetime, since: Callable[[Person], datetime | None]
) -> dict[UUID, list[str]]:
    keys = [person.pk for person in people]
    attested = shown_of(viewer, keys, today=today_at(now))
    helped = helped_with(viewer, keys, now=now)
    lines = {}
    for person in people:
        joined_at = since(person)
        did = helped.get(person.pk, Helped())
        told = StandingTold(
            since=joined_at,
            is_new=joined_at is not None and now - joined_at < _NEW_FOR,
            helped=did.families.total(),
            thanked=did.thanked,
            families=tuple(family for family, _ in did.families.most_common() if family),
            attested=attested.get(person.pk, ()),
        )
        lines[person.pk] = standing_lines(told, now=now)
    return lines


def facts_of_person(viewer: Person, person: Person, *, now: datetime) -> list[str]:
    """The same of one person for their own page, which tells since when they are here by itself."""
    return _lines([person], viewer=viewer, now=now, since=lambda _one: None)[person.pk]
