"""Lapse rings: those whose time for an answer is over come to nothing by themselves."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.end_ring import end_ring
from entraide.records.rings import changes, queries


def lapse_rings(*, now: datetime) -> int:
    """End every ring that still waits for somebody after its last moment, at the aware moment `now`; how many."""
    count = 0
    for ring_id in queries.to_lapse(now=now):
        with transaction.atomic():
            ring = changes.locked(ring_id=ring_id)
            if ring and ring.state == "proposed" and ring.answer_by <= now:
                end_ring(ring=ring, state="lapsed", ending="unanswered", now=now)
                count += 1
    return count
