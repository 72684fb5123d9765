"""Finding the open posts near somebody: by topic and cell, nearest first, over one ordinary index, and never more than asked for.

The same walk outward over blocks of cells by which posts find people (records/asks/nearby.py), the other way round.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection

from entraide.logic.routing.parties import Point
from entraide.logic.routing.rings import blocks_outward
from entraide.records.posts.models import Post

FARTHEST_KM = 50.0


def open_posts_near(
    *, place: Point | None, farthest_km: float, topics: Sequence[str], kind: str = "", most: int = 100
) -> list[Post]:
    """The open posts about `topics` whose place lies about within `farthest_km`, nearest first, then remote ones, newest first.

    `kind`: need or offer only. Those that have stopped looking, or reach less far than that, are left out; whether a post fits is
    for logic.routing to say. Writer and community come along.
    """
    if not topics:
        return []
    near = _near(place, farthest_km=farthest_km, topics=topics, kind=kind, most=most) if place else []
    remote = _remote(topics=topics, kind=kind, most=max(5, most // (2 * len(topics))))
    keys = [*near, *remote]
    return _in_order(list(dict.fromkeys(keys)))


def _near(place: Point, *, farthest_km: float, topics: Sequence[str], kind: str, most: int) -> list[UUID]:
    blocks = blocks_outward(place, farthest_km=min(FARTHEST_KM, farthest_km))
    ranges, wanted = ", ".join(["(%s, %s, %s)"] * len(blocks)), ", ".join(["%s"] * len(topics))
    with connection.cursor() as cursor:
        # CROSS JOIN keeps SQLite to the order written: outward, and no further than it must.
        cursor.execute(
            f"WITH block(lowest, highest, away) AS (VALUES {ranges}) "  # noqa: S608 - only placeholders are put in
            f"SELECT post.id FROM block CROSS JOIN {Post._meta.db_table} post "
            f"WHERE post.state = 'open' AND post.topic IN ({wanted}) "
            "AND post.cell BETWEEN block.lowest AND block.highest AND post.is_asking "
            f"AND COALESCE(post.radius_km, 1000) >= block.away {'AND post.kind = %s ' if kind else ''}LIMIT %s",
            [*(value for block in blocks for value in block), *topics, *([kind] if kind else []), most],
        )
        return [one if isinstance(one, UUID) else UUID(str(one)) for (one,) in cursor.fetchall()]


def _remote(*, topics: Sequence[str], kind: str, most: int) -> list[UUID]:
    """The newest open posts that can be done from anywhere, so many of each topic, newest first."""
    of_topic = (
        f"SELECT * FROM (SELECT id, published_at FROM {Post._meta.db_table} "  # noqa: S608 - only placeholders are put in
        f"WHERE topic = %s AND is_remote = TRUE AND state = 'open' AND is_asking {'AND kind = %s ' if kind else ''}"
        "ORDER BY published_at DESC LIMIT %s) one"
    )
    values: list[str | int] = []
    for topic in topics:
        values += [topic, *([kind] if kind else []), most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([of_topic] * len(topics)), values)
        newest = sorted(cursor.fetchall(), key=lambda row: row[1], reverse=True)
    return [one if isinstance(one, UUID) else UUID(str(one)) for one, _ in newest]


def _in_order(keys: Collection[UUID]) -> list[Post]:
    found = Post.objects.select_related("writer", "community").filter(writer__is_active=True).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]
