"""Filling an empty database with a synthetic country, millions of rows in minutes: prepared once for each sentence, then copied.

What Django would write is written, column by column; only faster, and with the indexes made at the end.
"""

import random
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from benchmarks.country import Country, Sentence, Somebody, people_of
from entraide.journeys.publish_post import columns_of
from entraide.logic.places.cells import cell_of, region_of
from entraide.logic.routing.vectors import pack_vector
from entraide.records.communities.models import Membership, name_key
from entraide.records.communities.queries import server_wide
from entraide.records.finds.changes import file_all
from entraide.records.finds.filings import filings_of, findable
from entraide.records.finds.models import Find
from entraide.records.people.changes import say_columns
from entraide.records.people.models import Person, Say
from entraide.records.posts.changes import filed
from entraide.records.posts.models import Post

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
# How many rows go to the database at once.
_AT_ONCE = 5000
# The lists of a person, and where somebody invented has them.
_LISTS = {"spoken_languages": "languages", "free_hours": "free", "helps_for": "terms"}


def fill(known: Country, *, count: int, seed: int, posts: int | None = None, house: UUID | None = None) -> int:
    """`count` people with their sentences and open posts, unless there are people already; how many people there are.

    `posts`: how many they write together; one each, unless said. `house`: everybody belongs to that community besides, and every
    second post is written there.
    """
    already = Person.objects.count()
    if already:
        return already
    tables = {model: Table(model) for model in (Person, Say, Membership, Post)}
    for table in tables.values():
        table.drop_indexes()
    _fast()
    writing = _Writing(known, seed=seed, house=house)
    for some in batched(people_of(known, count=count, seed=seed), _AT_ONCE):
        tables[Person].add(writing.person(one) for one in some)
        tables[Membership].add(row for one in some for row in writing.memberships(one))
        tables[Say].add(row for one in some for row in writing.says(one))
        written = ((one, number) for one in some for number in range(one.number, posts or count, count))
        tables[Post].add(writing.post(one, number) for one, number in written)
    for table in tables.values():
        table.make_indexes()
    if connection.vendor == "sqlite":
        connection.close()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return count


def file_posts() -> float:
    """File every post for the search, as the worker does, in the order in which they came; how long it took in seconds.

    Nothing happens where some are filed already.
    """
    began = time.perf_counter()
    if not Find.objects.exists():
        keys = list(findable("post").order_by("published_at", "pk").values_list("pk", flat=True))
        for some in batched(keys, 2000):
            with transaction.atomic():
                there = {post.pk: post for post in findable("post").filter(pk__in=some)}
                file_all(filings_of("post", [there[key] for key in some]))
    # Indexes that are younger than a database that was kept are counted too.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return time.perf_counter() - began


