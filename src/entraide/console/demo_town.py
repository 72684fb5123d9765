"""The demo town as it stands in demo_town.toml: who lives there and what they wrote. It reads, and changes nothing.

The tests know the same people: there is one source for both.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from entraide.common.text import fold

CAST = ("Amina", "Bruno", "Chloé", "Daan", "Els", "Farid", "Ginette")
_DAYS: Mapping[str, Sequence[str]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_A_DAY_AHEAD = re.compile(r"\{\+(\d)\}")


@dataclass(frozen=True)
class TownRequest:
    """Somebody who asks to be let into a community, and waits."""

    by: str
    words: str


@dataclass(frozen=True)
class TownCommunity:
    """A community of the town, opened from a `template` by one of its people; what is empty is as the template has it.

    `communes` are names of places.
    """

    slug: str
    name: str
    motto: str
    template: str
    opened_by: str
    paper: str = ""
    plate: str = ""
    entry: str = ""
    welcome: str = ""
    communes: tuple[str, ...] = ()
    own_rules: tuple[str, ...] = ()
    requests: tuple[TownRequest, ...] = ()


@dataclass(frozen=True)
class Inhabitant:
    """Somebody of the town. `at` is a point (degrees) within the place `home`; `since_days` how long they have been a member."""

    name: str
    language: str
    speaks: tuple[str, ...]
    home: str
    says: tuple[str, ...]
    at: tuple[float, float] | None = None
    radius_km: int | None = None
    free: tuple[str, ...] = ()
    helps_for: tuple[str, ...] = ()
    is_verified: bool = False
    is_paused: bool = False
    is_steward: bool = False
    since_days: int = 60
    communities: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address with which they sign in (example.org: RFC 2606, no mail ever goes there)."""
        return f"{fold(self.name).text.strip()}@example.org"


@dataclass(frozen=True)
class TownAnswer:
    """What somebody of the town says to a post, so many minutes after it was published."""

    by: str
    kind: str
    words: str
    after_minutes: int
    is_chosen: bool = False


@dataclass(frozen=True)
class TownPost:
    """What somebody of the town wrote: some minutes ago, or some days ago at a time of day (`clock`).

    `kind` and `topic` are what its writer set right with the chips; None: as read.
    """

    by: str
    text: str
    minutes_ago: int | None = None
    days_ago: int = 0
    clock: time = time(12)
    community: str = ""
    kind: str | None = None
    topic: str | None = None
    answers: tuple[TownAnswer, ...] = ()
    is_withdrawn: bool = False

    def published_at(self, now: datetime) -> datetime:
        """When it was published, if it is `now` (an aware local moment); never after."""
        if self.minutes_ago is not None:
            return now - timedelta(minutes=self.minutes_ago)
        on_that_day = (now - timedelta(days=self.days_ago)).replace(hour=self.clock.hour, minute=self.clock.minute)
        return min(on_that_day, now - timedelta(minutes=5))

    def text_on(self, now: datetime, *, language: str) -> str:
        """The sentence, with the names of the days ahead filled in."""

        def name(found: re.Match[str]) -> str:
            return _DAYS[language][(now + timedelta(days=int(found[1]))).weekday()]

        return _A_DAY_AHEAD.sub(name, self.text)


@dataclass(frozen=True)
class TownReply:
    """What somebody says in a thread, so many minutes after it was opened; and who reported it, naming which rule, if anybody did."""

    by: str
    words: str
    after_minutes: int
    reported_by: str = ""
    rule: str = ""


@dataclass(frozen=True)
class TownThread:
    """A thread of a community's forum, opened so many hours ago."""

    by: str
    community: str
    subject: str
    words: str
    hours_ago: int
    replies: tuple[TownReply, ...] = ()


@dataclass(frozen=True)
class TownPay:
    """The part in euros of a help: what it was for, how many cents, into whose account; and whether they came."""

    what: str
    cents: int
    iban: str
    holder: str
    is_paid: bool = False


@dataclass(frozen=True)
class TownHelp:
    """Somebody of the town was helped by another, so many days ago: what they had written, what the helper answered, their thanks.

    `community`: "" for what neighbours do without one. `pay`: what was paid for it in euros, or is still to be.
    """

    by: str
    helper: str
    text: str
    topic: str
    words: str
    days_ago: int
    community: str = ""
    thanks: str = ""
    pay: TownPay | None = None


@dataclass(frozen=True)
class TownDues:
    """What a community asks of some of its members in euros for a period, so many days ago, and into which account.

    `paid`: of whom it came; `said_paid`: who says that they paid.
    """

    community: str
    by: str
    cents: int
    period: str
    what: str
    iban: str
    holder: str
    days_ago: int
    to: tuple[str, ...]
    paid: tuple[str, ...] = ()
    said_paid: tuple[str, ...] = ()


@dataclass(frozen=True)
class TownGift:
    """Somebody of the town gave another so much of what their community counts (`amount`, as people write it), so many days ago."""

    by: str
    to: str
    amount: str
    words: str
    community: str
    days_ago: int


@dataclass(frozen=True)
class Town:
    """The whole town."""

    communities: tuple[TownCommunity, ...]
    people: Mapping[str, Inhabitant]
    posts: tuple[TownPost, ...]
    threads: tuple[TownThread, ...]
    helps: tuple[TownHelp, ...]
    gifts: tuple[TownGift, ...]
    dues: tuple[TownDues, ...]


@cache
def town() -> Town:
    """The town of demo_town.toml. Raises TypeError if the file names a field that is none."""
    kept = tomllib.loads((files("entraide.console") / "demo_town.toml").read_text(encoding="utf-8"))
    people = [Inhabitant(**_tuples(entry)) for entry in kept["people"]]
    return Town(
        communities=tuple(_community(entry) for entry in kept["communities"]),
        people={person.name: person for person in people},
        posts=tuple(_post(entry) for entry in kept["posts"]),
        threads=tuple(_thread(entry) for entry in kept["threads"]),
        helps=tuple(_help(entry) for entry in kept["helps"]),
        gifts=tuple(TownGift(**entry) for entry in kept["gifts"]),
        dues=tuple(TownDues(**_tuples(entry)) for entry in kept["dues"]),
    )


def _community(entry: dict[str, Any]) -> TownCommunity:
    requests = tuple(TownRequest(**request) for request in entry.pop("requests", ()))
    return TownCommunity(**_tuples(entry), requests=requests)


def _help(entry: dict[str, Any]) -> TownHelp:
    pay = entry.pop("pay", None)
    return TownHelp(**entry, pay=TownPay(**pay) if pay else None)


def _thread(entry: dict[str, Any]) -> TownThread:
    replies = tuple(TownReply(**reply) for reply in entry.pop("replies", ()))
    return TownThread(**entry, replies=replies)


def _post(entry: dict[str, Any]) -> TownPost:
    answers = tuple(TownAnswer(**answer) for answer in entry.pop("answers", ()))
    if "clock" in entry:
        entry["clock"] = time.fromisoformat(entry["clock"])
    return TownPost(**entry, answers=answers)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
