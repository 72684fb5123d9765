"""Leads to people, by the sentences in which they say what they offer, like and need."""

from typing import Any

from entraide.logic.routing.promise import Keys, Lead
from entraide.records.leads import FiledRows, leads_from
from entraide.records.people.models import Say

PEOPLE = FiledRows(
    table=Say._meta.db_table,
    key="person_id",
    sort="stance",
    reach_km="goes_km",
    only="goes_km >= 0",
    index="say_by",
    most_by_topic=120,
    most_by_landmark=48,
    enough=60,
)


def leads_anywhere(cell: int, *, keys: Keys, most: int) -> list[Lead]:
    """A bounded sample of leads wherever they live, those with cells of neighbouring numbers first, then those without a home."""
    selects: list[str] = []
    values: list[Any] = []
    for column, wanted in (("topic", keys.topics), ("landmark", keys.landmarks)):
        for key in wanted:
            for where, order in (("cell >= %s", "cell"), ("cell < %s", "cell DESC"), ("cell IS NULL", "person_id")):
                selects.append(
                    "SELECT * FROM (SELECT person_id, topic, landmark, stance, cell, NULL "  # noqa: S608 - only placeholders are put in
                    f"FROM {PEOPLE.table} WHERE {column} = %s AND {where} ORDER BY {order} LIMIT %s) one"
                )
                values += [key, *([] if "NULL" in where else [cell]), max(5, most // (3 * len(wanted)))]
    return leads_from(" UNION ALL ".join(selects), values)
