"""When to mail: whether a notice goes by mail, and to a person's devices: at once, after the quiet hours, or in the one mail a day.

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
    "promises": frozenset(
        {"promise_proposed", "promise_accepted", "reminder_day", "reminder_hours", "done_asked", "done_said"}
        | {"exchange_done", "thanked", "reneged", "missed", "problem", "problem_answered", "problem_settled"}
        | {"time_skipped", "time_wanted", "series_ended", "return_given", "partner_gone"}
    ),
    "fits": frozenset({"fits"}),
    "rings": frozenset({"ring_proposed", "ring_stands", "ring_ended"}),
    "search": frozenset({"nobody", "refiled", "wider", "kin", "stewards", "forum", "told"}),
    "stewards": frozenset(
        {"unanswered", "case", "problem_desk", "danger", "to_check", "appeal", "bank_account", "bill_twice"}
    ),
    "talk": frozenset({"message", "reply", "thread", "forum_news", "place_shown", "mail_not_taken", "files_left_out"}),
    "community": frozenset(
        {"join_asked", "let_in", "not_let_in", "steward_now", "house_closed"}
        | {"attest_asked", "attest_declined", "attested", "attest_revoked", "attest_ended", "attest_ending"}
        | {"attest_renew", "attester_named"}
        | {"rules", "rules_back"}
        | {"departure", "departure_made", "arrived", "moved", "steward_wanted", "house_unrun"}
    ),
    "euros": frozenset({"bill", "bill_said_paid", "bill_paid", "bill_missing", "bill_cancelled", "bill_lapsed"}),
    "credits": frozenset({"credits", "credits_asked", "credits_declined", "account_limited", "debts_netted"}),
    "mandates": frozenset({"mandate_given", "mandate_ended", "acted"}),
    "moderation": frozenset({"measure", "lifted", "report_done", "appeal_done", "seat", "held", "released"}),
}
# An agreement is news for now; nobody wants to learn of it tomorrow.
_AT_ONCE = frozenset(
    {"chosen", "danger", "reminder_day", "reminder_hours", "reneged", "missed", "mail_not_taken", "files_left_out"}
)
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
        *("done_asked", "done_said", "exchange_done", "thanked", "return_given", "time_skipped", "time_wanted"),
        *("series_ended", "problem_answered", "problem_settled", "partner_gone"),
        *SORTS["talk"] - {"mail_not_taken", "files_left_out"},
        *SORTS["community"],
        *SORTS["euros"],
        *SORTS["credits"],
        *SORTS["mandates"],
    }
)
# Whoever has the conversation open reads a message within this time, and no telephone need light up for it.
_LOOKED_AT = timedelta(seconds=6)
# When the mail of a day or a week leaves for somebody who named no hour.
DIGEST_HOUR = 18


def sort_of(kind: str) -> str:
    """The sort of mail that a kind of notice belongs to; a test holds that each belongs to one."""
    return next((sort for sort, kinds in SORTS.items() if kind in kinds), "community")


def waits_for_nobody(kind: str) -> bool:
    """Whether news of this kind goes at once, at whatever hour."""
    return kind in _AT_ONCE


def mailing(
    *, person: Person, kind: str, post: Post | None = None, now: datetime, rhythm: str = "each"
) -> dict[str, Any]:
    """How a notice of this kind, made at the aware moment `now`, is mailed and pushed: fields of it. `post`: what it is about, if one.

    `rhythm`: how the person follows what it is about: `no` (no mail), `each`, in the one mail of the `day` or of the `week`.
    """
    sort = sort_of(kind)
    wants_mail = person.wants_mail and sort not in person.unwanted_mails
    wants_push = person.has_devices and sort not in person.unwanted_pushes
    if rhythm == "no" or not (wants_mail or wants_push):
        return {"is_by_mail": False}
    zone = ZoneInfo(person.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    is_urgent = post is not None and post.is_urgent
    how: dict[str, Any] = {"is_by_mail": wants_mail}
    is_for_digest = person.digest_hour is not None or rhythm in ("day", "week")
    if is_for_digest and kind not in _AT_ONCE and not is_urgent:
        digest_at = digest_after(local, hour=person.digest_hour, rhythm=rhythm).replace(tzinfo=zone)
        begins_at = (post.starts_at or post.ends_at) if post else None
        if begins_at is None or begins_at > digest_at:
            how |= {"is_in_digest": True, "mail_at": digest_at}
            return how | ({"is_by_push": True, "push_at": digest_at} if wants_push else {})
    wakes = wakes_at(local, quiet=quiet_hours(person.quiet_from, person.quiet_until))
    quiet_until = wakes.replace(tzinfo=zone) if wakes > local and not is_urgent and not settings.IS_DEMO else None
    if kind in _KEEPS_QUIET and wants_mail and not is_urgent and not settings.IS_DEMO:
        how["mail_at"] = quiet_until
    if wants_push:
        # A telephone that lights up wakes people, a mail does not: all but what cannot wait keeps the quiet hours.
        waits_until = quiet_until if kind not in _AT_ONCE else None
        how |= {"is_by_push": True, "push_at": waits_until or (now + _LOOKED_AT if kind in SORTS["talk"] else None)}
    return how


def digest_after(local: datetime, *, hour: int | None, rhythm: str) -> datetime:
    """When the next mail of the day (of the week: on Monday) leaves after `local`, a moment without offset where the person lives."""
    at = next_hour(local, hour=DIGEST_HOUR if hour is None else hour)
    return at + timedelta(days=-at.weekday() % 7) if rhythm == "week" else at
