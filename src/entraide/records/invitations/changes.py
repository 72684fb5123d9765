"""Changing invitations and requests. Journeys call this; nobody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from entraide.records.communities.models import Community
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter, UnwantedAddress
from entraide.records.invitations.queries import CLAIM_LASTS
from entraide.records.people.models import Person


def add_invitation(
    *, community: Community, by: Person, way: str, at: datetime, ends_at: datetime, **fields: Any
) -> Invitation:
    """A new invitation, with a key and a code of its own."""
    return Invitation.objects.create(community=community, made_by=by, way=way, made_at=at, ends_at=ends_at, **fields)


def use_invitation(*, invitation: Invitation, at: datetime) -> bool:
    """Let one more person in by it; False if it lets nobody in any more. One statement, so that racing people all count."""
    fits = Q(most_uses=None) | Q(uses__lt=F("most_uses"))
    rows = Invitation.objects.filter(fits, pk=invitation.pk, taken_back_at=None, ends_at__gt=at)
    return bool(rows.update(uses=F("uses") + 1))


def end_invitation(*, community: Community, invitation_id: UUID, at: datetime) -> bool:
    """Take one of the community's invitations back; False if there is none to take back."""
    rows = Invitation.objects.filter(community=community, pk=invitation_id, taken_back_at=None)
    return bool(rows.update(taken_back_at=at, email=""))


def end_all(*, community: Community, at: datetime) -> None:
    """Take all of the community's invitations back."""
    Invitation.objects.filter(community=community, taken_back_at=None).update(taken_back_at=at, email="")


def claim(*, invitation: Invitation, at: datetime) -> bool:
    """Claim the sending of this invitation's mail; False if another worker has it."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    return bool(Invitation.objects.filter(free, pk=invitation.pk, mailed_at=None).update(claimed_at=at))


def note_mailed(*, invitation: Invitation, at: datetime) -> None:
    """The mail was handed over: the address is forgotten."""
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=at, email="")


def add_unwanted(*, digest: str, at: datetime) -> None:
    """No invitation goes to this address any more."""
    UnwantedAddress.objects.get_or_create(digest=digest, defaults={"since": at})


def add_request(*, community: Community, person: Person, words: str, at: datetime) -> JoinRequest:
    """Keep somebody's request. Raises IntegrityError if one of theirs waits."""
    return JoinRequest.objects.create(community=community, person=person, words=words, asked_at=at)


def settle_request(
    *, request_id: UUID, decision: str, at: datetime, by: Person | None = None, answer: str = ""
) -> bool:
    """Decide a request that waits; False if it does not wait any more."""
    rows = JoinRequest.objects.filter(pk=request_id, decision="")
    return bool(rows.update(decision=decision, decided_at=at, decided_by=by, answer=answer))


def settle_requests_of(*, community: Community, person: Person, at: datetime) -> None:
    """The person came in by another way: what they asked is granted."""
    JoinRequest.objects.filter(community=community, person=person, decision="").update(
        decision="accepted", decided_at=at
    )


def forget_invitations(*, ended_before: datetime) -> int:
    """Delete invitations that ended, or were taken back, before that moment; how many."""
    over = Q(ends_at__lt=ended_before) | Q(taken_back_at__lt=ended_before)
    return Invitation.objects.filter(over).delete()[0]


def forget_requests(*, decided_before: datetime) -> int:
    """Delete requests that were decided before that moment; how many."""
    return JoinRequest.objects.filter(decided_at__lt=decided_before).exclude(decision="").delete()[0]


def add_outside_letter(
    *,
    person: Person,
    kind: str,
    email: str,
    language: str,
    path: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> OutsideLetter:
    """Keep a letter until it has left: one of LETTERS, asked for by `person`, which opens the page at `path`."""
    return OutsideLetter.objects.create(
        person=person, kind=kind, email=email, language=language, path=path, facts=dict(facts or {}), asked_at=at
    )


def claim_outside_letter(*, letter: OutsideLetter, at: datetime) -> bool:
    """Claim the sending of this letter; False if another worker has it."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM_LASTS)
    return bool(OutsideLetter.objects.filter(free, pk=letter.pk).update(claimed_at=at))


def forget_outside_letter(*, letter: OutsideLetter) -> None:
    """It has left, or is not wanted any more: the address is forgotten with it."""
    OutsideLetter.objects.filter(pk=letter.pk).delete()


def forget_outside_letters(*, before: datetime) -> int:
    """Give up those that nobody could take since before that moment; how many."""
    return OutsideLetter.objects.filter(asked_at__lt=before).delete()[0]


def take_back_letters(*, person: Person, kind: str) -> None:
    """Letters of this kind that the person asked for and that have not left are not sent."""
    OutsideLetter.objects.filter(person=person, kind=kind).delete()
