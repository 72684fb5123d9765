"""What the demo town lived through before its last days, and what it talks about: help that was given, threads, a report."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from entraide.common.ids import uuid7
from entraide.console.demo_euros import promise_for_euros, settle_in_euros
from entraide.console.demo_exchanges import keep_long_ago
from entraide.console.demo_town import TownHelp, TownReply, TownThread
from entraide.journeys import tell_moderation, tell_people
from entraide.journeys.answer_post import answer_post
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.find_people import home_of
from entraide.journeys.open_thread import open_thread
from entraide.journeys.publish_post import publish_post
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.report import report
from entraide.journeys.see_notices import see_notices
from entraide.journeys.write_message import write_message
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Thread
from entraide.records.people.models import Person
from entraide.records.reports.things import find_thing


def help_long_ago(told: TownHelp, *, people: Mapping[str, Person], house: Community | None, at: datetime) -> None:
    """Somebody asks at the aware moment `at`, is answered an hour later and chooses in the evening; both have long read of it."""
    writer, helper = people[told.by], people[told.helper]
    corrections = Corrections(kind="need", topic=told.topic)
    reading = read_sentence(told.text, now=at, home=home_of(writer), language=writer.language, corrections=corrections)
    post = publish_post(writer=writer, text=told.text, reading=reading, now=at, draft_key=uuid7(), community=house)
    answer = answer_post(person=helper, post=post, kind="yes", words=told.words, now=at + timedelta(hours=1))
    tell_people.tell_writer_of_answer(answer_id=answer.pk, now=answer.given_at)
    choose_helper(writer=writer, answer_id=answer.pk, now=at + timedelta(hours=6), proposes=not told.pay)
    tell_people.tell_helper_chosen(answer_id=answer.pk, now=at + timedelta(hours=6))
    if told.pay:
        promise_for_euros(told.pay, answer=answer, at=at + timedelta(hours=6))
    keep_long_ago(answer, at=at + timedelta(hours=7), thanks=told.thanks)
    if told.pay:
        settle_in_euros(told.pay, answer=answer, at=at + timedelta(hours=36))
    for person in (writer, helper):
        see_notices(person=person, now=at + timedelta(days=1))


def begin_thread(told: TownThread, *, people: Mapping[str, Person], house: Community, at: datetime) -> Thread:
    """Somebody opens the thread at the aware moment `at`."""
    return open_thread(writer=people[told.by], community=house, subject=told.subject, words=told.words, now=at)


def reply(told: TownReply, *, thread: Thread, people: Mapping[str, Person], at: datetime) -> None:
    """Somebody says something in the thread at the aware moment `at`; whoever minds has pointed it out a little later."""
    message = write_message(writer=people[told.by], thread_id=thread.pk, words=told.words, now=at)
    if not told.reported_by:
        return
    by = people[told.reported_by]
    thing = find_thing(by, kind="message", ref=message.pk.hex)
    if thing is None:
        raise LookupError(f"{told.reported_by} cannot read what {told.by} says")
    soon = at + timedelta(minutes=4)
    made = report(by=by, thing=thing, community=thing.communities[0], rule=told.rule, now=soon)
    tell_moderation.tell_desk_of_case(case_id=made.case_id, now=soon)
