"""One person as routing sees them, for themselves to see: also when they are away, or have said nothing that a post asks for."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from entraide.logic.routing.parties import Neighbour
from entraide.logic.routing.promise import Keys
from entraide.records.asks.models import Ask
from entraide.records.asks.nearby import neighbours_among
from entraide.records.communities.standings import belongings_of
from entraide.records.people.models import Person
from entraide.records.people.queries import blocked_by

_HERE = ZoneInfo("Europe/Brussels")
_LATELY = timedelta(days=28)


def oneself(viewer: Person, *, keys: Keys, now: datetime) -> Neighbour:
    """The viewer with their sentences that are filed under `keys`, as `nearby.neighbours_for` would give them at the aware moment `now`.

    Only the blocks that the viewer made are told: nobody learns who blocks them.
    """
    found = neighbours_among([viewer.pk], keys=keys, now=now, even_if_away=True)
    today = now.astimezone(_HERE).date()
    return replace(
        found[0] if found else _silent(viewer, now=now),
        is_paused=viewer.is_paused or (viewer.paused_until is not None and viewer.paused_until >= today),
        blocks=frozenset(str(other) for other in blocked_by(viewer)),
    )


def _silent(viewer: Person, *, now: datetime) -> Neighbour:
    """Somebody who has said nothing about what is asked, with all the rest that the rules look at."""
    belonging = belongings_of([viewer.pk], today=now.astimezone(_HERE).date())[viewer.pk]
    home = (viewer.home_latitude, viewer.home_longitude)
    return Neighbour(
        identity=str(viewer.pk),
        home=(home[0], home[1]) if home[0] is not None and home[1] is not None else None,
        radius_km=viewer.radius_km,
        languages=frozenset(viewer.spoken_languages),
        free=tuple(viewer.free_hours),
        terms=frozenset(viewer.helps_for),
        communities=belonging.communities,
        is_verified=belonging.standing.is_verified,
        verified_by=belonging.standing.verified_by,
        is_adult=belonging.standing.is_adult,
        attested=belonging.standing.attested,
        asked_at=tuple(
            Ask.objects.filter(person=viewer, asked_at__gt=now - _LATELY).values_list("asked_at", flat=True)
        ),
        asks_per_day=viewer.asks_per_day,
        asks_per_week=viewer.asks_per_week,
    )
