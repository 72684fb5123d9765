"""Finding threads and messages: who may read what is decided here, for pages, feeds, search and mails alike."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.records.conversations.models import Message, Participation
from entraide.records.people.models import Block, Person


def said_to(person: Person, *, thread_id: UUID, since: datetime) -> QuerySet[Message]:
    """What others wrote in the thread from `since` on, oldest first, for a mail to this person.

    Without what was taken back or hidden, nor what comes from somebody with whom the person has a block.
    """
    apart = Block.objects.filter(person=person).values("blocked"), Block.objects.filter(blocked=person).values("person")
    said = Message.objects.filter(thread_id=thread_id, said_at__gte=since, withdrawn_at=None, hidden_at=None)
    theirs = said.exclude(writer=person).exclude(Q(writer__in=apart[0]) | Q(writer__in=apart[1]))
    return theirs.select_related("writer").order_by("said_at", "id")


def read_until(person: Person, *, thread_id: UUID) -> datetime | None:
    """Up to when the person has read the thread; None if never."""
    mine = Participation.objects.filter(person=person, thread_id=thread_id)
    return mine.values_list("read_at", flat=True).first()
