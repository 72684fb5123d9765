"""Two stewards net debts while somebody grants, and somebody takes back: no request is counted twice, and positions fit what was given."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.journeys.bank import balances, bank
from tests.journeys.test_euros_at_once import at_once

from entraide.journeys.ask_credits import accept_request, cancel_request
from entraide.journeys.net_debts import Netted, net_debts
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.models import CreditRequest
from entraide.records.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 6


@pytest.mark.parametrize("turn", range(TIMES))
def test_what_is_granted_taken_back_or_netted_is_so_once(turn: int) -> None:
    now = timezone.now()
    house, cast = bank("Chloé", "Amina", "Bruno", "Daan", "Els", now=now - timedelta(days=20))

    def asks(payee: str, payer: str, much: int) -> CreditRequest:
        return CreditRequest.objects.create(
            community=house, payer=cast[payer], payee=cast[payee], unit="credits", amount_minor=much,
            words="couture", made_at=now - timedelta(days=8),
        )  # fmt: skip

    granted = asks("Amina", "Bruno", 500)
    asks("Bruno", "Daan", 300)
    asks("Daan", "Amina", 400)
    back = asks("Els", "Daan", 200)
    asks("Daan", "Els", 200)

    def nets() -> Netted:
        return net_debts(steward=cast["Chloé"], community=house, now=now)

    deeds: list[Callable[[], object]] = [
        nets,
        lambda: accept_request(request_id=granted.pk, person=cast["Bruno"], now=now),
        nets,
        lambda: cancel_request(request_id=back.pk, person=cast["Els"], now=now),
    ]
    came = at_once(*deeds[turn % 4 :], *deeds[: turn % 4])
    netted = CreditRequest.objects.filter(state="netted")
    # What fell away leaves everybody as much as it comes to them.
    assert not _sums(list(netted))
    done = [one for one in came if isinstance(one, Netted)]
    assert sum(one.amount_minor for one in done) == sum(netted.values_list("amount_minor", flat=True))
    # Asked, given and fallen away: each request is in one of them, with all of its amount.
    assert sum(CreditRequest.objects.values_list("amount_minor", flat=True)) == 500 + 300 + 400 + 200 + 200
    assert balances(house).get("Amina", 0) == sum(
        CreditRequest.objects.filter(state="accepted").values_list("amount_minor", flat=True)
    )
    assert list(audit(house, now=now)) == []


def _sums(requests: list[CreditRequest]) -> dict[Person, int]:
    """What each loses on balance by these requests falling away."""
    found: dict[Person, int] = {}
    for one in requests:
        if one.payer and one.payee:
            found[one.payee] = found.get(one.payee, 0) + one.amount_minor
            found[one.payer] = found.get(one.payer, 0) - one.amount_minor
    return {person: much for person, much in found.items() if much}
