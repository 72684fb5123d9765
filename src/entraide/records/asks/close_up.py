"""A close look at some people: all that the rules and the score need of them, in three queries, however many they are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from entraide.logic.routing.gist import Gist
from entraide.logic.routing.parties import Neighbour, Spoken, Vector
from entraide.logic.routing.promise import Keys
from entraide.logic.routing.trust import Vouched, standing_by
from entraide.logic.routing.vectors import unpack_vectors
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Membership
from entraide.records.communities.queries import community_text
from entraide.records.communities.standings import attested_in
from entraide.records.people.models import Person, Say
from entraide.records.rows import fetch_all, marks, padded, text_of

# A statement and its values.
Statement = tuple[str, list[Any]]

_HERE = ZoneInfo("Europe/Brussels")
_LATELY = timedelta(days=28)
_PADDED_TO = 11
_ANSWERED = ("accepted", "countered", "declined")
_NOT_ASKED: tuple[tuple[datetime, ...], int, int] = ((), 0, 0)

_PERSON = """
    person.id, person.home_latitude, person.home_longitude, person.radius_km, person.spoken_languages, person.free_hours,
    person.helps_for, person.asks_per_day, person.asks_per_week, person.joined_at > %s, person.adult_on,
    membership.community_id, membership.verified_at IS NOT NULL, membership.verified_until, membership.attested"""


def close_up(people: Sequence[Any], *, keys: Keys | None, now: datetime, even_if_away: bool = False) -> list[Neighbour]:
    """Those of these people (keys of the database) who are there and said something filed under `keys`, in their order.

    Without keys, with all that they said. `now` is an aware moment; what they were asked is told of the last four weeks, in aware
    moments (UTC).
    """
    # No join between people and what they said: where these lie on different machines, the questions are the same.
    if not people:
        return []
    wanted = padded(people, _PADDED_TO)
    rows = fetch_all(
        _whoever_is_there(wanted, now=now, even_if_away=even_if_away),
        _what_they_said(wanted, keys=keys),
        _asks(wanted, now=now),
    )
    there, said = (_by_person(some) for some in rows[:2])
    asked = _asked(rows[2])
    seen = [key for key in people if key in there and key in said]
    vectors = iter(_vectors([vector for key in seen for *_, vector in said[key]]))
    today = now.astimezone(_HERE).date()
    return [
        _neighbour(there[key], said=said[key], vectors=vectors, asked=asked.get(key, _NOT_ASKED), today=today)
        for key in seen
    ]


def _by_person(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """The rows of each person, who stands first in them."""
    by_person: defaultdict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_person[row[0]].append(row)
    return by_person


def _whoever_is_there(people: Sequence[Any], *, now: datetime, even_if_away: bool) -> Statement:
    """The rows of these people who have not left and are not away, once with each community that they belong to."""
    sql = (
        f"SELECT {_PERSON} FROM {Person._meta.db_table} person "  # noqa: S608 - only placeholders are put in
        f"LEFT JOIN {Membership._meta.db_table} membership ON membership.person_id = person.id "
        f"WHERE person.id IN ({marks(len(people))}) AND person.is_active"
    )
    values: list[Any] = [now - _LATELY, *people]
    if not even_if_away:
        sql += " AND NOT person.is_paused AND (person.paused_until IS NULL OR person.paused_until < %s)"
        values.append(now.astimezone(_HERE).date())
    return sql, values


def _what_they_said(people: Sequence[Any], *, keys: Keys | None) -> Statement:
    """The rows (person, text, gist, vector) of their sentences that are filed under the keys, in the order in which they were said."""
    filed, values = "", list[Any]()
    if keys:
        under = [
            (name, padded(wanted, 8))
            for name, wanted in (("topic", keys.topics), ("landmark", keys.landmarks))
            if wanted
        ]
        filed = "AND (" + " OR ".join(f"{name} IN ({marks(len(wanted))})" for name, wanted in under) + ") "
        values += [value for _, wanted in under for value in wanted]
    return (
        f"SELECT person_id, text, gist, vector FROM {Say._meta.db_table} "  # noqa: S608 - as above
        f"WHERE person_id IN ({marks(len(people))}) AND gist IS NOT NULL {filed}ORDER BY id",
        [*people, *values],
    )


def _asks(people: Sequence[Any], *, now: datetime) -> Statement:
    """What these people were asked lately: (person, when, state, whether they were chosen)."""
    return (
        f"SELECT ask.person_id, ask.asked_at, ask.state, answer.chosen_at IS NOT NULL FROM {Ask._meta.db_table} ask "  # noqa: S608 - as above
        f"LEFT JOIN {Answer._meta.db_table} answer ON answer.ask_id = ask.id "
        f"WHERE ask.person_id IN ({marks(len(people))}) AND ask.asked_at > %s ORDER BY ask.asked_at",
        [*people, now - _LATELY],
    )


def _asked(rows: Iterable[tuple[Any, ...]]) -> dict[Any, tuple[tuple[datetime, ...], int, int]]:
    """For each person who was: when they were asked in four weeks, how many of these asks they answered, how often they helped."""
    by_person: defaultdict[Any, list[tuple[datetime, bool, bool]]] = defaultdict(list)
    for key, asked_at, state, was_chosen in rows:
        by_person[key].append((_moment(asked_at), state in _ANSWERED, bool(was_chosen)))
    return {
        key: (tuple(at for at, _, _ in asks), sum(done for _, done, _ in asks), sum(chosen for *_, chosen in asks))
        for key, asks in by_person.items()
    }


def _neighbour(
    rows: Sequence[tuple[Any, ...]],
    *,
    said: Sequence[tuple[Any, ...]],
    vectors: Iterator[Vector | None],
    asked: tuple[tuple[datetime, ...], int, int],
    today: date,
) -> Neighbour:
    """One neighbour: their rows, one a community, those of their sentences, and in `vectors` the next vector for each of these.

    What is attested of them counts as it holds on the day `today`.
    """
    key, latitude, longitude, radius_km, languages, free, terms, a_day, a_week, is_new, adult_on, *_ = rows[0]
    vouched = [_vouched(row[-4:]) for row in rows if row[-4] is not None]
    standing = standing_by(vouched, today=today, adult_on=_day(adult_on) if adult_on else None)
    asked_at, answered, helped = asked
    return Neighbour(
        identity=text_of(key),
        home=(latitude, longitude) if latitude is not None and longitude is not None else None,
        says=tuple(Spoken(text, Gist.from_dict(json.loads(gist)), next(vectors)) for _, text, gist, _ in said),
        radius_km=radius_km,
        languages=frozenset(_words(languages)),
        free=_words(free),
        terms=frozenset(_words(terms)),
        communities=frozenset(one.house for one in vouched),
        is_verified=standing.is_verified,
        verified_by=standing.verified_by,
        is_adult=standing.is_adult,
        attested=standing.attested,
        asked_at=asked_at,
        asks_per_day=a_day,
        asks_per_week=a_week,
        helped_lately=helped,
        answer_rate=answered / len(asked_at) if asked_at else None,
        is_new=bool(is_new),
    )


def _vouched(row: Sequence[Any]) -> Vouched:
    """What one community says of its member: its key, whether it verified them, until when, and what it attests besides."""
    community, is_verified, until, attested = row
    return Vouched(community_text(community), bool(is_verified), _day(until) if until else None, attested_in(attested))


def _day(kept: date | str) -> date:
    """A day; SQLite keeps them as text."""
    return kept if isinstance(kept, date) else date.fromisoformat(kept)


@lru_cache(maxsize=4096)
def _words(kept: str) -> tuple[str, ...]:
    """A short list of words, as JSON; many people have the same."""
    return tuple(json.loads(kept))


def _moment(kept: datetime | str) -> datetime:
    """An aware moment; SQLite keeps them as text, in UTC."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)


def _vectors(packed: Sequence[bytes | memoryview | None]) -> list[Vector | None]:
    unpacked = iter(unpack_vectors([one for one in packed if one]))
    return [next(unpacked) if one else None for one in packed]
