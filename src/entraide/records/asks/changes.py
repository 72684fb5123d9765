"""Changing asks and answers. Journeys call this; nobody else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from entraide.logic.routing.experience import Experience
from entraide.logic.states import ASK
from entraide.records.asks.models import Answer, Ask, Attention
from entraide.records.mandates.hand import acting_hand
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def add_asks(asks: Iterable[Ask]) -> list[Ask]:
    """Keep new asks. Raises IntegrityError if somebody was asked for the same post before."""
    return Ask.objects.bulk_create(list(asks))


def locked_ask(*, ask_id: UUID) -> Ask | None:
    """The ask, locked until the transaction ends."""
    return (
        Ask.objects.select_for_update(of=("self",)).select_related("post__writer", "person").filter(pk=ask_id).first()
    )


def move_ask(*, ask: Ask, state: str, at: datetime) -> None:
    """Move the ask to another state; staying where it is does nothing. Raises ImpossibleMove."""
    if ask.state == state:
        return
    ask.state = ASK.move(ask.state, state)
    ask.settled_at = at
    ask.save(update_fields=["state", "settled_at"])


def release_waiting(*, post: Post, at: datetime) -> int:
    """Release everybody who was asked for this post and has not answered; the number of them."""
    return Ask.objects.filter(post=post, state="waiting").update(state="released", settled_at=at)


def let_go_between(*, one: Person, other: Person, at: datetime) -> int:
    """Let go of the asks that wait between these two, whoever was asked; the number of them."""
    between = Q(person=one, post__writer=other) | Q(person=other, post__writer=one)
    waiting = Ask.objects.filter(between, state="waiting").values_list("pk", flat=True)
    return Ask.objects.filter(pk__in=list(waiting), state="waiting").update(state="released", settled_at=at)


def keep_answer(
    *, post: Post, person: Person, ask: Ask | None, kind: str, words: str, at: datetime, **fields: Any
) -> tuple[Answer, bool]:
    """Keep what this person says to this post; saying something else later replaces it. (answer, whether it is new)"""
    said = {"kind": kind, "words": words, "hand": acting_hand()}
    answer, is_new = Answer.objects.get_or_create(
        post=post, person=person, defaults={"ask": ask, "given_at": at, **said, **fields}
    )
    if not is_new:
        answer.kind, answer.words, answer.hand = kind, words, acting_hand()
        answer.ask, answer.withdrawn_at = ask or answer.ask, None
        answer.save(update_fields=["kind", "words", "hand", "ask", "withdrawn_at"])
    return answer, is_new


def locked_answer(*, answer_id: UUID) -> Answer | None:
    """The answer, locked until the transaction ends."""
    return Answer.objects.select_for_update(of=("self",)).select_related("person", "ask").filter(pk=answer_id).first()


def choose(*, answer: Answer, at: datetime) -> None:
    """Mark the answer as the chosen one."""
    answer.chosen_at = at
    answer.save(update_fields=["chosen_at"])


def unchoose(*, answer: Answer, at: datetime) -> None:
    """Whoever was chosen cannot, or is not wanted, after all: the answer is taken back, and they may answer again."""
    answer.chosen_at, answer.withdrawn_at = None, at
    answer.save(update_fields=["chosen_at", "withdrawn_at"])


def take_back(*, answer: Answer, at: datetime) -> None:
    """Mark the answer as taken back by whoever gave it."""
    answer.withdrawn_at = at
    answer.save(update_fields=["withdrawn_at"])


def begin_attention(*, person_ids: Collection[UUID], day: date) -> None:
    """From this day on, what these people answer is learned from; nothing changes for those of whom it is already."""
    Attention.objects.bulk_create(
        [Attention(person_id=person_id, updated_day=day) for person_id in person_ids], ignore_conflicts=True
    )


def note_gains(*, gains: Mapping[UUID, float], day: date) -> None:
    """Add to what new posts would have gained by these people's attention; whoever is not known yet is from this day on.

    Rows that somebody else is just learning are passed over: one post more or less matters little, a deadlock much.
    """
    begin_attention(person_ids=sorted(gains), day=day)
    rows = list(Attention.objects.select_for_update(skip_locked=True).filter(person_id__in=gains).order_by("person_id"))
    for row in rows:
        row.gains += gains[row.person_id]
    Attention.objects.bulk_update(rows, ["gains"])


def locked_attention(*, person_ids: Collection[UUID]) -> list[Attention]:
    """What is known of these people's attention, locked until the transaction ends, in order so that nobody deadlocks."""
    return list(Attention.objects.select_for_update().filter(person_id__in=person_ids).order_by("person_id"))


def keep_experience(*, row: Attention, learned: Experience, price: float, day: date) -> None:
    """Put what was learned up to the beginning of `day` into the row, with nothing gained since; `save_attention` keeps it."""
    row.exposed, row.answered = learned.exposed, learned.answered
    row.yeses, row.expected = learned.yeses, learned.expected
    row.parts_exposed, row.parts_answered = list(learned.parts_exposed), list(learned.parts_answered)
    row.asks_a_day, row.price, row.gains, row.updated_day = learned.asks_a_day, price, 0.0, day


def save_attention(rows: Sequence[Attention]) -> None:
    """Keep these rows as they are."""
    Attention.objects.bulk_update(
        rows,
        [
            "exposed",
            "answered",
            "yeses",
            "expected",
            "parts_exposed",
            "parts_answered",
            "asks_a_day",
            "price",
            "gains",
            "updated_day",
        ],
        batch_size=200,
    )


def forget_attention(*, person_ids: Collection[UUID]) -> None:
    """Delete what is known of these people's attention; asked again, they begin anew."""
    Attention.objects.filter(person_id__in=person_ids).delete()


def forget_around(*, post_ids: Collection[UUID]) -> None:
    """Of these posts only who was chosen is kept, without words: no other answer, and nobody who was asked."""
    Answer.objects.filter(post__in=post_ids, chosen_at=None).delete()
    Answer.objects.filter(post__in=post_ids).update(words="")
    Ask.objects.filter(post__in=post_ids).delete()
