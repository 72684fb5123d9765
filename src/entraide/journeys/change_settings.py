"""Change one's own settings: name, languages, radius, free hours, terms, limits, pause, mails, looks."""

from datetime import datetime
from typing import Any

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities import changes as communities
from entraide.records.people import changes
from entraide.records.people.models import Person

# With these, other posts fit than before.
WIDENS_REACH = {
    "spoken_languages",
    "radius_km",
    "free_hours",
    "helps_for",
    "asks_per_day",
    "asks_per_week",
    "is_paused",
    "paused_until",
    "quiet_from",
    "quiet_until",
}
MAY_CHANGE = WIDENS_REACH | {
    "first_name",
    "about",
    "language",
    "time_zone",
    "theme",
    "wants_mail",
    "digest_hour",
    "unwanted_mails",
    "unwanted_pushes",
    "teaches_reader",
}


def change_settings(*, person: Person, now: datetime, **fields: Any) -> Person:
    """Set the given fields, already checked by the door. Raises Refusal: not_yours (a field nobody may set for themselves)."""
    if not fields.keys() <= MAY_CHANGE:
        raise Refusal("not_yours")
    with transaction.atomic():
        is_other = {name for name, value in fields.items() if getattr(person, name) != value}
        changes.set_fields(person=person, **fields)
        if "first_name" in is_other:
            communities.note_name(person=person)
        happen("settings_changed", at=now, actor_id=person.pk, person_id=person.pk, fields=sorted(fields))
        if is_other & WIDENS_REACH:
            happen("reach_changed", at=now, person_id=person.pk)
    return person
