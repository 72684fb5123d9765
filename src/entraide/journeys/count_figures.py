"""Count figures: once a day, what each community did in the months that may still change. Run twice, it counts the same again."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from entraide.logic.figures.months import month_of, months_up_to
from entraide.records.communities.models import Community
from entraide.records.figures import changes, queries
from entraide.records.figures.counting import count_month, first_month

# How far the first counting goes back; and which months are counted anew each day, for a need may be helped in a later month.
MOST_MONTHS = 36
_STILL_CHANGING = 3
_AT_ONCE = 20


def count_figures(*, now: datetime, most: int = _AT_ONCE) -> int:
    """Count for at most `most` communities that were not counted today; how many there were. `now` is an aware moment.

    Each month of each community is one transaction; a worker that is killed goes on where it was, tomorrow at the latest.
    """
    today = timezone.localdate(now)
    due = queries.due_for_counting(day=today, most=most)
    for community in due:
        for month in _months(community, now=now):
            with transaction.atomic():
                changes.keep_month(
                    community=community, month=month, counted=count_month(community, month=month, now=now)
                )
        with transaction.atomic():
            changes.note_counted(community=community, day=today)
    return len(due)


def _months(community: Community, *, now: datetime) -> list[date]:
    latest = month_of(timezone.localdate(now))
    earliest = first_month(community, most=MOST_MONTHS, now=now)
    count = _STILL_CHANGING if queries.counted_before(community) else MOST_MONTHS
    return [month for month in months_up_to(latest, count=count) if month >= earliest]
