"""Somebody's own bank statement says of one bill between two people whether it came; nothing of the file is kept."""

import io

import pytest
from tests.cast import meet
from tests.journeys.euros import THEIRS, house_of, promise_of
from tests.statements import made_to_measure

from entraide.journeys.ask_euros import ask_euros
from entraide.journeys.read_own_statement import read_own_statement
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_paid import cancel_bill
from entraide.logic.euros.camt053 import WrongStatement, entries_of
from entraide.records.happenings.models import Happening
from entraide.records.payments.models import PaymentSeen

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: meet(name) for name in ("Bruno", "Chloé", "Ginette")}


@pytest.fixture
def bill(people, now):
    house = house_of(people["Chloé"], people["Bruno"], people["Ginette"], now=now, account=False)
    promise = promise_of(people["Bruno"], people["Ginette"], house, now=now)
    return ask_euros(exchange=promise, payee=people["Bruno"], iban=THEIRS, holder="Bruno Leroy", now=now)


def look(bill, who, *payments, now, account=THEIRS):
    file = io.BytesIO(made_to_measure(*payments, account=account))
    return read_own_statement(bill=bill, payee=who, entries=entries_of(file), now=now)


def test_ten_euros_under_the_communication_pay_the_bill_and_the_account_is_forgotten(people, bill, now):
    done = look(bill, people["Bruno"], (1000, "Bon anniversaire", "Ursule"), (1000, bill.reference, "Ginette"), now=now)
    assert (done.state, done.way, done.iban, done.holder) == ("paid", "transfer", "", "")
    assert not PaymentSeen.objects.exists()


def test_the_communication_in_free_words_is_found_too(people, bill, now):
    digits = bill.reference
    said = f"Merci +++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"
    assert look(bill, people["Bruno"], (1000, said, "Ginette"), now=now).state == "paid"


def test_two_halves_are_a_whole(people, bill, now):
    halves = ((400, bill.reference, "Ginette"), (600, bill.reference, "Ginette"))
    assert look(bill, people["Bruno"], *halves, now=now).state == "paid"


def test_the_same_file_twice_pays_once(people, bill, now):
    for _time in range(2):
        look(bill, people["Bruno"], (1000, bill.reference, "Ginette"), now=now)
    assert Happening.objects.filter(kind="euros_received").count() == 1


@pytest.mark.parametrize(
    ("payments", "account", "code"),
    [
        ([(1000, "Bon anniversaire", "Ginette")], THEIRS, "not_on_statement"),
        ([(999, "{reference}", "Ginette")], THEIRS, "less_on_statement"),
        ([(1000, "{reference}", "Ginette"), (-1000, "{reference}", "Ginette")], THEIRS, "not_on_statement"),
        ([(1000, "{reference}", "Ginette")], "BE68539007547034", "other_own_account"),
    ],
    ids=["other words", "a cent less", "came back", "another account"],
)
def test_what_does_not_show_all_of_it_changes_nothing(people, bill, now, payments, account, code):
    told = [(cents, said.format(reference=bill.reference), name) for cents, said, name in payments]
    with pytest.raises(Refusal) as refused:
        look(bill, people["Bruno"], *told, now=now, account=account)
    assert refused.value.code == code
    bill.refresh_from_db()
    assert (bill.state, bill.iban) == ("waiting", THEIRS)


def test_only_whoever_is_paid_can_show_a_statement(people, bill, now):
    for who in ("Ginette", "Chloé"):
        with pytest.raises(Refusal) as refused:
            look(bill, people[who], (1000, bill.reference, "Ginette"), now=now)
        assert refused.value.code == "not_yours"


def test_a_bill_that_was_cancelled_stays_so(people, bill, now):
    cancel_bill(bill=bill, by=people["Bruno"], now=now)
    with pytest.raises(Refusal) as refused:
        look(bill, people["Bruno"], (1000, bill.reference, "Ginette"), now=now)
    assert refused.value.code == "bill_closed"


def test_a_file_that_is_no_statement_changes_nothing(people, bill, now):
    with pytest.raises(WrongStatement):
        read_own_statement(bill=bill, payee=people["Bruno"], entries=entries_of(io.BytesIO(b"pas un fichier")), now=now)
    bill.refresh_from_db()
    assert bill.state == "waiting"
