"""Finding communities and memberships."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from entraide.common.text import fold
from entraide.logic.charter.rules import Rules
from entraide.logic.charter.taken_away import changed
from entraide.logic.routing.trust import SafetyRule, level_named
from entraide.logic.routing.weights import Weights, weights_from
from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
    name_key,
)
from entraide.records.people.models import Person
from entraide.records.rows import among, fetch, identity, kept, kept_value, text_of

# What a word means, for whoever reads a list of them; in the order in which it is kept.
_OF_WORDS = ("sort", "name", "topic", "worth", "town", "postcode")


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


def house_ids_of(viewer: Person | None) -> frozenset[UUID]:
    """The identifiers of the communities that the viewer belongs to, but for the one that is everybody's."""
    return frozenset() if viewer is None else house_ids_read(fetch(*house_ids_asked(viewer)))


def house_ids_asked(viewer: Person) -> tuple[str, list[Any]]:
    """The statement that reads the communities that the viewer belongs to, for records.rows.fetch_all; house_ids_read reads them."""
    members, communities = Membership._meta.db_table, Community._meta.db_table
    return (
        f"SELECT m.community_id FROM {members} m JOIN {communities} c ON c.id = m.community_id "  # noqa: S608 - our own names
        "WHERE m.person_id = %s AND c.is_server_wide = %s",
        [*kept([viewer.pk]), False],
    )


def house_ids_read(rows: Iterable[tuple[Any, ...]]) -> frozenset[UUID]:
    """The identifiers that the rows of `house_ids_asked` hold."""
    return frozenset(identity(key) for (key,) in rows)


def may_enter(viewer: Person | None, *, community: Community, whom: str) -> bool:
    """Whether the viewer may come into a room of the community that is for `whom`.

    `readers`: who may read its posts; `forum_readers`: who may read its forum; `joiners`: who could join, that is everybody unless one
    has to be invited; `members`; `stewards`. Operators may everywhere.
    Of the community that is everybody's, everybody who is signed in is a member.
    """
    if whom == "readers" and community.is_readable_by_all:
        return True
    if whom == "forum_readers" and community.is_forum_readable_by_all:
        return True
    if whom == "joiners" and (community.entry != "invitation" or community.is_server_wide):
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


def shared_by(one: Person, other: Person) -> list[Community]:
    """The communities, but for everybody's, that both belong to, by name."""
    mine = Membership.objects.filter(person=one, community__is_server_wide=False).values("community")
    theirs = Membership.objects.filter(person=other, community__in=mine).select_related("community")
    return [row.community for row in theirs.order_by("community__name")]


def listed(*, words: str = "") -> QuerySet[Community]:
    """All communities that anybody may find, by name; this server's own first. `words`: of the name, the motto, or a commune."""
    found = Community.objects.filter(closed_at=None).order_by("-is_server_wide", "name", "id")
    for word in fold(words).text.split()[:6]:
        found = found.filter(findable__contains=word)
    return found


def member_counts(communities: Collection[Community], *, most: int) -> dict[UUID, int]:
    """How many people belong to each of these communities, counted up to `most` + 1, in one query."""
    houses = list(communities)
    if not houses:
        return {}
    counted = {int(n): int(count) for n, count in fetch(*_counts_asked(houses, most=most))}
    return {one.pk: counted[n] for n, one in enumerate(houses)}


def member_count_asked(community: Community, *, most: int = 10_000) -> tuple[str, list[Any]]:
    """The statement that counts who belongs to the community, up to `most` + 1, for records.rows.fetch_all; the second column says it."""
    return _counts_asked([community], most=most)


def _counts_asked(houses: Sequence[Community], *, most: int) -> tuple[str, list[Any]]:
    table = Membership._meta.db_table
    each = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE community_id = %s LIMIT {most + 1}) AS counted"  # noqa: S608
    return " UNION ALL ".join(f"SELECT {n}, ({each})" for n in range(len(houses))), kept([one.pk for one in houses])


def named_alike(slug: str) -> list[Community]:
    """The communities whose name gives this address, and those that got it with a number behind."""
    return list(Community.objects.filter(slug__in=[slug, *(f"{slug}-{n}" for n in range(2, 10))], closed_at=None))


def taken_slugs(slugs: Collection[str]) -> set[str]:
    """Those of the addresses that a community has, or had."""
    return set(Community.objects.filter(slug__in=list(slugs)).values_list("slug", flat=True))


def with_host_name(host: str) -> Community | None:
    """The community that has a host name of its own, and this one."""
    return Community.objects.filter(host_name=host, closed_at=None).first() if host else None


def opened_since(person: Person, *, since: datetime) -> int:
    """How many communities this person has opened since then."""
    return Community.objects.filter(opened_by=person, opened_at__gte=since).count()


