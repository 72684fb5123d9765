"""What a post or a draft entrusts, and by which rule, as pages show it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from entraide.journeys.who_may_help import Care, care_of, care_of_sentence
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.trust import SafetyRule
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.wording.safety import care_words, ground_words


@dataclass(frozen=True)
class CareLine:
    """The rule in words. `ground` says where it comes from, `why` are the community's own words (may be empty), `house` whose it is."""

    words: str
    ground: str
    why: str
    house: Community


def care_line(post: Post, *, now: datetime) -> CareLine | None:
    """The line for a post; None if nothing needs care."""
    return _line(care_of(post=post, now=now), kind=post.kind, house=post.community)


def care_line_of_draft(
    reading: Reading, *, text: str, person: Person | None, now: datetime, community: Community | None = None
) -> CareLine | None:
    """The line for a sentence that would be published in a community; without one on this server, open to all."""
    if reading.kind == "none":
        return None
    house = community or communities.server_wide()
    at = now.astimezone(ZoneInfo(person.time_zone if person else "Europe/Brussels")).replace(tzinfo=None)
    return _line(care_of_sentence(reading=reading, text=text, community=house, at=at), kind=reading.kind, house=house)


def _line(care: Care | None, *, kind: str, house: Community) -> CareLine | None:
    if care is None:
        return None
    is_asked_for = care.rule != SafetyRule()
    return CareLine(
        words=care_words(care.classes, care.rule, kind=kind, community=house.name),
        ground=ground_words(is_own=care.decided is not None, community=house.name) if is_asked_for else "",
        why=care.decided.why if care.decided else "",
        house=house,
    )
