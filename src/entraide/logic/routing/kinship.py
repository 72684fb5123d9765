"""How near two topics are to each other: the same, kin (whoever does one could well do the other), or strangers.

Families (the part before the dot) are kin to different degrees: whoever walks dogs may feed a cat, but whoever has a drill
need not have a bed. A few bonds run across families. One table, to be read and argued about.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

# How near two different leaves of one family are; a family that is not named: _FAMILY.
_FAMILY = 0.25
_FAMILIES = {
    "animals": 0.35, "errands": 0.45, "children": 0.35, "care": 0.45, "things": 0.1, "places": 0.2, "civic": 0.15,
    "work": 0.2, "other": 0.0,
}  # fmt: skip

_BONDS = {
    ("animals.walking", "animals.sitting"): 0.45,
    ("animals.sitting", "home.watching"): 0.5,
    ("home.watching", "garden.maintenance"): 0.2,
    ("garden.growing", "things.plants"): 0.45,
    ("garden.growing", "garden.maintenance"): 0.4,
    ("food.sharing", "food.cooking"): 0.35,
    ("food.sharing", "garden.growing"): 0.25,
    ("food.sharing", "food.local"): 0.45,
    ("things.plants", "garden.sharing"): 0.3,
    ("home.moving", "transport.delivery"): 0.55,
    ("home.moving", "home.furniture"): 0.3,
    ("home.repairs", "home.furniture"): 0.5,
    ("home.repairs", "home.plumbing"): 0.35,
    ("home.repairs", "home.electricity"): 0.35,
    ("home.electricity", "repair.appliances"): 0.3,
    ("home.building", "home.painting"): 0.35,
    ("transport.delivery", "errands.parcels"): 0.45,
    ("transport.delivery", "things.tools"): 0.2,
    ("transport.accompany", "transport.rides"): 0.4,
    ("transport.accompany", "care.company"): 0.3,
    ("care.company", "leisure.outings"): 0.35,
    ("errands.shopping", "care.daily"): 0.25,
    ("errands.shopping", "transport.delivery"): 0.2,
    ("repair.clothes", "learning.arts"): 0.3,
    ("repair.clothes", "civic.making"): 0.3,
    ("repair.bikes", "things.vehicles"): 0.3,
    ("repair.appliances", "things.appliances"): 0.15,
    ("things.vehicles", "things.children"): 0.35,
    ("things.clothes", "things.children"): 0.3,
    ("things.leisure", "things.books"): 0.3,
    ("things.materials", "civic.making"): 0.3,
    ("things.materials", "learning.arts"): 0.2,
    ("things.party", "leisure.events"): 0.35,
    ("things.party", "things.furniture"): 0.3,
    ("digital.help", "digital.making"): 0.25,
    ("digital.making", "work.digital"): 0.6,
    ("digital.making", "work.communication"): 0.5,
    ("admin.forms", "admin.writing"): 0.4,
    ("admin.writing", "learning.languages"): 0.25,
    ("admin.forms", "work.administration"): 0.4,
    ("admin.jobs", "work.development"): 0.3,
    ("learning.languages", "learning.tutoring"): 0.4,
    ("children.babysitting", "children.school"): 0.45,
    ("children.babysitting", "children.activities"): 0.4,
    ("places.stay", "places.shelter"): 0.5,
    ("places.shelter", "places.housing"): 0.35,
    ("wellbeing.sport", "leisure.outings"): 0.4,
    ("learning.music", "leisure.outings"): 0.2,
    ("civic.volunteering", "civic.initiative"): 0.4,
}  # fmt: skip


@lru_cache(maxsize=8192)
def kinship(one: str, other: str) -> float:
    """How near two topic codes are: 1 the same, 0 strangers."""
    if one == other:
        return 1.0
    bond = _BONDS.get((one, other)) or _BONDS.get((other, one))
    if bond:
        return bond
    family = one.partition(".")[0]
    return _FAMILIES.get(family, _FAMILY) if family == other.partition(".")[0] else 0.0


def kin_of(topic: str, *, at_least: float = 0.3) -> tuple[str, ...]:
    """The topic itself and those bound to it across all families by at least so much, nearest first."""
    bound = {pair[0] if pair[1] == topic else pair[1]: near for pair, near in _BONDS.items() if topic in pair}
    return (topic, *sorted((t for t, near in bound.items() if near >= at_least), key=lambda t: (-bound[t], t)))


def likeness(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """How near two guesses of a topic are (topic to probability), 0 to 1: their kinship, each guess weighed by its probability.

    Two equal guesses give 1, however unsure they are.
    """
    between = _product(mine, theirs)
    if not between:
        return 0.0
    alone: float = _with_itself(tuple(mine.items())) * _with_itself(tuple(theirs.items()))
    return min(1.0, between / sqrt(alone))


def _product(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    product = 0.0
    for one, p in mine.items():
        for other, q in theirs.items():
            near = kinship(one, other)
            if near:
                product += p * q * near
    return product


@lru_cache(maxsize=16384)
def _with_itself(guess: tuple[tuple[str, float], ...]) -> float:
    mine = dict(guess)
    return _product(mine, mine)
