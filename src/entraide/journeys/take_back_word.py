"""Take back a word that a community had of its own: from the next sentence on it means what it means to everybody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.name_word import NewWord, WordPosition
from entraide.journeys.refusals import Refusal
from entraide.records.communities import changes
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person


def take_back_word(*, steward: Person, community: Community, word_id: UUID, now: datetime) -> NewWord | None:
    """Delete the community's word and give back what it was, so that the page can offer to undo; None if there is none.

    Raises Refusal: not_yours (no steward of this community and no operator).
    """
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        word = changes.remove_word(community=community, word_id=word_id)
        if word is None:
            return None
        happen(
            "word_taken_back",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            word_id=str(word_id),
            sort=word.sort,
        )
        position = None
        if word.latitude is not None and word.longitude is not None:
            position = WordPosition(
                latitude=word.latitude,
                longitude=word.longitude,
                precision=word.precision,
                country=word.country,
                town=word.town,
                postcode=word.postcode,
                reach_km=word.reach_km,
            )
        return NewWord(
            sort=word.sort,  # type: ignore[arg-type]
            name=word.name,
            spellings=tuple(word.spellings),
            topic=word.topic,
            worth=word.worth,
            position=position,
        )
