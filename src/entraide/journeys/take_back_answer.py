"""Take back an answer: somebody who answered cannot after all. Whoever was asked says "not this time" instead."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.end_exchange import end_exchange_of
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.asks import changes
from entraide.records.asks.models import Answer
from entraide.records.people.models import Person
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post


def take_back_answer(*, person: Person, post: Post, now: datetime) -> Answer | None:
    """Take back what the person said to the post; None if they said nothing. Twice is once; answering again undoes it.

    Raises Refusal: already_agreed (this person was chosen).
    """
    with transaction.atomic():
        post_changes.locked(post_id=post.pk)
        answer = Answer.objects.filter(post=post, person=person).first()
        if answer is None or answer.withdrawn_at:
            return answer
        if answer.chosen_at:
            raise Refusal("already_agreed")
        changes.take_back(answer=answer, at=now)
        end_exchange_of(answer=answer, outcome="withdrawn", by=person, now=now)
        happen(
            "answer_taken_back",
            at=now,
            actor_id=person.pk,
            post_id=post.pk,
            person_id=person.pk,
            answer_id=str(answer.pk),
        )
        return answer
