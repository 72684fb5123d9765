"""Move what was decided to move: the one way into the books, which every journey of credits takes. It asks nobody's permission."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from entraide.journeys.happen import happen_all
from entraide.journeys.refusals import Refusal
from entraide.logic.bookkeeping.terms import Terms
from entraide.records.communities.models import Community
from entraide.records.ledgers.books import Made, Opened, Unopened, Wish, decide, open_books, write
from entraide.records.ledgers.changes import open_accounts
from entraide.records.ledgers.durable import durably
from entraide.records.ledgers.models import Transfer
from entraide.records.ledgers.queries import terms_in_force

# Opening accounts and trying again: once is enough unless somebody else changes what is counted in between.
_TRIES = 3


def move_credits(
    *, wishes: Sequence[Wish], community: Community, now: datetime, terms: Terms | None = None
) -> list[Transfer | Refusal]:
    """Make these transfers in their order, at the aware moment `now`: for each the transfer, or the refusal that its journey may raise.

    One transaction, on the disk when it ends. The answers are those that one after the other would have had. A key that its payer
    has given before is the transfer that was made then. `terms`: those in force, if they were read already. Refusals: below_floor,
    above_ceiling; and raised, before anything is written: no_credits_here.
    """
    if not wishes:
        return []

    def work() -> list[Transfer | Refusal]:
        books = open_books(
            community_id=community.pk,
            holders={one for wish in wishes for one in (wish.payer, wish.payee)},
            keys={(wish.payer, wish.key) for wish in wishes},
        )
        return keep(
            wishes, books=books, community=community, terms=terms or terms_in_force(community, now=now), now=now
        )

    return in_the_books(
        work, community_id=community.pk, now=now, terms=lambda: terms or terms_in_force(community, now=now)
    )


def in_the_books[T](work: Callable[[], T], *, community_id: UUID, now: datetime, terms: Callable[[], Terms]) -> T:
    """Do `work`, which opens the books and calls `keep`, in one durable transaction.

    Accounts that are missing are opened, and it is done again; so it is when the same key was given twice at once, for then the second
    finds what the first has made.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            with durably():
                return work()
        except IntegrityError:
            if not tries_left:
                raise
        except Unopened as missing:
            with transaction.atomic():
                open_accounts(community_id=community_id, holders=missing.holders, terms=terms(), at=now)
    raise RuntimeError("accounts that were opened are not there")


def keep(
    wishes: Sequence[Wish], *, books: Opened, community: Community, terms: Terms, now: datetime
) -> list[Transfer | Refusal]:
    """Write these transfers down and say what happened; inside `in_the_books`. Raises Refusal: no_credits_here, or Unopened."""
    if terms.unit.is_gift:
        raise Refusal("no_credits_here")
    decided = decide(wishes, books=books, terms=terms, at=now)
    if decided.is_new:
        happen_all(
            [
                _happened(wish, made, community)
                for wish, made in zip(wishes, decided.answers, strict=True)
                if isinstance(made, Made) and made.is_new
            ],
            kind="credits_moved",
            at=now,
            write=lambda lines: write(decided, along=lines),
        )
    known = _known([made.id for made in decided.answers if isinstance(made, Made) and made.transfer is None])
    return [Refusal(made) if isinstance(made, str) else made.transfer or known[made.id] for made in decided.answers]


def _happened(wish: Wish, made: Made, community: Community) -> dict[str, Any]:
    return {
        "actor_id": wish.made_by,
        "person_id": wish.payee,
        "facts": {"community_id": str(community.pk), "transfer_id": str(made.id), "sort": wish.kind},
    }


def _known(keys: Sequence[UUID]) -> dict[UUID, Transfer]:
    return {one.pk: one for one in Transfer.objects.filter(pk__in=keys)} if keys else {}
