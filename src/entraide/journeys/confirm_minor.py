"""A parent's consent for somebody below 18: asked by mail, given or taken back by the link.

The parent's address is forgotten as soon as the letter has left.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.young import is_minor
from entraide.records.invitations.changes import add_outside_letter
from entraide.records.people import changes
from entraide.records.people.models import Person

_SALT = "entraide.parent"
# Until the young person is of age at the latest: by the same link a parent takes their consent back.
LINK_LASTS = timedelta(days=18 * 366)


def ask_parent(*, person: Person, email: str, language: str, now: datetime) -> None:
    """Write to a parent (in `language`) with a link by which they agree. The letter is the worker's. Raises Refusal: own_thing."""
    email = email.strip().lower()
    if not is_minor(person.adult_on, today=timezone.localdate(now)) or email == person.email:
        raise Refusal("own_thing")
    key = signing.dumps([str(person.pk), str(person.adult_on)], salt=_SALT)
    with transaction.atomic():
        add_outside_letter(
            person=person, kind="parent", email=email, language=language, path=reverse("parent", args=[key]), at=now
        )
        happen("parent_asked", at=now, actor_id=person.pk, person_id=person.pk)


def read_parent_key(*, key: str, now: datetime) -> Person:
    """For whom the link is. Raises Refusal: expired_code (not ours, or they are of age, have gone, or said another month since)."""
    try:
        person_id, adult_on = signing.loads(key, salt=_SALT, max_age=LINK_LASTS)
        person = Person.objects.filter(pk=UUID(person_id), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Refusal("expired_code") from wrong
    if person is None or str(person.adult_on) != adult_on:
        raise Refusal("expired_code")
    if not is_minor(person.adult_on, today=timezone.localdate(now)):
        raise Refusal("expired_code")
    return person


def confirm_minor(*, key: str, agrees: bool, now: datetime) -> Person:
    """The parent agrees, or takes it back; the same twice is once. Raises Refusal: expired_code."""
    person = read_parent_key(key=key, now=now)
    if agrees is (person.parent_agreed_at is not None):
        return person
    with transaction.atomic():
        changes.set_fields(person=person, parent_agreed_at=now if agrees else None)
        happen("parent_agreed" if agrees else "parent_disagreed", at=now, person_id=person.pk)
    return person
