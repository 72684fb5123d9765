"""Letters: one for each notice, the same Message-ID for ever, claimed by one worker; nothing private in them or in the log."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from tests.cast import DOG, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.adapters.mail import post as mail_post
from entraide.journeys import deliver_letters as journey
from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.deliver_letters import LettersLeft, deliver_letters
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.asks.models import Ask
from entraide.records.exchanges.models import Exchange
from entraide.records.notices import changes
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
Run = Callable[[], int]


def whole(mail: EmailMessage) -> str:
    """All that a letter says, headers and both parts."""
    assert isinstance(mail, EmailMultiAlternatives)
    return "\n".join(
        [*map(str, mail.message().items()), str(mail.body), *(str(part.content) for part in mail.alternatives)]
    )


def to(mailoutbox: list[EmailMessage], name: str) -> list[EmailMessage]:
    """The letters to this person."""
    return [mail for mail in mailoutbox if name in mail.to[0]]


@pytest.fixture
def asked(now: datetime, run_worker: Run) -> tuple[Post, dict[str, Person]]:
    """Ginette's post and the cast, after the asks have left."""
    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    return post, cast


def test_each_person_asked_gets_one_letter_in_their_language(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], run_worker: Run
) -> None:
    run_worker()
    assert sorted(mail.to[0].split()[0] for mail in mailoutbox) == ["Amina", "Bruno", "Els"]
    letter = to(mailoutbox, "Bruno")[0]
    assert isinstance(letter, EmailMultiAlternatives)
    assert DOG in " ".join(str(letter.body).split())
    assert "Je promène volontiers des chiens" in whole(letter)
    assert letter.extra_headers["Content-Language"] == "fr"
    assert to(mailoutbox, "Els")[0].extra_headers["Content-Language"] == "nl"
    assert [part.mimetype for part in letter.alternatives] == ["text/html"]


def test_the_way_to_answer_is_a_page_of_ones_own(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage]
) -> None:
    keys = {ask.person.first_name: ask.key for ask in Ask.objects.select_related("person")}
    for name, key in keys.items():
        letter = whole(to(mailoutbox, name)[0])
        assert f"/s/{key}/" in letter
        assert not any(other in letter for owner, other in keys.items() if owner != name)


