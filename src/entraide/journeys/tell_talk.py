"""Tell of what was said: to those who follow a thread, to whom a message was written, to who follows a whole forum.

Told once, however often it runs: a notice keeps up to which message it tells (`upto`; keys of messages sort by time). One that was
not mailed yet gives way to one that tells of both messages.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.conversations import queries
from entraide.records.conversations.models import Message, Thread
from entraide.records.notices import changes
from entraide.records.notices.queries import notices_about
from entraide.records.people.queries import blocked_with


def tell_of_message(*, message_id: UUID, now: datetime) -> int:
    """Tell whoever follows its thread of a message, but its writer and whom a block keeps apart from them; how many."""
    with transaction.atomic():
        message = Message.objects.select_related("thread__community", "writer").filter(pk=message_id).first()
        if message is None or message.withdrawn_at or message.hidden_at or message.thread.hidden_at:
            return 0
        thread = message.thread
        kind = "message" if thread.is_private else "reply"
        apart = blocked_with(person_id=message.writer_id) if message.writer_id else set()
        told = notices_about(thread.pk, kind=kind)
        count = 0
        for follower in queries.followers_of(thread).exclude(person=message.writer_id):
            before = told.get(follower.person_id)
            if follower.person_id in apart or (before and before.facts.get("upto", "") >= message.pk.hex):
                continue
            how = mailing(person=follower.person, kind=kind, now=now, rhythm=follower.follows)
            since = message.said_at.isoformat()
            if before and before.is_by_mail and before.mailed_at is None and how["is_by_mail"]:
                # Its mail has not left: this one tells of both, when that one would have.
                since = before.facts["since"]
                how |= {"is_by_mail": True, "is_in_digest": before.is_in_digest, "mail_at": before.mail_at}
            changes.tell_of(
                person=follower.person,
                kind=kind,
                about=thread.pk,
                at=now,
                community=thread.community,
                facts=_facts(thread, message, since=since),
                mailing=how,
                again=True,
            )
            count += 1
        return count


def tell_of_thread(*, thread_id: UUID, now: datetime) -> int:
    """Tell whoever wants to hear of each new thread of its forum; how many. Its opener, and who follows it anyway, are not told."""
    with transaction.atomic():
        thread = Thread.objects.select_related("community", "opened_by").filter(pk=thread_id, hidden_at=None).first()
        if thread is None or thread.community is None:
            return 0
        apart = blocked_with(person_id=thread.opened_by_id) if thread.opened_by_id else set()
        follow_it = set(queries.followers_of(thread).values_list("person_id", flat=True))
        count = 0
        for follower in queries.forum_followers_of(thread.community):
            if follower.person_id in apart | follow_it:
                continue
            changes.tell_of(
                person=follower.person,
                kind="thread",
                about=thread.pk,
                at=now,
                community=thread.community,
                facts=_facts(thread, None, since=thread.opened_at.isoformat()),
                mailing=mailing(person=follower.person, kind="thread", now=now),
            )
            count += 1
        return count


def _facts(thread: Thread, message: Message | None, *, since: str) -> dict[str, str]:
    writer_id = message.writer_id if message else thread.opened_by_id
    return {
        "thread": str(thread.pk),
        "person": str(writer_id or ""),
        "since": since,
        "upto": message.pk.hex if message else "",
        **({"is_exchange": "yes"} if thread.kind == "exchange" else {}),
    }
