"""Tell of a problem: whoever runs the community helps the two, and reads their thread from then on; each may say what they know."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.hold_exchange import happen_to, hold_for
from entraide.journeys.refusals import Refusal
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import PROBLEM_KINDS, Exchange
from entraide.records.people.models import Person

LONGEST_WORDS = 1000
_MAY_TELL = ("promised", "reminded", "missed", "done", "thanked")


def tell_problem(*, person: Person, exchange_id: UUID, kind: str, words: str, now: datetime) -> Exchange:
    """Say what went wrong; `kind` is one of PROBLEM_KINDS. Where the other told of one already, this is their reply.

    Raises Refusal: not_yours, exchange_over (nothing is promised, or all is settled), words_missing.
    """
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise Refusal("words_missing")
    with transaction.atomic():
        exchange, _ = hold_for(person=person, exchange_id=exchange_id)
        open_one = changes.locked_problem(exchange=exchange)
        if open_one and open_one.teller_id == person.pk:
            changes.set_problem(problem=open_one, words=words, kind=_known(kind))
            return exchange
        if open_one:
            is_new = not open_one.reply
            changes.set_problem(problem=open_one, reply=words, replied_at=now)
            if is_new:
                happen_to("problem_answered", exchange=exchange, by=person, now=now, problem_id=str(open_one.pk))
            return exchange
        if exchange.state not in _MAY_TELL:
            raise Refusal("exchange_over")
        problem = changes.tell_problem(exchange=exchange, teller=person, kind=_known(kind), words=words, at=now)
        changes.move(exchange=exchange, state="problem", look_at=None)
        happen_to(
            "exchange_problem", exchange=exchange, by=person, now=now, problem_id=str(problem.pk), problem=problem.kind
        )
        return exchange


def _known(kind: str) -> str:
    return kind if kind in PROBLEM_KINDS else "other"
