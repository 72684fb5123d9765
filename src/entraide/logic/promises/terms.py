"""The terms of a promise: what, where, when, how much and for what in return. One proposes them, the other accepts them as they stand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self

CENTS = 100
LONGEST_WHAT = 200
LONGEST_PLACE = 120
LONGEST_RETURN = 160


@dataclass(frozen=True)
class Promise:
    """What is promised.

    Attributes:
        what: in words ("promener Filou").
        place_name: where they meet, as people say it; "" if nothing was said.
        starts_at: the aware moment at which it (with a recurrence: its first time) begins; None if no time was said.
        ends_at: when it ends, after `starts_at`; None if it was not said.
        recurrence: an RFC 5545 RRULE value; "" for once.
        credits_minor: credits in minor units, for each time; None or 0 for none.
        cents: euros in cents, for each time; None or 0 for none.
        in_return: something else in return, in words; "" for nothing.
        promised: how many units of what the post asks for; None where it is not counted.
    """

    what: str = ""
    place_name: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    recurrence: str = ""
    credits_minor: int | None = None
    cents: int | None = None
    in_return: str = ""
    promised: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The promise as plain data, ready for JSON; `from_dict` gives the same promise back."""
        said = asdict(self)
        for name in ("starts_at", "ends_at"):
            said[name] = said[name].isoformat() if said[name] else None
        return said

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Self:
        """A promise from what `as_dict` gave. Raises TypeError or ValueError on anything else."""
        moments = {name: datetime.fromisoformat(said[name]) for name in ("starts_at", "ends_at") if said.get(name)}
        return cls(**{**said, **moments})

    def shortened(self) -> Self:
        """The same with every text cut to what is kept of it, and nothing left of a nought."""
        return replace(
            self,
            what=" ".join(self.what.split())[:LONGEST_WHAT],
            place_name=" ".join(self.place_name.split())[:LONGEST_PLACE],
            in_return=" ".join(self.in_return.split())[:LONGEST_RETURN],
            credits_minor=self.credits_minor or None,
            cents=self.cents or None,
        )
