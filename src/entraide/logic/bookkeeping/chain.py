"""The chain of an account: each entry holds the digest of the one before it, so that no line of the books changes unseen.

Each account has a chain of its own. A transfer touches two of them and no third: nobody waits for the rest of the community, and
one member can check their own account without seeing any other. What ties all chains together is the seal of the day (seals.py).

Names and words are not in the chain. Of words there is a digest with salt: once words and salt are erased, the digest tells
nothing of them any more, and the chain still holds.
"""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

# Stands before everything that is digested, so that no digest of one sort can be taken for one of another, or of a later form.
ACCOUNT: Final = "entraide account 1"
ENTRY: Final = "entraide entry 1"
WORDS: Final = "entraide words 1"
HOLDER: Final = "entraide holder 1"
NOTHING: Final = "-"


class EntryFacts(NamedTuple):
    """What the digest of an entry is made of, besides the one before it.

    Attributes:
        account: the mark of the account whose entry it is.
        counterpart: the mark of the account at the other end.
        number: 1 for the first entry of the account, and so on without a gap.
        amount_minor: what came (positive) or went (negative).
        balance_minor: the balance after it.
        transfer: the key of the transfer.
        kind: why credits moved (records.ledgers.models.KINDS).
        made_at: an aware moment, exact to the microsecond.
        made_by: the identifier of whoever made it; None for what happens by itself.
        about: the identifier of what it is about (an exchange, a bill, a request); None for nothing.
        undoes: the key of the transfer that it undoes; None for nothing.
        words_digest: the digest of its words (words_digest below).
    """

    account: UUID
    counterpart: UUID
    number: int
    amount_minor: int
    balance_minor: int
    transfer: UUID
    kind: str
    made_at: datetime
    made_by: UUID | None
    about: UUID | None
    undoes: UUID | None
    words_digest: str


def digest_of(*parts: object) -> str:
    """SHA-256 over the parts, a line each, in 64 hexadecimal signs. Parts hold no line ends."""
    return _digest("\n".join(map(str, parts)))


def _digest(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()


def first_link(*, mark: UUID, unit: str, kind: str, opened_at: datetime, holder_digest: str) -> str:
    """What an account's chain begins with, before any entry: its mark, unit, kind, moment and holder's digest."""
    return digest_of(ACCOUNT, mark, unit, kind, _moment(opened_at), holder_digest)


def next_link(*, before: str, entry: EntryFacts) -> str:
    """The digest of an entry that follows the digest `before`."""
    # digest_of of all these parts, written out: it is made twice for every transfer.
    return _digest(
        f"{ENTRY}\n{before}\n{entry.account}\n{entry.number}\n{entry.amount_minor}\n{entry.balance_minor}\n"
        f"{entry.counterpart}\n{entry.transfer}\n{entry.kind}\n{_moment(entry.made_at)}\n{entry.made_by or NOTHING}\n"
        f"{entry.about or NOTHING}\n{entry.undoes or NOTHING}\n{entry.words_digest}"
    )


def words_digest(*, words: str, salt: str) -> str:
    """The digest of the words of a transfer, which may hold line ends, with its salt."""
    return digest_of(WORDS, salt, words.encode().hex())


# The digest of a transfer without words.
NO_WORDS: Final = words_digest(words="", salt="")


def holder_digest(*, holder: UUID | None, salt: str) -> str:
    """The digest of who holds an account; of the commons' it is that of nobody."""
    return digest_of(HOLDER, salt, holder or NOTHING)


@lru_cache(maxsize=64)
def _moment(at: datetime) -> str:
    # Kept, for both entries of a transfer, and all those of a batch, have the same.
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
