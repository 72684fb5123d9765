"""Publishing: a sentence becomes an open post, and the right people of the cast are asked, nobody else."""

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.cast import DOG, DRILL, asked_for, meet, meet_all, post_of

from entraide.common.ids import uuid7
from entraide.journeys.publish_post import MOST_OPEN_POSTS, publish_post
from entraide.journeys.read_sentence import Corrections, corrected, read_sentence
from entraide.journeys.refusals import Refusal
from entraide.journeys.set_home import set_home
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


def test_a_need_reaches_those_who_like_to_do_it_near_and_then(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    assert asked_for(post) == {"Amina", "Bruno", "Els"}


def test_the_columns_repeat_what_was_read(now: datetime) -> None:
    post = post_of(meet("Ginette"))
    assert (post.kind, post.topic, post.place_name, post.terms_mode) == ("need", "animals.walking", "Ixelles", "barter")
    assert post.starts_at
    assert post.ends_at
    assert (
        f"{post.starts_at.astimezone(now.tzinfo):%d.%m. %H} {post.ends_at.astimezone(now.tzinfo):%H}" == "07.03. 08 12"
    )
    assert post.state == "open"
    assert not post.place_is_home
    assert post.vector
    assert len(bytes(post.vector)) == 1024


def test_without_a_place_the_blurred_home_counts(now: datetime) -> None:
    ginette = meet("Ginette")
    post = post_of(ginette, "Je cherche quelqu’un pour promener mon chien samedi matin")
    assert post.place_is_home
    assert (post.latitude, post.longitude) == (ginette.home_latitude, ginette.home_longitude)


def test_without_any_place_nobody_is_asked_and_the_writer_hears_it(
    now: datetime, run_worker: Callable[[], int]
) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    set_home(person=cast["Ginette"], place=None, now=now)
    post = post_of(cast["Ginette"], "Je cherche quelqu’un pour promener mon chien samedi matin")
    run_worker()
    assert asked_for(post) == set()
    assert list(cast["Ginette"].notices.values_list("kind", flat=True)) == ["nobody"]


@pytest.mark.parametrize(
    ("why", "changed"),
    [
        ("paused", {"is_paused": True}),
        ("away until after today", {"paused_until": datetime(2026, 3, 20).date()}),
        ("lives too far for their radius", {"radius_km": 0}),
        ("not free on Saturday morning", {"free_hours": ["SA 14:00-18:00", "MO 08:00-12:00"]}),
        ("wants to be asked no more today", {"asks_per_day": 0}),
        ("speaks another language", {"spoken_languages": ["nl"]}),
        ("the account is shut", {"is_active": False}),
    ],
)
def test_nobody_ineligible_is_asked(
    now: datetime, run_worker: Callable[[], int], why: str, changed: dict[str, object]
) -> None:
    ginette = meet("Ginette")
    meet("Amina")
    bruno = meet("Bruno", **changed)
    post = post_of(ginette)
    run_worker()
    assert asked_for(post) == {"Amina"}, f"{bruno.first_name} was asked, though: {why}"


def test_whoever_helps_for_money_only_is_not_asked_to_help_for_nothing(
    now: datetime, run_worker: Callable[[], int]
) -> None:
    cast = meet_all("Ginette", "Amina", "Kevin")
    post = post_of(cast["Ginette"], "Je cherche quelqu’un pour promener mon chien gratuitement samedi matin à Ixelles")
    run_worker()
    assert asked_for(post) == {"Amina"}


@pytest.mark.parametrize("blocks", [("Ginette", "Bruno"), ("Bruno", "Ginette")])
def test_a_block_holds_in_both_directions(
    now: datetime, run_worker: Callable[[], int], blocks: tuple[str, str]
) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    Block.objects.create(person=cast[blocks[0]], blocked=cast[blocks[1]], made_at=now)
    post = post_of(cast["Ginette"])
    run_worker()
    assert asked_for(post) == {"Amina"}


def test_somebody_who_only_needs_it_too_is_not_asked_to_give_it(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Raymond", "Amina")
    post = post_of(cast["Ginette"])
    run_worker()
    assert "Raymond" not in asked_for(post)


def test_children_are_entrusted_to_verified_people_only(now: datetime, run_worker: Callable[[], int]) -> None:
    zoe, verified, other = meet("Zoé"), meet("Anouk"), meet("Lucie")
    from entraide.journeys.say_like import say_like

    say_like(person=other, text="Je garde les enfants le mercredi après-midi.", now=now)
    post = post_of(zoe, "Je cherche quelqu’un pour garder mes jumeaux mercredi après-midi à Etterbeek")
    run_worker()
    assert asked_for(post) == {verified.first_name}


def test_an_offer_reaches_those_who_need_it(now: datetime, run_worker: Callable[[], int]) -> None:
    chloe = meet("Chloé")
    meet("Noé")
    meet("Bruno")
    post = post_of(chloe, DRILL, topic="things.tools")
    run_worker()
    assert asked_for(post) == {"Noé"}


def test_publishing_twice_is_publishing_once(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno")
    key = uuid7()
    first, second = (post_of(cast["Ginette"], key=key) for _ in range(2))
    assert first.pk == second.pk == key
    assert Post.objects.count() == 1
    assert Happening.objects.filter(kind="post_published").count() == 1
    run_worker()
    assert first.asks.count() == 1


def test_what_is_neither_need_nor_offer_is_refused(now: datetime) -> None:
    ginette = meet("Ginette")
    with pytest.raises(Refusal) as refused:
        post_of(ginette, "Bonjour à toutes et à tous, il fait beau.", kind=None)
    assert refused.value.code == "not_answerable"
    assert not Post.objects.exists()
    assert not Happening.objects.filter(kind="post_published").exists()


def test_too_many_open_posts_are_refused(now: datetime) -> None:
    ginette = meet("Ginette")
    reading = read_sentence(DOG, now=now)
    first = publish_post(writer=ginette, text=DOG, reading=reading, now=now, draft_key=uuid7())
    Post.objects.bulk_create([_copy(first) for _ in range(MOST_OPEN_POSTS - 1)])
    with pytest.raises(Refusal, match="too_many_posts"):
        publish_post(writer=ginette, text=DOG, reading=reading, now=now, draft_key=uuid7())


def test_many_hands_are_wanted_when_the_sentence_says_so(now: datetime) -> None:
    post = post_of(meet("Farid"), "Je cherche trois personnes pour porter des meubles samedi à Ixelles", kind="need")
    assert post.wanted == 3


def test_what_the_writer_corrects_is_no_question_any_more(now: datetime) -> None:
    reading = read_sentence("Un chien samedi à Ixelles", now=now)
    settled = corrected(reading, by=Corrections(kind="offer", topic="animals.sitting", no_time=True))
    assert (settled.kind, settled.topic, settled.time) == ("offer", "animals.sitting", None)
    assert not {"kind", "topic", "time"} & set(settled.questions)
    assert settled.confidence == 1.0


def _copy(post: Post) -> Post:
    fields = {field.attname: getattr(post, field.attname) for field in Post._meta.concrete_fields}
    for generated in ("id", "code"):
        del fields[generated]
    return Post(**fields)


def test_the_writer_is_never_asked(now: datetime, run_worker: Callable[[], int]) -> None:
    bruno: Person = meet("Bruno")
    post = post_of(bruno, "Je cherche quelqu’un pour réparer mon vélo à Ixelles")
    run_worker()
    assert asked_for(post) == set()
