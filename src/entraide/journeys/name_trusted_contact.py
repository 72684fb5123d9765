"""Name somebody to be told if one were in danger. They hear of it once, where they have an address, and may refuse."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.invitations.changes import add_outside_letter, take_back_letters
from entraide.records.people import changes, queries
from entraide.records.people.models import Person, TrustedContact

SHOWN_FOR = timedelta(days=30)


def name_trusted_contact(*, person: Person, name: str, email: str, phone: str, now: datetime) -> TrustedContact:
    """Keep the contact, in place of an earlier one, and write to them once; the letter is the worker's.

    Raises Refusal: name_missing, means_nothing (no way to reach them), own_thing.
    """
    name, email, phone = " ".join(name.split())[:60], email.strip().lower(), " ".join(phone.split())[:30]
    if not name:
        raise Refusal("name_missing")
    if not email and not phone:
        raise Refusal("means_nothing")
    if email == person.email:
        raise Refusal("own_thing")
    with transaction.atomic():
        contact, is_other = changes.keep_trusted_contact(person=person, name=name, email=email, phone=phone, at=now)
        if not is_other:
            return contact
        # Whoever was named before, and was not told yet, need not hear of it any more.
        take_back_letters(person=person, kind="trusted")
        if email:
            path = reverse("refuse_trust", args=[contact.key])
            add_outside_letter(person=person, kind="trusted", email=email, language=person.language, path=path, at=now)
            changes.note_contact_told(contact=contact, at=now)
        happen("trusted_contact_named", at=now, actor_id=person.pk, person_id=person.pk)
    return contact


def forget_trusted_contact(*, person: Person, now: datetime) -> None:
    """Keep nobody any more."""
    with transaction.atomic():
        take_back_letters(person=person, kind="trusted")
        if changes.forget_trusted_contact(person=person):
            happen("trusted_contact_forgotten", at=now, actor_id=person.pk, person_id=person.pk)


def refuse_trust(*, key: str, now: datetime) -> None:
    """The contact does not want to be one: what was kept of them is deleted at once. Twice is once."""
    contact = queries.contact_with(key=key)
    if contact:
        forget_trusted_contact(person=contact.person, now=now)


def show_trusted_contact(*, person: Person, is_shown: bool, now: datetime) -> None:
    """Let those who tend the person's communities see the contact for a month, or no longer."""
    with transaction.atomic():
        until = now + SHOWN_FOR if is_shown else None
        if changes.show_trusted_contact(person=person, until=until):
            kind = "trusted_contact_shown" if is_shown else "trusted_contact_hidden"
            happen(kind, at=now, actor_id=person.pk, person_id=person.pk)
