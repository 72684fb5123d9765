"""GET /healthz: whether this server does its work, for whoever watches it. No names, no numbers of people."""

from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.records.happenings import queries as happenings

# How long a happening may wait for the worker, or the worker be silent, before this server counts as unwell.
WORKER_IS_LATE_AFTER = timedelta(minutes=5)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok", …} when the database answers and the worker keeps up; else 503 {"status": "unwell", …}."""
    now = timezone.now()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = happenings.waiting_since()
        given_up = happenings.given_up().count()
        seen_at = happenings.worker_seen_at()
    except (DatabaseError, ImproperlyConfigured):
        return JsonResponse({"status": "unwell", "database": "unreachable"}, status=503)
    # Waves and letters wait too, of which the diary knows nothing: a worker that is silent is missed even if no happening waits.
    is_late = any(at is not None and now - at > WORKER_IS_LATE_AFTER for at in (waiting, seen_at))
    return JsonResponse(
        {
            "status": "unwell" if is_late else "ok",
            "database": "ok",
            "worker": "late" if is_late else "ok",
            "worker_seen_at": seen_at,
            "waiting_since": waiting,
            "given_up": given_up,
        },
        status=503 if is_late else 200,
    )
