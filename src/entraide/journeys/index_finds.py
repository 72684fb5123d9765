"""File in the search what has come or changed, and forget what is gone: posts, what people show of their offers, forums, communities.

It follows from what happened (journeys/flow.py), and done twice is done once. What it misses, journeys/renew_finds.py finds.
"""

from collections.abc import Iterable
from itertools import batched
from uuid import UUID

from django.db import transaction

from entraide.records.conversations.models import Message
from entraide.records.finds import changes
from entraide.records.finds.filings import filings_of, findable
from entraide.records.finds.models import Find
from entraide.records.happenings.models import Happening

# After these a community is read by others than before, or came from another server: all that is new in it is filed anew.
_CHANGES_MUCH = ("rules_held", "rules_changed", "community_arrived")
_MOST_MESSAGES = 500
_MOST_OF_A_COMMUNITY = 20_000
_AT_ONCE = 400


def index_finds(*, kind: str, refs: Iterable[UUID]) -> None:
    """File those of these things (post, say, message, community) that somebody may find as they are now; forget the others."""
    wanted = list(refs)
    with transaction.atomic():
        # By identifier, which is by age.
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
    said = Message.objects.filter(thread=thread_id).order_by("said_at").values_list("pk", flat=True)
    index_finds(kind="message", refs=said[:_MOST_MESSAGES])


def index_community(*, community_id: UUID) -> None:
    """File anew the newest posts and messages of a community, some at a time; what lies farther back comes with the next walk."""
    posts = findable("post").filter(community=community_id).order_by("-published_at", "-id")
    messages = findable("message").filter(thread__community=community_id).order_by("-said_at", "-id")
    for kind, things in (("post", posts), ("message", messages)):
        refs = list(things.values_list("pk", flat=True)[:_MOST_OF_A_COMMUNITY])
        for some in batched(reversed(refs), _AT_ONCE):
            index_finds(kind=kind, refs=some)


def index_what_happened(*, happening: Happening) -> None:
    """File anew whatever the happening speaks of: its post, message, thread or community, and what its person shows."""
    facts = happening.facts
    if happening.post_id:
        index_finds(kind="post", refs=[happening.post_id])
    if happening.person_id:
        index_says_of(person_id=happening.person_id)
    if key := facts.get("message_id"):
        index_finds(kind="message", refs=[UUID(key)])
    elif key := facts.get("thread_id"):
        index_thread(thread_id=UUID(key))
    if key := facts.get("community_id"):
        index_finds(kind="community", refs=[UUID(key)])
        if happening.kind in ("measure_taken", "measure_lifted") and happening.person_id:
            _index_messages_of(person_id=happening.person_id, community_id=UUID(key))
    if happening.kind in _CHANGES_MUCH:
        index_community(community_id=UUID(facts["community_id"]))


def _index_messages_of(*, person_id: UUID, community_id: UUID) -> None:
    """What somebody wrote in a forum, the latest of it: some of it was hidden, or is shown again."""
    theirs = Message.objects.filter(writer=person_id, thread__community=community_id).order_by("-said_at")
    index_finds(kind="message", refs=theirs.values_list("pk", flat=True)[:_MOST_MESSAGES])
