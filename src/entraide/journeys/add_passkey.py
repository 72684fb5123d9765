"""Add a passkey: from now on this device signs its owner in without a code. The mailed code goes on working."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from entraide.adapters.passkeys import FalsePasskey, check_new
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people import changes
from entraide.records.people.models import Passkey, Person

MOST_KEYS = 10


def add_passkey(
    *, person: Person, name: str, state: Mapping[str, Any], answer: Mapping[str, Any], now: datetime
) -> Passkey:
    """Keep the key that the person's device made for the challenge in `state`, under a name of their own.

    Raises Refusal: unknown_passkey (another challenge, another site, or a key that is kept already), too_many_keys, name_missing.
    """
    name = " ".join(name.split())[:40]
    if not name:
        raise Refusal("name_missing")
    try:
        made = check_new(state=state, answer=answer)
    except FalsePasskey as false:
        raise Refusal("unknown_passkey") from false
    try:
        with transaction.atomic():
            changes.lock_person(person_ids=[person.pk])
            if person.passkeys.count() >= MOST_KEYS:
                raise Refusal("too_many_keys")
            passkey = changes.add_passkey(
                person=person,
                name=name,
                identifier=made.identifier,
                public_key=made.public_key,
                sign_count=made.sign_count,
                at=now,
            )
            happen("passkey_added", at=now, actor_id=person.pk, person_id=person.pk, passkey_id=str(passkey.pk))
    except IntegrityError as known:
        raise Refusal("unknown_passkey") from known
    return passkey
