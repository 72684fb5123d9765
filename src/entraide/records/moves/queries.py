"""Reading what leaves with a community, batch by batch."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Count, Q, QuerySet

from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.models import Message, Thread
from entraide.records.ledgers.models import Transfer
from entraide.records.moves.models import Arrival, Departure
from entraide.records.moves.parts import Part
from entraide.records.moves.plain import to_plain
from entraide.records.people.models import NO_ADDRESS, Person
from entraide.records.reports.models import Case

BATCH = 500


def leaves(part: Part, *, community: Community) -> Q:
    """The condition, on the rows of a part, that they belong to the community and may leave."""
    agreed = following(community)
    people = agreed.values("person")
    settled = Q(community=community, state="settled")
    match part.name:
        case "community":
            return Q(pk=community.pk)
        case "people":
            return Q(pk__in=people)
        case "memberships":
            return Q(pk__in=agreed.values("pk"))
        case "says":
            return Q(person__in=people, hidden_at=None)
        case "posts":
            return Q(community=community, writer__in=people, hidden_at=None)
        case "steps":
            return Q(post__community=community, post__writer__in=people)
        case "answers":
            both = Q(post__community=community, post__writer__in=people, person__in=people)
            return both & Q(kind__in=("yes", "other"), withdrawn_at=None)
        case "threads":
            return Q(community=community, kind="forum", hidden_at=None)
        case "messages":
            return Q(thread__community=community, thread__kind="forum", hidden_at=None)
        case "participations":
            return Q(thread__community=community, thread__kind="forum", person__in=people)
        case "forum_follows":
            return Q(community=community, person__in=people)
        case "entries":
            return Q(account__community=community)
        case "sealed_heads":
            return Q(seal__community=community)
        case "attestations":
            return Q(community=community, person__in=people)
        case "cases":
            return settled
        case "measures":
            return Q(case__in=Case.objects.filter(settled)) & ~Q(decided_by="reports")
        case "appeals":
            return Q(measure__case__in=Case.objects.filter(settled), state__in=("stands", "undone"))
    return Q(community=community)


def following(community: Community) -> QuerySet[Membership]:
    """The memberships of those who come along: they agreed, their account is open, and they have an address to sign in with."""
    agreed = Membership.objects.filter(community=community, agrees_to_move=True, person__is_active=True)
    return agreed.exclude(person__email__endswith=f"@{NO_ADDRESS}")


class Leaving:
    """The rows of a community as they leave; it remembers who and what left, so that nothing leads to what stayed."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self._left: dict[type[models.Model], set[UUID]] = {}

    def rows(self, part: Part) -> Iterator[dict[str, Any]]:
        """The rows of one part, in the order of their identifiers, read in batches. Parts are to be read in their order."""
        fields = part.fields
        names = [field.attname for field in fields]
        left = self._left.setdefault(part.model, set())
        chosen = part.model._default_manager.filter(leaves(part, community=self.community)).order_by("pk")
        latest: UUID | None = None
        while True:
            batch = list((chosen.filter(pk__gt=latest) if latest else chosen).values_list("pk", *names)[:BATCH])
            rows = {key: dict(zip(names, values, strict=True)) for key, *values in batch}
            if part.model is Thread:
                _leave_hidden_out(rows)
            for key, row in rows.items():
                leaving = self._row(part, row)
                if leaving is not None:
                    left.add(key)
                    yield leaving
            if len(batch) < BATCH:
                return
            latest = batch[-1][0]

    def _row(self, part: Part, row: dict[str, Any]) -> dict[str, Any] | None:
        """The row as it leaves; None if it cannot be without somebody or something that stays."""
        for field in part.fields:
            if not isinstance(field, models.ForeignKey) or row[field.attname] is None:
                continue
            if row[field.attname] not in self._left.get(field.related_model, ()):
                if not field.null:
                    return None
                row[field.attname] = None
        if part.model is Message and row["withdrawn_at"] is not None:
            row["words"] = ""  # its writer took it back
        if part.model is Transfer and row["made_by"] not in self._left.get(Person, ()):
            row["words"] = row["words_salt"] = ""  # whoever wrote them stays
        if part.name in ("cases", "measures", "appeals"):
            _leave_month_only(row)
        return {name: to_plain(value) for name, value in row.items()}


def _leave_hidden_out(threads: dict[UUID, dict[str, Any]]) -> None:
    """Hidden messages stay, so they are not counted in what leaves."""
    hidden = Message.objects.filter(thread__in=list(threads)).exclude(hidden_at=None)
    for thread, count in hidden.order_by().values_list("thread").annotate(count=Count("pk")):
        threads[thread]["message_count"] = max(0, threads[thread]["message_count"] - count)


def _leave_month_only(row: dict[str, Any]) -> None:
    """Of moments the month is left, also of those in identifiers (a UUID of version 7 tells its millisecond); what lasts ends."""
    for name, value in row.items():
        if isinstance(value, datetime):
            row[name] = value.astimezone(UTC).replace(day=1, hour=12, minute=0, second=0, microsecond=0)
        elif isinstance(value, UUID) and name in ("id", "case_id", "measure_id") and value.version == 7:
            row[name] = uuid5(value, "moved")
    if "ended_at" in row:
        row["ended_at"] = row["ended_at"] or row["at"]


def agreed_to_move(community: Community) -> QuerySet[Person]:
    """The members who agreed to come along, should the community move."""
    return Person.objects.filter(pk__in=following(community).values("person")).order_by("pk")


def stayed_count(community: Community) -> int:
    """How many members did not agree to move."""
    members = Membership.objects.filter(community=community, person__is_active=True).count()
    return members - following(community).count()


def departures_of(community: Community) -> QuerySet[Departure]:
    """The files of the community that were asked for and are not over, the latest first."""
    return Departure.objects.filter(community=community).select_related("asked_by")


def departure_with(key: str) -> Departure | None:
    """The file with this key in its address."""
    return Departure.objects.select_related("community").filter(key=key).first()


def due_at(now: datetime) -> QuerySet[Departure]:
    """The files that are to be made by now."""
    return Departure.objects.select_related("community", "asked_by").filter(made_at=None, due_at__lte=now)


def over_at(now: datetime) -> QuerySet[Departure]:
    """The files that are to be deleted."""
    return Departure.objects.filter(ends_at__lte=now)


def arrival_of(viewer: Person, *, community: Community) -> Arrival | None:
    """The viewer's own arrival with the community that waits for their word."""
    return Arrival.objects.select_related("stand_in", "community").filter(person=viewer, community=community).first()


def arrivals_before(moment: datetime) -> QuerySet[Arrival]:
    """Arrivals to which nobody said anything since before that moment."""
    return Arrival.objects.select_related("stand_in").filter(arrived_at__lt=moment)


def counted() -> Iterator[tuple[Community, int, int]]:
    """All communities of this server by address, each with how many members it has, and how many of them agreed to move."""
    members = Count("memberships", filter=Q(memberships__person__is_active=True))
    agreed = Count("memberships", filter=Q(memberships__person__is_active=True, memberships__agrees_to_move=True))
    for community in Community.objects.annotate(members=members, agreed=agreed).order_by("slug"):
        yield community, community.members, community.agreed


def what_came(arrival: Arrival) -> dict[str, int]:
    """How much came in the name of who stands in: posts, messages and says."""
    came = arrival.stand_in
    return {"posts_came": came.posts.count(), "messages_came": came.messages.count(), "says_came": came.says.count()}
