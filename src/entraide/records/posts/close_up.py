"""A close look at some posts: all that the rules and the score need of them, in two queries, however many they are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from entraide.logic.routing.gist import Gist, Point
from entraide.logic.routing.parties import Vector
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.rows import fetch, identity, kept, marks, padded

_POST = """
    post.id, post.gist, post.vector, post.latitude, post.longitude, post.radius_km, post.community_id,
    community.is_server_wide, community.asks_only_verified, post.writer_id"""


@dataclass(frozen=True)
class SeenPost:
    """One open post as routing looks at it. `spoken_languages` and `time_zone` are its writer's; `place` is blurred if it is their home."""

    identity: UUID
    gist: Gist
    vector: Vector | None
    place: Point | None
    radius_km: float | None
    writer_id: UUID
    spoken_languages: tuple[str, ...]
    time_zone: str
    community_id: UUID
    is_server_wide: bool
    asks_only_verified: bool = False


def see_posts(posts: Sequence[UUID]) -> list[SeenPost]:
    """These posts, in this order, without those whose writer has left."""
    if not posts:
        return []
    keys = kept(posts)
    wanted = padded(keys, 6)
    rows = fetch(
        f"SELECT {_POST} FROM {Post._meta.db_table} post "  # noqa: S608 - only placeholders are put in
        f"JOIN {Community._meta.db_table} community ON community.id = post.community_id "
        f"WHERE post.id IN ({marks(len(wanted))}) AND post.gist IS NOT NULL",
        wanted,
    )
    writers = padded(list({row[-1] for row in rows}), 6)
    # No join with people: where posts and people lie on different machines, these are the same two questions.
    people = fetch(
        f"SELECT id, spoken_languages, time_zone FROM {Person._meta.db_table} "  # noqa: S608 - as above
        f"WHERE id IN ({marks(len(writers))}) AND is_active",
        writers,
    )
    wrote = {row[0]: row for row in people}
    seen = {row[0]: _seen(row, writer=wrote[row[-1]]) for row in rows if row[-1] in wrote}
    return [seen[key] for key in keys if key in seen]


def _seen(row: Sequence[Any], *, writer: Sequence[Any]) -> SeenPost:
    key, gist, vector, latitude, longitude, radius_km, community, is_server_wide, asks_only_verified, _ = row
    writer_id, languages, time_zone = writer
    return SeenPost(
        identity=identity(key),
        gist=Gist.from_dict(json.loads(gist)),
        vector=unpack_vector(vector) if vector else None,
        place=(latitude, longitude) if latitude is not None and longitude is not None else None,
        radius_km=radius_km,
        writer_id=identity(writer_id),
        spoken_languages=tuple(json.loads(languages)),
        time_zone=time_zone,
        community_id=identity(community),
        is_server_wide=bool(is_server_wide),
        asks_only_verified=bool(asks_only_verified),
    )
