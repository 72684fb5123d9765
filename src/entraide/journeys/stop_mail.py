"""Stop a sort of mail: by the link in every mail of that sort, signed in or not. What concerns one is still told on the site."""

from datetime import datetime

from entraide.journeys.change_settings import change_settings
from entraide.journeys.stop_keys import read_key, write_key
from entraide.records.people.models import Person

_SALT = "entraide.mail"


def stop_key(*, person: Person, kind: str) -> str:
    """The key in the link by which this person stops mails of the sort that a kind of notice belongs to. It names no address."""
    return write_key(person=person, kind=kind, salt=_SALT)


def read_stop_key(*, key: str) -> tuple[Person, str]:
    """Whose key it is, and the sort of mail that it stops. Raises Refusal: not_yours (no such key, or the account is gone)."""
    return read_key(key=key, salt=_SALT)


def stop_mail(*, key: str, now: datetime) -> str:
    """Stop the sort of mail that the key says; which. Twice is once. Raises Refusal: not_yours."""
    person, sort = read_stop_key(key=key)
    if sort not in person.unwanted_mails:
        change_settings(person=person, now=now, unwanted_mails=sorted({*person.unwanted_mails, sort}))
    return sort
