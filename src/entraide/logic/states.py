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

# From an answer to a thank-you. `promised`: who, what, when, where and for what is agreed; `reminded`: the next time is near. A
# promise for several times goes back to `promised` after each. Who answered and is not chosen has `ended`, and may be again.
EXCHANGE = StateGraph(
    name="exchange",
    first="answered",
    moves={
        "answered": ("promised", "ended"),
        "promised": ("reminded", "done", "reneged", "missed", "problem", "ended"),
        "reminded": ("promised", "done", "reneged", "missed", "problem", "ended"),
        "done": ("thanked", "problem"),
        "thanked": ("settled", "problem"),
        "settled": (),
        "reneged": (),
        "missed": ("promised", "done", "problem", "ended"),
        "problem": ("promised", "done", "settled", "ended"),
        "ended": ("answered",),
    },
)

# One time of a promise: the only one, or one of a weekly walk.
OCCURRENCE = StateGraph(
    name="occurrence",
    first="coming",
    moves={
        "coming": ("done", "skipped", "missed"),
        "skipped": ("coming",),
        "missed": ("done",),
        "done": (),
    },
)

# What is owed in euros. Whoever is paid says that it came, or the bank's statement does; either may be taken back.
BILL = StateGraph(
    name="bill",
    first="waiting",
    moves={
        "waiting": ("said_paid", "paid", "cancelled"),
        "said_paid": ("waiting", "paid", "cancelled"),
        "paid": ("waiting",),
        "cancelled": (),
    },
)

# A payment on a community's statement, until bills have taken it or somebody said that it pays none.
PAYMENT = StateGraph(
    name="payment",
    first="waiting",
    moves={"waiting": ("settled", "set_aside"), "settled": ("waiting",), "set_aside": ("waiting",)},
)

# An attempt to pay by card. What a provider takes back afterwards is between it and the community.
CARD_PAYMENT = StateGraph(
    name="card payment",
    first="open",
    moves={
        "open": ("paid", "failed", "expired", "cancelled"),
        "paid": (),
        "failed": (),
        "expired": (),
        "cancelled": (),
    },
)

# A ring of members who each help the next: it stands only if all say yes; one no, or silence, and it comes to nothing.
RING = StateGraph(
    name="ring",
    first="proposed",
    moves={"proposed": ("standing", "fallen", "lapsed"), "standing": (), "fallen": (), "lapsed": ()},
)
