"""When to mail: whether a notice goes by mail at all, at once, after the quiet hours, or in the one mail a day.

What is urgent, or an agreement, goes at once; what would come too late in the daily mail does too.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from entraide.logic.routing.quiet import next_hour, quiet_hours, wakes_at
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# The sorts of mail that one may do without, each with the kinds of notice in it.
SORTS: dict[str, frozenset[str]] = {
    "asks": frozenset({"ask"}),
    "answers": frozenset({"answer", "chosen", "not_chosen", "withdrawn", "changed", "writer_gone", "helper_gone"}),
    "fits": frozenset({"fits"}),
    "search": frozenset({"nobody", "refiled", "wider", "kin", "stewards", "forum", "told"}),
    "stewards": frozenset({"unanswered", "case", "danger", "to_check", "appeal"}),
    "talk": frozenset({"message", "reply", "thread", "forum_news"}),
    "community": frozenset(
        {"join_asked", "let_in", "not_let_in", "steward_now", "house_closed"}
        | {"attest_asked", "attest_declined", "attested", "attest_revoked", "attest_ended", "attest_ending"}
        | {"attest_renew", "attester_named"}
        | {"rules", "rules_back"}
        | {"departure", "departure_made", "arrived", "moved", "steward_wanted", "house_unrun"}
    ),
    "mandates": frozenset({"mandate_given", "mandate_ended", "acted"}),
    "moderation": frozenset({"measure", "lifted", "report_done", "appeal_done", "seat", "held", "released"}),
}
# An agreement is news for now; nobody wants to learn of it tomorrow.
_AT_ONCE = frozenset({"chosen", "danger"})
# What nobody waits for keeps the quiet hours; an answer may come at night, for whoever wrote is awake or has their phone silent.
_KEEPS_QUIET = frozenset(
    {
        "fits",
        "wider",
        "kin",
        "stewards",
        "forum",
        "told",
        "unanswered",
        *SORTS["talk"],
        *SORTS["community"],
        *SORTS["mandates"],
    }
)
# When the mail of a day or a week leaves for somebody who named no hour.
DIGEST_HOUR = 18


def sort_of(kind: str) -> str:
    """The sort of mail that a kind of notice belongs to; a test holds that each belongs to one."""
    return next((sort for sort, kinds in SORTS.items() if kind in kinds), "community")


def mailing(
    *, person: Person, kind: str, post: Post | None = None, now: datetime, rhythm: str = "each"
) -> dict[str, Any]:
    """How a notice of this kind, made at the aware moment `now`, is mailed: fields of the notice. `post`: what it is about, if a post.

    `rhythm`: how the person follows what it is about: `no` (no mail), `each`, in the one mail of the `day` or of the `week`.
    """
    if not person.wants_mail or rhythm == "no" or sort_of(kind) in person.unwanted_mails:
        return {"is_by_mail": False}
    zone = ZoneInfo(person.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    is_urgent = post is not None and post.is_urgent
    is_for_digest = person.digest_hour is not None or rhythm in ("day", "week")
    if is_for_digest and kind not in _AT_ONCE and not is_urgent:
        digest_at = digest_after(local, hour=person.digest_hour, rhythm=rhythm).replace(tzinfo=zone)
        begins_at = (post.starts_at or post.ends_at) if post else None
        if begins_at is None or begins_at > digest_at:
            return {"is_by_mail": True, "is_in_digest": True, "mail_at": digest_at}
    if kind in _KEEPS_QUIET and not is_urgent and not settings.IS_DEMO:
        wakes = wakes_at(local, quiet=quiet_hours(person.quiet_from, person.quiet_until))
        return {"is_by_mail": True, "mail_at": wakes.replace(tzinfo=zone) if wakes > local else None}
    return {"is_by_mail": True}


def digest_after(local: datetime, *, hour: int | None, rhythm: str) -> datetime:
    """When the next mail of the day (of the week: on Monday) leaves after `local`, a moment without offset where the person lives."""
    at = next_hour(local, hour=DIGEST_HOUR if hour is None else hour)
    return at + timedelta(days=-at.weekday() % 7) if rhythm == "week" else at
