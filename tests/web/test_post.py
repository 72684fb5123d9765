"""A post's page in its three roles: who sees what, and what happens when a button is pressed."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.records.asks.models import Answer
from entraide.records.exchanges.models import Exchange

pytestmark = pytest.mark.django_db


def page(client: Client, of: rows.Post) -> str:
    response = client.get(of.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_the_sentence_with_its_lines_and_nobodys_answers():
    dog = rows.post(rows.person("Ginette"))
    rows.answer(dog, rows.person("Bruno"), words="Je suis libre.")
    html = page(Client(), dog)
    assert '<span class="what">promener mon chien</span>' in html
    assert "1 réponse" in html
    assert "Je suis libre" not in html
    assert "Bruno" not in html


def test_a_visitor_comes_back_to_the_post_after_signing_in():
    dog = rows.post(rows.person("Ginette"))
    assert f"/sign-in/?next=/a/{dog.code}/" in page(Client(), dog)


def test_the_writer_sees_answers_in_order_of_arrival_and_nobody_who_declined():
    ginette, bruno, amina, chloe = (rows.person(name) for name in ("Ginette", "Bruno", "Amina", "Chloe"))
    dog = rows.post(ginette)
    for neighbour in (bruno, amina, chloe):
        rows.ask(dog, neighbour)
    rows.answer(dog, amina, words="Moi d'abord.")
    rows.answer(dog, bruno, kind="other", words="Plutôt dimanche.")
    rows.answer(dog, chloe, kind="not_now", words="Une excuse.")
    html = page(rows.signed_in(ginette), dog)
    assert html.index("Choisir Amina") < html.index("Choisir Bruno")
    assert "Chloe" not in html
    assert "Une excuse" not in html
    assert "<strong>3 voisins</strong>" in html
    assert "<strong>2</strong> ont répondu" in html


def test_no_address_of_anybody_is_shown_before_somebody_is_chosen():
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette)
    rows.answer(dog, bruno)
    for client in (Client(), rows.signed_in(ginette), rows.signed_in(bruno), rows.signed_in(rows.person("Daan"))):
        html = page(client, dog)
        assert "bruno@example.org" not in html
        assert "ginette@example.org" not in html


def test_choosing_leads_the_two_to_their_exchange_and_shows_nobody_an_address():
    ginette, bruno, amina = rows.person("Ginette"), rows.person("Bruno"), rows.person("Amina")
    dog = rows.post(ginette)
    chosen = rows.answer(dog, bruno)
    rows.answer(dog, amina)
    client = rows.signed_in(ginette)
    for _twice in range(2):
        response = client.post(f"/a/{dog.code}/choose/", {"answer": chosen.pk})
        assert response.status_code == 302
    dog.refresh_from_db()
    assert dog.state == "agreed"
    exchange = Exchange.objects.get(answer=chosen)
    assert response["Location"] == f"/e/{exchange.code}/"
    assert f"/e/{exchange.code}/" in page(client, dog)
    assert f"/e/{exchange.code}/" in page(rows.signed_in(bruno), dog)
    assert "bruno@example.org" not in page(client, dog)
    for stranger in (Client(), rows.signed_in(amina), rows.signed_in(rows.person("Daan"))):
        html = page(stranger, dog)
        assert "bruno@example.org" not in html
        assert "ginette@example.org" not in html


@pytest.mark.parametrize("action", ["choose", "withdraw", "stop", "resume", "widen"])
def test_only_the_writer_may_do_what_is_the_writers(action):
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette, radius_km=5)
    chosen = rows.answer(dog, bruno)
    response = rows.signed_in(bruno).post(f"/a/{dog.code}/{action}/", {"answer": chosen.pk})
    assert response.status_code == 302
    before = (dog.state, dog.is_asking, dog.radius_km)
    dog.refresh_from_db()
    assert (dog.state, dog.is_asking, dog.radius_km) == before
    assert not Answer.objects.filter(chosen_at__isnull=False).exists()


@pytest.mark.parametrize("action", ["answer", "choose", "withdraw", "stop", "resume", "widen", "take-back"])
def test_signed_out_every_button_leads_to_signing_in_and_back_to_the_post(action):
    dog = rows.post(rows.person("Ginette"))
    response = Client().post(f"/a/{dog.code}/{action}/")
    assert response.status_code == 302
    assert response["Location"] == f"/sign-in/?next=%2Fa%2F{dog.code}%2F"


@pytest.mark.parametrize("action", ["answer", "choose", "withdraw", "stop", "resume", "widen", "take-back"])
def test_following_a_link_never_acts(action):
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    assert rows.signed_in(ginette).get(f"/a/{dog.code}/{action}/").status_code == 405


def test_a_neighbour_who_was_not_asked_answers_once_however_often_the_button_is_pressed():
    dog = rows.post(rows.person("Ginette"))
    bruno = rows.person("Bruno")
    client = rows.signed_in(bruno)
    for _twice in range(2):
        response = client.post(f"/a/{dog.code}/answer/", {"answer": "yes", "words": "Je viens."})
        assert response.status_code == 302
    assert Answer.objects.get().words == "Je viens."
    assert "Vous avez dit oui" in page(client, dog)


def test_proposing_something_else_needs_words_and_keeps_what_was_typed():
    dog = rows.post(rows.person("Ginette"))
    client = rows.signed_in(rows.person("Bruno"))
    response = client.post(f"/a/{dog.code}/answer/", {"answer": "other", "words": "  "})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    response = client.post(f"/a/{dog.code}/answer/", {"answer": "maybe", "words": "Peut-être <b>demain</b>"})
    assert "Peut-être &lt;b&gt;demain&lt;/b&gt;" in response.content.decode()
    assert not Answer.objects.exists()


def test_who_was_not_asked_can_take_an_answer_back_and_give_it_again():
    dog = rows.post(rows.person("Ginette"))
    client = rows.signed_in(rows.person("Bruno"))
    client.post(f"/a/{dog.code}/answer/", {"answer": "yes"})
    client.post(f"/a/{dog.code}/take-back/")
    assert "Vous avez dit oui" not in page(client, dog)
    client.post(f"/a/{dog.code}/answer/", {"answer": "yes"})
    assert "Vous avez dit oui" in page(client, dog)
    assert Answer.objects.count() == 1


def test_the_writer_cannot_answer_their_own_post():
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    response = rows.signed_in(ginette).post(f"/a/{dog.code}/answer/", {"answer": "yes"}, follow=True)
    assert "votre propre annonce" in response.content.decode()
    assert not Answer.objects.exists()


def test_a_withdrawn_post_says_so_to_others_and_nothing_more():
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    writer = rows.signed_in(ginette)
    for _twice in range(2):
        assert writer.post(f"/a/{dog.code}/withdraw/").status_code == 302
    response = Client().get(dog.get_absolute_url())
    assert response.status_code == 410
    assert "promener" not in response.content.decode()
    assert page(writer, dog)


def test_an_unknown_address_is_a_plain_404():
    assert Client().get("/a/nothing/").status_code == 404


@pytest.mark.parametrize("state", ["agreed", "done", "lapsed"])
def test_a_post_that_is_over_takes_no_answer(state):
    dog = rows.post(rows.person("Ginette"), state=state, closed_at=timezone.now())
    client = rows.signed_in(rows.person("Bruno"))
    assert "Oui, je peux" not in page(client, dog)
    response = client.post(f"/a/{dog.code}/answer/", {"answer": "yes"}, follow=True)
    assert "n'est plus ouverte" in response.content.decode().replace("’", "'")
    assert not Answer.objects.exists()


def test_stop_go_on_and_look_wider():
    ginette = rows.person("Ginette")
    dog = rows.post(ginette, radius_km=2, waves_sent=1)
    rows.ask(dog, rows.person("Bruno"))
    client = rows.signed_in(ginette)
    assert "Élargir à 4" in page(client, dog)
    client.post(f"/a/{dog.code}/stop/")
    dog.refresh_from_db()
    assert not dog.is_asking
    assert "Solliciter à nouveau" in page(client, dog)
    client.post(f"/a/{dog.code}/resume/")
    client.post(f"/a/{dog.code}/widen/")
    dog.refresh_from_db()
    assert dog.is_asking
    assert dog.radius_km == 4


def test_choosing_something_that_is_no_answer_is_harmless():
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    client = rows.signed_in(ginette)
    for nonsense in ("", "1", "0198c0de-0000-7000-8000-000000000000"):
        assert client.post(f"/a/{dog.code}/choose/", {"answer": nonsense}).status_code == 302
    dog.refresh_from_db()
    assert dog.state == "open"


def test_when_several_people_are_wanted_each_chosen_one_is_shown_and_the_post_stays_open():
    ginette, bruno, amina = rows.person("Ginette"), rows.person("Bruno"), rows.person("Amina")
    dog = rows.post(ginette, wanted=2)
    first, second = rows.answer(dog, bruno), rows.answer(dog, amina)
    client = rows.signed_in(ginette)
    client.post(f"/a/{dog.code}/choose/", {"answer": first.pk})
    html = page(client, dog)
    assert "Ouvrir l" in html
    assert "Choisir Amina" in html
    assert "Choisir Bruno" not in html
    client.post(f"/a/{dog.code}/choose/", {"answer": second.pk})
    dog.refresh_from_db()
    assert dog.state == "agreed"
    assert page(client, dog).count("Ouvrir l") == 2


def test_the_writer_can_take_back_what_was_agreed():
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette)
    rows.answer(dog, bruno, chosen_at=timezone.now())
    dog.state = "agreed"
    dog.save()
    client = rows.signed_in(ginette)
    assert f"/a/{dog.code}/withdraw/" in page(client, dog)
    client.post(f"/a/{dog.code}/withdraw/")
    assert rows.signed_in(bruno).get(dog.get_absolute_url()).status_code == 410
    assert "bruno@example.org" not in page(client, dog)
