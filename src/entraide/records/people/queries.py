"""Finding people. Whatever is private is asked for by its owner; routing sees blurred homes only."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.logic.routing.gist import Gist
from entraide.logic.routing.parties import Vector
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.people.models import Block, Passkey, Person, Say, SignInCode, TrustedContact
from entraide.records.rows import among, fetch, identity, kept


def by_address(*, email: str) -> Person | None:
    """The person with this e-mail address, active or not."""
    return Person.objects.filter(email=email.strip().lower()).first()


def with_page_code(code: str) -> Person | None:
    """The person whose page has this code, while their account stands. Who may see them is decided elsewhere."""
    return Person.objects.filter(code=code, is_active=True).first()


def with_id(person_id: UUID) -> Person | None:
    """The person with this identifier, while their account stands."""
    return Person.objects.filter(pk=person_id, is_active=True).first()


def says_of(viewer: Person) -> QuerySet[Say]:
    """The viewer's own sentences, newest first."""
    return viewer.says.order_by("-said_at")


def neighbours(*, cells: Iterable[int], topics: Iterable[str]) -> QuerySet[Person]:
    """Active people whose home lies in `cells` (H3, resolution 8) and who said something about one of `topics`."""
    said = Say.objects.filter(topic__in=list(topics), cell__in=list(cells)).values("person_id")
    return Person.objects.filter(pk__in=said, is_active=True).prefetch_related("says")


def blocked_with(*, person_id: UUID) -> set[UUID]:
    """Everybody who blocks this person or is blocked by them."""
    table, (key,) = Block._meta.db_table, kept([person_id])
    either_way = (
        f"SELECT blocked_id FROM {table} WHERE person_id = %s "  # noqa: S608 - our own name
        f"UNION SELECT person_id FROM {table} WHERE blocked_id = %s"
    )
    return {identity(other) for (other,) in fetch(either_way, [key, key])}


def kept_apart_from(viewer: Person) -> Q:
    """The condition, on people, that one of the two blocks the other: neither meets the other in any list or search."""
    return Q(pk__in=Block.objects.filter(person=viewer).values("blocked")) | Q(
        pk__in=Block.objects.filter(blocked=viewer).values("person")
    )


def are_apart(one: Person, other: Person) -> bool:
    """Whether one of the two blocks the other."""
    return Block.objects.filter(Q(person=one, blocked=other) | Q(person=other, blocked=one)).exists()


def blocks_asked(people: Collection[UUID]) -> tuple[str, list[Any]]:
    """The statement that reads who of these people (one at least) blocks whom of them, for records.rows.fetch_all."""
    (who, values), (whom, others) = among("person_id", people), among("blocked_id", people)
    sql = f"SELECT person_id, blocked_id FROM {Block._meta.db_table} WHERE {who} AND {whom}"  # noqa: S608 - our own names
    return sql, [*values, *others]


def blocked_by(viewer: Person) -> set[UUID]:
    """Those whom the viewer blocks; who blocks the viewer is never told."""
    return set(Block.objects.filter(person=viewer).values_list("blocked_id", flat=True))


def blocks_of(viewer: Person) -> QuerySet[Block]:
    """Whom the viewer blocks, the latest first; for them alone."""
    return Block.objects.filter(person=viewer).select_related("blocked").order_by("-made_at", "-id")


def public_says_of(person: Person, *, most: int = 30) -> list[Say]:
    """What the person chose to tell on their page, the latest first. Whoever asks must have been let onto it."""
    return list(person.says.filter(is_public=True, hidden_at=None).order_by("-said_at")[:most])


def trusted_contact_of(viewer: Person) -> TrustedContact | None:
    """Whom the viewer trusts, for them alone."""
    return TrustedContact.objects.filter(person=viewer).first()


def trusted_contact_shown(person: Person, *, now: datetime) -> TrustedContact | None:
    """Whom the person trusts, while they let those who tend their communities see it. Whoever asks must be one of these."""
    return TrustedContact.objects.filter(person=person, shown_until__gt=now).first()


def contact_with(*, key: str) -> TrustedContact | None:
    """The contact to whom this key was sent, with whoever named them."""
    return TrustedContact.objects.select_related("person").filter(key=key).first()


def passkeys_of(viewer: Person) -> QuerySet[Passkey]:
    """The viewer's own keys, the first made first."""
    return viewer.passkeys.order_by("made_at", "id")


def operators() -> list[Person]:
    """Whoever runs this server."""
    return list(Person.objects.filter(is_staff=True, is_active=True).order_by("joined_at", "pk"))


def passkey_with(*, identifier: str) -> Passkey | None:
    """The key with this identifier, with whose it is."""
    return Passkey.objects.select_related("person").filter(identifier=identifier).first()


def codes_since(*, since: datetime, email: str = "", sent_from: str = "") -> int:
    """How many codes were sent since then to an address, or from a network address (its keyed mark)."""
    codes = SignInCode.objects.filter(sent_at__gte=since)
    return (codes.filter(email=email) if email else codes.filter(sent_from=sent_from)).count()


def latest_code(*, email: str, browser: str, since: datetime) -> SignInCode | None:
    """The latest code for this address, asked for in this browser, that was sent since then and has not been used."""
    codes = SignInCode.objects.filter(email=email, browser=browser, sent_at__gte=since, used_at=None)
    return codes.order_by("-sent_at").first()


def back_from_pause(*, today: date) -> QuerySet[Person]:
    """People whose pause had a last day that is over."""
    return Person.objects.filter(paused_until__lt=today)


def filed_says_of(*, person_id: UUID, say_id: UUID | None = None, most: int = 40) -> list[tuple[Gist, Vector | None]]:
    """Gist and vector of what a person says, newest first, at most `most` sentences; with `say_id` of that one alone."""
    one = " AND id = %s" if say_id else ""
    rows = fetch(
        f"SELECT gist, vector FROM {Say._meta.db_table} WHERE person_id = %s AND gist IS NOT NULL{one} "  # noqa: S608 - our own names
        "ORDER BY said_at DESC LIMIT %s",
        [*kept([person_id]), *(kept([say_id]) if say_id else ()), most],
    )
    return [(Gist.from_dict(json.loads(gist)), unpack_vector(vector) if vector else None) for gist, vector in rows]
