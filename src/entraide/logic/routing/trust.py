"""Whom a community trusts with what: the rules of the safety classes, what the charter asks at least, and who meets them.

One function, `fault`, decides for asking, for answering and for choosing alike. Nobody's trustworthiness is guessed here: people
whom a community trusts with it attest what they have seen (logic.routing.attestations), and that is all that is known of anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from entraide.logic.routing.attestations import KINDS

Level = Literal["anybody", "verified", "verified_here"]

# From the laxest to the strictest: anybody; whom some community on this server has verified; whom this community has.
LEVELS: Final[tuple[Level, ...]] = ("anybody", "verified", "verified_here")


@dataclass(frozen=True)
class SafetyRule:
    """Who may help with something of one class. `for_adults_only` and each of `kinds`, attested here, are asked on top of the level."""

    level: Level = "anybody"
    for_adults_only: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def strictness(self) -> int:
        """How strict the level is: 0 for anybody, more for stricter ones."""
        return LEVELS.index(self.level)

    def is_laxer_than(self, other: "SafetyRule") -> bool:
        """Whether this rule lets somebody pass whom the other does not."""
        if self.strictness < other.strictness or not other.kinds <= self.kinds:
            return True
        return other.for_adults_only and not self.for_adults_only

    def together_with(self, other: "SafetyRule") -> "SafetyRule":
        """The rule that holds where both do: whatever is stricter in either."""
        level = max(self.level, other.level, key=LEVELS.index)
        return SafetyRule(level, self.for_adults_only or other.for_adults_only, self.kinds | other.kinds)


@dataclass(frozen=True, slots=True)
class Vouched:
    """What one community says of one of its members.

    Attributes:
        house: the community, as an opaque identifier.
        is_verified: whether it verified them; `verified_until` the last day on which that holds (None: no end).
        attested: each kind that it attests, with the last day on which that holds (None: no end).
    """

    house: str
    is_verified: bool = False
    verified_until: date | None = None
    attested: tuple[tuple[str, date | None], ...] = ()


@dataclass(frozen=True)
class Standing:
    """What is known of a person before they are trusted with something.

    Attributes:
        is_verified: whether any community has verified who they are.
        verified_by: the communities that have, as opaque identifiers.
        is_adult: whether somebody attested that they are of age; False if they said themselves that they are not; else None.
        attested: what is attested of them, as (community, kind).
    """

    is_verified: bool = False
    verified_by: frozenset[str] = frozenset()
    is_adult: bool | None = None
    attested: frozenset[tuple[str, str]] = frozenset()


# What holds everywhere: a community may ask for more, never for less.
CHARTER: Final[Mapping[str, SafetyRule]] = {
    "children": SafetyRule("verified"),
    "care": SafetyRule("verified"),
    "lodging": SafetyRule("verified"),
    "accompanying": SafetyRule("verified"),
    "keys": SafetyRule("anybody"),
    "nights": SafetyRule("anybody"),
}

Fault = Literal["not_verified", "not_verified_here", "age_not_known", "not_attested"]


def rule_for(classes: Iterable[str], *, rules: Mapping[str, SafetyRule]) -> SafetyRule:
    """The rule of a sentence with these safety classes: the strictest of each class's, as the community and the charter have it."""
    together = SafetyRule()
    for code in classes:
        together = together.together_with(in_force(code, rules=rules))
    return together


def in_force(code: str, *, rules: Mapping[str, SafetyRule]) -> SafetyRule:
    """The rule of one class in a community with these `rules` of its own; the charter's where that is stricter."""
    return CHARTER[code].together_with(rules.get(code, SafetyRule()))


def fault(standing: Standing, *, rule: SafetyRule, house: str | None, is_entrusted: bool = False) -> Fault | None:
    """Why a person of this standing may not help under the rule, in the community `house`; None if they may.

    `is_entrusted`: something of a safety class is, whatever its rule: that is never for somebody who is not of age.
    """
    if is_entrusted and standing.is_adult is False:
        return "age_not_known"
    if rule.level != "anybody" and not (standing.is_verified or standing.verified_by):
        return "not_verified"
    # A post that belongs to no community can only ask for what any of them vouches for.
    if rule.level == "verified_here" and house is not None and house not in standing.verified_by:
        return "not_verified_here"
    if rule.for_adults_only and not standing.is_adult:
        return "age_not_known"
    if rule.kinds and not rule.kinds <= {kind for by, kind in standing.attested if house is None or by == house}:
        return "not_attested"
    return None


def standing_by(said: Iterable[Vouched], *, today: date, adult_on: date | None = None) -> Standing:
    """What is known of somebody on that day, of whom these communities say this.

    `adult_on`: from when on they are of age, by what they said themselves; None for whoever said nothing, which is most.
    """
    is_minor = adult_on is not None and today < adult_on
    verified_by: list[str] = []
    attested: list[tuple[str, str]] = []
    for one in said:
        if one.is_verified and (one.verified_until is None or today <= one.verified_until):
            verified_by.append(one.house)
        attested += [(one.house, kind) for kind, until in one.attested if until is None or today <= until]
    if not attested and not is_minor:
        return Standing(is_verified=bool(verified_by), verified_by=frozenset(verified_by)) if verified_by else _UNKNOWN
    return Standing(
        is_verified=bool(verified_by),
        verified_by=frozenset(verified_by),
        is_adult=False if is_minor else True if any(_proves_age(kind) for _, kind in attested) else None,
        attested=frozenset(attested),
    )


_UNKNOWN: Final = Standing()


def _proves_age(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].proves == "adult"


def level_named(name: str) -> Level | None:
    """The level with this name; None if there is none."""
    return name if name in LEVELS else None
