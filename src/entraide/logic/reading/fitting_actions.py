"""What can be done with what: a drill is given, lent or sold, a lesson is a service, a bed is lent.

The contract of a sentence says so ("a ride: service; a bed, room or flat: lend; food that is given: give").
"""

from functools import lru_cache

UNFIT = 0.1
"""How likely an action is that does not fit its topic, compared with one that does: rare, and never impossible."""

_OF_TOPIC: dict[str, frozenset[str]] = {
    "animals.care": frozenset({"service", "give", "sell"}),
    "civic.donation": frozenset({"give"}),
    "civic.making": frozenset({"service", "give"}),
    "food.cooking": frozenset({"service", "give", "sell"}),
    "food.local": frozenset({"sell", "give"}),
    "food.sharing": frozenset({"give"}),
    "garden.sharing": frozenset({"lend"}),
    "places.housing": frozenset({"lend", "sell"}),
    "places.storage": frozenset({"lend", "sell"}),
}
_OF_FAMILY: dict[str, frozenset[str]] = {
    "things": frozenset({"give", "lend", "sell"}),
    "places": frozenset({"lend"}),
}
_SERVICE = frozenset({"service"})


# Every set of actions that some topic has: much fewer than topics.
FITTING = frozenset({*_OF_TOPIC.values(), *_OF_FAMILY.values(), _SERVICE})


@lru_cache(maxsize=512)
def fitting(topic: str) -> frozenset[str]:
    """The actions that people mean by a post under `topic`, one of FITTING: of a topic that is not named here it is a service."""
    return _OF_TOPIC.get(topic) or _OF_FAMILY.get(topic.split(".", 1)[0], _SERVICE)
