"""When to mail: whether a notice goes by mail at all, at once, after the quiet hours, or in the one mail a day.

What is urgent, or an agreement, goes at once; what would come too late in the daily mail does too.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from entraide.logic.routing.quiet import next_hour, quiet_hours, wakes_at
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# The sorts of mail that one may do without, each with the kinds of notice in it.
SORTS: dict[str, frozenset[str]] = {
    "asks": frozenset({"ask"}),
    "answers": frozenset({"answer", "chosen", "not_chosen", "withdrawn", "changed"}),
    "fits": frozenset({"fits"}),
    "search": frozenset({"nobody", "refiled", "wider", "kin", "stewards", "forum", "told"}),
    "stewards": frozenset({"unanswered"}),
}
# An agreement is news for now; nobody wants to learn of it tomorrow.
_AT_ONCE = frozenset({"chosen"})
# What nobody waits for keeps the quiet hours; an answer may come at night, for whoever wrote is awake or has their phone silent.
_KEEPS_QUIET = frozenset({"fits", "wider", "kin", "stewards", "forum", "told", "unanswered"})


def sort_of(kind: str) -> str:
    """The sort of mail that a kind of notice belongs to. Raises StopIteration for a kind that none holds."""
    return next(sort for sort, kinds in SORTS.items() if kind in kinds)


def mailing(*, person: Person, kind: str, post: Post, now: datetime) -> dict[str, Any]:
    """How a notice of this kind about `post`, made at the aware moment `now`, is mailed: fields of the notice."""
    if not person.wants_mail or sort_of(kind) in person.unwanted_mails:
        return {"is_by_mail": False}
    zone = ZoneInfo(person.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    if person.digest_hour is not None and kind not in _AT_ONCE and not post.is_urgent:
        digest_at = next_hour(local, hour=person.digest_hour).replace(tzinfo=zone)
        begins_at = post.starts_at or post.ends_at
        if begins_at is None or begins_at > digest_at:
            return {"is_by_mail": True, "is_in_digest": True, "mail_at": digest_at}
    if kind in _KEEPS_QUIET and not post.is_urgent and not settings.IS_DEMO:
        wakes = wakes_at(local, quiet=quiet_hours(person.quiet_from, person.quiet_until))
        return {"is_by_mail": True, "mail_at": wakes.replace(tzinfo=zone) if wakes > local else None}
    return {"is_by_mail": True}
