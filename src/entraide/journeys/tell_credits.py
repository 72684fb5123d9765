"""Tell of credits: who received some, who is asked for some, who was told not this time. Told once, however often it runs.

The notices hold identifiers and codes; amounts and words are read on the page. What one gave oneself, and what flows back by a rule of
which the rules tell, is told to nobody: it stands in the account.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.models import Community
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.queries import request_with, transfer_with
from entraide.records.notices.changes import tell_of
from entraide.records.people.models import Person
from entraide.records.people.queries import with_id

# Of these whoever receives hears; of `undo` it is whoever had given.
TOLD = frozenset({"thanks", "gift", "request", "work", "welcome", "purchase", "undo"})


def tell_of_credits(*, transfer_id: UUID, now: datetime) -> None:
    """Tell whoever received this transfer."""
    with transaction.atomic():
        transfer = transfer_with(transfer_id)
        if transfer is None or transfer.kind not in TOLD or transfer.payee.person is None:
            return
        if transfer.made_by == transfer.payee.person_id and transfer.kind != "purchase":
            return
        giver = transfer.payer.person_id
        facts = {"sort": transfer.kind, **({"person": str(giver)} if giver else {})}
        _tell(transfer.payee.person, "credits", about=transfer.pk, house=transfer.community, facts=facts, now=now)


def tell_of_request(*, request_id: UUID, now: datetime) -> None:
    """Tell whoever is asked for credits, while they have not answered."""
    with transaction.atomic():
        request = request_with(request_id)
        if request and request.state == "pending" and request.payer and request.payee_id:
            facts = {"person": str(request.payee_id)}
            _tell(request.payer, "credits_asked", about=request.pk, house=request.community, facts=facts, now=now)


def tell_declined(*, request_id: UUID, now: datetime) -> None:
    """Tell whoever asked that it is not this time."""
    with transaction.atomic():
        request = request_with(request_id)
        if request and request.state == "declined" and request.payee and request.payer_id:
            facts = {"person": str(request.payer_id)}
            _tell(request.payee, "credits_declined", about=request.pk, house=request.community, facts=facts, now=now)


def tell_limited(*, happening: Happening, now: datetime) -> None:
    """Tell whose account has limits of its own from now on, or those of the rules again."""
    with transaction.atomic():
        person = with_id(happening.person_id) if happening.person_id else None
        house = Community.objects.filter(pk=happening.facts["community_id"]).first()
        if person and house:
            facts = {"sort": "own" if happening.facts.get("floor_minor") is not None else "rules"}
            _tell(person, "account_limited", about=happening.pk, house=house, facts=facts, now=now)


def _tell(person: Person, kind: str, *, about: UUID, house: Community, facts: dict[str, str], now: datetime) -> None:
    tell_of(
        person=person,
        kind=kind,
        about=about,
        at=now,
        community=house,
        facts=facts,
        mailing=mailing(person=person, kind=kind, now=now),
    )
