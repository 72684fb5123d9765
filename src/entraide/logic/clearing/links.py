"""Who can help whom: the links of which rings are made, as arrays.

A link is one offer that answers one need. It has a weight (what that help is worth) and a chance (that both say yes to it). Members are
numbers from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
# Members by seats, a row a seat; narrow where there are many.
Seats = NDArray[np.signedinteger[Any]]
Amounts = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Links:
    """Links in the order of their givers, then of their receivers.

    Attributes:
        members: how many members there are; they are 0 to members - 1.
        giver, receiver: who would help, and whom.
        weight: what this help is worth, above 0.
        chance: that both say yes to it, above 0 and at most 1.
        name: the place of each link in what `links_of` was given.
    """

    members: int
    giver: Numbers
    receiver: Numbers
    weight: Amounts
    chance: Amounts
    name: Numbers

    def __len__(self) -> int:
        return len(self.giver)

    @cached_property
    def first(self) -> Numbers:
        """Of each member the first of the links that they give; one more at the end."""
        return np.searchsorted(self.giver, np.arange(self.members + 1))

    @cached_property
    def key(self) -> Numbers:
        """One number for giver and receiver together, in rising order."""
        return self.giver * self.members + self.receiver

    def among(self, kept: Marks) -> Links:
        """Those of the links that are marked."""
        return Links(
            self.members,
            self.giver[kept],
            self.receiver[kept],
            self.weight[kept],
            self.chance[kept],
            self.name[kept],
        )


def links_of(*, members: int, giver: Numbers, receiver: Numbers, weight: Amounts, chance: Amounts) -> Links:
    """The links in order, at most one from one member to another: that which is worth most times its chance.

    Nobody helps themselves. Raises ValueError where a weight is not above 0 or a chance not above 0 and at most 1.
    """
    if len(weight) and (weight.min() <= 0 or chance.min() <= 0 or chance.max() > 1):
        raise ValueError("a weight is above 0, a chance above 0 and at most 1")
    name = np.arange(len(giver))
    order = np.lexsort((name, -weight * chance, receiver, giver))
    order = order[giver[order] != receiver[order]]
    pair = giver[order].astype(np.int64) * members + receiver[order]
    order = order[np.concatenate([[True], pair[1:] != pair[:-1]])] if len(order) else order
    return Links(
        members=members,
        giver=giver[order].astype(np.int64),
        receiver=receiver[order].astype(np.int64),
        weight=weight[order].astype(np.float64),
        chance=chance[order].astype(np.float64),
        name=name[order],
    )


def in_circles(links: Links) -> Links:
    """Without the links of members who can only give or only receive, again and again: those are in no ring."""
    kept = np.ones(len(links), dtype=np.bool_)
    while True:
        gives = np.bincount(links.giver[kept], minlength=links.members) > 0
        receives = np.bincount(links.receiver[kept], minlength=links.members) > 0
        narrower = kept & gives[links.receiver] & receives[links.giver]
        if narrower.sum() == kept.sum():
            return links.among(kept)
        kept = narrower
