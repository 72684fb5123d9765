"""Asking for figures."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from entraide.records.communities.models import Community
from entraide.records.figures.models import FiguresCounted, MonthFigure


def due_for_counting(*, day: date, most: int) -> list[Community]:
    """Open communities whose figures were not counted on this day, those that have waited longest first."""
    counted = FiguresCounted.objects.filter(day__gte=day).values("community")
    waiting = Community.objects.filter(closed_at=None).filter(~Q(pk__in=counted))
    return list(waiting.order_by("id")[:most])


def counted_before(community: Community) -> bool:
    """Whether there are figures of the community: counted here, or on the server that it came from."""
    return MonthFigure.objects.filter(community=community).exists()


def figures_of(community: Community, *, since: date, until: date) -> Sequence[MonthFigure]:
    """The figures of the months from `since` up to and with `until` (first days of months), in their order."""
    return list(MonthFigure.objects.filter(community=community, month__gte=since, month__lte=until))


def first_counted(community: Community) -> date | None:
    """The first month of which there are figures; None if none were counted yet."""
    return MonthFigure.objects.filter(community=community).order_by("month").values_list("month", flat=True).first()
