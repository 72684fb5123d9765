"""A figure of one month, and up to which day a community's figures are counted."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.records.communities.models import Community

# `needs`: published in the month; `helped`: exchanges in which somebody was helped; `helpers`: how many different people helped;
# `first_yes`: of the needs of the month that got one, the median of minutes until the first yes; `credits`: in motion between members,
# in minor units; `unmet`: needs of the month to which nobody came, by topic and area.
MEASURES = ("needs", "helped", "helpers", "first_yes", "credits", "unmet")


class MonthFigure(models.Model):
    """What one community did in one month: `amount`, and of how many things (`count`) it tells.

    `month` is the first day of the month in the server's time zone. `topic` (a code) and `area` (the name of a municipality) are
    empty but for `unmet`. Counts are kept as they are: what is too small to be told is left out where it is shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="figures")
    month = models.DateField()
    measure = models.CharField(max_length=12, choices=[(one, one) for one in MEASURES])
    topic = models.CharField(max_length=40, blank=True, default="")
    area = models.CharField(max_length=120, blank=True, default="")
    amount = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("month", "measure", "topic", "area")
        constraints = (
            models.UniqueConstraint(fields=["community", "month", "measure", "topic", "area"], name="figure_once"),
        )

    def __str__(self) -> str:
        return f"{self.measure} of {self.community_id} in {self.month:%Y-%m}"


class FiguresCounted(models.Model):
    """The last day on which a community's figures were counted."""

    community = models.OneToOneField(Community, on_delete=models.CASCADE, primary_key=True, related_name="+")
    day = models.DateField()

    class Meta:
        verbose_name_plural = "figures counted"

    def __str__(self) -> str:
        return f"{self.community_id} up to {self.day:%Y-%m-%d}"
