"""News on people's devices: sealed, once, when they want it; and what becomes of devices that have gone, or services that are busy."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from tests.adapters.push.browser import Browser, Service, check_note, running
from tests.cast import NOW
from tests.conftest import Clock
from tests.journeys.talk import house_with
from tests.web import rows

from entraide.adapters.push.identity import public_key
from entraide.journeys.add_device import MOST_DEVICES, add_device
from entraide.journeys.block_person import block_person
from entraide.journeys.change_settings import change_settings
from entraide.journeys.deliver_pushes import MOST_REFUSALS, deliver_pushes
from entraide.journeys.erase_person import erase_person
from entraide.journeys.read_thread import read_thread
from entraide.journeys.refusals import Refusal
from entraide.journeys.remove_device import remove_device
from entraide.journeys.stop_push import read_stop_push_key, stop_push
from entraide.journeys.tell_talk import tell_of_message
from entraide.journeys.when_to_mail import SORTS, mailing
from entraide.journeys.write_to import write_to
from entraide.records.conversations.models import Message, Participation
from entraide.records.happenings.models import Happening
from entraide.records.notices import changes
from entraide.records.notices.models import Notice, Push, PushTarget
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: LazySettings) -> Iterator[Service]:
    with running() as one:
        settings.PUSH_HOSTS = [one.host]
        yield one


@pytest.fixture
def people() -> dict[str, Person]:
    _, people = house_with()
    return people


def device(person: Person, service: Service, *, name: str = "phone", now: datetime = NOW) -> Browser:
    """A browser of this person's that subscribed."""
    browser = Browser()
    add_device(
        person=person,
        name="Firefox, Android",
        endpoint=service.endpoint(name),
        public_key=browser.public_key,
        secret=browser.secret,
        now=now,
    )
    person.refresh_from_db()
    return browser


def write(writer: Person, to: Person, words: str, *, clock: Clock) -> Message:
    """One person writes to another, and the other is told."""
    thread = write_to(writer=writer, other=to, words=words, now=clock.now)
    message = Message.objects.filter(thread=thread).latest("said_at")
    tell_of_message(message_id=message.pk, now=clock.now)
    return message


def said(browser: Browser, service: Service, which: int = -1) -> dict[str, Any]:
    """What the browser reads in a push."""
    read: dict[str, Any] = json.loads(browser.read(service.received[which].body))
    return read


class TestOnePush:
    def test_a_message_lights_up_the_telephone_and_only_its_browser_can_read_it(self, people, service, clock, settings):
        browser = device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Le vélo est réparé.", clock=clock)
        assert deliver_pushes(now=clock.now) == 0  # Els may have the page open
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 1
        got = said(browser, service)
        assert got["title"] == "Bruno vous a écrit"
        assert got["url"].startswith("/t/")
        assert got["lang"] == "fr"
        # Not the words: a telephone shows them to whoever holds it.
        assert "vélo" not in json.dumps(got)
        (sent,) = service.received
        assert sent.path == "/push/phone"
        assert sent.headers["Content-Encoding"] == "aes128gcm"
        assert int(sent.headers["TTL"]) > 3600
        assert (sent.headers["Urgency"], len(sent.headers["Topic"])) == ("normal", 32)
        claims = check_note(sent.headers["Authorization"], audience=f"http://{service.host}", public_key=public_key())
        assert 0 < claims["exp"] - clock.now.timestamp() <= 24 * 3600
        assert claims["sub"] == settings.ADDRESS
        assert not Push.objects.exists()
        assert PushTarget.objects.get().used_at == clock.now

    def test_it_goes_once_however_often_it_is_delivered(self, people, service, clock):
        device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        clock.pass_by(seconds=10)
        assert [deliver_pushes(now=clock.now) for _ in range(3)] == [1, 0, 0]

    def test_every_device_is_told_each_sealed_for_itself(self, people, service, clock):
        one, two = (device(people["Els"], service, name=name) for name in ("phone", "desk"))
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 2
        by_path = {sent.path: sent.body for sent in service.received}
        # The key under it carries the second in which it was signed, which may turn between the two.
        told = [json.loads(own.read(by_path[path])) for own, path in ((one, "/push/phone"), (two, "/push/desk"))]
        assert told[0] | {"stop": ""} == told[1] | {"stop": ""}

    def test_in_the_language_of_its_person(self, people, service, clock):
        change_settings(person=people["Els"], now=clock.now, language="nl")
        browser = device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        deliver_pushes(now=clock.pass_by(seconds=10))
        assert said(browser, service)["title"] == "Bruno heeft je geschreven"

    def test_what_was_read_meanwhile_lights_up_nothing(self, people, service, clock):
        device(people["Els"], service)
        message = write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        part = Participation.objects.get(thread=message.thread, person=people["Els"])
        read_thread(person=people["Els"], thread=message.thread, so_far=part, until=message.said_at, now=clock.now)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 0
        assert not service.received
        assert not Push.objects.exists()

    def test_whom_somebody_blocks_is_not_heard_of(self, people, service, clock):
        device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        block_person(person=people["Els"], other=people["Bruno"], now=clock.now)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 0

    def test_a_post_asks_with_the_words_of_its_mail(self, people, service, clock):
        browser = device(people["Els"], service)
        post = rows.post(people["Ginette"])
        ask = rows.ask(post, people["Els"])
        how = mailing(person=people["Els"], kind="ask", post=post, now=clock.now)
        changes.tell(person=people["Els"], kind="ask", post=post, ask=ask, at=clock.now, mailing=how)
        assert deliver_pushes(now=clock.now) == 1
        assert said(browser, service)["title"] == "Ginette cherche quelqu’un. Pouvez-vous ?"
        assert said(browser, service)["url"] == f"/s/{ask.key}/"


