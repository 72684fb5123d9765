"""Take back a promise: somebody cannot after all. The other is told at once; where a helper goes, others are asked at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.count_promised import ask_again, is_enough
from entraide.journeys.end_promise import end_promise, free_answer
from entraide.journeys.hold_exchange import hold_for
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.asks.models import Answer
from entraide.records.exchanges.models import REASONS, Exchange
from entraide.records.exchanges.quantities import quantities_of
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def renege(*, person: Person, exchange_id: UUID, reason: str, now: datetime) -> Exchange:
    """Take back what was promised, or that one was chosen; `reason` is one of REASONS. Twice is once.

    The post is open again and the next people are asked at once, unless its writer needs nobody any more (no_longer_needed), or
    its time is over. After a time that was missed the exchange ends as a no-show. Raises Refusal: not_yours, exchange_over.
    """
    if reason not in REASONS:
        reason = "other"
    with transaction.atomic():
        exchange, post = hold_for(person=person, exchange_id=exchange_id)
        if exchange.state in ("reneged", "ended"):
            return exchange
        if exchange.state not in ("answered", "promised", "reminded", "missed"):
            raise Refusal("exchange_over")
        end_promise(exchange=exchange, by=person, reason=reason, now=now)
        free_answer(exchange=exchange, now=now)
        if post:
            is_writer = post.writer_id == person.pk
            if is_writer and reason == "no_longer_needed" and not quantities_of(post).chosen_exchanges:
                withdraw_post(writer=person, post=post, now=now)
            else:
                look_for_others(post=post, now=now)
        return exchange


def look_for_others(*, post: Post, now: datetime) -> None:
    """The post (locked) wants somebody again: whoever had answered and was not chosen may be chosen, and others are asked at once."""
    is_past = not post.recurrence and post.ends_at is not None and post.ends_at <= now
    if post.state not in ("agreed", "open") or is_past or is_enough(post):
        return
    ask_again(post=post, now=now)
    standing = Answer.objects.filter(post=post, kind__in=("yes", "other"), withdrawn_at=None, chosen_at=None)
    for answer in standing.select_related("person"):
        if answer.person.is_active:
            begin_by_answer(answer=answer, post=post, now=now)
