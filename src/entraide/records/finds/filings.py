"""How each sort of things is filed: what of it may be looked for, by whom, and what is to be found at all."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django.db.models import Min, QuerySet

from entraide.logic.reading.meaning import language_of, letters_of
from entraide.logic.searching.marks import FOR_SIGNED_IN, FROM_AFAR, area_mark, topic_mark
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.models import Message
from entraide.records.finds.changes import Filing
from entraide.records.people.models import Say
from entraide.records.posts.models import Post


def findable(kind: str) -> QuerySet[Any]:
    """The things of this kind that somebody may find, by identifier."""
    return _FINDABLE[kind]().order_by("pk")


def filings_of(kind: str, things: Collection[Any]) -> list[Filing]:
    """How these things of one kind are filed, in their order."""
    return _FILED[kind](things)


def _posts() -> QuerySet[Post]:
    return Post.objects.filter(state="open", hidden_at=None, writer__is_active=True).select_related("community")


def _file_posts(posts: Iterable[Post]) -> list[Filing]:
    return [
        Filing(
            kind="post",
            ref=post.pk,
            text=post.text,
            language=post.language,
            houses=(post.community_id,),
            is_for_all=post.community.is_readable_by_all,
            marks=[topic_mark(post.topic), *_where(post), *_everybodys(post.community)],
            community_id=post.community_id,
            person_id=post.writer_id,
        )
        for post in posts
    ]


def _where(post: Post) -> list[str]:
    there = post.latitude is not None and post.longitude is not None
    area = [area_mark(latitude=cast(float, post.latitude), longitude=cast(float, post.longitude))] if there else []
    return [*area, *([FROM_AFAR] if post.is_remote else ())]


def _everybodys(house: Community) -> list[str]:
    """To everybody's community belongs whoever is signed in."""
    return [FOR_SIGNED_IN] if house.is_server_wide else []


def _says() -> QuerySet[Say]:
    return Say.objects.filter(is_public=True, hidden_at=None, person__is_active=True).exclude(kind="need")


def _file_says(says: Collection[Say]) -> list[Filing]:
    """They are for those with whom the speaker shares a community, everybody's apart."""
    houses: dict[UUID, list[UUID]] = {}
    people = {say.person_id for say in says}
    for member in Membership.objects.filter(person__in=people, community__is_server_wide=False):
        houses.setdefault(member.person_id, []).append(member.community_id)
    return [
        Filing(
            kind="say",
            ref=say.pk,
            text=say.text,
            language=(say.reading or {}).get("language", "fr"),
            houses=houses.get(say.person_id, ()),
            is_for_all=False,
            marks=[topic_mark(say.topic)] if say.topic else [],
            person_id=say.person_id,
        )
        for say in says
    ]


def _messages() -> QuerySet[Message]:
    shown = Message.objects.filter(withdrawn_at=None, hidden_at=None, thread__kind="forum", thread__hidden_at=None)
    return shown.select_related("thread", "thread__community", "writer")


def _file_messages(messages: Collection[Message]) -> list[Filing]:
    """The first message of a thread is found by its subject too."""
    threads = {message.thread_id for message in messages}
    first_said = Message.objects.filter(thread__in=threads).order_by().values_list("thread").annotate(Min("said_at"))
    began = dict(first_said)
    return [
        Filing(
            kind="message",
            ref=message.pk,
            text=f"{message.thread.subject} {message.words}"
            if began[message.thread_id] == message.said_at
            else message.words,
            language=_language_of(message),
            houses=(house.pk,),
            is_for_all=house.is_forum_readable_by_all,
            marks=_everybodys(house),
            community_id=house.pk,
            person_id=message.writer_id,
        )
        for message in messages
        if (house := message.thread.community)
    ]


def _language_of(message: Message) -> str:
    hint = message.writer.language if message.writer else None
    return language_of(letters_of(f"{message.thread.subject} {message.words}"), hint=hint)


def _communities() -> QuerySet[Community]:
    return Community.objects.filter(closed_at=None, is_server_wide=False)


def _file_communities(houses: Iterable[Community]) -> list[Filing]:
    return [
        Filing(
            kind="community",
            ref=house.pk,
            text=" ".join([house.name, house.motto, *(str(place.get("name", "")) for place in house.communes)]),
            language=house.languages[0] if house.languages else "fr",
            houses=(house.pk,),
            is_for_all=True,
            marks=[topic_mark(code) for code in house.topics],
            community_id=house.pk,
        )
        for house in houses
    ]


_FINDABLE: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "post": _posts,
    "say": _says,
    "message": _messages,
    "community": _communities,
}
_FILED: Mapping[str, Callable[[Collection[Any]], list[Filing]]] = {
    "post": _file_posts,
    "say": _file_says,
    "message": _file_messages,
    "community": _file_communities,
}
