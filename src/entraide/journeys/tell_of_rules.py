"""Tell the members of a community that its rules change, or that a change was taken back: a batch of them at a time.

Killed half-way and run again, it goes on with those who were not told: each is told of each version once.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import queries
from entraide.records.communities.models import RulesVersion
from entraide.records.notices import changes as notices

BATCH = 500


def tell_of_rules(*, version_id: UUID, kind: str, now: datetime) -> int:
    """Tell every member but whoever decided, at the aware moment `now`, in the mail of the day; how many are told now.

    `kind`: rules (a version was decided) or rules_back (it was taken back).
    """
    version = RulesVersion.objects.select_related("community").filter(pk=version_id).first()
    if version is None or (kind == "rules" and version.taken_back_at):
        return 0
    decided_by = version.taken_back_by_id if kind == "rules_back" else version.set_by_id
    facts = {
        "number": version.number,
        "changed": queries.changed_by(version),
        "holds_from": version.holds_from.isoformat(),
    }
    count, after = 0, None
    while members := queries.members_in_order(version.community, after=after, most=BATCH):
        after = members[-1].pk
        with transaction.atomic():
            count += notices.tell_many_of(
                people=[
                    (one.person, mailing(person=one.person, kind=kind, now=now, rhythm="day"))
                    for one in members
                    if one.person_id != decided_by
                ],
                kind=kind,
                about=version.pk,
                at=now,
                community=version.community,
                facts=facts,
            )
    return count
