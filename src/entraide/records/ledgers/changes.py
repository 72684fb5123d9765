"""Opening accounts, limits of their own, requests, words that are erased, seals. Journeys call this; nobody else. Transfers: books.py."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from entraide.common.ids import uuid7
from entraide.logic.bookkeeping.chain import first_link, holder_digest
from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.records.communities.models import Community
from entraide.records.ledgers.models import Account, CreditRequest, Seal, SealedHead, Transfer
from entraide.records.people.models import Person


def open_accounts(*, community_id: UUID, holders: Iterable[UUID | None], terms: Terms, at: datetime) -> None:
    """An account for each of these who has none yet (None: the commons), empty, with the limits of the terms."""
    rows = [
        _new_account(community_id, holder, terms, at)
        for holder in sorted(set(holders), key=lambda one: one.bytes if one else b"")
    ]
    Account.objects.bulk_create(rows, ignore_conflicts=True)


def _new_account(community_id: UUID, holder: UUID | None, terms: Terms, at: datetime) -> Account:
    mark, salt = uuid7(), secrets.token_hex(16)
    kind, limits = ("member", terms.limits) if holder else ("commons", terms.commons)
    digest = holder_digest(holder=holder, salt=salt)
    held = limits.widened(balance_minor=0)
    return Account(
        community_id=community_id,
        person_id=holder,
        kind=kind,
        unit=terms.unit.kind,
        mark=mark,
        holder_digest=digest,
        holder_salt=salt,
        opened_at=at,
        floor_minor=held.floor_minor,
        ceiling_minor=held.ceiling_minor,
        latest_hash=first_link(mark=mark, unit=terms.unit.kind, kind=kind, opened_at=at, holder_digest=digest),
    )


def let_limits_hold(*, community: Community, terms: Terms) -> int:
    """The limits of all accounts as the terms say, or their own, widened to the balance where it is beyond them. How many accounts."""
    usual_floor = Case(
        When(kind="commons", then=Value(terms.commons.floor_minor)), default=Value(terms.limits.floor_minor)
    )
    usual_ceiling = Case(
        When(kind="commons", then=Value(terms.commons.ceiling_minor)), default=Value(terms.limits.ceiling_minor)
    )
    return Account.objects.filter(community=community, unit=terms.unit.kind).update(
        floor_minor=Least(Coalesce("own_floor_minor", usual_floor), "balance_minor"),
        ceiling_minor=Greatest(Coalesce("own_ceiling_minor", usual_ceiling), "balance_minor"),
    )


def set_own_limits(*, account: Account, limits: Limits | None, terms: Terms) -> None:
    """Limits of the account's own, or with None those of the terms again. The account is locked."""
    held = (limits or terms.limits).widened(balance_minor=account.balance_minor)
    account.own_floor_minor = limits.floor_minor if limits else None
    account.own_ceiling_minor = limits.ceiling_minor if limits else None
    account.floor_minor, account.ceiling_minor = held.floor_minor, held.ceiling_minor
    account.save(update_fields=["own_floor_minor", "own_ceiling_minor", "floor_minor", "ceiling_minor"])


def locked_account(*, account_id: UUID) -> Account | None:
    """The account, locked until the transaction ends."""
    return Account.objects.select_for_update().filter(pk=account_id).first()


def locked_transfer(*, transfer_id: UUID) -> Transfer | None:
    """The transfer with its accounts, locked until the transaction ends."""
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("payer", "payee", "community")
    return rows.filter(pk=transfer_id).first()


def erase_words(*, made_by: UUID) -> int:
    """The words of everything that this person gave or asked for are gone, with their salt: their digests tell nothing any more."""
    CreditRequest.objects.filter(payee_id=made_by).exclude(words="").update(words="")
    return Transfer.objects.filter(made_by=made_by, words_salt__gt="").update(words="", words_salt="")


def let_go(*, person: Person) -> None:
    """The person's accounts are nobody's from now on, what they wrote in the books is gone, and their requests are over."""
    erase_words(made_by=person.pk)
    CreditRequest.objects.filter(Q(payer=person) | Q(payee=person), state="pending").update(state="cancelled")
    Account.objects.filter(person=person).update(person=None, holder_salt="")


