"""Send digests: who follows a whole forum by the day or the week is told what was said since the last time, in one mail.

The notice and the moment up to which it tells are written together: a worker that dies in between has told nothing, one that dies
afterwards has told all. Where nothing was said, no mail leaves.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from entraide.journeys.when_to_mail import digest_after, mailing
from entraide.records.communities.queries import may_enter
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import ForumFollow
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person

MOST_AT_ONCE = 200
MOST_THREADS = 20


def send_digests(*, now: datetime) -> int:
    """Make the digests of forums that are due at the aware moment `now`; how many people are told something."""
    return sum(_send(follow, now=now) for follow in list(queries.digests_due(now=now)[:MOST_AT_ONCE]))


def next_digest_at(person: Person, *, rhythm: str, after: datetime) -> datetime | None:
    """When the next digest is due: at the hour of the person's daily mail, of the week on Monday; None where they want none."""
    if rhythm not in ("day", "week"):
        return None
    zone = ZoneInfo(person.time_zone)
    local = after.astimezone(zone).replace(tzinfo=None)
    return digest_after(local, hour=person.digest_hour, rhythm=rhythm).replace(tzinfo=zone)


def _send(follow: ForumFollow, *, now: datetime) -> int:
    person, house, due_at = follow.person, follow.community, follow.due_at
    then = next_digest_at(person, rhythm=follow.follows, after=now)
    with transaction.atomic():
        if then is None or not changes.note_digest(follow=follow, at=now, due_at=then):
            return 0
        if not may_enter(person, community=house, whom="forum_readers"):
            return 0
        n = len(queries.threads_with_news(person, community=house, since=follow.told_at)[:MOST_THREADS])
        if not n:
            return 0
        how = mailing(person=person, kind="forum_news", now=now)
        if how["is_by_mail"]:
            # With whatever else is kept for the same hour.
            how |= {"is_in_digest": True, "mail_at": due_at}
            how |= {"push_at": due_at} if how.get("is_by_push") else {}
        notices.tell_of(
            person=person,
            kind="forum_news",
            about=house.pk,
            at=now,
            community=house,
            facts={"since": follow.told_at.isoformat(), "threads": n},
            mailing=how,
            again=True,
        )
        return 1
