"""Begin to act for somebody: checked when it begins and anew with every page, so that a mandate that has ended ends at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.mandates import queries
from entraide.records.mandates.models import Mandate
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart


def act_for(*, hand: Person, mandate_id: UUID, now: datetime) -> Mandate:
    """The mandate by which `hand` acts from now on.

    Raises Refusal: not_yours (none that holds today, or one of the two blocks the other).
    """
    mandate = queries.held_by(hand, mandate_id=mandate_id, today=now.date())
    if mandate is None or mandate.person is None or are_apart(hand, mandate.person):
        raise Refusal("not_yours")
    with transaction.atomic():
        happen("acting_began", at=now, actor_id=hand.pk, person_id=mandate.person_id, mandate_id=str(mandate.pk))
    return mandate
