"""Let a part of full accounts flow back to the commons, month by month, where a community has decided so. The worker does it."""

from datetime import datetime
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from entraide.journeys.move_credits import move_credits
from entraide.records.communities.models import Community
from entraide.records.ledgers.books import COMMONS, Wish
from entraide.records.ledgers.queries import accounts_to_decay, decaying, terms_in_force

BATCH = 100
_EVERY_S = 3600


def take_decay(*, now: datetime) -> int:
    """Take what is due at the aware moment `now`, everywhere: once a month of each account, whoever is killed half way. How many.

    An account gives by what it has when its turn comes; one that was opened this month gives from the next.
    """
    month = now.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return sum(_take(community, month=month, now=now) for community in decaying(now=now))


def take_decay_hourly(*, now: datetime) -> int:
    """The same, once an hour and process however often it is called."""
    return take_decay(now=now) if cache.add("decay-taken", 1, _EVERY_S) else 0


def _take(community: Community, *, month: datetime, now: datetime) -> int:
    terms = terms_in_force(community, now=now)
    if not terms.decay_permille_month or terms.unit.is_gift:
        return 0
    count = 0
    while accounts := accounts_to_decay(community, terms=terms, since=month, most=BATCH):
        wishes = [
            Wish(
                key=uuid5(account.pk, f"decay {month:%Y-%m}"),
                payer=account.person_id,
                payee=COMMONS,
                amount_minor=terms.decay(balance_minor=account.balance_minor),
                kind="decay",
            )
            for account in accounts
        ]
        made = move_credits(wishes=wishes, community=community, now=now, terms=terms)
        count += len(made)
        if any(isinstance(one, Exception) for one in made):
            break
    return count
