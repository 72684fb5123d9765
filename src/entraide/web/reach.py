"""How many neighbours a reading would reach, and why they: in words, before anything is published. Names nobody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.journeys.find_people import Reach, preview_reach
from entraide.logic.reading.interpretation import Reading
from entraide.records.people.models import Person
from entraide.wording.reach import chosen_because, reach_words

# From this value on a part of a match counts as a reason.
_COUNTS_FROM = 0.5


@dataclass(frozen=True)
class ReachLine:
    """One line under a reading: `who` ("7 voisins", stressed) and `what` they could do; `why` they, or empty."""

    count: int
    who: str
    what: str
    why: str
    kind: str


def reach_line(reading: Reading, *, text: str, person: Person | None, now: datetime) -> ReachLine | None:
    """The line for this reading; None where nothing can be said yet (neither need nor offer, or nobody knows where)."""
    if reading.kind not in ("need", "offer") or reading.topic is None:
        return None
    place = reading.place.name if reading.place else (person.home_name if person else "")
    if not place and not reading.remote:
        return ReachLine(0, _("Dites où"), _("et vous saurez combien de voisins cette phrase atteint."), "", "")
    reach = preview_reach(reading=reading, text=text, viewer=person, now=now)
    radius = reach.farthest_km if not reading.remote else None
    who, what = reach_words(
        count=reach.count,
        kind=reading.kind,
        radius_km=radius,
        place="" if reading.remote else place,
        has_more=reach.has_more,
    )
    return ReachLine(reach.count, who, what, _why(reach, reading), "offer" if reading.kind == "need" else "need")


def _why(reach: Reach, reading: Reading) -> str:
    """What most of those reached have in common."""
    if not reach.matches:
        return ""
    counted = Counter(part for match in reach.matches for part, facts in match.because.items() if _counts(facts))
    common = {part for part, times in counted.items() if times * 2 >= len(reach.matches)}
    return chosen_because(reading=reading, parts=common, count=reach.count)


def _counts(facts: object) -> bool:
    """Whether a part speaks for itself: it weighs enough, and (of free hours) the person said so."""
    if not isinstance(facts, Mapping) or facts.get("is_said") is False:
        return False
    return bool(facts.get("value", 0.0) >= _COUNTS_FROM)
