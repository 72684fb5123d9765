"""Snooze: somebody who was asked wants to be left alone until a day; this ask counts as "not this time"."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.asks.models import Ask
from entraide.records.people import changes
from entraide.records.people.models import Person

LONGEST = timedelta(days=366)


def snooze(*, ask_id: UUID, until: date, now: datetime) -> Person:
    """Ask this person nothing until the day `until` is over, that day included. Done twice, it is done once.

    If they have not answered the ask and still can, they decline it, which nobody sees. Raises Refusal: not_answerable (no such
    ask, or a day that is over or more than a year away), closed (the account is gone).
    """
    today = timezone.localdate(now)
    ask = Ask.objects.select_related("person").filter(pk=ask_id).first()
    if ask is None or not today <= until <= today + LONGEST:
        raise Refusal("not_answerable")
    if not ask.person.is_active:
        raise Refusal("closed")
    with transaction.atomic():
        if ask.state == "waiting" and ask.post.state == "open":
            answer_ask(ask_id=ask.pk, kind="not_now", words="", now=now)
        changes.set_fields(person=ask.person, paused_until=until)
        happen("asks_snoozed", at=now, actor_id=ask.person_id, person_id=ask.person_id)
        return ask.person
