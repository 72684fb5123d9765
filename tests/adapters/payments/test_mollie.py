"""Mollie, against a fake of its API over a real connection: what is created, what is looked up, and everything that goes wrong."""

import pytest
from tests.adapters.payments.mollie_fake import KEY, fake_mollie

from entraide.adapters.payments.mollie import Mollie
from entraide.adapters.payments.port import NoProvider, UnknownAttempt


@pytest.fixture
def fake():
    with fake_mollie() as listening:
        yield listening


@pytest.fixture
def mollie(fake):
    return Mollie(key=KEY, communities=frozenset({"ixelles"}), address=fake.address, limit_s=1.0)


def create(mollie, **said):
    return mollie.create(
        **{
            "cents": 1050,
            "what": "Cotisation",
            "about": "b1ll",
            "back_to": "https://entraide.example/b/b1ll/",
            "tell": "https://entraide.example/cards/heard/",
            "key": "k1",
            "language": "fr",
            **said,
        }
    )


def test_a_payment_is_created_and_looked_up(mollie, fake):
    begun = create(mollie)
    assert (begun.state, begun.cents, begun.about) == ("open", 1050, "b1ll")
    assert begun.address.startswith("https://www.mollie.com/")
    assert fake.payments[begun.reference]["amount"] == {"currency": "EUR", "value": "10.50"}
    fake.set(begun.reference, "paid")
    assert (mollie.look_up(begun.reference).state, mollie.look_up(begun.reference).address) == ("paid", "")


def test_the_same_key_is_the_same_payment(mollie, fake):
    assert create(mollie) == create(mollie)
    assert create(mollie, key="k2") != create(mollie)
    assert len(fake.payments) == 2


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("pending", "open"),
        ("authorized", "open"),
        ("canceled", "cancelled"),
        ("expired", "expired"),
        ("failed", "failed"),
    ],
)
def test_every_status_is_known(mollie, fake, told, state):
    begun = create(mollie)
    fake.set(begun.reference, told)
    assert mollie.look_up(begun.reference).state == state


@pytest.mark.parametrize(
    ("fails", "reason"),
    [
        (500, "status_500"),
        (429, "status_429"),
        (302, "status_302"),
        ("cut", "cut_off"),
        ("html", "not_json"),
        ("long", "too_long"),
    ],
)
def test_what_goes_wrong_has_a_name(mollie, fake, fails, reason):
    fake.fails = fails
    with pytest.raises(NoProvider) as away:
        create(mollie)
    assert away.value.reason == reason


def test_whoever_is_slow_is_not_waited_for(fake):
    fake.waits_s = 1.0
    with pytest.raises(NoProvider) as away:
        create(Mollie(key=KEY, communities=frozenset(), address=fake.address, limit_s=0.2))
    assert away.value.reason == "too_slow"


def test_nobody_there(fake):
    with pytest.raises(NoProvider) as away:
        create(Mollie(key=KEY, communities=frozenset(), address="http://127.0.0.1:1/v2", limit_s=0.5))
    assert away.value.reason == "unreachable"


def test_a_wrong_key_is_no_answer(fake):
    with pytest.raises(NoProvider) as away:
        create(Mollie(key="live_wrong", communities=frozenset(), address=fake.address))
    assert away.value.reason == "status_401"


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "klingon"},
        {"amount": {"currency": "USD", "value": "10.50"}},
        {"amount": {"currency": "EUR", "value": "10,50"}},
        {"amount": None},
        {"id": "ord_1"},
        {"_links": {"checkout": {"href": "javascript:alert(1)"}}},
    ],
)
def test_an_answer_that_is_no_payment_of_ours_is_none(mollie, fake, wrong):
    begun = create(mollie)
    fake.payments[begun.reference].update(wrong)
    with pytest.raises(NoProvider) as away:
        mollie.look_up(begun.reference)
    assert away.value.reason == "not_a_payment"


def test_only_references_of_theirs_are_looked_up(mollie, fake):
    for reference in ("", "tr_1", "../profiles/me", "tr_" + "A" * 80, "tr_abcdef?x"):
        with pytest.raises(UnknownAttempt):
            mollie.look_up(reference)
    assert fake.asked == []
    with pytest.raises(UnknownAttempt):
        mollie.look_up("tr_nobodyknows")


def test_its_webhook_names_a_payment_and_nothing_more(mollie):
    assert mollie.reference_in(b"id=tr_5B8cwPMGnU6qLbRvo7qEZo&status=paid") == "tr_5B8cwPMGnU6qLbRvo7qEZo"
    for told in (b"", b"id=", b"id=ord_1", b"status=paid", b"\xff\xfe", b"id=tr_abcdef%0A"):
        assert mollie.reference_in(told) == ""


def test_only_the_communities_that_were_named(mollie):
    assert mollie.takes_for("ixelles")
    assert not mollie.takes_for("namur")
