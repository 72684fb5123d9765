"""Stop a sort of news on one's devices: by the button under every push of that sort, signed in or not. Mails of it go on."""

from datetime import datetime
from uuid import UUID

from django.core import signing

from entraide.journeys.change_settings import change_settings
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import SORTS, sort_of
from entraide.records.people.models import Person

_SALT = "entraide.push"


def stop_push_key(*, person: Person, kind: str) -> str:
    """The key by which this person stops pushes of the sort that a kind of notice belongs to. It names nobody."""
    return signing.dumps([str(person.pk), sort_of(kind)], salt=_SALT)


def read_stop_push_key(*, key: str) -> tuple[Person, str]:
    """Whose key it is, and the sort of push that it stops. Raises Refusal: not_yours (no such key, or the account is gone)."""
    try:
        person_id, sort = signing.loads(key, salt=_SALT)
        person = Person.objects.filter(pk=UUID(person_id), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Refusal("not_yours") from wrong
    if person is None or sort not in SORTS:
        raise Refusal("not_yours")
    return person, sort


def stop_push(*, key: str, now: datetime) -> str:
    """Stop the sort of push that the key says; which. Twice is once. Raises Refusal: not_yours."""
    person, sort = read_stop_push_key(key=key)
    if sort not in person.unwanted_pushes:
        change_settings(person=person, now=now, unwanted_pushes=sorted({*person.unwanted_pushes, sort}))
    return sort
