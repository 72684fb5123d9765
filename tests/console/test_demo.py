"""The demo town: its file is right, it fills through the journeys, shows the rules, and never touches a real server."""

import argparse
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from tests.conftest import Clock

from entraide.console import demo
from entraide.console.demo_filling import fill_town
from entraide.console.demo_town import CAST, town
from entraide.journeys.find_people import preview_reach
from entraide.journeys.read_sentence import read_sentence
from entraide.logic.reading.topics import topic_codes
from entraide.records.asks.models import Ask
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Thread
from entraide.records.exchanges.helped import helped_with
from entraide.records.happenings import queries as happenings
from entraide.records.invitations.queries import waiting_requests
from entraide.records.ledgers.models import Transfer
from entraide.records.notices.models import Notice
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.reports.queries import cases_waiting
from entraide.records.rings.models import Ring

SENTENCE = "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"


def test_the_file_names_only_what_there_is() -> None:
    people, slugs = set(town().people), {house.slug for house in town().communities}
    assert set(CAST) <= people
    for one in town().people.values():
        assert set(one.communities) <= slugs
        assert one.language in one.speaks
        assert 1 <= len(one.says) <= 4
        assert all(len(text) <= 300 for text in one.says)
    assert len({one.email for one in town().people.values()}) == len(people)
    for post in town().posts:
        assert {post.by, *(answer.by for answer in post.answers)} <= people
        assert post.by not in {answer.by for answer in post.answers}
        assert post.topic is None or post.topic in topic_codes()
        assert not post.community or post.community in slugs
    for thread in town().threads:
        assert thread.community in slugs
        assert {thread.by, *(reply.by for reply in thread.replies)} <= people
        assert all(reply.after_minutes < 60 * thread.hours_ago for reply in thread.replies)
    for helped in town().helps:
        assert helped.topic in topic_codes()
        for who in (helped.by, helped.helper):
            assert not helped.community or helped.community in town().people[who].communities
            assert helped.days_ago < town().people[who].since_days
    for dues in town().dues:
        assert {*dues.paid, *dues.said_paid} <= set(dues.to)
        assert all(dues.community in town().people[who].communities for who in (dues.by, *dues.to))
    for gift in town().gifts:
        for who in (gift.by, gift.to):
            assert gift.community in town().people[who].communities
            assert gift.days_ago < town().people[who].since_days


@pytest.mark.parametrize("hour", [0, 4, 9, 15, 23])
def test_what_they_ask_for_always_lies_ahead(hour: int) -> None:
    now = datetime(2026, 3, 4, hour, 30)
    for post in town().posts:
        assert post.published_at(now) < now
        assert post.published_at(now) > now - timedelta(days=4)
        assert "{" not in post.text_on(now, language=town().people[post.by].language)


@pytest.mark.django_db
def test_the_town_lives(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    fill_town(now=clock.now)
    assert Person.objects.count() == len(town().people)
    states = Counter(Post.objects.values_list("state", flat=True))
    assert states["agreed"] == 2
    assert states["done"] == len(town().helps)
    assert states["withdrawn"] == 1
    assert states["open"] > 40
    assert {post.language for post in Post.objects.all()} == {"fr", "nl", "en", "de"}
    assert len({post.topic.split(".")[0] for post in Post.objects.all()}) >= 12
    assert Ask.objects.count() > 40
    assert Transfer.objects.filter(kind="gift").count() == len(town().gifts)
    assert Ring.objects.filter(state="proposed", community__slug="l-etabli").exists(), "a ring waits for three answers"
    assert not Post.objects.filter(published_at__gte=clock.now).exists()
    assert not Post.objects.filter(next_wave_at__lte=clock.now).exists(), "nothing is left for the worker to do at once"
    assert happenings.waiting_since() is None
    # A handful of letters, not hundreds; and none that still waits.
    assert 3 <= len(mailoutbox) <= 25
    assert not Notice.objects.filter(is_by_mail=True, mailed_at=None).exists()
    assert all(Person.objects.values_list("wants_mail", flat=True))

    the_sentence_of_the_tutorial_shows_the_rules(clock)
    its_communities_live(clock)


def the_sentence_of_the_tutorial_shows_the_rules(clock: Clock) -> None:
    """Whom the first sentence that everybody tries would reach."""
    names = {str(person.pk): person.first_name for person in Person.objects.all()}
    reach = preview_reach(
        reading=read_sentence(SENTENCE, now=clock.now),
        text=SENTENCE,
        viewer=Person.objects.get(first_name="Ginette"),
        now=clock.now,
    )
    reached = {names[match.identity] for match in reach.matches}
    assert len(reached) >= 9
    # Too far; not free then; paused; needs one too; another language; and the writer herself.
    assert not reached & {"Sarah", "Hugo", "Mireille", "Raymond", "Joris", "Annika", "Ginette"}


def its_communities_live(clock: Clock) -> None:
    """There is talk in two of them, somebody waits to come in, a report lies on a desk, and standing tells of help."""
    cast = {person.first_name: person for person in Person.objects.all()}
    houses = {house.slug: house for house in Community.objects.all()}
    for slug in ("ixelles-s-entraide", "l-etabli"):
        threads = Thread.objects.filter(kind="forum", community=houses[slug], message_count__gt=1)
        assert threads.count() >= 2
        assert all(thread.latest_at < clock.now for thread in threads)
    assert [one.person.first_name for one in waiting_requests(houses["l-etabli"], most=9)] == ["Samuel"]
    case = cases_waiting(houses["ixelles-s-entraide"]).get()
    assert case.about == cast["Hugo"]
    assert Notice.objects.filter(person=cast["Chloé"], kind="case", about=case.pk).exists()
    helped = helped_with(cast["Ginette"], [cast["Bruno"].pk, cast["Farid"].pk], now=clock.now)
    assert helped[cast["Bruno"].pk].families["repair"] == 2
    assert helped[cast["Farid"].pk].families["home"] == 2
    owed = Bill.objects.get(payer=cast["Ginette"])
    assert (owed.payee, owed.state, owed.cents) == (cast["Bruno"], "waiting", 1250), (
        "whoever tries it has something to pay"
    )
    dues = Bill.objects.filter(community=houses["l-etabli"], purpose="subscription")
    assert Counter(dues.values_list("state", flat=True)) == {"paid": 1, "said_paid": 1, "waiting": 2}


@pytest.fixture
def a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a demo; the environment is put back after the test."""
    for name in ("ENTRAIDE_DEMO", "ENTRAIDE_ADDRESS", "ENTRAIDE_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ENTRAIDE_DEMO", "no")
    monkeypatch.setenv("ENTRAIDE_ADDRESS", "http://localhost:8000")
    monkeypatch.setenv("ENTRAIDE_FOLDER", str(tmp_path))
    return tmp_path


def test_a_port_that_is_taken_is_said_so(a_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert demo.run(argparse.Namespace(port=port, fresh=False, no_browser=True)) == 1
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_a_fresh_start_empties_no_folder_but_a_demos(a_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = a_folder / "entraide.sqlite3"
    real.write_text("years of somebody's work")
    assert not demo._forget(a_folder)
    assert real.exists()
    assert "nothing was deleted" in capsys.readouterr().err
    (a_folder / ".demo-town").touch()
    assert demo._forget(a_folder)
    assert not real.exists()


@pytest.mark.django_db
def test_a_real_server_is_not_filled(
    a_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("entraide.console.setup.prepare", lambda: None)
    Person.objects.create_user("somebody@example.org", "Somebody")
    assert not demo._is_ready(a_folder)
    assert "holds a real server" in capsys.readouterr().err
    assert Person.objects.count() == 1
