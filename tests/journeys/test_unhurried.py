"""For the unhurried: one mail a day, quiet hours, snoozing, and a link that stops one sort of mail."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from tests.cast import NOW, asked_for, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.end_pauses import end_pauses
from entraide.journeys.refusals import Refusal
from entraide.journeys.snooze import snooze
from entraide.journeys.stop_mail import read_stop_key, stop_key, stop_mail
from entraide.journeys.when_to_mail import SORTS, sort_of
from entraide.records.notices import changes
from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db
Run = Callable[[], int]
DOG_ANY_TIME = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def to(mailoutbox: list[EmailMessage], name: str) -> list[EmailMessage]:
    """The letters to this person."""
    return [mail for mail in mailoutbox if name in mail.to[0]]


def test_what_is_not_urgent_comes_in_one_mail_at_the_chosen_hour(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    cast = meet_all("Ginette", "Raymond")
    meet("Bruno", digest_hour=18)
    for writer in cast.values():
        post_of(writer, DOG_ANY_TIME)
    run_worker()
    assert Notice.objects.filter(kind="ask").count() == 2
    assert not to(mailoutbox, "Bruno")
    deliver_letters(now=NOW.replace(hour=17, minute=59))
    assert not to(mailoutbox, "Bruno")
    clock.now = NOW.replace(hour=18, minute=1)
    deliver_letters(now=clock.now)
    deliver_letters(now=clock.now)
    (mail,) = to(mailoutbox, "Bruno")
    assert isinstance(mail, EmailMultiAlternatives)
    assert mail.subject == "2 nouvelles d’Entraide"
    assert str(mail.body).count(DOG_ANY_TIME) == 2
    assert str(mail.body).count("/s/") == 2


def test_what_is_urgent_or_would_come_too_late_does_not_wait(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    ginette = meet("Ginette")
    meet("Bruno", digest_hour=8)
    post_of(ginette, "Urgent : je cherche quelqu’un pour promener mon chien à Ixelles")
    run_worker()
    assert len(to(mailoutbox, "Bruno")) == 1
    post_of(ginette, "Je cherche quelqu’un pour promener mon chien demain à 7 h à Ixelles")
    run_worker()
    assert len(to(mailoutbox, "Bruno")) == len(Notice.objects.filter(person__first_name="Bruno", kind="ask"))


def test_the_chosen_hour_is_that_of_ones_own_clock(clock: Clock, run_worker: Run) -> None:
    meet("Bruno", digest_hour=18, time_zone="Indian/Reunion")
    post_of(meet("Ginette"), DOG_ANY_TIME)
    run_worker()
    at = Notice.objects.get(kind="ask").mail_at
    assert at is not None
    assert at == NOW.replace(hour=15, minute=0), "in March, 18 h there is 15 h in Brussels"


def test_a_digest_that_was_claimed_by_a_dead_worker_is_sent_by_another_as_the_same_letter(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    meet("Bruno", digest_hour=18)
    for name in ("Ginette", "Raymond"):
        post_of(meet(name), DOG_ANY_TIME)
    run_worker()
    clock.now = NOW.replace(hour=18, minute=1)
    first = Notice.objects.order_by("made_at", "id").first()
    assert first
    assert changes.claim(notice=first, at=clock.now)
    deliver_letters(now=clock.now)
    assert not to(mailoutbox, "Bruno")
    deliver_letters(now=clock.pass_by(minutes=6))
    (mail,) = to(mailoutbox, "Bruno")
    assert f"digest-{first.pk}" in mail.extra_headers["Message-ID"]


def test_every_kind_of_notice_belongs_to_one_sort_of_mail() -> None:
    kinds = [kind for sort in SORTS.values() for kind in sort]
    assert len(kinds) == len(set(kinds))
    assert sort_of("ask") == "asks"


def test_the_link_in_a_mail_stops_mails_of_that_sort_only(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno")
    post_of(ginette, DOG_ANY_TIME)
    run_worker()
    (mail,) = to(mailoutbox, "Bruno")
    header = mail.extra_headers["List-Unsubscribe"]
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    key = header.rstrip("/>").rsplit("/", 1)[1]
    assert key in str(mail.body)
    assert bruno.email not in header
    assert read_stop_key(key=key) == (bruno, "asks")
    assert stop_mail(key=key, now=clock.now) == stop_mail(key=key, now=clock.now) == "asks"
    bruno.refresh_from_db()
    assert bruno.unwanted_mails == ["asks"]
    clock.pass_by(days=2)
    post = post_of(ginette, DOG_ANY_TIME, now=clock.now)
    run_worker()
    assert asked_for(post) == {"Bruno"}, "on the site they are asked as before"
    assert len(to(mailoutbox, "Bruno")) == 1


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "WyJhIiwiYiJd:1abc:zzz"])
def test_a_key_that_nobody_made_stops_nothing(clock: Clock, key: str) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        stop_mail(key=key, now=clock.now)


def test_a_key_of_a_closed_account_stops_nothing(clock: Clock) -> None:
    bruno = meet("Bruno")
    key = stop_key(person=bruno, kind="ask")
    changes_of = {"is_active": False}
    type(bruno).objects.filter(pk=bruno.pk).update(**changes_of)
    with pytest.raises(Refusal, match="not_yours"):
        stop_mail(key=key, now=clock.now)


def test_snoozing_declines_this_ask_and_asks_nothing_until_that_day(clock: Clock, run_worker: Run) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    ask = post.asks.get()
    until = NOW.date() + timedelta(days=7)
    snooze(ask_id=ask.pk, until=until, now=clock.now)
    snooze(ask_id=ask.pk, until=until, now=clock.now)
    ask.refresh_from_db()
    bruno.refresh_from_db()
    assert (ask.state, bruno.paused_until) == ("declined", until)
    clock.pass_by(days=2)
    other = post_of(ginette, DOG_ANY_TIME, now=clock.now)
    run_worker()
    assert asked_for(other) == set()
    clock.pass_by(days=6)
    assert end_pauses(now=clock.now) == 1
    assert end_pauses(now=clock.now) == 0
    run_worker()
    assert asked_for(other) == {"Bruno"}, "back from the pause, they find what is open"


@pytest.mark.parametrize("until", [date(2026, 3, 3), date(2028, 1, 1)])
def test_a_day_that_is_over_or_far_away_is_no_snooze(clock: Clock, run_worker: Run, until: date) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    with pytest.raises(Refusal, match="not_answerable"):
        snooze(ask_id=post.asks.get().pk, until=until, now=clock.now)
    bruno.refresh_from_db()
    assert bruno.paused_until is None
