"""Name the sections of a community's forum, in their order: by whoever tends it, or when it opens from a template."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.conversations import changes
from entraide.records.conversations.models import Section
from entraide.records.conversations.queries import MOST_SECTIONS
from entraide.records.people.models import Person

LONGEST_NAME = 60


def name_sections(
    *, steward: Person, community: Community, sections: Sequence[tuple[UUID | None, str]], now: datetime
) -> list[Section]:
    """Let the forum have these sections: `(key, name)` each, without a key for a new one. One left out is gone, its threads stay.

    Raises Refusal: not_yours, means_nothing (an empty or too long name), same_name_twice, too_many_sections.
    """
    named = [(key, " ".join(name.split())) for key, name in sections]
    names = [name.casefold() for _, name in named]
    if not all(0 < len(name) <= LONGEST_NAME for name in names):
        raise Refusal("means_nothing")
    if len(names) != len(set(names)):
        raise Refusal("same_name_twice")
    if len(names) > MOST_SECTIONS:
        raise Refusal("too_many_sections")
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        kept = changes.set_sections(community=community, sections=named)
        happen("sections_named", at=now, actor_id=steward.pk, community_id=str(community.pk), sections=len(kept))
        return kept
