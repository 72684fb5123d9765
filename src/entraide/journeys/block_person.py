"""Block somebody: from now on the two do not meet here. The other is never told; taking it back is as quick."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.asks import changes as ask_changes
from entraide.records.notices import changes as notice_changes
from entraide.records.people import changes
from entraide.records.people.models import Person


def block_person(*, person: Person, other: Person, now: datetime) -> None:
    """The person does not want to meet the other. Blocking twice is blocking once; what was agreed between them stays as it is.

    Asks that still wait between the two are let go, as if the post needed nobody any more. Raises Refusal: own_thing.
    """
    if person.pk == other.pk:
        raise Refusal("own_thing")
    with transaction.atomic():
        changes.lock_person(person_ids=[person.pk, other.pk])
        if not changes.add_block(person=person, blocked=other, at=now):
            return
        ask_changes.let_go_between(one=person, other=other, at=now)
        notice_changes.keep_from_mail_about(person=person, other=other)
        # Whom is not written into the diary: nobody learns there who was blocked.
        happen("person_blocked", at=now, actor_id=person.pk)
