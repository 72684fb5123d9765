"""Learn attention: once a day, for everybody who might be asked, what their answers say of their attention, and what asking them costs.

Everything but the price is worked out anew from their asks; the price follows the posts that came up around them. A row says up to
which day it has been learned, so that running twice, or again after being killed, changes nothing. Of whoever has not been asked for
so long that nothing is left, nothing is kept: a town does not go on for ever learning nothing of those who have left, or whom nobody
asks any more.
"""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entraide.logic.routing.experience import experience_of
from entraide.logic.routing.prices import next_price
from entraide.records.asks import changes, experiences
from entraide.records.asks.models import Attention
from entraide.records.asks.queries import asked_since
from entraide.records.people.changes import lock_person

AT_ONCE = 500
# Charged with so little, nobody is asked less than if it were nothing.
FORGOTTEN_PRICE = 0.01


def learn_attention(*, now: datetime, most: int = AT_ONCE) -> int:
    """Learn from all asks before today, for at most `most` people of whom that was not learned yet; how many they were.

    `now` is an aware moment; days are those of the server's time zone. One transaction; the worker's sweep comes back for the rest.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    today = timezone.localdate(now, zone)
    midnight = datetime.combine(today, time.min, tzinfo=zone)
    due = experiences.attention_due(day=today, most=most)
    if not due:
        return 0
    with transaction.atomic():
        # Read again under lock: another worker may have learned meanwhile.
        rows = [row for row in changes.locked_attention(person_ids=due) if row.updated_day < today]
        asks = experiences.past_asks(person_ids=[row.person_id for row in rows], before=midnight, zone=zone)
        for row in rows:
            learned = experience_of(asks=asks.get(row.person_id, []), now=midnight.replace(tzinfo=None))
            price = next_price(price=row.price, gains=row.gains, days=(today - row.updated_day).days)
            changes.keep_experience(row=row, learned=learned, price=float(price), day=today)
        changes.save_attention(rows)
        _forget([row for row in rows if not asks.get(row.person_id) and row.price < FORGOTTEN_PRICE], since=midnight)
        return len(rows)


def _forget(faded: Sequence[Attention], *, since: datetime) -> None:
    """Keep nothing more of these people, unless they were asked since: then tomorrow there is something to learn."""
    if not faded:
        return
    # Whoever asks somebody locks them first, so that an ask and the row it is learned into cannot miss each other.
    people = [person.pk for person in lock_person(person_ids=[row.person_id for row in faded])]
    asked_again = {person_id for person_id, _ in asked_since(person_ids=people, since=since)}
    changes.forget_attention(person_ids=[one for one in people if one not in asked_again])