def test_letters_to_others_hold_no_address_and_no_place_of_a_home(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    answer_ask(ask_id=post.asks.get(person=cast["Bruno"]).pk, kind="yes", words="Avec plaisir", now=now)
    run_worker()
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    run_worker()
    assert {mail.to[0].split()[0] for mail in mailoutbox} == {"Amina", "Bruno", "Els", "Ginette"}
    for mail in mailoutbox:
        letter = whole(mail)
        for person in cast.values():
            if person.first_name not in mail.to[0]:
                assert person.email not in letter
            assert str(person.home_latitude) not in letter
            assert str(person.home_longitude) not in letter


def test_nobodys_address_is_in_a_letter_to_somebody_else_not_even_once_they_agreed(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    answers = [
        answer_ask(ask_id=post.asks.get(person=cast[name]).pk, kind="yes", words="", now=now)
        for name in ("Bruno", "Els")
    ]
    choose_helper(writer=cast["Ginette"], answer_id=answers[0].pk, now=now)
    run_worker()
    chosen = next(mail for mail in to(mailoutbox, "Bruno") if "compte sur vous" in mail.subject)
    assert f"/e/{Exchange.objects.get(answer=answers[0]).code}/" in whole(chosen), (
        "they write to each other in the exchange"
    )
    for mail in mailoutbox:
        for person in cast.values():
            if person.first_name not in mail.to[0]:
                assert person.email not in whole(mail)


def test_no_letter_speaks_of_not_this_time(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    ask = post.asks.get(person=cast["Bruno"])
    answer_ask(ask_id=ask.pk, kind="not_now", words="Mal au dos", now=now)
    run_worker()
    assert not to(mailoutbox, "Ginette")


def test_a_change_of_mind_before_the_letter_left_is_not_mailed(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    ask = post.asks.get(person=cast["Bruno"])
    answer = answer_ask(ask_id=ask.pk, kind="yes", words="", now=now)
    changes.tell(person=cast["Ginette"], kind="answer", post=post, answer=answer, at=now)
    answer_ask(ask_id=ask.pk, kind="not_now", words="", now=now)
    run_worker()
    assert not to(mailoutbox, "Ginette")


def test_an_ask_that_is_settled_is_not_mailed_any_more(now: datetime, mailoutbox: list[EmailMessage]) -> None:
    from entraide.journeys.ask_people import ask_people

    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    ask_people(post_id=post.pk, now=now)
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    assert deliver_letters(now=now) == 0
    assert not mailoutbox
    assert not Notice.objects.filter(is_by_mail=True).exists()


def test_whoever_wants_no_mail_is_told_on_the_site_only(
    now: datetime, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno", wants_mail=False)
    post_of(ginette)
    run_worker()
    assert not mailoutbox
    assert bruno.notices.get().kind == "ask"


def test_the_message_id_is_made_of_the_notice_alone(
    asked: tuple[Post, dict[str, Person]], mailoutbox: list[EmailMessage], now: datetime
) -> None:
    first = {mail.to[0]: mail.extra_headers["Message-ID"] for mail in mailoutbox}
    Notice.objects.update(mailed_at=None, claimed_at=None)
    deliver_letters(now=now + timedelta(hours=1))
    again = {mail.to[0]: mail.extra_headers["Message-ID"] for mail in mailoutbox[3:]}
    assert first == again
    assert len(set(first.values())) == 3


def test_a_letter_that_another_worker_is_sending_is_left_alone(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    from entraide.journeys.ask_people import ask_people

    cast = meet_all("Ginette", "Bruno")
    ask_people(post_id=post_of(cast["Ginette"]).pk, now=clock.now)
    notice = Notice.objects.get()
    assert changes.claim(notice=notice, at=clock.now)
    assert not changes.claim(notice=notice, at=clock.now)
    assert deliver_letters(now=clock.now) == 0
    # That worker died: after some minutes its claim is over.
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 1
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 0
    assert len(mailoutbox) == 1


def test_a_mail_server_that_is_away_loses_no_letter(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = meet_all()
    tried = []

    def refuse(letter: object, **_: object) -> None:
        tried.append(letter)
        raise ConnectionRefusedError

    monkeypatch.setattr(journey, "send_letter", refuse)
    post = post_of(cast["Ginette"])
    run_worker()
    assert len(tried) == 1, "the others are not tried at a server that is away"
    assert post.asks.count() == 3
    assert Notice.objects.filter(mailed_at=None, claimed_at=None).count() == 3
    monkeypatch.setattr(journey, "send_letter", mail_post.send_letter)
    assert deliver_letters(now=clock.pass_by(minutes=2), made_before=clock.now - timedelta(minutes=1)) == 3
    assert len(mailoutbox) == 3


def test_one_letter_that_cannot_be_sent_holds_up_no_other(
    clock: Clock, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from entraide.journeys.ask_people import ask_people

    cast = meet_all()
    ask_people(post_id=post_of(cast["Ginette"]).pk, now=clock.now)

    def refuse_one(letter: mail_post.Letter, **more: str) -> None:
        if letter.first_name == "Amina":
            raise SMTPRecipientsRefused({letter.to: (550, f"no such user {letter.to}".encode())})
        mail_post.send_letter(letter, **more)

    monkeypatch.setattr(journey, "send_letter", refuse_one)
    with caplog.at_level(logging.DEBUG), pytest.raises(LettersLeft):
        deliver_letters(now=clock.now)
    assert len(mailoutbox) == 2
    assert "could not be mailed" in caplog.text
    assert "@" not in caplog.text
    # Not at once again, but some minutes later; and after some days not any more.
    assert deliver_letters(now=clock.pass_by(minutes=1)) == 0
    with pytest.raises(LettersLeft):
        deliver_letters(now=clock.pass_by(minutes=5))
    assert deliver_letters(now=clock.pass_by(days=4)) == 0


@pytest.mark.parametrize(
    "name", ["Amina\nBcc: everybody@example.org", 'A"mina <x@example.org>', "", "アミナ", "A" * 40]
)
def test_a_strange_name_makes_no_strange_letter(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage], name: str
) -> None:
    meet("Amina", first_name=name)
    post_of(meet("Ginette"))
    run_worker()
    for mail in mailoutbox:
        message = mail.message()
        assert message["Bcc"] is None
        assert mail.recipients() == mail.to
        assert "everybody@example.org" not in str(message["To"])


def test_nothing_is_logged_that_is_anybodys_own_business(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run, caplog: pytest.LogCaptureFixture
) -> None:
    post, cast = asked
    with caplog.at_level(logging.DEBUG):
        answer_ask(ask_id=post.asks.get(person=cast["Bruno"]).pk, kind="yes", words="Ma clé est sous le pot", now=now)
        run_worker()
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("entraide", "django")))
    for secret in ("example.org", "sous le pot", DOG, *(ask.key for ask in Ask.objects.all())):
        assert secret not in "\n".join(
            line for line in ours.splitlines() if "INSERT" not in line and "SELECT" not in line
        )
