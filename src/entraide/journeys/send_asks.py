"""Send asks: the asks of one wave, a notice for each, and what happened, inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from entraide.journeys.happen import happen
from entraide.journeys.when_to_mail import mailing
from entraide.logic.routing.parties import Match
from entraide.records.asks import changes as ask_changes
from entraide.records.asks.models import Ask
from entraide.records.notices import changes as notice_changes
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def send_asks(
    *, post: Post, matches: Sequence[Match], people: Mapping[UUID, Person], wave: int, now: datetime
) -> list[Ask]:
    """Ask these people for the post, which is locked, as they are; the database holds that nobody is asked twice."""
    asks = [
        Ask(
            post=post,
            person_id=UUID(match.identity),
            wave=wave,
            score=match.score,
            distance_km=match.distance_km,
            because={name: dict(facts) for name, facts in match.because.items()},
            asked_at=now,
        )
        for match in matches
    ]
    ask_changes.add_asks(asks)
    notice_changes.tell_all(
        [
            Notice(
                person=people[ask.person_id],
                kind="ask",
                post=post,
                ask=ask,
                made_at=now,
                **mailing(person=people[ask.person_id], kind="ask", post=post, now=now),
            )
            for ask in asks
        ]
    )
    if asks:
        happen("people_asked", at=now, post_id=post.pk, wave=wave, count=len(asks))
    return asks
