"""Finding attestations, and who may give which. What is sensitive is for the person, and for those who may attest, alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from entraide.logic.charter.rules import Rules
from entraide.logic.routing.attestations import KINDS, TOLD_BEFORE
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import membership_of, rules_of, tends
from entraide.records.invitations.models import JoinRequest
from entraide.records.people.models import Person
from entraide.records.people.queries import kept_apart_from

_HERE = ZoneInfo("Europe/Brussels")


def today_at(now: datetime) -> date:
    """The day on which ends are counted: that of the server's place at the aware moment `now`."""
    return now.astimezone(_HERE).date()


def holding(*, today: date) -> Q:
    """The condition, on attestations, that they hold on that day."""
    return Q(ended_at=None) & (Q(valid_until=None) | Q(valid_until__gte=today))


def kinds_attested_by(viewer: Person, *, community: Community, now: datetime) -> frozenset[str]:
    """The kinds that the viewer may attest of others in this community; none for most.

    Who tends it may attest all, and whoever it named for a kind that one. What makes somebody verified there is given by
    stewards alone until its rules say "named". Of a community with members of its own an operator attests nothing: they are
    trusted with the server, not with its people.
    """
    if not viewer.is_active:
        return frozenset()
    membership = membership_of(viewer, community=community)
    if (membership and membership.is_steward) or (community.is_server_wide and tends(viewer, community=community)):
        return frozenset(KINDS)
    named = frozenset(membership.may_attest if membership else ()) & KINDS.keys()
    if not named:
        return named
    rules = rules_of(community, now=now)
    return named if rules.verifiers == "named" else named - set(rules.verified_through)


def houses_attested_in(viewer: Person, communities: Collection[UUID]) -> list[Community]:
    """Those of these communities, and of everybody's, in which the viewer may attest something, by name, in one query.

    Annotated with `may_name`: whether they also say who attests what there.
    """
    mine = Membership.objects.filter(person=viewer, community=OuterRef("pk"))
    attests = Q(Exists(mine.filter(Q(is_steward=True) | Q(is_attester=True))))
    tends = Q(Exists(mine.filter(is_steward=True)))
    if viewer.is_staff:
        attests |= Q(is_server_wide=True)
        tends |= Q(is_server_wide=True)
    houses = Community.objects.filter(Q(pk__in=communities) | Q(is_server_wide=True)).filter(attests)
    return list(houses.annotate(may_name=Case(When(tends, then=Value(True)), default=Value(False))).order_by("name"))


def attesters(community: Community, *, kind: str, rules: Rules) -> list[Person]:
    """Who may attest this kind in the community: its stewards, and the members whom it named for it; at most fifty, by first name."""
    members = Membership.objects.filter(community=community, person__is_active=True)
    stewards = members.filter(is_steward=True).values("person")
    trusted = Q(pk__in=stewards)
    if rules.verifiers == "named" or kind not in rules.verified_through:
        trusted |= Q(pk__in=[one.person_id for one in named_members(community) if kind in one.may_attest])
    return list(Person.objects.filter(trusted, is_active=True).order_by("first_name", "pk")[:50])


def named_members(community: Community) -> list[Membership]:
    """The members whom the community trusts with attesting something, without its stewards; at most fifty, by first name."""
    named = Membership.objects.filter(community=community, is_attester=True, person__is_active=True)
    return list(named.select_related("person").order_by("person__first_name", "pk")[:50])


def waiting(community: Community, *, kinds: Collection[str] | None = None) -> QuerySet[AttestationRequest]:
    """Requests of the community's members that wait for somebody, oldest first: all, or those for certain kinds."""
    asked = AttestationRequest.objects.filter(community=community, settled_at=None, person__is_active=True)
    if kinds is not None:
        asked = asked.filter(kind__in=kinds)
    return asked.select_related("person").order_by("asked_at", "id")


def waiting_for(
    viewer: Person, *, community: Community, now: datetime, kinds: Collection[str] | None = None
) -> QuerySet[AttestationRequest]:
    """Those requests that the viewer may settle: of kinds they may attest, not their own, nor of somebody they are apart from.

    `kinds`: what `kinds_attested_by` said of the viewer, where that was asked already.
    """
    if kinds is None:
        kinds = kinds_attested_by(viewer, community=community, now=now)
    apart = Person.objects.filter(kept_apart_from(viewer)).values("pk")
    return waiting(community, kinds=kinds).exclude(person=viewer).exclude(person__in=apart)


