"""Letters to people who need not be members leave by the worker: once, whatever dies, and their addresses are forgotten with them."""

import logging
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.cast import meet
from tests.journeys.processes import Post, dying_at, end_of, start

from entraide.journeys.ask_mandate import ask_mandate
from entraide.journeys.confirm_minor import ask_parent
from entraide.journeys.deliver_outside import deliver_outside
from entraide.journeys.name_trusted_contact import forget_trusted_contact, name_trusted_contact
from entraide.journeys.set_age import set_age
from entraide.records.happenings.models import Happening
from entraide.records.invitations.models import OutsideLetter
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def ask_for_all(amina: Person, now: datetime) -> None:
    """A relative, a parent and somebody trusted are written to."""
    until = (now + timedelta(days=90)).date()
    ask_mandate(
        hand=amina, email="Ginette@example.org", first_name="Ginette", language="nl", scope=["posts"], until=until, now=now
    )  # fmt: skip
    set_age(person=amina, adult_on=(now + timedelta(days=900)).date(), now=now)
    ask_parent(person=amina, email="papa@example.org", language="fr", now=now)
    name_trusted_contact(person=amina, name="Els", email="els@example.org", phone="", now=now)


def test_each_leaves_once_in_its_language_and_the_address_is_forgotten(
    now: datetime, mailoutbox: list[EmailMessage]
) -> None:
    ask_for_all(meet("Amina"), now)
    assert not mailoutbox, "whoever asks does not wait for a mail server"
    assert deliver_outside(now=now) == 3
    assert deliver_outside(now=now) == 0
    said = {letter.to[0]: str(letter.body) for letter in mailoutbox}  # type: ignore[attr-defined]
    assert set(said) == {"ginette@example.org", "papa@example.org", "els@example.org"}
    assert all(re.search(r"http\S+/\S{10,}", body) for body in said.values())
    assert not OutsideLetter.objects.exists()
    assert "@" not in str(list(Happening.objects.values_list("facts", flat=True)))


def test_what_cannot_leave_is_tried_again_for_three_days(
    now: datetime, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask_for_all(meet("Amina"), now)

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError("els@example.org")

    with monkeypatch.context() as away, caplog.at_level(logging.INFO):
        away.setattr("entraide.journeys.deliver_outside.send_letter", refuse)
        assert deliver_outside(now=now) == 0
    assert "@" not in caplog.text
    assert deliver_outside(now=now) == 0, "the claim still holds"
    assert deliver_outside(now=now + timedelta(hours=1)) == 3
    ask_mandate(
        hand=Person.objects.get(), email="bruno@example.org", first_name="Bruno", language="fr", scope=["posts"],
        until=(now + timedelta(days=90)).date(), now=now,
    )  # fmt: skip
    assert deliver_outside(now=now + timedelta(days=4)) == 0
    assert not OutsideLetter.objects.exists()


def test_whoever_is_not_named_any_more_is_not_written_to(now: datetime, mailoutbox: list[EmailMessage]) -> None:
    amina = meet("Amina")
    name_trusted_contact(person=amina, name="Els", email="els@example.org", phone="", now=now)
    name_trusted_contact(person=amina, name="Daan", email="daan@example.org", phone="", now=now)
    assert [letter.email for letter in OutsideLetter.objects.all()] == ["daan@example.org"]
    forget_trusted_contact(person=amina, now=now)
    assert deliver_outside(now=now) == 0


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize(
    ("target", "call"),
    [
        ("entraide.records.invitations.changes.claim_outside_letter", 2),
        ("entraide.journeys.deliver_outside.send_letter", 2),
        ("entraide.records.invitations.changes.forget_outside_letter", 2),
    ],
)
def test_wherever_the_worker_dies_another_one_sends_the_rest_and_no_letter_is_two(
    now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, target: str, call: int
) -> None:
    ask_for_all(meet("Amina"), now)
    letters = Post(tmp_path / "letters", monkeypatch)
    with monkeypatch.context() as doomed:
        dying_at(doomed, target, call=call)
        assert end_of(start(lambda: deliver_outside(now=now))) == -9
    deliver_outside(now=now + timedelta(hours=1))
    taken = letters.taken()
    assert len(taken) == 3
    # Sent, and killed before it was noted: then it is the same letter again, with the same Message-ID.
    assert sum(taken.values()) == (4 if "forget" in target else 3)
    assert not OutsideLetter.objects.exists()
