"""Settle a problem: a steward says what came of it, or the two find it out by themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.end_promise import free_answer
from entraide.journeys.finish_time import finish
from entraide.journeys.hold_exchange import happen_to, hold, zone_of
from entraide.journeys.plan_times import look_again
from entraide.journeys.refusals import Refusal
from entraide.journeys.renege import look_for_others
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import is_party, last_of, may_settle
from entraide.records.people.models import Person

# What may come of a problem: the promise goes on as it is; it counts as done, or as done in part; somebody did not come; it ends.
OUTCOMES = ("goes_on", "done", "partly", "no_show", "ended")
LONGEST_WORDS = 1000


def settle_problem(
    *, person: Person, exchange_id: UUID, outcome: str, words: str, now: datetime, asks_others: bool = False
) -> Exchange:
    """Settle the exchange's open problem with this outcome; `words` are for both. Settled twice, the first stands.

    A steward of its community may, who is neither of the two; and whoever told of it may take it back (goes_on). `asks_others`:
    the post looks for somebody else. Raises Refusal: not_yours, which_missing (no such outcome).
    """
    if outcome not in OUTCOMES:
        raise Refusal("which_missing")
    with transaction.atomic():
        exchange, post = hold(exchange_id=exchange_id)
        problem = changes.locked_problem(exchange=exchange)
        if problem is None:
            if is_party(exchange, person) or may_settle(person, exchange=exchange):
                return exchange
            raise Refusal("not_yours")
        is_taken_back = problem.teller_id == person.pk and outcome == "goes_on"
        if not is_taken_back and not may_settle(person, exchange=exchange):
            raise Refusal("not_yours")
        changes.set_problem(
            problem=problem,
            settled_by=person,
            settled_at=now,
            outcome=outcome,
            steward_words="" if is_taken_back else words.strip()[:LONGEST_WORDS],
        )
        last = last_of(exchange)
        if outcome == "goes_on":
            _go_on(exchange, now=now)
        elif outcome in ("done", "partly"):
            finish(exchange=exchange, post=post, by=None, now=now, number=last.number if last else 1)
            if outcome == "partly":
                changes.set_fields(exchange=exchange, outcome="partly")
        else:
            changes.drop_coming(exchange=exchange)
            changes.move(
                exchange=exchange,
                state="ended",
                outcome="no_show" if outcome == "no_show" else "problem",
                ended_at=now,
                proposal=None,
                look_at=None,
            )
            free_answer(exchange=exchange, now=now)
            if post and asks_others:
                look_for_others(post=post, now=now)
        happen_to("problem_settled", exchange=exchange, by=person, now=now, problem_id=str(problem.pk), outcome=outcome)
        return exchange


def _go_on(exchange: Exchange, *, now: datetime) -> None:
    """As before: what was done stays done, what was promised stays promised."""
    if exchange.outcome in ("helped", "partly"):
        changes.move(exchange=exchange, state="done")
        if exchange.thanked_at:
            changes.move(exchange=exchange, state="thanked")
        return
    changes.move(exchange=exchange, state="promised")
    look_again(exchange=exchange, zone=zone_of(exchange), now=now)
