"""Writing in the books: locking the accounts that some transfers touch, deciding each, and keeping what it leaves. Journeys call this.

Plain SQL, for it runs for every transfer: one statement reads and one writes on PostgreSQL, however many transfers there are. Only their
accounts are locked, so that nobody waits who has no part in them.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.base import ModelState

from entraide.common.ids import uuid7s
from entraide.logic.bookkeeping.chain import NO_WORDS, words_digest
from entraide.logic.bookkeeping.posting import Line, Standing, post
from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.records.ledgers.models import Transfer
from entraide.records.rows import (
    NewRows,
    among,
    at_most,
    fetch_at_once,
    identity,
    is_postgresql,
    kept,
    pairs,
    rows_as_json,
    write_at_once,
)

# The commons, where a payer or payee is named: an account is a member's, or theirs.
COMMONS = None


class Wish(NamedTuple):
    """One transfer as it is wished: between two members, or a member and the commons (COMMONS).

    `words` are those of `made_by`, at most 200 signs. `is_due`: made whatever the limits say.
    """

    key: UUID
    payer: UUID | None
    payee: UUID | None
    amount_minor: int
    kind: str
    words: str = ""
    made_by: UUID | None = None
    about: UUID | None = None
    undoes: UUID | None = None
    undoes_key: UUID | None = None
    is_due: bool = False


class Made(NamedTuple):
    """A transfer that is in the books: its identifier, whether it was made just now (or its key was given before), and then itself."""

    id: UUID
    is_new: bool
    transfer: Transfer | None = None


class Unopened(Exception):
    """Some of these have no account yet; nothing was written. `holders` are all who need one."""

    def __init__(self, holders: Sequence[UUID | None]) -> None:
        super().__init__("accounts to open first")
        self.holders = holders


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The books opened for some transfers: the accounts of their holders, locked until the transaction ends, by unit and holder.

    `known` are the transfers with the keys that were named, by the account that paid and the key; `rows` what was read beside.
    """

    community_id: UUID
    accounts: Mapping[tuple[str, UUID | None], "AccountRow"]
    known: Mapping[tuple[UUID, UUID], UUID]
    rows: Sequence[list[tuple[Any, ...]]]


class AccountRow(NamedTuple):
    """An account as it was read when it was locked."""

    id: UUID
    mark: UUID
    balance_minor: int
    entry_count: int
    latest_hash: str
    own_floor_minor: int | None
    own_ceiling_minor: int | None


def open_books(
    *,
    community_id: UUID,
    holders: Iterable[UUID | None],
    keys: Iterable[tuple[UUID | None, UUID]],
    beside: Sequence[tuple[str, Sequence[Any]]] = (),
) -> Opened:
    """Lock the accounts of these holders (COMMONS among them or not), and read which of `keys` were given before, and `beside`.

    `keys`: each with who pays. Accounts are locked in the order of their identifiers, so that no two writers wait for each other.
    Inside a transaction.
    """
    touched = set(holders)
    whose, values = among("person_id", [one for one in touched if one])
    if COMMONS in touched:
        whose = f"({whose} OR kind = 'commons')"
    # SQLite has one writer at a time, who has locked everything already.
    locked = " ORDER BY id FOR UPDATE" if is_postgresql() else ""
    rows, known, *read = fetch_at_once(
        (
            "SELECT id, unit, person_id, mark, balance_minor, entry_count, latest_hash, own_floor_minor, own_ceiling_minor "  # noqa: S608
            f"FROM ledgers_account WHERE community_id = %s AND {whose}{locked}",
            [*kept([community_id]), *values],
        ),
        _known_asked(community_id, list(keys)),
        *beside,
    )
    return Opened(
        community_id=community_id,
        accounts={
            (unit, identity(holder) if holder else COMMONS): AccountRow(identity(key), identity(mark), *more)
            for key, unit, holder, mark, *more in rows
        },
        known={(identity(payer), identity(key)): identity(made) for payer, key, made in known},
        rows=read,
    )


