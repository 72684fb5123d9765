"""Forget what has served: used and expired sign-in codes, old sessions, finished tasks."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from entraide.records.people import changes

CODES_LAST = timedelta(days=1)
RESULTS_LAST = timedelta(days=7)


def forget_old(*, now: datetime) -> None:
    """Delete sign-in codes after a day, sessions when they are over, and the results of tasks after a week."""
    with transaction.atomic():
        changes.forget_codes(before=now - CODES_LAST)
        Session.objects.filter(expire_date__lt=now).delete()
        DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS_LAST).delete()
