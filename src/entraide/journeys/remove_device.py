"""Remove a device: nothing appears on it any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.notices import changes
from entraide.records.people.models import Person


def remove_device(*, person: Person, device_id: UUID, now: datetime) -> None:
    """Forget one of the person's own devices, with what was on its way there. Twice is once."""
    with transaction.atomic():
        if changes.drop_target(person=person, target_id=device_id):
            happen("device_removed", at=now, actor_id=person.pk, person_id=person.pk, device_id=str(device_id))
