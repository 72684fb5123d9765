"""Filling the demo town: its people move in and live through the last days, hour by hour, through the journeys themselves.

What follows from what happened is done here at once and at the hour of the story, instead of being queued for the worker, who
would do it all now. The whole is one transaction: a town is there, or it is not.
"""

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from entraide.common.ids import uuid7
from entraide.console.demo_town import Inhabitant, TownAnswer, TownPost, town
from entraide.journeys import flow, happen, tell_people
from entraide.journeys.answer_post import answer_post
from entraide.journeys.ask_people import ask_people
from entraide.journeys.change_settings import change_settings
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.find_people import home_of
from entraide.journeys.join_community import join_community
from entraide.journeys.publish_post import publish_post
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.say_like import say_like
from entraide.journeys.set_home import set_home
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic import places
from entraide.logic.routing.attestations import VERIFIES
from entraide.records.attestations import changes as attestation_changes
from entraide.records.attestations.queries import today_at
from entraide.records.communities import changes as community_changes
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# Of what happened longer ago nobody gets a mail: /dev/mail shows a handful of letters, not hundreds.
MAILED_SINCE = timedelta(minutes=50)
_LOCAL = ZoneInfo("Europe/Brussels")

Progress = Callable[[float, str], None]


def fill_town(*, now: datetime, progress: Progress = lambda _share, _words: None) -> None:
    """Fill an empty server with the town as it stands at the aware moment `now`.

    `progress` hears how much is done (0 to 1) and what is being done.
    """
    happen.install({})
    try:
        with transaction.atomic():
            _Story(now=now.astimezone(_LOCAL), progress=progress).tell()
    finally:
        happen.install(flow.FOLLOWS)
    deliver_letters(now=now)


def settle(one: Inhabitant, *, now: datetime, houses: dict[str, Community] | None = None) -> Person:
    """Let somebody of the town move in, long enough ago, with all they say of themselves. `houses`: communities by slug."""
    since = now - timedelta(days=one.since_days)
    person = people_changes.add_person(email=one.email, first_name=one.name, language=one.language)
    people_changes.set_fields(person=person, joined_at=since)
    membership, _ = community_changes.add_member(community=communities.server_wide(), person=person, at=since)
    if one.is_verified:
        _verify(person, membership.community, at=since, now=now)
    if one.is_steward:
        community_changes.make_steward(membership=membership)
    place = places.find(name=one.home, limit=1)[0].place
    if one.at:
        place = replace(place, latitude=one.at[0], longitude=one.at[1])
    set_home(person=person, place=place, now=since)
    change_settings(
        person=person,
        now=since,
        spoken_languages=list(one.speaks),
        radius_km=one.radius_km,
        free_hours=list(one.free),
        helps_for=list(one.helps_for),
        is_paused=one.is_paused,
    )
    for text in one.says:
        say_like(person=person, text=text, now=since)
    for slug in one.communities if houses else ():
        if houses and slug in houses:
            joined = join_community(person=person, community=houses[slug], now=since)
            if one.is_verified:
                _verify(person, houses[slug], at=since, now=now)
            if one.is_steward:
                community_changes.make_steward(membership=joined)
    return person


def _verify(person: Person, community: Community, *, at: datetime, now: datetime) -> None:
    """The community verified who they are long ago, before it wrote down by whom."""
    attestation_changes.add_attestation(person=person, community=community, kind="identity", by=None, at=at)
    attestation_changes.repeat_on_membership(
        person_id=person.pk, community=community, verifies=VERIFIES, today=today_at(now)
    )


