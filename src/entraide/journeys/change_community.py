"""Change a community's own things: name, motto, mark, colour, area, topics, languages, how it speaks, its welcome, its host name."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from entraide.journeys.happen import happen
from entraide.journeys.open_community import LONGEST_NAME
from entraide.journeys.refusals import Refusal
from entraide.records.communities import changes
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person

MAY_CHANGE = {
    "name", "motto", "plate", "mark", "paper", "hue", "colour", "communes", "topics", "languages", "address_form", "welcome",
    "host_name",
}  # fmt: skip


def change_community(*, steward: Person, community: Community, now: datetime, **fields: Any) -> Community:
    """Set the given fields, already checked by the door. The address (slug) stays: links to it are out in the world.

    Raises Refusal: not_yours (no steward and no operator, or a field that is decided elsewhere), name_missing, host_taken.
    """
    if not fields.keys() <= MAY_CHANGE or not tends(steward, community=community):
        raise Refusal("not_yours")
    if "name" in fields and (not any(sign.isalpha() for sign in fields["name"]) or len(fields["name"]) > LONGEST_NAME):
        raise Refusal("name_missing")
    is_other = sorted(name for name, value in fields.items() if getattr(community, name) != value)
    if not is_other:
        return community
    try:
        with transaction.atomic():
            changes.set_community(community=community, **{name: fields[name] for name in is_other})
            happen(
                "community_changed",
                at=now,
                actor_id=steward.pk,
                community_id=str(community.pk),
                fields=is_other,
            )
    except IntegrityError as taken:
        raise Refusal("host_taken") from taken
    return community
