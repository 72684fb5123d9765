"""Finding threads and messages: who may read what is decided here, for pages, feeds, search and mails alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import houses_of, read_moment, share_a_community
from entraide.records.conversations.models import ForumFollow, Message, Participation, Section, Thread
from entraide.records.conversations.paging import before, mark_of
from entraide.records.people.models import Block, Person
from entraide.records.people.queries import are_apart
from entraide.records.rows import kept

MOST_SECTIONS = 20
MOST_PINNED = 10


def forum_readable_by(viewer: Person | None) -> Q:
    """The condition, on rows with a `community`, that the viewer may read its forum: it is open to all, or they belong to it.

    To everybody's community everybody belongs who is signed in; operators read every forum.
    """
    everybody = Q(community__is_forum_readable_by_all=True)
    if viewer is None or not viewer.is_active:
        return everybody
    if viewer.is_staff:
        return Q(community__isnull=False)
    return everybody | Q(community__is_server_wide=True) | Q(community__in=houses_of(viewer))


def threads_of(viewer: Person | None, *, community: Community | None = None) -> QuerySet[Thread]:
    """The threads of forums that the viewer may read and that are not hidden, the latest first: of one community, or of all."""
    threads = Thread.objects.filter(forum_readable_by(viewer), kind="forum", hidden_at=None)
    if community:
        threads = threads.filter(community=community)
    return threads.select_related("opened_by", "latest_by", "section").order_by("-latest_at", "-id")


def front_threads(
    viewer: Person | None, *, community: Community, section: Section | None = None, most: int
) -> tuple[list[Thread], list[Thread]]:
    """What a forum begins with, in one query: what is pinned on top, and of the others the first `most`; each the latest first."""
    rows = _within(threads_of(viewer, community=community), section).order_by("-is_pinned", "-latest_at", "-id")
    found = list(rows[: MOST_PINNED + most])
    return [thread for thread in found if thread.is_pinned], [thread for thread in found if not thread.is_pinned][:most]


def pinned_count(community: Community) -> int:
    """How many threads are pinned on top of the forum."""
    return Thread.objects.filter(community=community, kind="forum", hidden_at=None, is_pinned=True).count()


@dataclass(frozen=True)
class LatestThread:
    """A thread of a forum in few words: `latest_by` is the first name of who wrote last, empty once they are gone."""

    code: str
    subject: str
    message_count: int
    latest_at: datetime
    latest_by: str


def latest_asked(viewer: Person | None, *, community: Community, most: int) -> tuple[str, list[Any]]:
    """The statement that reads the threads of a forum in which somebody wrote last, for records.rows.fetch_all.

    But for those that are pinned on top. Of a forum that the viewer may not read (forum_readable_by) it reads nothing.
    """
    threads, people, members = (model._meta.db_table for model in (Thread, Person, Membership))
    sql = (
        f"SELECT t.code, t.subject, t.message_count, t.latest_at, p.first_name FROM {threads} t "  # noqa: S608 - our own names
        f"LEFT JOIN {people} p ON p.id = t.latest_by_id "
        "WHERE t.community_id = %s AND t.kind = 'forum' AND t.hidden_at IS NULL AND t.is_pinned = %s"
    )
    values = [*kept([community.pk]), False]
    if not community.is_forum_readable_by_all:
        if viewer is None or not viewer.is_active:
            sql += " AND 1 = 0"
        elif not viewer.is_staff and not community.is_server_wide:
            sql += f" AND t.community_id IN (SELECT community_id FROM {members} WHERE person_id = %s)"  # noqa: S608
            values += kept([viewer.pk])
    return f"{sql} ORDER BY t.latest_at DESC, t.id DESC LIMIT {most}", values


def latest_read(rows: Iterable[tuple[Any, ...]]) -> list[LatestThread]:
    """The threads that the rows of `latest_asked` hold."""
    return [LatestThread(code, subject, n, read_moment(at), name or "") for code, subject, n, at, name in rows]


def unpinned_threads(
    viewer: Person | None, *, community: Community, section: Section | None = None
) -> QuerySet[Thread]:
    """The threads of a forum, the latest first, but for those that are pinned on top; for pages."""
    return _within(threads_of(viewer, community=community).filter(is_pinned=False), section)


def _within(threads: QuerySet[Thread], section: Section | None) -> QuerySet[Thread]:
    return threads.filter(section=section) if section else threads


def thread_for(viewer: Person | None, *, code: str) -> Thread | None:
    """The thread at this address, if the viewer may read it; its community, section, post and opener come along.

    A thread between two members is for these two alone. One that is hidden is for whoever tends its community.
    """
    thread = (
        Thread.objects.select_related("community", "section", "post__writer", "opened_by").filter(code=code).first()
    )
    return thread if thread and may_read(viewer, thread=thread) else None


def thread_with(*, key: UUID) -> Thread | None:
    """The thread with this key, whoever may read it; with its community."""
    return Thread.objects.select_related("community").filter(pk=key).first()


def thread_with_code(code: str) -> Thread | None:
    """The thread at this address, whoever may read it; with its community. Who may write in it is decided elsewhere."""
    return Thread.objects.select_related("community").filter(code=code).first()


def may_read(viewer: Person | None, *, thread: Thread) -> bool:
    """Whether the viewer may read the thread."""
    if thread.is_private:
        return viewer is not None and viewer.is_active and takes_part(viewer, thread=thread)
    house = thread.community
    if house is None:
        return False
    if thread.hidden_at is None and house.is_forum_readable_by_all:
        return True
    if viewer is None or not viewer.is_active:
        return False
    if viewer.is_staff:
        return True
    if thread.hidden_at:
        return Membership.objects.filter(person=viewer, community=house, is_steward=True).exists()
    return house.is_server_wide or Membership.objects.filter(person=viewer, community=house).exists()


def takes_part(viewer: Person, *, thread: Thread) -> bool:
    """Whether the viewer is one of those whom the thread is between (or follows, or has read, one of a forum)."""
    return Participation.objects.filter(thread=thread, person=viewer).exists()


def sections_of(community: Community) -> list[Section]:
    """The parts of the community's forum, in their order."""
    return list(Section.objects.filter(community=community)[:MOST_SECTIONS])


