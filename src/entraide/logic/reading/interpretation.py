"""What a reading is: the fields that the bot finds in one sentence, in the shape in which they are kept and sent.

It holds data only. A reading is a Valueflows *Proposal* in small: a primary *Intent* (kind, action, topic …) and what is
wanted in return (terms). https://www.valueflo.ws/concepts/proposals/
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

LANGUAGES = ("fr", "nl", "en", "de")
LONGEST_SENTENCE = 300

Language = Literal["fr", "nl", "en", "de"]
Kind = Literal["need", "offer", "none"]
Action = Literal["service", "give", "lend", "sell"]
Precision = Literal["address", "street", "district", "locality", "municipality", "region"]
Mode = Literal["free", "credits", "money", "barter", "mixed", "open"]
Per = Literal["hour", "day", "night", "week", "month", "unit", "km"]
Unit = Literal[
    "person", "piece", "kg", "litre", "metre", "square_metre", "hour", "day", "night", "week", "month", "place"
]
FieldName = Literal[
    "kind", "action", "topic", "subject", "place", "destination", "remote", "time", "urgency", "terms", "quantity"
]


@dataclass(frozen=True)
class PlaceSaid:
    """A place that a sentence names. Degrees are WGS 84; `radius_km` is what the sentence says, else None."""

    name: str
    postcode: str | None
    country: str
    latitude: float
    longitude: float
    precision: Precision
    radius_km: float | None = None


@dataclass(frozen=True)
class TimeSaid:
    """When: local wall-clock moments (ISO 8601 to the minute, no offset), `end` exclusive; `recurrence` an RFC 5545 RRULE value.

    With a recurrence, `start` and `end` bound its first occurrence.
    """

    start: str | None
    end: str | None
    recurrence: str | None = None


@dataclass(frozen=True)
class Terms:
    """What is wanted in return. `amount` in whole units of `currency` (ISO 4217, `h` for hours of time credit, `credit`)."""

    mode: Mode = "open"
    amount: float | None = None
    currency: str | None = None
    per: Per | None = None
    in_return: str | None = None
    in_return_topic: str | None = None


@dataclass(frozen=True)
class Quantity:
    """How many are needed or offered, if more than one is said."""

    value: float
    unit: Unit


@dataclass(frozen=True)
class Span:
    """The characters (Unicode code points, `end` exclusive) of the sentence that a field was read from."""

    field: FieldName
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """One likely topic and its probability, 0 to 1."""

    topic: str
    score: float


_PARTS = ("place", "destination", "time", "terms", "quantity")
_LISTS = ("spans", "candidates", "place_candidates")


@dataclass(frozen=True)
class Reading:
    """What the bot understood of one sentence. `confidence` (0 to 1) is how sure kind and topic are."""

    language: Language
    kind: Kind
    action: Action | None
    topic: str | None
    subject: str | None
    place: PlaceSaid | None = None
    destination: PlaceSaid | None = None
    remote: bool = False
    time: TimeSaid | None = None
    urgency: Literal["now", "normal"] = "normal"
    terms: Terms = field(default_factory=Terms)
    quantity: Quantity | None = None
    confidence: float = 0.0
    questions: tuple[FieldName, ...] = ()
    spans: tuple[Span, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    # Places that the sentence may mean, when more than one is likely: what the page offers as one-tap answers.
    place_candidates: tuple[PlaceSaid, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The reading as plain data, ready for JSON. `from_dict` gives the same reading back."""
        data = dict(vars(self))
        for name in _PARTS:
            if data[name] is not None:
                data[name] = dict(vars(data[name]))
        for name in _LISTS:
            data[name] = tuple(dict(vars(one)) for one in data[name])
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """A reading from what `as_dict` gave (also after a trip through JSON). Raises KeyError or TypeError on anything else."""

        def place(value: Mapping[str, Any] | None) -> PlaceSaid | None:
            return PlaceSaid(**value) if value else None

        return cls(
            **{
                **data,
                "place": place(data.get("place")),
                "destination": place(data.get("destination")),
                "time": TimeSaid(**data["time"]) if data.get("time") else None,
                "terms": Terms(**data["terms"]) if data.get("terms") else Terms(),
                "quantity": Quantity(**data["quantity"]) if data.get("quantity") else None,
                "questions": tuple(data.get("questions", ())),
                "spans": tuple(Span(**span) for span in data.get("spans", ())),
                "candidates": tuple(Candidate(**candidate) for candidate in data.get("candidates", ())),
                "place_candidates": tuple(PlaceSaid(**p) for p in data.get("place_candidates", ())),
            }
        )


class UnreadableSentence(ValueError):
    """A line that cannot be read. `code` says why: `empty`, `too_long` or `not_text`."""

    def __init__(self, code: Literal["empty", "too_long", "not_text"]) -> None:
        super().__init__(code)
        self.code = code
