"""What is one's own: sentences, home, settings, communities; taking it all along, and taking it all away."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import NOW, asked_for, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.change_settings import change_settings
from entraide.journeys.erase_person import erase_person
from entraide.journeys.export_person import export_person
from entraide.journeys.forget_old import forget_old
from entraide.journeys.join_community import join_community, leave_community
from entraide.journeys.lapse_posts import lapse_posts
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_like import MOST_SAYS, say_like
from entraide.journeys.see_notices import see_notices
from entraide.journeys.set_home import set_home
from entraide.journeys.take_back_like import take_back_like
from entraide.logic.places import Place, blur, distance_km
from entraide.logic.reading.interpretation import UnreadableSentence
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.changes import add_community
from entraide.records.communities.queries import server_wide
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person, Say, SignInCode
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
Run = Callable[[], int]


def test_what_one_likes_is_read_and_found_by(now: datetime, run_worker: Run) -> None:
    ginette, chloe = meet("Ginette"), meet("Chloé")
    say = say_like(person=chloe, text="  Je promène   volontiers les chiens des voisins. ", now=now)
    assert say.text == "Je promène volontiers les chiens des voisins."
    assert (say.kind, say.topic, say.cell) == ("offer", "animals.walking", chloe.home_cell)
    post = post_of(ginette)
    run_worker()
    assert asked_for(post) == {"Chloé"}
    assert take_back_like(person=chloe, say_id=say.pk, now=now)
    another = post_of(ginette, now=now + timedelta(minutes=1))
    run_worker()
    assert asked_for(another) == set()


def test_the_same_sentence_is_kept_once(now: datetime) -> None:
    amina = meet("Amina")
    first, second = (say_like(person=amina, text="Je prête mon échelle.", now=now) for _ in range(2))
    assert first.pk == second.pk


def test_a_sentence_that_cannot_be_read_or_one_too_many_is_refused(now: datetime) -> None:
    amina = meet("Amina")
    for text in ("", "   ", "a" * 301, "\x00", "\ud800"):
        with pytest.raises(UnreadableSentence):
            say_like(person=amina, text=text, now=now)
    kept = amina.says.count()
    row = amina.says.values().first()
    assert row
    del row["id"]
    Say.objects.bulk_create([Say(**{**row, "text": f"{n}"}) for n in range(MOST_SAYS - kept)])
    with pytest.raises(Refusal, match="too_many_says"):
        say_like(person=amina, text="Je prête mon échelle.", now=now)


def test_nobody_takes_back_what_somebody_else_said(now: datetime) -> None:
    amina, bruno = meet("Amina"), meet("Bruno")
    say = amina.says.first()
    assert say
    assert take_back_like(person=bruno, say_id=say.pk, now=now) is None
    assert take_back_like(person=amina, say_id=say.pk, now=now)
    assert take_back_like(person=amina, say_id=say.pk, now=now) is None


def test_a_home_is_blurred_before_it_is_kept_and_the_sentences_move_along(now: datetime) -> None:
    amina = meet("Amina")
    exact = Place(
        id="x", name="Flagey", precision="street", country="BE", latitude=50.827712, longitude=4.372345, postcode="1050"
    )
    set_home(person=amina, place=exact, now=now)
    amina.refresh_from_db()
    assert amina.home_latitude
    assert amina.home_longitude
    assert 0 < distance_km((amina.home_latitude, amina.home_longitude), exact.point) < 0.8
    kept = json.dumps([list(map(str, row)) for row in Person.objects.values_list()])
    assert "50.8277" not in kept
    assert "4.3723" not in kept
    assert set(amina.says.values_list("cell", flat=True)) == {amina.home_cell}
    set_home(person=amina, place=None, now=now)
    amina.refresh_from_db()
    assert (amina.home_name, amina.home_latitude, amina.home_cell) == ("", None, None)
    assert set(amina.says.values_list("cell", flat=True)) == {None}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(latitude=st.floats(49.5, 51.5), longitude=st.floats(2.5, 6.4))
def test_a_blurred_home_stays_where_it_is_and_within_the_kilometre(latitude: float, longitude: float) -> None:
    once = blur(latitude, longitude)
    assert blur(*once) == once
    assert distance_km(once, (latitude, longitude)) < 0.8


def test_only_ones_own_settings_may_be_set(now: datetime) -> None:
    amina = meet("Amina")
    change_settings(person=amina, now=now, radius_km=5, is_paused=True, paused_until=date(2026, 4, 1), language="nl")
    amina.refresh_from_db()
    assert (amina.radius_km, amina.is_paused, amina.language) == (5, True, "nl")
    for field in ("is_staff", "is_superuser", "email", "home_latitude", "password"):
        with pytest.raises(Refusal, match="not_yours"):
            change_settings(person=amina, now=now, **{field: True})
    amina.refresh_from_db()
    assert not amina.is_staff
    # The diary knows that something was changed, not what to.
    facts = Happening.objects.filter(kind="settings_changed").latest("id").facts
    assert facts == {"fields": ["is_paused", "language", "paused_until", "radius_km"]}


def test_joining_and_leaving_a_community(now: datetime) -> None:
    amina = meet("Amina")
    house = add_community(slug="pattes", name="Pattes et compagnie")
    first, again = (join_community(person=amina, community=house, now=now) for _ in range(2))
    assert first.pk == again.pk
    for _ in range(2):
        leave_community(person=amina, community=house, now=now)
    assert [m.community for m in amina.memberships.all()] == [server_wide()]
    house.entry = "invitation"
    with pytest.raises(Refusal, match="by_invitation"):
        join_community(person=amina, community=house, now=now)


def test_a_post_to_a_community_reaches_its_members_only(now: datetime, run_worker: Run) -> None:
    from tests.cast import DOG

    from entraide.common.ids import uuid7
    from entraide.journeys.publish_post import publish_post
    from entraide.journeys.read_sentence import read_sentence

    cast = meet_all("Ginette", "Bruno", "Amina", "Els")
    house = add_community(slug="pattes", name="Pattes et compagnie")
    for name in ("Ginette", "Els"):
        join_community(person=cast[name], community=house, now=now)
    post = publish_post(
        writer=cast["Ginette"],
        text=DOG,
        reading=read_sentence(DOG, now=now),
        now=now,
        draft_key=uuid7(),
        community=house,
    )
    run_worker()
    assert asked_for(post) == {"Els"}


def test_notices_are_seen_once(now: datetime, run_worker: Run) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno")
    post_of(ginette)
    run_worker()
    assert see_notices(person=bruno, now=now) == 1
    assert see_notices(person=bruno, now=now) == 0


def _a_full_life(now: datetime, run_worker: Run) -> dict[str, Person]:
    """Ginette's post, asks, Bruno's answer; all told."""
    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    answer_ask(ask_id=post.asks.get(person=cast["Bruno"]).pk, kind="yes", words="Avec plaisir", now=now)
    run_worker()
    return cast


def test_an_export_holds_everything_of_oneself_and_nothing_of_others(now: datetime, run_worker: Run) -> None:
    cast = _a_full_life(now, run_worker)
    bruno = export_person(cast["Bruno"])
    text = json.dumps(bruno, ensure_ascii=False)
    assert bruno["person"]["email"] == "bruno@example.org"
    assert len(bruno["says"]) == cast["Bruno"].says.count()
    assert [answer["words"] for answer in bruno["answers"]] == ["Avec plaisir"]
    assert len(bruno["asks"]) == 1
    ginette = json.dumps(export_person(cast["Ginette"]), ensure_ascii=False)
    for other in cast.values():
        if other.first_name != "Bruno":
            assert other.email not in text
        if other.first_name != "Ginette":
            assert other.email not in ginette
    # Who was asked, and who declined, is nobody's business, the writer's neither.
    assert "Els" not in ginette


def test_erasing_leaves_nothing_but_bare_identifiers(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    from entraide.journeys.send_code import send_code

    cast = _a_full_life(clock.now, run_worker)
    bruno = cast["Bruno"]
    send_code(email=bruno.email, first_name="", language="fr", browser="b", sent_from="", now=clock.now)
    key = bruno.pk
    erase_person(person=bruno, now=clock.now)
    for model, field in ((Say, "person_id"), (Ask, "person_id"), (Answer, "person_id"), (Notice, "person_id")):
        assert not model._default_manager.filter(**{field: key}).exists()
    assert not SignInCode.objects.exists()
    assert not Person.objects.filter(pk=key).exists()
    assert Post.objects.get().state == "open", "what others wrote stays"
    # What was still to follow finds nobody, and harms nothing.
    mailoutbox.clear()
    run_worker()
    assert not [mail for mail in mailoutbox if "bruno" in mail.to[0].lower()]


def test_erasing_a_writer_takes_their_posts_and_what_was_asked_for_them(now: datetime, run_worker: Run) -> None:
    cast = _a_full_life(now, run_worker)
    erase_person(person=cast["Ginette"], now=now)
    assert not Post.objects.exists()
    assert not Ask.objects.exists()
    told = Notice.objects.get()
    assert (told.person, told.kind, told.post) == (cast["Bruno"], "writer_gone", None), (
        "who had answered is told, no more"
    )
    run_worker()


def test_posts_lapse_when_their_time_is_over(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette", "Bruno", "Els")
    dated = post_of(cast["Ginette"])
    weekly = post_of(cast["Els"], "Ik geef elke woensdagnamiddag Nederlandse conversatie in Elsene")
    timeless = post_of(cast["Ginette"], "Je cherche quelqu’un pour promener mon chien à Ixelles")
    run_worker()
    assert lapse_posts(now=clock.now) == 0
    clock.now = NOW + timedelta(days=4)
    assert lapse_posts(now=clock.now) == 1
    assert lapse_posts(now=clock.now) == 0
    states = {post.pk: post.state for post in Post.objects.all()}
    assert (states[dated.pk], states[weekly.pk], states[timeless.pk]) == ("lapsed", "open", "open")
    assert not dated.asks.filter(state="waiting").exists()


def test_old_codes_and_finished_tasks_are_forgotten(clock: Clock, run_worker: Run) -> None:
    from django_tasks_db.models import DBTaskResult

    from entraide.journeys.send_code import send_code

    cast = meet_all("Ginette", "Bruno")
    post_of(cast["Ginette"])
    run_worker()
    send_code(email="a@example.org", first_name="A", language="fr", browser="b", sent_from="", now=clock.now)
    forget_old(now=clock.pass_by(hours=1))
    assert SignInCode.objects.exists()
    forget_old(now=clock.pass_by(days=8))
    assert not SignInCode.objects.exists()
    assert not DBTaskResult.objects.finished().exists()
