"""Stop a sort of news on one's devices: by the button under every push of that sort, signed in or not. Mails of it go on."""

from datetime import datetime

from entraide.journeys.change_settings import change_settings
from entraide.journeys.stop_keys import read_key, write_key
from entraide.records.people.models import Person

_SALT = "entraide.push"


def stop_push_key(*, person: Person, kind: str) -> str:
    """The key by which this person stops pushes of the sort that a kind of notice belongs to. It names nobody."""
    return write_key(person=person, kind=kind, salt=_SALT)


def read_stop_push_key(*, key: str) -> tuple[Person, str]:
    """Whose key it is, and the sort of push that it stops. Raises Refusal: not_yours (no such key, or the account is gone)."""
    return read_key(key=key, salt=_SALT)


def stop_push(*, key: str, now: datetime) -> str:
    """Stop the sort of push that the key says; which. Twice is once. Raises Refusal: not_yours."""
    person, sort = read_stop_push_key(key=key)
    if sort not in person.unwanted_pushes:
        change_settings(person=person, now=now, unwanted_pushes=sorted({*person.unwanted_pushes, sort}))
    return sort
