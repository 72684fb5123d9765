"""Finding the open posts near somebody, the other way round of records/asks/nearby.py: by topic, landmark of meaning and cell.

Two covering indexes of the posts that still look for people give leads, nearest first; the most promising are read.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from entraide.logic.routing.gist import Point
from entraide.logic.routing.promise import Keys, Lead, Promise, best_first
from entraide.logic.routing.rings import blocks_outward
from entraide.records.posts.models import Post

FARTHEST_KM = 50.0
_MOST_BY_TOPIC, _MOST_BY_LANDMARK = 240, 120
_MOST_REMOTE = 40


def open_posts_near(
    *, place: Point | None, farthest_km: float, keys: Keys, of: Sequence[Promise], most: int = 100
) -> list[UUID]:
    """The open posts filed under `keys` within about `farthest_km`, and remote ones, the most promising for the sentences `of` first.

    Those that have stopped looking, or ask for people less far off than that, are left out; whether a post fits is for logic.routing
    to say. Read them with `posts_for_routing`.
    """
    if not keys.topics and not keys.landmarks:
        return []
    near = _near(place, farthest_km=farthest_km, keys=keys) if place else []
    near = [lead._replace(reach_km=min(farthest_km, lead.reach_km or farthest_km)) for lead in near]
    found = best_first([*near, *_remote(keys)], of=of, place=place)
    return [one if isinstance(one, UUID) else UUID(one) for one in found[:most]]


def posts_for_routing(keys: Sequence[UUID]) -> list[Post]:
    """These posts with their writers and communities, in this order, without those whose writer has left."""
    posts = Post.objects.select_related("writer", "community").defer("reading", "filed_by_writer")
    found = posts.filter(writer__is_active=True).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _near(place: Point, *, farthest_km: float, keys: Keys) -> list[Lead]:
    blocks = blocks_outward(place, farthest_km=min(FARTHEST_KM, farthest_km))
    ranges, sorts = ", ".join(["(%s, %s, %s)"] * len(blocks)), ", ".join(["%s"] * len(keys.sorts))
    selects: list[str] = []
    values: list[Any] = [value for block in blocks for value in block]
    for column, wanted, most in (
        ("topic", keys.topics, _MOST_BY_TOPIC),
        ("landmark", keys.landmarks, _MOST_BY_LANDMARK),
    ):
        if wanted:
            marks = ", ".join(["%s"] * len(wanted))
            # CROSS JOIN keeps SQLite to the order written: outward, and no further than it must.
            selects.append(
                f"SELECT * FROM (SELECT {_COLUMNS} FROM block CROSS JOIN {Post._meta.db_table} post "  # noqa: S608 - only placeholders are put in
                f"WHERE post.{column} IN ({marks}) AND post.cell BETWEEN block.lowest AND block.highest "
                f"AND post.state = 'open' AND post.is_asking AND post.kind IN ({sorts}) "
                "AND COALESCE(post.radius_km, 1000) >= block.away LIMIT %s) one"
            )
            values += [*wanted, *keys.sorts, most]
    return _leads(f"WITH block(lowest, highest, away) AS (VALUES {ranges}) " + " UNION ALL ".join(selects), values)


def _remote(keys: Keys) -> list[Lead]:
    """The newest open posts that can be done from anywhere, so many of each topic."""
    sorts = ", ".join(["%s"] * len(keys.sorts))
    of_topic = (
        f"SELECT * FROM (SELECT id, topic, landmark, kind, NULL, NULL FROM {Post._meta.db_table} "  # noqa: S608 - only placeholders are put in
        f"WHERE topic = %s AND is_remote = TRUE AND state = 'open' AND is_asking AND kind IN ({sorts}) "
        "ORDER BY published_at DESC LIMIT %s) one"
    )
    values: list[Any] = []
    for topic in keys.topics:
        values += [topic, *keys.sorts, max(5, _MOST_REMOTE // len(keys.topics))]
    return _leads(" UNION ALL ".join([of_topic] * len(keys.topics)), values) if keys.topics else []


_COLUMNS = "id, topic, landmark, kind, cell, radius_km"


def _leads(sql: str, values: Sequence[Any]) -> list[Lead]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Lead(*row) for row in cursor.fetchall()]
