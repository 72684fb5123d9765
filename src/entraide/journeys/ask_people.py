"""Ask people: the next wave of a post, if it is due. Each person is asked once, whatever happens to the worker."""

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.tasks import task
from django.utils import timezone

from entraide.journeys.find_people import find_people
from entraide.journeys.happen import happen
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.waves import after_quiet_hours, plan_wave, wait_for
from entraide.records.asks import changes as ask_changes
from entraide.records.asks.models import Answer, Ask
from entraide.records.notices import changes as notice_changes
from entraide.records.notices.models import Notice
from entraide.records.people import changes as people_changes
from entraide.records.posts import changes, queries
from entraide.records.posts.models import Post

logger = logging.getLogger(__name__)


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
        if Answer.objects.filter(post=post, kind="yes", withdrawn_at=None).count() >= post.wanted:
            # Enough have said yes: nobody else is disturbed unless they change their minds. The writer may choose meanwhile.
            again = after_quiet_hours(local + wait_for(reading=reading, at=local), reading=reading)
            _come_back(post, again.replace(tzinfo=zone), sent=False)
            return []
        asked = set(Ask.objects.filter(post=post).values_list("person_id", flat=True))
        answered = set(Answer.objects.filter(post=post).values_list("person_id", flat=True))
        matches = find_people(post=post, exclude=asked | answered, now=now)
        people_changes.lock_person(person_ids=[UUID(match.identity) for match in matches])
        if connection.features.has_select_for_update:
            # Another worker may have asked the same people for another post: with their rows locked their limits hold.
            matches = find_people(post=post, exclude=asked | answered, now=now)
        plan = plan_wave(
            matches=matches,
            reading=reading,
            at=local,
            waves_sent=post.waves_sent,
            wanted=post.wanted,
            # Whoever tries the demo in the evening must not wait until the morning.
            keeps_quiet_hours=not settings.IS_DEMO,
        )
        asks = [
            Ask(
                post=post,
                person_id=UUID(match.identity),
                wave=post.waves_sent + 1,
                score=match.score,
                distance_km=match.distance_km,
                because={name: dict(facts) for name, facts in match.because.items()},
                asked_at=now,
            )
            for match in plan.now
        ]
        ask_changes.add_asks(asks)
        _tell(asks, post=post, now=now)
        next_wave_at = plan.next_at.replace(tzinfo=zone) if plan.next_at else None
        _come_back(post, next_wave_at, sent=bool(asks))
        if asks:
            happen("people_asked", at=now, post_id=post.pk, wave=post.waves_sent, count=len(asks))
        elif next_wave_at is None and not asked:
            happen("nobody_found", at=now, post_id=post.pk)
        return asks


def _come_back(post: Post, next_wave_at: datetime | None, *, sent: bool) -> None:
    """Note whether a wave was sent, and set the alarm clock for the next one, if there is to be one."""
    changes.note_wave(post=post, sent=sent, next_wave_at=next_wave_at)
    if next_wave_at:
        ask_when_due.using(run_after=next_wave_at).enqueue(str(post.pk))


def _tell(asks: list[Ask], *, post: Post, now: datetime) -> None:
    """One notice for each ask, in the same transaction."""
    people = {a.person_id: a.person for a in Ask.objects.filter(pk__in=[a.pk for a in asks]).select_related("person")}
    notice_changes.tell_all(
        [
            Notice(
                person=people[ask.person_id],
                kind="ask",
                post=post,
                ask=ask,
                made_at=now,
                is_by_mail=people[ask.person_id].wants_mail,
            )
            for ask in asks
        ]
    )


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