def add_request(
    *,
    community: Community,
    payer: Person,
    payee: Person,
    unit: str,
    amount_minor: int,
    words: str,
    at: datetime,
    key: UUID,
) -> tuple[CreditRequest, bool]:
    """The request with this identifier, and whether it is new."""
    return CreditRequest.objects.get_or_create(
        pk=key,
        defaults={
            "community": community,
            "payer": payer,
            "payee": payee,
            "unit": unit,
            "amount_minor": amount_minor,
            "words": words,
            "made_at": at,
        },
    )


def locked_request(*, request_id: UUID) -> CreditRequest | None:
    """The request with its people, locked until the transaction ends."""
    rows = CreditRequest.objects.select_for_update(of=("self",)).select_related("payer", "payee", "community")
    return rows.filter(pk=request_id).first()


def settle_request(*, request: CreditRequest, state: str, at: datetime, transfer_id: UUID | None = None) -> None:
    """How the request ended, at the aware moment `at`."""
    request.state, request.decided_at, request.transfer_id = state, at, transfer_id
    request.save(update_fields=["state", "decided_at", "transfer"])


def locked_requests(*, request_ids: Iterable[UUID]) -> list[CreditRequest]:
    """Those of these requests that still wait, locked until the transaction ends, in order of their identifiers."""
    rows = CreditRequest.objects.select_for_update().filter(pk__in=list(request_ids), state="pending")
    return list(rows.order_by("pk"))


def net_requests(*, falls: Mapping[UUID, int], requests: Iterable[CreditRequest], netting: UUID, at: datetime) -> None:
    """Of each of these locked requests so much falls away, in minor units: all of it, or a part, and then the rest goes on."""
    whole, less, parts = [], [], []
    for request in requests:
        much = falls[request.pk]
        if much == request.amount_minor:
            request.state, request.decided_at, request.netting = "netted", at, netting
            whole.append(request)
            continue
        request.amount_minor -= much
        less.append(request)
        parts.append(
            CreditRequest(
                community_id=request.community_id,
                payer_id=request.payer_id,
                payee_id=request.payee_id,
                unit=request.unit,
                amount_minor=much,
                words=request.words,
                state="netted",
                made_at=request.made_at,
                decided_at=at,
                part_of=request,
                netting=netting,
            )
        )
    CreditRequest.objects.bulk_update(whole, ["state", "decided_at", "netting"], batch_size=200)
    CreditRequest.objects.bulk_update(less, ["amount_minor"], batch_size=200)
    CreditRequest.objects.bulk_create(parts, batch_size=200)


def forget_requests(*, settled_before: datetime, unanswered_since: datetime) -> int:
    """Old requests are gone: how many there were. Those that were granted lose their words only.

    Old is what was settled before `settled_before`, or made before `unanswered_since` and never answered.
    """
    old = CreditRequest.objects.filter(
        Q(decided_at__lt=settled_before) | Q(decided_at=None, made_at__lt=unanswered_since)
    )
    silenced = old.filter(transfer__isnull=False).exclude(words="").update(words="")
    return silenced + old.filter(transfer=None).delete()[0]


def lock_seals(*, community_id: UUID) -> None:
    """Whoever seals the community's books is alone with its seals until the transaction ends."""
    list(Seal.objects.select_for_update().filter(community_id=community_id).order_by("-number", "pk")[:1])


def add_seal(
    *,
    community_id: UUID,
    unit: str,
    number: int,
    day: date,
    root: str,
    before: str,
    digest: str,
    counts: tuple[int, int],
    moved: Sequence[tuple[UUID, int]],
    at: datetime,
) -> Seal:
    """A seal with `counts` (accounts, entries); `moved`: up to which entry the accounts go that moved since the seal before."""
    seal = Seal.objects.create(
        community_id=community_id,
        unit=unit,
        number=number,
        day=day,
        accounts=counts[0],
        entries=counts[1],
        root=root,
        before=before,
        digest=digest,
        made_at=at,
    )
    SealedHead.objects.bulk_create(
        [SealedHead(seal=seal, account_id=account, number=last) for account, last in moved], batch_size=500
    )
    return seal
