"""Ask to act for somebody: by a letter to their address, in which they agree or not; or, for somebody without e-mail, before a steward.

Of whoever is written to nothing is kept before they agree, once the letter has left: what is asked travels in the link, signed.
"""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from entraide.journeys.give_mandate import check_terms
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of
from entraide.records.invitations.changes import add_outside_letter
from entraide.records.mandates import changes, queries
from entraide.records.mandates.models import Mandate
from entraide.records.people.models import Person

_SALT = "entraide.mandate"
LINK_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """What a link asks: who wants to act (`hand`), for whom (`email`, and the first name they were called), in which scope, until when."""

    hand: Person
    email: str
    first_name: str
    scope: tuple[str, ...]
    until: date


def ask_mandate(
    *, hand: Person, email: str, first_name: str, language: str, scope: Collection[str], until: date, now: datetime
) -> None:
    """Write to `email` (in `language`) that the hand would act for them, with a link by which they agree.

    The letter is the worker's (deliver_outside.py). Nobody learns whether the address belongs to a member. Raises Refusal:
    means_nothing, too_late, own_thing, too_many_mandates.
    """
    chosen = check_terms(scope=scope, until=until, now=now)
    email = email.strip().lower()
    if email == hand.email:
        raise Refusal("own_thing")
    if len(queries.mandates_held(hand, today=now.date())) >= queries.MOST_HELD:
        raise Refusal("too_many_mandates")
    key = signing.dumps([str(hand.pk), email, first_name[:40], chosen, until.isoformat()], salt=_SALT)
    with transaction.atomic():
        add_outside_letter(
            person=hand,
            kind="mandate",
            email=email,
            language=language,
            path=reverse("accept_mandate", args=[key]),
            at=now,
            facts={"scope": chosen, "until": until.isoformat()},
        )
        happen("mandate_asked", at=now, actor_id=hand.pk)


def read_mandate_key(*, key: str) -> Asked:
    """What the link of such a letter asks. Raises Refusal: expired_code (older than two weeks, not ours, or whoever asked has gone)."""
    try:
        hand_id, email, first_name, scope, until = signing.loads(key, salt=_SALT, max_age=LINK_LASTS)
        hand = Person.objects.filter(pk=UUID(hand_id), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Refusal("expired_code") from wrong
    if hand is None:
        raise Refusal("expired_code")
    return Asked(hand, email, first_name, tuple(scope), date.fromisoformat(until))


def ask_mandate_in_person(
    *,
    hand: Person,
    community: Community,
    first_name: str,
    language: str,
    scope: Collection[str],
    until: date,
    now: datetime,
) -> tuple[Mandate, str]:
    """Ask to act for somebody without e-mail. Gives the six figures that they are to tell a steward, who hears or reads their consent.

    The hand has to be a member of the community. Raises Refusal: not_member, means_nothing, too_late, too_many_mandates.
    """
    chosen = check_terms(scope=scope, until=until, now=now)
    if membership_of(hand, community=community) is None:
        raise Refusal("not_member")
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        if len(queries.mandates_held(hand, today=now.date())) >= queries.MOST_HELD:
            raise Refusal("too_many_mandates")
        mandate = changes.add_request(
            hand=hand,
            first_name=first_name.strip()[:40],
            language=language,
            scope=chosen,
            community=community,
            code_digest=code_digest(code=code, hand_id=hand.pk),
            until=until,
            at=now,
        )
        happen("mandate_asked", at=now, actor_id=hand.pk, mandate_id=str(mandate.pk), community_id=str(community.pk))
    return mandate, code


def code_digest(*, code: str, hand_id: UUID) -> str:
    """The keyed digest (HMAC-SHA-256) under which the six figures are kept."""
    return hmac.new(settings.SECRET_KEY.encode(), f"mandate\0{hand_id}\0{code}".encode(), sha256).hexdigest()
