"""Explain routing: why somebody was not asked for a post, and whom its rules leave out. It only reads, with the functions that route."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from entraide.journeys.find_people import find_people, in_local_time, is_searched_widely, routed, zone_of
from entraide.journeys.price_wave import is_spared
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.eligibility import all_faults
from entraide.logic.routing.encounter import Encounter
from entraide.logic.routing.hours import elapsed
from entraide.logic.routing.promise import Promise
from entraide.logic.routing.rank import encounters
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM
from entraide.records.asks.models import Answer
from entraide.records.asks.nearby import neighbours_for
from entraide.records.asks.oneself import oneself
from entraide.records.asks.queries import asked_or_answered
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

MOST_LOOKED_AT = 400
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class OwnCase:
    """Why the viewer was not asked for a post, as things stand now.

    Attributes:
        faults: the codes of the rules that leave them out (logic.routing.eligibility.RULES), in order.
        distance_km: from their home to the place; None if one of them is unknown, or it is done at a distance.
        radius_km: how far they go for this; `post_radius_km` how far the post asks for people, None for no limit.
        asked_today, asked_this_week: how often they were asked.
        asking: what the search does: `over`, `stopped`, `enough` (have said yes), `everybody` (who fits was asked), `now`, `later`.
        is_spared: nothing leaves them out, and the waves pass them over because they were asked so much of late.
    """

    faults: tuple[str, ...]
    distance_km: float | None
    radius_km: float
    post_radius_km: float | None
    asked_today: int
    asked_this_week: int
    asking: str
    is_spared: bool


@dataclass(frozen=True)
class LeftOut:
    """Of `looked_at` people near by who spoke of such things and were not asked: how many each rule leaves out first, most first.

    `may_be_asked` pass every rule. `has_more`: there may be more people than were looked at.
    """

    looked_at: int
    may_be_asked: int
    by_rule: tuple[tuple[str, int], ...]
    has_more: bool


def own_case(*, viewer: Person, post: Post, now: datetime, yes: int | None = None) -> OwnCase:
    """Rule by rule, the viewer's own case at the aware moment `now`. Of others nothing is told, nor who blocks the viewer.

    `yes`: how many said yes to the post, if that is known.
    """
    routed_post = routed(post, now=now)
    keys = Promise.of_post(routed_post.gist, routed_post.vector).keys(is_wide=is_searched_widely(post))
    me = in_local_time([oneself(viewer, keys=keys, now=now)], zone=zone_of(post.writer))
    meeting = encounters(post=routed_post, people=me)[0]
    at = meeting.search.post.at
    faults, asking = _told(meeting), asking_of(post=post, now=now, yes=yes)
    return OwnCase(
        faults=faults,
        distance_km=None if routed_post.gist.is_remote else meeting.distance_km,
        radius_km=meeting.radius_km(meeting.fit) if meeting.fit else float(viewer.radius_km or DEFAULT_RADIUS_KM),
        post_radius_km=meeting.search.radius_km,
        asked_today=sum(elapsed(asked, at) < _DAY for asked in meeting.person.asked_at),
        asked_this_week=sum(elapsed(asked, at) < _WEEK for asked in meeting.person.asked_at),
        asking=asking,
        is_spared=not faults
        and asking in ("enough", "now", "later")
        and _is_passed_over(viewer=viewer, post=post, now=now),
    )


def _is_passed_over(*, viewer: Person, post: Post, now: datetime) -> bool:
    """Whether a wave of this post would ask the viewer if asking them cost nothing, and does not ask them as it is.

    Of the others it depends on, nothing is told but that there may be some.
    """
    if not post.waves_sent:
        return False
    settled = {post.writer_id, *asked_or_answered(post=post)} - {viewer.pk}
    matches = find_people(post=post, exclude=settled, now=now)
    return is_spared(person_id=viewer.pk, post=post, matches=matches, reading=Reading.from_dict(post.reading), now=now)


def _told(meeting: Encounter) -> tuple[str, ...]:
    """The faults without those that say the same again: whoever said nothing that fits need not hear that it is not delicate."""
    faults = all_faults(meeting)
    return tuple(code for code in faults if not (code == "not_said" and "only_the_same" in faults))


def asking_of(*, post: Post, now: datetime, yes: int | None = None) -> str:
    """What the search for people does at the aware moment `now`; see OwnCase.asking. `yes`: how many said yes, if that is known."""
    if post.state != "open":
        return "over"
    if not post.is_asking:
        return "stopped"
    if yes is None:
        yes = Answer.objects.filter(post=post, kind="yes", withdrawn_at=None).count()
    if yes >= post.wanted:
        return "enough"
    if post.next_wave_at is None:
        return "everybody"
    return "later" if post.next_wave_at > now else "now"


def left_out(*, post: Post, now: datetime) -> LeftOut:
    """Whom the rules leave out for this post at the aware moment `now`, in numbers; at most 400 people are looked at."""
    routed_post = routed(post, now=now)
    looked_at = neighbours_for(
        post=routed_post,
        is_wide=is_searched_widely(post),
        now=now,
        exclude={
            post.writer_id,
            *asked_or_answered(post=post),
            *people_queries.blocked_with(person_id=post.writer_id),
        },
        most=MOST_LOOKED_AT,
    )
    people = [person for some in looked_at for person in some]
    meetings = encounters(post=routed_post, people=in_local_time(people, zone=zone_of(post.writer)))
    first = Counter(next(iter(all_faults(meeting)), "") for meeting in meetings)
    may_be_asked = first.pop("", 0)
    return LeftOut(
        looked_at=len(meetings),
        may_be_asked=may_be_asked,
        by_rule=tuple(sorted(first.items(), key=lambda pair: (-pair[1], pair[0]))),
        has_more=len(people) >= MOST_LOOKED_AT,
    )
