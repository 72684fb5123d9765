"""End a mandate: by either of the two at any time, or, for somebody without e-mail, by whoever tends the community where they agreed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.queries import tends
from entraide.records.mandates import changes
from entraide.records.mandates.models import Mandate
from entraide.records.notices.changes import tell_of
from entraide.records.people.models import Person


def end_mandate(*, by: Person, mandate_id: UUID, now: datetime) -> Mandate:
    """End it at once; ending twice is ending once. The other side is told. Raises Refusal: not_yours."""
    with transaction.atomic():
        mandate = changes.locked(mandate_id=mandate_id)
        side = _side(by, mandate)
        if mandate is None or not side:
            raise Refusal("not_yours")
        if mandate.ended_at:
            return mandate
        changes.end(mandate=mandate, by=side, at=now)
        happen(
            "mandate_ended", at=now, actor_id=by.pk, person_id=mandate.person_id, mandate_id=str(mandate.pk), by=side
        )
        other = mandate.person if side == "hand" else mandate.hand
        if other and mandate.agreed_at:
            about = mandate.hand if side == "hand" else mandate.person
            tell_of(
                person=other,
                kind="mandate_ended",
                about=mandate.pk,
                at=now,
                facts={"person": str(about.pk) if about else "", "as": "person" if side == "hand" else "hand"},
                mailing=mailing(person=other, kind="mandate_ended", now=now),
            )
        return mandate


def _side(by: Person, mandate: Mandate | None) -> str:
    """On which side somebody stands: person, hand or steward; "" on none."""
    if mandate is None:
        return ""
    if mandate.person_id == by.pk:
        return "person"
    if mandate.hand_id == by.pk:
        return "hand"
    is_steward = mandate.witness_id and mandate.community and tends(by, community=mandate.community)
    return "steward" if is_steward else ""
