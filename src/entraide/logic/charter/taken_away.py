"""What a change of rules takes away from members: that has to be announced before it holds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from entraide.logic.charter import rules as known
from entraide.logic.charter.rules import FIELDS, Rules

Taking = Callable[[Any, Any], bool]


def taken_away(*, before: Rules, after: Rules) -> tuple[str, ...]:
    """The fields by which the change takes something away: from who joins, reads, posts or is asked, of money, time or a say."""
    return tuple(field for field in changed(before=before, after=after) if _takes(field, before=before, after=after))


def changed(*, before: Rules, after: Rules) -> tuple[str, ...]:
    """The fields that differ, in the order of `Rules`."""
    return tuple(field for field in FIELDS if getattr(before, field) != getattr(after, field))


def _takes(field: str, *, before: Rules, after: Rules) -> bool:
    if field in _OF_ACCOUNTS and before.currency == "gift":
        return False  # there were no accounts from which anything could have been taken
    if field == "checkers" and after.posts_checked == "none":
        return False
    return _TAKES[field](getattr(before, field), getattr(after, field))


def _later_in(order: tuple[str, ...]) -> Taking:
    return lambda old, new: order.index(new) > order.index(old)


def _always(_old: Any, _new: Any) -> bool:
    return True


def _never(_old: Any, _new: Any) -> bool:
    return False


def _more(old: float, new: float) -> bool:
    return new > old


def _less(old: float, new: float) -> bool:
    return new < old


def _lost(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return not set(old) <= set(new)


def _gained(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return not set(new) <= set(old)


def _fewer_topics(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether something was allowed that is no longer; without topics all are."""
    if not new:
        return False
    return not old or any(one not in new and one.split(".")[0] not in new for one in old)


def _hidden_sooner(old: int, new: int) -> bool:
    return new > 0 and (old == 0 or new < old)


def _narrower_most(old: int, new: int) -> bool:
    """Whether less may be given at once; nought means as much as one likes."""
    return new > 0 and (old == 0 or new < old)


# Rules that mean nothing where nothing is counted.
_OF_ACCOUNTS: Final = frozenset(
    {
        "floor",
        "ceiling",
        "prices",
        "per_hour",
        "most_per_transfer",
        "welcome",
        "commons_floor",
        "decay_percent",
        "decay_free",
    }
    | {"debt_when_leaving", "credit_cents", "books_read_by"}
)
_FORUM_NARROWS: Final = ("members", "verified", "stewards", "off")
# Who reads what is announced both ways: closing takes it from those outside, opening shows what members wrote for themselves.
_TAKES: Final[Mapping[str, Taking]] = {
    "entry": _later_in(known.ENTRIES),
    "posts_read_by": _always,
    "forum_read_by": _always,
    "members_read_by": _always,
    "may_post": _later_in(known.POSTERS),
    "may_be_asked": _later_in(known.ASKABLE),
    "posts_checked": _later_in(known.CHECKS),
    "checkers": _more,
    "topics": _fewer_topics,
    "verified_through": _lost,
    "verifiers": lambda _old, new: new == "stewards",
    "minors": lambda old, new: known.MINORS.index(new) < known.MINORS.index(old),
    "currency": _always,
    "currency_name": _never,
    "floor": _more,
    "ceiling": _less,
    "prices": _always,
    "per_hour": _never,
    "most_per_transfer": _narrower_most,
    "welcome": _less,
    # What the commons owe, all of them owe.
    "commons_floor": _less,
    "decay_percent": _more,
    "decay_free": _less,
    "debt_when_leaving": _always,
    "credit_cents": lambda old, new: bool(old) != bool(new),
    # Opening the books shows what members did while they were closed.
    "books_read_by": _always,
    "may_use_euros": lambda _old, new: not new,
    "fee_percent": _more,
    "subscription_cents": _more,
    "subscription_every": _always,
    "members_settle": lambda _old, new: not new,
    "hide_after": _hidden_sooner,
    "forum": lambda old, new: _FORUM_NARROWS.index(new) > _FORUM_NARROWS.index(old),
    "own_rules": _gained,
    "kept_months": _always,
}
