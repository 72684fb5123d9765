"""Finding neighbours in the database: the near ones first, in few queries, nobody twice, bounded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.cast import NOW
from tests.logic.routing.neighbourhood import BRUSSELS, GEMBLOUX, JAMBES, LEUVEN, NAMUR, place, reading

from entraide.common.ids import uuid7
from entraide.logic.places import blur
from entraide.logic.places.cells import cell_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.gist import Point, gist_of
from entraide.logic.routing.parties import Neighbour, RoutedPost
from entraide.records.asks.models import Answer, Ask
from entraide.records.asks.nearby import neighbours_for
from entraide.records.communities.models import Community, Membership
from entraide.records.people.changes import add_say
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db

Made = Callable[..., Person]


def make(name: str, home: Point | None = NAMUR, *topics: str, kind: str = "offer", **fields: Any) -> Person:
    """Somebody who offers these topics (dog walking, if none is named)."""
    point = blur(*home) if home else None
    person = Person.objects.create(
        email=f"{name}@example.org",
        first_name=name,
        home_latitude=point.latitude if point else None,
        home_longitude=point.longitude if point else None,
        home_cell=cell_of(*point) if point else None,
        **fields,
    )
    for topic in topics or ("animals.walking",):
        add_say(person=person, text=f"{name}: {topic}", reading=reading(topic, kind), vector=vector_of(topic), at=NOW)
    return person


def vector_of(topic: str) -> NDArray[np.float32]:
    """A vector for each topic, unlike all others."""
    vector = np.random.default_rng(crc32(topic.encode())).normal(size=512).astype(np.float32)
    return vector / np.linalg.norm(vector)


def sought(of: Reading | None = None, at: Point | None = JAMBES, **about: Any) -> list[Neighbour]:
    """The neighbours found for a need of this reading, in order."""
    of = of or reading(kind="need")
    end = (of.destination.latitude, of.destination.longitude) if of.destination else None
    post = RoutedPost(
        gist=gist_of("", of), at=NOW, place=at, destination=end, vector=vector_of(of.topic or ""),
        radius_km=of.place.radius_km if of.place else None,
    )  # fmt: skip
    return [one for some in neighbours_for(post=post, now=NOW, **{"exclude": (), **about}) for one in some]


def found(*, of: Reading | None = None, at: Point | None = JAMBES, **about: Any) -> list[str]:
    """Their first names."""
    names = {str(person.pk): person.first_name for person in Person.objects.all()}
    return [names[neighbour.identity] for neighbour in sought(of, at, **about)]


def test_the_nearest_come_first_and_whoever_spoke_of_something_else_does_not_come() -> None:
    make("Daan", LEUVEN, radius_km=60)
    make("Amina", JAMBES)
    make("Bruno", (50.50, 4.80))
    make("Chloé", JAMBES, "learning.music")
    assert found() == ["Amina", "Bruno", "Daan"]
    assert found(of=reading("learning.music", "need")) == ["Chloé"]


def test_what_means_the_same_is_found_under_another_topic() -> None:
    amina = make("Amina", JAMBES, "learning.music")
    tuner = "J'accorde les pianos"
    add_say(person=amina, text=tuner, reading=reading("repair.appliances"), vector=vector_of("a piano"), at=NOW)
    post = RoutedPost(
        gist=gist_of("Mon piano sonne faux", reading("other.other", "need")),
        at=NOW,
        place=JAMBES,
        vector=vector_of("a piano"),
    )
    ((neighbour,),) = neighbours_for(post=post, now=NOW, exclude=())
    assert [said.text for said in neighbour.says] == [tuner]


def test_whoever_does_not_go_that_far_is_passed_over() -> None:
    make("Amina", GEMBLOUX)
    make("Bruno", GEMBLOUX, radius_km=20)
    make("Chloé", JAMBES, radius_km=1)
    assert found() == ["Chloé", "Bruno"]


def test_the_radius_of_the_sentence_bounds_the_search() -> None:
    make("Amina", JAMBES)
    make("Bruno", GEMBLOUX, radius_km=40)
    near = reading(kind="need", place=place("Jambes", JAMBES, radius_km=5))
    assert found(of=near) == ["Amina"]


def test_whoever_is_away_or_excluded_does_not_come() -> None:
    make("Amina", is_paused=True)
    make("Bruno", is_active=False)
    make("Chloé", paused_until=NOW.date())
    make("Daan", paused_until=NOW.date() - timedelta(days=1))
    els = make("Els")
    assert found(exclude={els.pk}) == ["Daan"]


def test_no_more_than_wanted_and_the_nearest_of_them() -> None:
    for number in range(6):
        make(f"p{number}", (JAMBES[0] + 0.01 * number, JAMBES[1]))
    assert found(most=3) == ["p0", "p1", "p2"]


def test_seven_queries_whatever_the_number_of_people(django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        make(f"p{number}", (JAMBES[0] + 0.001 * number, JAMBES[1]), "animals.walking", "animals.sitting")
    with django_assert_max_num_queries(7):
        people = sought()
    assert len(people) == 12
    assert all(len(person.says) == 2 for person in people)


def test_a_neighbour_carries_all_that_routing_looks_at() -> None:
    amina = make(
        "Amina", NAMUR, radius_km=7, free_hours=["SA 08:00-12:00"], helps_for=["free"], spoken_languages=["fr", "nl"],
        asks_per_day=3,
    )  # fmt: skip
    community = Community.objects.get(is_server_wide=True)
    Membership.objects.create(community=community, person=amina, joined_at=NOW, verified_at=NOW)
    (neighbour,) = sought()
    assert neighbour.identity == str(amina.pk)
    assert neighbour.radius_km == 7
    assert neighbour.free == ("SA 08:00-12:00",)
    assert (neighbour.terms, neighbour.languages) == (frozenset({"free"}), frozenset({"fr", "nl"}))
    assert (neighbour.asks_per_day, neighbour.asks_per_week) == (3, 6)
    assert neighbour.communities == {str(community.pk)}
    assert neighbour.is_verified
    assert neighbour.says[0].gist == gist_of("Amina: animals.walking", reading())
    assert neighbour.says[0].vector is not None
    assert neighbour.says[0].vector == pytest.approx(vector_of("animals.walking"), abs=1e-3)
    assert (neighbour.asked_at, neighbour.answer_rate, neighbour.helped_lately) == ((), None, 0)


def asked(person: Person, writer: Person, at: datetime, state: str, *, is_chosen: bool = False) -> None:
    """An ask of this person in that state."""
    post = Post.objects.create(
        writer=writer, community=Community.objects.get(is_server_wide=True), text="…", language="fr", kind="need",
        topic="animals.walking", reading={}, published_at=at,
    )  # fmt: skip
    ask = Ask.objects.create(post=post, person=person, wave=1, score=0.5, asked_at=at, state=state)
    if state == "accepted":
        Answer.objects.create(
            post=post, person=person, ask=ask, kind="yes", given_at=at, chosen_at=at if is_chosen else None
        )


def test_what_they_were_asked_and_did_in_four_weeks_counts() -> None:
    amina, ginette = make("Amina"), make("Ginette", LEUVEN)
    asked(amina, ginette, NOW - timedelta(days=1), "waiting")
    asked(amina, ginette, NOW - timedelta(days=3), "accepted", is_chosen=True)
    asked(amina, ginette, NOW - timedelta(days=5), "declined")
    asked(amina, ginette, NOW - timedelta(days=40), "accepted", is_chosen=True)
    (neighbour,) = sought(exclude={ginette.pk})
    assert len(neighbour.asked_at) == 3
    assert neighbour.answer_rate == pytest.approx(2 / 3)
    assert neighbour.helped_lately == 1


def test_remote_help_is_looked_for_everywhere_even_at_people_without_a_home() -> None:
    remote = reading("digital.help", "need", remote=True)
    make("Amina", (43.60, 1.44), "digital.help", radius_km=2)
    make("Bruno", None, "digital.help")
    make("Chloé", NAMUR, "digital.help")
    make("Daan", NAMUR, "animals.walking")
    assert found(of=remote) == ["Chloé", "Amina", "Bruno"]
    assert set(found(of=remote, at=None)) == {"Amina", "Bruno", "Chloé"}
    assert found(of=replace(remote, remote=False), at=None) == []


def test_drivers_who_live_beyond_their_radius_are_looked_at_for_a_ride() -> None:
    make("Daan", NAMUR, "transport.rides", radius_km=5)
    ride = reading("transport.rides", "need", destination=place("Bruxelles", BRUSSELS))
    assert found(of=ride, at=GEMBLOUX) == ["Daan"]


def test_an_offered_ride_looks_along_the_way() -> None:
    middle = (50.66, 4.6)
    make("Els", BRUSSELS, "transport.rides", kind="need")
    make("Farid", middle, "transport.rides", kind="need")
    liege = (50.6326, 5.5797)
    ride = reading("transport.rides", "offer", destination=place("Bruxelles", BRUSSELS))
    assert set(found(of=ride, at=liege)) >= {"Farid", "Els"}


def test_where_nobody_speaks_of_it_nobody_is_found() -> None:
    make("Amina")
    assert found(of=reading("digital.help", "need"), exclude={uuid7()}) == []
