"""Changing communities. Journeys call this; nobody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from entraide.records.communities.models import Community, CommunityRule, CommunityWeights, CommunityWord, Membership
from entraide.records.people.models import Person


def add_member(*, community: Community, person: Person, at: datetime) -> tuple[Membership, bool]:
    """Make the person a member; (membership, whether it is new)."""
    return Membership.objects.get_or_create(community=community, person=person, defaults={"joined_at": at})


def remove_member(*, community: Community, person: Person) -> bool:
    """End a membership; False if there was none."""
    return bool(Membership.objects.filter(community=community, person=person).delete()[0])


def add_community(*, slug: str, name: str, motto: str = "", paper: str = "canari") -> Community:
    """A new open community. Raises IntegrityError if the slug is taken."""
    return Community.objects.create(slug=slug, name=name, motto=motto, paper=paper)


def vouch(*, membership: Membership, at: datetime) -> None:
    """The community vouches for its member from now on; the first time counts."""
    if membership.verified_at is None:
        membership.verified_at = at
        membership.save(update_fields=["verified_at"])


def make_steward(*, membership: Membership) -> None:
    """The member helps to run the community."""
    membership.is_steward = True
    membership.save(update_fields=["is_steward"])


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
    *, community: Community, safety_class: str, level: str, why: str, by: Person, at: datetime
) -> CommunityRule:
    """Keep the rule of one safety class that holds from now on."""
    return CommunityRule.objects.create(
        community=community, safety_class=safety_class, level=level, why=why, set_by=by, set_at=at
    )
