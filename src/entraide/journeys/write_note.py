"""Write a note: what whoever tends a community should know of a person, a post or a case. Facts; the person may read them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import StewardNote

LONGEST_WORDS = 1000


def write_note(
    *,
    steward: Person,
    community: Community,
    words: str,
    now: datetime,
    person_id: UUID | None = None,
    post_id: UUID | None = None,
    case_id: UUID | None = None,
) -> StewardNote:
    """Keep a note for whoever else tends the community. It is never changed; a wrong one is put right by another.

    Raises Refusal: not_yours, concerned (about oneself), words_missing, means_nothing (about nothing).
    """
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        if person_id == steward.pk:
            raise Refusal("concerned")
        if not words.strip():
            raise Refusal("words_missing")
        if not (person_id or post_id or case_id):
            raise Refusal("means_nothing")
        note = changes.add_note(
            community=community,
            by=steward,
            words=words.strip()[:LONGEST_WORDS],
            at=now,
            person_id=person_id,
            post_id=post_id,
            case_id=case_id,
        )
        happen("note_written", at=now, actor_id=steward.pk, post_id=post_id, community_id=str(community.pk))
        return note
