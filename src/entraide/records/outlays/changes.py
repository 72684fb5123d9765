"""Counting outlays. Journeys call this; nobody else."""

from datetime import date

from django.db.models import F

from entraide.records.outlays.models import Outlay


def reserve(*, purpose: str, day: date, micro_eur: int, cap_micro_eur: int) -> bool:
    """Set so much aside for something about to be paid; False, and nothing, if the day would then cost more than its cap.

    One statement decides, so that many processes at once cannot pass the cap together.
    """
    Outlay.objects.get_or_create(day=day, purpose=purpose)
    within = Outlay.objects.filter(day=day, purpose=purpose, spent_micro_eur__lte=cap_micro_eur - micro_eur)
    return bool(within.update(spent_micro_eur=F("spent_micro_eur") + micro_eur, times=F("times") + 1))


def settle(*, purpose: str, day: date, reserved_micro_eur: int, spent_micro_eur: int) -> None:
    """Put what was really spent in the place of what was set aside that day."""
    Outlay.objects.filter(day=day, purpose=purpose).update(
        spent_micro_eur=F("spent_micro_eur") + (spent_micro_eur - reserved_micro_eur)
    )
