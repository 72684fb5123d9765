"""Reading the ledgers: the unit and terms of a community, accounts and their entries, requests, seals. Whoever reads is named first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.logic.bookkeeping.units import Unit
from entraide.logic.charter.currency import terms_of
from entraide.logic.charter.rules import Rules
from entraide.records.communities.models import Community, Membership, RulesVersion
from entraide.records.communities.queries import members_of, rules_of, rules_undecided
from entraide.records.ledgers.models import Account, CreditRequest, Entry, Seal, SealedHead, Transfer
from entraide.records.people.models import Person
from entraide.records.rows import kept, kept_value


def unit_of(community: Community, *, now: datetime) -> Unit:
    """What the community counts at the aware moment `now`; of one where people give, a unit whose `is_gift` is true."""
    return terms_in_force(community, now=now).unit


def terms_in_force(community: Community, *, now: datetime) -> Terms:
    """What the community's rules say of its currency at the aware moment `now`."""
    return terms_of(rules_of(community, now=now))


def terms_asked(community_id: UUID, *, now: datetime) -> tuple[str, Sequence[Any]]:
    """The statement that reads the rules in force, for records.rows.fetch_all; `terms_read` reads what comes of it."""
    return (
        "SELECT rules FROM communities_rulesversion WHERE community_id = %s AND holds_from <= %s AND taken_back_at IS NULL "
        "ORDER BY number DESC LIMIT 1",
        [*kept([community_id]), kept_value(now)],
    )


def terms_read(rows: Sequence[tuple[Any, ...]], *, community: Community) -> Terms:
    """The terms that the rows of `terms_asked` hold."""
    if not rows:
        return terms_of(rules_undecided(community))
    rules = rows[0][0]
    return _terms(rules if isinstance(rules, str) else json.dumps(rules))


@lru_cache(maxsize=1024)
def _terms(rules: str) -> Terms:
    """The terms of rules that were read as text: there are few, and they are asked of every transfer."""
    return terms_of(Rules.from_dict(json.loads(rules)))


def account_of(viewer: Person, *, community: Community, now: datetime) -> Account | None:
    """The viewer's own account in the community, of what it counts at the aware moment `now`; None before anything has moved."""
    unit = unit_of(community, now=now)
    return Account.objects.filter(community=community, person=viewer, unit=unit.kind).first()


def account_in(viewer: Person, *, community: Community, unit: str) -> Account | None:
    """The viewer's own account of this unit in the community; None before anything has moved."""
    return Account.objects.filter(community=community, person=viewer, unit=unit).first()


def own_limits_of(account: Account, *, terms: Terms) -> Limits | None:
    """The limits of the account's own, with those of the terms where it has only one; None where it has those of the terms."""
    if account.own_floor_minor is None and account.own_ceiling_minor is None:
        return None
    floor, ceiling = account.own_floor_minor, account.own_ceiling_minor
    return Limits(
        floor_minor=terms.limits.floor_minor if floor is None else floor,
        ceiling_minor=terms.limits.ceiling_minor if ceiling is None else ceiling,
    )


def accounts_with_own_limits(community: Community, *, unit: str, most: int = 100) -> list[Account]:
    """The members' accounts that have limits of their own, by first name. For whoever runs the community."""
    rows = Account.objects.filter(community=community, unit=unit, kind="member", person__isnull=False)
    own = rows.filter(Q(own_floor_minor__isnull=False) | Q(own_ceiling_minor__isnull=False))
    return list(own.select_related("person").order_by("person__first_name", "id")[:most])


def commons_account(community: Community, *, unit: str) -> Account | None:
    """The community's own account, which every member may read; None before anything has moved."""
    return Account.objects.filter(community=community, kind="commons", unit=unit).first()


def accounts_held(viewer: Person) -> list[Account]:
    """All accounts of the viewer, with their communities."""
    return list(Account.objects.filter(person=viewer).select_related("community"))


def fullest(community: Community, *, unit: str, but: Person, most: int) -> list[Account]:
    """The members' accounts that have most above nought, the fullest first, apart from this person's."""
    rows = Account.objects.filter(community=community, unit=unit, kind="member", balance_minor__gt=0)
    return list(rows.exclude(person=None).exclude(person=but).order_by("-balance_minor", "mark")[:most])


_WITH_BOTH = ("transfer__payer__person", "transfer__payee__person", "transfer__undone_by")


def entries_of(account: Account, *, before: int | None = None, most: int = 30, words: str = "") -> list[Entry]:
    """The lines of an account, newest first, with what they are of and who was at the other end; `before`: only with a lower number.

    `words`: only where what for, or the other's first name, has them. Whoever asks has shown that they may read the account.
    """
    rows = Entry.objects.filter(account=account).select_related(*_WITH_BOTH).order_by("-number")
    if words:
        other = Q(transfer__payer__person__first_name__icontains=words) & ~Q(transfer__payer=account)
        other |= Q(transfer__payee__person__first_name__icontains=words) & ~Q(transfer__payee=account)
        rows = rows.filter(Q(transfer__words__icontains=words) | other)
    return list((rows if before is None else rows.filter(number__lt=before))[:most])


