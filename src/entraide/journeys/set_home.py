"""Set one's home: a place, kept blurred to a kilometre, never an address."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.logic.places import Place, blur
from entraide.logic.places.cells import cell_of
from entraide.records.people import changes
from entraide.records.people.models import Person


def set_home(*, person: Person, place: Place | None, now: datetime) -> Person:
    """Set the person's home to about where `place` is, or forget it (None). Their sentences move with it."""
    with transaction.atomic():
        if place is None:
            changes.set_home(person=person, name="", country="", latitude=None, longitude=None, cell=None)
        else:
            latitude, longitude = blur(place.latitude, place.longitude)
            changes.set_home(
                person=person,
                name=place.name,
                country=place.country,
                latitude=latitude,
                longitude=longitude,
                cell=cell_of(latitude, longitude),
            )
        happen("home_set", at=now, actor_id=person.pk, person_id=person.pk)
    return person