class TestWhen:
    def test_nobody_without_a_device_is_waited_for(self, people):
        assert "is_by_push" not in mailing(person=people["Els"], kind="message", now=NOW)

    @pytest.mark.parametrize(("sort", "comes"), [("talk", True), ("fits", False), ("community", False)])
    def test_what_can_wait_lights_up_nothing_unless_one_wants_it(self, people, service, sort, comes):
        device(people["Els"], service)
        kind = next(iter(SORTS[sort]))
        assert mailing(person=people["Els"], kind=kind, now=NOW).get("is_by_push", False) == comes
        people["Els"].unwanted_pushes = []
        assert mailing(person=people["Els"], kind=kind, now=NOW)["is_by_push"]

    def test_devices_without_mails_and_mails_without_devices(self, people, service):
        els = people["Els"]
        device(els, service)
        els.unwanted_mails = ["talk"]
        how = mailing(person=els, kind="message", now=NOW)
        assert (how["is_by_mail"], how["is_by_push"]) == (False, True)
        els.unwanted_mails, els.unwanted_pushes = [], ["talk"]
        how = mailing(person=els, kind="message", now=NOW)
        assert (how["is_by_mail"], "is_by_push" in how) == (True, False)

    def test_at_night_a_telephone_stays_dark_even_for_an_answer_but_not_for_a_choice(self, people, service):
        els = people["Els"]
        device(els, service)
        els.quiet_from, els.quiet_until = 22, 7
        night = NOW.replace(hour=23, minute=30)
        answer = mailing(person=els, kind="answer", now=night)
        assert answer["push_at"] == NOW.replace(hour=7, minute=0) + timedelta(days=1)
        assert "mail_at" not in answer  # a mail wakes nobody
        assert mailing(person=els, kind="chosen", now=night)["push_at"] is None

    def test_whoever_wants_one_mail_a_day_has_one_push_a_day_too(self, people, service, clock):
        els = people["Els"]
        change_settings(person=els, now=clock.now, digest_hour=18)
        browser = device(els, service)
        for name in ("Bruno", "Ginette", "Chloé"):
            write(people[name], els, "Bonjour", clock=clock)
        assert deliver_pushes(now=clock.pass_by(hours=1)) == 0
        clock.now = NOW.replace(hour=18, minute=1)
        assert deliver_pushes(now=clock.now) == 1
        assert deliver_pushes(now=clock.now) == 0
        assert said(browser, service)["title"] == "3 nouvelles d’Entraide"
        assert said(browser, service)["url"] == "/mine/"
        assert service.received[0].headers["Urgency"] == "low"


