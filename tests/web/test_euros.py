"""Pages of euros: how to pay, what each side says of it, and the books of a community; without script, and for nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.adapters.payments.mollie_fake import KEY, fake_mollie
from tests.journeys.euros import THEIRS, house_of, promise_of, take_in
from tests.statements import made_to_measure, statement
from tests.web import rows

from entraide.adapters.payments.mollie import Mollie
from entraide.journeys import pay_by_card
from entraide.journeys.ask_euros import ask_euros
from entraide.journeys.send_bills import send_bill
from entraide.records.communities.models import RulesVersion
from entraide.records.payments.models import BankAccount, Bill, BillRound, CardPayment, PaymentSeen
from entraide.web.euros import euros_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: rows.person(name) for name in ("Bruno", "Chloé", "Ginette", "Farid")}


@pytest.fixture
def house(people):
    return house_of(people["Chloé"], people["Bruno"], people["Ginette"], people["Farid"], now=rows.an_hour_ago())


@pytest.fixture
def promise(people, house):
    return promise_of(people["Bruno"], people["Ginette"], house, now=rows.an_hour_ago())


@pytest.fixture
def bill(people, promise):
    return ask_euros(exchange=promise, payee=people["Bruno"], iban=THEIRS, holder="Bruno Leroy", now=rows.an_hour_ago())


@pytest.fixture
def subscription(people, house):
    return send_bill(
        steward=people["Chloé"],
        community=house,
        member=people["Ginette"],
        purpose="subscription",
        cents=2500,
        period="2026",
        now=rows.an_hour_ago(),
    )


def page_of(who, path, status=200):
    answer = rows.signed_in(who).get(path)
    assert answer.status_code == status
    return answer.content.decode()


def send(who, path, status=302, **said):
    answer = rows.signed_in(who).post(path, said)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


# Between two people


def test_who_pays_sees_a_transfer_to_copy_and_a_code_to_point_at(people, bill):
    page = page_of(people["Ginette"], f"/b/{bill.code}/")
    assert "BE71 0961 2345 6769" in page
    assert "Bruno Leroy" in page
    assert re.search(r"\+\+\+[0-9]{3}/[0-9]{4}/[0-9]{5}\+\+\+", page)
    assert '<svg role="img"' in page


def test_who_is_paid_sees_no_code_and_asks_whether_it_came(people, bill):
    page = page_of(people["Bruno"], f"/b/{bill.code}/")
    assert "<svg role" not in page
    assert "BE71" not in page
    send(people["Ginette"], f"/b/{bill.code}/", action="paid")
    assert "dit avoir payé" in page_of(people["Bruno"], f"/b/{bill.code}/")
    send(people["Bruno"], f"/b/{bill.code}/", action="received", way="transfer")
    page = page_of(people["Ginette"], f"/b/{bill.code}/")
    assert "par virement" in page
    assert "BE71" not in page


@pytest.mark.parametrize("who", ["Farid", "Chloé"])
def test_nobody_else_finds_it(people, bill, who):
    page_of(people[who], f"/b/{bill.code}/", 404)


def test_asking_keeps_what_was_typed_and_says_what_to_mend(people, promise):
    path = f"/e/{promise.code}/euros/"
    assert "10" in page_of(people["Bruno"], path)
    page_of(people["Ginette"], path, 404)
    page_of(people["Farid"], path, 404)
    answer = send(people["Bruno"], path, 422, euros="11", iban="BE00 1111", holder="")
    page = answer.content.decode()
    assert "BE00 1111" in page
    assert "plus que ce que vous avez convenu" in page
    assert page.count('class="err"') == 3
    send(people["Bruno"], path, euros="10", iban="be71 0961 2345 6769", holder="Bruno Leroy")
    assert Bill.objects.get().iban == THEIRS


def test_given_in_the_hand_with_one_button(people, promise):
    send(people["Bruno"], f"/e/{promise.code}/euros/", action="in_hand")
    assert Bill.objects.get().state == "paid"


def test_the_exchange_says_what_is_next_for_each(people, promise):
    assert euros_of(people["Bruno"], promise).may_ask
    assert not euros_of(people["Ginette"], promise).may_ask
    assert euros_of(people["Farid"], promise) is None
    assert euros_of(None, promise) is None
    ask_euros(exchange=promise, payee=people["Bruno"], cents=400, iban=THEIRS, holder="B", now=timezone.now())
    told = euros_of(people["Ginette"], promise)
    assert (told.is_payer, told.left_cents, told.open_bill.cents, told.is_paid) == (True, 600, 400, False)
    assert not euros_of(people["Bruno"], promise).may_ask


def test_one_s_own_list(people, bill, subscription):
    page = page_of(people["Ginette"], "/mine/bills/")
    assert f"/b/{bill.code}/" in page
    assert f"/b/{subscription.code}/" in page
    assert f"/b/{bill.code}/" in page_of(people["Bruno"], "/mine/bills/")
    assert "Rien à payer, rien à recevoir." in page_of(people["Farid"], "/mine/bills/")


def test_solidarity_is_shown_with_its_part_and_only_where_there_is_one(people, house, bill):
    assert "solidarité libre" not in page_of(people["Ginette"], f"/b/{bill.code}/")
    RulesVersion.objects.create(
        community=house,
        number=1,
        rules={"fee_percent": 2.5},
        why="…",
        set_at=rows.an_hour_ago(),
        holds_from=rows.an_hour_ago(),
    )
    page = page_of(people["Ginette"], f"/b/{bill.code}/")
    assert "solidarité libre" in page
    assert "2,5" in page
    answer = send(people["Ginette"], f"/b/{bill.code}/", action="solidarity")
    added = Bill.objects.get(purpose="solidarity")
    assert answer["Location"] == f"/b/{added.code}/"
    assert "que personne ne demande" in page_of(people["Ginette"], f"/b/{added.code}/")
    assert "solidarité libre" not in page_of(people["Bruno"], f"/b/{bill.code}/")


# Of a community


def test_a_file_is_read_and_told_in_a_sentence(people, house, subscription):
    file = made_to_measure((2500, subscription.reference, "DUBOIS"), (700, "merci", "LEROY"))
    client = rows.signed_in(people["Chloé"])
    path = f"/c/{house.slug}/euros/"
    said = client.post(path, {"statement": SimpleUploadedFile("camt.xml", file)}, follow=True).content.decode()
    assert "2 paiements lus, 1 reconnu, 1 attend votre regard." in said
    assert "LEROY" in said
    again = client.post(path, {"statement": SimpleUploadedFile("camt.xml", file)}, follow=True).content.decode()
    assert "2 paiements lus, 2 déjà connus." in again


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"Date;Montant", "CAMT.053"),
        (b"", "Choisissez"),
        (statement("german"), "autre compte"),
        (b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>', "jamais"),
    ],
)
def test_another_file_is_refused_beside_the_field(people, house, file, said):
    answer = rows.signed_in(people["Chloé"]).post(
        f"/c/{house.slug}/euros/", {"statement": SimpleUploadedFile("x.xml", file)}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PaymentSeen.objects.exists()


def test_a_file_without_end_is_turned_away(people, house):
    answer = rows.signed_in(people["Chloé"]).post(
        f"/c/{house.slug}/euros/", {"statement": SimpleUploadedFile("x.xml", b" " * (6 * 1024 * 1024))}
    )
    assert answer.status_code == 400


def test_a_human_finds_what_it_was_for(people, house, subscription):
    take_in(people["Chloé"], house, (2500, "cotisation", "DUBOIS GINETTE"), now=timezone.now())
    payment = PaymentSeen.objects.get()
    path = reverse("payment_seen", args=[house.slug, payment.pk])
    page = page_of(people["Chloé"], path)
    assert "même montant" in page
    assert "même prénom" in page
    assert send(people["Chloé"], path, 422, reference="+++123/4567/89012+++")
    send(people["Chloé"], path, reference=subscription.reference)
    subscription.refresh_from_db()
    assert subscription.state == "paid"
    match = payment.matches.get()
    send(people["Chloé"], path, undo=match.pk)
    send(people["Chloé"], path, bill=subscription.pk)
    send(people["Chloé"], path, bill="no such thing")
    subscription.refresh_from_db()
    assert subscription.state == "paid"
    page_of(people["Bruno"], path, 403)


def test_a_payment_of_another_house_is_not_found(people, house):
    other = house_of(people["Farid"], now=rows.an_hour_ago(), slug="namur", name="Namur")
    take_in(people["Farid"], other, (2500, "x", "Y"), now=timezone.now())
    page_of(people["Chloé"], reverse("payment_seen", args=[house.slug, PaymentSeen.objects.get().pk]), 404)


def test_an_account_is_said_and_its_history_read(people, house):
    path = f"/c/{house.slug}/euros/account/"
    send(people["Chloé"], path, 422, iban="BE00", holder="X")
    send(people["Chloé"], path, iban=THEIRS, holder="Caisse")
    assert BankAccount.objects.first().iban == THEIRS
    page = page_of(people["Chloé"], path)
    assert page.count("BE71 0961 2345 6769") == 2
    send(people["Chloé"], path, take_away="yes")
    assert "Aucun compte encore" in page_of(people["Chloé"], f"/c/{house.slug}/euros/")


def test_one_member_or_all_are_asked(people, house):
    path = f"/c/{house.slug}/euros/ask/"
    said = {"purpose": "subscription", "period": "2026", "euros": "25", "whom": "one", "member": "Gin"}
    send(people["Chloé"], path, 422, **{**said, "period": "l'an prochain"})
    send(people["Chloé"], path, 422, **{**said, "member": "Zoé"})
    send(people["Chloé"], path, 422, **{**said, "member": ""})
    send(people["Chloé"], path, 422, **{**said, "due_on": "2020-01-01"})
    answer = send(people["Chloé"], path, **said)
    assert answer["Location"] == f"/b/{Bill.objects.get().code}/"
    send(people["Chloé"], path, **{**said, "whom": "all"})
    assert BillRound.objects.get().period == "2026"
    assert "Les autres suivent" in page_of(people["Chloé"], f"/c/{house.slug}/euros/")


def test_the_subscription_that_the_rules_name_stands_in_the_form(people, house):
    at = rows.an_hour_ago()
    RulesVersion.objects.create(
        community=house, number=1, rules={"subscription_cents": 2550}, why="…", set_at=at, holds_from=at
    )
    page = page_of(people["Chloé"], f"/c/{house.slug}/euros/ask/")
    assert 'value="25,50"' in page
    assert f'value="{timezone.localdate():%Y}"' in page
    assert "25,50" in page_of(people["Ginette"], f"/c/{house.slug}/rules/")


def test_of_two_with_the_same_name_one_is_chosen(people, house):
    other = rows.person("Ginette2")
    other.first_name = "Ginette"
    other.save()
    rows.member(house, other)
    path = f"/c/{house.slug}/euros/ask/"
    said = {"purpose": "share", "euros": "250", "whom": "one", "member": "ginette"}
    assert "Lequel" in send(people["Chloé"], path, 422, **said).content.decode()
    send(people["Chloé"], path, code=other.code, **said)
    assert Bill.objects.get().payer == other


def test_the_table_to_take_along_holds_no_formula(people, house):
    send_bill(
        steward=people["Chloé"], community=house, member=people["Ginette"], purpose="share", cents=2500,
        what="=HYPERLINK(1)", now=rows.an_hour_ago() - timedelta(days=1),
    )  # fmt: skip
    table = page_of(people["Chloé"], f"/c/{house.slug}/euros/csv/")
    assert "'=HYPERLINK(1)" in table
    assert "25.00" in table
    assert "Ginette" in table


# By card


@pytest.fixture
def fake():
    with fake_mollie() as listening:
        pay_by_card.install(Mollie(key=KEY, communities=frozenset({"ixelles"}), address=listening.address))
        yield listening
        pay_by_card.install(None)


def hear(client, reference):
    return client.post("/cards/heard/", f"id={reference}", content_type="application/x-www-form-urlencoded")


def test_a_card_is_a_link_to_the_provider_and_counts_when_it_says_so(fake, people, subscription, client):
    path = f"/b/{subscription.code}/"
    assert "Payer par carte" in page_of(people["Ginette"], path)
    send(people["Ginette"], path, action="card")
    card = CardPayment.objects.get()
    assert card.address in page_of(people["Ginette"], path)
    assert hear(client, card.reference).status_code == 200
    fake.set(card.reference, "paid")
    fake.fails = 500
    assert hear(client, card.reference).status_code == 503
    fake.fails = 0
    assert rows.signed_in(people["Ginette"]).get(path + "?card=back").status_code == 302
    assert "par carte" in page_of(people["Ginette"], path)


def test_between_two_people_and_without_a_provider_there_is_no_card(fake, people, bill, subscription):
    assert "Payer par carte" not in page_of(people["Ginette"], f"/b/{bill.code}/")
    pay_by_card.install(None)
    assert "Payer par carte" not in page_of(people["Ginette"], f"/b/{subscription.code}/")


def test_whoever_names_no_payment_of_ours_learns_nothing(fake, client):
    assert hear(client, "tr_nobodysthing").status_code == 200
    assert client.post("/cards/heard/", b"\xff", content_type="text/plain").status_code == 200
    assert client.get("/cards/heard/").status_code == 405
    assert fake.asked == []
