"""What becomes of corrections: kept only with consent, never with a person, forgotten in time; and what a steward files anew."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from tests.cast import DOG, asked_for, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.forget_old import forget_old
from entraide.journeys.join_community import join_community
from entraide.journeys.keep_correction import keep_correction
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.refile_post import refile_post, undo_refiling
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic.reading.anonymous import BLANK
from entraide.records.communities.changes import make_steward
from entraide.records.communities.queries import server_wide
from entraide.records.corrections.models import Correction
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
Run = Callable[[], int]


@pytest.fixture
def ginette(now: datetime) -> Person:
    return meet("Ginette", teaches_reader=True)


@pytest.fixture
def chloe(now: datetime) -> Person:
    """Who tends the open community of the server."""
    person = meet("Chloé")
    make_steward(membership=join_community(person=person, community=server_wide(), now=now))
    return person


def keep(writer: Person, now: datetime, text: str = DOG, **chips: object) -> Correction | None:
    return keep_correction(
        text=text,
        read=read_sentence(text, now=now),
        right=read_sentence(text, now=now, corrections=Corrections(**chips)),  # type: ignore[arg-type]
        writer=writer,
        community=server_wide(),
        by="writer",
        now=now,
    )


def test_what_the_bot_read_right_is_no_correction(ginette: Person, now: datetime) -> None:
    assert keep(ginette, now) is None
    assert keep(ginette, now, topic="animals.walking", kind="need") is None


def test_only_the_outline_of_place_and_moment_is_kept(ginette: Person, now: datetime) -> None:
    kept = keep(ginette, now, no_place=True, no_time=True, mode="free")
    assert kept
    assert kept.fields == ["place", "time", "mode"]
    assert (kept.read_place, kept.right_place) == ("municipality", "-")
    assert (kept.read_time, kept.right_time) == ("hours", "-")
    assert (kept.read_mode, kept.right_mode) == ("barter", "free")
    assert kept.kept_on == now.date()
    assert "Ixelles" not in str(Correction.objects.values().get())


def test_a_sentence_of_which_hardly_a_word_is_left_is_not_kept(ginette: Person, now: datetime) -> None:
    assert keep(ginette, now, text="Bruno Dupont, rue Haute 12, Liège", kind="need", topic="home.moving") is None
    assert not Correction.objects.exists()


def test_a_correction_falls_with_the_publishing_it_belongs_to(ginette: Person, now: datetime) -> None:
    with transaction.atomic():
        assert keep(ginette, now, topic="animals.sitting")
        transaction.set_rollback(True)
    assert not Correction.objects.exists()


def test_corrections_are_forgotten_when_they_are_old(ginette: Person, clock: Clock, settings: object) -> None:
    keep(ginette, clock.now, topic="animals.sitting")
    settings.CORRECTIONS_KEPT = 30  # type: ignore[attr-defined]
    forget_old(now=clock.now + timedelta(days=30))
    assert Correction.objects.exists()
    forget_old(now=clock.now + timedelta(days=31))
    assert not Correction.objects.exists()


def test_a_person_who_leaves_leaves_no_trace_in_what_was_learned(ginette: Person, now: datetime) -> None:
    from entraide.journeys.erase_person import erase_person

    kept = keep(ginette, now, topic="animals.sitting")
    assert kept
    row = str(Correction.objects.values().get())
    assert str(ginette.pk) not in row
    assert "Ginette" not in row
    erase_person(person=ginette, now=now)
    assert Correction.objects.get().pk == kept.pk


def test_a_steward_files_a_post_and_the_next_wave_goes_by_it(
    ginette: Person, chloe: Person, clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    meet_all("Bruno", "Els", "Farid")
    post = post_of(ginette, "Un coup de main samedi à Ixelles ?", topic="animals.walking", kind="need")
    run_worker()
    first = asked_for(post)
    assert first
    assert "Farid" not in first
    mailoutbox.clear()
    refile_post(steward=chloe, post=post, kind="need", topic="home.moving", now=clock.pass_by(minutes=5))
    run_worker()
    post.refresh_from_db()
    assert (post.state, post.topic, post.reading["topic"]) == ("open", "home.moving", "home.moving")
    # Whoever was asked is not asked again; the new ones are those whom the new topic concerns.
    asked = list(post.asks.values_list("person__first_name", flat=True))
    assert len(asked) == len(set(asked))
    assert "Farid" in asked
    assert Notice.objects.filter(person=ginette, kind="refiled", post=post).count() == 1
    letter = next(mail for mail in mailoutbox if ginette.email in mail.to[0])
    assert "rangé votre annonce sous" in letter.body
    assert chloe.first_name not in letter.body
    fact = Happening.objects.get(kind="post_refiled")
    assert fact.actor_id == chloe.pk
    assert fact.facts == {"was": "animals.walking", "topic": "home.moving", "post_kind": "need"}


def test_the_writer_takes_it_back_for_good(ginette: Person, chloe: Person, now: datetime) -> None:
    post = post_of(ginette)
    post.refresh_from_db()
    before = post.reading
    refile_post(steward=chloe, post=post, kind="offer", topic="animals.sitting", now=now)
    refile_post(steward=chloe, post=post, kind="offer", topic="animals.care", now=now)
    assert Correction.objects.get().right_topic == "animals.care"
    for _ in range(2):
        undo_refiling(writer=ginette, post=post, now=now)
    post.refresh_from_db()
    assert (post.kind, post.topic, post.filed_by_writer) == ("need", "animals.walking", None)
    assert post.reading == before
    # What the steward said was no correction after all.
    assert not Correction.objects.exists()
    with pytest.raises(Refusal, match="writers_word"):
        refile_post(steward=chloe, post=post, kind="need", topic="animals.care", now=now)


def test_a_filing_taught_by_a_steward_is_kept_only_if_the_writer_agreed(chloe: Person, now: datetime) -> None:
    silent = meet("Ginette")
    refile_post(steward=chloe, post=post_of(silent), kind="need", topic="animals.sitting", now=now)
    assert not Correction.objects.exists()


def test_a_filing_of_one_who_agreed_is_kept_as_the_stewards(ginette: Person, chloe: Person, now: datetime) -> None:
    refile_post(steward=chloe, post=post_of(ginette), kind="need", topic="animals.sitting", now=now)
    kept = Correction.objects.get()
    assert (kept.corrected_by, kept.fields, kept.right_topic) == ("steward", ["topic"], "animals.sitting")
    assert BLANK in kept.sentence
    assert "Ixelles" not in kept.sentence


def test_who_may_not_file_changes_nothing(ginette: Person, chloe: Person, now: datetime) -> None:
    post = post_of(ginette)
    for who in (ginette, meet("Bruno")):
        with pytest.raises(Refusal, match="not_yours"):
            refile_post(steward=who, post=post, kind="need", topic="animals.sitting", now=now)
    with pytest.raises(Refusal, match="not_yours"):
        undo_refiling(writer=chloe, post=post, now=now)
    for kind, topic in (("king", "animals.sitting"), ("need", "no.such"), ("none", "animals.sitting")):
        with pytest.raises(Refusal, match="not_answerable"):
            refile_post(steward=chloe, post=post, kind=kind, topic=topic, now=now)
    withdraw_post(writer=ginette, post=post, now=now)
    with pytest.raises(Refusal, match="closed"):
        refile_post(steward=chloe, post=post, kind="need", topic="animals.sitting", now=now)
    post.refresh_from_db()
    assert post.topic == "animals.walking"


def test_who_is_no_more_asked_for_is_not_asked_by_a_filing(
    ginette: Person, chloe: Person, clock: Clock, run_worker: Run
) -> None:
    from entraide.journeys.stop_asking import stop_asking

    meet_all("Bruno", "Farid")
    post = post_of(ginette)
    stop_asking(writer=ginette, post=post, now=clock.now)
    run_worker()
    refile_post(steward=chloe, post=post, kind="need", topic="home.moving", now=clock.pass_by(minutes=1))
    run_worker()
    assert asked_for(post) == set()


def test_told_twice_of_two_filings_and_once_of_each(
    ginette: Person, chloe: Person, clock: Clock, run_worker: Run
) -> None:
    post = post_of(ginette)
    run_worker()
    for topic in ("animals.sitting", "animals.care"):
        refile_post(steward=chloe, post=post, kind="need", topic=topic, now=clock.pass_by(minutes=1))
        run_worker()
        notice = Notice.objects.get(person=ginette, kind="refiled")
        assert notice.made_at == clock.now
        assert notice.mailed_at
