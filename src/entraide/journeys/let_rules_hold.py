"""Let rules hold whose day has come: the worker's sweep does it. Who reads them asks for the moment and need not wait for it."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.communities import changes, queries
from entraide.records.communities.models import RulesVersion


def let_rules_hold(*, now: datetime) -> int:
    """Let every version hold that is due at the aware moment `now`: the columns of its community follow. How many."""
    count = 0
    for due in queries.versions_due(now=now):
        with transaction.atomic():
            changes.lock_community(community=due.community)
            version = RulesVersion.objects.select_related("community").get(pk=due.pk)
            if version.held_at or version.taken_back_at:
                continue
            changes.let_rules_hold(version=version, at=now)
            happen(
                "rules_held",
                at=now,
                community_id=str(version.community_id),
                version_id=str(version.pk),
                number=version.number,
                changed=queries.changed_by(version),
            )
            count += 1
    return count
