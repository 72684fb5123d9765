"""The rules that everybody keeps on this server, whatever a community decides besides: what a report names and a measure rests on.

They are few, said in plain words (wording.moderation), and the same everywhere. A community's own rules come beside them.
"""

from dataclasses import dataclass
from typing import Final

# What nobody may do here; the order is that of the page of a report.
CONDUCT: Final = ("respect", "equality", "harassment", "honesty", "advertising", "privacy", "safety", "law")
_OWN = "own"


@dataclass(frozen=True)
class OwnRule:
    """One of a community's own rules: the `number`th (from 1) in the version of its rules with this `version` number."""

    version: int
    number: int


def code_of_own(*, version: int, number: int) -> str:
    """How a report or measure names a community's own rule: versions are kept for ever, so it always says the same."""
    return f"{_OWN}.{version}.{number}"


def own_rule(code: str) -> OwnRule | None:
    """The community's own rule that a code names; None if it names none (but perhaps a rule of conduct)."""
    parts = code.split(".")
    if len(parts) != 3 or parts[0] != _OWN or not all(part.isascii() and part.isdigit() for part in parts[1:]):
        return None
    return OwnRule(version=int(parts[1]), number=int(parts[2]))


def codes_of(*, version: int, own_rules: int) -> tuple[str, ...]:
    """The codes of all rules that can be named now: those of conduct, then the community's own (`own_rules` of them)."""
    return (*CONDUCT, *(code_of_own(version=version, number=number) for number in range(1, own_rules + 1)))
