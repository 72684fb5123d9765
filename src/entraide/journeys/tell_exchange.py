"""Tell the two of an exchange what the other did or what is near, and whoever runs the community of a problem. Told once each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.queries import stewards_of
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import other_in
from entraide.records.happenings.models import Happening
from entraide.records.notices.changes import tell_of
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart

# For each happening the kind of notice that the other of the two gets; where nobody made it happen, both.
_TELLS = {
    "promise_proposed": "promise_proposed",
    "promise_accepted": "promise_accepted",
    "done_asked": "done_asked",
    "done_said": "done_said",
    "occurrence_done": "exchange_done",
    "exchange_done": "exchange_done",
    "thanks_given": "thanked",
    "exchange_reneged": "reneged",
    "exchange_missed": "missed",
    "exchange_problem": "problem",
    "problem_answered": "problem_answered",
    "problem_settled": "problem_settled",
    "occurrence_skipped": "time_skipped",
    "occurrence_wanted": "time_wanted",
    "series_ended": "series_ended",
    "return_given": "return_given",
}
# What was agreed stays so whoever blocks whom; of these one hears all the same.
_IN_ANY_CASE = frozenset({"reminder_day", "reminder_hours", "reneged", "problem_settled", "done_asked"})
_KEPT_FACTS = (
    "number",
    "version",
    "is_change",
    "counts_at",
    "reason",
    "outcome",
    "part",
    "was_promised",
    "starts_at",
    "ends_at",
)


def tell_of_exchange(*, happening: Happening, now: datetime) -> int:
    """Tell whom it concerns of what happened to an exchange; how many. Nobody is told what they did themselves."""
    kind = happening.facts.get("which") or _TELLS[happening.kind]
    if _is_said_elsewhere(happening):
        return 0
    with transaction.atomic():
        exchange = _exchange(happening)
        if exchange is None:
            return 0
        told = 0
        for person in (exchange.asker, exchange.helper):
            if person is None or not person.is_active or person.pk == happening.actor_id:
                continue
            other = other_in(exchange, person)
            if other and kind not in _IN_ANY_CASE and are_apart(person, other):
                continue
            told += _tell(person, other, exchange, kind=kind, happening=happening, now=now)
        return told


def tell_desk_of_problem(*, happening: Happening, now: datetime) -> int:
    """Tell whoever runs the exchange's community, but for the two, that they wait for help; where nobody does, the operators."""
    with transaction.atomic():
        exchange = _exchange(happening)
        if exchange is None:
            return 0
        stewards = stewards_of(exchange.community) or list(Person.objects.filter(is_staff=True, is_active=True))
        told = 0
        for person in stewards:
            if person.pk not in (exchange.asker_id, exchange.helper_id):
                told += _tell(person, None, exchange, kind="problem_desk", happening=happening, now=now)
        return told


def _tell(
    person: Person, other: Person | None, exchange: Exchange, *, kind: str, happening: Happening, now: datetime
) -> int:
    facts: dict[str, Any] = {name: happening.facts[name] for name in _KEPT_FACTS if name in happening.facts}
    facts |= {"exchange": str(exchange.pk), "person": str(other.pk) if other else ""}
    if kind == "reneged":
        facts["asks_others"] = bool(
            exchange.post and exchange.post.writer_id == person.pk and exchange.post.state == "open"
        )
    made = tell_of(
        person=person,
        kind=kind,
        about=UUID(happening.facts["occurrence_id"]) if "occurrence_id" in happening.facts else happening.pk,
        at=now,
        community=exchange.community,
        facts=facts,
        mailing=mailing(person=person, kind=kind, post=exchange.post, now=now),
    )
    return 1 if made else 0


def _is_said_elsewhere(happening: Happening) -> bool:
    """Choosing a helper tells them what is proposed; the second "done" is told as the exchange being done; a ring tells of itself."""
    facts = happening.facts
    if happening.kind == "promise_proposed":
        return bool(facts.get("is_by_choice"))
    if happening.kind == "promise_accepted":
        return happening.actor_id is None
    if happening.kind == "done_said":
        return bool(facts.get("is_last"))
    if happening.kind == "return_given":
        return bool(facts.get("part") != "return")
    return False


def is_over_for(notice: Notice) -> bool:
    """Whether what a notice of an exchange would say by mail is not so any more."""
    exchange = Exchange.objects.filter(pk=notice.facts.get("exchange")).first()
    if exchange is None:
        return bool(notice.kind != "partner_gone")
    if notice.kind in ("reminder_day", "reminder_hours"):
        return bool(exchange.state not in ("promised", "reminded"))
    if notice.kind == "promise_proposed":
        return exchange.proposal is None or bool(exchange.version != notice.facts.get("version"))
    if notice.kind in ("done_asked", "done_said"):
        return not exchange.is_promised
    if notice.kind in ("problem", "problem_desk"):
        return exchange.state != "problem"
    return False


def _exchange(happening: Happening) -> Exchange | None:
    rows = Exchange.objects.select_related("asker", "helper", "community", "post")
    return rows.filter(pk=happening.facts["exchange_id"]).first()
