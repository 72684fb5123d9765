"""Change a safety rule: whoever tends a community says whom it trusts with one class of what needs care, and why.

A community may ask for more than the charter, and go back to it, never below. Every version is kept.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from entraide.journeys.change_weights import cleaned_why
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import ASKABLE
from entraide.logic.routing.trust import CHARTER, SafetyRule, in_force, level_named
from entraide.records.communities import changes
from entraide.records.communities.models import Community, CommunityRule
from entraide.records.communities.queries import safety_rules_of, tends
from entraide.records.people.models import Person


def change_safety_rule(
    *,
    steward: Person,
    community: Community,
    safety_class: str,
    level: str,
    for_adults_only: bool = False,
    kinds: Collection[str] = (),
    why: str,
    now: datetime,
) -> CommunityRule | None:
    """Ask for `level` (logic.routing.trust.LEVELS) from the aware moment `now` on, of who is asked, answers or is chosen.

    `for_adults_only`: somebody must have attested that they are of age; `kinds` (logic.routing.attestations.ASKABLE): this
    community must have attested each of these. Whoever was asked before and does not meet it can no longer say yes. None if
    nothing changes.
    Raises Refusal: not_yours (no steward of this community and no operator), means_nothing (no such class, level or kind),
    laxer_than_charter, why_missing.
    """
    with transaction.atomic():
        changes.lock_community(community=community)
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        known = level_named(level)
        if known is None or safety_class not in CHARTER or not set(kinds) <= set(ASKABLE):
            raise Refusal("means_nothing")
        wanted = SafetyRule(known, for_adults_only, frozenset(kinds))
        if wanted.is_laxer_than(CHARTER[safety_class]):
            raise Refusal("laxer_than_charter")
        if in_force(safety_class, rules=safety_rules_of(community.pk)) == wanted:
            return None
        why = cleaned_why(why=why)
        rule = changes.add_rule(
            community=community,
            safety_class=safety_class,
            level=known,
            for_adults_only=for_adults_only,
            kinds=kinds,
            why=why,
            by=steward,
            at=now,
        )
        happen(
            "safety_rule_changed",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            safety_class=safety_class,
            level=known,
            for_adults_only=for_adults_only,
            kinds=sorted(kinds),
        )
        return rule
