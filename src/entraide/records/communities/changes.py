"""Changing communities. Journeys call this; nobody else."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from entraide.logic.charter.charter import BreaksCharter, breaches
from entraide.logic.charter.rules import Rules
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


def add_member(*, community: Community, person: Person, at: datetime) -> tuple[Membership, bool]:
    """Make the person a member; (membership, whether it is new)."""
    return Membership.objects.get_or_create(community=community, person=person, defaults={"joined_at": at})


def remove_member(*, community: Community, person: Person) -> bool:
    """End a membership; False if there was none."""
    return bool(Membership.objects.filter(community=community, person=person).delete()[0])


def add_community(*, slug: str, name: str, motto: str = "", paper: str = "canari", **fields: Any) -> Community:
    """A new open community. Raises IntegrityError if the slug is taken."""
    return Community.objects.create(slug=slug, name=name, motto=motto, paper=paper, **fields)


def set_community(*, community: Community, **fields: Any) -> None:
    """Set some of the community's own fields. Raises IntegrityError if another community has the host name."""
    for name, value in fields.items():
        setattr(community, name, value)
    community.save(update_fields=list(fields))


def note_standing(
    *,
    membership: Membership,
    verified_at: datetime | None,
    verified_until: date | None,
    attested: Mapping[str, date | None],
) -> bool:
    """Repeat on the membership what the attestations say of it (records.attestations); whether that is news.

    `attested`: each kind with the last day on which it holds, None for no end.
    """
    said = {kind: until.isoformat() if until else None for kind, until in sorted(attested.items())}
    before = (membership.verified_at, membership.verified_until, membership.attested)
    membership.verified_at, membership.verified_until, membership.attested = verified_at, verified_until, said
    membership.save(update_fields=["verified_at", "verified_until", "attested"])
    return before != (verified_at, verified_until, said)


def trust_with(*, membership: Membership, kinds: Collection[str]) -> None:
    """The community trusts this member with attesting these kinds, and no others."""
    membership.may_attest, membership.is_attester = sorted(kinds), bool(kinds)
    membership.save(update_fields=["may_attest", "is_attester"])


def make_steward(*, membership: Membership, is_steward: bool = True) -> None:
    """The member helps to run the community; or does so no more."""
    membership.is_steward = is_steward
    membership.save(update_fields=["is_steward"])


def note_name(*, person: Person) -> None:
    """The person has another first name: lists of members know them by it."""
    Membership.objects.filter(person=person).update(name_key=name_key(person.first_name))


def set_moving(*, membership: Membership, agrees: bool) -> None:
    """Whether the member comes along, should the community move to another server."""
    membership.agrees_to_move = agrees
    membership.save(update_fields=["agrees_to_move"])


def lock_community(*, community: Community) -> None:
    """Nobody else changes the community's words until the transaction ends."""
    Community.objects.select_for_update(no_key=True).get(pk=community.pk)


def add_word(*, community: Community, by: Person, at: datetime, **fields: Any) -> CommunityWord:
    """Keep a word with the fields of the model. Raises IntegrityError if the community has it, or if it means nothing."""
    return CommunityWord.objects.create(community=community, named_by=by, named_at=at, **fields)


def remove_word(*, community: Community, word_id: UUID) -> CommunityWord | None:
    """Delete the community's word and give it back once more; None if there is none."""
    word = CommunityWord.objects.filter(community=community, pk=word_id).first()
    if word:
        CommunityWord.objects.filter(pk=word.pk).delete()
    return word


def add_weights(
    *, community: Community, weights: Mapping[str, float], why: str, by: Person, at: datetime
) -> CommunityWeights:
    """Keep the weights that hold from now on; empty for the default ones."""
    return CommunityWeights.objects.create(community=community, weights=dict(weights), why=why, set_by=by, set_at=at)


def add_rule(
    *,
    community: Community,
    safety_class: str,
    level: str,
    for_adults_only: bool = False,
    kinds: Collection[str] = (),
    why: str,
    by: Person,
    at: datetime,
) -> CommunityRule:
    """Keep the rule of one safety class that holds from now on."""
    return CommunityRule.objects.create(
        community=community,
        safety_class=safety_class,
        level=level,
        for_adults_only=for_adults_only,
        kinds=sorted(kinds),
        why=why,
        set_by=by,
        set_at=at,
    )


def add_rules_version(
    *, community: Community, rules: Rules, why: str, by: Person | None, at: datetime, holds_from: datetime
) -> RulesVersion:
    """Keep the next version of the community's rules; if it holds at once, the community's columns say so too.

    Call it with the community locked (lock_community). Raises BreaksCharter: rules that break the charter are never kept, whoever
    brings them.
    """
    found = breaches(rules)
    if found:
        raise BreaksCharter(found)
    newest = RulesVersion.objects.filter(community=community).aggregate(newest=Max("number"))["newest"] or 0
    version = RulesVersion.objects.create(
        community=community,
        number=newest + 1,
        rules=rules.as_dict(),
        why=why,
        set_by=by,
        set_at=at,
        holds_from=holds_from,
    )
    if holds_from <= at:
        let_rules_hold(version=version, at=at)
    return version


def let_rules_hold(*, version: RulesVersion, at: datetime) -> None:
    """The version holds now: what lists and access ask of every community repeats it. Once is enough, twice does no harm."""
    house = version.community
    # A later version may have been let hold first, if nobody worked for a while.
    later = RulesVersion.objects.filter(community=house, number__gt=version.number).exclude(held_at=None)
    if not later.exists():
        rules = Rules.from_dict(version.rules)
        house.entry = rules.entry
        house.is_readable_by_all = rules.posts_read_by == "all"
        house.is_forum_readable_by_all = rules.forum_read_by == "all"
        house.asks_only_verified = rules.may_be_asked == "verified"
        house.save(update_fields=["entry", "is_readable_by_all", "is_forum_readable_by_all", "asks_only_verified"])
    version.held_at = at
    version.save(update_fields=["held_at"])


def take_back_rules(*, version: RulesVersion, by: Person, at: datetime) -> None:
    """The version will not hold; it stays in the history."""
    version.taken_back_at, version.taken_back_by = at, by
    version.save(update_fields=["taken_back_at", "taken_back_by"])
