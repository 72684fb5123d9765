"""Whom a community trusts with what: the rules of the safety classes, what the charter asks at least, and who meets them.

One function, `fault`, decides for asking, for answering and for choosing alike. Nobody's trustworthiness is guessed here: a
community says of whom it has verified the identity, and that is all that is known of anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["anybody", "verified", "verified_here"]

# From the laxest to the strictest: anybody; whom some community on this server has verified; whom this community has.
LEVELS: Final[tuple[Level, ...]] = ("anybody", "verified", "verified_here")


@dataclass(frozen=True)
class SafetyRule:
    """Who may help with something of one class. `for_adults_only` is asked on top of the level."""

    level: Level = "anybody"
    for_adults_only: bool = False

    @property
    def strictness(self) -> int:
        """How strict the level is: 0 for anybody, more for stricter ones."""
        return LEVELS.index(self.level)

    def is_laxer_than(self, other: "SafetyRule") -> bool:
        """Whether this rule lets somebody pass whom the other does not."""
        return self.strictness < other.strictness or (other.for_adults_only and not self.for_adults_only)

    def together_with(self, other: "SafetyRule") -> "SafetyRule":
        """The rule that holds where both do: whatever is stricter in either."""
        level = max(self.level, other.level, key=LEVELS.index)
        return SafetyRule(level, self.for_adults_only or other.for_adults_only)


@dataclass(frozen=True)
class Standing:
    """What is known of a person before they are trusted with something.

    Attributes:
        is_verified: whether any community has verified who they are.
        verified_by: the communities that have, as opaque identifiers.
        is_adult: whether an attested age says that they are of age; None as long as nobody attests ages, which is today.
    """

    is_verified: bool = False
    verified_by: frozenset[str] = frozenset()
    is_adult: bool | None = None


# What holds everywhere: a community may ask for more, never for less.
CHARTER: Final[Mapping[str, SafetyRule]] = {
    "children": SafetyRule("verified"),
    "care": SafetyRule("verified"),
    "lodging": SafetyRule("verified"),
    "accompanying": SafetyRule("verified"),
    "keys": SafetyRule("anybody"),
    "nights": SafetyRule("anybody"),
}

Fault = Literal["not_verified", "not_verified_here", "age_not_known"]


def rule_for(classes: Iterable[str], *, rules: Mapping[str, SafetyRule]) -> SafetyRule:
    """The rule of a sentence with these safety classes: the strictest of each class's, as the community and the charter have it."""
    together = SafetyRule()
    for code in classes:
        together = together.together_with(in_force(code, rules=rules))
    return together


def in_force(code: str, *, rules: Mapping[str, SafetyRule]) -> SafetyRule:
    """The rule of one class in a community with these `rules` of its own; the charter's where that is stricter."""
    return CHARTER[code].together_with(rules.get(code, SafetyRule()))


def fault(standing: Standing, *, rule: SafetyRule, house: str | None) -> Fault | None:
    """Why a person of this standing may not help under the rule, in the community `house`; None if they may."""
    if rule.level != "anybody" and not (standing.is_verified or standing.verified_by):
        return "not_verified"
    # A post that belongs to no community can only ask for what any of them vouches for.
    if rule.level == "verified_here" and house is not None and house not in standing.verified_by:
        return "not_verified_here"
    if rule.for_adults_only and not standing.is_adult:
        return "age_not_known"
    return None


def level_named(name: str) -> Level | None:
    """The level with this name; None if there is none."""
    return name if name in LEVELS else None
