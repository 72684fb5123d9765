"""Erase a person with everything they wrote here. What happened stays in the diary as bare identifiers that lead nowhere."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.people.models import Person, SignInCode


def erase_person(*, person: Person, now: datetime) -> None:
    """Delete the account, its sentences, posts, asks, answers and notices, at once and for good."""
    with transaction.atomic():
        happen("person_erased", at=now, person_id=person.pk)
        SignInCode.objects.filter(email=person.email).delete()
        person.delete()
