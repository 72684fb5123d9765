"""Sign in with the code that came by mail; the first time, this is how one joins."""

import hmac
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.send_code import LASTS, digest
from entraide.records.communities import changes as community_changes
from entraide.records.communities import queries as communities
from entraide.records.people import changes, queries
from entraide.records.people.models import Person

MOST_TRIES = 5


def sign_in(*, email: str, code: str, browser: str, now: datetime) -> Person:
    """The person who holds the code that was sent to `email` for this browser; a new one joins the server's open community.

    Raises Refusal: wrong_code, expired_code (too old, used, or tried too often), closed (the account was shut).
    """
    email = email.strip().lower()
    figures = "".join(c for c in code if c.isdigit())
    # Only what this browser asked for: nobody learns here, nor spoils, that somebody else is signing in with the same address.
    kept = queries.latest_code(email=email, browser=browser, since=now - LASTS)
    # Worked out whether or not there is a code, so that both take as long.
    said = digest(email=email, code=figures, browser=browser)
    # The try is counted for itself, before anything is compared: a wrong code rolls nothing back.
    if kept is None or not changes.count_try(code=kept, most=MOST_TRIES):
        raise Refusal("expired_code")
    if not hmac.compare_digest(kept.digest, said):
        raise Refusal("wrong_code")
    with transaction.atomic():
        if not changes.use_code(code=kept, at=now):
            raise Refusal("expired_code")
        person = queries.by_address(email=email)
        if person is None:
            first_name = kept.first_name or email.split("@")[0][:40]
            person = changes.add_person(email=email, first_name=first_name, language=kept.language)
            happen("person_joined", at=now, actor_id=person.pk, person_id=person.pk)
        elif not person.is_active:
            raise Refusal("closed")
        community_changes.add_member(community=communities.server_wide(), person=person, at=now)
        return person
