"""Report something: a member points out what breaks a rule, names the rule, and somebody will look at it.

Who did is never told to whoever is reported. When as many different members have as the community's rules say, it is hidden until
somebody has looked.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.conduct import codes_of
from entraide.logic.charter.rules import Rules
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import rules_of, version_in_force
from entraide.records.people.models import Person
from entraide.records.reports import changes, queries
from entraide.records.reports.models import Case, Report
from entraide.records.reports.things import Thing

MOST_A_DAY = 20
LONGEST_WORDS = 500
# In everybody's community, where everybody is a member, an account has to be so old for its report to help to hide something.
OLD_ENOUGH = timedelta(days=1)


def rules_to_name(*, community: Community, now: datetime) -> tuple[str, ...]:
    """The codes of the rules that a report or a measure in this community can name at the aware moment `now`."""
    version = version_in_force(community, now=now)
    if version is None:
        return codes_of(version=0, own_rules=0)
    return codes_of(version=version.number, own_rules=len(Rules.from_dict(version.rules).own_rules))


def report(
    *,
    by: Person,
    thing: Thing,
    community: Community,
    rule: str,
    now: datetime,
    words: str = "",
    is_danger: bool = False,
    may_call_contact: bool = False,
) -> Report:
    """Report the thing to whoever tends `community`, one of the thing's own; nobody reports the same twice.

    `is_danger`: somebody may come to harm; it lies on top of the desk, and no panel of members gets it.
    Raises Refusal: own_thing, means_nothing (no such rule, or community), too_many_reports.
    """
    if thing.about is not None and thing.about.pk == by.pk:
        raise Refusal("own_thing")
    if community not in thing.communities or rule not in rules_to_name(community=community, now=now):
        raise Refusal("means_nothing")
    with transaction.atomic():
        if queries.reports_since(by, since=now - timedelta(days=1)) >= MOST_A_DAY:
            raise Refusal("too_many_reports")
        case = changes.open_case(community=community, kind=thing.kind, thing_id=thing.id, about=thing.about, at=now)
        made, is_new = changes.add_report(
            case=case,
            by=by,
            at=now,
            rule=rule,
            words=words.strip()[:LONGEST_WORDS],
            is_danger=is_danger,
            may_call_contact=is_danger and may_call_contact,
        )
        if is_new and is_danger and case.state == "members":
            changes.take_back(case=case, at=now)
        if is_new:
            # Not who did: the diary is read by more people than a report is.
            happen(
                "thing_reported",
                at=now,
                post_id=case.post_id,
                case_id=str(case.pk),
                community_id=str(case.community_id),
            )
            _hide_if_enough(case, now=now)
        return made


def _hide_if_enough(case: Case, *, now: datetime) -> None:
    """Hide what so many different members reported as the rules of the community say, until somebody has looked."""
    enough = rules_of(case.community, now=now).hide_after
    if not enough or case.kind == "person" or (case.message and case.message.thread.is_private):
        return
    reports = list(case.reports.exclude(by=None).values_list("by", "rule"))
    if case.community.is_server_wide:
        count = case.reports.filter(by__is_active=True, by__joined_at__lte=now - OLD_ENOUGH).count()
    else:
        people = [person for person, _ in reports]
        count = Membership.objects.filter(community=case.community_id, person__in=people).count()
    if count >= enough and changes.hide(case=case, at=now):
        rule = Counter(rule for _, rule in reports).most_common(1)[0][0]
        measure = changes.add_measure(case=case, kind="hide", decided_by="reports", at=now, rule=rule)
        note_hidden(case=case, now=now)
        happen(
            "measure_taken",
            at=now,
            post_id=case.post_id,
            person_id=case.about_id,
            measure_id=str(measure.pk),
            measure="hide",
            community_id=str(case.community_id),
        )


def note_hidden(*, case: Case, now: datetime, is_hidden: bool = True) -> None:
    """Write down that the thing of a case is hidden or shown again: the index of what can be searched follows it."""
    keys = (("thread", case.thread_id), ("message", case.message_id), ("say", case.say_id))
    facts: dict[str, Any] = {f"{name}_id": str(key) for name, key in keys if key}
    happen(f"{case.kind}_{'hidden' if is_hidden else 'shown'}", at=now, post_id=case.post_id, **facts)
