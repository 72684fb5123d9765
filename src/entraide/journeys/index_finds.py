"""File in the search what has come or changed, and forget what is gone: posts, what people show of their offers, forums, communities.

It follows from what happened (journeys/flow.py), and done twice is done once. What it misses, journeys/renew_finds.py finds.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from entraide.records.conversations.models import Message
from entraide.records.finds import changes
from entraide.records.finds.filings import filings_of, findable
from entraide.records.finds.models import Find


def index_finds(*, kind: str, refs: Iterable[UUID]) -> None:
    """File those of these things (post, say, message, community) that somebody may find as they are now; forget the others."""
    wanted = list(refs)
    with transaction.atomic():
        there = list(findable(kind).filter(pk__in=wanted))
        changes.file_all(filings_of(kind, there))
        changes.forget(kind=kind, refs=set(wanted) - {thing.pk for thing in there})


def index_says_of(*, person_id: UUID) -> None:
    """File anew all that a person shows to fellow members: who they are has changed, or what is shown."""
    shown = findable("say").filter(person=person_id).values_list("pk", flat=True)
    filed = Find.objects.filter(kind="say", person=person_id).values_list("ref", flat=True)
    index_finds(kind="say", refs={*shown, *filed})


def index_thread(*, thread_id: UUID) -> None:
    """File anew the messages of one thread."""
    index_finds(kind="message", refs=Message.objects.filter(thread=thread_id).values_list("pk", flat=True))
