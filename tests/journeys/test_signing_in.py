"""Signing in: a code by mail, good once, for a quarter of an hour, in one browser. Who is a member, nobody can find out."""

import re
from datetime import datetime

import pytest
from django.core.mail import EmailMessage
from tests.cast import meet
from tests.conftest import Clock

from entraide.journeys.refusals import Refusal
from entraide.journeys.send_code import MOST_PER_ADDRESS, MOST_PER_SENDER, mark_of, send_code
from entraide.journeys.sign_in import MOST_TRIES, sign_in
from entraide.records.communities.queries import server_wide
from entraide.records.people.models import Person, SignInCode

pytestmark = pytest.mark.django_db
AMINA = "amina@example.org"


def send(
    clock: Clock, email: str = AMINA, *, browser: str = "hers", sent_from: str = "", first_name: str = "Amina"
) -> None:
    """Ask for a code."""
    send_code(email=email, first_name=first_name, language="fr", browser=browser, sent_from=sent_from, now=clock.now)


def code_in(mail: EmailMessage) -> str:
    """The code of a letter."""
    found = re.search(r"\b(\d{3} \d{3})\b", mail.subject)
    assert found
    return found[1]


def test_the_first_time_one_joins(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock, "  Amina@Example.ORG ")
    person = sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.pass_by(minutes=3))
    assert (person.first_name, person.email, person.language) == ("Amina", AMINA, "fr")
    assert person.memberships.get().community == server_wide()
    assert not person.has_usable_password()


def test_the_next_time_one_is_the_same_person(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(2):
        send(clock, first_name="Somebody else")
        sign_in(email=AMINA, code=code_in(mailoutbox[-1]), browser="hers", now=clock.pass_by(minutes=1))
    assert Person.objects.count() == 1


def test_only_a_digest_of_the_code_is_kept(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    kept = SignInCode.objects.get()
    figures = code_in(mailoutbox[0]).replace(" ", "")
    assert all(figures not in str(getattr(kept, f.attname)) for f in SignInCode._meta.concrete_fields if f.name != "id")
    assert len(kept.digest) == 64


def test_a_wrong_code_is_refused_and_the_right_one_still_works(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    right = code_in(mailoutbox[0])
    wrong = "000000" if right != "000 000" else "111111"
    with pytest.raises(Refusal, match="wrong_code"):
        sign_in(email=AMINA, code=wrong, browser="hers", now=clock.now)
    assert sign_in(email=AMINA, code=right, browser="hers", now=clock.now)


def test_after_five_wrong_tries_the_code_is_dead(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    right = code_in(mailoutbox[0])
    wrong = "000000" if right != "000 000" else "111111"
    for _ in range(MOST_TRIES):
        with pytest.raises(Refusal, match="wrong_code"):
            sign_in(email=AMINA, code=wrong, browser="hers", now=clock.now)
    with pytest.raises(Refusal, match="expired_code"):
        sign_in(email=AMINA, code=right, browser="hers", now=clock.now)


def test_a_code_works_once(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.now)
    with pytest.raises(Refusal, match="expired_code"):
        sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.now)


def test_a_code_lasts_a_quarter_of_an_hour(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    clock.pass_by(minutes=15, seconds=1)
    with pytest.raises(Refusal, match="expired_code"):
        sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.now)


def test_a_code_works_in_no_other_browser(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    with pytest.raises(Refusal, match="expired_code"):
        sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="somebody else's", now=clock.now)


def test_what_somebody_else_asks_for_or_tries_changes_nothing_here(
    clock: Clock, mailoutbox: list[EmailMessage]
) -> None:
    """Else one could keep somebody out, or watch them sign in."""
    send(clock)
    clock.pass_by(seconds=20)
    send(clock, browser="somebody else's")
    for _ in range(MOST_TRIES):
        with pytest.raises(Refusal, match="wrong_code"):
            sign_in(email=AMINA, code="0000000", browser="somebody else's", now=clock.now)
    assert sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.now)


def test_a_new_code_replaces_the_old_one(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    send(clock)
    send(clock)
    old, new = (code_in(mail) for mail in mailoutbox)
    if old != new:
        with pytest.raises(Refusal, match="wrong_code"):
            sign_in(email=AMINA, code=old, browser="hers", now=clock.now)
    assert sign_in(email=AMINA, code=new, browser="hers", now=clock.now)


def test_a_code_for_one_address_opens_no_other(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    meet("Bruno")
    send(clock)
    with pytest.raises(Refusal, match="expired_code"):
        sign_in(email="bruno@example.org", code=code_in(mailoutbox[0]), browser="hers", now=clock.now)


def test_too_many_codes_to_one_address_are_refused(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(MOST_PER_ADDRESS):
        send(clock)
    with pytest.raises(Refusal, match="too_many_codes"):
        send(clock)
    assert len(mailoutbox) == MOST_PER_ADDRESS
    clock.pass_by(hours=1, minutes=1)
    send(clock)


def test_too_many_codes_from_one_network_address_are_refused(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    mark = mark_of("2001:db8::1")
    for number in range(MOST_PER_SENDER):
        send(clock, f"person{number}@example.org", sent_from=mark)
    with pytest.raises(Refusal, match="too_many_codes"):
        send(clock, sent_from=mark)
    send(clock, sent_from=mark_of("2001:db8::2"))
    assert "2001" not in mark


def test_members_and_strangers_get_the_same_letter(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    meet("Amina")
    send(clock)
    send(clock, "stranger@example.org")
    member, stranger = (re.sub(r"\d{3} \d{3}", "*", str(mail.body)) for mail in mailoutbox)
    assert member == stranger


def test_an_account_that_was_shut_stays_shut(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    meet("Amina", is_active=False)
    send(clock)
    with pytest.raises(Refusal, match="closed"):
        sign_in(email=AMINA, code=code_in(mailoutbox[0]), browser="hers", now=clock.now)


@pytest.mark.parametrize("code", ["", "abc", "１２３４５６", "12345", "9" * 10_000, "\x00", "١٢٣٤٥٦"])
def test_nonsense_is_a_wrong_code(now: datetime, clock: Clock, code: str) -> None:
    send(clock)
    with pytest.raises(Refusal, match="wrong_code"):
        sign_in(email=AMINA, code=code, browser="hers", now=clock.now)
