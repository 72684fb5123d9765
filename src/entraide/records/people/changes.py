"""Changing people. Journeys call this; nobody else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import F

from entraide.common.ids import new_key
from entraide.logic.places.cells import region_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.filing import file_sentence, goes_km
from entraide.logic.routing.gist import Gist
from entraide.logic.routing.parties import Vector
from entraide.logic.routing.vectors import pack_vector, unpack_vector
from entraide.records.people.models import NO_ADDRESS, Block, Passkey, Person, Say, SignInCode, TrustedContact

# What follows from a sentence by the rules of filing, which may change from one version of Entraide to the next.
_FILED = ["gist", "gist_version", "landmark", "stance", "goes_km", "region"]


def add_person(*, email: str, first_name: str, language: str) -> Person:
    """A new person. Raises IntegrityError if the address is taken."""
    return Person.objects.create_user(email, first_name, language=language, spoken_languages=[language])


def add_person_without_address(*, first_name: str, language: str) -> Person:
    """Somebody without e-mail, who is here through whoever acts for them: their address is a secret one that leads nowhere.

    Nobody asks them anything, for nobody would read it in time; they write, and answer what they read.
    """
    person = add_person(email=f"{new_key()}@{NO_ADDRESS}", first_name=first_name, language=language)
    set_fields(person=person, asks_per_day=0, asks_per_week=0)
    return person


def set_home(
    *, person: Person, name: str, country: str, latitude: float | None, longitude: float | None, cell: int | None
) -> None:
    """Set (or, with None, forget) the blurred home, and move the person's sentences with it."""
    person.home_name, person.home_country = name, country
    person.home_latitude, person.home_longitude, person.home_cell = latitude, longitude, cell
    person.save(update_fields=["home_name", "home_country", "home_latitude", "home_longitude", "home_cell"])
    person.says.update(cell=cell, region=None if cell is None else region_of(cell))


def set_fields(*, person: Person, **fields: Any) -> None:
    """Set some of a person's own fields."""
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    if "radius_km" in fields:
        _say_how_far(person)


def add_say(*, person: Person, text: str, reading: Reading, vector: Vector | None, at: datetime) -> Say:
    """Keep one sentence of what a person likes to do, filed so that posts find it."""
    return Say.objects.create(**say_columns(person, text=text, reading=reading, vector=vector), said_at=at)


def say_columns(person: Person, *, text: str, reading: Reading, vector: Vector | None) -> dict[str, Any]:
    """The columns of such a sentence, but for when it was said."""
    filed = file_sentence(text, reading=reading, vector=vector)
    return {
        "person": person,
        "text": text,
        "kind": reading.kind,
        "topic": reading.topic or "",
        "stance": filed.gist.stance,
        "cell": person.home_cell,
        "region": None if person.home_cell is None else region_of(person.home_cell),
        "goes_km": goes_km(filed.gist, radius_km=person.radius_km),
        "reading": reading.as_dict(),
        "vector": None if vector is None else pack_vector(vector),
        **filed.columns(),
    }


def file_anew(*, version: int, most: int) -> int:
    """Make the gists of at most `most` sentences anew that an earlier version made; the number of them."""
    older = Say.objects.filter(gist_version__lt=version).select_related("person").select_for_update(of=("self",))
    old = list(older.order_by("gist_version")[:most])
    for say in old:
        vector = unpack_vector(bytes(say.vector)) if say.vector else None
        columns = say_columns(say.person, text=say.text, reading=Reading.from_dict(say.reading), vector=vector)
        for name in _FILED:
            setattr(say, name, columns[name])
    Say.objects.bulk_update(old, _FILED, batch_size=100)
    return len(old)


def _say_how_far(person: Person) -> None:
    """Keep with each of a person's sentences how far they go for it now."""
    says = list(person.says.filter(gist__isnull=False).only("id", "gist"))
    for say in says:
        say.goes_km = goes_km(Gist.from_dict(say.gist or {}), radius_km=person.radius_km)
    Say.objects.bulk_update(says, ["goes_km"])


