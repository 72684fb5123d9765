"""Keep canned words: what whoever tends a community says often, under a name, so that all of them say it alike; or take them away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports import changes, queries
from entraide.records.reports.models import CannedWords

MOST_CANNED = 40
LONGEST_NAME, LONGEST_WORDS = 60, 1000


def keep_canned_words(*, steward: Person, community: Community, name: str, words: str, now: datetime) -> CannedWords:
    """Keep `words` under `name`; those that had the name give way. Raises Refusal: not_yours, words_missing, too_many_words."""
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        name, words = " ".join(name.split())[:LONGEST_NAME], words.strip()[:LONGEST_WORDS]
        if not name or not words:
            raise Refusal("words_missing")
        known = {one.name for one in queries.canned_words_of(community)}
        if name not in known and len(known) >= MOST_CANNED:
            raise Refusal("too_many_words")
        kept = changes.keep_canned(community=community, name=name, words=words, by=steward, at=now)
        happen("canned_words_kept", at=now, actor_id=steward.pk, community_id=str(community.pk))
        return kept


def take_away_canned_words(*, steward: Person, community: Community, canned_id: UUID, now: datetime) -> None:
    """Take canned words away; twice is once. Raises Refusal: not_yours."""
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        if changes.remove_canned(community=community, canned_id=canned_id):
            happen("canned_words_gone", at=now, actor_id=steward.pk, community_id=str(community.pk))
