"""Which posts ask for people whom the community has verified: those where somebody, or somebody's roof, is entrusted."""

from collections.abc import Mapping
from functools import lru_cache

from entraide.logic.reading.interpretation import Reading

_FAMILIES = ("children.", "care.")
_TOPICS = frozenset({"places.stay", "places.shelter", "transport.accompany"})
# Unsure readings count as delicate as soon as delicate topics together are this likely: better one careful ask too many.
_LIKELY = 0.25
# Guesses of a topic below this probability say nothing.
_NEGLIGIBLE = 0.04


def is_delicate(topic: str | None) -> bool:
    """Whether helping under this topic means being trusted with a child, a frail person, or a roof."""
    return topic is not None and (topic in _TOPICS or topic.startswith(_FAMILIES))


def needs_verification(reading: Reading) -> bool:
    """Whether only verified people may help with this post. Those who are helped, by an offer, need not be verified."""
    return reading.kind == "need" and may_be_delicate(reading)


def may_be_delicate(reading: Reading) -> bool:
    """Whether a sentence, whoever says it, is likely enough to be about something delicate."""
    likely = sum(p for topic, p in guessed_topics(reading).items() if is_delicate(topic))
    return is_delicate(reading.topic) or likely >= _LIKELY


def guessed_topics(reading: Reading) -> Mapping[str, float]:
    """The topics that a reading may be about, with their probabilities (not summing to one: the rest is unknown).

    A topic that somebody set right counts as certain.
    """
    return _guessed(reading.topic, reading.confidence, tuple((c.topic, c.score) for c in reading.candidates))


@lru_cache(maxsize=16384)
def _guessed(topic: str | None, confidence: float, candidates: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    if topic and (confidence >= 1.0 or not candidates):
        return {topic: 1.0}
    likely = {code: p for code, p in candidates if p >= _NEGLIGIBLE}
    if topic:
        # The reader may have settled on another topic than the likeliest, for the sake of the action: it weighs as much.
        likely[topic] = max([*likely.values(), _NEGLIGIBLE])
    return likely
