"""Changing posts. Journeys call this; nobody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from entraide.logic.places.cells import region_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.escalation import LOOKS_AFTER
from entraide.logic.routing.filing import file_sentence
from entraide.logic.routing.gist import VERSION as GIST_VERSION
from entraide.logic.routing.vectors import unpack_vector
from entraide.logic.states import POST, SEARCH
from entraide.records.communities.models import Community
from entraide.records.mandates.hand import acting_hand
from entraide.records.people.models import Person
from entraide.records.posts.models import Post, SearchStep


def add_post(**fields: Any) -> Post:
    """Keep a new post, filed so that people find it and it finds people; it says whose hand wrote it for somebody else."""
    return Post.objects.create(
        **{"hand": acting_hand(), **fields},
        **_in_region(fields.get("cell")),
        **filed(text=fields["text"], reading=fields["reading"], vector=fields.get("vector")),
    )


def locked(*, post_id: UUID) -> Post | None:
    """The post, locked until the transaction ends; None if it is gone."""
    return Post.objects.select_for_update(of=("self",)).select_related("writer", "community").filter(pk=post_id).first()


def move(*, post: Post, state: str, at: datetime) -> None:
    """Move the post to another state. Raises ImpossibleMove if it does not follow."""
    post.state = POST.move(post.state, state)
    post.closed_at = None if state == "open" else at
    if state != "open":
        post.next_wave_at = post.next_step_at = None
    post.save(update_fields=["state", "closed_at", "next_wave_at", "next_step_at"])


def note_wave(*, post: Post, sent: bool, next_wave_at: datetime | None) -> None:
    """A wave was sent (or put off); the next one is due then, or never."""
    post.waves_sent += 1 if sent else 0
    post.next_wave_at = next_wave_at
    post.save(update_fields=["waves_sent", "next_wave_at"])


def set_fields(*, post: Post, **fields: Any) -> None:
    """Set some fields of the post; with another reading it is filed anew."""
    if "reading" in fields:
        fields |= filed(text=post.text, reading=fields["reading"], vector=post.vector)
    if "cell" in fields:
        fields |= _in_region(fields["cell"])
    for name, value in fields.items():
        setattr(post, name, value)
    post.save(update_fields=list(fields))


def begin_anew(*, post: Post, at: datetime, **fields: Any) -> None:
    """The search for people begins anew: a wave is due now, and the plan of steps starts from its beginning.

    `fields` are what else changes about the post. Whoever was asked stays asked. For a hidden post nobody is asked until it is shown.
    """
    is_shown = post.hidden_at is None
    is_first = post.search_began_at is None or not post.steps.filter(round=post.search_round).exists()
    set_fields(
        post=post,
        **fields,
        is_asking=is_shown,
        next_wave_at=at if is_shown else None,
        search_state=SEARCH.first,
        search_round=post.search_round + (0 if is_first else 1),
        search_began_at=at,
        next_step_at=at + LOOKS_AFTER if is_shown and post.kind == "need" else None,
    )


def file_anew(*, version: int, most: int) -> int:
    """Make the gists of at most `most` posts anew that an earlier version made; the number of them."""
    old = list(Post.objects.filter(gist_version__lt=version).select_for_update().order_by("gist_version")[:most])
    for post in old:
        columns = _in_region(post.cell) | filed(text=post.text, reading=post.reading, vector=post.vector)
        for name, value in columns.items():
            setattr(post, name, value)
    Post.objects.bulk_update(old, ["gist", "gist_version", "landmark", "region"], batch_size=100)
    return len(old)


def _in_region(cell: int | None) -> dict[str, Any]:
    """The column of the region in which a post's cell lies."""
    return {"region": None if cell is None else region_of(cell)}


def filed(*, text: str, reading: dict[str, Any], vector: bytes | memoryview | None) -> dict[str, Any]:
    """The columns under which a post with this reading is filed."""
    unpacked = unpack_vector(bytes(vector)) if vector else None
    return file_sentence(text, reading=Reading.from_dict(reading), vector=unpacked).columns()


def take_step(*, post: Post, step: str, at: datetime, facts: dict[str, Any]) -> bool:
    """Record one step of the search; False if it was taken in this round before.

    A step that its writer asks for after the plan has passed it changes no state.
    """
    _, is_new = SearchStep.objects.get_or_create(
        post=post, round=post.search_round, step=step, defaults={"taken_at": at, "facts": facts}
    )
    if is_new and SEARCH.may(post.search_state, step):
        set_fields(post=post, search_state=step)
    return is_new


def rest_in(*, community: Community) -> int:
    """Nobody is asked any further for the open posts of this community; how many posts that concerns."""
    asking = Post.objects.filter(community=community, state="open", is_asking=True)
    return asking.update(is_asking=False, next_wave_at=None, next_step_at=None)


def forget_words(posts: QuerySet[Post]) -> int:
    """Empty these posts of what they said: sentence, place, reading. Kind, topic, state and days stay; how many were emptied."""
    count = 0
    for post in posts.exclude(text="").iterator(chunk_size=200):
        kept = ("language", "kind", "action", "topic")
        bare = Reading.from_dict({**{name: post.reading.get(name) for name in kept}, "subject": ""})
        post.reading, post.filed_by_writer = bare.as_dict(), None
        post.text = post.place_name = post.recurrence = ""
        post.latitude = post.longitude = post.cell = post.region = None
        post.vector = post.gist = post.landmark = None
        post.gist_version = GIST_VERSION
        post.save(update_fields=_SAID)
        count += 1
    return count


def hand_over(posts: QuerySet[Post], *, to: Person) -> int:
    """These posts are another's from now on; how many."""
    return posts.update(writer=to, hand=None)


_SAID = [
    *("text", "place_name", "recurrence", "reading", "filed_by_writer", "vector"),
    *("latitude", "longitude", "cell", "region", "gist", "landmark", "gist_version"),
]