def all_entries(account: Account) -> Iterator[Entry]:
    """All lines of an account, oldest first, as `entries_of` gives them."""
    rows = Entry.objects.filter(account=account).select_related(*_WITH_BOTH, "transfer__undoes").order_by("number")
    return rows.iterator(chunk_size=500)


def book_rows(community: Community) -> Iterator[tuple[Any, ...]]:
    """Every line of every account of the community, account by account, without names and words, as the file of its books has them."""
    rows = Entry.objects.filter(account__community=community).order_by("account__mark", "number")
    names = (
        *("account__mark", "number", "transfer__made_at", "transfer__kind", "transfer__payer__mark"),
        *("transfer__payee__mark", "amount_minor", "balance_minor", "transfer__key", "transfer__made_by"),
        *("transfer__about", "transfer__undoes__key", "transfer__words_digest", "hash"),
    )
    for mark, number, at, kind, payer, payee, *rest in rows.values_list(*names).iterator(chunk_size=2000):
        yield (mark, number, at.isoformat(), kind, payee if payer == mark else payer, *rest)


def transfer_by_key(viewer: Person, *, community: Community, key: UUID) -> Transfer | None:
    """What the viewer gave in the community under this key."""
    return Transfer.objects.filter(payer__person=viewer, payer__community=community, key=key).first()


def transfer_for(viewer: Person, *, community: Community, transfer_id: UUID) -> Transfer | None:
    """A transfer of the community with its accounts; whether the viewer may undo it, its journey says."""
    rows = Transfer.objects.select_related("payer__person", "payee__person", "undone_by")
    return rows.filter(community=community, pk=transfer_id).first()


def transfers_about(about: UUID) -> list[Transfer]:
    """What was given for a thing (an exchange), oldest first."""
    rows = Transfer.objects.filter(about=about).select_related("payer__person", "payee__person", "undone_by")
    return list(rows.order_by("made_at", "id")[:50])


def thanked_with(about: UUID) -> int:
    """How much was given in thanks for a thing (an exchange), what was undone left out, in minor units."""
    rows = Transfer.objects.filter(about=about, kind="thanks", undone_by=None)
    return rows.aggregate(all=Sum("amount_minor"))["all"] or 0


def requests_to(viewer: Person, *, community: Community) -> list[CreditRequest]:
    """What others ask the viewer to give and that waits for an answer, oldest first."""
    rows = CreditRequest.objects.filter(community=community, payer=viewer, state="pending", payee__isnull=False)
    return list(rows.select_related("payee").order_by("made_at")[:50])


def requests_from(viewer: Person, *, community: Community) -> list[CreditRequest]:
    """What the viewer asks others to give and that waits, newest first."""
    rows = CreditRequest.objects.filter(community=community, payee=viewer, state="pending", payer__isnull=False)
    return list(rows.select_related("payer").order_by("-made_at")[:50])


def open_requests(viewer: Person, *, community: Community) -> int:
    """How many requests of the viewer wait in the community."""
    return CreditRequest.objects.filter(community=community, payee=viewer, state="pending").count()


def requests_to_net(
    community: Community, *, unit: str, made_since: datetime, made_until: datetime, most: int
) -> list[CreditRequest]:
    """What waits between two who are both members, made between these moments; the oldest first, `most` of them."""
    members = Membership.objects.filter(community=community, person__is_active=True).values("person")
    rows = CreditRequest.objects.filter(community=community, state="pending", unit=unit, payer__in=members)
    rows = rows.filter(payee__in=members, made_at__gte=made_since, made_at__lte=made_until)
    return list(rows.order_by("made_at", "pk")[:most])


def parties_of(netting: UUID) -> set[UUID]:
    """Everybody of whose requests something fell away in this netting, on either side."""
    rows = CreditRequest.objects.filter(netting=netting).values_list("payer_id", "payee_id")
    return {one for pair in rows for one in pair if one}


def netted_of(viewer: Person, *, community: Community, unit: str, since: datetime) -> list[CreditRequest]:
    """What fell away of the viewer's own requests and of those to them since this moment, newest first."""
    rows = CreditRequest.objects.filter(community=community, unit=unit, state="netted", decided_at__gte=since)
    mine = Q(payer=viewer) | Q(payee=viewer)
    return list(rows.filter(mine).select_related("payer", "payee").order_by("-decided_at", "pk")[:50])


