"""The server's charter, as code: what no community can decide away. Nothing switches it off.

Each article looks at rules and says what in them breaks it. Rules that break any are never kept (records.communities.changes
refuses them), and no field of `Rules` stands for what cannot be decided at all: that members read what is posted in their own
house, that rules and their history are read by whoever might join, that one leaves with one's data, that votes count once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entraide.logic.charter.rules import Rules
from entraide.logic.charter.taken_away import taken_away
from entraide.logic.charter.unfair_words import unfair_words

# The most that a community keeps of payments between its members, in per cent.
MOST_FEE_PERCENT: Final = 10.0
# The most that flows back to the commons each month, in per cent of what lies above the allowance.
MOST_DECAY_PERCENT: Final = 5.0
# With this room below nought, whoever has nothing can still be helped first: an hour, or what an hour is worth.
LEAST_ROOM: Final = 1
# The longest that closed posts are kept.
LONGEST_KEPT_MONTHS: Final = 60
# So few people can have something hidden before anybody has looked at it.
FEWEST_REPORTS_TO_HIDE: Final = 2
# Kinds of attestation (logic.routing.attestations) by which somebody is seen to be who they say: no less makes anybody verified.
NAMING_KINDS: Final = frozenset({"identity", "address", "extract", "driving", "member"})
# What takes something away from members is announced so long before it holds.
ANNOUNCED_BEFORE: Final = timedelta(days=7)


@dataclass(frozen=True)
class Breach:
    """Where rules break the charter.

    Attributes:
        article: the code of the article.
        field: the name of the field of `Rules`.
        words: the words of one's own rule that break it, as written; "" where a value does.
        sentence: which of one's own rules, counted from 0; None where a value breaks it.
    """

    article: str
    field: str
    words: str = ""
    sentence: int | None = None


@dataclass(frozen=True)
class Article:
    """One article: its code, by which wording tells it, and what in some rules breaks it."""

    code: str
    broken_by: Callable[[Rules], Iterable[Breach]]


def _unfair_sentences(article: str) -> Callable[[Rules], Iterator[Breach]]:
    def broken_by(rules: Rules) -> Iterator[Breach]:
        for number, sentence in enumerate(rules.own_rules):
            for found in unfair_words(sentence, article=article):
                yield Breach(article, "own_rules", found, number)

    return broken_by


def _data(rules: Rules) -> Iterator[Breach]:
    # That somebody belongs to a house that outsiders cannot look into is nobody's business outside.
    if rules.members_read_by == "all" and rules.posts_read_by == "members":
        yield Breach("data", "members_read_by")
    yield from _unfair_sentences("data")(rules)


def _leaving(rules: Rules) -> Iterator[Breach]:
    if rules.kept_months > LONGEST_KEPT_MONTHS:
        yield Breach("leaving", "kept_months")
    yield from _unfair_sentences("leaving")(rules)


def _fees(rules: Rules) -> Iterator[Breach]:
    if rules.fee_percent > MOST_FEE_PERCENT:
        yield Breach("fees", "fee_percent")
    if rules.fee_percent and not rules.may_use_euros:
        yield Breach("fees", "may_use_euros")


def _exchange(rules: Rules) -> Iterator[Breach]:
    if rules.currency == "gift":
        return
    first = max(LEAST_ROOM, rules.per_hour if rules.currency == "credits" else LEAST_ROOM)
    # Whoever comes with nothing must be able to be helped, and whoever helps them to be thanked.
    if -rules.floor + rules.welcome < first:
        yield Breach("exchange", "floor")
    if rules.ceiling < max(first, rules.welcome):
        yield Breach("exchange", "ceiling")
    if 0 < rules.most_per_transfer < first:
        yield Breach("exchange", "most_per_transfer")
    if rules.decay_percent > MOST_DECAY_PERCENT:
        yield Breach("exchange", "decay_percent")
    # What everybody is owed by the commons when they come has to be there.
    if rules.welcome > -rules.commons_floor:
        yield Breach("exchange", "welcome")
    if rules.credit_cents and not rules.may_use_euros:
        yield Breach("exchange", "credit_cents")


def _care(rules: Rules) -> Iterator[Breach]:
    # The safety classes ask for people whose identity somebody has verified (logic.routing.trust): nothing less may count as that.
    if not rules.verified_through or not set(rules.verified_through) <= NAMING_KINDS:
        yield Breach("care", "verified_through")


def _children(rules: Rules) -> Iterator[Breach]:
    # Without a parent's word, children are only where somebody lets each person in and where strangers do not read.
    if rules.minors == "all" and (rules.entry == "open" or rules.posts_read_by == "all"):
        yield Breach("children", "minors")


def _voice(rules: Rules) -> Iterator[Breach]:
    if rules.may_post == "stewards" and rules.forum in ("off", "stewards"):
        yield Breach("voice", "may_post")


def _heard(rules: Rules) -> Iterator[Breach]:
    if 0 < rules.hide_after < FEWEST_REPORTS_TO_HIDE:
        yield Breach("heard", "hide_after")


def _nothing(_rules: Rules) -> tuple[Breach, ...]:
    """Of what no rules can say: the article holds because there is no field for its contrary."""
    return ()


ARTICLES: Final[tuple[Article, ...]] = (
    Article("equal", _unfair_sentences("equal")),
    Article("vote", _unfair_sentences("vote")),
    Article("data", _data),
    Article("leaving", _leaving),
    Article("adverts", _unfair_sentences("adverts")),
    Article("fees", _fees),
    Article("exchange", _exchange),
    Article("care", _care),
    Article("children", _children),
    Article("voice", _voice),
    Article("heard", _heard),
    Article("told", _nothing),
    Article("announced", _nothing),
)
ARTICLE_CODES: Final[tuple[str, ...]] = tuple(article.code for article in ARTICLES)


class BreaksCharter(ValueError):
    """Rules that the charter does not allow: `breaches` say where."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        super().__init__(f"the charter forbids it: {', '.join(sorted({one.article for one in breaches}))}")
        self.breaches = breaches


def breaches(rules: Rules) -> tuple[Breach, ...]:
    """Everything in the rules that breaks the charter, article by article; empty if a community may have them."""
    return tuple(breach for article in ARTICLES for breach in article.broken_by(rules))


def soonest(*, before: Rules, after: Rules, now: datetime, is_alone: bool = False) -> datetime:
    """When a change may hold at the earliest: at once, or announced some days before where it takes something away from members.

    `now` is an aware moment; `is_alone`: whoever decides is the only member, and nobody has to be told.
    """
    return now if is_alone or not taken_away(before=before, after=after) else now + ANNOUNCED_BEFORE
