"""Price a wave: plan a post's next wave from what is known of its people's attention, and remember whom it asks."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match
from entraide.logic.routing.priced_plan import plan_priced_wave
from entraide.logic.routing.waves import Wave
from entraide.records.asks import changes
from entraide.records.asks.experiences import experiences_of
from entraide.records.posts.models import Post


def price_wave(
    *, post: Post, matches: Sequence[Match], reading: Reading, now: datetime, keeps_quiet_hours: bool = True
) -> Wave:
    """The post's next wave at the aware moment `now`, from `matches` (best first); see `plan_priced_wave`.

    Call it inside the transaction in which the wave is sent: whoever is asked is noted, to be learned of the next day.
    """
    zone = ZoneInfo(post.writer.time_zone)
    plan = plan_priced_wave(
        matches=matches,
        experiences=experiences_of(person_ids=[UUID(match.identity) for match in matches], zone=zone),
        reading=reading,
        at=now.astimezone(zone).replace(tzinfo=None),
        wanted=post.wanted,
        waves_sent=post.waves_sent,
        keeps_quiet_hours=keeps_quiet_hours,
    )
    changes.begin_attention(person_ids=[UUID(match.identity) for match in plan.now], day=now.astimezone(zone).date())
    return plan