def messages_of(thread: Thread, *, viewer: Person | None) -> QuerySet[Message]:
    """What was said in the thread, oldest first; `is_folded`: by somebody whom the viewer blocks (who blocks the viewer is not told).

    That the viewer may read the thread, thread_for has seen.
    """
    blocks = Block.objects.filter(person=viewer, blocked=OuterRef("writer")) if viewer else Block.objects.none()
    rows = Message.objects.filter(thread=thread).select_related("writer", "hand")
    if thread.is_private:
        # What goes with a message comes along, but for the picture itself.
        rows = rows.select_related("photo", "photo_request").defer("photo__picture")
    return rows.annotate(is_folded=Exists(blocks)).order_by("said_at", "id")


def message_for(viewer: Person, *, key: UUID) -> Message | None:
    """The message with this key, if the viewer may read the thread that it is in."""
    rows = Message.objects.select_related("thread__community", "writer")
    message = rows.filter(pk=key).first()
    return message if message and may_read(viewer, thread=message.thread) else None


def mark_before(message: Message) -> str:
    """The mark of what was said just before a message, to show the thread from there; "" for its first."""
    rows = before(Message.objects.filter(thread=message.thread_id), mark_of(message.said_at, message.pk), by="said_at")
    last = rows.order_by("-said_at", "-id").first()
    return mark_of(last.said_at, last.pk) if last else ""


def parts_in(thread: Thread) -> list[Participation]:
    """Who takes part in a conversation of two, with their accounts; one where the other has erased theirs."""
    return list(Participation.objects.filter(thread=thread).select_related("person")[:2])


def participation_of(viewer: Person, *, thread: Thread) -> Participation | None:
    """How the viewer follows the thread, and up to when they have read it."""
    return Participation.objects.filter(person=viewer, thread=thread).first()


def read_at_by_thread(viewer: Person, *, threads: Iterable[Thread]) -> dict[UUID, datetime | None]:
    """Up to when the viewer has read each of these threads, of those that they opened at all; one query."""
    rows = Participation.objects.filter(person=viewer, thread__in=[thread.pk for thread in threads])
    return dict(rows.values_list("thread_id", "read_at"))


def forum_follow_of(viewer: Person, *, community: Community) -> str:
    """How the viewer follows the whole forum: no, each, day or week."""
    rows = ForumFollow.objects.filter(person=viewer, community=community)
    return rows.values_list("follows", flat=True).first() or "no"


def talks_of(viewer: Person) -> QuerySet[Thread]:
    """The viewer's conversations with other members, the latest first."""
    talks = Thread.objects.filter(kind="direct", participations__person=viewer)
    return talks.select_related("latest_by").order_by("-latest_at", "-id")


def others_in(threads: Iterable[Thread], *, viewer: Person) -> dict[UUID, Person]:
    """With whom the viewer speaks in each of these conversations; nobody where the other has erased their account. One query."""
    rows = Participation.objects.filter(thread__in=[thread.pk for thread in threads]).exclude(person=viewer)
    return {row.thread_id: row.person for row in rows.select_related("person")}


def pair_key(one: Person, other: Person) -> str:
    """What marks the conversation of these two, whoever began it."""
    return ":".join(sorted((one.pk.hex, other.pk.hex)))


