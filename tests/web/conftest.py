"""What all tests of pages need: static files without the collected manifest, and counters that start at nothing."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache


@pytest.fixture(autouse=True)
def static_files_as_they_lie(settings: LazySettings) -> None:
    """Pages name their style sheet as it lies in the source; nothing has to be collected first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """How often one address may ask is counted anew in each test."""
    cache.clear()
