"""Let somebody act for oneself: said by whoever gives it, signed in, and recorded as that. It ends by itself after a year at most."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.mandates import changes, queries
from entraide.records.mandates.models import SCOPES, Mandate
from entraide.records.notices.changes import tell_of
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart

LONGEST = timedelta(days=366)


def give_mandate(
    *, person: Person, hand: Person, scope: Collection[str], until: date, now: datetime, consent: str = "signed_in"
) -> Mandate:
    """The person lets `hand` act for them in `scope` (some of SCOPES) through the day `until`; a mandate that held gives way.

    `consent`: how they agreed (signed_in, or link: the one that was mailed to them). Raises Refusal: own_thing (for oneself), blocked,
    means_nothing (no scope), too_late (a day that is over, or more than a year away), too_many_mandates.
    """
    chosen = check_terms(scope=scope, until=until, now=now)
    if person.pk == hand.pk:
        raise Refusal("own_thing")
    with transaction.atomic():
        people_changes.lock_person(person_ids=[person.pk, hand.pk])
        if are_apart(person, hand) or not (person.is_active and hand.is_active):
            raise Refusal("blocked")
        before = queries.open_between(person=person, hand=hand, today=now.date())
        if before and (tuple(before.scope), before.until) == (chosen, until):
            return before
        if before:
            changes.end(mandate=before, by="person", at=now)
        elif len(queries.mandates_held(hand, today=now.date())) >= queries.MOST_HELD:
            raise Refusal("too_many_mandates")
        mandate = changes.add_mandate(person=person, hand=hand, scope=chosen, consent=consent, until=until, at=now)
        happen("mandate_given", at=now, actor_id=person.pk, person_id=hand.pk, mandate_id=str(mandate.pk))
        tell_of(
            person=hand,
            kind="mandate_given",
            about=mandate.pk,
            at=now,
            facts={"person": str(person.pk)},
            mailing=mailing(person=hand, kind="mandate_given", now=now),
        )
        return mandate


def check_terms(*, scope: Collection[str], until: date, now: datetime) -> tuple[str, ...]:
    """The scope in its own order, if such a mandate may be. Raises Refusal: means_nothing, too_late."""
    chosen = tuple(one for one in SCOPES if one in scope)
    if not chosen or set(scope) - set(SCOPES):
        raise Refusal("means_nothing")
    if not now.date() <= until <= (now + LONGEST).date():
        raise Refusal("too_late")
    return chosen
