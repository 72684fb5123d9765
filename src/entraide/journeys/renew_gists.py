"""Renew gists: sentences that an earlier version of Entraide has filed are filed as this one does, some at a time, by the worker.

Until then they are found by how they were filed before. Killed or run twice, it goes on where it was.
"""

from django.db import transaction

from entraide.logic.routing.gist import VERSION
from entraide.records.people import changes as people_changes
from entraide.records.posts import changes as posts_changes

_AT_ONCE = 500


def renew_gists() -> int:
    """File some sentences and posts anew, if there are any left; how many."""
    with transaction.atomic():
        posts = posts_changes.file_anew(version=VERSION, most=_AT_ONCE)
    with transaction.atomic():
        return posts + people_changes.file_anew(version=VERSION, most=_AT_ONCE)
