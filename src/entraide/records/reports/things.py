"""The things that can be reported, found by their address for whoever may see them; nobody can report what they may not read."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import may_enter, server_wide, share_a_community
from entraide.records.conversations.acquaintance import see_person
from entraide.records.conversations.models import Message, Participation, Thread
from entraide.records.people.models import Person, Say
from entraide.records.posts.queries import visible_to


@dataclass(frozen=True)
class Thing:
    """Something that can be reported.

    `kind` is one of models.THINGS, `about` whose doing it is (None: they have gone), `words` what is written there ("" for a person),
    `path` the page it stands on, `communities` those of which one looks at it: its own, or those where the two meet.
    """

    kind: str
    id: UUID
    about: Person | None
    words: str
    path: str
    communities: tuple[Community, ...]


def find_thing(viewer: Person, *, kind: str, ref: str) -> Thing | None:
    """The thing of this kind at this code (of messages and sentences the identifier in hex), if the viewer may see it."""
    find = {"post": _post, "person": _person, "message": _message, "thread": _thread, "say": _say}.get(kind)
    return find(viewer, ref) if find else None


def _post(viewer: Person, code: str) -> Thing | None:
    post = visible_to(viewer).filter(code=code).first()
    if post is None:
        return None
    return Thing("post", post.pk, post.writer, post.text, post.get_absolute_url(), (post.community,))


def _person(viewer: Person, code: str) -> Thing | None:
    person = Person.objects.filter(code=code, is_active=True).first()
    if person is None or not _may_meet(viewer, person):
        return None
    return Thing("person", person.pk, person, "", f"/p/{person.code}/", _where_they_meet(viewer, person))


def _say(viewer: Person, ref: str) -> Thing | None:
    key = _identifier(ref)
    say = Say.objects.select_related("person").filter(pk=key, hidden_at=None).first() if key else None
    if say is None or (say.person_id != viewer.pk and not (say.is_public and _may_meet(viewer, say.person))):
        return None
    return Thing("say", say.pk, say.person, say.text, f"/p/{say.person.code}/", _where_they_meet(viewer, say.person))


def _thread(viewer: Person, code: str) -> Thing | None:
    thread = Thread.objects.select_related("community", "opened_by").filter(code=code, kind="forum").first()
    if thread is None or thread.hidden_at or thread.community is None or not _may_read(viewer, thread):
        return None
    return Thing("thread", thread.pk, thread.opened_by, thread.subject, f"/t/{thread.code}/", (thread.community,))


def _message(viewer: Person, ref: str) -> Thing | None:
    key = _identifier(ref)
    seen = Message.objects.select_related("thread__community", "writer").filter(withdrawn_at=None, hidden_at=None)
    message = seen.filter(pk=key).first() if key else None
    if message is None or message.thread.hidden_at or not _may_read(viewer, message.thread):
        return None
    thread = message.thread
    if thread.community:
        houses: tuple[Community, ...] = (thread.community,)
    else:
        houses = _where_they_meet(viewer, message.writer) if message.writer else (server_wide(),)
    return Thing("message", message.pk, message.writer, message.words, f"/t/{thread.code}/", houses)


def _may_read(viewer: Person, thread: Thread) -> bool:
    """Whether the viewer may read the thread: of a forum whoever may enter it, else the two whom it is between."""
    if thread.kind == "forum" and thread.community:
        return may_enter(viewer, community=thread.community, whom="forum_readers")
    return Participation.objects.filter(thread=thread, person=viewer).exists()


def _may_meet(viewer: Person, person: Person) -> bool:
    """Whether the two share a community, have dealt with each other, or the viewer may read a post of the person.

    Whoever blocks a fellow member is still one whom that member can report.
    """
    if viewer.pk == person.pk or share_a_community(viewer, person) or see_person(viewer, code=person.code):
        return True
    return visible_to(viewer).filter(writer=person).exists()


def _where_they_meet(viewer: Person, person: Person) -> tuple[Community, ...]:
    """The communities that both belong to, by name; where there is none everybody's, which whoever runs the server tends."""
    theirs = Membership.objects.filter(person=person).values("community")
    shared = Community.objects.filter(
        Q(memberships__person=viewer), pk__in=theirs, is_server_wide=False, closed_at=None
    ).order_by("name")[:20]
    return tuple(shared) or (server_wide(),)


def _identifier(ref: str) -> UUID | None:
    """The identifier that 32 hexadecimal figures mean; None for anything else."""
    try:
        return UUID(hex=ref) if len(ref) == 32 else None
    except ValueError:
        return None
