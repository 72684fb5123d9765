"""Filling the demo town: its people move in and live through the last days, hour by hour, through the journeys themselves.

What follows from what happened is done here at once and at the hour of the story, instead of being queued for the worker, who
would do it all now. The whole is one transaction: a town is there, or it is not.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from entraide.common.ids import uuid7
from entraide.console.demo_euros import ask_for_dues
from entraide.console.demo_exchanges import accept_soon, give_long_ago
from entraide.console.demo_life import begin_thread, help_long_ago, reply
from entraide.console.demo_town import Inhabitant, TownAnswer, TownCommunity, TownPost, TownThread, town
from entraide.journeys import flow, happen, tell_people
from entraide.journeys.answer_post import answer_post
from entraide.journeys.ask_attestation import ask_attestation
from entraide.journeys.ask_people import ask_people
from entraide.journeys.ask_to_join import ask_to_join, tell_stewards_of_request
from entraide.journeys.attest import attest
from entraide.journeys.change_community import change_community
from entraide.journeys.change_settings import change_settings
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.decide_request import decide_request
from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.find_people import home_of
from entraide.journeys.find_rings import find_rings
from entraide.journeys.invite import invite
from entraide.journeys.join_community import join_community
from entraide.journeys.open_community import Wishes, open_community
from entraide.journeys.publish_post import publish_post
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.say_like import say_like
from entraide.journeys.set_home import set_home
from entraide.journeys.tell_ring import tell_of_ring
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic import places
from entraide.logic.routing.attestations import VERIFIES
from entraide.records.asks.models import Answer
from entraide.records.attestations import changes as attestation_changes
from entraide.records.attestations.queries import today_at
from entraide.records.communities import changes as community_changes
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.rings.models import Ring

# Of what happened longer ago nobody gets a mail: /dev/mail shows a handful of letters, not hundreds.
MAILED_SINCE = timedelta(minutes=50)
# Rings are looked for long enough ago that nobody gets a mail of them.
RINGS_SINCE = timedelta(hours=7)
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


def settle(one: Inhabitant, *, now: datetime) -> Person:
    """Let somebody of the town move in, long enough ago, with all they say of themselves."""
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
    return person


def open_house(told: TownCommunity, *, people: Mapping[str, Person], now: datetime) -> Community:
    """Open one of the town's communities, as long ago as its oldest member belongs to it, and let everybody in who does."""
    members = [one for one in town().people.values() if told.slug in one.communities]
    opener = people[told.opened_by]
    since = now - timedelta(days=1 + max(one.since_days for one in members))
    house = open_community(
        opener=opener,
        name=told.name,
        language=opener.language,
        now=since,
        draft_key=uuid7(),
        wishes=Wishes(template=told.template, paper=told.paper, entry=told.entry, own_rules=told.own_rules),
    )
    change_community(
        steward=opener,
        community=house,
        now=since,
        motto=told.motto,
        plate=told.plate,
        welcome=told.welcome or house.welcome,
        communes=[_commune(name) for name in told.communes],
    )
    # A database notes by itself when a row is made; this one was made long ago.
    community_changes.set_community(community=house, opened_at=since)
    for one in members:
        _let_in(people[one.name], house, opener=opener, at=now - timedelta(days=one.since_days))
        if one.is_verified:
            _verify(people[one.name], house, at=now - timedelta(days=one.since_days), now=now, by=opener)
    _attest_more([people[one.name] for one in members], house, opener=opener, now=now)
    for request in told.requests:
        asked = ask_to_join(
            person=people[request.by], community=house, words=request.words, now=now - timedelta(hours=3)
        )
        tell_stewards_of_request(request_id=str(asked.pk), now=now - timedelta(hours=3))
    return house


def _let_in(person: Person, house: Community, *, opener: Person, at: datetime) -> None:
    """By the community's own way in."""
    if house.entry == "request" and not communities.membership_of(person, community=house):
        asked = ask_to_join(person=person, community=house, words="", now=at)
        decide_request(
            steward=opener,
            community=house,
            request_id=asked.pk,
            is_accepted=True,
            words="",
            now=at + timedelta(hours=1),
        )
        return
    invitation = None
    if house.entry == "invitation":
        invitation = invite(
            person=opener, community=house, way="letter", lasts_days=7, most_uses=1, note="", now=at - timedelta(days=1)
        )
    join_community(person=person, community=house, now=at, invitation=invitation)


