"""The states of what lives here: which there are, and which may follow which. The docs draw their pictures from these tables.

Declared as a small table each; there is no other place where a state is changed but through `StateGraph.move`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class ImpossibleMove(ValueError):
    """A thing was to go from one state to another that does not follow it."""


@dataclass(frozen=True)
class StateGraph:
    """The states of one kind of thing.

    Attributes:
        name: what it is the states of.
        first: the state in which such a thing is born.
        moves: for each state the states that may follow; a state without any is final.
    """

    name: str
    first: str
    moves: Mapping[str, tuple[str, ...]]

    @property
    def states(self) -> tuple[str, ...]:
        """All states, the first one first."""
        return tuple(self.moves)

    def may(self, now: str, then: str) -> bool:
        """Whether `then` may follow `now`."""
        return then in self.moves.get(now, ())

    def move(self, now: str, then: str) -> str:
        """`then`, if it may follow `now`. Raises ImpossibleMove otherwise."""
        if not self.may(now, then):
            raise ImpossibleMove(f"{self.name}: {now} -> {then}")
        return then


POST = StateGraph(
    name="post",
    first="open",
    moves={
        "open": ("agreed", "withdrawn", "lapsed"),
        "agreed": ("open", "done", "withdrawn"),
        "done": (),
        "withdrawn": (),
        "lapsed": (),
    },
)

ASK = StateGraph(
    name="ask",
    first="waiting",
    moves={
        "waiting": ("accepted", "countered", "declined", "released"),
        "accepted": ("countered", "declined", "released"),
        "countered": ("accepted", "declined", "released"),
        "declined": ("accepted", "countered", "released"),
        "released": (),
    },
)

# How far the search for helpers has gone: from waves of asks, over what widens them, to telling the writer the truth.
SEARCH = StateGraph(
    name="search",
    first="waves",
    moves={
        "waves": ("wider", "kin", "stewards", "forum", "told"),
        "wider": ("kin", "stewards", "forum", "told", "waves"),
        "kin": ("stewards", "forum", "told", "waves"),
        "stewards": ("forum", "told", "waves"),
        "forum": ("told", "waves"),
        "told": ("waves",),
    },
)

# What was reported, or what a steward looks at by themselves: `members` while a small panel of members has it.
CASE = StateGraph(
    name="case",
    first="open",
    moves={"open": ("members", "settled"), "members": ("open", "settled"), "settled": ()},
)

# The one time that somebody asks for a measure to be looked at again: it stands, or it is done away with.
APPEAL = StateGraph(
    name="appeal",
    first="waiting",
    moves={
        "waiting": ("members", "stands", "undone"),
        "members": ("waiting", "stands", "undone"),
        "stands": (),
        "undone": (),
    },
)
