"""All numbers by which routing weighs, in one place: data, not code. A community may change `Weights` within `BOUNDS`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Final


@dataclass(frozen=True)
class Weights:
    """How much each part of the score counts. They need not sum to one: the score divides by their sum.

    Attributes:
        offer: what they said, or did before, against what is asked.
        nearness: how near they live.
        time: whether they are free then.
        answers: how surely they answer when asked.
        fairness: who was asked or helped much lately comes later; newcomers come sooner.
        ties: same community, helped each other before.
    """

    offer: float = 0.68
    nearness: float = 0.10
    time: float = 0.06
    answers: float = 0.05
    fairness: float = 0.07
    ties: float = 0.04

    def __post_init__(self) -> None:
        """Raises ValueError if a weight is out of its bounds."""
        for name, value in asdict(self).items():
            low, high = BOUNDS[name]
            if not low <= value <= high:
                raise ValueError(f"the weight of {name} must lie between {low} and {high}, not at {value}")


# The lowest and the highest value of each weight that a community may choose.
BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "offer": (0.4, 1.0),
    "nearness": (0.0, 0.4),
    "time": (0.0, 0.2),
    "answers": (0.0, 0.15),
    "fairness": (0.02, 0.3),
    "ties": (0.0, 0.2),
}


def weights_from(kept: Mapping[str, Any]) -> Weights:
    """The weights that were kept as plain data, by name. What is not there counts as by default; what has got out of bounds since,
    or is no number, is brought back into them.
    """
    values = {}
    for name, default in asdict(DEFAULT).items():
        value = kept.get(name, default)
        low, high = BOUNDS[name]
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        values[name] = min(high, max(low, float(value))) if is_number else default
    return Weights(**values)


@dataclass(frozen=True)
class FitWeights:
    """How likely a person's own sentence answers a post, as a logistic curve over three likenesses.

    Fitted once on labelled pairs of posts and people; few numbers, so that they carry over to other towns.

    Attributes:
        constant: where the curve lies.
        topic: for equal topics (likeness 0 to 1).
        meaning: for a cosine of one between the two sentence vectors.
        words: for shared words (0 none, 1/2 one, 2/3 two …).
        least: whoever fits a need less than this is not asked: they said nothing that fits.
        least_wanted: whoever fits an offer less than this is not asked: who gives has time, and nobody likes to be offered what
            they did not look for.
    """

    constant: float = -2.5
    topic: float = 3.5
    meaning: float = 4.0
    words: float = 4.0
    least: float = 0.22
    least_wanted: float = 0.3


DEFAULT: Final = Weights()
WEIGHT_NAMES: Final = tuple(asdict(DEFAULT))
FIT: Final = FitWeights()
