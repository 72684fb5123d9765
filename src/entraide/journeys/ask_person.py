"""Ask a person: somebody is new, moved, or said something new; the open posts that fit ask them now, as their waves would.

Run twice, it asks nobody twice: each ask is made with its post locked, and the database holds the rest.
"""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from entraide.journeys.ask_people import come_back, has_enough
from entraide.journeys.find_posts import find_posts, fit_of
from entraide.journeys.send_asks import send_asks
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match
from entraide.logic.routing.quiet import may_be_asked, quiet_hours, wakes_at
from entraide.logic.routing.waves import begins_at, wait_for, wave_size
from entraide.records.asks.models import Answer, Ask
from entraide.records.asks.nearby import neighbours_among
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post

# One change is no reason to be asked about everything at once, however high the person's own limits are.
MOST_AT_ONCE = 3


def ask_person(*, person_id: UUID, now: datetime, say_id: UUID | None = None) -> list[Ask]:
    """Ask this person about the open posts that fit them best at the aware moment `now`; the new asks.

    Their limits and quiet hours hold, and a post that has enough helpers, or whose wave is full, asks nobody further now: its
    next wave will see them. `say_id`: only what this one sentence of theirs may answer.
    """
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return []
    asks: list[Ask] = []
    for found in find_posts(person=person, now=now, say_id=say_id):
        asks += _ask_about(post_id=found.post_id, person_id=person_id, now=now)
        if len(asks) >= MOST_AT_ONCE:
            break
    return asks


def _ask_about(*, post_id: UUID, person_id: UUID, now: datetime) -> list[Ask]:
    """Ask the person about one post, if that still is what both want; at most one ask."""
    with transaction.atomic():
        post = changes.locked(post_id=post_id)
        if post is None or post.state != "open" or not post.is_asking or not post.writer.is_active or has_enough(post):
            return []
        if (
            Ask.objects.filter(post=post, person_id=person_id).exists()
            or Answer.objects.filter(post=post, person_id=person_id).exists()
        ):
            return []
        people = people_changes.lock_person(person_ids=[person_id])
        # With both locked their limits hold, whoever else asks them at this moment.
        me = next(iter(neighbours_among([person_id], keys=None, now=now)), None)
        matches = fit_of(post=post, neighbour=me, now=now) if people and me else []
        if not matches or not _may_ask_now(post, people[0], match=matches[0], now=now):
            return []
        is_first = post.waves_sent == 0
        asks = send_asks(
            post=post, matches=matches, people={person_id: people[0]}, wave=max(1, post.waves_sent), now=now
        )
        if is_first:
            # Nobody had been found before: this is the first wave.
            changes.note_wave(post=post, sent=True, next_wave_at=post.next_wave_at)
        return asks


def _may_ask_now(post: Post, person: Person, *, match: Match, now: datetime) -> bool:
    """Whether the person is awake and the post's wave has room for them; if not, its next wave comes in time for them."""
    if post.waves_sent == 0 and post.next_wave_at is not None:
        # Its first wave is about to be sent, and sees everybody.
        return False
    reading = Reading.from_dict(post.reading)
    zone = ZoneInfo(person.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    quiet = quiet_hours(person.quiet_from, person.quiet_until)
    begins, is_urgent = begins_at(reading), post.is_urgent
    if not settings.IS_DEMO and not may_be_asked(local, quiet=quiet, begins=begins, is_urgent=is_urgent):
        come_back(post, at=wakes_at(local, quiet=quiet).replace(tzinfo=zone), sooner=True)
        return False
    waiting = [_as_match(ask) for ask in Ask.objects.filter(post=post, wave=post.waves_sent, state="waiting")]
    if wave_size(matches=[*waiting, match], reading=reading, wanted=post.wanted) <= len(waiting):
        come_back(post, at=now + wait_for(reading=reading, at=local), sooner=True)
        return False
    return True


def _as_match(ask: Ask) -> Match:
    return Match(identity=str(ask.person_id), score=ask.score, distance_km=ask.distance_km, because=dict(ask.because))
