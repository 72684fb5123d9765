"""Begin an exchange: somebody answered, and from here on the two have a thread of their own, in which a promise may be made."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.logic.promises.first_terms import first_terms
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.communities.queries import rules_of
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.quantities import wanted_by
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def begin_exchange(
    *,
    post: Post,
    asker: Person,
    helper: Person,
    community: Community,
    now: datetime,
    answer: Answer | None = None,
    is_in_ring: bool = False,
) -> Exchange:
    """The exchange in which `helper` helps `asker` with what the post says; the one that goes on already, if there is one.

    With an `answer`, it is that answer's: whoever took it back, or was not chosen, and answers again, finds the same thread. Where
    something was promised and came to an end, another begins.
    """
    with transaction.atomic():
        going_on = changes.live_between(post=post, asker=asker, helper=helper)
        before = changes.of_answer(answer=answer) if answer else None
        if going_on:
            if answer and going_on.answer_id is None and before is None:
                changes.set_fields(exchange=going_on, answer=answer)
            return going_on
        if before and before.state == "ended" and before.promised_at is None:
            changes.move(exchange=before, state="answered", ended_at=None, ended_by=None, outcome="", reason="")
            _begun(before, by=_answerer(post, asker, helper), now=now)
            return before
        if before:
            changes.part_from_answer(exchange=before)
        reading = Reading.from_dict(post.reading)
        wanted, unit = wanted_by(post)
        exchange = changes.begin(
            post=post,
            asker=asker,
            helper=helper,
            community=community,
            answer=answer,
            terms=first_terms(
                reading=reading,
                currency=rules_of(community, now=now).currency,
                starts_at=post.starts_at,
                ends_at=post.ends_at,
                place_name="" if post.place_is_home else post.place_name,
            ),
            is_in_ring=is_in_ring,
            at=now,
            wanted=wanted,
            unit=unit,
        )
        _begun(exchange, by=_answerer(post, asker, helper), now=now)
        return exchange


def begin_by_answer(*, answer: Answer, post: Post, now: datetime) -> Exchange:
    """The exchange that a yes, or another proposal, begins: for a need its writer is helped, for an offer its writer helps."""
    writer, neighbour = post.writer, answer.person
    asker, helper = (neighbour, writer) if post.kind == "offer" else (writer, neighbour)
    return begin_exchange(post=post, asker=asker, helper=helper, community=post.community, now=now, answer=answer)


def _answerer(post: Post, asker: Person, helper: Person) -> Person:
    return asker if post.writer_id == helper.pk else helper


def _begun(exchange: Exchange, *, by: Person, now: datetime) -> None:
    happen(
        "exchange_begun",
        at=now,
        actor_id=by.pk,
        post_id=exchange.post_id,
        exchange_id=str(exchange.pk),
        community_id=str(exchange.community_id),
    )
