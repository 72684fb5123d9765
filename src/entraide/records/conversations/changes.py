"""Changing threads, messages and who follows them. Journeys call this; nobody else."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify

from entraide.records.communities.models import Community
from entraide.records.conversations.models import (
    ForumFollow,
    Message,
    MessagePhoto,
    Participation,
    PhotoRequest,
    ReceivedMail,
    Section,
    SharedPlace,
    Thread,
)
from entraide.records.conversations.queries import pair_key
from entraide.records.mandates.hand import acting_hand
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.stirs.changes import stir
from entraide.records.stirs.queries import topic_of_thread

# Stands for a sentence that is not to be read any more.
NO_SUBJECT = "…"


def add_thread(
    *,
    community: Community,
    subject: str,
    opened_by: Person | None,
    at: datetime,
    section: Section | None = None,
    post: Post | None = None,
) -> Thread:
    """A new thread in a forum, without messages yet. Raises IntegrityError if the forum has one about this post."""
    return Thread.objects.create(
        kind="forum",
        community=community,
        section=section,
        subject=subject,
        post=post,
        opened_by=opened_by,
        opened_at=at,
        latest_at=at,
        latest_by=opened_by,
    )


def thread_about(*, post: Post, subject: str, at: datetime) -> tuple[Thread, bool]:
    """The thread about this post in its community's forum, and whether it is new: opened by nobody, without messages."""
    return Thread.objects.get_or_create(
        post=post,
        kind="forum",
        defaults={"community": post.community, "subject": subject, "opened_at": at, "latest_at": at},
    )


def threads_about(*, post_id: UUID) -> list[Thread]:
    """The threads about this post, locked until the transaction ends."""
    return list(Thread.objects.select_for_update().filter(post_id=post_id, kind="forum"))


def forget_sentences(*, post_ids: Collection[UUID]) -> None:
    """These posts lose their words: so do the threads about them, which stay only where somebody spoke."""
    about = Thread.objects.filter(post__in=list(post_ids), kind="forum")
    about.filter(message_count=0).delete()
    about.update(subject=NO_SUBJECT)


def drop_thread(*, thread: Thread) -> None:
    """Delete a thread in which nobody said anything."""
    thread.delete()


def talk_of(*, one: Person, other: Person, at: datetime) -> tuple[Thread, bool]:
    """The thread between these two, and whether it is new: then `one` began it, and both take part."""
    thread, is_new = Thread.objects.get_or_create(
        pair_key=pair_key(one, other),
        defaults={"kind": "direct", "opened_by": one, "opened_at": at, "latest_at": at},
    )
    if is_new:
        Participation.objects.bulk_create(
            [Participation(thread=thread, person=person, follows="each") for person in (one, other)]
        )
    return thread, is_new


def open_exchange_thread(*, community: Community, post: Post | None, between: Sequence[Person], at: datetime) -> Thread:
    """A new thread for an exchange between these people, all of whom take part and hear of each message."""
    thread = Thread.objects.create(kind="exchange", community=community, post=post, opened_at=at, latest_at=at)
    Participation.objects.bulk_create(
        [Participation(thread=thread, person=person, follows="each") for person in between]
    )
    return thread


def locked(*, thread_id: UUID) -> Thread | None:
    """The thread, locked until the transaction ends."""
    rows = Thread.objects.select_for_update(of=("self",)).select_related("community")
    return rows.filter(pk=thread_id).first()


def locked_message(*, message_id: UUID) -> Message | None:
    """The message, locked until the transaction ends, with its thread."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("thread__community", "writer")
    return rows.filter(pk=message_id).first()


def add_message(*, thread: Thread, writer: Person | None, words: str, at: datetime) -> Message:
    """One message more, by whoever's hand acts just now; the thread's list columns move along."""
    message = Message.objects.create(thread=thread, writer=writer, hand=acting_hand(), words=words, said_at=at)
    Thread.objects.filter(pk=thread.pk).update(latest_at=at, latest_by=writer, message_count=F("message_count") + 1)
    thread.latest_at, thread.latest_by, thread.message_count = at, writer, thread.message_count + 1
    stir(topic=topic_of_thread(thread.code), at=at)
    return message


def change_words(*, message: Message, words: str, at: datetime) -> None:
    """Its writer says it otherwise."""
    message.words, message.changed_at = words, at
    message.save(update_fields=["words", "changed_at"])
    stir(topic=topic_of_thread(message.thread.code), at=at)


def withdraw(*, message: Message, at: datetime) -> None:
    """Its writer takes it back: it stays in its place, without its words."""
    message.withdrawn_at = at
    message.save(update_fields=["withdrawn_at"])
    stir(topic=topic_of_thread(message.thread.code), at=at)


def forget_withdrawn(*, before: datetime) -> int:
    """Forget the words of messages that were taken back before then; how many."""
    old = Message.objects.filter(withdrawn_at__lt=before).exclude(words="")
    MessagePhoto.objects.filter(message__in=old).delete()
    return old.update(words="")


def set_thread(*, thread: Thread, **fields: Any) -> None:
    """Set some of a thread's own fields."""
    for name, value in fields.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(fields))


def follow(*, person: Person, thread: Thread, how: str) -> None:
    """How the person hears of the thread from now on."""
    Participation.objects.update_or_create(person=person, thread=thread, defaults={"follows": how})


def take_part(*, person: Person, thread: Thread, at: datetime, how: str) -> None:
    """The person has written: they have read all, and hear of the thread from now on as `how` says, unless they chose otherwise."""
    note_read(person=person, thread=thread, at=at)
    Participation.objects.filter(person=person, thread=thread, follows="").update(follows=how)