def members_of(
    community: Community, *, letters: str = "", after: tuple[str, UUID] | None = None
) -> QuerySet[Membership]:
    """The memberships of a community with their people, by name; `letters`: with which the name begins.

    `after`: only those behind this name key and membership, for a list that is leafed through without counting what lies before.
    """
    rows = Membership.objects.filter(community=community, person__is_active=True).select_related("person")
    if letters:
        first = name_key(letters)
        # Not LIKE: a range is answered from the index on both databases.
        rows = rows.filter(name_key__gte=first, name_key__lt=first + "\U0010ffff")
    if after:
        key, identity = after
        rows = rows.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=identity), name_key__gte=key)
    return rows.order_by("name_key", "id")


@dataclass(frozen=True, kw_only=True)
class AtTheDoor:
    """What everybody sees of who is in a community, and what the viewer is in it.

    Attributes:
        joined_at: since when the viewer belongs to it; None if they do not.
        is_steward: whether they run it.
        is_attester: whether it trusts them to vouch for others.
        stewards: who runs it, by first name.
    """

    joined_at: datetime | None
    is_steward: bool
    is_attester: bool
    stewards: list[str]


def door_asked(viewer: Person | None, *, community: Community) -> tuple[str, list[Any]]:
    """The statement that reads who runs the community and what the viewer is in it, for records.rows.fetch_all."""
    members, people = Membership._meta.db_table, Person._meta.db_table
    each = (
        f"SELECT m.person_id, p.first_name, p.is_active, m.is_steward, m.is_attester, m.joined_at FROM {members} m "  # noqa: S608
        f"JOIN {people} p ON p.id = m.person_id WHERE m.community_id = %s AND "
    )
    (house,) = kept([community.pk])
    if viewer is None:
        return f"{each} m.is_steward = %s", [house, True]
    # Two looks into two indexes, and no row twice.
    return f"{each} m.is_steward = %s UNION {each} m.person_id = %s", [house, True, house, *kept([viewer.pk])]


def door_read(rows: Sequence[tuple[Any, ...]], *, viewer: Person | None) -> AtTheDoor:
    """What the rows of `door_asked` hold."""
    own = next((row for row in rows if viewer and identity(row[0]) == viewer.pk), None)
    return AtTheDoor(
        joined_at=read_moment(own[5]) if own else None,
        is_steward=bool(own and own[3]),
        is_attester=bool(own and own[4]),
        stewards=sorted(name for _, name, is_active, is_steward, *_ in rows if is_steward and is_active),
    )


def steward_memberships(community: Community) -> list[Membership]:
    """The memberships of those who run the community."""
    rows = Membership.objects.filter(community=community, is_steward=True, person__is_active=True)
    return list(rows.select_related("person").order_by("person__first_name"))


def with_slug(slug: str) -> Community | None:
    """The community at this address."""
    return next(iter(Community.objects.filter(slug=slug)), None)


def with_id(community_id: UUID) -> Community | None:
    """The community with this identifier."""
    return Community.objects.filter(pk=community_id).first()


def member_count(community: Community, *, most: int = 10_000) -> int:
    """How many people belong to the community, counted up to `most` + 1."""
    return member_counts([community], most=most)[community.pk]


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


def words_asked(community: Community) -> tuple[str, list[Any]]:
    """The statement that reads the community's own words, for records.rows.fetch_all; words_read reads them."""
    columns, table = ", ".join(_OF_WORDS), CommunityWord._meta.db_table
    return f"SELECT {columns} FROM {table} WHERE community_id = %s ORDER BY sort, key", kept([community.pk])  # noqa: S608


def words_read(rows: Iterable[tuple[Any, ...]]) -> list[CommunityWord]:
    """What the words of `words_asked` are and mean; of each no more than that was read."""
    return [CommunityWord.from_db(None, _OF_WORDS, row) for row in rows]


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


def read_moment(kept: datetime | str) -> datetime:
    """The aware moment that the database keeps so: SQLite as text, in UTC."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)


@lru_cache(maxsize=4096)
def community_text(key: Any) -> str:
    """The community that the database keeps so, as text: there are few of them, and many members."""
    return text_of(key)


def safety_rules_of(community_id: UUID) -> dict[str, SafetyRule]:
    """The community's own safety rules by class; where it has none, the charter's holds (see logic.routing.trust)."""
    newest: dict[str, SafetyRule] = {}
    table = CommunityRule._meta.db_table
    rows = fetch(
        f"SELECT safety_class, level, for_adults_only, kinds FROM {table} "  # noqa: S608 - our own name
        "WHERE community_id = %s ORDER BY set_at DESC, id DESC",
        kept([community_id]),
    )
    for code, level, for_adults_only, kinds in rows:
        if code not in newest:
            newest[code] = _rule(level, bool(for_adults_only), json.loads(kinds))
    return newest


def as_rule(kept: CommunityRule) -> SafetyRule:
    """The rule as logic.routing.trust knows it."""
    return _rule(kept.level, kept.for_adults_only, kept.kinds)


def _rule(level: str, for_adults_only: bool, kinds: Collection[str]) -> SafetyRule:
    """The rule kept so. A kind that this version does not know lets nobody pass: it is never dropped in silence."""
    return SafetyRule(level_named(level) or "anybody", for_adults_only, frozenset(kinds))


def rules_in_force(community: Community) -> dict[str, CommunityRule]:
    """The newest rule of each safety class that the community has made one for, with who made it, when and why."""
    newest: dict[str, CommunityRule] = {}
    for one in CommunityRule.objects.filter(community=community).select_related("set_by"):
        newest.setdefault(one.safety_class, one)
    return newest


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


def members_asked(community_id: UUID, *, people: Collection[UUID]) -> tuple[str, list[Any]]:
    """The statement that reads which of these people (one at least) are members whose accounts are open, for records.rows.fetch_all."""
    table, persons = Membership._meta.db_table, Person._meta.db_table
    whose, values = among("m.person_id", people)
    return (
        f"SELECT m.person_id FROM {table} m JOIN {persons} p ON p.id = m.person_id "  # noqa: S608 - our own names
        f"WHERE m.community_id = %s AND p.is_active AND {whose}",
        [*kept([community_id]), *values],
    )


def rules_of(community: Community, *, now: datetime) -> Rules:
    """The community's rules at the aware moment `now`; until it has decided, the usual ones with what its own columns say."""
    return rules_read(fetch(*rules_asked(community, now=now)), community=community)