def talk_between(one: Person, other: Person) -> Thread | None:
    """The conversation of these two, if there is one."""
    return Thread.objects.filter(pair_key=pair_key(one, other)).first()


def may_write_to(one: Person, *, other: Person) -> bool:
    """Whether one may write to the other: they share a community, or one answered the other's post; and neither blocks the other.

    Everybody's community is none that two people share. A conversation that was begun goes on.
    """
    if one.pk == other.pk or not (one.is_active and other.is_active) or are_apart(one, other):
        return False
    return share_a_community(one, other) or have_a_post_between(one, other) or talk_between(one, other) is not None


def have_a_post_between(one: Person, other: Person) -> bool:
    """Whether one of the two answered a post of the other, and neither took back what they had said."""
    answers = Answer.objects.filter(
        Q(person=one, post__writer=other) | Q(person=other, post__writer=one),
        kind__in=("yes", "other"),
        withdrawn_at=None,
    )
    return answers.exists()


def talks_begun_since(person: Person, *, since: datetime) -> int:
    """How many conversations with members this person has begun since then."""
    return Thread.objects.filter(kind="direct", opened_by=person, opened_at__gt=since).count()


def threads_opened_since(person: Person, *, since: datetime) -> int:
    """How many threads this person has opened in forums since then."""
    return Thread.objects.filter(kind="forum", opened_by=person, opened_at__gt=since).count()


def just_opened(writer: Person, *, community: Community, subject: str, since: datetime) -> Thread | None:
    """The same thread by the same person since then: a form that was sent twice."""
    rows = Thread.objects.filter(opened_by=writer, opened_at__gte=since, community=community, subject=subject)
    return rows.first()


def messages_since(person: Person, *, since: datetime) -> int:
    """How many messages this person has written since then."""
    return Message.objects.filter(writer=person, said_at__gt=since).count()


def just_said(writer: Person, *, thread: Thread, words: str, since: datetime) -> Message | None:
    """The same words by the same person in the same thread since then: a form that was sent twice."""
    rows = Message.objects.filter(writer=writer, said_at__gte=since, thread=thread, words=words, withdrawn_at=None)
    return rows.first()


def said_to(person: Person, *, thread_id: UUID, since: datetime) -> QuerySet[Message]:
    """What others wrote in the thread from `since` on, oldest first, for a mail to this person.

    Without what was taken back or hidden, nor what comes from somebody with whom the person has a block.
    """
    apart = Block.objects.filter(person=person).values("blocked"), Block.objects.filter(blocked=person).values("person")
    said = Message.objects.filter(thread_id=thread_id, said_at__gte=since, withdrawn_at=None, hidden_at=None)
    theirs = said.exclude(Q(writer=person) | Q(writer__in=apart[0]) | Q(writer__in=apart[1]))
    return theirs.select_related("writer").order_by("said_at", "id")


def read_until(person: Person, *, thread_id: UUID) -> datetime | None:
    """Up to when the person has read the thread; None if never."""
    mine = Participation.objects.filter(person=person, thread_id=thread_id)
    return mine.values_list("read_at", flat=True).first()


def followers_of(thread: Thread) -> QuerySet[Participation]:
    """Who follows the thread and may still read it."""
    rows = Participation.objects.filter(thread=thread, person__is_active=True).exclude(follows__in=("no", ""))
    if thread.kind == "forum" and thread.community and not thread.community.is_forum_readable_by_all:
        inside = Membership.objects.filter(community=thread.community).values("person")
        rows = rows.filter(Q(person__in=inside) | Q(person__is_staff=True))
    return rows.select_related("person")


def forum_followers_of(community: Community) -> QuerySet[ForumFollow]:
    """Who wants to hear of each new thread of the forum and may read it."""
    rows = ForumFollow.objects.filter(community=community, follows="each", person__is_active=True)
    if not community.is_forum_readable_by_all:
        inside = Membership.objects.filter(community=community).values("person")
        rows = rows.filter(Q(person__in=inside) | Q(person__is_staff=True))
    return rows.select_related("person")


def digests_due(*, now: datetime) -> QuerySet[ForumFollow]:
    """Whose digest of a forum is due at the aware moment `now`, the longest due first."""
    rows = ForumFollow.objects.filter(due_at__lte=now, person__is_active=True)
    return rows.select_related("person", "community").order_by("due_at")


def threads_with_news(person: Person, *, community: Community, since: datetime) -> QuerySet[Thread]:
    """The forum's threads in which something was said since then, but for those that the person follows by themselves."""
    own = Participation.objects.filter(person=person).exclude(follows__in=("no", "")).values("thread")
    return threads_of(person, community=community).filter(latest_at__gt=since).exclude(pk__in=own)
