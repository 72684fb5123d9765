"""Python runs this at its start, in every process of a server of these tests: they live as far ahead of the real time as a file says."""

import os
from datetime import datetime, timedelta
from pathlib import Path

if path := os.environ.get("CLOCK_AHEAD"):
    from django.utils import timezone

    _really = timezone.now

    def _now() -> datetime:
        return _really() + timedelta(seconds=float(Path(path).read_text()))

    timezone.now = _now
