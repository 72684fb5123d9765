"""Appoint an operator: somebody who may use the admin. Done from the command line only."""

from django.db import transaction
from django.utils import timezone

from entraide.journeys.happen import happen
from entraide.records.people import queries
from entraide.records.people.models import Person


def appoint_operator(*, email: str, first_name: str, password: str) -> Person:
    """Make the person with this address (a new one if need be) an operator with this password, already checked."""
    email = email.strip().lower()
    with transaction.atomic():
        person = queries.by_address(email=email)
        if person is None:
            person = Person.objects.create_user(email, first_name or email.split("@")[0])
        person.is_staff = person.is_superuser = person.is_active = True
        person.set_password(password)
        person.save()
        happen("operator_appointed", at=timezone.now(), person_id=person.pk)
        return person