class _Story:
    """The last days of the town: what is to happen, by the moment at which it does."""

    def __init__(self, *, now: datetime, progress: Progress) -> None:
        self.now = now
        self.progress = progress
        self.people: dict[str, Person] = {}
        self.houses: dict[str, Community] = {}
        self._turn = count()
        self._ahead: list[tuple[datetime, int, Callable[[datetime], None]]] = []

    def tell(self) -> None:
        """Everything, in order."""
        for house in town().communities:
            self.houses[house.slug] = community_changes.add_community(
                slug=house.slug, name=house.name, motto=house.motto, paper=house.paper
            )
        everybody = town().people.values()
        for number, one in enumerate(everybody):
            self.progress(0.6 * number / len(everybody), one.name)
            person = settle(one, now=self.now, houses=self.houses)
            # The people of a demo are patient: whoever tries a third sentence today should still find somebody.
            people_changes.set_fields(person=person, wants_mail=False, asks_per_day=6, asks_per_week=20)
            self.people[one.name] = person
        for post in town().posts:
            self._later(post.published_at(self.now), lambda at, post=post: self._publish(post, at))  # type: ignore[misc]
        self._later(self.now - MAILED_SINCE, self._begin_to_mail)
        done = 0
        while self._ahead:
            at, _, happens = heapq.heappop(self._ahead)
            happens(at)
            done += 1
            self.progress(0.6 + 0.4 * done / (done + len(self._ahead)), f"{at:%A %H:%M}")

    def _later(self, at: datetime, happens: Callable[[datetime], None]) -> None:
        if at <= self.now:
            heapq.heappush(self._ahead, (at, next(self._turn), happens))

    def _begin_to_mail(self, at: datetime) -> None:
        for person in self.people.values():
            change_settings(person=person, now=at, wants_mail=True)

    def _publish(self, told: TownPost, at: datetime) -> None:
        writer = self.people[told.by]
        text = told.text_on(self.now, language=writer.language)
        post = publish_post(
            writer=writer,
            text=text,
            reading=read_sentence(
                text,
                now=at,
                home=home_of(writer),
                language=writer.language,
                corrections=Corrections(kind=told.kind, topic=told.topic),
            ),
            now=at,
            draft_key=uuid7(),
            community=self.houses.get(told.community),
        )
        self._ask(post, at)
        for answer in told.answers:
            when = min(at + timedelta(minutes=answer.after_minutes), self.now - timedelta(minutes=1))
            self._later(when, lambda when, answer=answer: self._answer(post, answer, when))  # type: ignore[misc]
        if told.is_withdrawn:
            self._later(at + timedelta(minutes=90), lambda when: self._withdraw(post, when))

    def _ask(self, post: Post, at: datetime) -> None:
        """The wave that is due, and those after it until now."""
        asks = ask_people(post_id=post.pk, now=at)
        post.refresh_from_db()
        if post.next_wave_at and post.next_wave_at > at:
            self._later(post.next_wave_at.astimezone(_LOCAL), lambda when: self._ask(post, when))
        elif not asks and not post.asks.exists():
            tell_people.tell_writer_nobody(post_id=post.pk, now=at)

    def _answer(self, post: Post, told: TownAnswer, at: datetime) -> None:
        post.refresh_from_db()
        if post.state != "open":
            return
        answer = answer_post(person=self.people[told.by], post=post, kind=told.kind, words=told.words, now=at)
        tell_people.tell_writer_of_answer(answer_id=answer.pk, now=at)
        if told.is_chosen:
            # The writer lets the other answers arrive before choosing.
            self._later(
                min(at + timedelta(hours=5), self.now - timedelta(seconds=30)),
                lambda when: self._choose(post, answer.pk, when),
            )

    def _choose(self, post: Post, answer_id: UUID, at: datetime) -> None:
        answer = post.answers.get(pk=answer_id)
        agreed = choose_helper(writer=post.writer, answer_id=answer.pk, now=at)
        tell_people.tell_helper_chosen(answer_id=answer.pk, now=at)
        if agreed.state == "agreed":
            tell_people.tell_others_thanks(post_id=post.pk, now=at)

    def _withdraw(self, post: Post, at: datetime) -> None:
        post.refresh_from_db()
        withdraw_post(writer=post.writer, post=post, now=at)
        tell_people.tell_answerers_withdrawn(post_id=post.pk, now=at)
