"""What comes, changes or goes is found, or not found any more, once the worker has done what follows; and what it missed, a day later."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import DRILL, meet, post_of
from tests.conftest import Clock
from tests.web import rows

from entraide.journeys.erase_person import erase_person
from entraide.journeys.index_finds import index_finds
from entraide.journeys.publish_post import MOST_OPEN_POSTS
from entraide.journeys.renew_finds import renew_finds
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic.searching.question import read_question
from entraide.records.finds.models import Find, FindsWalk, WordKey
from entraide.records.finds.queries import find
from entraide.records.people.models import Say
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    """The sentences of the posts that a visitor finds."""
    hits = find(None, question=read_question(words), kinds=["post"])["post"].hits
    return [hit.thing.text for hit in hits if isinstance(hit.thing, Post)]


def test_a_post_is_found_once_the_worker_has_filed_it(clock: Clock, run_worker: Callable[[], int]) -> None:
    post_of(meet("Bruno"), DRILL)
    assert found("perceuse") == []
    run_worker()
    assert found("perceuse") == [DRILL]


def test_a_withdrawn_post_is_not_found_even_before_the_worker_knows(
    clock: Clock, run_worker: Callable[[], int]
) -> None:
    bruno = meet("Bruno")
    post = post_of(bruno, DRILL)
    run_worker()
    withdraw_post(writer=bruno, post=post, now=clock.now)
    assert found("perceuse") == []
    assert Find.objects.filter(kind="post").exists()
    run_worker()
    assert not Find.objects.filter(kind="post").exists()


def test_who_erases_their_account_takes_its_words_along(clock: Clock, run_worker: Callable[[], int]) -> None:
    bruno = meet("Bruno")
    post_of(bruno, DRILL)
    run_worker()
    renew_finds(now=clock.now)
    assert WordKey.objects.filter(word="perceuse").exists()
    erase_person(person=bruno, now=clock.now)
    assert not Find.objects.filter(person=bruno.pk).exists()
    renew_finds(now=clock.pass_by(days=2))
    assert not WordKey.objects.filter(word="perceuse").exists()


def test_the_walk_files_what_was_laid_past_the_flow_and_forgets_what_is_gone(clock: Clock) -> None:
    ginette = rows.person("Ginette")
    offers = [rows.offer(ginette, f"Je prête mon échelle numéro {n}") for n in range(MOST_OPEN_POSTS)]
    renew_finds(now=clock.now)
    assert len(found("échelle")) == 20
    later = rows.offer(ginette, "Je prête mon trampoline")
    renew_finds(now=clock.pass_by(minutes=1))
    assert found("trampoline") == [later.text]
    Post.objects.filter(pk=offers[0].pk).update(state="agreed")
    renew_finds(now=clock.pass_by(hours=1))
    renew_finds(now=clock.pass_by(days=1))
    assert not Find.objects.filter(ref=offers[0].pk).exists()


def test_a_later_version_of_the_filing_files_all_anew(clock: Clock) -> None:
    post = rows.offer(rows.person("Ginette"), "Je prête mon échelle")
    renew_finds(now=clock.now)
    Find.objects.filter(ref=post.pk).update(filed="_kpost _all autrement")
    assert found("échelle") == []
    FindsWalk.objects.update(version=0)
    renew_finds(now=clock.now)
    assert found("échelle") == [post.text]


def test_filing_keeps_the_number_of_what_is_filed(clock: Clock) -> None:
    post = rows.offer(rows.person("Ginette"), "Je prête mon échelle")
    index_finds(kind="post", refs=[post.pk])
    before = Find.objects.get(ref=post.pk).number
    Post.objects.filter(pk=post.pk).update(topic="things.other")
    index_finds(kind="post", refs=[post.pk])
    assert Find.objects.get(ref=post.pk).number == before
    assert "_tthings_other" in Find.objects.get(ref=post.pk).filed


def test_only_what_somebody_shows_is_filed(clock: Clock) -> None:
    bruno = rows.person("Bruno")
    shown = {"kind": "offer", "reading": {"language": "fr"}, "said_at": clock.now - timedelta(hours=1)}
    Say.objects.create(person=bruno, text="Je couds des rideaux", **shown)
    Say.objects.create(person=bruno, text="Je tricote", is_public=True, **shown)
    renew_finds(now=clock.now)
    assert [find.filed.split()[0] for find in Find.objects.filter(kind="say")] == ["tricote"]
