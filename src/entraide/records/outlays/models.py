"""One day's outlay for one purpose."""

from django.db import models


class Outlay(models.Model):
    """What was spent on one day of the server's own time zone. Sums only: not for whom, not for which sentence."""

    day = models.DateField()
    purpose = models.CharField(max_length=40)
    spent_micro_eur = models.PositiveBigIntegerField(default=0)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "purpose")
        constraints = (models.UniqueConstraint(fields=["day", "purpose"], name="outlay_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.day:%Y-%m-%d}"

    @property
    def spent_eur(self) -> float:
        """Euros."""
        return self.spent_micro_eur / 1_000_000
