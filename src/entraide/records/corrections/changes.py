"""Keeping and forgetting corrections. Journeys call this; nobody else."""

from datetime import date
from typing import Any

from entraide.records.corrections.models import Correction


def add_correction(**fields: Any) -> Correction:
    """Keep a correction."""
    return Correction.objects.create(**fields)


def drop_one(**fields: Any) -> bool:
    """Forget the latest correction that says just this; False if there is none (any more)."""
    found = Correction.objects.filter(**fields).order_by("-kept_on").first()
    if found is None:
        return False
    found.delete()
    return True


def forget_before(*, day: date) -> int:
    """Forget what was kept before that day; how many."""
    return Correction.objects.filter(kept_on__lt=day).delete()[0]
