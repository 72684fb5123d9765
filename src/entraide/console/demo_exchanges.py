"""What became of promises in the demo town: kept and thanked for long ago, standing now, or still to be answered; and credits given."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from entraide.common.ids import uuid7
from entraide.console.demo_town import TownGift
from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.give_credits import give_credits
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_done import say_done
from entraide.journeys.thank import show_thanks, thank
from entraide.logic.bookkeeping.units import read_amount
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange, Thanks
from entraide.records.ledgers.queries import unit_of
from entraide.records.people.models import Person


def accept_soon(answer: Answer, *, at: datetime) -> Exchange | None:
    """Whoever was chosen accepts what the writer proposes, at the aware moment `at`; None where that was too late."""
    exchange = Exchange.objects.select_related("asker", "helper", "post").filter(answer=answer).first()
    if exchange is None or exchange.proposal is None:
        return exchange
    try:
        return accept_promise(person=answer.person, exchange_id=exchange.pk, version=exchange.version, now=at)
    except Refusal:
        return None


def keep_long_ago(answer: Answer, *, at: datetime, thanks: str) -> None:
    """They kept it a day after it was promised (or when it was for), both said so, and whoever was helped said thank you."""
    exchange = accept_soon(answer, at=at)
    if exchange is None or not exchange.is_promised or not exchange.asker or not exchange.helper:
        return
    time = exchange.occurrences.order_by("number").first()
    if time is None:
        return
    done_at = (time.ends_at or time.starts_at or at + timedelta(days=1)) + timedelta(hours=1)
    for person in (exchange.helper, exchange.asker):
        say_done(person=person, exchange_id=exchange.pk, number=time.number, now=done_at)
    thank(giver=exchange.asker, exchange_id=exchange.pk, words=thanks, number=time.number, now=done_at)
    given = Thanks.objects.filter(exchange=exchange).first()
    if given and thanks:
        show_thanks(receiver=exchange.helper, thanks_id=given.pk, is_shown=True, now=done_at)


def give_long_ago(told: TownGift, *, people: Mapping[str, Person], house: Community, at: datetime) -> None:
    """Somebody gave another what their community counts, at the aware moment `at`. Raises ValueError for an amount that is none."""
    amount = read_amount(told.amount, unit=unit_of(house, now=at))
    if amount is None:
        raise ValueError(f"{told.amount} is no amount in {house.name}")
    give_credits(
        payer=people[told.by],
        payee=people[told.to],
        community=house,
        amount_minor=amount,
        words=told.words,
        key=uuid7(),
        now=at,
    )
