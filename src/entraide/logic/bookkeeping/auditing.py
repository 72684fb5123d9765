"""Auditing: what is wrong with the books, account by account, transfer by transfer, seal by seal. From plain rows, wherever they come from.

Everything that the books say twice is compared, and every digest is worked out anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from entraide.logic.bookkeeping.chain import EntryFacts, first_link, holder_digest, next_link, words_digest
from entraide.logic.bookkeeping.seals import BEGINNING, Head, root, seal_digest


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountRow:
    """An account as it is kept. `holder` and `holder_salt` are None and "" where they are not known (any more)."""

    mark: UUID
    unit: str
    kind: str
    opened_at: datetime
    holder_digest: str
    balance_minor: int
    floor_minor: int
    ceiling_minor: int
    entry_count: int
    latest_hash: str
    holder: UUID | None = None
    holder_salt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryRow:
    """An entry as it is kept, with what its transfer says: its facts, its digest, and the words where they are known."""

    facts: EntryFacts
    digest: str
    words: str = ""
    words_salt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SealRow:
    """A seal as it is kept."""

    number: int
    day: date
    unit: str
    accounts: int
    entries: int
    root: str
    before: str
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: its code, and where: the mark of an account, the number of an entry in it, the key of a transfer, or of a seal.

    Codes: holder, words, balance, number, chain, account_balance, account_count, account_hash, limits (of an account and its entries);
    sides, sum, twice (of transfers); seal_order, seal_digest, seal_root, seal_count, seal_unknown (of seals).
    """

    code: str
    account: UUID | None = None
    entry: int | None = None
    transfer: UUID | None = None
    seal: int | None = None


def check_account(account: AccountRow, entries: Iterable[EntryRow]) -> tuple[list[Fault], list[str]]:
    """What is wrong with an account and its entries (in the order of their numbers); and the digest after each entry, worked out anew.

    The digests begin with that of the account itself, so that the n-th is that after n entries.
    """
    faults: list[Fault] = []

    def fault(code: str, entry: EntryRow | None = None) -> None:
        where = (entry.facts.number, entry.facts.transfer) if entry else (None, None)
        faults.append(Fault(code, account.mark, *where))

    if account.holder_salt and holder_digest(holder=account.holder, salt=account.holder_salt) != account.holder_digest:
        fault("holder")
    digests = [
        first_link(
            mark=account.mark,
            unit=account.unit,
            kind=account.kind,
            opened_at=account.opened_at,
            holder_digest=account.holder_digest,
        )
    ]
    balance = 0
    for number, entry in enumerate(entries, 1):
        balance += entry.facts.amount_minor
        if entry.facts.number != number:
            fault("number", entry)
        if entry.facts.balance_minor != balance:
            fault("balance", entry)
        if _words_differ(entry):
            fault("words", entry)
        if next_link(before=digests[-1], entry=entry.facts) != entry.digest:
            fault("chain", entry)
        # From here on as it stands: so that one fault is told once, and not for every entry behind it.
        digests.append(entry.digest)
    if account.entry_count != len(digests) - 1:
        fault("account_count")
    if account.balance_minor != balance:
        fault("account_balance")
    if account.latest_hash != digests[-1]:
        fault("account_hash")
    if not account.floor_minor <= account.balance_minor <= account.ceiling_minor:
        fault("limits")
    return faults, digests


def check_transfer(
    *, key: UUID, payer: UUID, payee: UUID, amount_minor: int, sides: Mapping[UUID, int]
) -> Iterator[Fault]:
    """What is wrong between a transfer and its entries: `sides` are the amounts by the marks of their accounts."""
    if dict(sides) != {payer: -amount_minor, payee: amount_minor} or payer == payee:
        yield Fault("sides", transfer=key)


def check_seals(seals: Iterable[SealRow]) -> Iterator[Fault]:
    """What is wrong with the seals of one community and unit among themselves, oldest first."""
    before, day = BEGINNING, date.min
    for number, seal in enumerate(seals, 1):
        if seal.number != number or seal.before != before or seal.day <= day:
            yield Fault("seal_order", seal=seal.number)
        if digest_of_seal(seal) != seal.digest:
            yield Fault("seal_digest", seal=seal.number)
        before, day = seal.digest, seal.day


def check_seal(seal: SealRow, heads: Iterable[Head]) -> Iterator[Fault]:
    """What is wrong between a seal and where the accounts stood then, as worked out anew."""
    stood = list(heads)
    if (len(stood), sum(head.number for head in stood)) != (seal.accounts, seal.entries):
        yield Fault("seal_count", seal=seal.number)
    if root(stood) != seal.root:
        yield Fault("seal_root", seal=seal.number)


def _words_differ(entry: EntryRow) -> bool:
    """Whether words stand there that were not there when the entry was made. Erased ones left neither words nor salt."""
    if not entry.words_salt:
        return bool(entry.words)
    return words_digest(words=entry.words, salt=entry.words_salt) != entry.facts.words_digest


def digest_of_seal(seal: SealRow) -> str:
    """The digest of the seal as its other columns say it."""
    return seal_digest(
        before=seal.before,
        unit=seal.unit,
        number=seal.number,
        day=seal.day,
        accounts=seal.accounts,
        entries=seal.entries,
        root=seal.root,
    )
