"""Attestations: what somebody whom a community trusts has seen of a member, and says so. No document is ever kept.

Each kind is data: how long it may hold, what it proves to routing, and who may know of it. Its words are in wording.standing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

Proof = Literal["identity", "adult"]
SeenBy = Literal["members", "stewards"]
DateFault = Literal["document_date_missing", "document_ahead", "document_too_old", "until_past", "until_too_late"]

# How long before it ends both sides are told, so that it can be renewed without a gap.
TOLD_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Kind:
    """One kind of attestation.

    Attributes:
        code: its name in records, rules and addresses.
        longest_days: how long it may hold at most; None where what was seen cannot change (nobody grows younger).
        needs_document_date: whether the day on which the document was made out must be given; its time then counts from that day.
        oldest_days: how old such a document may be when it is seen; None: as old as it still holds.
        proves: what routing takes from it besides the kind itself: who somebody is, or that they are of age.
        seen_by: who may know of it. Of what is for stewards, members read only what follows from it.
        is_named: whether the community says in a few words what it is about (which organisation, which qualification).
    """

    code: str
    longest_days: int | None
    needs_document_date: bool = False
    oldest_days: int | None = None
    proves: Proof | None = None
    seen_by: SeenBy = "members"
    is_named: bool = False


KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        Kind("identity", longest_days=5 * 365, proves="identity"),
        Kind("address", longest_days=2 * 365),
        Kind("adult", longest_days=None, proves="adult"),
        # The extract for work with minors: model 596.2 in Belgium, bulletin no. 3 in France.
        Kind("extract", longest_days=365, needs_document_date=True, oldest_days=92, seen_by="stewards"),
        Kind("first_aid", longest_days=3 * 365, needs_document_date=True),
        Kind("driving", longest_days=2 * 365),
        Kind("insurance", longest_days=365, needs_document_date=True),
        Kind("member", longest_days=2 * 365, is_named=True),
        Kind("skill", longest_days=5 * 365, is_named=True),
    )
}

# What a community counts as "verified here" until it decides otherwise.
VERIFIES: Final = frozenset({"identity"})
# What may be asked of whoever helps with something that needs care, besides being verified. Of age has its own box.
ASKABLE: Final = ("extract", "first_aid", "driving", "insurance", "address")

LONGEST_NAME = 60


@dataclass(frozen=True)
class Held:
    """One attestation as it counts: its kind, the aware moment when it was given, and the last day on which it holds (None: no end)."""

    kind: str
    given_at: datetime
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it still holds on that day."""
        return self.until is None or day <= self.until


def last_day(kind: Kind, *, seen_on: date, document_on: date | None) -> date | None:
    """The last day on which an attestation of something seen that day may hold; None if it needs no end."""
    if kind.longest_days is None:
        return None
    begins_on = document_on if kind.needs_document_date and document_on else seen_on
    return begins_on + timedelta(days=kind.longest_days)


def date_fault(kind: Kind, *, seen_on: date, document_on: date | None, until: date | None) -> DateFault | None:
    """What is wrong with the dates of an attestation; None if nothing is. `until` None stands for the longest that is possible."""
    if kind.needs_document_date:
        if document_on is None:
            return "document_date_missing"
        if document_on > seen_on:
            return "document_ahead"
        if kind.oldest_days is not None and (seen_on - document_on).days > kind.oldest_days:
            return "document_too_old"
    latest = last_day(kind, seen_on=seen_on, document_on=document_on)
    if latest is not None and latest < seen_on:
        return "document_too_old"
    if until is not None and until < seen_on:
        return "until_past"
    if until is not None and latest is not None and until > latest:
        return "until_too_late"
    return None


def longest_of(held: Iterable[Held]) -> dict[str, date | None]:
    """Of several attestations by one community, each kind with the last day on which it holds (None: no end)."""
    kinds: dict[str, date | None] = {}
    for one in held:
        kinds[one.kind] = later(kinds[one.kind], one.until) if one.kind in kinds else one.until
    return kinds


def verified_by_these(held: Collection[Held], *, verifies: Collection[str]) -> tuple[datetime, date | None] | None:
    """Since when and until when somebody is verified by a community that counts the kinds `verifies`; None if they are not."""
    counted = [one for one in held if one.kind in verifies]
    if not counted:
        return None
    until: date | None = counted[0].until
    for one in counted[1:]:
        until = later(until, one.until)
    return min(one.given_at for one in counted), until


def later(one: date | None, other: date | None) -> date | None:
    """The later of two ends, where None is no end at all."""
    return None if one is None or other is None else max(one, other)
