"""Writing in the books: locking the accounts that some transfers touch, deciding each, and keeping what it leaves. Journeys call this.

Plain SQL, for it runs for every transfer: one statement reads and one writes on PostgreSQL, however many transfers there are. Only their
accounts are locked, so that nobody waits who has no part in them.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from entraide.common.ids import uuid7
from entraide.logic.bookkeeping.chain import words_digest
from entraide.logic.bookkeeping.posting import Line, Standing, post
from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.records.ledgers.models import Transfer
from entraide.records.rows import (
    among,
    fetch_at_once,
    identity,
    kept,
    kept_value,
    rows_as_json,
    rows_as_statement,
    run,
    run_prepared,
    write_rows,
)

# The commons, where a payer or payee is named: an account is a member's, or theirs.
COMMONS = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
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


@dataclass(frozen=True, slots=True)
class AccountRow:
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
    keys: Iterable[UUID],
    beside: Sequence[tuple[str, Sequence[Any]]] = (),
) -> Opened:
    """Lock the accounts of these holders (COMMONS among them or not), and read what of `keys` was given before, and `beside`.

    Accounts are locked in the order of their identifiers, so that no two writers wait for each other. Inside a transaction.
    """
    touched = set(holders)
    whose, values = among("person_id", sorted((one for one in touched if one), key=lambda one: one.bytes))
    if COMMONS in touched:
        whose = f"({whose} OR kind = 'commons')"
    house = kept([community_id])
    named, those = among("key", keys)
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    rows, known, *read = fetch_at_once(
        (
            "SELECT id, unit, person_id, mark, balance_minor, entry_count, latest_hash, own_floor_minor, own_ceiling_minor "  # noqa: S608
            f"FROM ledgers_account WHERE community_id = %s AND {whose} ORDER BY id{lock}",
            [*house, *values],
        ),
        (
            "SELECT payer_id, key, id FROM ledgers_transfer WHERE payer_id IN "  # noqa: S608
            f"(SELECT id FROM ledgers_account WHERE community_id = %s AND {whose}) AND {named}",
            [*house, *values, *those],
        ),
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


def write(wishes: Sequence[Wish], *, books: Opened, terms: Terms, at: datetime) -> list[Made | str]:
    """Make these transfers in their order: for each what was made, or why not (as posting.post says).

    `books` were opened for all holders and keys of the wishes, in this transaction; `terms` are those in force at the aware moment
    `at`. Raises Unopened, and ValueError on what no journey lets through (posting.post).
    """
    accounts = _accounts(wishes, books, terms)
    marks_of = {holder: one.standing.mark for holder, one in accounts.items()}
    answers: list[Made | str] = []
    lines: list[Line] = []
    new: list[tuple[int, Wish, str]] = []
    for wish in wishes:
        again = books.known.get((accounts[wish.payer].id, wish.key))
        answers.append(Made(id=again, is_new=False) if again else "")
        if again is None:
            salt = secrets.token_hex(16) if wish.words else ""
            new.append((len(answers) - 1, wish, salt))
            lines.append(_line(wish, salt, marks_of, at))
    done, after = post(lines, accounts={one.standing.mark: one.standing for one in accounts.values()})
    by_mark = {one.standing.mark: one for one in accounts.values()}
    transfers: list[tuple[Any, ...]] = []
    entries: list[tuple[Any, ...]] = []
    made: dict[int, UUID] = {}
    for (place, wish, salt), posted in zip(new, done, strict=True):
        if isinstance(posted, str):
            answers[place] = posted
        elif id(posted) in made:
            answers[place] = Made(id=made[id(posted)], is_new=False)
        else:
            transfer = made[id(posted)] = uuid7()
            words = (wish.words, salt, posted.line.words_digest)
            why = (at, wish.made_by, wish.about, wish.undoes)
            ends = (books.community_id, accounts[wish.payer].id, accounts[wish.payee].id)
            transfers.append((transfer, wish.key, *ends, wish.amount_minor, wish.kind, *words, *why))
            answers[place] = Made(id=transfer, is_new=True, transfer=_as_model(transfers[-1]))
            entries += [
                (
                    uuid7(),
                    facts.number,
                    facts.amount_minor,
                    facts.balance_minor,
                    digest,
                    by_mark[facts.account].id,
                    transfer,
                )
                for facts, digest in posted.entries
            ]
    if transfers:
        moved = [(one, after[mark]) for mark, one in by_mark.items() if after[mark] != one.standing]
        keep = _keep_on_postgresql if connection.vendor == "postgresql" else _keep_on_sqlite
        if keep(transfers, entries, moved) != len(moved):
            raise RuntimeError("an account moved while it was locked")
    return answers


@dataclass(frozen=True, slots=True)
class _Locked:
    id: UUID
    standing: Standing


def _accounts(wishes: Sequence[Wish], books: Opened, terms: Terms) -> dict[UUID | None, _Locked]:
    """Where the accounts of the wishes stand, by holder. Raises Unopened."""
    touched = {one for wish in wishes for one in (wish.payer, wish.payee)}
    unit = terms.unit.kind
    missing = [one for one in touched if (unit, one) not in books.accounts]
    if missing:
        raise Unopened(sorted(missing, key=lambda one: one.bytes if one else b""))
    return {one: _locked(books.accounts[unit, one], terms.limits if one else terms.commons) for one in touched}


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


def _line(wish: Wish, salt: str, marks_of: Mapping[UUID | None, UUID], at: datetime) -> Line:
    return Line(
        key=wish.key,
        payer=marks_of[wish.payer],
        payee=marks_of[wish.payee],
        amount_minor=wish.amount_minor,
        kind=wish.kind,
        made_at=at,
        words_digest=words_digest(words=wish.words, salt=salt),
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
    return Transfer.from_db("default", _OF_TRANSFER, row)


_Rows = Sequence[tuple[Any, ...]]
_Moved = Sequence[tuple[_Locked, Standing]]


def _keep_on_postgresql(transfers: _Rows, entries: _Rows, moved: _Moved) -> int:
    """Everything in one statement, whose values are three JSON texts, however many rows. How many accounts moved."""
    accounts = [
        {
            "i": str(one.id),
            "n": one.standing.entry_count,
            "d": now.balance_minor - one.standing.balance_minor,
            "f": now.held.floor_minor,
            "c": now.held.ceiling_minor,
            "e": now.entry_count,
            "h": now.latest_hash,
        }
        for one, now in moved
    ]
    return run_prepared(
        _KEEP, [rows_as_json(_OF_TRANSFER, transfers), rows_as_json(_OF_ENTRY, entries), json.dumps(accounts)]
    )


# The condition on what was read, and the limits in the table itself, hold whatever the code above does.
_KEEP = (
    f"WITH made AS ({rows_as_statement('ledgers_transfer', _OF_TRANSFER)}), "  # noqa: S608 - our own names
    f"lines AS ({rows_as_statement('ledgers_entry', _OF_ENTRY)}) "
    "UPDATE ledgers_account a SET balance_minor = a.balance_minor + v.d, floor_minor = v.f, ceiling_minor = v.c, "
    "entry_count = v.e, latest_hash = v.h "
    "FROM json_to_recordset(%s::json) AS v(i uuid, n bigint, d bigint, f bigint, c bigint, e bigint, h text) "
    "WHERE a.id = v.i AND a.entry_count = v.n"
)


def _keep_on_sqlite(transfers: _Rows, entries: _Rows, moved: _Moved) -> int:
    """The rows, then the accounts. How many accounts moved."""
    write_rows("ledgers_transfer", _OF_TRANSFER, transfers)
    write_rows("ledgers_entry", _OF_ENTRY, entries)
    return sum(
        run(
            "UPDATE ledgers_account SET balance_minor = balance_minor + %s, floor_minor = %s, ceiling_minor = %s, "
            "entry_count = %s, latest_hash = %s WHERE id = %s AND entry_count = %s",
            [
                now.balance_minor - one.standing.balance_minor,
                *(now.held.floor_minor, now.held.ceiling_minor, now.entry_count, now.latest_hash),
                kept_value(one.id),
                one.standing.entry_count,
            ],
        )
        for one, now in moved
    )
