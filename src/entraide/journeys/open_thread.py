"""Open a thread in a community's forum: a subject and a first message. About a post at most one, by whoever tends the search."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.may_talk import may_open_thread
from entraide.journeys.refusals import Refusal
from entraide.journeys.write_message import LONGEST_WORDS
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import Section, Thread
from entraide.records.people import changes as people
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

LONGEST_SUBJECT = 120
MOST_THREADS_A_DAY = 10
_TWICE_WITHIN = timedelta(minutes=10)


def open_thread(
    *,
    writer: Person,
    community: Community,
    subject: str,
    words: str,
    now: datetime,
    section: Section | None = None,
) -> Thread:
    """Open a thread with this subject (120 signs at most) and first message (4,000); the same twice is one.

    Raises Refusal: means_nothing (an empty subject or message, or a section of another forum),
    too_long, too_many_threads, or why the person may not open threads there (may_talk).
    """
    subject, words = " ".join(subject.split()), words.strip()
    if not subject or not words or (section and section.community_id != community.pk):
        raise Refusal("means_nothing")
    if len(subject) > LONGEST_SUBJECT or len(words) > LONGEST_WORDS:
        raise Refusal("too_long")
    with transaction.atomic():
        people.lock_person(person_ids=[writer.pk])
        may_open_thread(person=writer, community=community, now=now)
        already = queries.just_opened(writer, community=community, subject=subject, since=now - _TWICE_WITHIN)
        if already:
            return already
        if queries.threads_opened_since(writer, since=now - timedelta(days=1)) >= MOST_THREADS_A_DAY:
            raise Refusal("too_many_threads")
        thread = changes.add_thread(community=community, subject=subject, opened_by=writer, at=now, section=section)
        changes.add_message(thread=thread, writer=writer, words=words, at=now)
        changes.take_part(person=writer, thread=thread, at=now, how="each")
        _happened(thread, now=now)
        return thread


def open_thread_about(*, post: Post, now: datetime) -> Thread | None:
    """Open a thread about a post that nobody could answer, in its community's forum, once; None where that has no forum.

    Its subject is the beginning of the sentence; what there is to say, people say: it opens without a message. Everybody's
    community gets none: its forum would fill with what its board already shows.
    """
    house = post.community
    if not takes_unanswered(post=post, now=now):
        return None
    with transaction.atomic():
        thread, is_new = changes.thread_about(post=post, subject=beginning_of(sentence=post.text), at=now)
        if is_new:
            changes.follow(person=post.writer, thread=thread, how="each")
            happen("thread_opened", at=now, post_id=post.pk, thread_id=str(thread.pk), community_id=str(house.pk))
        return thread


def takes_unanswered(*, post: Post, now: datetime) -> bool:
    """Whether a thread about this post may come into its community's forum."""
    house = post.community
    return not house.is_server_wide and communities.rules_of(house, now=now).has_forum


def beginning_of(*, sentence: str) -> str:
    """The sentence as a subject: whole, or its first words and an ellipsis."""
    if len(sentence) <= LONGEST_SUBJECT:
        return sentence
    return sentence[: LONGEST_SUBJECT - 1].rsplit(" ", 1)[0] + "…"


def end_thread_about(*, post_id: UUID, now: datetime) -> None:
    """Its writer took the post back: the thread about it goes too, or, where people have spoken, stays without the sentence."""
    with transaction.atomic():
        for thread in changes.threads_about(post_id=post_id):
            if thread.message_count:
                changes.set_thread(thread=thread, subject=changes.NO_SUBJECT, closed_at=thread.closed_at or now)
            else:
                changes.drop_thread(thread=thread)


def _happened(thread: Thread, *, now: datetime) -> None:
    happen(
        "thread_opened",
        at=now,
        actor_id=thread.opened_by_id,
        person_id=thread.opened_by_id,
        thread_id=str(thread.pk),
        community_id=str(thread.community_id),
    )
