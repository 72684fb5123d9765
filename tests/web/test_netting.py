"""Debts in a ring on the pages: the steward sees sums and no names, each member their own requests and nobody else's."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.journeys.bank import bank

from entraide.journeys.net_debts import STANDS_AFTER
from entraide.records.communities.models import Community
from entraide.records.ledgers.models import CreditRequest
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
Scene = tuple[Community, dict[str, Person]]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    """The words of a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def ring() -> Scene:
    now = timezone.now()
    house, cast = bank("Chloé", "Amina", "Bruno", "Daan", now=now)
    for payee, payer, much in (("Amina", "Bruno", 500), ("Bruno", "Daan", 300), ("Daan", "Amina", 400)):
        CreditRequest.objects.create(
            community=house, payer=cast[payer], payee=cast[payee], unit="credits", amount_minor=much,
            words="couture", made_at=now - 2 * STANDS_AFTER,
        )  # fmt: skip
    return house, cast


def test_the_steward_sees_sums_and_lets_them_fall(ring: Scene) -> None:
    _, cast = ring
    chloe = signed_in(cast["Chloé"])
    assert "tomberaient" not in text_of(chloe.get("/c/etabli/rings/"))
    page = text_of(chloe.get("/c/etabli/rings/?debts=1"))
    assert "Dettes qui tomberaient 9" in page
    assert not any(name in page for name in ("Amina", "Bruno", "Daan"))
    done = text_of(chloe.post("/c/etabli/rings/debts/", follow=True))
    assert "de dettes en moins" in done
    again = text_of(chloe.post("/c/etabli/rings/debts/", follow=True))
    assert "Aucune dette ne tourne en rond" in again
    assert "Aucune dette ne tourne en rond" in text_of(chloe.get("/c/etabli/rings/?debts=1"))


def test_each_member_sees_what_fell_away_of_their_own(ring: Scene) -> None:
    _, cast = ring
    signed_in(cast["Chloé"]).post("/c/etabli/rings/debts/")
    page = text_of(signed_in(cast["Amina"]).get("/c/etabli/credits/"))
    assert "Vous ne demandez plus 3 copeaux à Bruno." in page
    assert "Daan ne vous demande plus 3 copeaux." in page
    assert "Tombées en rond" not in text_of(signed_in(cast["Chloé"]).get("/c/etabli/credits/"))


def test_where_people_give_there_are_no_debts() -> None:
    _, cast = bank("Chloé", currency="gift")
    chloe = signed_in(cast["Chloé"])
    assert "Dettes en rond" not in text_of(chloe.get("/c/etabli/rings/?debts=1"))
    assert "sans compter" in text_of(chloe.post("/c/etabli/rings/debts/", follow=True))
