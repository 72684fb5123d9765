"""What needs care: the safety classes of a sentence, in which somebody, a roof or a key is entrusted, or the night.

Which people may then help is for `trust` to say; here it is only told what is entrusted. A class is a code; wording says it.
"""

from datetime import datetime
from functools import lru_cache

from entraide.logic.routing.gist import Gist
from entraide.logic.routing.hours import DAY_MINUTES, asked_spans, overlap
from entraide.logic.routing.trust import CHARTER

# The classes, in the order in which they are told: a child, a frail person, a bed or a roof, somebody to go along with,
# the key of a home, and the hours of the night.
CLASSES = ("children", "care", "lodging", "accompanying", "keys", "nights")

_FAMILIES = {"children.": "children", "care.": "care"}
_TOPICS = {
    "places.stay": "lodging",
    "places.shelter": "lodging",
    "transport.accompany": "accompanying",
    "home.watching": "keys",
}
# Unsure readings count as delicate as soon as delicate topics together are this likely: better one careful ask too many.
_LIKELY = 0.25

# Help for which a key may be handed over; elsewhere a key is a tool, a lost thing or an instrument's.
_WITH_A_KEY = frozenset(
    "animals.sitting animals.care animals.walking home.cleaning garden.maintenance errands.parcels".split()
)
# Nights are what lies between these hours; whoever asks for more than fourteen hours on end asks for days.
_NIGHT = tuple(
    (day * DAY_MINUTES + start, day * DAY_MINUTES + end) for day in range(7) for start, end in ((0, 360), (1380, 1440))
)
_LONGEST_NIGHT, _LEAST_NIGHT = 14 * 60, 2 * 60
_BY_DAY_OR_NIGHT = ("leisure.", "wellbeing.", "things.", "food.", "digital.", "civic.")


def class_of_topic(topic: str | None) -> str | None:
    """The safety class to which a topic belongs whatever else is said; None if it belongs to none."""
    if topic is None:
        return None
    return _TOPICS.get(topic) or next((code for family, code in _FAMILIES.items() if topic.startswith(family)), None)


def classes_of(gist: Gist, *, at: datetime | None = None) -> tuple[str, ...]:
    """The safety classes of a sentence, whoever says it, in the order of CLASSES; empty if nothing needs care.

    `at` is the local moment of writing: it places times such as "before Friday". Without it, no hours of the night are seen.
    """
    found = set(_by_topic(gist.topic, tuple(gist.topics.items())))
    if gist.names_key and gist.topic in _WITH_A_KEY and gist.action in (None, "service"):
        found.add("keys")
    if at is not None and _is_by_night(gist, at=at):
        found.add("nights")
    return tuple(code for code in CLASSES if code in found)


@lru_cache(maxsize=16384)
def _by_topic(topic: str | None, guesses: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    likely: dict[str, float] = {}
    for code, p in guesses:
        if found := class_of_topic(code):
            likely[found] = likely.get(found, 0.0) + p
    sure = class_of_topic(topic)
    classes = {code for code, p in likely.items() if p >= _LIKELY} | ({sure} if sure else set())
    if topic == "care.night":
        classes.add("nights")
    # Several classes may be likely together, and none of them alone: then the likeliest speaks.
    delicate = {code: p for code, p in likely.items() if _is_guarded(code)}
    if not any(_is_guarded(code) for code in classes) and sum(delicate.values()) >= _LIKELY:
        classes.add(max(delicate, key=lambda code: (delicate[code], code)))
    return tuple(sorted(classes))


def _is_guarded(code: str) -> bool:
    """Whether the charter itself asks for somebody verified."""
    return CHARTER[code].level != "anybody"


def _is_by_night(gist: Gist, *, at: datetime) -> bool:
    """Whether somebody is needed in the night itself, and not merely on days that have one."""
    if gist.time is None or gist.is_remote or gist.action != "service":
        return False
    if (gist.topic or "").startswith(_BY_DAY_OR_NIGHT):
        return False
    spans = tuple(span for span in asked_spans(gist.time, at=at) or () if span[1] - span[0] <= _LONGEST_NIGHT)
    return overlap(spans, _NIGHT) >= _LEAST_NIGHT
