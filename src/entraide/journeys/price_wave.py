"""Price a wave: plan a post's next wave from what is known of its people's attention, and remember whom it asks.

Whom a wave spares because asking them costs too much just now, the same plan tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.experience import Experience
from entraide.logic.routing.parties import Match
from entraide.logic.routing.priced_plan import gains_of, plan_priced_wave
from entraide.logic.routing.waves import Wave
from entraide.records.asks import changes
from entraide.records.asks.experiences import experiences_of
from entraide.records.posts.models import Post


def price_wave(
    *, post: Post, matches: Sequence[Match], reading: Reading, now: datetime, keeps_quiet_hours: bool = True
) -> Wave:
    """The post's next wave at the aware moment `now`, from `matches` (best first); see `plan_priced_wave`.

    Call it inside the transaction in which the wave is sent: whoever is asked is noted, to be learned of the next day; and with the
    first wave what the post would gain by each match, from which their prices are learned.
    """
    known = _known(post=post, matches=matches)
    plan = _planned(
        post=post, matches=matches, experiences=known, reading=reading, now=now, keeps_quiet_hours=keeps_quiet_hours
    )
    local = now.astimezone(ZoneInfo(post.writer.time_zone)).replace(tzinfo=None)
    today = local.date()
    if plan.now and not post.waves_sent:
        gains = gains_of(matches=matches, experiences=known, at=local)
        changes.note_gains(gains={UUID(identity): one for identity, one in gains.items()}, day=today)
    changes.begin_attention(person_ids=[UUID(match.identity) for match in plan.now], day=today)
    return plan


def is_spared(*, person_id: UUID, post: Post, matches: Sequence[Match], reading: Reading, now: datetime) -> bool:
    """Whether the post's next wave at the aware moment `now` passes this person over for nothing but what asking them costs.

    `matches` as for `price_wave`, the person among them (or else they are not spared). It only reads.
    """
    me = str(person_id)
    known = _known(post=post, matches=matches)
    mine = known.get(me)
    if mine is None or mine.price <= 0 or all(match.identity != me for match in matches):
        return False

    def asks_me(experiences: Mapping[str, Experience]) -> bool:
        plan = _planned(
            post=post, matches=matches, experiences=experiences, reading=reading, now=now, keeps_quiet_hours=False
        )
        return any(match.identity == me for match in plan.now)

    return not asks_me(known) and asks_me({**known, me: replace(mine, price=0.0)})


def _known(*, post: Post, matches: Sequence[Match]) -> dict[str, Experience]:
    return experiences_of(person_ids=[UUID(match.identity) for match in matches], zone=ZoneInfo(post.writer.time_zone))


def _planned(
    *,
    post: Post,
    matches: Sequence[Match],
    experiences: Mapping[str, Experience],
    reading: Reading,
    now: datetime,
    keeps_quiet_hours: bool,
) -> Wave:
    return plan_priced_wave(
        matches=matches,
        experiences=experiences,
        reading=reading,
        at=now.astimezone(ZoneInfo(post.writer.time_zone)).replace(tzinfo=None),
        wanted=post.wanted,
        waves_sent=post.waves_sent,
        keeps_quiet_hours=keeps_quiet_hours,
    )
