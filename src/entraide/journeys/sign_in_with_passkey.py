"""Sign in with a passkey: the device proves that it holds a key that was added here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from entraide.adapters.passkeys import FalsePasskey, check_sign_in, identifier_in
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people import changes, queries
from entraide.records.people.models import Person


def sign_in_with_passkey(*, state: Mapping[str, Any], answer: Mapping[str, Any], now: datetime) -> Person:
    """Whose key signed the challenge in `state`.

    Raises Refusal: unknown_passkey (unknown or removed, another challenge or site, or one that seems to have been copied), closed.
    """
    try:
        passkey = queries.passkey_with(identifier=identifier_in(answer))
        if passkey is None:
            raise Refusal("unknown_passkey")
        counted = check_sign_in(
            state=state, answer=answer, public_key=bytes(passkey.public_key), sign_count=passkey.sign_count
        )
    except FalsePasskey as false:
        raise Refusal("unknown_passkey") from false
    with transaction.atomic():
        if not passkey.person.is_active:
            raise Refusal("closed")
        if not changes.use_passkey(passkey=passkey, sign_count=counted, at=now):
            raise Refusal("unknown_passkey")
        happen("passkey_used", at=now, actor_id=passkey.person_id, person_id=passkey.person_id)
    return passkey.person
