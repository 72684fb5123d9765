"""Changing exchanges, their times, thanks and problems. Journeys call this; nobody else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from entraide.logic.promises.terms import Promise
from entraide.logic.states import EXCHANGE, OCCURRENCE
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.conversations.changes import open_exchange_thread
from entraide.records.exchanges.models import LIVE_STATES, Calendar, Exchange, Occurrence, Problem, Thanks
from entraide.records.exchanges.terms import TERMS
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.stirs.changes import stir
from entraide.records.stirs.queries import topic_of_thread


def begin(
    *,
    post: Post | None,
    asker: Person,
    helper: Person,
    community: Community,
    answer: Answer | None,
    terms: Promise,
    wanted: int | None,
    unit: str,
    is_in_ring: bool,
    at: datetime,
) -> Exchange:
    """A new exchange between these two, with its thread. Raises IntegrityError if one about this post goes on."""
    thread = open_exchange_thread(community=community, post=post, between=[asker, helper], at=at)
    return Exchange.objects.create(
        code=thread.code,
        thread=thread,
        community=community,
        post=post,
        answer=answer,
        asker=asker,
        helper=helper,
        is_in_ring=is_in_ring,
        wanted=wanted,
        unit=unit,
        begun_at=at,
        **{name: getattr(terms, name) for name in TERMS},
    )


def locked(*, exchange_id: UUID) -> Exchange | None:
    """The exchange, locked until the transaction ends, with whom it is between. Lock its post before it, as every journey does."""
    rows = Exchange.objects.select_for_update(of=("self",)).select_related("asker", "helper", "community", "thread")
    return rows.filter(pk=exchange_id).first()


def live_between(*, post: Post, asker: Person, helper: Person) -> Exchange | None:
    """The exchange about this post that goes on between these two, locked until the transaction ends."""
    rows = Exchange.objects.select_for_update(of=("self",))
    return rows.filter(post=post, asker=asker, helper=helper, state__in=LIVE_STATES).first()


def of_answer(*, answer: Answer) -> Exchange | None:
    """The exchange that this answer began, locked until the transaction ends."""
    return Exchange.objects.select_for_update(of=("self",)).filter(answer=answer).first()


def move(*, exchange: Exchange, state: str, **fields: Any) -> None:
    """Move the exchange to another state, and set some fields with it. Raises ImpossibleMove if it does not follow."""
    set_fields(exchange=exchange, state=EXCHANGE.move(exchange.state, state), **fields)


def set_fields(*, exchange: Exchange, **fields: Any) -> None:
    """Set some of the exchange's own fields."""
    for name, value in fields.items():
        setattr(exchange, name, value)
    exchange.save(update_fields=list(fields))
    stir(topic=topic_of_thread(exchange.code))


def take_terms(*, exchange: Exchange, terms: Promise, at: datetime) -> None:
    """What was proposed is what is promised from now on."""
    set_fields(
        exchange=exchange,
        **{name: getattr(terms, name) for name in TERMS},
        proposal=None,
        promised_at=at,
    )


def part_from_answer(*, exchange: Exchange) -> None:
    """The answer that began this exchange is free to begin another."""
    set_fields(exchange=exchange, answer=None)


def add_occurrences(occurrences: Iterable[Occurrence]) -> None:
    """Keep these times of a promise; those that are there stay as they are."""
    Occurrence.objects.bulk_create(list(occurrences), ignore_conflicts=True)


def drop_coming(*, exchange: Exchange, besides: UUID | None = None) -> int:
    """Forget the times that have not come yet, nor been spoken of: the promise has others now. How many."""
    untouched = Occurrence.objects.filter(
        Q(state="coming", asker_done_at=None, helper_done_at=None) | Q(state="skipped"), exchange=exchange
    )
    return (untouched.exclude(pk=besides) if besides else untouched).delete()[0]


def locked_occurrence(*, exchange: Exchange, number: int) -> Occurrence | None:
    """One time of the promise, locked until the transaction ends."""
    return Occurrence.objects.select_for_update().filter(exchange=exchange, number=number).first()


def set_occurrence(*, occurrence: Occurrence, **fields: Any) -> None:
    """Set some fields of one time; another state must follow its own. Raises ImpossibleMove."""
    if "state" in fields and fields["state"] != occurrence.state:
        OCCURRENCE.move(occurrence.state, fields["state"])
    for name, value in fields.items():
        setattr(occurrence, name, value)
    occurrence.save(update_fields=list(fields))
    stir(topic=topic_of_thread(occurrence.exchange.code))


def give_thanks(
    *, exchange: Exchange, giver: Person, receiver: Person, number: int, words: str, at: datetime
) -> tuple[Thanks, bool]:
    """One person's thanks for one time, and whether they are new; said twice the first stand."""
    stir(topic=topic_of_thread(exchange.code), at=at)
    return Thanks.objects.get_or_create(
        exchange=exchange,
        giver=giver,
        number=number,
        defaults={"receiver": receiver, "words": words, "given_at": at},
    )


def show_thanks(*, thanks: Thanks, is_shown: bool) -> None:
    """Whoever received these thanks shows them on their page, or does not."""
    thanks.is_shown = is_shown
    thanks.save(update_fields=["is_shown"])


def tell_problem(*, exchange: Exchange, teller: Person, kind: str, words: str, at: datetime) -> Problem:
    """Keep what somebody says went wrong. Raises IntegrityError if an open problem is there."""
    stir(topic=topic_of_thread(exchange.code), at=at)
    return Problem.objects.create(exchange=exchange, teller=teller, kind=kind, words=words, told_at=at)


def locked_problem(*, exchange: Exchange) -> Problem | None:
    """The exchange's open problem, locked until the transaction ends."""
    return Problem.objects.select_for_update().filter(exchange=exchange, settled_at=None).first()


def set_problem(*, problem: Problem, **fields: Any) -> None:
    """Set some of a problem's own fields."""
    for name, value in fields.items():
        setattr(problem, name, value)
    problem.save(update_fields=list(fields))


def forget_words_of(*, person: Person) -> None:
    """Of the exchanges of somebody who goes stays that there was help; what, where and for what is gone, and what they said of it."""
    Exchange.objects.filter(Q(asker=person) | Q(helper=person)).update(
        what="", place_name="", in_return="", proposal=None
    )
    Thanks.objects.filter(giver=person).update(words="", is_shown=False)
    Problem.objects.filter(teller=person).update(words="")
    replied = Problem.objects.filter(Q(exchange__asker=person) | Q(exchange__helper=person)).exclude(teller=person)
    Problem.objects.filter(pk__in=list(replied.values_list("pk", flat=True))).update(reply="")


def renew_calendar(*, person: Person, at: datetime) -> Calendar:
    """A new secret address for the person's calendar; an earlier one leads nowhere from now on."""
    Calendar.objects.filter(person=person).delete()
    return Calendar.objects.create(person=person, made_at=at)


def stop_calendar(*, person: Person) -> None:
    """The person's calendar has no address any more."""
    Calendar.objects.filter(person=person).delete()
