"""Talking without asking: threads of a forum, messages between two members, and who may do what in them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.conftest import Clock
from tests.journeys.talk import house_with, thread_of
from tests.web import rows

from entraide.journeys.change_message import change_message
from entraide.journeys.close_thread import close_thread
from entraide.journeys.erase_person import erase_person
from entraide.journeys.follow_thread import follow_thread
from entraide.journeys.name_sections import name_sections
from entraide.journeys.open_thread import MOST_THREADS_A_DAY, end_thread_about, open_thread_about
from entraide.journeys.pin_thread import pin_thread
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_message import forget_withdrawn, withdraw_message
from entraide.journeys.write_message import write_message
from entraide.journeys.write_to import MOST_NEW_TALKS_A_DAY, write_to
from entraide.logic.charter.rules import Rules
from entraide.records.communities.models import Community, Membership, RulesVersion
from entraide.records.conversations.changes import NO_SUBJECT
from entraide.records.conversations.models import Message, Participation, Section, Thread
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Block, Person
from entraide.records.reports.changes import add_measure, open_case

pytestmark = pytest.mark.django_db


def refused(call: Callable[..., Any], **words: Any) -> str:
    """With which code the journey refuses."""
    with pytest.raises(Refusal) as refusal:
        call(**words)
    return refusal.value.code


def rule(house: Community, **fields: Any) -> None:
    """The community decides so."""
    RulesVersion.objects.create(
        community=house,
        number=1,
        rules=Rules(**fields).as_dict(),
        why="Essai",
        set_at=rows.an_hour_ago() - timedelta(days=900),
        holds_from=rows.an_hour_ago() - timedelta(days=900),
    )


def test_a_member_opens_a_thread_and_others_answer(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    write_message(writer=people["Bruno"], thread_id=thread.pk, words=" La moitié. ", now=clock.pass_by(hours=1))
    thread.refresh_from_db()
    assert [message.words for message in thread.messages.all()] == ["Un client annule trois jours avant.", "La moitié."]
    assert (thread.message_count, thread.latest_by, thread.latest_at) == (2, people["Bruno"], clock.now)
    assert set(Happening.objects.values_list("kind", flat=True)) >= {"thread_opened", "message_written"}


def test_what_happened_is_written_down_without_words_and_names(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    write_message(writer=people["Bruno"], thread_id=thread.pk, words="La moitié.", now=clock.now)
    written = " ".join(str(happening.facts) for happening in Happening.objects.all())
    assert not any(word in written for word in ("client", "moitié", "Contrat", "Bruno", "Els"))


def test_a_form_sent_twice_is_one_thread_and_one_message(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    assert thread_of(people["Els"], house, now=clock.pass_by(minutes=1)) == thread
    for _ in range(2):
        write_message(writer=people["Bruno"], thread_id=thread.pk, words="La moitié.", now=clock.now)
    assert (Thread.objects.count(), Message.objects.count()) == (1, 2)


@pytest.mark.parametrize(("subject", "words"), [("", "Un mot."), ("  ", "Un mot."), ("Un sujet", " \n ")])
def test_an_empty_thread_is_none(clock: Clock, subject: str, words: str) -> None:
    house, people = house_with()
    assert refused(thread_of, writer=people["Els"], house=house, subject=subject, words=words) == "means_nothing"


def test_who_does_not_belong_writes_nothing_in_the_forum(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    assert refused(thread_of, writer=people["Daan"], house=house) == "not_member"
    assert (
        refused(write_message, writer=people["Daan"], thread_id=thread.pk, words="Bonjour", now=clock.now)
        == "not_member"
    )


def test_in_a_forum_that_only_members_read_a_thread_is_not_even_there_for_others(clock: Clock) -> None:
    house, people = house_with(is_forum_readable_by_all=False)
    thread = thread_of(people["Els"], house)
    code = refused(write_message, writer=people["Daan"], thread_id=thread.pk, words="Bonjour", now=clock.now)
    assert code == "not_yours"
    assert refused(follow_thread, person=people["Daan"], thread_id=thread.pk, how="each", now=clock.now) == "not_yours"


@pytest.mark.parametrize(
    ("who", "els", "steward"),
    [("off", "no_forum", "no_forum"), ("stewards", "stewards_only", ""), ("verified", "not_verified_member", "")],
)
def test_the_rules_say_who_opens_threads(clock: Clock, who: str, els: str, steward: str) -> None:
    house, people = house_with()
    rule(house, forum=who)
    assert refused(thread_of, writer=people["Els"], house=house) == els
    if steward:
        assert refused(thread_of, writer=people["Chloé"], house=house) == steward
    else:
        thread = thread_of(people["Chloé"], house)
        assert write_message(writer=people["Els"], thread_id=thread.pk, words="Merci.", now=clock.now)


def test_a_member_verified_until_yesterday_is_not_verified(clock: Clock) -> None:
    house, people = house_with()
    rule(house, forum="verified")
    Membership.objects.filter(person=people["Els"]).update(verified_at=clock.now - timedelta(days=300))
    assert thread_of(people["Els"], house)
    Membership.objects.filter(person=people["Els"]).update(verified_until=clock.now.date() - timedelta(days=1))
    assert refused(thread_of, writer=people["Els"], house=house, subject="Autre") == "not_verified_member"


def test_nobody_floods_a_forum(clock: Clock) -> None:
    house, people = house_with()
    for number in range(MOST_THREADS_A_DAY):
        thread_of(people["Els"], house, subject=f"Sujet {number}")
    assert refused(thread_of, writer=people["Els"], house=house, subject="De trop") == "too_many_threads"
    assert thread_of(people["Els"], house, subject="Demain", now=clock.pass_by(days=1, minutes=1))


def test_a_message_is_changed_within_a_quarter_of_an_hour_by_its_writer(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    message = write_message(writer=people["Bruno"], thread_id=thread.pk, words="La moitié.", now=clock.now)
    key = message.pk
    assert refused(change_message, writer=people["Els"], message_id=key, words="Rien.", now=clock.now) == "not_yours"
    clock.pass_by(minutes=15)
    changed = change_message(writer=people["Bruno"], message_id=key, words="Le tiers.", now=clock.now)
    assert (changed.words, changed.changed_at) == ("Le tiers.", clock.now)
    clock.pass_by(seconds=1)
    assert refused(change_message, writer=people["Bruno"], message_id=key, words="Rien.", now=clock.now) == "too_late"


def test_a_message_taken_back_stays_in_its_place_and_its_words_are_gone_after_a_month(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    message = write_message(writer=people["Bruno"], thread_id=thread.pk, words="La moitié.", now=clock.now)
    assert refused(withdraw_message, writer=people["Chloé"], message_id=message.pk, now=clock.now) == "not_yours"
    withdraw_message(writer=people["Bruno"], message_id=message.pk, now=clock.now)
    assert not forget_withdrawn(now=clock.pass_by(days=30))
    assert forget_withdrawn(now=clock.pass_by(seconds=1)) == 1
    message.refresh_from_db()
    assert (message.words, thread.messages.count()) == ("", 2)
    assert not forget_withdrawn(now=clock.now)


def test_only_whoever_tends_the_community_pins_and_closes(clock: Clock) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    for name in ("Els", "Bruno", "Daan"):
        for journey, how in ((pin_thread, "is_pinned"), (close_thread, "is_closed")):
            code = refused(journey, steward=people[name], thread_id=thread.pk, now=clock.now, **{how: True})
            assert code == "not_yours"
    pin_thread(steward=people["Chloé"], thread_id=thread.pk, is_pinned=True, now=clock.now)
    close_thread(steward=people["Chloé"], thread_id=thread.pk, is_closed=True, now=clock.now)
    thread.refresh_from_db()
    assert thread.is_pinned
    assert (
        refused(write_message, writer=people["Els"], thread_id=thread.pk, words="Encore", now=clock.now)
        == "thread_closed"
    )
    close_thread(steward=people["Chloé"], thread_id=thread.pk, is_closed=False, now=clock.now)
    assert write_message(writer=people["Els"], thread_id=thread.pk, words="Encore", now=clock.now)


def test_no_more_than_ten_threads_are_pinned(clock: Clock) -> None:
    house, people = house_with()
    threads = [
        Thread.objects.create(
            kind="forum", community=house, subject=f"{n}", opened_at=clock.now, latest_at=clock.now, is_pinned=n < 10
        )
        for n in range(11)
    ]
    code = refused(pin_thread, steward=people["Chloé"], thread_id=threads[-1].pk, is_pinned=True, now=clock.now)
    assert code == "too_many_pinned"


def test_sections_are_named_moved_and_taken_away_and_threads_stay(clock: Clock) -> None:
    house, people = house_with()
    name = {"steward": people["Chloé"], "community": house, "now": clock.now}
    tarifs, outils = name_sections(sections=[(None, "Tarifs"), (None, "Outils")], **name)
    thread = thread_of(people["Els"], house, section=tarifs)
    name_sections(sections=[(outils.pk, "Tarifs"), (None, "Bureaux")], **name)
    thread.refresh_from_db()
    assert thread.section is None
    assert [(one.name, one.slug) for one in Section.objects.all()] == [("Tarifs", "tarifs"), ("Bureaux", "bureaux")]
    assert refused(name_sections, **{**name, "steward": people["Els"]}, sections=[(None, "Rien")]) == "not_yours"
    assert refused(name_sections, sections=[(None, "A"), (None, "a")], **name) == "same_name_twice"


def test_two_members_of_a_community_write_to_each_other(clock: Clock) -> None:
    _, people = house_with()
    thread = write_to(writer=people["Bruno"], other=people["Els"], words="Bonjour Els !", now=clock.now)
    again = write_to(writer=people["Els"], other=people["Bruno"], words="Bonjour !", now=clock.now)
    assert (again, thread.kind, thread.messages.count()) == (thread, "direct", 2)
    assert {part.person for part in Participation.objects.filter(thread=thread)} == {people["Bruno"], people["Els"]}


def test_nobody_else_writes_in_the_conversation_of_two(clock: Clock) -> None:
    _, people = house_with()
    thread = write_to(writer=people["Bruno"], other=people["Els"], words="Bonjour Els !", now=clock.now)
    for name in ("Chloé", "Ginette", "Daan"):
        words = {"thread_id": thread.pk, "now": clock.now}
        assert refused(write_message, writer=people[name], words="Coucou", **words) == "not_yours"
        assert refused(follow_thread, person=people[name], how="each", **words) == "not_yours"


def test_who_shares_no_community_cannot_write_unless_a_post_brings_them_together(clock: Clock) -> None:
    _, people = house_with()
    words = {"words": "Bonjour", "now": clock.now}
    everybody = rows.server_wide()
    for name in ("Daan", "Bruno"):
        rows.member(everybody, people[name])
    assert refused(write_to, writer=people["Daan"], other=people["Bruno"], **words) == "cannot_write"
    answer = rows.answer(rows.post(people["Bruno"]), people["Daan"])
    assert write_to(writer=people["Bruno"], other=people["Daan"], **words)
    answer.delete()
    # What was begun goes on.
    assert write_to(writer=people["Daan"], other=people["Bruno"], **words)


def test_a_not_this_time_brings_nobody_together(clock: Clock) -> None:
    _, people = house_with()
    rows.answer(rows.post(people["Bruno"]), people["Daan"], kind="not_now")
    code = refused(write_to, writer=people["Bruno"], other=people["Daan"], words="Bonjour", now=clock.now)
    assert code == "cannot_write"


@pytest.mark.parametrize("who", ["Bruno", "Els"])
def test_a_block_ends_it_both_ways_and_is_not_told(clock: Clock, who: str) -> None:
    _, people = house_with()
    thread = write_to(writer=people["Bruno"], other=people["Els"], words="Bonjour Els !", now=clock.now)
    other = people["Els" if who == "Bruno" else "Bruno"]
    Block.objects.create(person=people[who], blocked=other, made_at=clock.now)
    for writer, reader in ((people["Bruno"], people["Els"]), (people["Els"], people["Bruno"])):
        words = {"writer": writer, "words": "Encore", "now": clock.now}
        assert refused(write_to, other=reader, **words) == "cannot_write"
        assert refused(write_message, thread_id=thread.pk, **words) == "cannot_write"


def test_nobody_begins_more_than_twenty_conversations_a_day(clock: Clock) -> None:
    house, people = house_with()
    for number in range(MOST_NEW_TALKS_A_DAY):
        other = rows.person(f"Voisin{number}")
        rows.member(house, other)
        write_to(writer=people["Bruno"], other=other, words="Bonjour", now=clock.now)
    assert refused(write_to, writer=people["Bruno"], other=people["Els"], words="Oh", now=clock.now) == "too_many_talks"
    assert write_to(writer=people["Bruno"], other=other, words="Encore", now=clock.now)
    assert write_to(writer=people["Els"], other=people["Bruno"], words="Oh", now=clock.now)


def test_a_need_that_nobody_could_answer_comes_into_its_communitys_forum_once(clock: Clock) -> None:
    house, people = house_with()
    post = rows.post(people["Ginette"], community=house)
    thread = open_thread_about(post=post, now=clock.now)
    assert thread
    assert open_thread_about(post=post, now=clock.now) == thread
    assert (thread.subject, thread.opened_by, thread.community) == (post.text, None, house)
    assert Participation.objects.get(thread=thread).person == people["Ginette"]


def test_with_a_post_that_is_taken_back_its_sentence_leaves_the_forum(clock: Clock) -> None:
    house, people = house_with()
    spoken, silent = (rows.post(people["Ginette"], community=house) for _ in range(2))
    thread = open_thread_about(post=spoken, now=clock.now)
    assert thread
    assert open_thread_about(post=silent, now=clock.now)
    write_message(writer=people["Els"], thread_id=thread.pk, words="Je connais quelqu'un.", now=clock.now)
    for post in (spoken, silent):
        end_thread_about(post_id=post.pk, now=clock.now)
        end_thread_about(post_id=post.pk, now=clock.now)
    (left,) = Thread.objects.all()
    assert (left.subject, left.closed_at, left.messages.count()) == (NO_SUBJECT, clock.now, 1)


def test_with_the_words_of_a_post_those_of_its_thread_are_forgotten(clock: Clock) -> None:
    house, people = house_with()
    spoken, silent = (rows.post(people["Ginette"], community=house) for _ in range(2))
    thread = open_thread_about(post=spoken, now=clock.now)
    open_thread_about(post=silent, now=clock.now)
    assert thread
    write_message(writer=people["Els"], thread_id=thread.pk, words="Je connais quelqu'un.", now=clock.now)
    erase_person(person=people["Ginette"], now=clock.now)
    assert list(Thread.objects.values_list("subject", flat=True)) == [NO_SUBJECT]


def test_no_need_comes_into_everybodys_forum_nor_where_there_is_none(clock: Clock) -> None:
    house, people = house_with()
    rule(house, forum="off")
    assert open_thread_about(post=rows.post(people["Ginette"]), now=clock.now) is None
    assert open_thread_about(post=rows.post(people["Ginette"], community=house), now=clock.now) is None


def suspended(who: Person, house: Community, *, by: str, thing: object, now: datetime) -> None:
    """A measure against this person for that thing, for a week."""
    case = open_case(community=house, kind=by, thing_id=thing.pk, about=who, at=now)  # type: ignore[attr-defined]
    until = now + timedelta(days=7)
    add_measure(case=case, kind="suspend", decided_by="stewards", at=now, rule="respect", until=until)


def test_whom_the_operators_suspend_writes_to_nobody_until_it_is_over(clock: Clock) -> None:
    _, people = house_with()
    bruno = people["Bruno"]
    talk = write_to(writer=bruno, other=people["Els"], words="Bonjour", now=clock.now)
    suspended(bruno, rows.server_wide(), by="person", thing=bruno, now=clock.now)
    for other in ("Els", "Ginette"):
        assert refused(write_to, writer=bruno, other=people[other], words="Coucou", now=clock.now) == "no_messages"
    assert refused(write_message, writer=bruno, thread_id=talk.pk, words="Coucou", now=clock.now) == "no_messages"
    assert write_to(writer=people["Els"], other=bruno, words="Ça va ?", now=clock.now), "others may still write to them"
    assert write_to(writer=bruno, other=people["Els"], words="Ça va.", now=clock.now + timedelta(days=8))


def test_what_a_community_decides_touches_private_words_only_if_it_was_for_them_and_towards_its_members(
    clock: Clock,
) -> None:
    house, people = house_with()
    bruno, els, daan = people["Bruno"], people["Els"], people["Daan"]
    elsewhere = rows.community("L’Établi", "l-etabli")
    for who in (bruno, daan):
        rows.member(elsewhere, who)
    talk = write_to(writer=bruno, other=els, words="Tais-toi.", now=clock.now)
    suspended(bruno, house, by="thread", thing=thread_of(bruno, house, now=clock.now), now=clock.now)
    assert write_to(writer=bruno, other=els, words="Le forum est une chose.", now=clock.now)
    suspended(bruno, house, by="message", thing=talk.messages.first(), now=clock.now)
    for other in (els, people["Ginette"]):
        assert refused(write_to, writer=bruno, other=other, words="Encore.", now=clock.now) == "no_messages"
    assert write_to(writer=bruno, other=daan, words="Bonjour Daan", now=clock.now)
