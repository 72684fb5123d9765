"""Changing attestations. Journeys call this; nobody else. Nothing is deleted; an end is written once."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from entraide.logic.routing.attestations import Held, longest_of, verified_by_these
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.changes import note_standing
from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person


def add_attestation(
    *,
    person: Person,
    community: Community,
    kind: str,
    by: Person | None,
    at: datetime,
    name: str = "",
    seen_where: str = "",
    document_on: date | None = None,
    valid_until: date | None = None,
) -> Attestation:
    """Keep an attestation; one of the same that the community gave before gives way to it."""
    same = Attestation.objects.filter(person=person, community=community, kind=kind, name=name, ended_at=None)
    same.update(ended_at=at, ended_how="renewed", ended_by=by)
    return Attestation.objects.create(
        person=person,
        community=community,
        kind=kind,
        name=name,
        seen_where=seen_where,
        document_on=document_on,
        attested_by=by,
        attested_at=at,
        valid_until=valid_until,
    )


def end_attestation(
    *, attestation: Attestation, how: str, at: datetime, by: Person | None = None, why: str = ""
) -> bool:
    """Write down that it ended, and how (models.ENDS); False if it had ended before."""
    written = Attestation.objects.filter(pk=attestation.pk, ended_at=None).update(
        ended_at=at, ended_how=how, ended_by=by, ended_why=why
    )
    return bool(written)


def hide(*, attestation: Attestation, at: datetime | None) -> None:
    """From now on it is shown to nobody but those who may attest; None: it is shown again."""
    Attestation.objects.filter(pk=attestation.pk).update(hidden_at=at)


def note_warned(*, attestation: Attestation, at: datetime) -> bool:
    """Both sides are told that it ends soon; False if they were before."""
    return bool(Attestation.objects.filter(pk=attestation.pk, warned_at=None).update(warned_at=at))


def add_request(
    *, person: Person, community: Community, kind: str, name: str, words: str, at: datetime
) -> AttestationRequest:
    """Keep a request. Raises IntegrityError if one for the same waits."""
    return AttestationRequest.objects.create(
        person=person, community=community, kind=kind, name=name, words=words, asked_at=at
    )


def settle_request(
    *,
    request: AttestationRequest,
    outcome: str,
    at: datetime,
    by: Person | None = None,
    answer: str = "",
    attestation: Attestation | None = None,
) -> bool:
    """Write down what became of a request (models.OUTCOMES); False if that had been settled before."""
    written = AttestationRequest.objects.filter(pk=request.pk, settled_at=None).update(
        settled_at=at, settled_by=by, outcome=outcome, answer=answer, attestation=attestation
    )
    return bool(written)


def repeat_on_membership(*, person_id: UUID, community: Community, verifies: Collection[str], today: date) -> bool:
    """Let the membership say what the attestations that hold on that day say; whether that is news.

    `verifies`: the kinds of which each makes somebody verified there. Who is no member has nothing to repeat it on; what was
    attested waits until they are one again.
    """
    membership = (
        Membership.objects.select_for_update(no_key=True).filter(person_id=person_id, community=community).first()
    )
    if membership is None:
        return False
    rows = Attestation.objects.filter(person_id=person_id, community=community, ended_at=None)
    held = [Held(*row) for row in rows.values_list("kind", "attested_at", "valid_until")]
    held = [one for one in held if one.holds_on(today)]
    verified_at, verified_until = verified_by_these(held, verifies=verifies) or (None, None)
    return note_standing(
        membership=membership, verified_at=verified_at, verified_until=verified_until, attested=longest_of(held)
    )
