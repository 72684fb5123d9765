"""Forget what has served: used and expired sign-in codes, old sessions, finished tasks, corrections that have grown old."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from entraide.records.corrections.changes import forget_before
from entraide.records.people import changes
from entraide.records.rings.changes import forget_over
from entraide.records.stirs.changes import forget_stirs

CODES_LAST = timedelta(days=1)
RESULTS_LAST = timedelta(days=7)
STIRS_LAST = timedelta(days=30)
RINGS_LAST = timedelta(days=365)


def forget_old(*, now: datetime) -> None:
    """Delete sign-in codes after a day, sessions when they are over, the results of tasks after a week, what
    stirred after thirty days, rings that came to nothing after a year.

    Corrections are deleted when they are older than the setting CORRECTIONS_KEPT (days) says.
    """
    with transaction.atomic():
        forget_stirs(before=now - STIRS_LAST)
        forget_over(before=now - RINGS_LAST)
        changes.forget_codes(before=now - CODES_LAST)
        changes.forget_ages(day=timezone.localdate(now))
        Session.objects.filter(expire_date__lt=now).delete()
        forget_before(day=timezone.localdate(now) - timedelta(days=settings.CORRECTIONS_KEPT))
        DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS_LAST).delete()
