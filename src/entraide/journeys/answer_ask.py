"""Answer an ask: yes, something else, or not this time. One may change one's mind while the post is open."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.end_exchange import end_exchange_of
from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.journeys.who_may_help import insist
from entraide.records.asks import changes
from entraide.records.asks.models import Answer, Ask
from entraide.records.posts import changes as post_changes

STATE_OF = {"yes": "accepted", "other": "countered", "not_now": "declined"}


def answer_ask(*, ask_id: UUID, kind: str, words: str, now: datetime) -> Answer:
    """Answer the ask with `kind` (yes, other, not_now) and optional `words` (at most 1,000 signs are kept).

    The same answer twice is one answer. Raises Refusal: not_answerable, closed, already_agreed (this person was chosen), or, but for
    not_now, what who_may_help.insist (the rule, or who is verified, may have changed since they were asked) and may_act raise.
    """
    if kind not in STATE_OF:
        raise Refusal("not_answerable")
    with transaction.atomic():
        # The post is locked first, as every journey does: two that met the other way round would wait for each other for ever.
        of_post = Ask.objects.filter(pk=ask_id).values_list("post_id", flat=True).first()
        post = post_changes.locked(post_id=of_post) if of_post else None
        ask = changes.locked_ask(ask_id=ask_id)
        if ask is None:
            raise Refusal("not_answerable")
        before = Answer.objects.filter(post_id=ask.post_id, person_id=ask.person_id).first()
        if before and before.chosen_at:
            raise Refusal("already_agreed")
        if (
            post is None
            or post.state != "open"
            or post.hidden_at
            or ask.state == "released"
            or not ask.person.is_active
        ):
            raise Refusal("closed")
        if kind != "not_now":
            insist(post=post, person=ask.person, now=now)
            may_act(person=ask.person, community=post.community, now=now)
        words = words.strip()[:1000]
        is_same = before is not None and (before.kind, before.words) == (kind, words)
        changes.move_ask(ask=ask, state=STATE_OF[kind], at=now)
        answer, _ = changes.keep_answer(
            post=post, person=ask.person, ask=ask, kind=kind, words=words, at=now, distance_km=ask.distance_km
        )
        if kind == "not_now":
            end_exchange_of(answer=answer, outcome="withdrawn", by=ask.person, now=now)
        else:
            begin_by_answer(answer=answer, post=post, now=now)
        if not is_same:
            happen(
                "ask_answered",
                at=now,
                actor_id=ask.person_id,
                post_id=post.pk,
                person_id=ask.person_id,
                answer=kind,
                answer_id=str(answer.pk),
            )
        return answer
