"""Changing people. Journeys call this; nobody else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from entraide.records.people.models import Person, Say, SignInCode


def add_person(*, email: str, first_name: str, language: str) -> Person:
    """A new person. Raises IntegrityError if the address is taken."""
    return Person.objects.create_user(email, first_name, language=language, spoken_languages=[language])


def set_home(
    *, person: Person, name: str, country: str, latitude: float | None, longitude: float | None, cell: int | None
) -> None:
    """Set (or, with None, forget) the blurred home, and move the person's sentences with it."""
    person.home_name, person.home_country = name, country
    person.home_latitude, person.home_longitude, person.home_cell = latitude, longitude, cell
    person.save(update_fields=["home_name", "home_country", "home_latitude", "home_longitude", "home_cell"])
    person.says.update(cell=cell)


def set_fields(*, person: Person, **fields: Any) -> None:
    """Set some of a person's own fields."""
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))


def add_say(
    *, person: Person, text: str, kind: str, topic: str, reading: dict[str, Any], vector: bytes | None, at: datetime
) -> Say:
    """Keep one sentence of what a person likes to do."""
    return Say.objects.create(
        person=person,
        text=text,
        kind=kind,
        topic=topic,
        cell=person.home_cell,
        reading=reading,
        vector=vector,
        said_at=at,
    )


def take_back_say(*, person: Person, say_id: Any) -> Say | None:
    """Take one of the person's own sentences back; None if it is not theirs (any more)."""
    say = person.says.filter(pk=say_id).first()
    if say:
        say.delete()
    return say


def add_code(
    *, email: str, first_name: str, language: str, digest: str, browser: str, sent_from: str, at: datetime
) -> SignInCode:
    """Keep the digest of a code that is about to be sent. Older codes for the same address stop working."""
    SignInCode.objects.filter(email=email, used_at=None).update(used_at=at)
    return SignInCode.objects.create(
        email=email,
        first_name=first_name,
        language=language,
        digest=digest,
        browser=browser,
        sent_from=sent_from,
        sent_at=at,
    )


def count_try(*, code: SignInCode, most: int) -> bool:
    """Count one try of this code; False if it may not be tried any more. One statement, so that racing tries all count."""
    return bool(SignInCode.objects.filter(pk=code.pk, used_at=None, tries__lt=most).update(tries=F("tries") + 1))


def use_code(*, code: SignInCode, at: datetime) -> bool:
    """Use the code up; False if somebody else was quicker."""
    return bool(SignInCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at))


def forget_codes(*, before: datetime) -> int:
    """Delete codes sent before that moment; the number of them."""
    return SignInCode.objects.filter(sent_at__lt=before).delete()[0]


def lock_person(*, person_ids: Sequence[Any]) -> list[Person]:
    """These people, locked against changes until the transaction ends (in order, so that two transactions cannot deadlock)."""
    return list(Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids).order_by("pk"))
