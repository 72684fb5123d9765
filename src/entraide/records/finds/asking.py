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
        groups: of each group at least one token must be filed.
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
    """The leads of all steps, in their order and within each the newest first; one query.

    A step finds only as many as the earlier ones of its kind have left room for: what is near costs nothing where what is meant does.
    """
    steps = [step for step in steps if all(step.sought.groups)]
    if not steps:
        return []
    looks: list[str] = []
    values: list[Any] = []
    for at, step in enumerate(steps):
        earlier = [before for before in range(at) if steps[before].kind == step.kind]
        sql, its_values = _look(step, less="".join(f" - (SELECT COUNT(*) FROM s{one})" for one in earlier))  # noqa: S608
        looks.append(f"s{at} AS MATERIALIZED ({sql})")
        values += its_values
    # On SQLite "cross": not to be joined in another order. What was found leads.
    join = "CROSS JOIN" if connection.vendor == "sqlite" else "JOIN"
    selects = [
        f"SELECT {at} AS step, f.number, f.kind, f.ref, f.filed FROM s{at} {join} {_TABLE} f ON f.number = s{at}.number"  # noqa: S608
        for at in range(len(steps))
    ]
    rows = fetch(f"WITH {', '.join(looks)} {' UNION ALL '.join(selects)}", values)
    rows.sort(key=lambda row: (row[0], -row[1]))
    return [
        Lead(steps[at].tier, number, kind, identity(ref), frozenset(filed.split(" ")))
        for at, number, kind, ref, filed in rows
    ]


def refs(step: Step) -> list[UUID]:
    """The identifiers alone of what one step finds, the newest first: for those who want many, and nothing else of them."""
    if not all(step.sought.groups):
        return []
    sql, values = _look(step)
    join = "CROSS JOIN" if connection.vendor == "sqlite" else "JOIN"
    rows = fetch(f"SELECT f.number, f.ref FROM ({sql}) s {join} {_TABLE} f ON f.number = s.number", values)  # noqa: S608
    return [identity(ref) for _, ref in sorted(rows, reverse=True)]


def _look(step: Step, *, less: str = "") -> tuple[str, list[Any]]:
    """One look into the full-text index, for numbers alone, and its values; `less` is taken from how many it finds at most."""
    below = [] if step.below is None else [step.below]
    if connection.vendor == "sqlite":
        sql = (
            f"SELECT rowid AS number FROM finds_text WHERE finds_text MATCH %s{' AND rowid < %s' if below else ''} "  # noqa: S608
            f"ORDER BY rowid DESC LIMIT %s{less}"
        )
        return sql, [_for_fts5(step.sought), *below, step.most]
    sql = (
        f"SELECT number FROM {_TABLE} WHERE tokens @@ %s::tsquery{' AND number < %s' if below else ''} "  # noqa: S608
        "ORDER BY number DESC LIMIT %s"
    )
    values = [_for_postgresql(step.sought), *below, step.most]
    if not less:
        return sql, values
    # Its planner must know beforehand that few are wanted, so what is reckoned stands outside.
    return f"SELECT number FROM ({sql}) l LIMIT %s{less}", [*values, step.most]  # noqa: S608 - our own names


_TABLE = Find._meta.db_table


def _for_fts5(sought: Sought) -> str:
    def all_of(groups: Sequence[Sequence[str]]) -> str:
        return " AND ".join("(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in groups)

    asked = all_of(sought.groups)
    return f"({asked}) NOT ({all_of(sought.without)})" if sought.without and all(sought.without) else asked


def _for_postgresql(sought: Sought) -> str:
    def all_of(groups: Sequence[Sequence[str]]) -> str:
        return " & ".join("(" + " | ".join(f"'{token}'" for token in group) + ")" for group in groups)

    asked = all_of(sought.groups)
    return f"({asked}) & !({all_of(sought.without)})" if sought.without and all(sought.without) else asked
