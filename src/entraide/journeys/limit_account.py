"""Give one account limits of its own, other than those of the rules; by whoever runs the community. Its owner hears of it."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.bookkeeping.terms import Limits
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of, tends
from entraide.records.ledgers import changes
from entraide.records.ledgers.models import Account
from entraide.records.ledgers.queries import account_in, own_limits_of, terms_in_force
from entraide.records.people.models import Person


def limit_account(
    *, person: Person, steward: Person, community: Community, limits: Limits | None, now: datetime
) -> Account:
    """The person's account has these limits from now on, or with None those of the rules again.

    A balance beyond them stays, and may only come back. Whoever has no account yet gets one, empty. Limits that it has already change
    nothing. Raises Refusal: stewards_only, concerned (one's own account), not_member, no_credits_here (nothing is counted),
    wrong_amount (a floor above nought, or a ceiling below it).
    """
    if not tends(steward, community=community):
        raise Refusal("stewards_only")
    if steward.pk == person.pk:
        raise Refusal("concerned")
    if limits and not limits.floor_minor <= 0 <= limits.ceiling_minor:
        raise Refusal("wrong_amount")
    terms = terms_in_force(community, now=now)
    if terms.unit.is_gift:
        raise Refusal("no_credits_here")
    with transaction.atomic():
        if membership_of(person, community=community) is None:
            raise Refusal("not_member")
        changes.open_accounts(community_id=community.pk, holders=[person.pk], terms=terms, at=now)
        found = account_in(person, community=community, unit=terms.unit.kind)
        account = changes.locked_account(account_id=found.pk) if found else None
        if account is None:
            raise Refusal("no_such_account")
        if own_limits_of(account, terms=terms) == limits:
            return account
        changes.set_own_limits(account=account, limits=limits, terms=terms)
        happen(
            "account_limited",
            at=now,
            actor_id=steward.pk,
            person_id=person.pk,
            community_id=str(community.pk),
            floor_minor=limits.floor_minor if limits else None,
            ceiling_minor=limits.ceiling_minor if limits else None,
        )
        return account


def let_account_limits_hold(*, community: Community, now: datetime) -> None:
    """After a change of rules: every account has the limits that they say, or its own, and none is in breach. Can be run twice."""
    terms = terms_in_force(community, now=now)
    if not terms.unit.is_gift:
        with transaction.atomic():
            changes.let_limits_hold(community=community, terms=terms)