class Table:
    """The columns of one model, and a quick way to add rows of prepared values to it."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in self.fields)
        self.into = f"{connection.ops.quote_name(model._meta.db_table)} ({columns})"

    def add(self, rows: Iterator[Mapping[str, Any]]) -> None:
        """Add rows: for each attribute of the model the value as the database takes it."""
        names = [field.attname for field in self.fields]
        values = ([row[name] for name in names] for row in rows)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                marks = ", ".join(["%s"] * len(names))
                cursor.executemany(f"INSERT INTO {self.into} VALUES ({marks})", list(values))
                connection.connection.commit()
            else:
                with cursor.copy(f"COPY {self.into} FROM STDIN") as copy:
                    for row in values:
                        copy.write_row(row)

    def drop_indexes(self) -> None:
        """Without the indexes that the model names, rows are added several times as fast."""
        with connection.schema_editor() as editor:
            for index in self.model._meta.indexes:
                editor.remove_index(self.model, index)

    def make_indexes(self) -> None:
        """Make them again."""
        with connection.schema_editor() as editor:
            for index in self.model._meta.indexes:
                editor.add_index(self.model, index)


class _Writing:
    """Rows of people, their sentences and their posts. What depends on a sentence alone is prepared once."""

    def __init__(self, known: Country, *, seed: int, house: UUID | None) -> None:
        self.known = known
        self.house = house
        self.chance = random.Random(seed + 1)
        self.community = server_wide().pk
        self.empty = Person(first_name="", email="", spoken_languages=[], joined_at=NOW)
        self.nobody = prepared(self.empty)
        self.member, self.verified = (
            prepared(Membership(community_id=self.community, joined_at=NOW, verified_at=at)) for at in (None, NOW)
        )
        self.lists: dict[tuple[str, ...], Any] = {}
        self.said = [self._said(sentence) for sentence in known.sentences]
        self.posted = [self._posted(sentence) for sentence in known.sentences]

    def person(self, one: Somebody) -> dict[str, Any]:
        """The row of one person."""
        return {
            **self.nobody,
            "id": row_id(1, one.number),
            "first_name": f"P{one.number}",
            "email": f"p{one.number}@example.org",
            "code": f"p{one.number}",
            "home_latitude": one.latitude,
            "home_longitude": one.longitude,
            "home_cell": one.cell,
            "radius_km": one.radius_km,
            "is_paused": one.is_paused,
            **{name: self._list(getattr(one, of)) for name, of in _LISTS.items()},
        }

    def memberships(self, one: Somebody) -> Iterator[dict[str, Any]]:
        """The rows of their memberships: of the community that all belong to, and of the other one if there is one."""
        row = {**(self.verified if one.is_verified else self.member), "name_key": name_key(f"P{one.number}")}
        yield {**row, "id": row_id(2, one.number), "person_id": row_id(1, one.number)}
        if self.house:
            other = {"id": row_id(5, one.number), "community_id": _kept(self.house), "person_id": row_id(1, one.number)}
            yield {**row, **other}

    def says(self, one: Somebody) -> Iterator[dict[str, Any]]:
        """The rows of what they say."""
        for number, sentence in enumerate(one.says):
            goes_km = max(10.0 if one.radius_km is None else one.radius_km, 0.0)
            yield {
                **self.said[sentence.number],
                "id": row_id(3, one.number * 8 + number),
                "person_id": row_id(1, one.number),
                "cell": one.cell,
                "region": region_of(one.cell),
                "goes_km": goes_km,
            }

    def post(self, one: Somebody, number: int) -> dict[str, Any]:
        """The row of one open post of all, that they have written, near where they live."""
        kind = "offer" if self.chance.random() < 0.25 else "need"
        sentence = self.known.sentence(one.language, kind, self.chance)
        latitude = one.latitude + self.chance.gauss(0, 0.01)
        longitude = one.longitude + self.chance.gauss(0, 0.015)
        cell = cell_of(latitude, longitude)
        ago = timedelta(seconds=self.chance.randrange(30 * 24 * 3600))
        return {
            **self.posted[sentence.number],
            "id": row_id(4, number),
            "code": f"b{number}",
            **({"community_id": _kept(self.house)} if self.house and number % 2 else {}),
            "writer_id": row_id(1, one.number),
            "latitude": latitude,
            "longitude": longitude,
            "cell": cell,
            "region": region_of(cell),
            "published_at": connection.ops.adapt_datetimefield_value(NOW - ago),
        }

    def _list(self, values: tuple[str, ...]) -> Any:
        """A list as the database takes it."""
        if values not in self.lists:
            field = Person._meta.get_field("free_hours")
            self.lists[values] = field.get_db_prep_save(list(values), connection)  # type: ignore[union-attr]
        return self.lists[values]

    def _said(self, sentence: Sentence) -> dict[str, Any]:
        columns = say_columns(self.empty, text=sentence.text, reading=sentence.reading, vector=sentence.vector)
        return prepared(Say(**{**columns, "person": None, "said_at": NOW}))

    def _posted(self, sentence: Sentence) -> dict[str, Any]:
        reading, vector = sentence.reading, pack_vector(sentence.vector)
        columns = filed(text=sentence.text, reading=reading.as_dict(), vector=vector)
        return prepared(
            Post(
                **columns_of(reading, writer=self.empty),
                **columns,
                text=sentence.text,
                language=reading.language,
                vector=vector,
                published_at=NOW,
                community_id=self.community,
            )
        )


def _fast() -> None:
    """Nothing of this need survive a power cut."""
    with connection.cursor() as cursor:
        settings = (
            (
                "PRAGMA foreign_keys = OFF",
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                "PRAGMA cache_size = -2000000",
            )
            if connection.vendor == "sqlite"
            else ("SET synchronous_commit = off", "SET maintenance_work_mem = '1GB'")
        )
        for one in settings:
            cursor.execute(one)


def prepared(row: models.Model) -> dict[str, Any]:
    """The values of a row as the database takes them, by attribute."""
    return {
        field.attname: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in row._meta.concrete_fields
    }


def _key(sort: int, number: int) -> UUID:
    """An identifier of its own for each row, of the shape of a UUID of version 7, and in the order of the numbers."""
    return UUID(int=(0x019500000000 + number) << 80 | 0x7 << 76 | 0b10 << 62 | sort << 48 | number)


def row_id(sort: int, number: int) -> Any:
    """The identifier of the row with this number, of one sort of rows, as the database keeps it."""
    return _kept(_key(sort, number))


def _kept(key: UUID) -> Any:
    return key if connection.features.has_native_uuid_field else key.hex
