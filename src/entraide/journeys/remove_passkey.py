"""Remove a passkey, or call it otherwise."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people import changes
from entraide.records.people.models import Person


def remove_passkey(*, person: Person, passkey_id: UUID, now: datetime) -> None:
    """Forget one of the person's own keys: it opens nothing any more. Twice is once."""
    with transaction.atomic():
        if changes.remove_passkey(person=person, passkey_id=passkey_id):
            happen("passkey_removed", at=now, actor_id=person.pk, person_id=person.pk, passkey_id=str(passkey_id))


def rename_passkey(*, person: Person, passkey_id: UUID, name: str, now: datetime) -> None:
    """Call one of the person's own keys otherwise. Raises Refusal: name_missing, not_yours."""
    name = " ".join(name.split())[:40]
    if not name:
        raise Refusal("name_missing")
    with transaction.atomic():
        if not changes.name_passkey(person=person, passkey_id=passkey_id, name=name):
            raise Refusal("not_yours")
        happen("passkey_named", at=now, actor_id=person.pk, person_id=person.pk, passkey_id=str(passkey_id))