class TestWhatServicesSay:
    def pushed(self, people, service, clock) -> None:
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        clock.pass_by(seconds=10)

    @pytest.mark.parametrize("status", [404, 410])
    def test_a_browser_that_has_gone_is_forgotten(self, people, service, clock, status):
        device(people["Els"], service)
        service.status = status
        self.pushed(people, service, clock)
        assert deliver_pushes(now=clock.now) == 0
        assert not PushTarget.objects.exists()
        people["Els"].refresh_from_db()
        assert not people["Els"].has_devices

    @pytest.mark.parametrize("asked", ["600", "in ten minutes"])
    def test_whoever_asks_us_to_wait_is_not_asked_before(self, people, service, clock, asked):
        device(people["Els"], service)
        in_ten = (clock.now + timedelta(seconds=610)).astimezone().strftime("%a, %d %b %Y %H:%M:%S %z")
        service.status, service.headers = 429, {"Retry-After": asked if asked.isdigit() else in_ten}
        self.pushed(people, service, clock)
        deliver_pushes(now=clock.now)
        service.status, service.headers = 201, {}
        write(people["Ginette"], people["Els"], "Bonjour", clock=clock)
        assert deliver_pushes(now=clock.pass_by(minutes=9)) == 0
        assert len(service.received) == 1
        assert deliver_pushes(now=clock.pass_by(minutes=2)) == 2

    def test_a_service_that_fails_is_tried_again_less_and_less_often_until_it_is_no_news(self, people, service, clock):
        device(people["Els"], service)
        service.status = 500
        self.pushed(people, service, clock)
        tried = []
        begun = clock.now
        while clock.now < begun + timedelta(days=4):
            before = len(service.received)
            deliver_pushes(now=clock.now)
            if len(service.received) > before:
                tried.append(round((clock.now - begun).total_seconds() / 60))
            clock.pass_by(minutes=30)
        assert tried[:4] == [0, 30, 60, 90]
        assert len(tried) < 20
        assert not Push.objects.exists()
        assert PushTarget.objects.exists()

    def test_a_service_that_is_away_keeps_nobody_else_waiting(self, people, service, clock, settings):
        away, there = device(people["Els"], service), device(people["Ginette"], service, name="other")
        settings.PUSH_HOSTS = [service.host, "localhost:9"]
        PushTarget.objects.filter(person=people["Els"]).update(endpoint="http://localhost:9/push/x")
        for one in ("Els", "Ginette"):
            write(people["Bruno"], people[one], "Bonjour", clock=clock)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 1
        assert said(there, service)["title"] == "Bruno vous a écrit"
        assert Push.objects.get().target.person == people["Els"]
        assert away is not there

    def test_a_device_that_its_service_refuses_again_and_again_is_forgotten(self, people, service, clock):
        device(people["Els"], service)
        service.status = 403
        for number in range(MOST_REFUSALS):
            assert PushTarget.objects.exists(), number
            write(people["Bruno"], people["Els"], f"Bonjour {number}", clock=clock)
            deliver_pushes(now=clock.pass_by(minutes=1))
        assert not PushTarget.objects.exists()

    def test_a_worker_that_died_with_it_in_its_hands_loses_nothing(self, people, service, clock):
        device(people["Els"], service)
        self.pushed(people, service, clock)
        (notice,) = Notice.objects.filter(is_by_push=True)
        changes.fan_out(notice=notice, at=clock.now)
        assert changes.claim_push(push=Push.objects.get(), at=clock.now)
        assert deliver_pushes(now=clock.pass_by(minutes=1)) == 0
        assert deliver_pushes(now=clock.pass_by(minutes=5)) == 1

    def test_the_log_says_neither_where_to_nor_what(self, people, service, clock, caplog):
        device(people["Els"], service, name="s3cret")
        service.status = 500
        self.pushed(people, service, clock)
        with caplog.at_level(logging.DEBUG):
            deliver_pushes(now=clock.now)
        entraide = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("entraide"))
        assert "1 pushes were not taken" in entraide
        assert "s3cret" not in entraide
        assert service.host not in entraide


