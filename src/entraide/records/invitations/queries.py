"""Finding invitations and requests. Who may see them is decided before: a room of a community is entered through web.access."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.records.communities.models import Community
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter, UnwantedAddress
from entraide.records.people.models import Person

CLAIM_LASTS = timedelta(minutes=5)


def with_key(key: str) -> Invitation | None:
    """The invitation with this key in its address, whether or not it still lets anybody in."""
    return Invitation.objects.select_related("community").filter(key=key).first()


def with_code(code: str) -> Invitation | None:
    """The invitation with this code, as it is kept (small letters, no spaces)."""
    return Invitation.objects.select_related("community").filter(code=code).first()


def open_invitations(community: Community, *, now: datetime, most: int = 50) -> list[Invitation]:
    """What still lets somebody in, newest first; those by mail are only counted (invited_by_mail)."""
    rows = Invitation.objects.filter(community=community, taken_back_at=None, ends_at__gt=now).exclude(way="mail")
    return [one for one in rows.select_related("made_by")[:most] if one.is_open(now=now)]


def of_community(community: Community, *, code: str) -> Invitation | None:
    """The community's own invitation with this code."""
    return Invitation.objects.filter(community=community, code=code).first()


def invited_by_mail(community: Community, *, since: datetime) -> int:
    """How many addresses were invited by mail since then."""
    return Invitation.objects.filter(community=community, way="mail", made_at__gte=since).count()


def made_since(person: Person, *, since: datetime) -> int:
    """How many addresses this person has invited by mail since then, to all communities together."""
    return Invitation.objects.filter(made_by=person, way="mail", made_at__gte=since).count()


def digests_invited(community: Community, *, digests: list[str], since: datetime) -> set[str]:
    """Those of the addresses (their digests) that were invited to the community since then."""
    rows = Invitation.objects.filter(community=community, email_digest__in=digests, made_at__gte=since)
    return set(rows.values_list("email_digest", flat=True))


def unwanted(*, digests: list[str]) -> set[str]:
    """Those of the addresses (their digests) to which no invitation may go."""
    return set(UnwantedAddress.objects.filter(digest__in=digests).values_list("digest", flat=True))


def to_mail(*, now: datetime, most: int = 200) -> QuerySet[Invitation]:
    """Invitations whose mail has not left and that nobody is sending just now, oldest first."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    rows = Invitation.objects.filter(free, mailed_at=None, taken_back_at=None, ends_at__gt=now).exclude(email="")
    return rows.select_related("community", "made_by").order_by("made_at")[:most]


def waiting_requests(community: Community, *, most: int = 100) -> list[JoinRequest]:
    """Who waits to be let into the community, longest first, with the person. For those who run it."""
    rows = JoinRequest.objects.filter(community=community, decision="", person__is_active=True)
    return list(rows.select_related("person")[:most])


def waiting_count(community: Community, *, most: int = 100) -> int:
    """How many wait to be let in, counted up to `most`."""
    return len(JoinRequest.objects.filter(community=community, decision="").values_list("pk")[:most])


def waiting_request(community: Community, *, request_id: UUID) -> JoinRequest | None:
    """One request to this community that waits."""
    return JoinRequest.objects.select_related("person").filter(community=community, pk=request_id, decision="").first()


def request_of(viewer: Person, *, community: Community) -> JoinRequest | None:
    """The viewer's own latest request to the community."""
    return JoinRequest.objects.filter(community=community, person=viewer).order_by("-asked_at", "-id").first()


def outside_letters(*, now: datetime, most: int = 200) -> QuerySet[OutsideLetter]:
    """Letters to outsiders that nobody is sending just now, oldest first, with whoever asked for them."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    return OutsideLetter.objects.filter(free, person__is_active=True).select_related("person")[:most]
