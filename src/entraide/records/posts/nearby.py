"""Finding the open posts near somebody, the other way round of records/asks/nearby.py: by topic, landmark of meaning and cell."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from entraide.logic.routing.gist import Point
from entraide.logic.routing.promise import Keys, Lead, Promise, best_first
from entraide.logic.routing.rings import blocks_outward
from entraide.records.leads import FiledRows, leads_from
from entraide.records.posts.models import Post
from entraide.records.rows import identity, marks

FARTHEST_KM = 50.0
_MOST_REMOTE = 40

LOOKING_POSTS = FiledRows(
    table=Post._meta.db_table,
    key="id",
    sort="kind",
    reach_km="radius_km",
    only="state = 'open' AND is_asking",
    index="post_by",
    most_by_topic=160,
    most_by_landmark=64,
    enough=64,
)


def open_posts_near(
    *, place: Point | None, farthest_km: float, keys: Keys, of: Sequence[Promise], most: int = 100
) -> list[UUID]:
    """The open posts filed under `keys` within about `farthest_km`, and remote ones, the most promising for the sentences `of` first.

    Those that have stopped looking, or ask for people less far off than that, are left out; whether a post fits is for logic.routing
    to say.
    """
    near: list[Lead] = []
    if place:
        blocks = blocks_outward(place, farthest_km=min(FARTHEST_KM, farthest_km))
        near = LOOKING_POSTS.outward(blocks, keys=keys)
    found = best_first([*near, *_remote(keys)], of=of, place=place, within_km=farthest_km)
    return [identity(one) for one in found[:most]]


def posts_for_routing(keys: Sequence[UUID]) -> list[Post]:
    """These posts with their writers and communities, in this order, without those whose writer has left."""
    posts = Post.objects.select_related("writer", "community").defer("reading", "filed_by_writer")
    found = posts.filter(writer__is_active=True).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _remote(keys: Keys) -> list[Lead]:
    """The newest open posts that can be done from anywhere, so many of each topic."""
    of_topic = (
        f"SELECT * FROM (SELECT id, topic, landmark, kind, NULL, NULL FROM {Post._meta.db_table} "  # noqa: S608 - only placeholders are put in
        f"WHERE topic = %s AND is_remote = TRUE AND state = 'open' AND is_asking AND kind IN ({marks(len(keys.sorts))}) "
        "ORDER BY published_at DESC LIMIT %s) one"
    )
    values: list[Any] = []
    for topic in keys.topics:
        values += [topic, *keys.sorts, max(3, _MOST_REMOTE // len(keys.topics))]
    return leads_from(" UNION ALL ".join([of_topic] * len(keys.topics)), values) if keys.topics else []
