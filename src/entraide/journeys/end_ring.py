"""End a ring that comes to nothing: everybody is free, every sentence stays open, and nobody hears who said no."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.people.models import Person
from entraide.records.rings import changes, queries
from entraide.records.rings.models import Ring


def end_ring(*, ring: Ring, state: str, ending: str, now: datetime) -> None:
    """Let the ring (locked, proposed) come to nothing: `state` is fallen or lapsed. Call it in the journey's transaction."""
    changes.end(ring=ring, state=state, ending=ending, at=now)
    kind = "ring_lapsed" if state == "lapsed" else "ring_fallen"
    happen(kind, at=now, ring_id=str(ring.pk), community_id=str(ring.community_id), ending=ending)


def end_rings_of(*, person: Person, now: datetime) -> int:
    """Let the rings come to nothing that wait and in which this person is; how many. For whoever leaves."""
    ended = 0
    for ring_id in queries.live_of_person(person):
        with transaction.atomic():
            ring = changes.locked(ring_id=ring_id)
            if ring and ring.state == "proposed":
                end_ring(ring=ring, state="fallen", ending="gone", now=now)
                ended += 1
    return ended
