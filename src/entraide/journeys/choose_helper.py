"""Choose a helper: the writer takes one answer. When enough are chosen the post is agreed, and everybody else is released."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.count_promised import agree, is_enough
from entraide.journeys.happen import happen
from entraide.journeys.make_promise import propose
from entraide.journeys.refusals import Refusal
from entraide.journeys.who_may_help import insist
from entraide.records.asks import changes
from entraide.records.asks.models import Answer
from entraide.records.exchanges.terms import terms_of
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post


def choose_helper(
    *, writer: Person, answer_id: UUID, now: datetime, proposes: bool = True, is_by_writer: bool = True
) -> Post:
    """Choose this answer. Choosing the same one twice changes nothing.

    With `proposes`, what the post says is proposed to them as a promise, unless they proposed one themselves. `is_by_writer`: the writer
    does it just now; otherwise it follows from what they proposed before.

    Raises Refusal: no_such_answer, not_yours, closed, or what who_may_help.insist raises.
    """
    with transaction.atomic():
        answer = Answer.objects.filter(pk=answer_id).values("post_id").first()
        if answer is None:
            raise Refusal("no_such_answer")
        post = post_changes.locked(post_id=answer["post_id"])
        chosen = changes.locked_answer(answer_id=answer_id)
        if post is None or post.writer_id != writer.pk:
            raise Refusal("not_yours")
        if chosen is None or chosen.kind == "not_now" or chosen.withdrawn_at:
            raise Refusal("no_such_answer")
        if chosen.chosen_at:
            return post
        if are_apart(writer, chosen.person):
            raise Refusal("no_such_answer")
        if post.state != "open":
            raise Refusal("closed")
        insist(post=post, person=chosen.person, now=now, by_writer=True)
        changes.choose(answer=chosen, at=now)
        happen(
            "helper_chosen",
            at=now,
            actor_id=writer.pk if is_by_writer else None,
            post_id=post.pk,
            person_id=chosen.person_id,
            answer_id=str(chosen.pk),
        )
        exchange = begin_by_answer(answer=chosen, post=post, now=now)
        terms = terms_of(exchange)
        if proposes and exchange.state == "answered" and exchange.proposal is None and terms.what:
            propose(exchange=exchange, by=writer, terms=terms, now=now, is_by_choice=True)
        if is_enough(post):
            agree(post=post, now=now, by=writer if is_by_writer else None)
        return post
