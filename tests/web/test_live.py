"""What a live page asks for: the lines since, to whoever may read them, with what it needs to go on."""

from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from tests.web import rows

from entraide.journeys.block_person import block_person
from entraide.journeys.open_thread import open_thread
from entraide.journeys.withdraw_message import withdraw_message
from entraide.journeys.write_message import write_message
from entraide.journeys.write_to import write_to
from entraide.logic.watching import key_of, read_pass
from entraide.records.communities.models import Membership
from entraide.records.conversations.models import Message, Participation, Thread
from entraide.records.conversations.paging import mark_of
from entraide.records.people.models import Person
from entraide.records.stirs.queries import stirs_of, topic_of_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Person]:
    cache.clear()
    house = rows.community()
    return {name: rows.member(house, rows.person(name)).person for name in ("Bruno", "Els", "Ginette")}


@pytest.fixture
def talk(people) -> Thread:
    return write_to(writer=people["Bruno"], other=people["Els"], words="Bonjour Els.", now=timezone.now())


def say(talk: Thread, writer: Person, words: str) -> Message:
    return write_message(writer=writer, thread_id=talk.pk, words=words, now=timezone.now())


def mark(message: Message) -> str:
    return mark_of(message.said_at, message.pk)


def since(talk: Thread, place: str, viewer: Person):
    return rows.signed_in(viewer).get(f"/t/{talk.code}/since/{place}/")


def test_the_page_says_where_its_stream_is_and_the_pass_is_for_this_thread_alone(people, talk):
    page = rows.signed_in(people["Els"]).get(f"/t/{talk.code}/")
    live = page.context["live"]
    address = urlsplit(live.stream)
    assert live.stream.startswith(settings.LIVE_ADDRESS)
    assert address.query == f"since={stirs_of(topic_of_thread(talk.code))}"
    passed = read_pass(
        words=address.path.rpartition("/")[2], now=timezone.now(), key=key_of(secret=settings.SECRET_KEY)
    )
    assert passed is not None
    assert passed.topic == topic_of_thread(talk.code)
    assert people["Els"].pk.hex not in live.stream
    assert 'src="/static/live.js"' in page.content.decode()


def test_whoever_cannot_write_there_has_no_stream(people):
    house = Membership.objects.get(person=people["Els"]).community
    thread = open_thread(
        writer=people["Els"], community=house, subject="Le compost", words="Qui a des vers ?", now=timezone.now()
    )
    Membership.objects.filter(person=people["Bruno"]).delete()
    for client in (rows.signed_in(people["Bruno"]), rows.signed_in(rows.person("Daan"))):
        page = client.get(f"/t/{thread.code}/")
        assert page.status_code == 200
        assert page.context["live"] is None


def test_the_lines_since_come_as_html_and_the_next_look_begins_after_them(people, talk):
    first = Message.objects.get(thread=talk)
    second = say(talk, people["Bruno"], "C'est <b>prêt</b>.")
    got = since(talk, mark(first), people["Els"]).json()
    assert f'id="m-{second.pk.hex}"' in got["lines"]
    assert "<b>" not in got["lines"]
    assert got["said"] == "Nouveau message de Bruno."
    assert got["since"] == f"/t/{talk.code}/since/{mark(second)}/"
    assert got["live"].endswith(f"?since={stirs_of(topic_of_thread(talk.code))}")
    again = rows.signed_in(people["Els"]).get(got["since"]).json()
    assert again["said"] == ""
    assert again["since"] == got["since"]


def test_of_ones_own_lines_nothing_is_said_and_of_several_how_many(people, talk):
    first = Message.objects.get(thread=talk)
    say(talk, people["Els"], "Moi-même.")
    assert since(talk, mark(first), people["Els"]).json()["said"] == ""
    for words in ("Un.", "Deux."):
        say(talk, people["Bruno"], words)
    assert since(talk, mark(first), people["Els"]).json()["said"] == "2 nouveaux messages."


def test_what_was_timed_a_little_before_and_kept_after_is_not_missed(people, talk):
    first = Message.objects.get(thread=talk)
    late = say(talk, people["Bruno"], "En retard.")
    Message.objects.filter(pk=late.pk).update(said_at=first.said_at - timezone.timedelta(seconds=2))
    assert f"m-{late.pk.hex}" in since(talk, mark(first), people["Els"]).json()["lines"]


def test_what_comes_so_is_read(people, talk):
    first = Message.objects.get(thread=talk)
    second = say(talk, people["Bruno"], "Lu.")
    since(talk, mark(first), people["Els"])
    assert Participation.objects.get(thread=talk, person=people["Els"]).read_at == second.said_at


def test_access_is_decided_anew_each_time(people, talk):
    place = mark(Message.objects.get(thread=talk))
    assert since(talk, place, people["Ginette"]).status_code == 404
    assert since(talk, "nonsense", people["Els"]).status_code == 404
    assert since(talk, f"0-{UUID(int=0).hex}", people["Els"]).status_code == 200
    block_person(person=people["Els"], other=people["Bruno"], now=timezone.now())
    # Who blocks the other still reads what was said; there is nothing new to come.
    assert since(talk, place, people["Els"]).status_code == 200


def test_what_is_taken_back_stirs_too(people, talk):
    before = stirs_of(topic_of_thread(talk.code))
    message = say(talk, people["Bruno"], "Oubliez.")
    said = stirs_of(topic_of_thread(talk.code))
    withdraw_message(writer=people["Bruno"], message_id=message.pk, now=timezone.now())
    assert before < said < stirs_of(topic_of_thread(talk.code))


def test_nobody_looks_too_often(people, talk, monkeypatch):
    monkeypatch.setattr("entraide.web.pages.thread_since.LOOKS_A_MINUTE", 2)
    place = mark(Message.objects.get(thread=talk))
    assert [since(talk, place, people["Els"]).status_code for _ in range(3)] == [200, 200, 429]
