"""In which order the eligible are asked: a score of named parts, each with the facts to say it to the person asked.

Facts only, no words of any screen: doors translate. Each part's value lies between 0 and 1.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from math import ceil, exp
from typing import Any

from entraide.logic.routing.encounter import Encounter
from entraide.logic.routing.hours import elapsed, minutes_of, overlap, span_text
from entraide.logic.routing.parties import Match
from entraide.logic.routing.weights import DEFAULT, Weights

# At this distance nearness has fallen to a third.
_FAR_KM = 10.0
# Free for this long is free enough for most help.
_ENOUGH_MINUTES = 120
_UNSAID_TIME = 0.7
_UNKNOWN_ANSWERS = 0.6
_LATELY = timedelta(days=7)
_NEWCOMER = 0.15
_OWES = 0.15

Facts = Mapping[str, Any]


def score(meeting: Encounter, *, weights: Weights = DEFAULT) -> Match:
    """The person with a score between 0 and 1 and the reasons, part by part. It does not look whether they are eligible."""
    because = {name: part(meeting) for name, part in PARTS.items()}
    # A part without facts cannot be known or does not matter here (the distance of a remote post): the others speak.
    told = {name: facts for name, facts in because.items() if facts}
    distance = None if meeting.search.gist.is_remote else meeting.distance_km
    return Match(
        identity=meeting.person.identity,
        score=weigh(told, weights=weights),
        distance_km=None if distance is None else round(distance, 1),
        because=told,
    )


def weigh(because: Mapping[str, Facts], *, weights: Weights = DEFAULT) -> float:
    """The score, 0 to 1, of the parts with their facts (as in `Match.because`) under these weights; 0 without any part."""
    counts = vars(weights)
    weighed = [
        (float(counts[name]), float(facts["value"]))
        for name, facts in because.items()
        if name in counts and "value" in facts
    ]
    return round(sum(weight * value for weight, value in weighed) / (sum(weight for weight, _ in weighed) or 1.0), 6)


def offer(meeting: Encounter) -> Facts:
    """What they offered, like, need or did, against what is asked."""
    fit = meeting.fit
    if fit is None:
        return {"value": 0.0}
    topic = meeting.search.gist.topic or ""
    thanked = meeting.person.thanked.get(topic, 0)
    value = fit.value + (1 - fit.value) * (1 - exp(-thanked / 4)) / 2
    return {
        "value": round(value, 4),
        "role": fit.role,
        "text": fit.say.text,
        "topic": fit.say.gist.topic or topic,
    }


def thanks(meeting: Encounter) -> Facts:
    """How often they were thanked for such help. Told only; it counts within what they offered."""
    times = meeting.person.thanked.get(meeting.search.gist.topic or "", 0)
    return {"value": round(1 - exp(-times / 4), 4), "times": times} if times else {}


def nearness(meeting: Encounter) -> Facts:
    """How near they live. The distance is told in whole kilometres, rounded up: nobody's home can be measured out."""
    if meeting.search.gist.is_remote:
        return {"value": 1.0, "remote": True}
    if meeting.distance_km is None:
        return {}
    facts = {"value": round(nearness_at(meeting.distance_km), 4), "distance_km": max(1, ceil(meeting.distance_km))}
    return facts if meeting.person.radius_km is None else {**facts, "radius_km": meeting.person.radius_km}


def nearness_at(distance_km: float) -> float:
    """How much a distance counts as near, 1 to 0."""
    return exp(-distance_km / _FAR_KM)


def time(meeting: Encounter) -> Facts:
    """Whether they are free when they are needed, and for how much of it."""
    asked, fit = meeting.search.hours, meeting.fit
    if asked is None or fit is None:
        return {}
    minutes = meeting.minutes_together(fit)
    if minutes is None:
        return {"value": _UNSAID_TIME, "is_said": False}
    needed = min(minutes_of(asked), _ENOUGH_MINUTES)
    return {
        "value": round(min(1.0, minutes / needed), 4),
        "is_said": True,
        "spans": [span_text(start, end) for start, end in meeting.hours(fit) or () if overlap(((start, end),), asked)],
    }


def answers(meeting: Encounter) -> Facts:
    """How surely they answer when they are asked; somebody who never was counts as most people do."""
    rate = meeting.person.answer_rate
    return {
        "value": round(_UNKNOWN_ANSWERS if rate is None else min(1.0, max(0.0, rate)), 4),
        "is_known": rate is not None,
    }


def fairness(meeting: Encounter) -> Facts:
    """Who was asked often lately, or helped a lot, comes later; newcomers, and who owes credits, sooner."""
    person = meeting.person
    lately = sum(elapsed(asked, meeting.search.post.at) < _LATELY for asked in person.asked_at)
    rested = 1 / (1 + lately / 2) * 1 / (1 + person.helped_lately / 4)
    ahead = (_NEWCOMER if person.is_new else 0.0) + (_OWES if person.owes_credits else 0.0)
    # Rested people leave room above them, so that a newcomer is seen to come sooner.
    return {
        "value": round(min(1.0, 0.7 * rested + ahead), 4),
        "asked_lately": lately,
        "helped_lately": person.helped_lately,
        "is_new": person.is_new,
        "owes_credits": person.owes_credits,
    }


def ties(meeting: Encounter) -> Facts:
    """What they and the writer already share: a community, and having helped each other."""
    post, person = meeting.search.post, meeting.person
    shared = person.communities & (post.communities or post.writer_communities)
    knows = post.writer is not None and post.writer in person.helped_with
    value = 1.0 if knows else 0.6 if shared else 0.0
    return {"value": value, "communities": sorted(shared), "helped_each_other": knows}


def terms(meeting: Encounter) -> Facts:
    """For what they said they help. Told only: terms are a rule."""
    return {"value": 1.0, "accepts": sorted(meeting.person.terms)} if meeting.person.terms else {}


PARTS: Mapping[str, Callable[[Encounter], Facts]] = {
    "offer": offer,
    "thanks": thanks,
    "time": time,
    "nearness": nearness,
    "answers": answers,
    "fairness": fairness,
    "ties": ties,
    "terms": terms,
}
