"""What the first page of a community shows around its posts, asked of the database at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from entraide.logic.charter.rules import Rules
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.conversations import queries as conversations
from entraide.records.notices.queries import unseen_asked
from entraide.records.people.models import Person
from entraide.records.rows import fetch_all

MOST_THREADS = 3


@dataclass(frozen=True, kw_only=True)
class Front:
    """What there is around the posts. Whether the viewer may read it all is for the page to say.

    Attributes:
        door: who runs the community, and what the viewer is in it.
        member_count: how many belong to it, as far as is counted.
        rules: what holds there.
        words: its own words; none where they are not for the viewer, who is a visitor of somebody's house.
        threads: of its forum, if the viewer may read it.
        of_viewer: what every page asks about its reader (web/visitor.py), asked along.
    """

    door: communities.AtTheDoor
    member_count: int
    rules: Rules
    words: list[CommunityWord]
    threads: list[conversations.LatestThread]
    of_viewer: Mapping[str, Any] = field(default_factory=dict)


def look_at(house: Community, *, viewer: Person | None, now: datetime) -> Front:
    """What this viewer sees of the community at the aware moment `now`."""
    asked = [
        communities.door_asked(viewer, community=house),
        communities.member_count_asked(house),
        communities.rules_asked(house, now=now),
        conversations.latest_asked(viewer, community=house, most=MOST_THREADS),
    ]
    if viewer is not None or house.is_server_wide:
        asked.append(communities.words_asked(house))
    if viewer is not None:
        asked += [unseen_asked(viewer), communities.house_ids_asked(viewer)]
    door, counted, rules, threads, *others = fetch_all(*asked)
    words = others[0] if others else []
    about_viewer: dict[str, Any] = {}
    if viewer is not None:
        unseen, houses = others[1:]
        about_viewer = {"unseen": int(unseen[0][0]), "fellow_houses": communities.house_ids_read(houses)}
    return Front(
        door=communities.door_read(door, viewer=viewer),
        member_count=int(counted[0][1]),
        rules=communities.rules_read(rules, community=house),
        words=communities.words_read(words),
        threads=conversations.latest_read(threads),
        of_viewer=about_viewer,
    )
