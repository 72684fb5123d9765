"""The pages of accounts: giving after a second look, asking and answering, undoing, the commons, files and seals, the tally book."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from tests.cast import NOW
from tests.journeys.bank import balances, bank, give

from entraide.common.ids import uuid7
from entraide.journeys.after_payment import after_payment
from entraide.journeys.seal_books import seal_community
from entraide.journeys.set_bank_account import set_bank_account
from entraide.journeys.settle_bill import settle_bill
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.models import Account, CreditRequest, Transfer
from entraide.records.notices.models import Notice
from entraide.records.payments.models import Bill

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock):
    return bank("Chloé", "Bruno", "Amina", "Farid")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_one_looks_once_more_before_one_gives(town):
    house, cast = town
    client = signed_in(cast["Bruno"])
    page = client.get("/c/etabli/credits/")
    assert page.status_code == 200
    assert "Vos copeaux" in text_of(page)
    sent = {"who": "amina", "amount": "12,5", "words": "Le plan de ma boutique"}
    check = client.post("/c/etabli/credits/give/", sent)
    assert check.status_code == 200
    assert "Vérifier" in text_of(check)
    assert "12,5" in text_of(check)
    assert not Transfer.objects.exists()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', check.content.decode()))
    for _ in range(2):  # clicked twice, it is given once
        done = client.post("/c/etabli/credits/give/", fields | {"sure": "yes"})
        assert done.status_code == 302
    assert balances(house) == {"Bruno": -1250, "Amina": 1250}
    page = text_of(client.get("/c/etabli/credits/"))
    assert "Vous avez donné à Amina" in page
    assert "− 12,5" in page.replace("\u202f", " ")


def test_too_much_is_said_at_its_field_with_the_way_out(town):
    _, cast = town
    client = signed_in(cast["Bruno"])
    for sure in ({}, {"sure": "yes"}):
        page = client.post("/c/etabli/credits/give/", {"who": "Amina", "amount": "60", **sure})
        assert page.status_code == 422
        assert "Essayez 40 ou moins" in text_of(page)
        assert 'value="60"' in text_of(page)
    for wrong in ("", "abc", "-3", "1,234", "0"):
        assert client.post("/c/etabli/credits/give/", {"who": "Amina", "amount": wrong}).status_code == 422
    assert client.post("/c/etabli/credits/give/", {"who": "Zoé", "amount": "3"}).status_code == 422
    assert not Transfer.objects.exists()


def test_of_several_so_called_one_is_chosen(town):
    house, cast = town
    cast["Farid"].first_name = "Amina"
    cast["Farid"].save()
    from entraide.records.communities.models import Membership

    for one in Membership.objects.filter(community=house):
        one.name_key = ""
        one.save()
    client = signed_in(cast["Bruno"])
    page = client.post("/c/etabli/credits/give/", {"who": "Amina", "amount": "3"})
    assert page.status_code == 422
    assert "choisissez qui" in text_of(page)
    page = client.post("/c/etabli/credits/give/", {"who": "Amina", "amount": "3", "to": cast["Amina"].code})
    assert page.status_code == 200


def test_asking_and_the_three_answers(town, run_worker):
    house, cast = town
    bruno, amina = signed_in(cast["Bruno"]), signed_in(cast["Amina"])
    for _ in range(3):
        sent = {"who": "Bruno", "amount": "5", "words": "Une heure de couture", "key": str(uuid7())}
        assert amina.post("/c/etabli/credits/ask/", sent).status_code == 302
    first, second, third = CreditRequest.objects.order_by("made_at", "pk")
    page = text_of(bruno.get("/c/etabli/credits/"))
    assert "On vous demande" in page
    assert "Une heure de couture" in page
    run_worker()
    assert "vous demande un geste" in text_of(bruno.get("/mine/"))
    bruno.post(f"/c/etabli/credits/requests/{first.pk}/", {"action": "accept"})
    bruno.post(f"/c/etabli/credits/requests/{first.pk}/", {"action": "accept"})
    bruno.post(f"/c/etabli/credits/requests/{second.pk}/", {"action": "decline"})
    assert amina.post(f"/c/etabli/credits/requests/{third.pk}/", {"action": "accept"}).status_code == 302
    amina.post(f"/c/etabli/credits/requests/{third.pk}/", {"action": "cancel"})
    assert [one.state for one in CreditRequest.objects.order_by("made_at", "pk")] == [
        "accepted",
        "declined",
        "cancelled",
    ]
    assert balances(house) == {"Bruno": -500, "Amina": 500}
    assert signed_in(cast["Farid"]).post(f"/c/etabli/credits/requests/{first.pk}/").status_code == 404


def test_what_came_is_given_back_once(town):
    house, cast = town
    given = give(cast["Bruno"], cast["Amina"], house, 800, words="Merci")
    address = f"/c/etabli/credits/undo/{given.pk}/"
    assert signed_in(cast["Bruno"]).get(address).status_code == 404
    assert signed_in(cast["Farid"]).get(address).status_code == 404
    steward = signed_in(cast["Chloé"])
    assert steward.post(address).status_code == 422  # whoever runs it says why
    amina = signed_in(cast["Amina"])
    assert amina.get(address).status_code == 200
    assert amina.post(address).status_code == 302
    amina.post(address)
    assert balances(house) == {"Bruno": 0, "Amina": 0}
    assert Transfer.objects.count() == 2
    assert "Rendu depuis" in text_of(amina.get("/c/etabli/credits/"))


def test_the_commons_pay_for_work_before_all(town):
    house, cast = town
    steward = signed_in(cast["Chloé"])
    sent = {"who": "Farid", "amount": "10", "words": "La permanence de mars", "key": str(uuid7())}
    assert signed_in(cast["Bruno"]).post("/c/etabli/commons/pay/", sent).status_code == 403
    assert steward.post("/c/etabli/commons/pay/", sent).status_code == 302
    assert steward.post("/c/etabli/commons/pay/", sent).status_code == 302
    assert balances(house) == {"commons": -1000, "Farid": 1000}
    page = text_of(signed_in(cast["Bruno"]).get("/c/etabli/commons/"))
    assert "La permanence de mars" in page
    assert "Travail pour tous" in page


def test_a_statement_holds_all_that_its_digests_are_made_of(town):
    from datetime import datetime
    from uuid import UUID

    from entraide.logic.bookkeeping.chain import EntryFacts, next_link, words_digest

    house, cast = town
    give(cast["Bruno"], cast["Amina"], house, 800, words="=1+1")
    give(cast["Amina"], cast["Bruno"], house, 300)
    sent = b"".join(signed_in(cast["Bruno"]).get("/c/etabli/credits/statement.csv"))
    rows = list(csv.DictReader(io.StringIO(sent.decode("utf-8-sig"))))
    assert [row["amount"] for row in rows] == ["-8.00", "3.00"] or [row["amount"] for row in rows] == ["'-8.00", "3.00"]
    before = rows[0]["hash"]
    row = rows[1]

    def key(name):
        return UUID(row[name]) if row[name] else None

    facts = EntryFacts(
        account=key("account"), counterpart=key("counterpart"), number=int(row["number"]), amount_minor=int(row["amount_minor"]),
        balance_minor=int(row["balance_minor"].lstrip("'")), transfer=key("transfer"), kind=row["kind"],
        made_at=datetime.fromisoformat(row["made_at"]), made_by=key("made_by"), about=key("about"), undoes=key("undoes"),
        words_digest=row["words_digest"],
    )  # fmt: skip
    assert next_link(before=before, entry=facts) == row["hash"]
    assert words_digest(words="", salt=row["words_salt"]) == row["words_digest"]


def test_seals_are_shown_and_taken_along(town):
    house, cast = town
    give(cast["Bruno"], cast["Amina"], house, 800)
    seal = seal_community(community=house, unit="credits", day=NOW.date(), now=NOW)
    client = signed_in(cast["Farid"])
    assert seal is not None
    assert seal.digest in text_of(client.get("/c/etabli/credits/seals/"))
    assert seal.digest in b"".join(client.get("/c/etabli/credits/seals.csv")).decode()
    assert client.get("/c/etabli/credits/books.csv").status_code == 403
    assert signed_in(cast["Chloé"]).get("/c/etabli/credits/books.csv").status_code == 200


def test_where_people_give_there_is_a_tally_book(clock):
    _, cast = bank("Chloé", "Bruno", currency="gift")
    page = signed_in(cast["Bruno"]).get("/c/etabli/credits/")
    assert page.status_code == 200
    assert "Votre carnet" in text_of(page)
    assert "0 fois" in text_of(page).replace("\u202f", " ").replace("\u00a0", " ")
    for address in ("give/", "ask/", "seals/", "statement.csv"):
        assert signed_in(cast["Bruno"]).get(f"/c/etabli/credits/{address}").status_code == 302


def test_what_the_community_sells_is_billed_and_comes_once_it_is_paid(clock):
    house, cast = bank("Chloé", "Bruno", credit_cents=500)
    client = signed_in(cast["Bruno"])
    assert "5 € pièce" in text_of(client.get("/c/etabli/credits/")).replace("\u202f", " ").replace("\xa0", " ")
    refused = client.post("/c/etabli/credits/buy/", {"amount": "3"}, follow=True)
    assert "sur quel compte" in text_of(refused)
    set_bank_account(steward=cast["Chloé"], community=house, iban="BE68539007547034", holder="L'Établi", now=clock.now)
    assert client.post("/c/etabli/credits/buy/", {"amount": "peu"}).headers["Location"] == "/c/etabli/credits/"
    for _ in range(2):  # clicked twice, it is one bill
        bought = client.post("/c/etabli/credits/buy/", {"amount": "3"})
    bill = Bill.objects.get()
    assert (bill.cents, bill.credits_minor) == (1500, 300)
    assert bought.headers["Location"] == bill.get_absolute_url()
    settle_bill(bill=bill, way="transfer", by=cast["Chloé"], now=clock.now)
    after_payment(bill_id=bill.pk, now=clock.now)
    assert balances(house)["Bruno"] == 300


class TestLimitsOfOneAccount:
    ADDRESS = "/c/etabli/credits/limits/"

    def test_a_steward_decides_and_the_member_hears_of_it_once(self, town, run_worker):
        _, cast = town
        steward = signed_in(cast["Chloé"])
        sent = {"who": "bruno", "floor": "60", "ceiling": "0"}
        for _ in range(2):  # clicked twice, it is decided once
            assert steward.post(self.ADDRESS, sent).status_code == 302
        run_worker()
        bruno = Account.objects.get(person=cast["Bruno"])
        assert (bruno.floor_minor, bruno.ceiling_minor) == (-6000, 0)
        assert Happening.objects.filter(kind="account_limited").count() == 1
        assert [one.kind for one in Notice.objects.filter(person=cast["Bruno"])] == ["account_limited"]
        page = unescape(text_of(steward.get(self.ADDRESS)))
        assert page.count("de −60 à 0") == 2, "among those that have limits of their own, and in the history"
        log = unescape(text_of(steward.get("/c/etabli/desk/log/")))
        assert "Limites d’un compte fixées" in log
        filled = text_of(steward.get(f"{self.ADDRESS}?of={cast['Bruno'].code}"))
        assert 'value="Bruno"' in filled
        assert 'value="60"' in filled

    def test_the_limits_of_the_rules_hold_again(self, town, run_worker):
        _, cast = town
        steward = signed_in(cast["Chloé"])
        steward.post(self.ADDRESS, {"who": "bruno", "floor": "60", "ceiling": "80"})
        for _ in range(2):
            sent = {"action": "rules", "to": cast["Bruno"].code}
            assert steward.post(self.ADDRESS, sent).status_code == 302
        run_worker()
        bruno = Account.objects.get(person=cast["Bruno"])
        assert (bruno.floor_minor, bruno.ceiling_minor, bruno.own_floor_minor) == (-4000, 12000, None)
        assert Happening.objects.filter(kind="account_limited").count() == 2
        assert "comme dans les règles" in text_of(steward.get(self.ADDRESS))

    def test_what_cannot_be_is_said_at_its_field(self, town):
        _, cast = town
        steward = signed_in(cast["Chloé"])
        for wrong in ({"floor": "-5"}, {"ceiling": "beaucoup"}, {"who": "Personne"}, {"who": "Chloé"}, {"floor": ""}):
            sent = {"who": "bruno", "floor": "60", "ceiling": "80", **wrong}
            answer = steward.post(self.ADDRESS, sent)
            assert answer.status_code == 422, wrong
            assert 'class="err"' in text_of(answer)
        assert not Account.objects.filter(own_floor_minor__isnull=False).exists()

    def test_it_is_for_those_who_run_the_community(self, town):
        _, cast = town
        _, others = bank("Daan", slug="autre")
        for who in (cast["Bruno"], others["Daan"]):
            client = signed_in(who)
            assert client.get(self.ADDRESS).status_code == 403
            assert client.post(self.ADDRESS, {"who": "amina", "floor": "60", "ceiling": "80"}).status_code == 403
        assert not Account.objects.filter(own_floor_minor__isnull=False).exists()
        assert "credits/limits/" not in text_of(signed_in(cast["Bruno"]).get("/c/etabli/commons/"))
        assert "credits/limits/" in text_of(signed_in(cast["Chloé"]).get("/c/etabli/commons/"))

    def test_where_nothing_is_counted_there_are_no_limits(self, clock):
        _, cast = bank("Chloé", "Bruno", currency="gift")
        assert signed_in(cast["Chloé"]).get(self.ADDRESS).status_code == 302
