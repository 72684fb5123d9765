"""Posting: which of some transfers may be made, one after the other, and what each leaves behind. It decides; records write it down.

A batch gets the very answers that its transfers would get one by one, in their order: each sees what those before it left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from entraide.logic.bookkeeping.chain import EntryFacts, next_link
from entraide.logic.bookkeeping.terms import Limits

BELOW_FLOOR: Final = "below_floor"
ABOVE_CEILING: Final = "above_ceiling"


class Standing(NamedTuple):
    """Where an account stands before a transfer: its mark, balance, how many entries it has, the digest of the last, and its limits.

    `limits` are those of the rules, or its own: a balance beyond them may come back, and go no further.
    """

    mark: UUID
    balance_minor: int
    entry_count: int
    latest_hash: str
    limits: Limits

    @property
    def held(self) -> Limits:
        """The limits with the balance inside, as the database holds them."""
        return self.limits.widened(balance_minor=self.balance_minor)


class Line(NamedTuple):
    """One transfer that is wished: from the account with the mark `payer` to that of `payee`, and what the chain tells of it.

    `is_due`: it is made whatever the limits say (what a rule takes or gives when somebody leaves).
    """

    key: UUID
    payer: UUID
    payee: UUID
    amount_minor: int
    kind: str
    made_at: datetime
    words_digest: str
    made_by: UUID | None = None
    about: UUID | None = None
    undoes: UUID | None = None
    is_due: bool = False


class Posted(NamedTuple):
    """What a transfer leaves behind: its two entries with their digests, the payer's first."""

    line: Line
    entries: tuple[tuple[EntryFacts, str], tuple[EntryFacts, str]]


def post(
    lines: Sequence[Line], *, accounts: Mapping[UUID, Standing]
) -> tuple[list[Posted | str], dict[UUID, Standing]]:
    """What becomes of each line, in order: what it leaves behind, or why it is refused (BELOW_FLOOR, ABOVE_CEILING).

    A line with the payer and key of one that was made before it is that one: the same Posted stands for both. `accounts`: where each
    account named by a line stands, by its mark. Returned beside: where they stand afterwards. Raises ValueError on an amount that is
    not positive, or a transfer of an account to itself: no door lets these through.
    """
    after = dict(accounts)
    done: list[Posted | str] = []
    made: dict[tuple[UUID, UUID], Posted] = {}
    for line in lines:
        if line.amount_minor <= 0 or line.payer == line.payee:
            raise ValueError("a transfer goes from one account to another, and moves something")
        payer, payee = after[line.payer], after[line.payee]
        if (line.payer, line.key) in made:
            done.append(made[line.payer, line.key])
        elif not line.is_due and line.amount_minor > payer.limits.can_give(balance_minor=payer.balance_minor):
            done.append(BELOW_FLOOR)
        elif not line.is_due and line.amount_minor > payee.limits.can_take(balance_minor=payee.balance_minor):
            done.append(ABOVE_CEILING)
        else:
            gave, payer = _moved(payer, line, -line.amount_minor, other=payee.mark)
            took, payee = _moved(payee, line, line.amount_minor, other=payer.mark)
            after[line.payer], after[line.payee] = payer, payee
            made[line.payer, line.key] = Posted(line=line, entries=(gave, took))
            done.append(made[line.payer, line.key])
    return done, after


def _moved(standing: Standing, line: Line, amount: int, *, other: UUID) -> tuple[tuple[EntryFacts, str], Standing]:
    entry = EntryFacts(
        account=standing.mark,
        counterpart=other,
        number=standing.entry_count + 1,
        amount_minor=amount,
        balance_minor=standing.balance_minor + amount,
        transfer=line.key,
        kind=line.kind,
        made_at=line.made_at,
        made_by=line.made_by,
        about=line.about,
        undoes=line.undoes,
        words_digest=line.words_digest,
    )
    digest = next_link(before=standing.latest_hash, entry=entry)
    moved = Standing(
        mark=standing.mark,
        balance_minor=entry.balance_minor,
        entry_count=entry.number,
        latest_hash=digest,
        limits=standing.limits,
    )
    return (entry, digest), moved
