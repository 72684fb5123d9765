"""Why me, why not me, what the writer and a steward read of a post's routing: and what nobody reads."""

import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from tests.web import rows

from entraide.journeys.explain_routing import own_case
from entraide.journeys.open_routing_log import open_routing_log
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.eligibility import RULES
from entraide.records.asks.log_readings import log_readings_for_steward
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Block
from entraide.web.pages.why_not import _facts
from entraide.wording.why_not import hindrance, rule_words

pytestmark = pytest.mark.django_db
CHILD = replace(rows.DOG_READING, topic="children.babysitting", subject="garder ma fille", spans=())


def html(client: Client, address: str) -> str:
    """The page."""
    response = client.get(address)
    assert response.status_code == 200
    # The proof of origin in forms is another one each time.
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace("’", "'")


# The writer.


def test_the_writer_reads_each_wave_the_reasons_in_sum_and_what_comes_next() -> None:
    ginette = rows.person("Ginette")
    later = timezone.now() + timedelta(hours=3)
    dog = rows.post(ginette, waves_sent=2, next_wave_at=later)
    because = {
        "offer": {"value": 0.8, "topic": "animals.walking"},
        "time": {"value": 1.0, "is_said": True},
        "nearness": {"value": 0.9, "distance_km": 1},
    }
    for number, name in enumerate(("Bruno", "Amina", "Chloe", "Daan")):
        rows.ask(dog, rows.person(name), wave=1 if number < 3 else 2, because=because)
    client = rows.signed_in(ginette)
    page = html(client, dog.get_absolute_url())
    assert "3 personnes" in page
    assert ": une personne" in page.replace("\xa0", " ").replace("\u202f", " ")
    assert "4 ont écrit quelque chose sur" in page
    assert "4 ont dit être libres" in page
    assert "Si personne ne convient, d'autres le seront" in page
    rows.answer(dog, rows.person("Els"))
    assert "Assez de personnes ont dit oui" in html(client, dog.get_absolute_url())


def test_of_one_or_two_people_the_writer_is_told_the_topic_only() -> None:
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    facts = {"offer": {"value": 0.8, "topic": "animals.walking"}, "nearness": {"value": 0.9, "distance_km": 1}}
    rows.ask(dog, rows.person("Bruno"), because={**facts, "time": {"value": 1.0, "is_said": True}})
    page = html(rows.signed_in(ginette), dog.get_absolute_url())
    assert "1 a écrit quelque chose" in page
    assert "libre" not in page.split("Pourquoi elles")[1].split("</p>")[0]


# Why not me.


def test_somebody_who_was_not_asked_reads_why_and_what_would_change_it() -> None:
    dog = rows.post(rows.person("Ginette"))
    page = html(
        rows.signed_in(rows.person("Bruno", is_paused=True, home_latitude=50.63, home_longitude=5.57)),
        f"/a/{dog.code}/why/",
    )
    assert "Vous êtes en pause" in page
    assert "/settings/#pause" in page
    assert "vous allez jusqu'à 10" in page
    assert "/settings/#limits" in page
    assert "Écrire ce que vous aimez faire" in page
    assert "Els" not in page


def test_the_link_to_it_stands_on_the_post_for_whoever_was_not_asked() -> None:
    dog = rows.post(rows.person("Ginette"))
    bruno, amina = rows.person("Bruno"), rows.person("Amina")
    rows.ask(dog, amina)
    assert f"/a/{dog.code}/why/" in html(rows.signed_in(bruno), dog.get_absolute_url())
    assert f"/a/{dog.code}/why/" not in html(rows.signed_in(amina), dog.get_absolute_url())
    assert rows.signed_in(amina).get(f"/a/{dog.code}/why/")["Location"] == dog.get_absolute_url()


def test_somebody_whom_a_wave_spares_reads_that_they_were_asked_much_and_nothing_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dog, bruno = rows.post(rows.person("Ginette"), waves_sent=1), rows.person("Bruno")
    rows.ask(dog, rows.person("Amina"))
    case = replace(own_case(viewer=bruno, post=dog, now=timezone.now()), faults=(), is_spared=True)
    monkeypatch.setattr("entraide.web.pages.why_not.own_case", lambda **_: case)
    page = html(rows.signed_in(bruno), f"/a/{dog.code}/why/")
    assert "nous gardons votre attention" in page
    assert "Rien ne vous en empêche" not in page
    assert "Amina" not in page
    for language, words in (
        ("nl", "we sparen je aandacht"),
        ("en", "we save your attention"),
        ("de", "Ihre Aufmerksamkeit"),
    ):
        with override(language):
            assert words in hindrance("spared", facts=_facts(bruno, dog, case)).words


def test_nobody_learns_there_that_they_are_blocked() -> None:
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette)
    before = html(rows.signed_in(bruno), f"/a/{dog.code}/why/")
    Block.objects.create(person=ginette, blocked=bruno, made_at=timezone.now())
    assert html(rows.signed_in(bruno), f"/a/{dog.code}/why/") == before


def test_where_somebody_must_be_verified_it_says_so_and_whom_to_ask() -> None:
    house = rows.community()
    rows.member(house, rows.person("Chloe"), is_steward=True)
    bruno = rows.person("Bruno")
    rows.member(house, bruno)
    child = rows.post(rows.person("Ginette"), "Qui garde ma fille ?", CHILD, community=house)
    page = html(rows.signed_in(bruno), f"/a/{child.code}/why/")
    assert "/c/ixelles/safety/" in page
    assert "Chloe" in page
    assert "ce sera bien reçu" not in page