def rules_asked(community: Community, *, now: datetime) -> tuple[str, list[Any]]:
    """The statement that reads the rules at the aware moment `now`, for records.rows.fetch_all; rules_read reads them.

    Asked on every page of the community, so without who decided it and why.
    """
    return (
        f"SELECT rules FROM {RulesVersion._meta.db_table} WHERE community_id = %s AND holds_from <= %s "  # noqa: S608 - our own name
        "AND taken_back_at IS NULL ORDER BY number DESC LIMIT 1",
        [*kept([community.pk]), kept_value(now)],
    )


def rules_read(rows: Sequence[tuple[Any, ...]], *, community: Community) -> Rules:
    """The rules that the rows of `rules_asked` hold."""
    if not rows or not rows[0][0]:
        return rules_undecided(community)
    rules = rows[0][0]
    return Rules.from_dict(json.loads(rules) if isinstance(rules, str) else rules)


def rules_undecided(community: Community) -> Rules:
    """The rules of a community that has not decided about any."""
    return Rules(
        entry=community.entry,
        posts_read_by="all" if community.is_readable_by_all else "members",
        forum_read_by="all" if community.is_forum_readable_by_all else "members",
        may_be_asked="verified" if community.asks_only_verified else "members",
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


def version_before(version: RulesVersion) -> RulesVersion | None:
    """The version that held when this one was decided; None if there was none."""
    earlier = _versions(version.community).filter(number__lt=version.number, holds_from__lte=version.set_at)
    return earlier.filter(taken_back_at=None).first()


def changed_by(version: RulesVersion) -> list[str]:
    """The fields of the rules that the version changed from what held before."""
    before = version_before(version)
    old = Rules.from_dict(before.rules) if before else Rules()
    return list(changed(before=old, after=Rules.from_dict(version.rules)))


def settled_by_members(communities: Collection[UUID], *, now: datetime) -> set[UUID]:
    """Those of the communities whose rules, at the aware moment `now`, give reports to small panels of members; in one query."""
    holding = RulesVersion.objects.filter(community__in=communities, holds_from__lte=now, taken_back_at=None)
    newest = dict(holding.order_by("number").values_list("community", "rules__members_settle"))
    return {key for key, members_settle in newest.items() if members_settle}


def members_in_order(community: Community, *, after: UUID | None, most: int) -> list[Membership]:
    """The next members (with the person) whose accounts are open, in the order of their keys, after the membership `after`."""
    rows = (
        Membership.objects.filter(community=community, person__is_active=True).select_related("person").order_by("pk")
    )
    return list((rows if after is None else rows.filter(pk__gt=after))[:most])


def _versions(community: Community) -> QuerySet[RulesVersion]:
    return (
        RulesVersion.objects.filter(community=community).select_related("set_by", "taken_back_by").order_by("-number")
    )


def weights_history(community: Community, *, most: int = 50) -> list[CommunityWeights]:
    """What the community has decided about its weights, newest first: the first of them holds."""
    return list(CommunityWeights.objects.filter(community=community).select_related("set_by")[:most])


def run_alone_by(person: Person) -> list[Community]:
    """The communities, with other members in them, that nobody but this person runs."""
    others = Membership.objects.filter(community=OuterRef("community"), person__is_active=True).exclude(person=person)
    mine = Membership.objects.filter(person=person, is_steward=True, community__is_server_wide=False)
    alone = mine.filter(Exists(others) & ~Exists(others.filter(is_steward=True))).select_related("community")
    return [membership.community for membership in alone.order_by("community__name")]


def longest_members(community: Community, *, but: Person, most: int) -> list[Person]:
    """The members who have been there longest, apart from this one."""
    rows = Membership.objects.filter(community=community, person__is_active=True).exclude(person=but)
    return [row.person for row in rows.order_by("joined_at", "pk").select_related("person")[:most]]
