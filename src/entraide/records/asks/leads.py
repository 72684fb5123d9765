"""Leads: who near by said something that is filed under the same topic, or near the same landmark of meaning.

A walk outward in three steps over the blocks of cells round the place, in one query each, over two covering indexes; it ends as soon
as there are enough, in a city after a few streets. All is bounded, so that the commonest topic of the largest city costs no more
than any other, and a million people little more than a thousand.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from entraide.logic.routing.promise import Keys, Lead
from entraide.logic.routing.rings import Block
from entraide.records.people.models import Say

# The steps outward, by how near a block comes to the place.
_STEPS_KM = (0.0, 3.0, 12.0, 1000.0)
# So many lines of the index are read in each step, at most, and so many people are enough.
_MOST_BY_TOPIC, _MOST_BY_LANDMARK = 360, 140
ENOUGH = 160


def leads_in(blocks: Sequence[Block], *, keys: Keys, whatever_reach: bool = False, enough: int = ENOUGH) -> list[Lead]:
    """The leads within these blocks, nearest first, until `enough` people are found, or all that there are.

    Those who surely do not go as far as the place are passed over, unless `whatever_reach`. Keys are the people's identifiers.
    """
    leads: list[Lead] = []
    for nearer, farther in pairwise(_STEPS_KM):
        step = [block for block in blocks if nearer <= block[2] < farther]
        if step:
            leads += _step(step, keys=keys, whatever_reach=whatever_reach)
        if len({lead.key for lead in leads}) >= enough:
            break
    return leads


def leads_anywhere(cell: int, *, keys: Keys, most: int) -> list[Lead]:
    """A bounded sample of leads wherever they live, those with cells of neighbouring numbers first, then those without a home."""
    selects: list[str] = []
    values: list[Any] = []
    for column, wanted in (("topic", keys.topics), ("landmark", keys.landmarks)):
        for key in wanted:
            for where, order in (("cell >= %s", "cell"), ("cell < %s", "cell DESC"), ("cell IS NULL", "person_id")):
                selects.append(
                    f"SELECT * FROM (SELECT {_COLUMNS}, NULL FROM {Say._meta.db_table} WHERE {column} = %s AND {where} "  # noqa: S608 - only placeholders are put in
                    f"ORDER BY {order} LIMIT %s) one"
                )
                values += [key, *([] if "NULL" in where else [cell]), max(5, most // (3 * len(wanted)))]
    return _leads(" UNION ALL ".join(selects), values)


_COLUMNS = "person_id, topic, landmark, stance, cell"


def _step(blocks: Sequence[Block], *, keys: Keys, whatever_reach: bool) -> list[Lead]:
    """CROSS JOIN keeps SQLite to the order written: outward, and no further than it must. PostgreSQL finds it by itself."""
    ranges = ", ".join(["(%s, %s, %s)"] * len(blocks))
    reach, away = ("NULL", "0") if whatever_reach else ("goes_km", "block.away")
    sorts = ", ".join(["%s"] * len(keys.sorts))
    selects: list[str] = []
    values: list[Any] = [value for block in blocks for value in block]
    for column, wanted, most in (
        ("topic", keys.topics, _MOST_BY_TOPIC),
        ("landmark", keys.landmarks, _MOST_BY_LANDMARK),
    ):
        if wanted:
            marks = ", ".join(["%s"] * len(wanted))
            selects.append(
                f"SELECT * FROM (SELECT {_COLUMNS}, {reach} FROM block CROSS JOIN {Say._meta.db_table} say "  # noqa: S608 - as above
                f"WHERE say.{column} IN ({marks}) AND say.cell BETWEEN block.lowest AND block.highest "
                f"AND say.stance IN ({sorts}) AND say.goes_km >= {away} "
                "LIMIT %s) one"
            )
            values += [*wanted, *keys.sorts, most]
    return _leads(f"WITH block(lowest, highest, away) AS (VALUES {ranges}) " + " UNION ALL ".join(selects), values)


def _leads(sql: str, values: Sequence[Any]) -> list[Lead]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Lead(*row) for row in cursor.fetchall()]