class TestDevices:
    @pytest.mark.parametrize(
        "endpoint",
        [
            "https://10.0.0.1/push",
            "http://fcm.googleapis.com/fcm/send/x",
            "https://fcm.googleapis.com.evil.example/x",
            "https://evil.example/.push.apple.com",
            "https://push.apple.com@evil.example/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com/",
            "file:///etc/passwd",
            "https://fcm.googleapis.com/" + "x" * 700,
            "https://[::1/x",
            "",
        ],
    )
    def test_only_known_push_services_are_ever_called(self, people, endpoint):
        browser = Browser()
        with pytest.raises(Refusal, match="no_such_device"):
            add_device(
                person=people["Els"],
                name="x",
                endpoint=endpoint,
                public_key=browser.public_key,
                secret=browser.secret,
                now=NOW,
            )

    @pytest.mark.parametrize(
        "endpoint",
        [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGu",
            "https://wns2-par02p.notify.windows.com/w/?token=BQ",
        ],
    )
    def test_those_of_the_browsers_are_known(self, people, endpoint):
        browser = Browser()
        add_device(
            person=people["Els"],
            name="x",
            endpoint=endpoint,
            public_key=browser.public_key,
            secret=browser.secret,
            now=NOW,
        )

    def test_keys_that_are_none_and_one_device_too_many_are_refused(self, people, service):
        browser = Browser()
        for public, secret in ((b"\x04" * 65, browser.secret), (browser.public_key, b"short")):
            with pytest.raises(Refusal, match="no_such_device"):
                add_device(
                    person=people["Els"],
                    name="x",
                    endpoint=service.endpoint("x"),
                    public_key=public,
                    secret=secret,
                    now=NOW,
                )
        for number in range(MOST_DEVICES):
            device(people["Els"], service, name=f"d{number}")
        device(people["Els"], service, name="d3")  # the same again is none more
        with pytest.raises(Refusal, match="too_many_devices"):
            device(people["Els"], service, name="one-more")

    def test_a_browser_shows_the_news_of_whoever_added_it_last(self, people, service, clock):
        device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        device(people["Ginette"], service)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 0
        people["Els"].refresh_from_db()
        assert (people["Els"].has_devices, people["Ginette"].has_devices) == (False, True)

    def test_one_that_is_removed_shows_nothing_more(self, people, service, clock):
        device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        key = PushTarget.objects.get().pk
        for _ in range(2):
            remove_device(person=people["Els"], device_id=key, now=clock.now)
        assert Happening.objects.filter(kind="device_removed").count() == 1
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 0

    def test_nobody_removes_anothers(self, people, service):
        device(people["Els"], service)
        remove_device(person=people["Bruno"], device_id=PushTarget.objects.get().pk, now=NOW)
        assert PushTarget.objects.exists()

    def test_with_an_account_its_devices_are_gone(self, people, service, clock):
        device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        erase_person(person=people["Els"], now=clock.now)
        assert not PushTarget.objects.exists()
        assert deliver_pushes(now=clock.pass_by(minutes=1)) == 0


class TestStopping:
    def test_the_button_under_a_push_stops_that_sort_and_no_other(self, people, service, clock):
        browser = device(people["Els"], service)
        write(people["Bruno"], people["Els"], "Bonjour", clock=clock)
        deliver_pushes(now=clock.pass_by(seconds=10))
        key = said(browser, service)["stop"].strip("/").rpartition("/")[2]
        assert read_stop_push_key(key=key) == (people["Els"], "talk")
        assert [stop_push(key=key, now=clock.now) for _ in range(2)] == ["talk", "talk"]
        people["Els"].refresh_from_db()
        assert "talk" in people["Els"].unwanted_pushes
        assert "talk" not in people["Els"].unwanted_mails
        write(people["Ginette"], people["Els"], "Bonjour", clock=clock)
        assert deliver_pushes(now=clock.pass_by(seconds=10)) == 0

    @pytest.mark.parametrize("key", ["", "x", "WyJhIl0:1:x"])
    def test_a_key_of_ours_it_must_be(self, key):
        with pytest.raises(Refusal, match="not_yours"):
            stop_push(key=key, now=NOW)
