"""Somebody's exchanges as a list: first those in which it is their turn, then what is promised or talked about; what is over last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import listed_for, next_times, other_in
from entraide.records.people.models import Person
from entraide.web.exchange_told import YOUR_TURN, Turn, turn_of
from entraide.wording.exchanges import mark_of, turn_words
from entraide.wording.promises import time_words

MOST = 60
MOST_OVER = 10


@dataclass(frozen=True)
class Listed:
    """One exchange in a list: with whom, what, when next, and what is to be done now."""

    exchange: Exchange
    name: str
    mark: tuple[str, str]
    turn: Turn
    words: str
    when: str

    @property
    def is_your_turn(self) -> bool:
        """Whether the viewer is to do something."""
        return self.turn in YOUR_TURN


@dataclass(frozen=True)
class OwnExchanges:
    """The three lists of somebody's exchanges."""

    yours: Sequence[Listed] = ()
    going_on: Sequence[Listed] = ()
    over: Sequence[Listed] = ()

    @property
    def post_ids(self) -> set[UUID | None]:
        """The posts that these exchanges are about."""
        return {one.exchange.post_id for one in (*self.yours, *self.going_on, *self.over)}


def own_exchanges(viewer: Person, *, now: datetime) -> OwnExchanges:
    """The viewer's latest exchanges at the aware moment `now`; two queries.

    An answer of which nothing has come yet, neither a choice nor a word, stands with its post, and not here.
    """
    rows = [row for row in listed_for(viewer)[:MOST] if _has_come_to_something(row)]
    times = next_times(rows, giver=viewer)
    listed = []
    for row in rows:
        current, has_thanked = times[row.pk]
        turn = turn_of(row, viewer, current=current, has_thanked=has_thanked, now=now)
        other = other_in(row, viewer)
        listed.append(
            Listed(
                exchange=row,
                name=other.first_name if other else _("quelqu'un qui est parti"),
                mark=mark_of(row.state),
                turn=turn,
                words=turn_words(turn),
                when=time_words(current.starts_at, current.ends_at, now=now, is_short=True)
                if current and current.starts_at and row.is_promised
                else "",
            )
        )
    is_over = ("settled", "over")
    return OwnExchanges(
        yours=[one for one in listed if one.is_your_turn],
        going_on=[one for one in listed if not one.is_your_turn and one.turn not in is_over],
        over=[one for one in listed if one.turn in is_over][:MOST_OVER],
    )


def _has_come_to_something(row: Exchange) -> bool:
    is_chosen = row.answer is not None and row.answer.chosen_at is not None
    is_begun = is_chosen or row.proposal is not None or row.promised_at is not None or row.answer is None
    return is_begun or row.thread.message_count > 0
