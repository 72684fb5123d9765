"""Reading the books of a community to the last line, and saying what is wrong with them. It reads row by row, however many there are."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Sum

from entraide.logic.bookkeeping.auditing import (
    AccountRow,
    EntryRow,
    Fault,
    SealRow,
    check_account,
    check_seal,
    check_seals,
    check_transfer,
)
from entraide.logic.bookkeeping.chain import EntryFacts
from entraide.logic.bookkeeping.seals import Head
from entraide.records.communities.models import Community
from entraide.records.ledgers.models import UNITS, Account, Entry, Seal, SealedHead, Transfer
from entraide.records.ledgers.queries import terms_in_force

_ENTRY = (
    *("account_id", "number", "amount_minor", "balance_minor", "hash", "account__mark"),
    *(
        "transfer__key",
        "transfer__kind",
        "transfer__made_at",
        "transfer__made_by",
        "transfer__about",
        "transfer__words_digest",
    ),
    *("transfer__words", "transfer__words_salt", "transfer__undoes__key"),
    *("transfer__payer__mark", "transfer__payee__mark", "transfer__amount_minor", "transfer__community_id"),
)


def audit(community: Community, *, now: datetime, since: str = "") -> Iterator[Fault]:
    """Everything that is wrong with the books of the community at the aware moment `now`; nothing if they are right.

    `since`: the digest of a seal that somebody has kept: that it is one of the community's, and that nothing before it has changed.
    """
    for unit in UNITS:
        yield from _audit(community, unit, now=now)
    if since and not Seal.objects.filter(community=community, digest=since).exists():
        yield Fault("seal_unknown")


def counted(community: Community) -> tuple[int, int, int]:
    """How many accounts, entries and seals the community's books have."""
    accounts = Account.objects.filter(community=community)
    lines = Entry.objects.filter(account__community=community)
    return accounts.count(), lines.count(), Seal.objects.filter(community=community).count()


def _audit(community: Community, unit: str, *, now: datetime) -> Iterator[Fault]:
    seals = list(Seal.objects.filter(community=community, unit=unit).order_by("number"))
    rows = [_seal_row(one) for one in seals]
    yield from check_seals(rows)
    under: dict[UUID, list[tuple[int, int]]] = {}
    numbers = {one.pk: one.number for one in seals}
    heads = SealedHead.objects.filter(seal__community=community, seal__unit=unit).order_by("account_id", "seal__number")
    for account_id, seal_id, number in heads.values_list("account_id", "seal_id", "number"):
        under.setdefault(account_id, []).append((numbers[seal_id], number))
    # Where the accounts stood under each seal: (seal, mark) → head; filled account by account.
    stood: dict[int, dict[UUID, Head]] = {}
    terms = terms_in_force(community, now=now)
    accounts = {one.pk: one for one in Account.objects.filter(community=community, unit=unit)}
    seen: set[UUID] = set()
    for account_id, lines in groupby(_lines(community, unit), key=lambda line: line["account_id"]):
        seen.add(account_id)
        entries = list(lines)
        account = accounts[account_id]
        faults, digests = check_account(_account_row(account), [_entry_row(line) for line in entries])
        yield from faults
        yield from _sides(entries, account)
        yield from _limits(account, terms)
        for seal, number in under.pop(account_id, []):
            digest = digests[number] if number < len(digests) else ""
            stood.setdefault(seal, {})[account.mark] = Head(mark=account.mark, number=number, digest=digest)
    for account_id, account in accounts.items():
        if account_id in seen:
            continue
        faults, digests = check_account(_account_row(account), [])
        yield from faults
        yield from _limits(account, terms)
        for seal, number in under.pop(account_id, []):
            digest = digests[number] if number < len(digests) else ""
            stood.setdefault(seal, {})[account.mark] = Head(mark=account.mark, number=number, digest=digest)
    now_under: dict[UUID, Head] = {}
    for row in rows:
        now_under |= stood.get(row.number, {})
        yield from check_seal(row, now_under.values())
    yield from _transfers(community, unit)
    total = Account.objects.filter(community=community, unit=unit).aggregate(all=Sum("balance_minor"))["all"] or 0
    if total:
        yield Fault("sum")


