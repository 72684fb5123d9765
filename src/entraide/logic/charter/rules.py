"""The rules of a community, as data: everything that it decides about itself, with what holds until it has decided.

`Rules` keeps only what can be kept at all: each field has its values and bounds, whoever sets it. What a community may
decide among them is for the charter (charter.py) to say. Safety classes and weights have histories of their own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

ENTRIES: Final = ("open", "request", "invitation")
READERS: Final = ("all", "members")
MEMBERS_READERS: Final = ("all", "members", "stewards")
POSTERS: Final = ("members", "verified", "stewards")
ASKABLE: Final = ("members", "verified")
CHECKS: Final = ("none", "first", "all")
VERIFIERS: Final = ("stewards", "named")
MINORS: Final = ("none", "from_16", "with_consent", "all")
CURRENCIES: Final = ("gift", "hours", "credits")
PRICES: Final = ("equal", "free")
DEBTS: Final = ("commons", "others", "stays")
BOOKS_READERS: Final = ("stewards", "members")
EVERY: Final = ("year", "month")
FORUMS: Final = ("off", "members", "verified", "stewards")

MOST_OWN_RULES = 12
LONGEST_OWN_RULE = 200
LONGEST_CURRENCY_NAME = 40
MOST_TOPICS = 40
WIDEST_BALANCE = 10_000
WIDEST_COMMONS = 1_000_000
DEAREST_CENTS = 100_000
MOST_MONTHS_KEPT = 120
MOST_REPORTS = 20

_CODE = re.compile(r"[a-z][a-z0-9_]{0,29}(\.[a-z0-9_]{1,30})?")


class WrongRules(ValueError):
    """A value that no community's rules can have: `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(f"no rules can have this {field}")
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a community has decided. A field that it never decided about has the value given here.

    Attributes:
        entry: who becomes a member: anybody (open), whoever asks and is let in (request), whoever was invited (invitation).
        posts_read_by: who reads its posts: all or members.
        forum_read_by: who reads its forum: all or members.
        members_read_by: who sees the list of its members: all, members or stewards.
        may_post: who publishes sentences there: members, verified (members verified here) or stewards.
        may_be_asked: whom its posts are brought to, and who may answer them: members (or whoever reads a post), or verified.
        posts_checked: which posts wait until somebody has looked at them: none, the first of each member (first), or all.
        checkers: how many different people must say yes to such a post: 1 or 2.
        topics: codes of topics or families that posts may be about; empty for all.
        verified_through: kinds of attestation of which each makes a member verified here.
        verifiers: who gives these: stewards, or members named for it as well (named).
        minors: who may be a member below 18: none, from 16 on, whoever has a parent's consent, or all.
        currency: what is counted besides money: nothing (gift), hours or credits.
        currency_name: what the community calls it; empty for hours or credits as such.
        floor: how far below nought a member's balance may fall: an integer, 0 or less, in hours or credits.
        ceiling: how far above it may rise: an integer, 0 or more.
        prices: whether an hour is worth the same whoever helps (equal), or those two agree (free).
        per_hour: what an hour is worth by usage, in credits; 0 without a usage. (An hour is an hour where hours are counted.)
        most_per_transfer: the most that may be given at once, in hours or credits; 0 for as much as the accounts allow.
        welcome: what a new member gets from the commons, in hours or credits.
        commons_floor: how far below nought the community's own account may fall, in hours or credits.
        decay_percent: what flows back to the commons each month of what an account has above `decay_free`, in per cent, one decimal.
        decay_free: what an account keeps untouched by it.
        debt_when_leaving: who bears the debt of a member who leaves: the commons, the fullest accounts together (others), or nobody
            yet: it waits on the account for their return (stays).
        credit_cents: what an hour or a credit costs in euro cents, for who wants to buy it from the community; 0: it cannot be bought.
        books_read_by: who reads the books without names: stewards or members. One's own account, and the commons', every member reads.
        may_use_euros: whether posts may name a price in euros.
        fee_percent: what whoever pays another member may add for the community, in per cent, with at most one decimal.
        subscription_cents: what a member's subscription is, in euro cents; 0: there is none. Nobody is put out for not paying it.
        subscription_every: for how long it is paid: year or month.
        members_settle: whether simple cases of moderation are settled by members who were drawn.
        hide_after: after how many reports by different people something is hidden until looked at; 0 for never.
        forum: who opens threads: off (there is no forum), members, verified or stewards.
        own_rules: plain sentences in the community's own words, each of at most 200 signs.
        kept_months: for how many months closed posts are kept.
    """

    entry: str = "open"
    posts_read_by: str = "all"
    forum_read_by: str = "all"
    members_read_by: str = "members"
    may_post: str = "members"
    may_be_asked: str = "members"
    posts_checked: str = "none"
    checkers: int = 1
    topics: tuple[str, ...] = ()
    verified_through: tuple[str, ...] = ("identity",)
    verifiers: str = "stewards"
    minors: str = "with_consent"
    currency: str = "gift"
    currency_name: str = ""
    floor: int = -20
    ceiling: int = 20
    prices: str = "equal"
    per_hour: int = 0
    most_per_transfer: int = 0
    welcome: int = 0
    commons_floor: int = -1000
    decay_percent: float = 0.0
    decay_free: int = 0
    debt_when_leaving: str = "commons"
    credit_cents: int = 0
    books_read_by: str = "stewards"
    may_use_euros: bool = True
    fee_percent: float = 0.0
    subscription_cents: int = 0
    subscription_every: str = "year"
    members_settle: bool = False
    hide_after: int = 3
    forum: str = "members"
    own_rules: tuple[str, ...] = ()
    kept_months: int = 24

    def __post_init__(self) -> None:
        """Raises WrongRules on a value that no rules can have."""
        for field, is_right in _RIGHT.items():
            if not is_right(getattr(self, field)):
                raise WrongRules(field)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Rules":
        """The rules kept as plain data. What is missing has its default; what is unknown (a later version's) is left out.

        Raises WrongRules on a value that no rules can have.
        """
        known: dict[str, Any] = {field.name: given[field.name] for field in fields(cls) if field.name in given}
        known.update({name: tuple(value) for name, value in known.items() if isinstance(value, list)})
        return cls(**known)

    def as_dict(self) -> dict[str, Any]:
        """The rules as plain data for JSON, every field of them."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @property
    def has_forum(self) -> bool:
        """Whether there is a forum at all."""
        return self.forum != "off"

    def allows_topic(self, topic: str | None) -> bool:
        """Whether posts may be about the topic with this code; a sentence without one is about nothing forbidden."""
        return not self.topics or topic is None or topic in self.topics or topic.split(".")[0] in self.topics


FIELDS: Final[tuple[str, ...]] = tuple(field.name for field in fields(Rules))


def _one_of(values: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in values


def _from_to(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _are_codes(most: int) -> Callable[[Any], bool]:
    return lambda value: _are_texts(value, most=most) and all(_CODE.fullmatch(one) for one in value)


def _are_texts(value: Any, *, most: int) -> bool:
    is_list = isinstance(value, tuple) and len(value) <= most and all(isinstance(one, str) for one in value)
    return is_list and len(set(value)) == len(value)


def _is_line(value: Any, *, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and value == " ".join(value.split())


def _are_sentences(value: Any) -> bool:
    is_list = _are_texts(value, most=MOST_OWN_RULES)
    return is_list and all(one and _is_line(one, longest=LONGEST_OWN_RULE) for one in value)


def _is_percentage(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= 100 and round(value, 1) == value


_RIGHT: Final[Mapping[str, Callable[[Any], bool]]] = {
    "entry": _one_of(ENTRIES),
    "posts_read_by": _one_of(READERS),
    "forum_read_by": _one_of(READERS),
    "members_read_by": _one_of(MEMBERS_READERS),
    "may_post": _one_of(POSTERS),
    "may_be_asked": _one_of(ASKABLE),
    "posts_checked": _one_of(CHECKS),
    "checkers": _from_to(1, 2),
    "topics": _are_codes(MOST_TOPICS),
    "verified_through": _are_codes(MOST_TOPICS),
    "verifiers": _one_of(VERIFIERS),
    "minors": _one_of(MINORS),
    "currency": _one_of(CURRENCIES),
    "currency_name": lambda value: _is_line(value, longest=LONGEST_CURRENCY_NAME),
    "floor": _from_to(-WIDEST_BALANCE, 0),
    "ceiling": _from_to(0, WIDEST_BALANCE),
    "prices": _one_of(PRICES),
    "per_hour": _from_to(0, WIDEST_BALANCE),
    "most_per_transfer": _from_to(0, WIDEST_BALANCE),
    "welcome": _from_to(0, WIDEST_BALANCE),
    "commons_floor": _from_to(-WIDEST_COMMONS, 0),
    "decay_percent": _is_percentage,
    "decay_free": _from_to(0, WIDEST_BALANCE),
    "debt_when_leaving": _one_of(DEBTS),
    "credit_cents": _from_to(0, DEAREST_CENTS),
    "books_read_by": _one_of(BOOKS_READERS),
    "may_use_euros": _is_yes_or_no,
    "fee_percent": _is_percentage,
    "subscription_cents": _from_to(0, DEAREST_CENTS),
    "subscription_every": _one_of(EVERY),
    "members_settle": _is_yes_or_no,
    "hide_after": _from_to(0, MOST_REPORTS),
    "forum": _one_of(FORUMS),
    "own_rules": _are_sentences,
    "kept_months": _from_to(1, MOST_MONTHS_KEPT),
}
