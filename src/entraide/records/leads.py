"""Leads: what near by is filed under the same topic, or near the same landmark of meaning; people's own sentences, or posts.

A walk outward in three steps over the blocks of cells round a place, one query each, over two covering indexes of the rows; it ends as
soon as there are enough, in a city after a few streets. All is bounded, so that the commonest topic of the largest city costs no
more than any other, and a million people little more than a thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from django.db import connection

from entraide.logic.places.cells import region_of
from entraide.logic.routing.promise import Keys, Lead
from entraide.logic.routing.rings import Block
from entraide.records.rows import fetch, marks, padded

# The steps outward, by how near a block comes to the place.
_STEPS_KM = (0.0, 3.0, 12.0, 1000.0)


@dataclass(frozen=True)
class FiledRows:
    """Rows that are filed: their table, and its columns for what a `Lead` tells. All names are our own.

    Attributes:
        key, sort: whose row it is; people's stance or the kind of a post.
        reach_km: how far the row reaches in kilometres; where that is NULL it reaches everywhere.
        only: a condition that all rows fulfil, as their indexes do.
        index: how the names of their two indexes begin; they end in "topic" and "landmark".
        most_by_topic, most_by_landmark: how many rows are read at most in each step.
        enough: so many different keys end the walk.
    """

    table: str
    key: str
    sort: str
    reach_km: str
    only: str
    index: str
    most_by_topic: int
    most_by_landmark: int
    enough: int

    def outward(
        self, blocks: Sequence[Block], *, keys: Keys, whatever_reach: bool = False, more: int = 0
    ) -> list[Lead]:
        """The leads within these blocks, nearest first, until there are enough (and `more`), or all that there are.

        What surely does not reach as far as the place is passed over, unless `whatever_reach`.
        """
        leads: list[Lead] = []
        for nearer, farther in pairwise(_STEPS_KM):
            step = [block for block in blocks if nearer <= block[2] < farther]
            if step:
                leads += self._step(step, keys=keys, whatever_reach=whatever_reach, more=more)
            if len({lead[0] for lead in leads}) >= self.enough + more:
                break
        return leads

    def _step(self, blocks: Sequence[Block], *, keys: Keys, whatever_reach: bool, more: int) -> list[Lead]:
        reach, reaches = ("NULL", "") if whatever_reach else (self.reach_km, _REACHES.format(self.reach_km))
        # It follows from the cells, and is told in full: where the table is spread over machines, few of them are asked.
        regions = padded(sorted({region_of(lowest) for lowest, _, _ in blocks}), 4)
        sorts = padded(keys.sorts, 4)
        blocks = [*blocks, *[_NOWHERE] * (-len(blocks) % 12)]
        selects: list[str] = []
        values: list[Any] = [value for block in blocks for value in block]
        for column, wanted, most in (
            ("topic", keys.topics, self.most_by_topic),
            ("landmark", keys.landmarks, self.most_by_landmark),
        ):
            under = padded(wanted, 8)
            if under:
                holds = (
                    f"{column} IN ({marks(len(under))}) AND cell BETWEEN block.lowest AND block.highest "
                    f"AND {self.sort} IN ({marks(len(sorts))}) AND region IN ({marks(len(regions))}) "
                    f"AND {self.only} {reaches}"
                )
                columns = f"{self.key}, topic, landmark, {self.sort}, cell, {reach} AS reach_km"
                selects.append(self._block_by_block(columns, holds=holds, column=column))
                values += [*under, *sorts, *regions, *[most + more] * selects[-1].count("LIMIT")]
        ranges = ", ".join(["(%s, %s, %s)"] * len(blocks))
        return leads_from(
            f"WITH block(lowest, highest, away) AS (VALUES {ranges}) " + " UNION ALL ".join(selects), values
        )

    def _block_by_block(self, columns: str, *, holds: str, column: str) -> str:
        """A select that looks into one block after the other, and ends as soon as it has enough, which is its LIMIT.

        Each database is told so in its own way. SQLite keeps to the order of a CROSS JOIN, and to an index that it is given: until it
        has counted the rows it would take any. PostgreSQL looks up each block by itself in a lateral join, and would otherwise read
        the topic in the whole region first.
        """
        if connection.vendor == "sqlite":
            rows = f"{self.table} filed INDEXED BY {self.index}_{column} WHERE {holds}"
        else:
            rows = f"LATERAL (SELECT {columns} FROM {self.table} WHERE {holds} LIMIT %s) filed"  # noqa: S608 - as below
            columns = "filed.*"
        return f"SELECT * FROM (SELECT {columns} FROM block CROSS JOIN {rows} LIMIT %s) one"  # noqa: S608 - only placeholders are put in


_NOWHERE: Block = (1, 0, 0.0)
_REACHES = "AND ({0} IS NULL OR {0} >= block.away)"


def leads_from(sql: str, values: Sequence[Any]) -> list[Lead]:
    """The leads of a statement that selects the columns of `Lead`, as plain rows: they are many, and only ever taken apart."""
    return cast("list[Lead]", fetch(sql, values))
