"""Answer a ring: it stands once all have said yes; at the first "not this time" it falls without harm."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.end_ring import end_ring
from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.journeys.stand_ring import stand_ring
from entraide.records.people.models import Person
from entraide.records.people.queries import blocked_with
from entraide.records.posts import changes as posts
from entraide.records.rings import changes, queries
from entraide.records.rings.models import Ring


def answer_ring(*, person: Person, ring_id: UUID, is_yes: bool, now: datetime) -> Ring:
    """Say yes to a ring, or not this time, at the aware moment `now`; a yes may become a no while others are waited for.

    Saying the same twice is saying it once. With the last yes all exchanges begin, each promised. Where a sentence of the ring is
    gone meanwhile, it comes to nothing instead. Raises Refusal: not_yours, ring_over, or what may_act does.
    """
    with transaction.atomic():
        _lock_posts(ring_id)
        ring = changes.locked(ring_id=ring_id)
        links = queries.links_of(ring) if ring else []
        mine = next((link for link in links if link.giver_id == person.pk), None)
        if ring is None or mine is None:
            raise Refusal("not_yours")
        said = "yes" if is_yes else "no"
        if mine.reply == said:
            return ring
        if ring.state != "proposed" or ring.answer_by <= now:
            raise Refusal("ring_over")
        may_act(person=person, community=ring.community, now=now)
        changes.reply(link=mine, reply=said, at=now)
        happen("ring_answered", at=now, actor_id=person.pk, person_id=person.pk, ring_id=str(ring.pk), reply=said)
        if not is_yes:
            end_ring(ring=ring, state="fallen", ending="declined", now=now)
        elif not _is_whole(ring):
            end_ring(ring=ring, state="fallen", ending="gone", now=now)
        elif all(link.reply == "yes" for link in queries.links_of(ring)):
            stand_ring(ring=ring, now=now)
        return ring


def _lock_posts(ring_id: UUID) -> None:
    """Posts are locked before what rests on them, in their order, as in every journey."""
    kept = Ring.objects.filter(pk=ring_id).values_list("links__need_id", flat=True)
    for post_id in sorted(key for key in kept if key):
        posts.locked(post_id=post_id)


def _is_whole(ring: Ring) -> bool:
    """Whether everybody is there, every need and offer is open and in sight, and nobody blocks another."""
    links = queries.links_of(ring)
    everybody = {link.giver_id for link in links}
    for link in links:
        people, sentences = (link.giver, link.receiver), (link.need, link.offer)
        if any(person is None or not person.is_active for person in people):
            return False
        if any(post is None or post.state != "open" or post.hidden_at for post in sentences):
            return False
        if link.giver_id and not everybody.isdisjoint(blocked_with(person_id=link.giver_id)):
            return False
    return True
