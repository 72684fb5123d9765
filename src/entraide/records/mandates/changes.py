"""Changing mandates. Journeys call this; nobody else."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from entraide.records.communities.models import Community
from entraide.records.mandates.models import Mandate
from entraide.records.people.models import Person


def add_mandate(
    *, person: Person, hand: Person, scope: Sequence[str], consent: str, until: date, at: datetime
) -> Mandate:
    """A mandate to which the person has just agreed."""
    return Mandate.objects.create(
        person=person, hand=hand, scope=list(scope), consent=consent, until=until, asked_at=at, agreed_at=at
    )


def add_request(
    *,
    hand: Person,
    first_name: str,
    language: str,
    scope: Sequence[str],
    community: Community,
    code_digest: str,
    until: date,
    at: datetime,
) -> Mandate:
    """One that waits for a steward of the community to hear or read the consent of somebody without e-mail."""
    return Mandate.objects.create(
        hand=hand,
        first_name=first_name,
        language=language,
        scope=list(scope),
        community=community,
        code_digest=code_digest,
        until=until,
        asked_at=at,
    )


def locked(*, mandate_id: UUID) -> Mandate | None:
    """The mandate, locked against changes until the transaction ends."""
    return Mandate.objects.select_for_update(no_key=True, of=("self",)).filter(pk=mandate_id).first()


def count_try(*, mandate_id: UUID, most: int) -> bool:
    """Count one try of its code; False if it may not be tried any more. One statement, so that racing tries all count."""
    waiting = Mandate.objects.filter(pk=mandate_id, agreed_at=None, ended_at=None, tries__lt=most)
    return bool(waiting.update(tries=F("tries") + 1))


def agree(*, mandate: Mandate, person: Person, consent: str, witness: Person, at: datetime) -> None:
    """The person agreed before the witness; what was kept to recognise them by is forgotten."""
    mandate.person, mandate.consent, mandate.witness, mandate.agreed_at = person, consent, witness, at
    mandate.first_name = mandate.code_digest = ""
    mandate.save(update_fields=["person", "consent", "witness", "agreed_at", "first_name", "code_digest"])


def end(*, mandate: Mandate, by: str, at: datetime) -> None:
    """End it (by person, hand or steward); what was kept of somebody who never agreed is forgotten."""
    mandate.ended_at, mandate.ended_by = at, by
    mandate.first_name = mandate.code_digest = ""
    mandate.save(update_fields=["ended_at", "ended_by", "first_name", "code_digest"])