def take_back_say(*, person: Person, say_id: Any) -> Say | None:
    """Take one of the person's own sentences back; None if it is not theirs (any more)."""
    say = person.says.filter(pk=say_id).first()
    if say:
        say.delete()
    return say


def show_say(*, person: Person, say_id: Any, is_public: bool) -> bool:
    """Show one of the person's own sentences on their page, or not; False if it is not theirs."""
    return bool(person.says.filter(pk=say_id).update(is_public=is_public))


def add_block(*, person: Person, blocked: Person, at: datetime) -> bool:
    """The person blocks the other; False if they did already."""
    return Block.objects.get_or_create(person=person, blocked=blocked, defaults={"made_at": at})[1]


def remove_block(*, person: Person, blocked: Person) -> bool:
    """The person blocks the other no longer; False if they did not."""
    return bool(Block.objects.filter(person=person, blocked=blocked).delete()[0])


def keep_trusted_contact(
    *, person: Person, name: str, email: str, phone: str, at: datetime
) -> tuple[TrustedContact, bool]:
    """Keep whom the person trusts, in place of an earlier one. (contact, whether it is another than before)"""
    before = TrustedContact.objects.filter(person=person).first()
    if before and (before.name, before.email, before.phone) == (name, email, phone):
        return before, False
    if before:
        before.delete()
    made = TrustedContact.objects.create(person=person, name=name, email=email, phone=phone, named_at=at)
    return made, True


def note_contact_told(*, contact: TrustedContact, at: datetime) -> None:
    """The contact was written to."""
    TrustedContact.objects.filter(pk=contact.pk).update(told_at=at)


def show_trusted_contact(*, person: Person, until: datetime | None) -> bool:
    """Let those who tend the person's communities see the contact until then; False if there is none."""
    return bool(TrustedContact.objects.filter(person=person).update(shown_until=until))


def forget_trusted_contact(*, person: Person) -> bool:
    """Delete what is kept of whom the person trusts; False if there is nothing."""
    return bool(TrustedContact.objects.filter(person=person).delete()[0])


def forget_ages(*, day: date) -> int:
    """Forget when people turned 18 who are of age on that day; the number of them."""
    return Person.objects.filter(adult_on__lte=day).update(adult_on=None, parent_agreed_at=None)


def add_passkey(
    *, person: Person, name: str, identifier: str, public_key: bytes, sign_count: int, at: datetime
) -> Passkey:
    """Keep a key that somebody's device has just made. Raises IntegrityError if it is kept already."""
    return Passkey.objects.create(
        person=person, name=name, identifier=identifier, public_key=public_key, sign_count=sign_count, made_at=at
    )


def use_passkey(*, passkey: Passkey, sign_count: int, at: datetime) -> bool:
    """Note that the key has signed; False if it signed otherwise meanwhile, so that two at once do not both pass."""
    same = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    return bool(same.update(sign_count=sign_count, used_at=at))


def name_passkey(*, person: Person, passkey_id: Any, name: str) -> bool:
    """Call one of the person's own keys otherwise; False if it is not theirs."""
    return bool(person.passkeys.filter(pk=passkey_id).update(name=name))


def remove_passkey(*, person: Person, passkey_id: Any) -> bool:
    """Forget one of the person's own keys; False if it is not theirs (any more)."""
    return bool(person.passkeys.filter(pk=passkey_id).delete()[0])


def add_code(
    *, email: str, first_name: str, language: str, digest: str, browser: str, sent_from: str, at: datetime
) -> SignInCode:
    """Keep the digest of a code that is about to be sent. Older codes for the same address in the same browser stop working."""
    SignInCode.objects.filter(email=email, browser=browser, used_at=None).update(used_at=at)
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


def departed() -> Person:
    """The one closed account to which what others need is handed when its writer goes: nobody's, without a name."""
    person, _ = Person.objects.get_or_create(
        email=f"departed@{NO_ADDRESS}", defaults={"first_name": "", "is_active": False, "password": make_password(None)}
    )
    return person


def erase(*, person: Person) -> None:
    """Delete the person with all that is theirs alone; codes that were sent to them too."""
    SignInCode.objects.filter(email=person.email).delete()
    person.delete()
