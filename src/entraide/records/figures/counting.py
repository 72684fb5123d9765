"""Counting one month of one community, from what is kept of posts, answers, exchanges and books. It reads; changes.py keeps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Min, Q, QuerySet, Sum

from entraide.logic.figures.months import month_of, shifted
from entraide.logic.places import nearest
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.ledgers.models import Transfer
from entraide.records.posts.models import Post

# A need that has been open for so long, or is closed, and to which nobody came, is unmet.
UNMET_AFTER = timedelta(days=14)
# What moves between people; welcomes, decay and what the commons pays is not motion between members.
_BETWEEN_MEMBERS = ("thanks", "gift", "request")


@dataclass(frozen=True)
class Counted:
    """One figure of a month, as MonthFigure keeps it."""

    measure: str
    amount: int
    count: int
    topic: str = ""
    area: str = ""


def count_month(community: Community, *, month: date, now: datetime) -> list[Counted]:
    """All figures of the month that begins on this day (server's time zone), as far as it has gone at the aware moment `now`."""
    return list(_count(community, month, now))


def first_month(community: Community, *, most: int, now: datetime) -> date:
    """The month in which the community's first post was published, or it was opened; at most so many months before now."""
    zone = ZoneInfo(settings.TIME_ZONE)
    first = Post.objects.filter(community=community).aggregate(at=Min("published_at"))["at"]
    month = month_of(min(first or community.opened_at, community.opened_at).astimezone(zone).date())
    return max(month, shifted(month_of(now.astimezone(zone).date()), 1 - most))


def _count(community: Community, month: date, now: datetime) -> Iterator[Counted]:
    since, until = _bounds(month)
    needs = Post.objects.filter(
        community=community, kind="need", published_at__gte=since, published_at__lt=until, hidden_at=None
    ).order_by()
    count = needs.count()
    yield Counted("needs", count, count)
    yield from _helped(community, since, until)
    yield from _first_yes(needs)
    yield from _motion(community, since, until)
    yield from _unmet(needs, now)


def _helped(community: Community, since: datetime, until: datetime) -> Iterator[Counted]:
    done = Exchange.objects.filter(
        community=community, outcome__in=("helped", "partly"), ended_at__gte=since, ended_at__lt=until
    ).order_by()
    count = done.count()
    helpers = done.exclude(helper=None).values("helper").distinct().count()
    yield Counted("helped", count, count)
    yield Counted("helpers", helpers, helpers)


def _first_yes(needs: QuerySet[Post]) -> Iterator[Counted]:
    """From the second at which a need was published to its first yes; whoever never got one is not in it (they are in `unmet`)."""
    said = Answer.objects.filter(kind="yes", post__in=needs.values("pk")).order_by().values_list("post_id")
    waits = [
        max((first - published).total_seconds() / 60, 0.0)
        for _, first, published in said.annotate(first=Min("given_at")).values_list(
            "post_id", "first", "post__published_at"
        )
    ]
    if waits:
        yield Counted("first_yes", round(median(waits)), len(waits))


def _motion(community: Community, since: datetime, until: datetime) -> Iterator[Counted]:
    moved = Transfer.objects.filter(
        # By their payers, who have an index: one of transfers by community would be written with each of them.
        payer__community=community,
        kind__in=_BETWEEN_MEMBERS,
        undone_by=None,
        made_at__gte=since,
        made_at__lt=until,
    ).order_by()
    count = moved.count()
    if count:
        yield Counted("credits", moved.aggregate(sum=Sum("amount_minor"))["sum"], count)


def _unmet(needs: QuerySet[Post], now: datetime) -> Iterator[Counted]:
    came = Answer.objects.filter(kind__in=("yes", "other"), withdrawn_at=None).values("post")
    over = Q(state="lapsed") | Q(state="open", published_at__lt=now - UNMET_AFTER)
    alone = needs.filter(over).exclude(pk__in=came).values_list("topic", "latitude", "longitude")
    cells = Counter((topic, _area(latitude, longitude)) for topic, latitude, longitude in alone)
    for (topic, area), count in cells.items():
        yield Counted("unmet", count, count, topic=topic, area=area)


def _area(latitude: float | None, longitude: float | None) -> str:
    """The municipality that the place lies in or next to, by its first name; empty for what is done from afar."""
    if latitude is None or longitude is None:
        return ""
    # To the kilometre: that is all that is known of most places, and towns need not be looked up anew.
    return _municipality(round(latitude, 2), round(longitude, 2))


@lru_cache(maxsize=20_000)
def _municipality(latitude: float, longitude: float) -> str:
    try:
        place = nearest(latitude, longitude)
    except LookupError:
        return ""
    return place.name


def _bounds(month: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(month, time.min, tzinfo=zone), datetime.combine(shifted(month, 1), time.min, tzinfo=zone)
