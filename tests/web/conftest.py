"""What all tests of pages need: static files without the collected manifest."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def static_files_as_they_lie(settings: LazySettings) -> None:
    """Pages name their style sheet as it lies in the source; nothing has to be collected first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
