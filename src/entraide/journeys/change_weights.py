"""Change weights: whoever tends a community says how much each part of the score counts there, and why. Every version is kept."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.weights import DEFAULT, WEIGHT_NAMES, Weights
from entraide.records.communities import changes
from entraide.records.communities.models import Community, CommunityWeights
from entraide.records.communities.queries import tends, weights_of
from entraide.records.people.models import Person

LONGEST_WHY = 300
SHORTEST_WHY = 3


def change_weights(
    *, steward: Person, community: Community, weights: Weights, why: str, now: datetime
) -> CommunityWeights | None:
    """Order whom to ask by `weights` from the aware moment `now` on; posts that wait for their next wave are asked by them too.

    The default weights are kept as such: should they be tuned later, the community goes along. None if nothing changes.
    Raises Refusal: not_yours (no steward of this community and no operator), why_missing. (Bounds are the weights' own.)
    """
    with transaction.atomic():
        changes.lock_community(community=community)
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        why = cleaned_why(why=why)
        before = weights_of(community.pk)
        if before == weights:
            return None
        kept = {} if weights == DEFAULT else {name: getattr(weights, name) for name in WEIGHT_NAMES}
        version = changes.add_weights(community=community, weights=kept, why=why, by=steward, at=now)
        happen(
            "weights_changed",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            changed=[name for name in WEIGHT_NAMES if getattr(before, name) != getattr(weights, name)],
        )
        return version


def cleaned_why(*, why: str) -> str:
    """The reason on one line, at most 300 signs of it. Raises Refusal: why_missing, if there is none to speak of."""
    said = " ".join(why.replace("\x00", "").split())[:LONGEST_WHY]
    if len(said) < SHORTEST_WHY:
        raise Refusal("why_missing")
    return said