def _lines(community: Community, unit: str) -> Iterator[dict[str, Any]]:
    rows = Entry.objects.filter(account__community=community, account__unit=unit).order_by("account_id", "number")
    for values in rows.values_list(*_ENTRY).iterator(chunk_size=2000):
        yield dict(zip(_ENTRY, values, strict=True))


def _account_row(account: Account) -> AccountRow:
    return AccountRow(
        mark=account.mark,
        unit=account.unit,
        kind=account.kind,
        opened_at=account.opened_at,
        holder_digest=account.holder_digest,
        balance_minor=account.balance_minor,
        floor_minor=account.floor_minor,
        ceiling_minor=account.ceiling_minor,
        entry_count=account.entry_count,
        latest_hash=account.latest_hash,
        holder=account.person_id,
        holder_salt=account.holder_salt,
    )


def _entry_row(line: dict[str, Any]) -> EntryRow:
    own, payer, payee = line["account__mark"], line["transfer__payer__mark"], line["transfer__payee__mark"]
    return EntryRow(
        facts=EntryFacts(
            account=own,
            counterpart=payee if own == payer else payer,
            number=line["number"],
            amount_minor=line["amount_minor"],
            balance_minor=line["balance_minor"],
            transfer=line["transfer__key"],
            kind=line["transfer__kind"],
            made_at=line["transfer__made_at"],
            made_by=line["transfer__made_by"],
            about=line["transfer__about"],
            undoes=line["transfer__undoes__key"],
            words_digest=line["transfer__words_digest"],
        ),
        digest=line["hash"],
        words=line["transfer__words"],
        words_salt=line["transfer__words_salt"],
    )


def _sides(entries: list[dict[str, Any]], account: Account) -> Iterator[Fault]:
    """What each entry and its transfer say of each other, seen from one of its two accounts."""
    for line in entries:
        is_payer = line["transfer__payer__mark"] == account.mark
        signed = -line["transfer__amount_minor"] if is_payer else line["transfer__amount_minor"]
        belongs = is_payer or line["transfer__payee__mark"] == account.mark
        if not belongs or signed != line["amount_minor"] or line["transfer__community_id"] != account.community_id:
            yield Fault("sides", account.mark, line["number"], line["transfer__key"])


def _limits(account: Account, terms: Any) -> Iterator[Fault]:
    """Limits that are neither those of the rules nor its own. (Those of a unit that is not counted any more rest as they were.)"""
    if account.unit != terms.unit.kind:
        return
    usual = terms.commons if account.kind == "commons" else terms.limits
    floor = usual.floor_minor if account.own_floor_minor is None else account.own_floor_minor
    ceiling = usual.ceiling_minor if account.own_ceiling_minor is None else account.own_ceiling_minor
    if account.floor_minor != min(floor, account.balance_minor) or account.ceiling_minor != max(
        ceiling, account.balance_minor
    ):
        yield Fault("limits", account.mark)


def _transfers(community: Community, unit: str) -> Iterator[Fault]:
    """Transfers that have not exactly two entries, or a key twice."""
    rows = Transfer.objects.filter(Q(payer__community=community) | Q(community=community), payer__unit=unit)
    for key, payer, payee, amount in (
        rows.exclude(
            pk__in=Entry.objects.filter(account=F("transfer__payer"), account__community=community).values("transfer")
        )
        .values_list("key", "payer__mark", "payee__mark", "amount_minor")
        .iterator(chunk_size=2000)
    ):
        yield from check_transfer(key=key, payer=payer, payee=payee, amount_minor=amount, sides={})


def _seal_row(seal: Seal) -> SealRow:
    return SealRow(
        number=seal.number,
        day=seal.day,
        unit=seal.unit,
        accounts=seal.accounts,
        entries=seal.entries,
        root=seal.root,
        before=seal.before,
        digest=seal.digest,
    )
