"""End a promise because somebody cannot, or will not, or has gone, and free the answer that began it. Other journeys call these."""

from datetime import datetime

from entraide.journeys.hold_exchange import happen_to, hold
from entraide.journeys.when_to_mail import mailing
from entraide.logic.states import EXCHANGE
from entraide.records.asks import changes as ask_changes
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import live_about, live_of, other_in
from entraide.records.notices.changes import tell_of
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def end_promise(*, exchange: Exchange, by: Person | None, reason: str, now: datetime) -> None:
    """End the exchange (locked) because `by` cannot, or will not, any more; None: they have gone."""
    was = exchange.state
    was_promised = exchange.promised_at is not None
    outcome = "no_show" if was == "missed" else "reneged" if was_promised else "withdrawn"
    changes.drop_coming(exchange=exchange)
    changes.move(
        exchange=exchange,
        state="reneged" if was in ("promised", "reminded") else "ended",
        outcome=outcome if by else "gone",
        reason=reason,
        ended_by=by,
        ended_at=now,
        proposal=None,
        look_at=None,
    )
    happen_to(
        "exchange_reneged",
        exchange=exchange,
        by=by,
        now=now,
        outcome=exchange.outcome,
        reason=reason,
        was_promised=was_promised,
    )


def free_answer(*, exchange: Exchange, now: datetime) -> None:
    """The answer that began the exchange counts no more; answering again begins another."""
    answer = exchange.answer
    if answer is None:
        return
    ask_changes.unchoose(answer=answer, at=now)
    if exchange.promised_at is not None:
        changes.part_from_answer(exchange=exchange)


def end_for_leaving(*, person: Person, now: datetime) -> int:
    """End all that goes on with somebody who erases their account, and take out of what is over what only the two knew; how many ended.

    Where no answer began it (a ring did) the other is told; of an answer they hear otherwise.
    """
    count = 0
    for found in live_of(person):
        exchange, _ = hold(exchange_id=found.pk)
        changes.drop_coming(exchange=exchange)
        state = "ended" if EXCHANGE.may(exchange.state, "ended") else exchange.state
        changes.move(exchange=exchange, state=state, outcome="gone", ended_at=now, proposal=None, look_at=None)
        happen_to("exchange_ended", exchange=exchange, by=None, now=now, outcome="gone")
        other = other_in(exchange, person)
        if other and exchange.answer_id is None:
            tell_of(
                person=other,
                kind="partner_gone",
                about=exchange.pk,
                community=exchange.community,
                at=now,
                mailing=mailing(person=other, kind="partner_gone", now=now),
            )
        count += 1
    changes.forget_words_of(person=person)
    return count


def end_promises_about(*, post: Post, by: Person | None, reason: str, now: datetime) -> int:
    """End all that is promised about the post (locked), which is over; how many."""
    count = 0
    for found in live_about(post):
        exchange, _ = hold(exchange_id=found.pk)
        if exchange.state in ("promised", "reminded", "missed"):
            end_promise(exchange=exchange, by=by, reason=reason, now=now)
            count += 1
    return count
