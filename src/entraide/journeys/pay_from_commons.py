"""Pay from the commons: for work done for all, decided by whoever runs the community. And what rules give: welcome, what was bought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from entraide.journeys.give_credits import LONGEST_WORDS, MOST_AT_ONCE, clean
from entraide.journeys.may_act import may_act
from entraide.journeys.move_credits import move_credits
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import may_enter, membership_of, tends
from entraide.records.ledgers.books import COMMONS, Wish
from entraide.records.ledgers.models import Transfer
from entraide.records.ledgers.queries import terms_in_force
from entraide.records.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Pay:
    """What the commons pay one member: `amount_minor` above nought, what for, and the key under which it is paid once."""

    payee: Person
    amount_minor: int
    words: str
    key: UUID


def pay_from_commons(
    *, pays: Sequence[Pay], steward: Person, community: Community, now: datetime
) -> list[Transfer | Refusal]:
    """Pay members for work for the commons: for each the transfer, or why not (wrong_amount, words_missing, too_long, not_member,
    to_oneself, below_floor of the commons, above_ceiling of the member).

    Nobody pays themselves. Raises Refusal: stewards_only, closed, no_credits_here, too_many_at_once, or what may_act does.
    """
    if not tends(steward, community=community):
        raise Refusal("stewards_only")
    if community.closed_at is not None:
        raise Refusal("closed")
    if len(pays) > MOST_AT_ONCE:
        raise Refusal("too_many_at_once")
    may_act(person=steward, community=community, now=now)
    answers = [_why_not(pay, steward, community) for pay in pays]
    let = [n for n, answer in enumerate(answers) if answer is None]
    wishes = [
        Wish(
            key=pays[n].key,
            payer=COMMONS,
            payee=pays[n].payee.pk,
            amount_minor=pays[n].amount_minor,
            kind="work",
            words=clean(pays[n].words),
            made_by=steward.pk,
        )
        for n in let
    ]
    made = dict(zip(let, move_credits(wishes=wishes, community=community, now=now), strict=True))
    return [answer or made[n] for n, answer in enumerate(answers)]


def _why_not(pay: Pay, steward: Person, community: Community) -> Refusal | None:
    if pay.amount_minor <= 0:
        return Refusal("wrong_amount")
    if pay.payee.pk == steward.pk:
        return Refusal("to_oneself")
    if not clean(pay.words):
        return Refusal("words_missing")
    if len(clean(pay.words)) > LONGEST_WORDS:
        return Refusal("too_long")
    return None if may_enter(pay.payee, community=community, whom="members") else Refusal("not_member")


def welcome_member(*, person: Person, community: Community, now: datetime) -> Transfer | None:
    """What the rules give from the commons to who is new: once for ever, however often they join. None if they give nothing.

    None too where the commons have nothing left to give, or the member has left already.
    """
    terms = terms_in_force(community, now=now)
    if terms.unit.is_gift or not terms.welcome_minor or membership_of(person, community=community) is None:
        return None
    wish = Wish(
        key=uuid5(community.pk, f"welcome {person.pk} {terms.unit.kind}"),
        payer=COMMONS,
        payee=person.pk,
        amount_minor=terms.welcome_minor,
        kind="welcome",
    )
    made = move_credits(wishes=[wish], community=community, now=now, terms=terms)[0]
    return None if isinstance(made, Refusal) else made


def buy_credits(*, person: Person, community: Community, amount_minor: int, bill_id: UUID, now: datetime) -> Transfer:
    """What somebody has bought and paid for comes to them from the commons; `bill_id` is what was paid: once.

    The limits do not stand in the way of what was paid for. Raises Refusal: no_credits_here, not_for_sale, wrong_amount.
    """
    terms = terms_in_force(community, now=now)
    if terms.unit.is_gift:
        raise Refusal("no_credits_here")
    key = uuid5(bill_id, "bought")
    if not terms.cents_each and not Transfer.objects.filter(key=key, community=community).exists():
        raise Refusal("not_for_sale")
    if amount_minor <= 0:
        raise Refusal("wrong_amount")
    wish = Wish(
        key=key,
        payer=COMMONS,
        payee=person.pk,
        amount_minor=amount_minor,
        kind="purchase",
        made_by=person.pk,
        about=bill_id,
        is_due=True,
    )
    made = move_credits(wishes=[wish], community=community, now=now, terms=terms)[0]
    if isinstance(made, Refusal):
        raise made
    return made
