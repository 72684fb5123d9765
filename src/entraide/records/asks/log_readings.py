"""Who has read the routing log of a post, as the diary knows it: for those who may read the log themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from entraide.records.communities.queries import tends
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

MOST_READINGS = 50
_KIND = "routing_log_read"


@dataclass(frozen=True)
class LogReading:
    """One reading: the moment, the first name (empty if they have left since), and whether they took the log away as a table."""

    at: datetime
    name: str
    as_table: bool


def log_readings_for_steward(viewer: Person, *, post: Post) -> list[LogReading]:
    """Who read the log of a post of a community that the viewer tends, newest first, the latest 50; nothing for anybody else."""
    if post.writer_id == viewer.pk or not tends(viewer, community=post.community):
        return []
    rows = list(Happening.objects.filter(post_id=post.pk, kind=_KIND).order_by("-at", "-id")[:MOST_READINGS])
    names: dict[UUID | None, str] = dict(
        Person.objects.filter(pk__in={row.actor_id for row in rows}).values_list("pk", "first_name")
    )
    return [
        LogReading(at=row.at, name=names.get(row.actor_id, ""), as_table=bool(row.facts.get("as_table")))
        for row in rows
    ]


def has_read_log_since(viewer: Person, *, post: Post, as_table: bool, since: datetime) -> bool:
    """Whether the viewer has opened this log, in this form, since that aware moment."""
    readings = Happening.objects.filter(post_id=post.pk, at__gt=since, kind=_KIND, actor_id=viewer.pk)
    return any(bool(facts.get("as_table")) == as_table for facts in readings.values_list("facts", flat=True))
