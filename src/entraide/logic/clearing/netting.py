"""Debts that cancel out: where A owes B, B owes C and C owes A, so much falls away from each that nobody has more or less than before.

What falls away is a circulation: as much of it leaves everybody as comes to them. So no net position changes, no debt grows, and nobody
gets a creditor or debtor whom they did not have. The largest of these circulations is found (Fleischman, Dini & Littera, "Liquidity-
Saving through Obligation-Clearing and Mutual Credit", Journal of Risk and Financial Management, 2020): what is left is the least flow
along the debts that brings from those who owe on balance what is due to those who are owed, sent by shortest ways. With less, somebody's
net position would be another; and were a ring left in it, of whatever length, that ring could still fall away.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from uuid import UUID

_FAR = 1 << 62


@dataclass(frozen=True, slots=True)
class Debt:
    """What one owes another, in minor units and above nought. `key` names it."""

    key: UUID
    debtor: UUID
    creditor: UUID
    amount_minor: int


def net(debts: Iterable[Debt]) -> dict[UUID, int]:
    """How much of each debt falls away, in minor units, by its key; debts of which nothing does are not in it.

    Among all ways in which nobody's net position changes it is one with the greatest sum. Of several debts from one to the same
    other, those that were given first fall away first. The same debts in the same order give the same answer.
    """
    owed: dict[tuple[UUID, UUID], list[Debt]] = {}
    for debt in debts:
        if debt.amount_minor > 0 and debt.debtor != debt.creditor:
            owed.setdefault((debt.debtor, debt.creditor), []).append(debt)
    sums = _in_rings({pair: sum(one.amount_minor for one in some) for pair, some in owed.items()})
    falls: dict[UUID, int] = {}
    for pair, stays in _least(sums).items():
        left = sums[pair] - stays
        for debt in owed[pair]:
            part = min(left, debt.amount_minor)
            if part:
                falls[debt.key] = part
                left -= part
    return falls


def _in_rings(sums: dict[tuple[UUID, UUID], int]) -> dict[tuple[UUID, UUID], int]:
    """Without those who owe nobody or are owed nothing, again and again: no ring passes through them."""
    while True:
        both = {debtor for debtor, _ in sums} & {creditor for _, creditor in sums}
        kept = {pair: much for pair, much in sums.items() if pair[0] in both and pair[1] in both}
        if len(kept) == len(sums):
            return kept
        sums = kept


def _least(sums: dict[tuple[UUID, UUID], int]) -> dict[tuple[UUID, UUID], int]:
    """How much of each pair's debts has to stay for all net positions to be as they were."""
    seat: dict[UUID, int] = {}
    for pair in sums:
        for one in pair:
            seat.setdefault(one, len(seat) + 2)
    flow = _Flow(len(seat) + 2)
    position = [0] * (len(seat) + 2)
    arcs = {}
    for (debtor, creditor), much in sums.items():
        arcs[debtor, creditor] = flow.add(seat[debtor], seat[creditor], much, cost=1)
        position[seat[debtor]] += much
        position[seat[creditor]] -= much
    for node, balance in enumerate(position):
        if balance > 0:
            flow.add(_Flow.SOURCE, node, balance, cost=0)
        elif balance < 0:
            flow.add(node, _Flow.SINK, -balance, cost=0)
    flow.send()
    return {pair: flow.left[arc ^ 1] for pair, arc in arcs.items()}


class _Flow:
    """The most that goes from the source to the sink, as cheaply as can be: by shortest ways, all of one length at once.

    Arcs come in pairs, each with the one that takes back what went along it (`arc ^ 1`). `left`: how much more each can take.
    `price` of the nodes keeps every arc that can take something from being cheaper than nothing, so that Dijkstra's way holds.
    """

    SOURCE, SINK = 0, 1

    def __init__(self, nodes: int) -> None:
        self.leaving: list[list[int]] = [[] for _ in range(nodes)]
        self.head: list[int] = []
        self.left: list[int] = []
        self.cost: list[int] = []
        self.price = [0] * nodes

    def add(self, tail: int, head: int, much: int, *, cost: int) -> int:
        """An arc that takes so much; its number."""
        for at, to, size, price in ((tail, head, much, cost), (head, tail, 0, -cost)):
            self.leaving[at].append(len(self.head))
            self.head.append(to)
            self.left.append(size)
            self.cost.append(price)
        return len(self.head) - 2

    def send(self) -> None:
        """Send all that can go."""
        while self._reprice():
            while (level := self._levels())[self.SINK] < _FAR:
                tried = [0] * len(self.leaving)
                while self._push(level, tried):
                    pass

    def _reprice(self) -> bool:
        """Prices by which the shortest ways to the sink cost nothing more; whether there are any."""
        far = [_FAR] * len(self.leaving)
        far[self.SOURCE] = 0
        queue = [(0, self.SOURCE)]
        while queue:
            so_far, node = heappop(queue)
            if so_far > far[node]:
                continue
            for arc in self.leaving[node]:
                onward = so_far + self._dearness(node, arc)
                if self.left[arc] and onward < far[self.head[arc]]:
                    far[self.head[arc]] = onward
                    heappush(queue, (onward, self.head[arc]))
        most = far[self.SINK]
        if most == _FAR:
            return False
        self.price = [price + min(most, one) for price, one in zip(self.price, far, strict=True)]
        return True

    def _dearness(self, node: int, arc: int) -> int:
        return self.cost[arc] + self.price[node] - self.price[self.head[arc]]

    def _levels(self) -> list[int]:
        """How many arcs each node lies from the source, along those that cost nothing by the prices."""
        level = [_FAR] * len(self.leaving)
        level[self.SOURCE] = 0
        queue = deque([self.SOURCE])
        while queue:
            node = queue.popleft()
            for arc in self.leaving[node]:
                if self.left[arc] and level[self.head[arc]] == _FAR and self._dearness(node, arc) == 0:
                    level[self.head[arc]] = level[node] + 1
                    queue.append(self.head[arc])
        return level

    def _push(self, level: list[int], tried: list[int]) -> bool:
        """Send along one way on which each step is one level further. `tried`: how many arcs of each node lead nowhere any more."""
        way: list[int] = []
        node = self.SOURCE
        while node != self.SINK:
            arc = self._onward(node, level, tried)
            if arc is not None:
                way.append(arc)
                node = self.head[arc]
            elif way:
                node = self.head[way.pop() ^ 1]
                tried[node] += 1
            else:
                return False
        much = min(self.left[arc] for arc in way)
        for arc in way:
            self.left[arc] -= much
            self.left[arc ^ 1] += much
        return True

    def _onward(self, node: int, level: list[int], tried: list[int]) -> int | None:
        arcs = self.leaving[node]
        while tried[node] < len(arcs):
            arc = arcs[tried[node]]
            is_next = level[self.head[arc]] == level[node] + 1
            if is_next and self.left[arc] and self._dearness(node, arc) == 0:
                return arc
            tried[node] += 1
        return None
