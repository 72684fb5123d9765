"""Publish a post: the sentence, as read and corrected by its writer, is now open to answers, and people will be asked.

Where the community's rules say so it waits first until somebody has said that it is fine; until then only its writer reads it.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from entraide.journeys.find_people import home_of, point_of
from entraide.journeys.happen import happen
from entraide.journeys.keep_correction import keep_correction
from entraide.journeys.refusals import Refusal
from entraide.journeys.who_may_post import what_may_be_posted, who_may_post, yeses_needed
from entraide.logic.places.cells import cell_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.escalation import LOOKS_AFTER
from entraide.logic.routing.vectors import pack_vector
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.posts import changes, queries
from entraide.records.posts.models import Post
from entraide.records.reports.changes import want_check

MOST_OPEN_POSTS = 30


def publish_post(
    *,
    writer: Person,
    text: str,
    reading: Reading,
    now: datetime,
    draft_key: UUID,
    community: Community | None = None,
    corrected_from: Reading | None = None,
) -> Post:
    """Publish `text` with its `reading` at the aware moment `now`; without a community it is open to all on this server.

    `draft_key` is the draft's own identifier and becomes the post's: pressing the button twice gives the same post.
    `corrected_from`: what the bot itself read, if the writer wants it to learn from how they corrected it; else None.
    Raises Refusal: not_answerable (neither need nor offer, or no topic), too_many_posts, and what who_may_post raises.
    """
    if reading.kind not in ("need", "offer") or reading.topic is None:
        raise Refusal("not_answerable")
    vector = pack_vector(encode([text])[0])
    with transaction.atomic():
        people_changes.lock_person(person_ids=[writer.pk])
        already = Post.objects.filter(pk=draft_key, writer=writer).first()
        if already:
            return already
        if queries.mine(writer).filter(state="open").count() >= MOST_OPEN_POSTS:
            raise Refusal("too_many_posts")
        house = community or communities.server_wide()
        rules = who_may_post(person=writer, community=house, now=now)
        what_may_be_posted(reading=reading, rules=rules)
        needed = yeses_needed(writer=writer, community=house, rules=rules)
        post = changes.add_post(
            pk=draft_key,
            writer=writer,
            community=house,
            text=text,
            language=reading.language,
            **columns_of(reading, writer=writer),
            vector=vector,
            published_at=now,
            **_as_held(now) if needed else _as_open(now, kind=reading.kind),
        )
        if corrected_from:
            keep_correction(
                text=text,
                read=corrected_from,
                right=reading,
                writer=writer,
                community=post.community,
                by="writer",
                now=now,
            )
        if needed:
            want_check(post=post, is_held=True, needed=needed, signs=[], at=now)
        happen(
            "post_held" if needed else "post_published",
            at=now,
            actor_id=writer.pk,
            post_id=post.pk,
            post_kind=post.kind,
            topic=post.topic,
        )
        return post


def _as_open(now: datetime, *, kind: str) -> dict[str, Any]:
    """The columns of a post for which people are asked from now on."""
    return {
        "next_wave_at": now,
        "search_began_at": now,
        "next_step_at": now + LOOKS_AFTER if kind == "need" else None,
    }


def _as_held(now: datetime) -> dict[str, Any]:
    """The columns of a post that waits to be looked at: nobody but its writer reads it, nobody is asked."""
    return {"hidden_at": now, "is_asking": False}


def columns_of(reading: Reading, *, writer: Person) -> dict[str, Any]:
    """What the columns of a post repeat of its reading. Without a named place, it is where its writer lives."""
    named = point_of(reading)
    point = named or home_of(writer)
    zone = ZoneInfo(writer.time_zone)
    wants_people = reading.quantity is not None and reading.quantity.unit == "person"
    return {
        "kind": reading.kind,
        "action": reading.action or "",
        "topic": reading.topic or "",
        "place_name": reading.place.name if reading.place else writer.home_name,
        "place_is_home": named is None and point is not None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "cell": cell_of(*point) if point else None,
        "radius_km": reading.place.radius_km if reading.place else None,
        "is_remote": reading.remote,
        "starts_at": _moment(reading.time.start if reading.time else None, zone),
        "ends_at": _moment(reading.time.end if reading.time else None, zone),
        "recurrence": (reading.time.recurrence or "") if reading.time else "",
        "is_urgent": reading.urgency == "now",
        "terms_mode": reading.terms.mode,
        "amount": None if reading.terms.amount is None else Decimal(str(round(reading.terms.amount, 2))),
        "currency": reading.terms.currency or "",
        "quantity": reading.quantity.value if reading.quantity else None,
        "quantity_unit": reading.quantity.unit if reading.quantity else "",
        "wanted": min(200, max(1, int(reading.quantity.value))) if wants_people and reading.quantity else 1,
        "reading": reading.as_dict(),
    }


def _moment(local: str | None, zone: ZoneInfo) -> datetime | None:
    """A reading's local moment (ISO 8601) as an aware one. An hour that the clocks skip in spring becomes the next that exists."""
    return None if local is None else datetime.fromisoformat(local).replace(tzinfo=zone)
