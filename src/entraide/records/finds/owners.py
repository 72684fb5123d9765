"""The owners' word: which of the leads the viewer may see. The index decides nothing of this; it only knows where to ask.

Whatever was closed, hidden, withdrawn, blocked or made private since it was filed is left out here, however stale the index is.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import listed
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Message
from entraide.records.people.models import Block, Person, Say
from entraide.records.people.queries import kept_apart_from
from entraide.records.posts import queries as posts
from entraide.records.posts.models import Post

Seen = Post | Say | Message | Community


def posts_seen(viewer: Person | None) -> QuerySet[Post]:
    """The open posts that the viewer may read, not of somebody whom they block."""
    # Not what routing keeps of a post: it is long, and no list shows it.
    seen = posts.visible_to(viewer).filter(state="open", hidden_at=None).defer("vector", "gist", "filed_by_writer")
    return seen.exclude(writer__in=Block.objects.filter(person=viewer).values("blocked")) if viewer else seen


def says_seen(viewer: Person | None) -> QuerySet[Say]:
    """What fellow members of the viewer show of what they offer and like; nothing for visitors, nor where one blocks the other.

    Not of those whom the viewer meets in nobody's community but everybody's.
    """
    if viewer is None:
        return Say.objects.none()
    houses = Membership.objects.filter(person=viewer, community__is_server_wide=False).values("community")
    shared = Membership.objects.filter(person=OuterRef("person"), community__in=houses)
    says = Say.objects.filter(is_public=True, hidden_at=None, person__is_active=True).exclude(kind="need")
    apart = Person.objects.filter(kept_apart_from(viewer)).values("pk")
    return says.filter(Exists(shared)).exclude(person__in=apart).select_related("person")


def messages_seen(viewer: Person | None) -> QuerySet[Message]:
    """What the viewer may read in forums, not of somebody whom they block. Never what two people write to each other."""
    readable = conversations.threads_of(viewer).filter(pk=OuterRef("thread"))
    messages = Message.objects.filter(Exists(readable), withdrawn_at=None, hidden_at=None)
    if viewer:
        blocked = Block.objects.filter(person=viewer).values("blocked")
        # Of a writer who has left nothing is known; `NOT IN` alone would leave their words out too.
        messages = messages.filter(Q(writer=None) | ~Q(writer__in=blocked))
    return messages.select_related("thread", "thread__community", "writer")


def communities_seen(viewer: Person | None) -> QuerySet[Community]:
    """The communities that anybody may find, but for everybody's own."""
    return listed().filter(is_server_wide=False)


_SEEN: Mapping[str, Callable[[Person | None], QuerySet[Seen]]] = {
    "post": posts_seen,
    "say": says_seen,
    "message": messages_seen,
    "community": communities_seen,
}


def seen(viewer: Person | None, *, kind: str, refs: Collection[UUID]) -> dict[UUID, Seen]:
    """Those of these things that the viewer may see; one query."""
    return {one.pk: one for one in _SEEN[kind](viewer).filter(pk__in=refs).order_by()} if refs else {}
