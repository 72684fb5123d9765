"""Credits that one gives to another: what moves, what is refused, and what the books say of it."""

import pytest
from tests.cast import NOW
from tests.journeys.bank import balances, bank, give

from entraide.common.ids import uuid7
from entraide.journeys.give_credits import Gift, give_many
from entraide.journeys.refusals import Refusal
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.models import Account, Entry, Transfer

pytestmark = pytest.mark.django_db


def test_what_one_gives_the_other_has() -> None:
    house, cast = bank("Chloé", "Bruno", "Amina")
    given = give(cast["Bruno"], cast["Amina"], house, 800, words="Le plan de ma  boutique")
    assert given.words == "Le plan de ma boutique"
    assert balances(house) == {"Bruno": -800, "Amina": 800}
    amounts = Entry.objects.order_by("amount_minor").values_list("amount_minor", "balance_minor", "number")
    assert list(amounts) == [(-800, -800, 1), (800, 800, 1)]
    told = Happening.objects.get(kind="credits_moved")
    assert told.facts == {"community_id": str(house.pk), "transfer_id": str(given.pk), "sort": "gift"}


def test_the_same_key_twice_is_one_gift() -> None:
    house, cast = bank("Chloé", "Bruno", "Amina")
    key = uuid7()
    first = give(cast["Bruno"], cast["Amina"], house, 800, key=key)
    again = give(cast["Bruno"], cast["Amina"], house, 800, key=key)
    assert first.pk == again.pk
    assert Transfer.objects.count() == 1
    # The key is the giver's: another one's is another gift.
    give(cast["Amina"], cast["Bruno"], house, 100, key=key)
    assert Transfer.objects.count() == 2


@pytest.mark.parametrize(
    ("amount", "why"), [(0, "wrong_amount"), (-5, "wrong_amount"), (4001, "below_floor"), (2.5, "wrong_amount")]
)
def test_an_amount_that_cannot_be_given_is_refused(amount: int, why: str) -> None:
    house, cast = bank("Chloé", "Bruno", "Amina")
    with pytest.raises(Refusal, match=why):
        give(cast["Bruno"], cast["Amina"], house, amount)
    assert not Transfer.objects.exists()


def test_nobody_gives_to_themselves_or_to_who_does_not_belong() -> None:
    house, cast = bank("Chloé", "Bruno")
    stranger = bank("Daan", slug="autre")[1]["Daan"]
    for payer, payee, why in [
        (cast["Bruno"], cast["Bruno"], "to_oneself"),
        (cast["Bruno"], stranger, "not_member"),
        (stranger, cast["Bruno"], "not_member"),
    ]:
        with pytest.raises(Refusal, match=why):
            give(payer, payee, house, 100)


def test_where_people_give_nothing_is_counted() -> None:
    house, cast = bank("Chloé", "Bruno", currency="gift")
    with pytest.raises(Refusal, match="no_credits_here"):
        give(cast["Bruno"], cast["Chloé"], house, 100)
    assert not Account.objects.exists()


def test_many_gifts_have_the_answers_that_one_after_the_other_would_have() -> None:
    house, cast = bank("Chloé", "Bruno", "Amina", "Els")
    other, _ = bank(slug="serial")
    from entraide.records.communities.models import Membership

    for person in cast.values():
        Membership.objects.create(community=other, person=person, joined_at=NOW)
    order = [
        ("Bruno", "Amina", 3000),
        ("Bruno", "Amina", 2000),
        ("Amina", "Bruno", 4000),
        ("Bruno", "Els", 3000),
        ("Els", "Els", 1),
    ]
    gifts = [
        Gift(payer=cast[one], payee=cast[two], amount_minor=much, words="", key=uuid7()) for one, two, much in order
    ]
    gifts.insert(3, gifts[0])
    together = [
        one.code if isinstance(one, Refusal) else one.amount_minor
        for one in give_many(gifts=gifts, community=house, now=NOW)
    ]
    alone = []
    for gift in gifts:
        made = give_many(gifts=[gift], community=other, now=NOW)[0]
        alone.append(made.code if isinstance(made, Refusal) else made.amount_minor)
    assert together == alone == [3000, "below_floor", 4000, 3000, 3000, "to_oneself"]
    assert balances(house) == balances(other)