def note_read(*, person: Person, thread: Thread, at: datetime) -> None:
    """The person has read the thread up to then. Who only reads does not follow it."""
    if not Participation.objects.filter(person=person, thread=thread).update(read_at=at):
        Participation.objects.bulk_create(
            [Participation(person=person, thread=thread, read_at=at)], ignore_conflicts=True
        )


def follow_forum(*, person: Person, community: Community, how: str, at: datetime, due_at: datetime | None) -> None:
    """How the person hears of the whole forum; the first digest, at `due_at`, tells what is said from now on."""
    ForumFollow.objects.update_or_create(
        person=person, community=community, defaults={"follows": how, "told_at": at, "due_at": due_at}
    )


def note_digest(*, follow: ForumFollow, at: datetime, due_at: datetime) -> bool:
    """The digest up to then was made, and the next is due at `due_at`; False if somebody else made it meanwhile."""
    rows = ForumFollow.objects.filter(pk=follow.pk, told_at=follow.told_at, due_at=follow.due_at)
    return bool(rows.update(told_at=at, due_at=due_at))


def set_sections(*, community: Community, sections: Sequence[tuple[UUID | None, str]]) -> list[Section]:
    """Let the forum have these sections in this order: `(key, name)`, without a key for new ones. Those left out are gone.

    The threads of a section that is gone stay in the forum, in none.
    """
    kept = {one.pk: one for one in Section.objects.select_for_update().filter(community=community)}
    Section.objects.filter(community=community).exclude(pk__in=[key for key, _ in sections if key]).delete()
    # Their addresses are given anew, and two may change places: none may be in the other's way meanwhile.
    for one in kept.values():
        Section.objects.filter(pk=one.pk).update(slug=one.pk.hex)
    done: list[Section] = []
    taken: set[str] = set()
    for position, (key, name) in enumerate(sections):
        section = kept.get(key) if key else None
        section = section or Section(community=community)
        section.name, section.position, section.slug = name, position, _slug(name, taken)
        section.save()
        done.append(section)
    return done


def _slug(name: str, taken: set[str]) -> str:
    """An address for this name that no other section of the forum has."""
    base = slugify(name)[:50] or "section"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def part_pair(*, person: Person) -> int:
    """The talks of somebody who goes are found by their two names no more; whoever stays keeps them. How many."""
    talks = Thread.objects.filter(kind="direct", participations__person=person)
    return talks.update(pair_key=Concat(Value("gone "), Cast("pk", CharField())))


def ask_photo(*, message: Message, asked: Person) -> PhotoRequest:
    """The message asks this person to show something."""
    return PhotoRequest.objects.create(message=message, asked=asked)


def locked_photo_request(*, asked: Person, thread: Thread) -> PhotoRequest | None:
    """The oldest photo that this person is asked for in the thread and has not shown, locked until the transaction ends."""
    rows = PhotoRequest.objects.select_for_update(of=("self",)).filter(asked=asked, message__thread=thread)
    return rows.filter(answered_at=None, message__withdrawn_at=None).order_by("message__said_at").first()


def add_photo(
    *, message: Message, request: PhotoRequest, picture: bytes, width: int, height: int, at: datetime
) -> MessagePhoto:
    """The photo that goes with a message of its owner's, and answers a request."""
    PhotoRequest.objects.filter(pk=request.pk).update(answered_at=at)
    return MessagePhoto.objects.create(
        message=message,
        owner=request.asked,
        picture=picture,
        width=width,
        height=height,
        size=len(picture),
        added_at=at,
    )


def forget_photos(*, keys: Collection[UUID]) -> int:
    """Forget these photos (by the keys of their messages); how many. What was said with them stays."""
    return MessagePhoto.objects.filter(pk__in=list(keys)).delete()[0]


def show_place(*, owner: Person, thread: Thread, words: str, at: datetime) -> tuple[SharedPlace, bool]:
    """Where the owner says that the two meet, and whether that is new: shown in the thread from now on, instead of what was shown."""
    before = SharedPlace.objects.select_for_update().filter(owner=owner, thread=thread).first()
    if before and before.words == words:
        return before, False
    SharedPlace.objects.filter(owner=owner, thread=thread).delete()
    return SharedPlace.objects.create(owner=owner, thread=thread, words=words, shared_at=at), True


def hide_place(*, owner: Person, thread: Thread) -> bool:
    """The owner's place is shown no more, and gone; whether there was one."""
    return bool(SharedPlace.objects.filter(owner=owner, thread=thread).delete()[0])


def forget_places(*, keys: Collection[UUID]) -> int:
    """Forget these shared places; how many."""
    return SharedPlace.objects.filter(pk__in=list(keys)).delete()[0]


def take_mail(*, digest: str, person: Person, thread: Thread, at: datetime) -> tuple[ReceivedMail, bool]:
    """Note that this mail came in, and whether it is the first time. Whoever brings it again waits until the first is done with."""
    return ReceivedMail.objects.get_or_create(
        digest=digest, defaults={"person": person, "thread": thread, "received_at": at, "outcome": "taken"}
    )


def settle_mail(*, mail: ReceivedMail, outcome: str, message: Message | None = None) -> None:
    """What became of the mail."""
    mail.outcome, mail.message = outcome, message
    mail.save(update_fields=["outcome", "message"])


def forget_mails(*, before: datetime) -> int:
    """Forget that mails came in, of those that came before then; how many."""
    return ReceivedMail.objects.filter(received_at__lt=before).delete()[0]
