"""Who takes part in routing: a post that looks for people, and the neighbours it might be sent to. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from numpy import float32
from numpy.typing import NDArray

from entraide.logic.routing.gist import Gist, Point
from entraide.logic.routing.trust import SafetyRule, Standing

Vector = NDArray[float32]


@dataclass(frozen=True)
class Spoken:
    """One of a neighbour's own sentences: what they offer, need or like. `vector` is the encoder's, of unit length."""

    text: str
    gist: Gist
    vector: Vector | None = None


@dataclass(frozen=True)
class Neighbour:
    """Somebody who might be asked, with everything that the rules and the order look at.

    Attributes:
        identity: an opaque identifier; two neighbours never share one.
        home: the blurred home, or None if not said.
        radius_km: how far they go; None means the default (10 km).
        languages: the languages they speak (ISO 639-1), any; empty if not said.
        free: weekly spans such as "SA 08:00-12:00" (local time); empty means any time.
        terms: what they help for (free, credits, money); empty means all.
        communities: the communities they belong to.
        blocks: identities with whom they share a block, in either direction.
        is_verified: whether any community has verified who they are; `verified_by` which ones, if that is known.
        is_adult: whether somebody attested that they are of age; False if they said that they are not; else None.
        attested: what is attested of them, as (community, kind); see `trust`.
        asked_at: when they were asked lately (aware or naive like `at`), for caps and fairness.
        asks_per_day, asks_per_week: the limits they set; None for none.
        helped_lately: how often they helped in the last four weeks.
        thanked: how often they were thanked, by topic.
        answer_rate: share of asks they answered, 0 to 1; None if never asked.
        is_new: joined less than four weeks ago.
        owes_credits: their account is below zero: they are glad of a chance to earn.
        helped_with: identities with whom they have helped each other before.
    """

    identity: str
    home: Point | None = None
    says: tuple[Spoken, ...] = ()
    radius_km: float | None = None
    languages: frozenset[str] = frozenset()
    free: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    is_verified: bool = False
    verified_by: frozenset[str] = frozenset()
    is_adult: bool | None = None
    attested: frozenset[tuple[str, str]] = frozenset()
    is_paused: bool = False
    is_active: bool = True
    asked_at: tuple[datetime, ...] = ()
    asks_per_day: int | None = None
    asks_per_week: int | None = None
    helped_lately: int = 0
    thanked: Mapping[str, int] = field(default_factory=dict)
    answer_rate: float | None = None
    is_new: bool = False
    owes_credits: bool = False
    helped_with: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RoutedPost:
    """A post to be routed. `at` is now, local time; `place` the named place or else the writer's home; None if neither is known.

    `communities` to which it is addressed; empty means open to all. `writer_languages` empty: the sentence's language counts.
    `writer_communities` are those the writer belongs to: they tie, but exclude nobody. `radius_km` is how far around the place
    it asks; None: as the sentence says, if it does. `house` is the community whose `safety_rules` (by class; see `trust`) hold
    on top of the charter's; `only_verified`: it asks nobody whom the house has not verified; `writer_standing` is what is known of
    who offers something that needs care, None if it does not matter.
    """

    gist: Gist
    at: datetime
    place: Point | None = None
    destination: Point | None = None
    vector: Vector | None = None
    writer: str | None = None
    writer_languages: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    writer_communities: frozenset[str] = frozenset()
    radius_km: float | None = None
    house: str | None = None
    safety_rules: Mapping[str, SafetyRule] = field(default_factory=dict)
    only_verified: bool = False
    writer_standing: Standing | None = None


@dataclass(frozen=True)
class Match:
    """One person who may be asked: score 0 to 1, distance in kilometres (None if remote or unknown), and why, part by part.

    `because` maps a part's name (offer, nearness, time, …) to its facts: {"value": 0…1, …further facts to be shown, as plain data}.
    """

    identity: str
    score: float
    distance_km: float | None
    because: Mapping[str, Mapping[str, Any]]