def _commune(name: str) -> dict[str, Any]:
    """A place as a community keeps it."""
    place = places.find(name=name, limit=1)[0].place
    return {
        "name": name,
        "country": place.country,
        "postcode": place.postcode or "",
        "latitude": round(place.latitude, 5),
        "longitude": round(place.longitude, 5),
    }


def _attest_more(members: Sequence[Person], house: Community, *, opener: Person, now: datetime) -> None:
    """Whoever runs the community has also seen a first-aid certificate and a driving licence; and somebody waits for their turn."""
    others = [person for person in members if person != opener]
    for person, (kind, days_ago) in zip(others, (("first_aid", 200), ("driving", 40)), strict=False):
        seen_at = now - timedelta(days=days_ago)
        attest(attester=opener, person=person, community=house, kind=kind, document_on=seen_at.date(), now=seen_at)
    if len(others) > 2:
        ask_attestation(
            person=others[2],
            community=house,
            kind="address",
            words="Au marché de la place, le samedi matin.",
            now=now - timedelta(hours=20),
        )


def _verify(person: Person, community: Community, *, at: datetime, now: datetime, by: Person | None = None) -> None:
    """The community verified who they are long ago; without `by`, before it wrote down by whom."""
    with transaction.atomic():
        attester = by if by != person else None
        attestation_changes.add_attestation(person=person, community=community, kind="identity", by=attester, at=at)
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
        self.chosen = 0
        self._ahead: list[tuple[datetime, int, Callable[[datetime], None]]] = []

    def tell(self) -> None:
        """Everything, in order."""
        everybody = town().people.values()
        for number, one in enumerate(everybody):
            self.progress(0.6 * number / len(everybody), one.name)
            person = settle(one, now=self.now)
            # The people of a demo are patient: whoever tries a third sentence today should still find somebody.
            people_changes.set_fields(person=person, wants_mail=False, asks_per_day=6, asks_per_week=20)
            self.people[one.name] = person
        for house in town().communities:
            self.houses[house.slug] = open_house(house, people=self.people, now=self.now)
        for helped in town().helps:
            at = self.now - timedelta(days=helped.days_ago)
            help_long_ago(helped, people=self.people, house=self.houses.get(helped.community), at=at)
        for gift in sorted(town().gifts, key=lambda gift: -gift.days_ago):
            at = self.now - timedelta(days=gift.days_ago)
            give_long_ago(gift, people=self.people, house=self.houses[gift.community], at=at)
        for dues in town().dues:
            at = self.now - timedelta(days=dues.days_ago)
            ask_for_dues(dues, people=self.people, house=self.houses[dues.community], at=at)
        for thread in town().threads:
            at = self.now - timedelta(hours=thread.hours_ago)
            self._later(at, lambda at, thread=thread: self._talk(thread, at))  # type: ignore[misc]
        for post in town().posts:
            self._later(post.published_at(self.now), lambda at, post=post: self._publish(post, at))  # type: ignore[misc]
        for house in town().communities:
            self._later(self.now - RINGS_SINCE, lambda at, house=house: self._find_rings(house.slug, at))  # type: ignore[misc]
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

    def _find_rings(self, slug: str, at: datetime) -> None:
        find_rings(community=self.houses[slug], now=at)
        for ring in Ring.objects.filter(community=self.houses[slug]):
            tell_of_ring(ring_id=ring.pk, kind="ring_proposed", now=at)

    def _talk(self, told: TownThread, at: datetime) -> None:
        thread = begin_thread(told, people=self.people, house=self.houses[told.community], at=at)
        for one in told.replies:
            self._later(
                at + timedelta(minutes=one.after_minutes),
                lambda when, one=one: reply(one, thread=thread, people=self.people, at=when),  # type: ignore[misc]
            )

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
        # One promise in three still waits to be accepted.
        self.chosen += 1
        if self.chosen % 3 != 2:
            soon = min(at + timedelta(hours=2), self.now - timedelta(seconds=20))
            self._later(soon, lambda when: self._accept(answer.pk, when))

    def _accept(self, answer_id: UUID, at: datetime) -> None:
        accept_soon(Answer.objects.select_related("person").get(pk=answer_id), at=at)

    def _withdraw(self, post: Post, at: datetime) -> None:
        post.refresh_from_db()
        withdraw_post(writer=post.writer, post=post, now=at)
        tell_people.tell_answerers_withdrawn(post_id=post.pk, now=at)
