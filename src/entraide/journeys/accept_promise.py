"""Accept a promise: what the other proposed is promised from now on. Whoever wrote the post chooses this helper with it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.count_promised import count_promised
from entraide.journeys.hold_exchange import counterpart, hold_for
from entraide.journeys.make_promise import promise
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.logic.promises.terms import Promise
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

_PAST = timedelta(hours=2)


def accept_promise(*, person: Person, exchange_id: UUID, version: int, now: datetime) -> Exchange:
    """Accept what the other proposed, in that version of it; accepting twice is once.

    Raises Refusal: not_yours, exchange_over, promise_changed (it is not that version any more, or nothing is proposed), time_past,
    cannot_write, or what may_act and choose_helper raise.
    """
    with transaction.atomic():
        exchange, post = hold_for(person=person, exchange_id=exchange_id)
        if exchange.is_promised and exchange.proposal is None and exchange.version == version:
            return exchange
        if exchange.state not in ("answered", "promised", "reminded", "missed"):
            raise Refusal("exchange_over")
        if exchange.proposal is None or exchange.version != version or exchange.proposed_by_id == person.pk:
            raise Refusal("promise_changed")
        other = counterpart(exchange=exchange, person=person)
        may_act(person=person, community=exchange.community, now=now)
        terms = Promise.from_dict(exchange.proposal)
        if terms.starts_at and not terms.recurrence and (terms.ends_at or terms.starts_at + _PAST) < now - _PAST:
            raise Refusal("time_past")
        is_writer = post is not None and post.writer_id == person.pk
        promise(exchange=exchange, terms=terms, by=person, now=now)
        _choose(exchange, post, writer=person if is_writer else other, is_by_writer=is_writer, now=now)
        if post:
            post.refresh_from_db()
            count_promised(post=post, now=now, by=person if is_writer else None)
        return exchange


def _choose(exchange: Exchange, post: Post | None, *, writer: Person, is_by_writer: bool, now: datetime) -> None:
    """The writer's accepting, or having proposed, is their choice of this answer; a post that wants nobody any more takes none."""
    answer = exchange.answer
    if post and answer and answer.chosen_at is None and answer.withdrawn_at is None:
        choose_helper(writer=writer, answer_id=answer.pk, now=now, proposes=False, is_by_writer=is_by_writer)
