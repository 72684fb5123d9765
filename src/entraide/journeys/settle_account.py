"""What becomes of an account when its holder goes: leaves the community, or erases themselves. By the community's own rule."""

from datetime import datetime
from uuid import UUID, uuid5

from entraide.journeys.move_credits import in_the_books, keep
from entraide.logic.bookkeeping.terms import MOST_SHARERS, Terms, shares
from entraide.records.communities.models import Community
from entraide.records.ledgers.books import COMMONS, AccountRow, Opened, Wish, open_books
from entraide.records.ledgers.changes import let_go
from entraide.records.ledgers.models import Account
from entraide.records.ledgers.queries import account_of, accounts_held, fullest, terms_in_force
from entraide.records.people.models import Person


def settle_account(*, person: Person, community: Community, now: datetime, is_for_good: bool = False) -> None:
    """Settle the person's account in the community, by its rule on debts; inside the transaction in which they go.

    What is above nought waits for their return; for good (they erase their account) it goes to the commons. A debt is borne by the
    commons, shared by the fullest accounts, or waits for their return, as the rule says; for good the commons bear it.
    """
    terms = terms_in_force(community, now=now)
    if terms.unit.is_gift or account_of(person, community=community, now=now) is None:
        return

    def work() -> None:
        sharers = _sharers(community, person, terms) if terms.debt == "others" else []
        books = open_books(
            community_id=community.pk, holders={person.pk, COMMONS, *(one.person_id for one in sharers)}, keys=[]
        )
        wishes = _wishes(person, books, terms, sharers, is_for_good=is_for_good)
        if wishes:
            keep(wishes, books=books, community=community, terms=terms, now=now)

    in_the_books(work, community_id=community.pk, now=now, terms=lambda: terms)


def let_accounts_go(*, person: Person, now: datetime) -> None:
    """Settle all accounts of somebody who erases themselves: the accounts stay, empty and nobody's, without their words."""
    for community in {account.community for account in accounts_held(person)}:
        settle_account(person=person, community=community, now=now, is_for_good=True)
    let_go(person=person)


def _wishes(person: Person, books: Opened, terms: Terms, sharers: list[Account], *, is_for_good: bool) -> list[Wish]:
    row = books.accounts.get((terms.unit.kind, person.pk))
    balance = row.balance_minor if row else 0
    if row is None or balance == 0:
        return []
    if balance > 0:
        return [_wish(row, balance, "leaving", payer=person.pk, payee=COMMONS)] if is_for_good else []
    debt = -balance
    if terms.debt == "stays" and not is_for_good:
        return []
    if terms.debt != "others" or not sharers:
        return [_wish(row, debt, "leaving", payer=COMMONS, payee=person.pk)]
    # Nobody gives more than they have; what is left over, the commons bear.
    wishes, left = [], debt
    for account, share in zip(sharers, shares(amount_minor=debt, among=len(sharers)), strict=True):
        held = books.accounts[terms.unit.kind, account.person_id]
        part = min(share, max(0, held.balance_minor))
        if part:
            wishes.append(_wish(row, part, "share", payer=account.person_id, payee=person.pk))
            left -= part
    if left:
        wishes.append(_wish(row, left, "leaving", payer=COMMONS, payee=person.pk))
    return wishes


def _wish(row: AccountRow, amount_minor: int, kind: str, *, payer: UUID | None, payee: UUID | None) -> Wish:
    # One key for each time that this account is settled, and each who pays: done twice in one going it would be found.
    key = uuid5(row.mark, f"{kind} {row.entry_count} {payer}")
    return Wish(key=key, payer=payer, payee=payee, amount_minor=amount_minor, kind=kind, is_due=True)


def _sharers(community: Community, person: Person, terms: Terms) -> list[Account]:
    return fullest(community, unit=terms.unit.kind, but=person, most=MOST_SHARERS)
