"""Preview weights: whom a community's latest posts would reach first with other weights. It only reads, and names nobody."""

from dataclasses import dataclass
from datetime import datetime

from entraide.journeys.find_people import find_people, reading_of
from entraide.logic.routing.turning import Turn, turn
from entraide.logic.routing.weights import Weights
from entraide.records.communities.models import Community
from entraide.records.communities.queries import weights_of
from entraide.records.posts.models import Post
from entraide.records.posts.queries import latest_of

POSTS_LOOKED_AT = 12
_EVERYBODY = 400


@dataclass(frozen=True)
class WeightsPreview:
    """What new weights would change.

    Attributes:
        turns: the latest posts, newest first, each with what changes for it.
        changed: for how many of them somebody else would be asked first.
        first, newly_first: how many people would be asked first for all of them, and how many of these would not be today.
        moved: how many people have another place in the order of a post.
    """

    turns: tuple[tuple[Post, Turn], ...]
    changed: int
    first: int
    newly_first: int
    moved: int


def preview_weights(*, community: Community, weights: Weights, now: datetime) -> WeightsPreview:
    """The community's latest posts as if they came in at the aware moment `now`, with its weights of today and with `weights`."""
    before = weights_of(community.pk)
    turns = []
    for post in latest_of(community, most=POSTS_LOOKED_AT):
        matches = find_people(post=post, exclude=(), now=now, most=_EVERYBODY)
        turns.append(
            (
                post,
                turn(matches=matches, reading=reading_of(post), wanted=post.wanted, before=before, after=weights),
            )
        )
    return WeightsPreview(
        turns=tuple(turns),
        changed=sum(one.newly_first > 0 for _, one in turns),
        first=sum(one.first for _, one in turns),
        newly_first=sum(one.newly_first for _, one in turns),
        moved=sum(one.moved for _, one in turns),
    )