def request_with(request_id: UUID) -> CreditRequest | None:
    """The request with its people and community."""
    return CreditRequest.objects.select_related("payer", "payee", "community").filter(pk=request_id).first()


def transfer_with(transfer_id: UUID) -> Transfer | None:
    """The transfer with both accounts, their people, and its community."""
    rows = Transfer.objects.select_related("payer__person", "payee__person", "community")
    return rows.filter(pk=transfer_id).first()


def decaying(*, now: datetime) -> list[Community]:
    """The communities whose rules may let a part of full accounts flow back; whether those in force do, the terms say."""
    some = RulesVersion.objects.filter(holds_from__lte=now, taken_back_at=None, rules__decay_percent__gt=0)
    return list(Community.objects.filter(closed_at=None, pk__in=some.values("community")).order_by("pk"))


def accounts_to_decay(community: Community, *, terms: Terms, since: datetime, most: int) -> list[Account]:
    """Members' accounts that have enough, were opened before `since`, and have given nothing back since then."""
    least = terms.decay_free_minor - (-1000 // terms.decay_permille_month)
    rows = Account.objects.filter(
        community=community, unit=terms.unit.kind, kind="member", person__isnull=False, opened_at__lt=since
    )
    given = Transfer.objects.filter(payer=OuterRef("pk"), kind="decay", made_at__gte=since)
    return list(rows.filter(balance_minor__gte=least).exclude(Exists(given)).order_by("pk")[:most])


def with_books() -> list[Community]:
    """The communities that have accounts, by address."""
    return list(Community.objects.filter(Exists(Account.objects.filter(community=OuterRef("pk")))).order_by("slug"))


def last_seal(community: Community, *, unit: str) -> Seal | None:
    """The newest seal of the community's books."""
    return Seal.objects.filter(community=community, unit=unit).order_by("-number").first()


def seals_of(community: Community, *, unit: str, before: int | None = None, most: int = 30) -> list[Seal]:
    """The seals of a community's books, newest first; `before`: only those with a lower number."""
    rows = Seal.objects.filter(community=community, unit=unit).order_by("-number")
    return list((rows if before is None else rows.filter(number__lt=before))[:most])


def seals_in_order(community: Community) -> Iterator[Seal]:
    """All seals of the community, unit by unit, oldest first."""
    return Seal.objects.filter(community=community).order_by("unit", "number").iterator(chunk_size=500)


def unsealed(*, day: date) -> list[tuple[Community, str]]:
    """The communities and units with lines in their books and no seal for this day or a later one."""
    sealed = Seal.objects.filter(community=OuterRef("community"), unit=OuterRef("unit"), day__gte=day)
    rows = Account.objects.filter(entry_count__gt=0).exclude(Exists(sealed)).values_list("community", "unit").distinct()
    pairs = list(rows.order_by("community", "unit"))
    houses = Community.objects.in_bulk({key for key, _ in pairs})
    return [(houses[key], unit) for key, unit in pairs]


def moved_since(community: Community, *, unit: str) -> list[tuple[UUID, int]]:
    """The accounts with more entries than lie under the newest seal: each with how many it has now."""
    heads = SealedHead.objects.filter(account=OuterRef("pk")).order_by("-number").values("number")[:1]
    rows = Account.objects.filter(community=community, unit=unit).alias(sealed=Coalesce(Subquery(heads), Value(0)))
    return list(rows.filter(entry_count__gt=F("sealed")).order_by("pk").values_list("pk", "entry_count"))


def sealed_heads(community: Community, *, unit: str, up_to: int | None = None) -> dict[UUID, int]:
    """Up to which entry each account lies under the seal with the number `up_to`, or the newest."""
    rows = SealedHead.objects.filter(seal__community=community, seal__unit=unit)
    if up_to is not None:
        rows = rows.filter(seal__number__lte=up_to)
    return dict(rows.order_by("seal__number").values_list("account_id", "number"))


def heads_of(numbers: Mapping[UUID, int]) -> list[tuple[UUID, int, str]]:
    """For each account the mark, the number, and the digest of its entry with that number."""
    found: list[tuple[UUID, int, str]] = []
    keys = list(numbers)
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        wanted = Q(pk__in=[])
        rows = Entry.objects.filter(account__in=some).select_related("account")
        by_number: dict[int, list[UUID]] = {}
        for key in some:
            by_number.setdefault(numbers[key], []).append(key)
        for number, accounts in by_number.items():
            wanted |= Q(account__in=accounts, number=number)
        found += [(row.account.mark, row.number, row.hash) for row in rows.filter(wanted)]
    return found


def member_choices(community: Community, *, name: str, but: Person, most: int = 8) -> list[Person]:
    """Members whose first name is this, for who is to be given something; apart from whoever asks."""
    return [row.person for row in members_of(community, letters=name)[: most + 1] if row.person_id != but.pk][:most]
