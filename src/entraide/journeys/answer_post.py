"""Answer a post without having been asked: a neighbour read it and can help, or proposes something else."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.find_people import home_of
from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.journeys.who_may_help import insist
from entraide.logic.places import distance_km
from entraide.records.asks import changes
from entraide.records.asks.models import Answer, Ask
from entraide.records.people import queries as people
from entraide.records.people.models import Person
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post


def answer_post(*, person: Person, post: Post, kind: str, words: str, now: datetime) -> Answer:
    """Answer the post with `kind` (yes or other) and `words`. Somebody who was asked answers their ask.

    Raises Refusal: own_post, blocked, not_answerable, closed, already_agreed, or what who_may_help.insist raises.
    """
    ask = Ask.objects.filter(post=post, person=person).first()
    if ask:
        return answer_ask(ask_id=ask.pk, kind=kind, words=words, now=now)
    if kind not in ("yes", "other"):
        raise Refusal("not_answerable")
    if post.writer_id == person.pk:
        raise Refusal("own_post")
    if post.writer_id in people.blocked_with(person_id=person.pk):
        raise Refusal("blocked")
    insist(post=post, person=person, now=now)
    may_act(person=person, community=post.community, now=now)
    with transaction.atomic():
        locked = post_changes.locked(post_id=post.pk)
        ask = Ask.objects.filter(post=post, person=person).first()
        if ask:  # asked a moment ago, between the look above and the lock: one answer, to the ask
            return answer_ask(ask_id=ask.pk, kind=kind, words=words, now=now)
        before = Answer.objects.filter(post=post, person=person).first()
        if before and before.chosen_at:
            raise Refusal("already_agreed")
        if locked is None or locked.state != "open" or locked.hidden_at:
            raise Refusal("closed")
        words = words.strip()[:1000]
        is_same = before is not None and (before.kind, before.words) == (kind, words)
        home = home_of(person)
        place = (
            (locked.latitude, locked.longitude)
            if locked.latitude is not None and locked.longitude is not None
            else None
        )
        answer, _ = changes.keep_answer(
            post=locked,
            person=person,
            ask=None,
            kind=kind,
            words=words,
            at=now,
            distance_km=distance_km(home, place) if home and place else None,
        )
        begin_by_answer(answer=answer, post=locked, now=now)
        if not is_same:
            happen(
                "post_answered",
                at=now,
                actor_id=person.pk,
                post_id=post.pk,
                person_id=person.pk,
                answer=kind,
                answer_id=str(answer.pk),
            )
        return answer
