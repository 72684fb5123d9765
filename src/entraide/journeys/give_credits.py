"""Give somebody credits: for what they did, or just so. Alone, or many at once, each with an answer of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from entraide.journeys.hold_exchange import hold
from entraide.journeys.move_credits import in_the_books, keep
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_exchange import settle_exchange
from entraide.logic.bookkeeping.terms import Terms
from entraide.records.communities.models import Community
from entraide.records.communities.queries import members_asked
from entraide.records.exchanges.models import Exchange
from entraide.records.ledgers.books import Wish, open_books
from entraide.records.ledgers.models import Transfer
from entraide.records.ledgers.queries import terms_asked, terms_in_force, terms_read, thanked_with
from entraide.records.people.models import Person
from entraide.records.people.queries import blocks_asked
from entraide.records.reports.queries import kept_from_acting_asked
from entraide.records.rows import identity

LONGEST_WORDS = 200
MOST_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Gift:
    """What one member gives to another: `amount_minor` above nought, in the community's unit; `words` say what for.

    `key` is what the giver calls it: given twice with the same key it is given once. `exchange`: what it thanks for, between these two.
    """

    payer: Person
    payee: Person
    amount_minor: int
    words: str
    key: UUID
    exchange: Exchange | None = None
    kind: str = "gift"


def give_credits(
    *,
    payer: Person,
    payee: Person,
    community: Community,
    amount_minor: int,
    words: str,
    key: UUID,
    now: datetime,
    exchange: Exchange | None = None,
    kind: str = "gift",
) -> Transfer:
    """Give `payee` so much of what the community counts, in minor units. The same key twice is the same transfer.

    Raises Refusal: no_credits_here (nothing is counted there), closed, to_oneself, wrong_amount, too_much_at_once, too_long (the words),
    not_member (either), suspended, apart (one of the two blocks the other), not_yours (the exchange), below_floor, above_ceiling.
    """
    gift = Gift(
        payer=payer,
        payee=payee,
        amount_minor=amount_minor,
        words=words,
        key=key,
        exchange=exchange,
        kind="thanks" if exchange else kind,
    )
    given = give_many(gifts=[gift], community=community, now=now)[0]
    if isinstance(given, Refusal):
        raise given
    return given


def give_many(*, gifts: Sequence[Gift], community: Community, now: datetime) -> list[Transfer | Refusal]:
    """Give all of these, in one transaction: for each the transfer, or why not, as one after the other would have had it.

    Raises Refusal: no_credits_here, closed, too_many_at_once (more than MOST_AT_ONCE).
    """
    if community.closed_at is not None:
        raise Refusal("closed")
    if len(gifts) > MOST_AT_ONCE:
        raise Refusal("too_many_at_once")
    if not gifts:
        return []

    payers = {gift.payer.id for gift in gifts}
    people = payers | {gift.payee.id for gift in gifts}

    thanked = sorted({gift.exchange.pk for gift in gifts if gift.exchange}, key=lambda one: one.bytes)

    def work() -> list[Transfer | Refusal]:
        # What is thanked for is held before the accounts are, in the order of every journey of exchanges.
        for exchange_id in thanked:
            hold(exchange_id=exchange_id)
        books = open_books(
            community_id=community.pk,
            holders=people,
            keys={(gift.payer.id, gift.key) for gift in gifts},
            beside=[
                terms_asked(community.pk, now=now),
                members_asked(community.pk, people=people),
                blocks_asked(people),
                kept_from_acting_asked(community.pk, people=payers, now=now),
            ],
        )
        answers, terms = _answers(gifts, community, people, books.rows)
        let = [n for n, answer in enumerate(answers) if answer is None]
        wishes = [_wish(gifts[n]) for n in let]
        made = keep(wishes, books=books, community=community, terms=terms, now=now) if wishes else []
        by_place = dict(zip(let, made, strict=True))
        for exchange_id in thanked:
            _settle(exchange_id, now=now)
        return [answer or by_place[n] for n, answer in enumerate(answers)]

    return in_the_books(work, community_id=community.pk, now=now, terms=lambda: terms_in_force(community, now=now))


def _settle(exchange_id: UUID, *, now: datetime) -> None:
    """The exchange has its credits, once as much was given for it as was agreed."""
    exchange, _ = hold(exchange_id=exchange_id)
    if exchange.promised_at is None or not exchange.credits_minor or exchange.credits_given_at:
        return
    if thanked_with(exchange.pk) >= exchange.credits_minor:
        settle_exchange(exchange_id=exchange.pk, part="credits", now=now)


def _wish(gift: Gift) -> Wish:
    return Wish(
        key=gift.key,
        payer=gift.payer.id,
        payee=gift.payee.id,
        amount_minor=gift.amount_minor,
        kind=gift.kind,
        words=clean(gift.words),
        made_by=gift.payer.id,
        about=gift.exchange.pk if gift.exchange else None,
    )


def clean(words: str) -> str:
    """The words on one line, as they are kept."""
    return " ".join(words.split())


def _answers(
    gifts: Sequence[Gift], community: Community, people: set[UUID], rows: Sequence[list[tuple[Any, ...]]]
) -> tuple[list[Refusal | None], Terms]:
    """Why not, of each gift, as far as the accounts do not decide; and the terms in force. `rows`: what was read for it."""
    rules, belong, blocks, measures = rows
    terms = terms_read(rules, community=community)
    if terms.unit.is_gift:
        raise Refusal("no_credits_here")
    known = _Known(
        community=community,
        terms=terms,
        # To everybody's community everybody belongs who has an account.
        members=people if community.is_server_wide else {identity(row[0]) for row in belong},
        apart={frozenset((identity(one), identity(other))) for one, other in blocks},
        kept_away={identity(person): kind for person, kind in measures},
    )
    return [_why_not(gift, known) for gift in gifts], terms


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What was read of a community and the people of some gifts: who belongs, who blocks whom, whom a measure keeps from acting."""

    community: Community
    terms: Terms
    members: set[UUID]
    apart: set[frozenset[UUID]]
    kept_away: dict[UUID, str]


def _why_not(gift: Gift, known: _Known) -> Refusal | None:
    payer, payee = gift.payer.id, gift.payee.id
    if payer == payee:
        return Refusal("to_oneself")
    if not isinstance(gift.amount_minor, int) or gift.amount_minor <= 0:
        return Refusal("wrong_amount")
    if known.terms.most_minor and gift.amount_minor > known.terms.most_minor:
        return Refusal("too_much_at_once")
    if len(clean(gift.words)) > LONGEST_WORDS:
        return Refusal("too_long")
    if payer not in known.members or payee not in known.members:
        return Refusal("not_member")
    if payer in known.kept_away:
        return Refusal("excluded" if known.kept_away[payer] == "exclude" else "suspended")
    # What was promised for help is given whoever blocks whom since.
    if known.apart and gift.exchange is None and frozenset((payer, payee)) in known.apart:
        return Refusal("apart")
    if gift.exchange and (payer, payee) != (gift.exchange.asker_id, gift.exchange.helper_id):
        return Refusal("not_yours")
    if gift.exchange and gift.exchange.community_id != known.community.pk:
        return Refusal("not_yours")
    return None
