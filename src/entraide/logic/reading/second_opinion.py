"""Another reader's opinion of a sentence, and how it weighs beside our own reading.

An opinion can only choose among what is known here (kinds, actions, topics): whatever else it holds makes it no opinion at all.
It never overrules. Where both agree the reading is surer; where they differ the writer is asked, both answers first.
"""

from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass, replace
from math import isfinite
from typing import Any, cast, get_args

from entraide.logic.reading.interpretation import Action, Candidate, FieldName, Kind, Reading
from entraide.logic.reading.topics import topic_codes
from entraide.logic.reading.understand import UNSURE_BELOW

# Models say they are surer than they are: so much of their confidence counts (0 to 1).
TRUST = 0.7
_FIELDS = {"kind", "action", "topic", "confidence"}


@dataclass(frozen=True)
class Opinion:
    """What another reader makes of a sentence. With the kind `none` there is neither action nor topic. `confidence`: 0 to 1."""

    kind: Kind
    action: Action | None
    topic: str | None
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """The opinion as plain data, ready for JSON. `opinion_from` gives it back."""
        return asdict(self)


def opinion_from(values: object) -> Opinion | None:
    """The opinion in this plain data, which may come from anywhere; None unless it is exactly one, with known values only."""
    if not isinstance(values, Mapping) or set(values) != _FIELDS:
        return None
    kind, action, topic, confidence = (values[name] for name in ("kind", "action", "topic", "confidence"))
    if not isinstance(kind, str) or kind not in get_args(Kind):
        return None
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        return None
    if not isfinite(confidence) or not 0 <= confidence <= 1:
        return None
    if kind == "none":
        return Opinion(kind="none", action=None, topic=None, confidence=float(confidence))
    if not isinstance(topic, str) or topic not in topic_codes():
        return None
    if action is not None and (not isinstance(action, str) or action not in get_args(Action)):
        return None
    return Opinion(kind=cast(Kind, kind), action=cast(Action | None, action), topic=topic, confidence=float(confidence))


def is_wanted(reading: Reading, *, settled: Set[str] = frozenset()) -> bool:
    """Whether our own `reading` leaves kind or topic in doubt. What the writer has `settled` themselves is in no doubt."""
    doubtful = {"kind", "topic"} - settled
    if doubtful & set(reading.questions):
        return True
    if reading.confidence >= UNSURE_BELOW and (reading.topic or reading.kind == "none"):
        return False
    return ("kind" if reading.kind == "none" else "topic") in doubtful


def combined(reading: Reading, *, opinion: Opinion, settled: Set[str] = frozenset()) -> Reading:
    """Our own `reading` in the light of the `opinion`, which says nothing about what the writer has `settled` (kind, topic).

    Agreement counts as a second witness who is right with probability TRUST × confidence, and takes its questions away once
    the reading is sure enough. Disagreement lowers the confidence alike, and becomes the first question; of the candidates
    our own stays first and the other's comes next. Kind, action and topic of the reading stay as they are.
    """
    agree, differ = _compared(reading, opinion, settled)
    if not agree and not differ:
        return reading
    doubt = 1 - TRUST * opinion.confidence
    raised = 1 - (1 - reading.confidence) * doubt
    answered = agree if raised >= UNSURE_BELOW else set()
    confidence = reading.confidence * doubt if differ else raised
    first: list[FieldName] = [field for field in _ORDER if field in differ]
    rest = [field for field in reading.questions if field not in differ and field not in answered]
    return replace(
        reading,
        confidence=round(confidence, 4),
        questions=(*first, *rest),
        candidates=_candidates(reading, opinion) if opinion.topic and "topic" not in settled else reading.candidates,
    )


_ORDER: tuple[FieldName, ...] = ("kind", "topic")


def _compared(reading: Reading, opinion: Opinion, settled: Set[str]) -> tuple[set[str], set[str]]:
    """The fields on which both agree, and those on which they differ, of those that are open and that both speak of."""
    pairs: dict[str, tuple[str, str]] = {"kind": (reading.kind, opinion.kind)}
    if reading.topic and opinion.topic:
        pairs["topic"] = (reading.topic, opinion.topic)
    agree = {field for field, (own, other) in pairs.items() if field not in settled and own == other}
    return agree, pairs.keys() - settled - agree


def _candidates(reading: Reading, opinion: Opinion) -> tuple[Candidate, ...]:
    """The candidates with our own topic first and the other's next. A topic that was no candidate comes with the score 0."""
    scores = {candidate.topic: candidate.score for candidate in reading.candidates}
    own = reading.topic or (reading.candidates[0].topic if reading.candidates else None)
    order = dict.fromkeys([code for code in (own, opinion.topic) if code] + list(scores))
    return tuple(Candidate(code, scores.get(code, 0.0)) for code in order)[: max(len(scores), 2)]
