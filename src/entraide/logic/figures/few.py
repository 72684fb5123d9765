"""Small counts are not shown: who knows the neighbourhood would know who it was.

Cells of fewer than FEWEST are added up under "others". Where even these are fewer, the smallest of the shown cells joins them: else
whoever takes the shown ones from the total would find them (secondary suppression; Willenborg and de Waal, Elements of Statistical
Disclosure Control, 2001, ch. 6).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

# The fewest that a number may tell of.
FEWEST: Final = 5

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Told[Cell: Hashable]:
    """What may be told of some counts.

    Attributes:
        counts: the cells of FEWEST or more, largest first (the same size: in the order of their names).
        others: how many stand in no cell: 0, or at least FEWEST; None for fewer in all than may be told.
    """

    counts: dict[Cell, int]
    others: int | None

    @property
    def total(self) -> int | None:
        """All together; None for fewer than may be told."""
        return None if self.others is None else sum(self.counts.values()) + self.others


def tell[Cell: Hashable](counts: Mapping[Cell, int]) -> Told[Cell]:
    """What may be told of these counts, each 0 or more. Every number told is 0 or at least FEWEST."""
    ordered = sorted(counts.items(), key=lambda cell: (-cell[1], str(cell[0])))
    shown = [(cell, count) for cell, count in ordered if count >= FEWEST]
    others = sum(count for _, count in ordered if count < FEWEST)
    while 0 < others < FEWEST and shown:
        others += shown.pop()[1]
    return Told(counts=dict(shown), others=others if others == 0 or others >= FEWEST else None)


def tell_one(count: int) -> int | None:
    """The count, or None where it is too small to be told."""
    return count if count == 0 or count >= FEWEST else None


def tell_sum(counts: list[int]) -> int | None:
    """The sum of counts that are told one by one beside it; None where it would give away a single small one."""
    hidden = [count for count in counts if tell_one(count) is None]
    gives_away = len(hidden) == 1 or 0 < sum(hidden) < FEWEST
    return None if gives_away else sum(counts)
