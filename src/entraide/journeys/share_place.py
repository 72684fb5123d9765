"""Show the other of an exchange where exactly to meet: by one's own tap, once something is promised, until it is taken back or over.

The words go nowhere else: not into mails, not into the diary, not to whoever tends the community.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_write_privately
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import SharedPlace, Thread
from entraide.records.exchanges.queries import promised_in
from entraide.records.notices import changes as notices
from entraide.records.people import changes as people
from entraide.records.people.models import Person

LONGEST_PLACE = 200


def share_place(*, owner: Person, thread_id: UUID, words: str, now: datetime) -> SharedPlace:
    """Show `words` (an address or a place, 200 signs) to the other from now on, instead of what was shown; the same twice is once.

    Raises Refusal: words_missing, too_long, not_yours, promise_missing (nothing is promised between the two, or it is over),
    cannot_write (the other has gone, or the two do not want to meet), no_messages.
    """
    words = " ".join(words.split())
    if not words:
        raise Refusal("words_missing")
    if len(words) > LONGEST_PLACE:
        raise Refusal("too_long")
    with transaction.atomic():
        people.lock_person(person_ids=[owner.pk])
        thread, other = _both(owner, thread_id)
        if not promised_in([thread.pk]):
            raise Refusal("promise_missing")
        may_write_privately(person=owner, other=other, now=now)
        place, is_new = changes.show_place(owner=owner, thread=thread, words=words, at=now)
        if is_new:
            happen("place_shown", at=now, actor_id=owner.pk, person_id=owner.pk, thread_id=str(thread_id))
        return place


def take_back_place(*, owner: Person, thread_id: UUID, now: datetime) -> None:
    """Show one's place no more, at any time: nothing of it is kept. Twice is once."""
    with transaction.atomic():
        thread = queries.thread_with(key=thread_id)
        if thread and changes.hide_place(owner=owner, thread=thread):
            happen("place_taken_back", at=now, actor_id=owner.pk, person_id=owner.pk, thread_id=str(thread_id))


def tell_of_place(*, owner_id: UUID, thread_id: UUID, now: datetime) -> None:
    """Tell the other that a place is shown, without the place: it can be taken back, a mail cannot."""
    with transaction.atomic():
        owner = Person.objects.filter(pk=owner_id, is_active=True).first()
        thread = queries.thread_with(key=thread_id)
        other = queries.others_in([thread], viewer=owner).get(thread_id) if owner and thread else None
        if owner is None or thread is None or other is None or not other.is_active:
            return
        notices.tell_of(
            person=other,
            kind="place_shown",
            about=thread.pk,
            at=now,
            community=thread.community,
            facts={"thread": str(thread.pk), "person": str(owner.pk)},
            mailing=mailing(person=other, kind="place_shown", now=now),
            again=True,
        )


def _both(owner: Person, thread_id: UUID) -> tuple[Thread, Person]:
    thread = queries.thread_with(key=thread_id)
    if thread is None or thread.kind != "exchange" or not queries.takes_part(owner, thread=thread):
        raise Refusal("not_yours")
    other = queries.others_in([thread], viewer=owner).get(thread.pk)
    if other is None or not queries.may_write_to(owner, other=other):
        raise Refusal("cannot_write")
    return thread, other
