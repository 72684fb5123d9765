"""Let a ring stand: for each of its links an exchange begins that is promised already, and nobody owes anybody anything."""

from dataclasses import replace
from datetime import datetime

from entraide.journeys.begin_exchange import begin_exchange
from entraide.journeys.count_promised import count_promised
from entraide.journeys.happen import happen
from entraide.journeys.make_promise import promise
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.terms import terms_of
from entraide.records.rings import changes, queries
from entraide.records.rings.models import Ring, RingLink


def stand_ring(*, ring: Ring, now: datetime) -> None:
    """Begin and promise what the ring (locked; all said yes, all posts are open and locked) comes to. Call it in the journey's transaction.

    Needs that have their helper with it are agreed; offers stay open, as their writers may help others too.
    """
    changes.end(ring=ring, state="standing", at=now)
    for link in queries.links_of(ring):
        changes.lead_to(link=link, exchange=_promised(link, ring, now))
    happen("ring_stands", at=now, ring_id=str(ring.pk), community_id=str(ring.community_id))


def _promised(link: RingLink, ring: Ring, now: datetime) -> Exchange:
    if link.need is None or link.giver is None or link.receiver is None:
        raise ValueError("a ring with a gap does not stand")
    exchange = begin_exchange(
        post=link.need,
        asker=link.receiver,
        helper=link.giver,
        community=ring.community,
        now=now,
        is_in_ring=True,
    )
    if not exchange.is_promised:
        free = replace(terms_of(exchange), credits_minor=None, cents=None, in_return="")
        promise(exchange=exchange, terms=free, by=None, now=now)
        count_promised(post=link.need, now=now)
    return exchange