# The steward's log.


def test_a_steward_reads_who_was_asked_with_the_parts_and_takes_it_away_as_a_table() -> None:
    house, chloe = rows.community(), rows.person("Chloe")
    rows.member(house, chloe, is_steward=True)
    dog = rows.post(rows.person("Ginette"), community=house)
    because = {"offer": {"value": 0.83, "text": "Secret de Bruno"}, "nearness": {"value": 0.5}}
    rows.ask(dog, rows.person("Bruno"), because=because, score=0.71)
    for name, kind in (("=Amina", "yes"), ("Daan", "not_now")):
        who = rows.person(name.strip("="))
        if name.startswith("="):
            who.first_name = name
            who.save(update_fields=["first_name"])
        rows.ask(dog, who, score=0.6)
        rows.answer(dog, who, kind=kind, words="Mes mots.")
    client = rows.signed_in(chloe)
    page = html(client, f"/a/{dog.code}/routing/")
    assert "Bruno" in page
    assert "83" in page
    assert "Secret de Bruno" not in page
    assert "Mes mots" not in page
    response = client.get(f"/a/{dog.code}/routing/csv/")
    assert response["Content-Type"].startswith("text/csv")
    table = list(csv.DictReader(StringIO(response.content.decode())))
    assert [(row["first_name"], row["has_answered"]) for row in table] == [
        ("Bruno", ""),
        ("'=Amina", "yes"),
        ("Daan", ""),
    ]
    assert (table[0]["score"], table[0]["offer"], table[0]["time"]) == ("0.71", "0.83", "")
    assert table[0]["asked_at"].endswith("Z")


def test_who_read_the_log_is_written_down_and_read_by_all_who_tend_the_community() -> None:
    house, chloe, daan, ginette = rows.community(), rows.person("Chloe"), rows.person("Daan"), rows.person("Ginette")
    rows.member(house, chloe, is_steward=True)
    rows.member(house, daan, is_steward=True)
    dog, drill = rows.post(ginette, community=house), rows.post(ginette, community=house)
    for _ in range(3):
        html(rows.signed_in(chloe), f"/a/{dog.code}/routing/")
    rows.signed_in(chloe).get(f"/a/{dog.code}/routing/csv/")
    assert rows.signed_in(ginette).get(f"/a/{dog.code}/routing/").status_code == 403
    read = Happening.objects.filter(kind="routing_log_read").order_by("id")
    assert [(one.actor_id, one.post_id, one.facts) for one in read] == [
        (chloe.pk, dog.pk, {"as_table": False}),
        (chloe.pk, dog.pk, {"as_table": True}),
    ]
    assert not log_readings_for_steward(ginette, post=dog)
    page = html(rows.signed_in(daan), f"/a/{dog.code}/routing/").split("Qui a lu ce journal")[1]
    assert page.count("Chloe") == 2
    assert page.count("a emporté le tableau") == 1
    assert page.count("Daan") == 1
    chloe.delete()
    page = html(rows.signed_in(daan), f"/a/{dog.code}/routing/")
    assert "Chloe" not in page
    assert page.count("Quelqu'un qui est parti") == 2
    assert "Quelqu'un qui est parti" not in html(rows.signed_in(daan), f"/a/{drill.code}/routing/")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    read.filter(actor_id=daan.pk, post_id=dog.pk).update(at=an_hour_ago)
    html(rows.signed_in(daan), f"/a/{dog.code}/routing/")
    assert read.filter(actor_id=daan.pk, post_id=dog.pk).count() == 2, "an hour later it is read again"


def test_the_journey_itself_lets_nobody_else_read() -> None:
    house, chloe, bruno = rows.community(), rows.person("Chloe"), rows.person("Bruno")
    rows.member(house, chloe, is_steward=True)
    for who, writer, code in ((bruno, rows.person("Ginette"), "not_yours"), (chloe, chloe, "own_post")):
        with pytest.raises(Refusal) as refused:
            open_routing_log(steward=who, post=rows.post(writer, community=house), as_table=False, now=timezone.now())
        assert refused.value.code == code
    assert not Happening.objects.filter(kind="routing_log_read").exists()


def test_a_steward_does_not_read_the_log_of_their_own_post() -> None:
    house, ginette = rows.community(), rows.person("Ginette")
    rows.member(house, ginette, is_steward=True)
    dog = rows.post(ginette, community=house)
    rows.ask(dog, rows.person("Bruno"))
    for address in ("routing/", "routing/csv/"):
        response = rows.signed_in(ginette).get(f"/a/{dog.code}/{address}")
        assert response.status_code == 403
        assert "Bruno" not in response.content.decode()


def test_a_steward_of_another_community_reads_no_log_here() -> None:
    bruno = rows.person("Bruno")
    rows.member(rows.community("Liège", "liege"), bruno, is_steward=True)
    dog = rows.post(rows.person("Ginette"), community=rows.community())
    assert rows.signed_in(bruno).get(f"/a/{dog.code}/routing/").status_code == 403


def test_the_log_speaks_of_one_person_as_of_one() -> None:
    with override("fr"):
        for rule in RULES:
            assert rule_words(rule.code, count=1) != rule_words(rule.code, count=2), rule.code
        assert rule_words("other_community", count=1).replace("’", "'") == "n'est pas de la communauté"
