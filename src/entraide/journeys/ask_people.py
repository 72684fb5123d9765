"""Ask people: the next wave of a post, if it is due. Each person is asked once, whatever happens to the worker."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.tasks import task
from django.utils import timezone

from entraide.journeys.find_people import find_people
from entraide.journeys.happen import happen
from entraide.journeys.price_wave import price_wave
from entraide.journeys.send_asks import send_asks
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match
from entraide.logic.routing.quiet import may_be_asked, quiet_hours, wakes_at
from entraide.logic.routing.waves import after_quiet_hours, begins_at, wait_for
from entraide.records.asks.models import Answer, Ask
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.posts import changes, queries
from entraide.records.posts.models import Post

logger = logging.getLogger(__name__)

# Among so many, best first, a wave is planned: the best are often resting, and some of the others are the better for it.
CHOSEN_AMONG = 100


def ask_people(*, post_id: UUID, now: datetime) -> list[Ask]:
    """Send the post's next wave if it is open, still looking and due at the aware moment `now`; the new asks.

    While as many people as are wanted have said yes, nobody else is asked. The post stays locked meanwhile, so that two
    workers cannot both send it; run again, it finds nothing due.
    """
    with transaction.atomic():
        post = changes.locked(post_id=post_id)
        if post is None or post.state != "open" or not post.is_asking or not post.writer.is_active:
            return []
        if post.next_wave_at is None or post.next_wave_at > now:
            return []
        zone = ZoneInfo(post.writer.time_zone)
        local = now.astimezone(zone).replace(tzinfo=None)
        reading = Reading.from_dict(post.reading)
        if has_enough(post):
            # Enough have said yes: nobody else is disturbed unless they change their minds. The writer may choose meanwhile.
            again = after_quiet_hours(local + wait_for(reading=reading, at=local), reading=reading)
            come_back(post, at=again.replace(tzinfo=zone))
            return []
        asked = set(Ask.objects.filter(post=post).values_list("person_id", flat=True))
        answered = set(Answer.objects.filter(post=post).values_list("person_id", flat=True))
        matches = find_people(post=post, exclude=asked | answered, now=now, most=CHOSEN_AMONG)
        people = {
            person.pk: person
            for person in people_changes.lock_person(person_ids=[UUID(match.identity) for match in matches])
        }
        if connection.features.has_select_for_update:
            # Another worker may have asked the same people for another post: with their rows locked their limits hold.
            found = find_people(post=post, exclude=asked | answered, now=now, most=CHOSEN_AMONG)
            matches = [match for match in found if UUID(match.identity) in people]
        awake, wake_up_at = _awake(matches, people, reading=reading, now=now)
        # Each person's own quiet hours hold, in their own time zone.
        plan = price_wave(post=post, matches=awake, reading=reading, now=now, keeps_quiet_hours=False)
        asks = send_asks(post=post, matches=plan.now, people=people, wave=post.waves_sent + 1, now=now)
        next_wave_at = plan.next_at.replace(tzinfo=zone) if plan.next_at else wake_up_at
        if asks and next_wave_at and not settings.IS_DEMO:
            # The morning's people are not asked before those of now have had time to answer.
            soonest = after_quiet_hours(local + wait_for(reading=reading, at=local), reading=reading)
            quiet_over = after_quiet_hours(next_wave_at.astimezone(zone).replace(tzinfo=None), reading=reading)
            next_wave_at = (quiet_over if plan.next_at else max(soonest, quiet_over)).replace(tzinfo=zone)
        changes.note_wave(post=post, sent=bool(asks), next_wave_at=next_wave_at)
        if next_wave_at:
            come_back(post, at=next_wave_at)
        elif not asked and not asks and post.search_state != "told":
            happen("nobody_found", at=now, post_id=post.pk)
        elif not asks and post.search_state != "told":
            happen("nobody_left", at=now, post_id=post.pk)
        return asks


def has_enough(post: Post) -> bool:
    """Whether as many people as are wanted have said yes."""
    return Answer.objects.filter(post=post, kind="yes", withdrawn_at=None).count() >= post.wanted


def come_back(post: Post, *, at: datetime, sooner: bool = False) -> None:
    """Set the alarm clock for the post's next wave. `sooner`: only if none is due before."""
    if sooner and post.next_wave_at and post.next_wave_at <= at:
        return
    changes.set_fields(post=post, next_wave_at=at)
    ask_when_due.using(run_after=at).enqueue(str(post.pk))


def _awake(
    matches: Sequence[Match], people: Mapping[UUID, Person], *, reading: Reading, now: datetime
) -> tuple[list[Match], datetime | None]:
    """Those who may be asked at this hour, and when the first of the others wakes up. In a demo nobody sleeps."""
    awake: list[Match] = []
    wake_up: list[datetime] = []
    for match in matches:
        person = people[UUID(match.identity)]
        zone = ZoneInfo(person.time_zone)
        local = now.astimezone(zone).replace(tzinfo=None)
        quiet = quiet_hours(person.quiet_from, person.quiet_until)
        is_urgent = reading.urgency == "now"
        if settings.IS_DEMO or may_be_asked(local, quiet=quiet, begins=begins_at(reading), is_urgent=is_urgent):
            awake.append(match)
        else:
            wake_up.append(wakes_at(local, quiet=quiet).replace(tzinfo=zone))
    return awake, min(wake_up, default=None)


@task()
def ask_when_due(post_id: str) -> None:
    """The worker's alarm clock for a post's next wave; too early or too late it does no harm."""
    ask_people(post_id=UUID(post_id), now=timezone.now())


def ask_all_due(*, now: datetime) -> int:
    """Send every wave that is due: what the alarm clock missed because a worker died. How many posts were looked at."""
    posts = list(queries.waves_due(now=now).values_list("pk", flat=True)[:200])
    for post_id in posts:
        try:
            ask_people(post_id=post_id, now=now)
        except DatabaseError:
            raise
        except Exception:
            # One post that cannot be routed must not keep all others waiting.
            logger.exception("the wave of post %s could not be sent", post_id)
    return len(posts)
