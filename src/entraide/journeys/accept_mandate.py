"""Agree that somebody acts for one: by the link that was mailed, or before a steward who hears or reads it."""

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.ask_mandate import code_digest, read_mandate_key
from entraide.journeys.give_mandate import give_mandate
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import changes as community_changes
from entraide.records.communities import queries as communities
from entraide.records.mandates import changes
from entraide.records.mandates.models import Mandate
from entraide.records.notices.changes import tell_of
from entraide.records.people import changes as people_changes
from entraide.records.people import queries as people
from entraide.records.people.models import Person

MOST_TRIES = 5


def accept_mandate(*, key: str, language: str, now: datetime) -> Mandate:
    """Whoever holds the mailed link agrees; who has no account yet has one from now on. Agreeing twice is agreeing once.

    Raises Refusal: expired_code, closed (the account was shut), or what give_mandate raises.
    """
    asked = read_mandate_key(key=key)
    with transaction.atomic():
        person = people.by_address(email=asked.email)
        if person is None:
            name = asked.first_name or asked.email.split("@")[0][:40]
            person = people_changes.add_person(email=asked.email, first_name=name, language=language)
            _arrive(person, now)
        elif not person.is_active:
            raise Refusal("closed")
        return give_mandate(
            person=person, hand=asked.hand, scope=asked.scope, until=asked.until, now=now, consent="link"
        )


def witness_mandate(*, steward: Person, mandate_id: UUID, code: str, consent: str, now: datetime) -> Mandate:
    """A steward heard (`voice`) or read (`paper`) the consent of somebody without e-mail, who told them the figures.

    They have an account from now on, in everybody's community and in that of the steward, who is recorded as the witness. Raises Refusal:
    not_yours (not a steward there, or the hand themselves), wrong_code, expired_code (tried too often, over or taken back), means_nothing.
    """
    if consent not in ("voice", "paper"):
        raise Refusal("means_nothing")
    waiting = Mandate.objects.select_related("community").filter(pk=mandate_id).first()
    if waiting is None or waiting.community is None or waiting.hand_id == steward.pk:
        raise Refusal("not_yours")
    if not communities.tends(steward, community=waiting.community):
        raise Refusal("not_yours")
    # The try is counted for itself: a wrong code rolls nothing back.
    if waiting.until < now.date() or not changes.count_try(mandate_id=mandate_id, most=MOST_TRIES):
        raise Refusal("expired_code")
    figures = "".join(c for c in code if c.isdigit())
    if not hmac.compare_digest(waiting.code_digest, code_digest(code=figures, hand_id=waiting.hand_id)):
        raise Refusal("wrong_code")
    with transaction.atomic():
        mandate = changes.locked(mandate_id=mandate_id)
        if mandate is None or mandate.agreed_at or mandate.ended_at:
            raise Refusal("expired_code")
        person = people_changes.add_person_without_address(first_name=mandate.first_name, language=mandate.language)
        _arrive(person, now)
        community_changes.add_member(community=waiting.community, person=person, at=now)
        changes.agree(mandate=mandate, person=person, consent=consent, witness=steward, at=now)
        happen(
            "mandate_given",
            at=now,
            actor_id=steward.pk,
            person_id=mandate.hand_id,
            mandate_id=str(mandate.pk),
            community_id=str(waiting.community.pk),
        )
        tell_of(
            person=mandate.hand,
            kind="mandate_given",
            about=mandate.pk,
            at=now,
            facts={"person": str(person.pk)},
            mailing=mailing(person=mandate.hand, kind="mandate_given", now=now),
        )
        return mandate


def _arrive(person: Person, now: datetime) -> None:
    community_changes.add_member(community=communities.server_wide(), person=person, at=now)
    happen("person_joined", at=now, actor_id=person.pk, person_id=person.pk)
