"""Finding the neighbours who might be asked: near enough and having spoken of the topic, everything that routing looks at.

Five queries at most, whatever the number of people. The first walks outward over the blocks of cells round the place, with
the covering index of sentences (topic, cell, person), and stops when it has enough: in a city after a few streets. All are
bounded, so that the commonest topic of the largest city costs no more than any other. Whether anybody may be asked is for
logic.routing to say; only those whom no rule could let pass are left out here (away, or excluded by the caller).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from entraide.logic.places.cells import cell_of
from entraide.logic.places.place import distance_km
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Neighbour, Point, Spoken, Vector
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM
from entraide.logic.routing.rings import Block, blocks_outward, distance_to_cell_km
from entraide.logic.routing.vectors import unpack_vectors
from entraide.records.asks.models import Ask
from entraide.records.communities.queries import memberships_by_person
from entraide.records.people.models import Person, Say

FARTHEST_KM = 50.0
# Of a ride's way, this far to both sides somebody may get in.
_BESIDE_THE_WAY_KM = 10.0
_LONGEST_WAY_KM = 400.0
# One person may have said several sentences about a topic; so many rows for each person wanted are enough to find the nearest.
_ROWS_A_PERSON = 4
_LATELY = timedelta(days=28)
_ANSWERED = ("accepted", "countered", "declined")

_PERSON = (
    "person_id", "person__home_latitude", "person__home_longitude", "person__radius_km", "person__spoken_languages",
    "person__free_hours", "person__helps_for", "person__asks_per_day", "person__asks_per_week", "person__joined_at",
)  # fmt: skip


def neighbours_for(
    *,
    reading: Reading,
    place: Point | None,
    topics: Sequence[str],
    now: datetime,
    exclude: Collection[UUID],
    most: int = 400,
) -> list[Neighbour]:
    """The nearest people who spoke of one of `topics`, at most `most`, with their sentences about them.

    `now` is an aware moment; nobody in `exclude` is among them. For a remote post distance does not count: people round the
    place come first, then anybody. Without a place, a post that is not remote finds nobody. In each neighbour `communities`
    are the communities' identifiers as text, `asked_at` the aware moments of the last four weeks.
    """
    if not topics or (place is None and not reading.remote):
        return []
    found = _candidates(reading=reading, place=place, topics=topics, most=most + len(exclude))
    people = [person_id for person_id in found if person_id not in exclude][:most]
    return neighbours_among(people, topics=topics, now=now)


def neighbours_among(
    people: Sequence[UUID], *, topics: Sequence[str], now: datetime, even_if_away: bool = False
) -> list[Neighbour]:
    """Those of these people who are there and spoke of one of `topics`, in their order, as `neighbours_for` gives them."""
    said = _said(people, topics=topics, now=now, even_if_away=even_if_away)
    if not said:
        return []
    memberships = memberships_by_person(said)
    asked, answered, helped = _asked(said, now=now)
    return [
        _neighbour(
            rows,
            communities=memberships[person_id],
            asked=asked[person_id],
            answered=answered[person_id],
            helped=helped[person_id],
            now=now,
        )
        for person_id, rows in said.items()
    ]


def _candidates(*, reading: Reading, place: Point | None, topics: Sequence[str], most: int) -> list[UUID]:
    """The people to look at more closely, nearest first."""
    if reading.remote or place is None:
        return _anywhere(place=place, topics=topics, most=most)
    radius = reading.place.radius_km if reading.place else None
    blocks = blocks_outward(place, farthest_km=min(FARTHEST_KM, radius or FARTHEST_KM))
    rides = reading.topic == "transport.rides"
    if rides and reading.kind == "offer" and reading.destination:
        end = (reading.destination.latitude, reading.destination.longitude)
        blocks = (*blocks, *_along(place, end))
    rows = _in_blocks(blocks, topics=topics, limit=most * _ROWS_A_PERSON, whatever_radius=rides)
    return _nearest(rows, place=place)[:most]


def _nearest(rows: Iterable[tuple[UUID, int | None]], *, place: Point | None) -> list[UUID]:
    """The people of the rows, each once, the nearest first; those without a home last."""
    nearest: dict[UUID, float] = {}
    for person_id, cell in rows:
        away = distance_to_cell_km(place, cell) if place is not None and cell is not None else math.inf
        if away <= nearest.get(person_id, math.inf):
            nearest[person_id] = away
    return sorted(nearest, key=lambda person_id: (nearest[person_id], person_id))


def _in_blocks(
    blocks: Sequence[Block], *, topics: Sequence[str], limit: int, whatever_radius: bool
) -> list[tuple[UUID, int | None]]:
    """Who spoke of the topics within these blocks, in the order of the blocks: (person, cell), one for each sentence.

    Those whose own radius surely ends before the place are passed over, unless `whatever_radius`. CROSS JOIN and
    the subquery keep SQLite to the order written (it would rather read the whole table of people first); PostgreSQL finds it by itself.
    """
    ranges = ", ".join(["(%s, %s, %s)"] * len(blocks))
    wanted = ", ".join(["%s"] * len(topics))
    return _rows(
        f"WITH block(lowest, highest, away) AS (VALUES {ranges}) "  # noqa: S608 - only placeholders are put in
        f"SELECT say.person_id, say.cell FROM block CROSS JOIN {Say._meta.db_table} say "
        f"WHERE say.topic IN ({wanted}) AND say.cell BETWEEN block.lowest AND block.highest "
        f"AND (SELECT COALESCE(person.radius_km, %s) FROM {Person._meta.db_table} person WHERE person.id = say.person_id "
        f"AND person.is_active AND NOT person.is_paused) >= {'0' if whatever_radius else 'block.away'} LIMIT %s",
        [
            *(value for block in blocks for value in block),
            *topics,
            DEFAULT_RADIUS_KM,
            limit,
        ],
    )


def _anywhere(*, place: Point | None, topics: Sequence[str], most: int) -> list[UUID]:
    """A bounded sample of those who spoke of the topics, wherever they live: neighbouring cells have neighbouring numbers."""
    table, wanted = Say._meta.db_table, ", ".join(["%s"] * len(topics))
    select = f"SELECT person_id, cell FROM {table} WHERE topic IN ({wanted}) AND"  # noqa: S608 - only placeholders are put in
    middle = cell_of(*place) if place else 0
    rows = _rows(
        f"SELECT * FROM ({select} cell >= %s ORDER BY cell, person_id LIMIT %s) above "  # noqa: S608 - as above
        f"UNION ALL SELECT * FROM ({select} cell < %s ORDER BY cell DESC, person_id LIMIT %s) below "
        f"UNION ALL SELECT * FROM ({select} cell IS NULL ORDER BY person_id LIMIT %s) nowhere",
        [*topics, middle, most, *topics, middle, most, *topics, most],
    )
    return _nearest(rows, place=place)[:most]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[UUID, int | None]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(one if isinstance(one, UUID) else UUID(str(one)), cell) for one, cell in cursor.fetchall()]


def _along(start: Point, end: Point) -> Iterable[Block]:
    """The blocks beside the way from `start` to `end`, which are not already near the start."""
    length = min(distance_km(start, end), _LONGEST_WAY_KM)
    steps = int(length / (2 * _BESIDE_THE_WAY_KM))
    for step in range(1, steps + 2):
        share = min(1.0, step * 2 * _BESIDE_THE_WAY_KM / max(distance_km(start, end), 0.1))
        # Rounded, so that ways that overlap share their blocks in the cache.
        beside = (round(start[0] + (end[0] - start[0]) * share, 2), round(start[1] + (end[1] - start[1]) * share, 2))
        yield from blocks_outward(beside, farthest_km=_BESIDE_THE_WAY_KM)


def _said(
    people: Sequence[UUID], *, topics: Sequence[str], now: datetime, even_if_away: bool
) -> dict[UUID, list[tuple[Any, ...]]]:
    """For each of these people who is there, in their order, the rows of their sentences about the topics."""
    today = now.astimezone(ZoneInfo("Europe/Brussels")).date()
    says = Say.objects.filter(person_id__in=people, topic__in=topics, person__is_active=True)
    if not even_if_away:
        says = says.filter(person__is_paused=False).exclude(person__paused_until__gte=today)
    rows = says.order_by("id").values_list(*_PERSON, "text", "reading", "vector")
    told: dict[UUID, list[tuple[Any, ...]]] = {person_id: [] for person_id in people}
    for row in rows:
        told[row[0]].append(row)
    return {person_id: kept for person_id, kept in told.items() if kept}


def _asked(
    people: Iterable[UUID], *, now: datetime
) -> tuple[defaultdict[UUID, list[datetime]], defaultdict[UUID, int], defaultdict[UUID, int]]:
    """For each person: when they were asked in the last four weeks, how many of these asks they answered, how often they helped."""
    asked: defaultdict[UUID, list[datetime]] = defaultdict(list)
    answered: defaultdict[UUID, int] = defaultdict(int)
    helped: defaultdict[UUID, int] = defaultdict(int)
    rows = Ask.objects.filter(person_id__in=list(people), asked_at__gt=now - _LATELY).order_by("asked_at")
    for person_id, asked_at, state, chosen_at in rows.values_list(
        "person_id", "asked_at", "state", "answer__chosen_at"
    ):
        asked[person_id].append(asked_at)
        answered[person_id] += state in _ANSWERED
        helped[person_id] += chosen_at is not None
    return asked, answered, helped


def _neighbour(
    rows: Sequence[tuple[Any, ...]],
    *,
    communities: Sequence[tuple[str, bool]],
    asked: Sequence[datetime],
    answered: int,
    helped: int,
    now: datetime,
) -> Neighbour:
    """One neighbour of the rows of their sentences."""
    person_id, latitude, longitude, radius_km, languages, free, terms, a_day, a_week, joined_at, *_ = rows[0]
    return Neighbour(
        identity=str(person_id),
        home=(latitude, longitude) if latitude is not None and longitude is not None else None,
        says=tuple(
            Spoken(text=text, reading=Reading.from_dict(reading), vector=vector)
            for (*_, text, reading, _), vector in zip(rows, _vectors([row[-1] for row in rows]), strict=True)
        ),
        radius_km=radius_km,
        languages=frozenset(languages),
        free=tuple(free),
        terms=frozenset(terms),
        communities=frozenset(community for community, _ in communities),
        is_verified=any(is_verified for _, is_verified in communities),
        verified_by=frozenset(community for community, is_verified in communities if is_verified),
        asked_at=tuple(asked),
        asks_per_day=a_day,
        asks_per_week=a_week,
        helped_lately=helped,
        answer_rate=answered / len(asked) if asked else None,
        is_new=now - joined_at < _LATELY,
    )


def _vectors(packed: Sequence[bytes | memoryview | None]) -> list[Vector | None]:
    kept = iter(unpack_vectors([one for one in packed if one]))
    return [next(kept) if one else None for one in packed]