@dataclass(frozen=True)
class Asking:
    """Somebody who waits for those who tend a community: to be let in (`kind` is ""), or to have `kind` attested, with its `name`."""

    code: str
    first_name: str
    kind: str
    name: str
    words: str
    asked_at: datetime


def asking_in(
    viewer: Person, *, community: Community, now: datetime, kinds: Collection[str] | None, most: int
) -> list[Asking]:
    """Who asks to be let in, and who asks what the viewer may attest (`waiting_for`), in one query, the longest waiting first."""
    to_join = JoinRequest.objects.filter(community=community, decision="", person__is_active=True)
    both = to_join.annotate(kind=Value(""), name=Value("")).order_by().values_list(*_OF_ASKING)
    attested = waiting_for(viewer, community=community, now=now, kinds=kinds).order_by().values_list(*_OF_ASKING)
    return [Asking(*row) for row in both.union(attested, all=True).order_by("asked_at")[:most]]


_OF_ASKING = ("person__code", "person__first_name", "kind", "name", "words", "asked_at")


def request_for(viewer: Person, *, community: Community, code: str, now: datetime) -> AttestationRequest | None:
    """The request with this code, if the viewer may settle it and it still waits."""
    return waiting_for(viewer, community=community, now=now).filter(code=code).first()


def requests_of(viewer: Person) -> QuerySet[AttestationRequest]:
    """What the viewer asked to have attested, newest first."""
    asked = AttestationRequest.objects.filter(person=viewer)
    return asked.select_related("community", "settled_by").order_by("-asked_at")


def own(viewer: Person) -> QuerySet[Attestation]:
    """What is or was attested of the viewer, newest first; hidden and ended ones too."""
    return Attestation.objects.filter(person=viewer).select_related("community", "attested_by", "ended_by")


def own_with_code(viewer: Person, *, code: str) -> Attestation | None:
    """The viewer's own attestation with this code."""
    return own(viewer).filter(code=code).first()


def given_in(
    viewer: Person, *, community: Community, now: datetime, kinds: Collection[str] | None = None
) -> QuerySet[Attestation]:
    """What holds in the community of the kinds that the viewer may attest, newest first; nothing for anybody else. `kinds`: as above."""
    if kinds is None:
        kinds = kinds_attested_by(viewer, community=community, now=now)
    held = Attestation.objects.filter(holding(today=today_at(now)), community=community, kind__in=kinds)
    return held.select_related("person", "attested_by").order_by("-attested_at", "-id")


def expiring(community: Community, *, now: datetime) -> QuerySet[Attestation]:
    """What holds in the community and ends within a month, the first to end first: for those who tend it."""
    today = today_at(now)
    ending = Attestation.objects.filter(
        community=community, ended_at=None, valid_until__gte=today, valid_until__lte=today + TOLD_BEFORE
    )
    return ending.filter(person__is_active=True).select_related("person", "attested_by").order_by("valid_until", "id")


def to_warn(*, now: datetime) -> QuerySet[Attestation]:
    """What ends within a month and of which nobody was told yet."""
    today = today_at(now)
    ending = Attestation.objects.filter(ended_at=None, valid_until__gte=today, valid_until__lte=today + TOLD_BEFORE)
    return ending.filter(warned_at=None).select_related("person", "community", "attested_by")


def past(*, now: datetime) -> QuerySet[Attestation]:
    """What has had its last day and was not written down as ended yet."""
    return Attestation.objects.filter(ended_at=None, valid_until__lt=today_at(now)).select_related(
        "person", "community"
    )


def people_with(community: Community) -> list[UUID]:
    """Everybody of whom something holds in the community, or did and was not written down as ended yet."""
    held = Attestation.objects.filter(community=community, ended_at=None)
    return list(held.order_by("person_id").values_list("person_id", flat=True).distinct())


def is_attested_here(community: Community, *, kinds: Collection[str], today: date) -> bool:
    """Whether each of these kinds is attested of somebody in the community: else a rule that asks for it would leave nobody."""
    held = Attestation.objects.filter(holding(today=today), community=community)
    return all(held.filter(kind=kind).exists() for kind in kinds)


def member_with_code(viewer: Person, *, community: Community, code: str) -> Person | None:
    """The other member of the community whose page has this code, unless a block keeps the two apart; never the viewer."""
    apart = Person.objects.filter(kept_apart_from(viewer)).values("pk")
    members = Person.objects.filter(code=code, is_active=True, memberships__community=community)
    return members.exclude(pk=viewer.pk).exclude(pk__in=apart).first()
