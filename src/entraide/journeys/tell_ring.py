"""Tell the members of a ring that it is proposed, stands, or came to nothing; told once each, and never who said no."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.notices.changes import tell_of
from entraide.records.people.models import Person
from entraide.records.rings import queries
from entraide.records.rings.models import Ring, RingLink


def tell_of_ring(*, ring_id: UUID, kind: str, now: datetime) -> int:
    """Tell everybody in the ring; how many. Of one that came to nothing hears who had said yes, and nobody else."""
    with transaction.atomic():
        ring = Ring.objects.select_related("community").filter(pk=ring_id).first()
        if ring is None:
            return 0
        return sum(_tell(ring, link, kind=kind, now=now) for link in queries.links_of(ring))


def _tell(ring: Ring, link: RingLink, *, kind: str, now: datetime) -> bool:
    person: Person | None = link.giver
    if person is None or not person.is_active:
        return False
    if kind == "ring_proposed" and (ring.state != "proposed" or link.reply != "waiting"):
        return False
    if kind == "ring_ended" and link.reply != "yes":
        return False
    told = tell_of(
        person=person,
        kind=kind,
        about=ring.pk,
        at=now,
        community=ring.community,
        facts={
            "ring": ring.code,
            "members": ring.members,
            "person": str(link.receiver_id or ""),
            "answer_by": ring.answer_by.isoformat(),
            "exchange": str(link.exchange_id or ""),
        },
        mailing=mailing(person=person, kind=kind, post=link.need, now=now),
    )
    return told is not None
