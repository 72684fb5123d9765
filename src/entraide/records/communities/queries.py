"""Finding communities and memberships."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from entraide.logic.charter.rules import Rules
from entraide.logic.routing.parties import RoutedPost
from entraide.logic.routing.safety import class_of_topic
from entraide.logic.routing.search import Search
from entraide.logic.routing.trust import Fault, SafetyRule, Standing, fault, level_named, rule_for
from entraide.logic.routing.weights import Weights, weights_from
from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
)
from entraide.records.people.models import Person
from entraide.records.rows import fetch, kept, text_of


def server_wide() -> Community:
    """The open community of this server. Made by the first migration."""
    return Community.objects.get(is_server_wide=True)


def membership_of(viewer: Person, *, community: Community) -> Membership | None:
    """The viewer's membership of the community, if they belong to it."""
    return Membership.objects.filter(person=viewer, community=community).first()


def tends(viewer: Person, *, community: Community) -> bool:
    """Whether the viewer may put things in order there: a steward of the community, or an operator of this server."""
    if not viewer.is_active:
        return False
    return viewer.is_staff or Membership.objects.filter(person=viewer, community=community, is_steward=True).exists()


def readable_by(viewer: Person | None) -> Q:
    """The condition, on rows with a `community`, that the viewer may read what is posted there: it is open to all, or theirs."""
    everybody = Q(community__is_readable_by_all=True)
    return everybody if viewer is None else everybody | Q(community__in=houses_of(viewer))


def houses_of(viewer: Person) -> QuerySet[Membership, Any]:
    """The keys of the communities that the viewer belongs to, as a subquery."""
    return Membership.objects.filter(person=viewer).values("community")


def may_enter(viewer: Person | None, *, community: Community, whom: str) -> bool:
    """Whether the viewer may come into a room of the community that is for `whom`.

    `readers`: who may read its posts; `forum_readers`: who may read its forum; `members`; `stewards`. Operators may everywhere.
    Of the community that is everybody's, everybody who is signed in is a member.
    """
    if whom == "readers" and community.is_readable_by_all:
        return True
    if whom == "forum_readers" and community.is_forum_readable_by_all:
        return True
    if viewer is None or not viewer.is_active:
        return False
    if whom != "stewards" and (community.is_server_wide or membership_of(viewer, community=community) is not None):
        return True
    return tends(viewer, community=community)


def share_a_community(one: Person, other: Person) -> bool:
    """Whether the two meet in some community but everybody's."""
    mine = Membership.objects.filter(person=one, community__is_server_wide=False).values("community")
    return Membership.objects.filter(person=other, community__in=mine).exists()


def listed() -> QuerySet[Community]:
    """All communities that anybody may find, each with its number of members; this server's own first."""
    return Community.objects.annotate(member_count=Count("memberships")).order_by("-is_server_wide", "name")


def with_slug(slug: str) -> Community | None:
    """The community at this address."""
    return Community.objects.filter(slug=slug).first()


def member_count(community: Community) -> int:
    """How many people belong to the community."""
    return Membership.objects.filter(community=community, person__is_active=True).count()


def stewards_of(community: Community) -> list[Person]:
    """Who runs the community day to day, by first name."""
    stewards = Person.objects.filter(memberships__community=community, memberships__is_steward=True, is_active=True)
    return list(stewards.order_by("first_name"))


def memberships_of(viewer: Person) -> QuerySet[Membership]:
    """The communities that the viewer belongs to, but for the one that is everybody's."""
    mine = Membership.objects.filter(person=viewer, community__is_server_wide=False)
    return mine.select_related("community").order_by("community__name")


def words_of(communities: Collection[Community]) -> QuerySet[CommunityWord]:
    """The words that these communities have of their own, in one query."""
    return CommunityWord.objects.filter(community__in=communities)


def words_heard_from(viewer: Person | None, *, also: Community | None = None) -> QuerySet[CommunityWord]:
    """The words with which the viewer's sentences are read, in one query: those of everybody's community and of their own.

    Their own come first. `also`: a community whose words count besides.
    """
    theirs = Q(community__is_server_wide=True)
    if viewer:
        theirs |= Q(community__in=Membership.objects.filter(person=viewer).values("community"))
    if also:
        theirs |= Q(community=also)
    return CommunityWord.objects.filter(theirs).order_by("community__is_server_wide", "named_at", "pk")


def memberships_by_person(people: Iterable[UUID]) -> defaultdict[UUID, list[tuple[str, bool]]]:
    """For each person the communities they belong to, and whether each has verified them; asks/close_up.py reads the same.

    Verification is a moment that a community sets today. A community that verifies in another way (a document, two neighbours
    who vouch, an attested age) will answer here.
    """
    memberships: defaultdict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    rows = Membership.objects.filter(person_id__in=list(people))
    for person_id, community_id, verified_at in rows.values_list("person_id", "community_id", "verified_at"):
        memberships[person_id].append((str(community_id), verified_at is not None))
    return memberships


