"""What is known of people before anything is entrusted to them, as their memberships repeat it from the attestations.

asks/close_up.py reads the same of a hundred people at once. An end is held against the day on which it is read: nobody has to
have swept up first.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from entraide.logic.routing.parties import RoutedPost
from entraide.logic.routing.safety import class_of_topic
from entraide.logic.routing.search import Search
from entraide.logic.routing.trust import Fault, Standing, Vouched, fault, rule_for, standing_by
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import safety_rules_of
from entraide.records.people.models import Person


@dataclass(frozen=True)
class Belonging:
    """The communities (as text) that somebody belongs to, and what is known of them through these."""

    communities: frozenset[str] = frozenset()
    standing: Standing = field(default_factory=Standing)


def belongings_of(people: Iterable[UUID], *, today: date) -> Mapping[UUID, Belonging]:
    """For each of these people where they belong and what is known of them on that day, in one query."""
    said: defaultdict[UUID, list[Vouched]] = defaultdict(list)
    rows = Membership.objects.filter(person_id__in=set(people)).values_list(
        "person_id", "community_id", "verified_at", "verified_until", "attested", "person__adult_on"
    )
    adult_on: dict[UUID, date | None] = {}
    for person_id, community_id, verified_at, until, attested, of_age_on in rows:
        said[person_id].append(Vouched(str(community_id), verified_at is not None, until, _attested(attested)))
        adult_on[person_id] = of_age_on
    found: defaultdict[UUID, Belonging] = defaultdict(Belonging)
    for person_id, vouched in said.items():
        standing = standing_by(vouched, today=today, adult_on=adult_on[person_id])
        found[person_id] = Belonging(frozenset(one.house for one in vouched), standing)
    return found


def standing_of(person_id: UUID, *, today: date) -> Standing:
    """What is known of the person on that day, before anything is entrusted to them."""
    return belongings_of([person_id], today=today)[person_id].standing


def fault_in(person: Person, *, post: RoutedPost) -> Fault | None:
    """Why the person may not help with what the post entrusts, by the rules of its community; None if they may."""
    search = Search(post)
    if not search.safety_classes:
        return None
    standing = standing_of(person.pk, today=post.at.date())
    return fault(standing, rule=search.safety_rule, house=post.house, is_entrusted=True)


def is_verified_for(person: Person, *, community: Community, topic: str, today: date) -> bool:
    """Whether the community's rules let the person help with this topic. Of a whole sentence, journeys.who_may_help knows more."""
    found = class_of_topic(topic)
    rule = rule_for((found,) if found else (), rules=safety_rules_of(community.pk))
    standing = standing_of(person.pk, today=today)
    return fault(standing, rule=rule, house=str(community.pk), is_entrusted=found is not None) is None


def is_verified_here(person: Person, *, community: Community, today: date) -> bool:
    """Whether this community has verified who the person is, and that still holds on that day."""
    return str(community.pk) in standing_of(person.pk, today=today).verified_by


@lru_cache(maxsize=4096)
def attested_in(kept: str) -> tuple[tuple[str, date | None], ...]:
    """What a membership says is attested, from its JSON; many members have the same."""
    return _attested(json.loads(kept)) if len(kept) > len("{}") else ()


def _attested(kept: Mapping[str, str | None]) -> tuple[tuple[str, date | None], ...]:
    return tuple((kind, date.fromisoformat(until) if until else None) for kind, until in sorted(kept.items()))
