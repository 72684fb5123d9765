"""Add a device: news that the person wants there appears on it, sealed so that only that browser reads it."""

from datetime import datetime

from django.db import transaction

from entraide.adapters.push.sealing import is_key
from entraide.adapters.push.services import is_known
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.notices import changes
from entraide.records.notices.models import PushTarget
from entraide.records.people import changes as people
from entraide.records.people.models import Person

MOST_DEVICES = 10
_SECRET_BYTES = 16


def add_device(
    *, person: Person, name: str, endpoint: str, public_key: bytes, secret: bytes, now: datetime
) -> PushTarget:
    """Let news appear on the browser that made this subscription; the same twice is once. `name` says which it is, for its owner.

    Raises Refusal: no_such_device (keys that are none, or an address at no push service that is known), too_many_devices.
    """
    if not is_known(endpoint) or len(secret) != _SECRET_BYTES or not is_key(public_key):
        raise Refusal("no_such_device")
    with transaction.atomic():
        people.lock_person(person_ids=[person.pk])
        if PushTarget.objects.filter(person=person).exclude(endpoint=endpoint).count() >= MOST_DEVICES:
            raise Refusal("too_many_devices")
        target = changes.add_target(
            person=person,
            name=" ".join(name.split())[:40] or "?",
            endpoint=endpoint,
            public_key=public_key,
            secret=secret,
            at=now,
        )
        happen("device_added", at=now, actor_id=person.pk, person_id=person.pk, device_id=str(target.pk))
        return target