def _known_asked(community_id: UUID, keys: Sequence[tuple[UUID | None, UUID]]) -> tuple[str, list[Any]]:
    """The statement that reads which of these payers have given with these keys: the account, the key, the transfer.

    Pair by pair, and in this order of tables (what CROSS JOIN says to SQLite): the accounts of a batch times its keys would be many.
    """
    house = kept([community_id])
    given, values = pairs((payer, key) for payer, key in keys if payer)
    sql = (
        f"WITH given (payer, key) AS ({given}) SELECT t.payer_id, t.key, t.id "  # noqa: S608 - our own names
        "FROM given CROSS JOIN ledgers_account a CROSS JOIN ledgers_transfer t "
        "WHERE a.community_id = %s AND a.person_id = given.payer AND t.payer_id = a.id AND t.key = given.key"
    )
    values = [*values, *house]
    of_commons = [key for payer, key in keys if payer is COMMONS]
    if of_commons:
        named, those = among("t.key", of_commons)
        sql += (
            " UNION ALL SELECT t.payer_id, t.key, t.id FROM ledgers_account a CROSS JOIN ledgers_transfer t "  # noqa: S608
            f"WHERE a.community_id = %s AND a.kind = 'commons' AND t.payer_id = a.id AND {named}"
        )
        values += [*house, *those]
    return sql, values


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What becomes of some wishes: for each what is made, or why not (as posting.post says); and the rows that `write` has to write."""

    answers: Sequence[Made | str]
    transfers: "_Rows"
    entries: "_Rows"
    moved: "_Moved"

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.transfers)


def decide(wishes: Sequence[Wish], *, books: Opened, terms: Terms, at: datetime) -> Decided:
    """Decide these transfers in their order. Nothing is written yet.

    `books` were opened for all holders and keys of the wishes, in this transaction; `terms` are those in force at the aware moment
    `at`. Raises Unopened, and ValueError on what no journey lets through (posting.post).
    """
    accounts = _accounts(wishes, books, terms)
    answers: list[Made | str] = []
    new: list[tuple[int, Wish, str]] = []
    lines: list[Line] = []
    for place, wish in enumerate(wishes):
        payer, payee = accounts[wish.payer], accounts[wish.payee]
        again = books.known.get((payer.id, wish.key)) if books.known else None
        answers.append(Made(id=again, is_new=False) if again else "")
        if again is None:
            salt = secrets.token_hex(16) if wish.words else ""
            new.append((place, wish, salt))
            lines.append(_line(wish, salt, payer.standing.mark, payee.standing.mark, at))
    by_mark = {one.standing.mark: one for one in accounts.values()}
    done, after = post(lines, accounts={mark: one.standing for mark, one in by_mark.items()})
    transfers: list[tuple[Any, ...]] = []
    entries: list[tuple[Any, ...]] = []
    made: dict[int, UUID] = {}
    names = iter(uuid7s(3 * len(new)))
    for (place, wish, salt), posted in zip(new, done, strict=True):
        if isinstance(posted, str):
            answers[place] = posted
        elif id(posted) in made:
            answers[place] = Made(id=made[id(posted)], is_new=False)
        else:
            transfer = made[id(posted)] = next(names)
            ends = (accounts[wish.payer].id, accounts[wish.payee].id)
            words = (wish.words, salt, posted.line.words_digest)
            why = (at, wish.made_by, wish.about, wish.undoes)
            row = (transfer, wish.key, books.community_id, *ends, wish.amount_minor, wish.kind, *words, *why)
            transfers.append(row)
            answers[place] = Made(id=transfer, is_new=True, transfer=_as_model(row))
            entries += [
                (next(names), facts.number, facts.amount_minor, facts.balance_minor, digest, account, transfer)
                for account, (facts, digest) in zip(ends, posted.entries, strict=True)
            ]
    moved = [(one, now) for mark, one in by_mark.items() if (now := after[mark]) is not one.standing]
    return Decided(answers=answers, transfers=transfers, entries=entries, moved=moved)


def write(decided: Decided, *, along: NewRows) -> None:
    """Write down what was decided, and these rows along with it, in the transaction in which it was."""
    new = [
        NewRows("ledgers_transfer", _OF_TRANSFER, decided.transfers),
        NewRows("ledgers_entry", _OF_ENTRY, decided.entries),
        along,
    ]
    change, values = _moving(decided.moved)
    if write_at_once(new, change=change, values=values) != len(decided.moved):
        raise RuntimeError("an account moved while it was locked")


class _Locked(NamedTuple):
    id: UUID
    standing: Standing


def _accounts(wishes: Sequence[Wish], books: Opened, terms: Terms) -> dict[UUID | None, _Locked]:
    """Where the accounts stand, by holder, those of the wishes among them. Raises Unopened."""
    accounts = {
        holder: _locked(row, terms.limits if holder else terms.commons)
        for (unit, holder), row in books.accounts.items()
        if unit == terms.unit.kind
    }
    missing = {one for wish in wishes for one in (wish.payer, wish.payee)} - accounts.keys()
    if missing:
        raise Unopened(sorted(missing, key=lambda one: one.bytes if one else b""))
    return accounts


def _locked(row: AccountRow, usual: Limits) -> _Locked:
    limits = usual
    if row.own_floor_minor is not None or row.own_ceiling_minor is not None:
        limits = Limits(
            floor_minor=usual.floor_minor if row.own_floor_minor is None else row.own_floor_minor,
            ceiling_minor=usual.ceiling_minor if row.own_ceiling_minor is None else row.own_ceiling_minor,
        )
    standing = Standing(
        mark=row.mark,
        balance_minor=row.balance_minor,
        entry_count=row.entry_count,
        latest_hash=row.latest_hash,
        limits=limits,
    )
    return _Locked(row.id, standing)


def _line(wish: Wish, salt: str, payer: UUID, payee: UUID, at: datetime) -> Line:
    return Line(
        key=wish.key,
        payer=payer,
        payee=payee,
        amount_minor=wish.amount_minor,
        kind=wish.kind,
        made_at=at,
        words_digest=words_digest(words=wish.words, salt=salt) if salt else NO_WORDS,
        made_by=wish.made_by,
        about=wish.about,
        undoes=wish.undoes_key,
        is_due=wish.is_due,
    )


_OF_TRANSFER = tuple(
    "id key community_id payer_id payee_id amount_minor kind words words_salt words_digest made_at made_by about undoes_id".split()
)
_OF_ENTRY = tuple("id number amount_minor balance_minor hash account_id transfer_id".split())


def _as_model(row: tuple[Any, ...]) -> Transfer:
    """The row that is being written, as if it had been read."""
    # What Transfer.from_db does, without its signals, which nobody hears: a tenth of the time.
    transfer = Transfer.__new__(Transfer)
    transfer.__dict__.update(zip(_OF_TRANSFER, row, strict=True))
    state = transfer._state = ModelState()
    state.adding, state.db = False, "default"
    return transfer


_Rows = Sequence[tuple[Any, ...]]
_Moved = Sequence[tuple[_Locked, Standing]]


def _moving(moved: _Moved) -> tuple[str, list[list[Any]]]:
    """The statement that moves these accounts, and its values: on PostgreSQL one JSON text of all, on SQLite a list for each."""
    each = [
        [
            *(now.balance_minor - one.standing.balance_minor, now.held.floor_minor, now.held.ceiling_minor),
            *(now.entry_count, now.latest_hash, one.id, one.standing.entry_count),
        ]
        for one, now in moved
    ]
    if is_postgresql():
        return _MOVE_ALL.format(at_most=at_most(len(each))), [[rows_as_json("dfcehin", each)]]
    return _MOVE, each


# The condition on what was read, and the limits in the table itself, hold whatever the code above does.
_MOVE = (
    "UPDATE ledgers_account SET balance_minor = balance_minor + %s, floor_minor = %s, ceiling_minor = %s, "
    "entry_count = %s, latest_hash = %s WHERE id = %s AND entry_count = %s"
)
_MOVE_ALL = (
    "UPDATE ledgers_account a SET balance_minor = a.balance_minor + v.d, floor_minor = v.f, ceiling_minor = v.c, "
    "entry_count = v.e, latest_hash = v.h "
    "FROM (SELECT * FROM json_to_recordset(%s::json) AS one(i uuid, n bigint, d bigint, f bigint, c bigint, e bigint, h text)"
    "{at_most}) v WHERE a.id = v.i AND a.entry_count = v.n"
)
