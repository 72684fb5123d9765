"""Say into which account a community's bills are paid. Whoever else tends it hears of it: a changed number is how houses are robbed."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.logic.euros.epc import LONGEST_NAME, one_line
from entraide.logic.euros.iban import WrongIban, read_iban
from entraide.records.communities.models import Community
from entraide.records.communities.queries import stewards_of, tends
from entraide.records.notices import changes as notices
from entraide.records.payments import changes, queries
from entraide.records.payments.models import BankAccount
from entraide.records.people.models import Person


def set_bank_account(
    *, steward: Person, community: Community, iban: str, holder: str, now: datetime
) -> BankAccount | None:
    """From now on bills to the community are paid into this account; an empty `iban` takes the account away. None: there was none.

    Raises Refusal: not_yours, house_closed, wrong_account, holder_missing.
    """
    number, name = read_account(iban=iban, holder=holder) if iban.strip() else ("", "")
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        if community.closed_at or community.moved_to:
            raise Refusal("house_closed")
        changes.lock_account(community=community)
        before = queries.account_of(community)
        if (before.iban, before.holder) == (number, name) if before else not number:
            return before
        account = changes.set_account(community=community, iban=number, holder=name, by=steward, at=now)
        happen(
            "bank_account_set", at=now, actor_id=steward.pk, community_id=str(community.pk), has_account=bool(number)
        )
        for other in stewards_of(community):
            if other.pk != steward.pk:
                notices.tell_of(
                    person=other,
                    kind="bank_account",
                    about=account.pk,
                    community=community,
                    facts={"person": str(steward.pk)},
                    at=now,
                    mailing=mailing(person=other, kind="bank_account", now=now),
                )
        return account


def read_account(*, iban: str, holder: str) -> tuple[str, str]:
    """An account's number, bare, and its holder on one line. Raises Refusal: wrong_account, holder_missing."""
    try:
        number = read_iban(iban)
    except WrongIban as wrong:
        raise Refusal("wrong_account") from wrong
    name = one_line(holder)[:LONGEST_NAME].strip()
    if not any(sign.isalpha() for sign in name):
        raise Refusal("holder_missing")
    return number, name
