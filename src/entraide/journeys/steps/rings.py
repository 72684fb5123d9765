"""Steps of rings: finding them, telling of them, and of the debts that fall away in them."""

from uuid import UUID

from django.utils import timezone

from entraide.journeys.find_rings import find_in
from entraide.journeys.find_rings import find_instead as journey_find_instead
from entraide.journeys.net_debts import tell_of_netting
from entraide.journeys.steps.facts import key_in
from entraide.journeys.tell_ring import tell_of_ring
from entraide.records.happenings.models import Happening


def find_rings(happening: Happening) -> None:
    """Look for rings in the community."""
    find_in(community_id=key_in(happening, "community_id"), now=timezone.now())


def find_instead(happening: Happening) -> None:
    """Look for another ring where one has fallen."""
    journey_find_instead(ring_id=key_in(happening, "ring_id"), now=timezone.now())


def tell_ring(happening: Happening) -> None:
    """Tell whoever is in the ring how it stands."""
    kind = {"ring_proposed": "ring_proposed", "ring_stands": "ring_stands"}.get(happening.kind, "ring_ended")
    tell_of_ring(ring_id=key_in(happening, "ring_id"), kind=kind, now=timezone.now())


def tell_netting(happening: Happening) -> None:
    """Tell whose debts fell away in rings."""
    facts = happening.facts
    tell_of_netting(netting_id=UUID(facts["netting_id"]), community_id=UUID(facts["community_id"]), now=timezone.now())
