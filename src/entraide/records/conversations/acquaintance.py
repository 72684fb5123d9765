"""Who knows whom here: whose page somebody may open, and whom they can tell apart from a stranger."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Membership
from entraide.records.communities.queries import houses_of
from entraide.records.conversations.models import PRIVATE_KINDS, Participation
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.records.posts.queries import visible_to


@dataclass(frozen=True)
class Seen:
    """A person as somebody else may see them.

    Attributes:
        person: who it is.
        in_common: their memberships in the communities that both belong to, the oldest first; each with its community.
        is_tended: whether the viewer is a steward of one of these.
        is_blocked: whether the viewer blocks them; then nothing but their first name is to be shown.
    """

    person: Person
    in_common: tuple[Membership, ...] = ()
    is_tended: bool = False
    is_blocked: bool = False


def see_person(viewer: Person, *, code: str) -> Seen | None:
    """The person whose page has this code, if the viewer may open it: themselves, a fellow member, or somebody they have dealt with.

    Operators may open all. None for anybody else, for a closed account, and for somebody who blocks the viewer: they are not told.
    """
    people = Person.objects.filter(code=code, is_active=True).annotate(
        is_blocked=Exists(Block.objects.filter(person=viewer, blocked=OuterRef("pk"))),
        blocks_viewer=Exists(Block.objects.filter(person=OuterRef("pk"), blocked=viewer)),
        has_dealt=Case(When(_have_dealt(viewer), then=Value(True)), default=Value(False)),
    )
    person = people.first()
    if person is None:
        return None
    if person.is_blocked:
        return Seen(person, is_blocked=True)
    if person.blocks_viewer and not viewer.is_staff:
        return None
    seen = _seen(viewer, person)
    if person.pk == viewer.pk:
        return seen
    return seen if seen.in_common or viewer.is_staff or person.has_dealt else None


def recognise(viewer: Person, *, code: str) -> Person | None:
    """Somebody whom the viewer can tell apart from a stranger, and so block: whose page they may open, or of whom they read a post."""
    person = Person.objects.filter(code=code, is_active=True).exclude(pk=viewer.pk).first()
    if person is None:
        return None
    may = see_person(viewer, code=code) is not None or visible_to(viewer).filter(writer=person).exists()
    return person if may else None


def _seen(viewer: Person, person: Person) -> Seen:
    theirs = Membership.objects.filter(person=person, community__is_server_wide=False, community__in=houses_of(viewer))
    tended = Membership.objects.filter(person=viewer, community=OuterRef("community"), is_steward=True)
    rows = theirs.annotate(is_tended=Exists(tended)).select_related("community").order_by("joined_at")
    in_common = tuple(rows)
    return Seen(person, in_common, is_tended=any(row.is_tended for row in in_common))


def _have_dealt(viewer: Person) -> Q:
    """The condition on people that one asked, answered or wrote to the other, or they meet by a post in the viewer's communities."""
    spoke = Q(kind__in=("yes", "other"), withdrawn_at=None)
    them = OuterRef("pk")
    talks = Participation.objects.filter(person=viewer, thread__kind__in=PRIVATE_KINDS).values("thread")
    meeting = Post.objects.filter(writer=them, hidden_at=None, community__is_server_wide=False).exclude(
        state="withdrawn"
    )
    return (
        Q(Exists(Ask.objects.filter(person=viewer, post__writer=them)))
        | Q(Exists(Answer.objects.filter(spoke, person=them, post__writer=viewer)))
        | Q(Exists(Answer.objects.filter(person=viewer, post__writer=them)))
        | Q(Exists(Participation.objects.filter(person=them, thread__in=talks)))
        | Q(Exists(meeting.filter(community__in=houses_of(viewer))))
    )