@lru_cache(maxsize=4096)
def community_text(key: Any) -> str:
    """The community that the database keeps so, as text: there are few of them, and many members."""
    return text_of(key)


def standing_of(person_id: UUID) -> Standing:
    """What is known of the person before anything is entrusted to them. Nobody attests ages yet: `is_adult` is not known."""
    verified_by = frozenset(
        house for house, is_verified in memberships_by_person([person_id])[person_id] if is_verified
    )
    return Standing(is_verified=bool(verified_by), verified_by=verified_by)


def safety_rules_of(community_id: UUID) -> dict[str, SafetyRule]:
    """The community's own safety rules by class; where it has none, the charter's holds (see logic.routing.trust)."""
    newest: dict[str, SafetyRule] = {}
    table = CommunityRule._meta.db_table
    rows = fetch(
        f"SELECT safety_class, level FROM {table} WHERE community_id = %s ORDER BY set_at DESC, id DESC",  # noqa: S608 - our own name
        kept([community_id]),
    )
    for code, level in rows:
        newest.setdefault(code, SafetyRule(level_named(level) or "anybody"))
    return newest


def as_rule(kept: CommunityRule) -> SafetyRule:
    """The rule as logic.routing.trust knows it."""
    return SafetyRule(level_named(kept.level) or "anybody")


def rules_in_force(community: Community) -> dict[str, CommunityRule]:
    """The newest rule of each safety class that the community has made one for, with who made it, when and why."""
    newest: dict[str, CommunityRule] = {}
    for one in CommunityRule.objects.filter(community=community).select_related("set_by"):
        newest.setdefault(one.safety_class, one)
    return newest


def fault_in(person: Person, *, post: RoutedPost) -> Fault | None:
    """Why the person may not help with what the post entrusts, by the rules of its community; None if they may."""
    rule = Search(post).safety_rule
    return None if rule == SafetyRule() else fault(standing_of(person.pk), rule=rule, house=post.house)


def is_verified_for(person: Person, *, community: Community, topic: str) -> bool:
    """Whether the community's rules let the person help with this topic. Of a whole sentence, journeys.who_may_help knows more."""
    found = class_of_topic(topic)
    rule = rule_for((found,) if found else (), rules=safety_rules_of(community.pk))
    return fault(standing_of(person.pk), rule=rule, house=str(community.pk)) is None


def rule_history(community: Community, *, most: int = 50) -> list[CommunityRule]:
    """What the community has decided about safety, newest first."""
    return list(CommunityRule.objects.filter(community=community).select_related("set_by")[:most])


def weights_of(community_id: UUID) -> Weights:
    """The weights by which the community orders whom to ask; the default ones until it has decided otherwise."""
    table = CommunityWeights._meta.db_table
    rows = fetch(
        f"SELECT weights FROM {table} WHERE community_id = %s ORDER BY set_at DESC, id DESC LIMIT 1",  # noqa: S608 - our own name
        kept([community_id]),
    )
    return weights_from(json.loads(rows[0][0]) if rows else {})


def rules_of(community: Community, *, now: datetime) -> Rules:
    """The community's rules at the aware moment `now`; until it has decided, the usual ones with what its own columns say."""
    version = version_in_force(community, now=now)
    return Rules.from_dict(version.rules) if version else rules_undecided(community)


def rules_undecided(community: Community) -> Rules:
    """The rules of a community that has not decided about any."""
    return Rules(
        entry=community.entry,
        posts_read_by="all" if community.is_readable_by_all else "members",
        forum_read_by="all" if community.is_forum_readable_by_all else "members",
    )


def version_in_force(community: Community, *, now: datetime) -> RulesVersion | None:
    """The version that holds at the aware moment `now`; None if the community has not decided about its rules."""
    return _versions(community).filter(holds_from__lte=now, taken_back_at=None).first()


def version_to_come(community: Community, *, now: datetime) -> RulesVersion | None:
    """The version that was announced and does not hold yet, if there is one."""
    return _versions(community).filter(holds_from__gt=now, taken_back_at=None).first()


def versions_due(*, now: datetime) -> list[RulesVersion]:
    """Versions whose moment has come and whose community's columns do not say so yet, oldest first."""
    due = RulesVersion.objects.filter(holds_from__lte=now, held_at=None, taken_back_at=None)
    return list(due.select_related("community").order_by("holds_from", "number")[:200])


def versions_of(community: Community, *, before: int | None = None, most: int = 20) -> list[RulesVersion]:
    """The history of the rules, newest first, those taken back among them; `before`: only versions with a lower number."""
    rows = _versions(community)
    return list((rows if before is None else rows.filter(number__lt=before))[:most])


def _versions(community: Community) -> QuerySet[RulesVersion]:
    return (
        RulesVersion.objects.filter(community=community).select_related("set_by", "taken_back_by").order_by("-number")
    )


def weights_history(community: Community, *, most: int = 50) -> list[CommunityWeights]:
    """What the community has decided about its weights, newest first: the first of them holds."""
    return list(CommunityWeights.objects.filter(community=community).select_related("set_by")[:most])
