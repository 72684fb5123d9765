"""What is asked of the posts of a list, in SQL.

A page asks two or three times, to count and to list; as questions of Django's they would take longer to write than to answer.
"""

from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

from entraide.logic.places.cells import regions_around
from entraide.records.posts.models import Post
from entraide.records.rows import marks

_A_DEGREE_KM = 111.195


@dataclass(frozen=True)
class Found:
    """The posts that are open and not hidden, and meet every condition that is added; the same on SQLite and PostgreSQL."""

    conditions: list[str] = field(default_factory=lambda: ["state = 'open'", "hidden_at IS NULL"])
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """One condition more, with the values of its placeholders."""
        self.conditions.append(condition)
        self.values.extend(values)

    def within(self, latitude: float, longitude: float, *, radius_km: float, is_dense: bool) -> None:
        """Only those whose place lies in the circle, looked for where it lies, or (`is_dense`) in the order of all.

        Reckoned on a plane that touches the earth at its middle: right to half a per cent within a hundred kilometres.
        """
        a_degree_east_km = _A_DEGREE_KM * max(cos(radians(latitude)), 0.01)
        north, east = radius_km / _A_DEGREE_KM, radius_km / a_degree_east_km
        if not is_dense:
            # By region and latitude the index leads straight to the band that the circle lies in.
            regions = list(regions_around(latitude, longitude))
            self.add(f"region IN ({marks(len(regions))})", *regions)
            self.add("latitude BETWEEN %s AND %s", latitude - north, latitude + north)
            self.add("longitude BETWEEN %s AND %s", longitude - east, longitude + east)
        away_north, away_east = "(latitude - %s) * %s", "(longitude - %s) * %s"
        square_km = f"{away_north} * {away_north} + {away_east} * {away_east}"
        northward, eastward = (latitude, _A_DEGREE_KM), (longitude, a_degree_east_km)
        self.add(f"{square_km} <= %s", *northward, *northward, *eastward, *eastward, radius_km**2)

    def statement(
        self, columns: str, *, most: int | None = None, but: int = 0, is_ordered: bool = False
    ) -> tuple[str, list[Any]]:
        """The statement that gives these columns, and its values: of at most so many posts, after the first `but`, newest first."""
        conditions = " AND ".join(self.conditions)
        sql = f"SELECT {columns} FROM {Post._meta.db_table} WHERE {conditions}"  # noqa: S608 - only placeholders are put in
        if is_ordered:
            sql += " ORDER BY published_at DESC, id DESC"
        return (sql, self.values) if most is None else (f"{sql} LIMIT %s OFFSET %s", [*self.values, most, but])
