"""Asking the full-text index: which finds hold these words and marks, the newest first. The same questions for both databases.

What is asked is a conjunction of alternatives, (a or b) and (c or d), perhaps without what another one finds. FTS5 answers it by
walking down its lists from the newest row, PostgreSQL from its GIN index or, where much is found, from the newest row as well; so
neither has to look at all there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from entraide.records.finds.models import Find
from entraide.records.rows import fetch, identity


@dataclass(frozen=True)
class Sought:
    """What is looked for in the index. Words and marks are tokens of ours: letters, figures and "_" only.

    Attributes:
        groups: of each group at least one token must be filed. A token that ends in "*" stands for all that begin so.
        without: and not all of these groups, if there are any.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Step:
    """One question: what is sought, how far back it begins (below this number, None for the newest), and how many at most."""

    tier: int
    kind: str
    sought: Sought
    below: int | None
    most: int


@dataclass(frozen=True)
class Lead:
    """Something that may be a find, for its owner to say: `filed` are its words and marks."""

    tier: int
    number: int
    kind: str
    ref: UUID
    filed: frozenset[str]


def ask(steps: Sequence[Step]) -> list[Lead]:
    """The leads of all steps, in their order and within each the newest first; one query."""
    steps = [step for step in steps if all(step.sought.groups)]
    if not steps:
        return []
    selects: list[str] = []
    values: list[Any] = []
    for at, step in enumerate(steps):
        below = "" if step.below is None else " AND {} < %s"
        if connection.vendor == "sqlite":
            # Named first, and not joined in another order: the full-text index leads, its rows in descending order.
            selects.append(
                f"SELECT {at} AS step, f.number, f.kind, f.ref, f.filed FROM (SELECT rowid FROM finds_text "  # noqa: S608 - our own names
                f"WHERE finds_text MATCH %s{below.format('rowid')} ORDER BY rowid DESC LIMIT %s) t "
                f"CROSS JOIN {_TABLE} f ON f.number = t.rowid"
            )
            values.append(_for_fts5(step.sought))
        else:
            selects.append(
                f"(SELECT {at} AS step, number, kind, ref, filed FROM {_TABLE} "  # noqa: S608 - our own names
                f"WHERE tokens @@ %s::tsquery{below.format('number')} ORDER BY number DESC LIMIT %s)"
            )
            values.append(_for_postgresql(step.sought))
        values += [*([] if step.below is None else [step.below]), step.most]
    rows = fetch(" UNION ALL ".join(selects), values)
    rows.sort(key=lambda row: (row[0], -row[1]))
    return [
        Lead(steps[at].tier, number, kind, identity(ref), frozenset(filed.split(" ")))
        for at, number, kind, ref, filed in rows
    ]


_TABLE = Find._meta.db_table


def _for_fts5(sought: Sought) -> str:
    def token(one: str) -> str:
        return f'"{one[:-1]}"*' if one.endswith("*") else f'"{one}"'

    def all_of(groups: Sequence[Sequence[str]]) -> str:
        return " AND ".join("(" + " OR ".join(map(token, group)) + ")" for group in groups)

    asked = all_of(sought.groups)
    return f"({asked}) NOT ({all_of(sought.without)})" if sought.without and all(sought.without) else asked


def _for_postgresql(sought: Sought) -> str:
    def token(one: str) -> str:
        return f"'{one[:-1]}':*" if one.endswith("*") else f"'{one}'"

    def all_of(groups: Sequence[Sequence[str]]) -> str:
        return " & ".join("(" + " | ".join(map(token, group)) + ")" for group in groups)

    asked = all_of(sought.groups)
    return f"({asked}) & !({all_of(sought.without)})" if sought.without and all(sought.without) else asked
