"""Change the rules of a community, or take a change back that was announced. Every version is kept, with who, when and why.

What takes something away from members is announced seven days before it holds; what the charter forbids is never kept.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.change_weights import cleaned_why
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.charter import breaches, soonest
from entraide.logic.charter.rules import Rules
from entraide.logic.charter.taken_away import changed
from entraide.records.communities import changes, queries
from entraide.records.communities.models import Community, RulesVersion
from entraide.records.people.models import Person

# Nobody remembers what was announced longer ago.
LATEST = timedelta(days=92)


def change_rules(
    *, steward: Person, community: Community, rules: Rules, why: str, now: datetime, holds_from: datetime | None = None
) -> RulesVersion | None:
    """Decide that `rules` hold: as soon as they may, or from the aware moment `holds_from` on. None if nothing changes.

    Raises Refusal: not_yours (no steward of this community and no operator), breaks_charter (logic.charter.charter.breaches says
    where), everybodys_house (this server's own community stays open and readable), rules_announced (another change is on its
    way), rules_too_soon, rules_too_late, why_missing.
    """
    with transaction.atomic():
        changes.lock_community(community=community)
        if not queries.tends(steward, community=community):
            raise Refusal("not_yours")
        before = queries.rules_of(community, now=now)
        differs = changed(before=before, after=rules)
        if not differs:
            return None
        if breaches(rules):
            raise Refusal("breaks_charter")
        if community.is_server_wide and (rules.entry != "open" or rules.posts_read_by != "all"):
            raise Refusal("everybodys_house")
        if queries.version_to_come(community, now=now):
            raise Refusal("rules_announced")
        why = cleaned_why(why=why)
        earliest = soonest_for(community, before=before, after=rules, now=now)
        if holds_from and holds_from < earliest:
            raise Refusal("rules_too_soon")
        if holds_from and holds_from > now + LATEST:
            raise Refusal("rules_too_late")
        version = changes.add_rules_version(
            community=community, rules=rules, why=why, by=steward, at=now, holds_from=holds_from or earliest
        )
        happen(
            "rules_changed",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            version_id=str(version.pk),
            number=version.number,
            changed=list(differs),
            holds_from=version.holds_from.isoformat(),
        )
        return version


def soonest_for(community: Community, *, before: Rules, after: Rules, now: datetime) -> datetime:
    """When the change may hold at the earliest. Whoever is alone in their community need not announce it to themselves."""
    is_alone = len(queries.members_in_order(community, after=None, most=2)) <= 1
    return soonest(before=before, after=after, now=now, is_alone=is_alone)


def take_back_change(*, steward: Person, community: Community, version_id: UUID, now: datetime) -> RulesVersion:
    """Take the announced version back; it stays in the history as that. Taking back twice is taking back once.

    Raises Refusal: not_yours, nothing_announced (it holds already, or there is none such).
    """
    with transaction.atomic():
        changes.lock_community(community=community)
        if not queries.tends(steward, community=community):
            raise Refusal("not_yours")
        version = RulesVersion.objects.filter(community=community, pk=version_id).first()
        if version is None or (version.holds_from <= now and version.taken_back_at is None):
            raise Refusal("nothing_announced")
        if version.taken_back_at is None:
            changes.take_back_rules(version=version, by=steward, at=now)
            happen(
                "rules_taken_back",
                at=now,
                actor_id=steward.pk,
                community_id=str(community.pk),
                version_id=str(version.pk),
                number=version.number,
            )
        return version
