"""What differs between two versions of rules, field by field, as facts: wording tells it."""

from dataclasses import dataclass
from typing import Any

from entraide.logic.charter.rules import Rules
from entraide.logic.charter.taken_away import changed, taken_away


@dataclass(frozen=True)
class Change:
    """One field that differs.

    `before` and `after` are its values. Of a list (topics, kinds of attestation, own rules) `gained` and `lost` are what came and
    went, in their order. `takes_away`: members lose something by it, and it is announced.
    """

    field: str
    before: Any
    after: Any
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    takes_away: bool = False


def changes_told(*, before: Rules, after: Rules) -> tuple[Change, ...]:
    """Every field that differs, in the order of `Rules`."""
    taking = set(taken_away(before=before, after=after))
    return tuple(
        _change(field, before, after, takes_away=field in taking) for field in changed(before=before, after=after)
    )


def _change(field: str, before: Rules, after: Rules, *, takes_away: bool) -> Change:
    old, new = getattr(before, field), getattr(after, field)
    if not isinstance(old, tuple):
        return Change(field, old, new, takes_away=takes_away)
    return Change(
        field,
        old,
        new,
        gained=tuple(one for one in new if one not in old),
        lost=tuple(one for one in old if one not in new),
        takes_away=takes_away,
    )
