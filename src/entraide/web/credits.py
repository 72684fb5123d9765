"""What pages show of credits: an account with its scale and lines, the tally book of a community that gives, the part of an exchange."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.logic.bookkeeping.units import Unit
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import tally_of
from entraide.records.ledgers import queries
from entraide.records.ledgers.models import UNDOABLE, Account, Entry, Transfer
from entraide.records.people.models import Person
from entraide.wording.amounts import typed
from entraide.wording.credits import Moved, commons_title, line_title, scale_label

A_PAGE = 30


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The drawing of a balance between its limits: places are per cent of the width, as CSS writes them."""

    balance_minor: int
    floor_minor: int
    ceiling_minor: int
    zero: str
    now: str
    left: str
    right: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an account: when, with whom and what for, what came or went, the balance after it; and what may be undone."""

    number: int
    at: datetime
    title: str
    words: str
    amount_minor: int
    balance_minor: int
    undo: UUID | None = None
    is_undone: bool = False


def limits_of(account: Account | None, terms: Terms) -> Limits:
    """The limits of a member's account, or those of one that is not opened yet."""
    if account is None:
        return terms.limits
    usual = terms.commons if account.kind == "commons" else terms.limits
    return Limits(
        floor_minor=usual.floor_minor if account.own_floor_minor is None else account.own_floor_minor,
        ceiling_minor=usual.ceiling_minor if account.own_ceiling_minor is None else account.own_ceiling_minor,
    )


def scale_of(balance_minor: int, limits: Limits, unit: Unit) -> Scale:
    """The scale of a balance; one beyond its limits stands at their end."""
    held = limits.widened(balance_minor=balance_minor)
    width = max(1, held.ceiling_minor - held.floor_minor)

    def place(minor: int) -> float:
        return round(100 * (minor - held.floor_minor) / width, 1)

    zero, now = place(0), place(balance_minor)
    return Scale(
        balance_minor=balance_minor,
        floor_minor=limits.floor_minor,
        ceiling_minor=limits.ceiling_minor,
        zero=f"{zero}%",
        now=f"{now}%",
        left=f"{min(zero, now)}%",
        right=f"{max(zero, now)}%",
        label=scale_label(balance_minor, limits.floor_minor, limits.ceiling_minor, unit),
    )


def lines_of(entries: Sequence[Entry], *, account: Account, may_undo_all: bool = False) -> list[Line]:
    """The lines of an account as a page shows them; `may_undo_all`: the viewer runs the community."""
    return [_line(entry, account, may_undo_all) for entry in entries]


def _line(entry: Entry, account: Account, may_undo_all: bool) -> Line:
    transfer = entry.transfer
    came = entry.amount_minor > 0
    other = transfer.payer if came else transfer.payee
    moved = Moved(
        kind=transfer.kind,
        came=came,
        other=other.person.first_name if other.person else "",
        is_commons=other.kind == "commons",
        is_own_commons=account.kind == "commons",
    )
    is_undone = hasattr(transfer, "undone_by")
    may_undo = transfer.kind in UNDOABLE and not is_undone and (came or may_undo_all) and _is_there(transfer)
    return Line(
        number=entry.number,
        at=transfer.made_at,
        title=commons_title(moved) if account.kind == "commons" else line_title(moved),
        words=transfer.words,
        amount_minor=entry.amount_minor,
        balance_minor=entry.balance_minor,
        undo=transfer.pk if may_undo else None,
        is_undone=is_undone,
    )


def _is_there(transfer: Transfer) -> bool:
    return all(account.kind == "commons" or account.person_id for account in (transfer.payer, transfer.payee))


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One row of the tally book: how often, and the strokes of it, five to a gate; `width` in units of the drawing."""

    count: int
    path: str
    width: int


@dataclass(frozen=True, kw_only=True)
class Book:
    """The tally book of somebody in a community that gives: they helped, were helped, got words of thanks."""

    helped: Tally
    was_helped: Tally
    thanks: Tally


# As many strokes as one line of a phone takes; more are told by the number.
MOST_STROKES = 25


def book_of(viewer: Person, *, community: Community) -> Book:
    """The viewer's own tally book; nobody else sees it."""
    helped, was_helped, thanks = tally_of(viewer, community=community)
    return Book(helped=tally(helped), was_helped=tally(was_helped), thanks=tally(thanks))


def tally(count: int) -> Tally:
    """The strokes of a count, drawn as by hand: four upright, the fifth across."""
    path, x = [], 4
    for number in range(1, min(count, MOST_STROKES) + 1):
        if number % 5:
            path.append(f"M{x} 4l-1 26")
            x += 9
        else:
            path.append(f"M{x - 41} 25l40-17")
            x += 12
    return Tally(count=count, path="".join(path), width=max(10, x + 4))


@dataclass(frozen=True, kw_only=True)
class ExchangeCredits:
    """What `parts/exchange_credits.html` shows: what was agreed, what was given, and whether the viewer may give now."""

    unit: Unit
    agreed_minor: int
    given_minor: int
    may_give: bool
    to: Person | None
    suggested: str


def credits_of(viewer: Person | None, exchange: Exchange) -> ExchangeCredits | None:
    """The part in credits of an exchange, for one of its two; None where nothing is counted, in a ring, or for anybody else."""
    if viewer is None or viewer.pk not in (exchange.asker_id, exchange.helper_id) or exchange.is_in_ring:
        return None
    terms = queries.terms_in_force(exchange.community, now=timezone.now())
    if terms.unit.is_gift:
        return None
    given = queries.thanked_with(exchange.pk)
    agreed = exchange.credits_minor or 0
    may_give = (
        viewer.pk == exchange.asker_id
        and exchange.helper is not None
        and exchange.state in ("done", "thanked", "settled")
    )
    if not (agreed or given or may_give):
        return None
    left = max(0, agreed - given)
    usual = _usual(exchange, terms) if not agreed and not given else left
    return ExchangeCredits(
        unit=terms.unit,
        agreed_minor=agreed,
        given_minor=given,
        may_give=may_give and (left > 0 or not agreed),
        to=exchange.helper,
        suggested=typed(usual, terms.unit) if usual else "",
    )


def _usual(exchange: Exchange, terms: Terms) -> int:
    """What the time of the exchange is worth by the community's usage; 0 where no time was said."""
    if exchange.starts_at is None or exchange.ends_at is None:
        return 0
    minutes = int((exchange.ends_at - exchange.starts_at).total_seconds() // 60)
    return terms.worth(minutes=minutes) if minutes <= 12 * 60 else 0
