"""Changing figures: a month is counted anew as a whole."""

from collections.abc import Iterable
from datetime import date

from entraide.records.communities.models import Community
from entraide.records.figures.counting import Counted
from entraide.records.figures.models import FiguresCounted, MonthFigure


def keep_month(*, community: Community, month: date, counted: Iterable[Counted]) -> None:
    """What was counted of the month takes the place of what was counted before. Within a transaction."""
    MonthFigure.objects.filter(community=community, month=month).delete()
    MonthFigure.objects.bulk_create(
        MonthFigure(
            community=community,
            month=month,
            measure=one.measure,
            topic=one.topic,
            area=one.area,
            amount=one.amount,
            count=one.count,
        )
        for one in counted
    )


def note_counted(*, community: Community, day: date) -> None:
    """The community's figures are counted as of this day."""
    FiguresCounted.objects.update_or_create(community=community, defaults={"day": day})
