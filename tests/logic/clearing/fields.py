"""Fields of rings by chance, and the best choice among them by looking at every one."""

from functools import cache

import numpy as np

from entraide.logic.clearing.short_rings import Rings


def field(seed: int, *, members: int, rings: int, values: tuple[float, ...] = ()) -> Rings:
    """So many rings of two to five of these members; `values`: those that a ring may be worth (left out, anything from 0.2 to 3)."""
    chance = np.random.default_rng(seed)
    rows = np.full((rings, 5), members, dtype=np.int64)
    for row in rows:
        size = int(chance.integers(2, 6))
        row[:size] = chance.choice(members, size=size, replace=False)
    value = chance.choice(values, size=rings) if values else chance.uniform(0.2, 3, size=rings)
    return Rings(rows, np.arange(5 * rings).reshape(rings, 5), value.astype(np.float64), members)


def best_value(rings: Rings) -> float:
    """What the best choice is worth: of the lowest member who is left either no ring is taken, or one of those that they are in."""
    of: dict[int, list[tuple[int, float]]] = {}
    for row, value in zip(rings.members.tolist(), rings.value.tolist(), strict=True):
        mask = sum(1 << one for one in row if one != rings.nobody)
        of.setdefault((mask & -mask).bit_length() - 1, []).append((mask, value))

    @cache
    def best(left: int) -> float:
        if not left:
            return 0.0
        low = left & -left
        some = of.get(low.bit_length() - 1, [])
        return max([best(left ^ low), *(value + best(left ^ mask) for mask, value in some if mask & left == mask)])

    return best((1 << rings.nobody) - 1)


def side_by_side(one: Rings, other: Rings) -> Rings:
    """Both, of members who have nothing to do with each other."""
    nobody = one.nobody + other.nobody
    first = np.where(one.members == one.nobody, nobody, one.members)
    second = np.where(other.members == other.nobody, nobody, other.members + one.nobody)
    links = np.concatenate([one.links, other.links + one.links.max() + 1])
    return Rings(np.concatenate([first, second]), links, np.concatenate([one.value, other.value]), nobody)
