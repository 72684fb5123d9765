"""Ask for the file of a community that is to move; three days later the worker makes it, sealed for one server, and keeps it a week.

In between everybody who agreed to move is told, and may still say no: their agreement is worth something only if they know when it counts.
"""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from entraide.adapters.archives.sealing import is_public_key, seal
from entraide.journeys.export_community import export_community
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import changes as communities
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.moves import changes, queries
from entraide.records.moves.models import Departure
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person

MADE_AFTER = timedelta(days=3)
KEPT_FOR = timedelta(days=7)


def ask_departure(*, steward: Person, community: Community, sealed_for: str, now: datetime) -> Departure:
    """Keep the wish; `sealed_for` is the public key (age1…) of the server that the file is for.

    Raises Refusal: not_yours, everybodys, wrong_key, or departure_waits (one that was asked for is not over yet).
    """
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    if community.is_server_wide:
        raise Refusal("everybodys")
    if not is_public_key(sealed_for):
        raise Refusal("wrong_key")
    with transaction.atomic():
        communities.lock_community(community=community)
        if queries.departures_of(community).exists():
            raise Refusal("departure_waits")
        departure = changes.add_departure(
            community=community, by=steward, sealed_for=sealed_for.strip(), at=now, due_at=now + MADE_AFTER
        )
        happen(
            "departure_asked",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            departure_id=str(departure.pk),
        )
    return departure


def give_up_departure(*, steward: Person, community: Community, now: datetime) -> None:
    """Give the move up: the file that waits, or is there, goes. Raises Refusal: not_yours."""
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    for departure in list(queries.departures_of(community)):
        forget_departure(departure=departure)
        happen("departure_given_up", at=now, actor_id=steward.pk, community_id=str(community.pk))


def tell_of_departure(*, departure_id: UUID, now: datetime) -> None:
    """Tell everybody who agreed to move that the file is asked for, by whom; each once, however often this runs."""
    departure = Departure.objects.select_related("community").filter(pk=departure_id, made_at=None).first()
    if departure is None:
        return
    for person in queries.agreed_to_move(departure.community).iterator(chunk_size=200):
        with transaction.atomic():
            notices.tell_of(
                person=person,
                kind="departure",
                about=departure.pk,
                community=departure.community,
                facts={"person": str(departure.asked_by_id)} if departure.asked_by_id else {},
                at=now,
                mailing=mailing(person=person, kind="departure", now=now),
            )


def make_departures(*, now: datetime) -> int:
    """Make the files that are due, and delete those whose week is over; how many were made. Killed half way, the next call does it."""
    for over in list(queries.over_at(now)):
        forget_departure(departure=over)
    due = list(queries.due_at(now))
    for departure in due:
        _make(departure, now=now)
    return len(due)


def file_of(departure: Departure) -> Path:
    """Where the file lies, once it is made."""
    return Path(settings.FOLDER) / "departures" / f"{departure.pk}.age"


def forget_departure(*, departure: Departure) -> None:
    """Delete a file, and that it was asked for."""
    file_of(departure).unlink(missing_ok=True)
    changes.forget_departure(departure=departure)


def _make(departure: Departure, *, now: datetime) -> None:
    path = file_of(departure)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    whole = path.with_suffix(".whole")
    try:
        manifest = export_community(community=departure.community, into=whole, now=now)
        seal(whole, into=path, key=departure.sealed_for)
    finally:
        whole.unlink(missing_ok=True)
    with transaction.atomic():
        changes.note_made(
            departure=departure,
            size=path.stat().st_size,
            fingerprint=manifest.fingerprint,
            facts={"rows": manifest.rows, "stayed": manifest.stayed},
            at=now,
            ends_at=now + KEPT_FOR,
        )
        person = departure.asked_by
        if person is not None:
            notices.tell_of(
                person=person,
                kind="departure_made",
                about=departure.pk,
                community=departure.community,
                at=now,
                mailing=mailing(person=person, kind="departure_made", now=now),
            )
        happen("departure_made", at=now, community_id=str(departure.community_id), departure_id=str(departure.pk))
