"""The keys under mails and pushes by which news of one sort is stopped, signed in or not: stop_mail.py and stop_push.py read them."""

from uuid import UUID

from django.core import signing

from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import SORTS, sort_of
from entraide.records.people.models import Person


def write_key(*, person: Person, kind: str, salt: str) -> str:
    """The key by which this person stops the sort of news that a kind of notice belongs to. It names nobody and no address.

    `salt` says of which way it is: a key of one stops nothing of another.
    """
    return signing.dumps([str(person.pk), sort_of(kind)], salt=salt)


def read_key(*, key: str, salt: str) -> tuple[Person, str]:
    """Whose key it is, and the sort of news that it stops. Raises Refusal: not_yours (no such key, or the account is gone)."""
    try:
        person_id, sort = signing.loads(key, salt=salt)
        person = Person.objects.filter(pk=UUID(person_id), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Refusal("not_yours") from wrong
    if person is None or sort not in SORTS:
        raise Refusal("not_yours")
    return person, sort
