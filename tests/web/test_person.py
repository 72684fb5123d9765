"""Somebody's page, and blocking them: who sees what, and that a block keeps two apart everywhere without a word to either."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.answer_post import answer_post
from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.block_person import block_person
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.refusals import Refusal
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person, Say

pytestmark = pytest.mark.django_db


def say(person, text="Je répare volontiers des vélos", **fields):
    reading = rows.DOG_READING.as_dict() | {"spans": []}
    return Say.objects.create(
        person=person, text=text, kind="offer", topic="things.tools", reading=reading, said_at=timezone.now(), **fields
    )


@pytest.fixture
def house():
    return rows.community()


@pytest.fixture
def amina(house):
    person = rows.person("Amina")
    rows.member(house, person)
    return person


@pytest.fixture
def bruno(house):
    person = rows.person("Bruno", about="Je parle peu,\nmais j'écoute.")
    rows.member(house, person)
    return person


def page(viewer, person):
    return rows.signed_in(viewer).get(f"/p/{person.code}/")


def words(response):
    """The page's HTML with plain spaces and apostrophes."""
    return unescape(response.content.decode()).replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")


def test_fellow_members_read_what_somebody_chose_to_say(amina, bruno):
    say(bruno, is_public=True)
    say(bruno, "J'ai parfois besoin d'argent", is_public=False)
    say(bruno, "Une phrase masquée", is_public=True, hidden_at=timezone.now())
    html = words(page(amina, bruno))
    assert "Je parle peu,<br>mais j'écoute." in html
    assert "Je répare volontiers des vélos" in html
    assert "besoin d'argent" not in html
    assert "Une phrase masquée" not in html
    assert "Habite du côté de Ixelles" in html
    assert "à environ 1 km de chez vous" in html
    assert "Membre de Ixelles s'entraide depuis" in html
    assert bruno.email not in html


def test_a_community_that_the_two_do_not_share_is_not_named(amina, bruno):
    rows.member(rows.community("Les discrets", "discrets"), bruno)
    assert "Les discrets" not in words(page(amina, bruno))


def test_only_posts_that_the_viewer_may_read_are_listed(amina, bruno):
    rows.post(bruno, "Je cherche une échelle")
    closed = rows.community("Fermée", "fermee", is_readable_by_all=False)
    rows.post(bruno, "Je cherche un secret", community=closed)
    html = words(page(amina, bruno))
    assert "Je cherche une échelle" in html
    assert "Je cherche un secret" not in html


def test_it_does_not_exist_for_strangers_and_visitors_are_asked_who_they_are(bruno):
    assert page(rows.person("Daan"), bruno).status_code == 404
    assert Client().get(f"/p/{bruno.code}/")["Location"].startswith("/sign-in/?next=")


def test_that_everybody_is_in_the_communty_of_all_makes_nobody_acquainted(bruno):
    from entraide.records.communities.queries import server_wide

    daan = rows.person("Daan")
    for one in (daan, bruno):
        rows.member(server_wide(), one)
    assert page(daan, bruno).status_code == 404


@pytest.mark.parametrize("way", ["was asked", "answered", "was answered"])
def test_whoever_dealt_with_somebody_may_open_their_page(bruno, way):
    els = rows.person("Els")
    post = rows.post(els if way == "was answered" else bruno)
    if way == "was asked":
        rows.ask(post, els)
    else:
        rows.answer(post, bruno if way == "was answered" else els)
    assert page(els, bruno).status_code == 200


def test_being_asked_does_not_show_whoever_was_asked_to_the_writer(bruno):
    ginette = rows.person("Ginette")
    rows.ask(rows.post(ginette), bruno)
    assert page(ginette, bruno).status_code == 404


def test_a_no_does_not_show_whoever_declined_to_the_writer(bruno):
    ginette = rows.person("Ginette")
    rows.answer(rows.post(ginette), bruno, kind="not_now")
    assert page(ginette, bruno).status_code == 404


def test_my_own_page_says_who_reads_it_and_how_to_change_it(bruno):
    html = words(page(bruno, bruno))
    assert "Voici ce que voient de vous" in html
    assert "Bloquer" not in html
    assert "/likes/" in html


def test_the_page_asks_the_database_little_however_much_there_is(amina, bruno, django_assert_max_num_queries):
    for n in range(12):
        say(bruno, f"Phrase {n}", is_public=True)
        rows.post(bruno, f"Je cherche une échelle {n}")
    client = rows.signed_in(amina)
    client.get(f"/p/{bruno.code}/")
    with django_assert_max_num_queries(12):
        client.get(f"/p/{bruno.code}/")


def test_a_name_leads_to_the_page_only_where_it_opens(amina, bruno, house):
    link = f'href="/p/{bruno.code}/"'
    here = rows.post(bruno, "Je cherche une échelle", community=house)
    elsewhere = rows.post(rows.person("Daan"), "Je cherche un marteau")
    assert link in words(rows.signed_in(amina).get("/board/"))
    assert link not in words(Client().get("/board/"))
    assert link not in words(rows.signed_in(rows.person("Els")).get(f"/a/{here.code}/"))
    assert "/p/" not in words(rows.signed_in(amina).get(f"/a/{elsewhere.code}/"))


def test_names_cost_one_query_a_page_however_many_there_are(amina, bruno, house, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        client = rows.signed_in(amina)
        client.get("/board/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/board/")
        return len(seen)

    rows.post(bruno, "Je cherche une échelle", community=house)
    few = queries()
    for n in range(8):
        rows.post(bruno, f"Je cherche une échelle {n}", community=house)
    assert queries() == few


def test_a_sentence_is_shown_and_kept_to_oneself_again(amina, bruno):
    kept = say(bruno)
    client = rows.signed_in(bruno)
    assert "La montrer" in words(client.get("/likes/"))
    client.post("/likes/", {"action": "show", "say": str(kept.pk)})
    assert "Je répare volontiers" in words(page(amina, bruno))
    client.post("/likes/", {"action": "hide", "say": str(kept.pk)})
    assert "Je répare volontiers" not in words(page(amina, bruno))


def test_nobody_shows_a_sentence_of_somebody_else(amina, bruno):
    kept = say(bruno)
    rows.signed_in(amina).post("/likes/", {"action": "show", "say": str(kept.pk)})
    assert not Say.objects.get(pk=kept.pk).is_public


# Blocking.


def test_two_taps_block_and_one_more_takes_it_back(amina, bruno):
    client = rows.signed_in(amina)
    assert f"/p/{bruno.code}/block/" in words(client.get(f"/p/{bruno.code}/"))
    assert "Bloquer Bruno" in words(client.get(f"/p/{bruno.code}/block/"))
    done = client.post(f"/p/{bruno.code}/block/", follow=True)
    assert "vous ne vous croisez plus ici" in words(done)
    assert "Je parle peu" not in words(done)
    assert client.post(f"/p/{bruno.code}/unblock/", follow=True).status_code == 200
    assert not Block.objects.exists()


def test_the_settings_list_whom_one_blocks_and_let_go(amina, bruno):
    client = rows.signed_in(amina)
    client.post(f"/p/{bruno.code}/block/")
    assert "Bruno" in words(client.get("/settings/"))
    assert "Amina" not in words(rows.signed_in(bruno).get("/settings/")).split('id="blocked"')[1]
    client.post(f"/p/{bruno.code}/unblock/", {"from": "settings"})
    assert not Block.objects.exists()


def test_whoever_is_blocked_finds_no_page_and_is_not_told(amina, bruno):
    block_person(person=amina, other=bruno, now=timezone.now())
    assert page(bruno, amina).status_code == 404
    assert not Notice.objects.exists()
    assert str(bruno.pk) not in str(list(Happening.objects.values()))


def test_asks_that_wait_between_the_two_are_let_go_and_answers_disappear(amina, bruno):
    els = rows.person("Els")
    asked, answered = rows.post(amina), rows.post(amina)
    ask = rows.ask(asked, bruno)
    rows.answer(answered, bruno, words="Je peux dimanche.")
    rows.answer(answered, els, words="Moi aussi.")
    block_person(person=amina, other=bruno, now=timezone.now())
    ask.refresh_from_db()
    assert ask.state == "released"
    html = words(rows.signed_in(amina).get(f"/a/{answered.code}/"))
    assert "Moi aussi." in html
    assert "Je peux dimanche." not in html


@pytest.mark.parametrize("who", ["writer", "answerer"])
def test_neither_answers_the_other_nor_is_chosen(amina, bruno, who):
    post = rows.post(amina)
    answer = rows.answer(post, bruno)
    pair = (amina, bruno) if who == "writer" else (bruno, amina)
    block_person(person=pair[0], other=pair[1], now=timezone.now())
    with pytest.raises(Refusal, match="no_such_answer"):
        choose_helper(writer=amina, answer_id=answer.pk, now=timezone.now())
    with pytest.raises(Refusal, match="blocked"):
        answer_post(person=bruno, post=rows.post(amina), kind="yes", words="", now=timezone.now())


def test_what_is_agreed_stays_agreed(amina, bruno):
    post = rows.post(amina, state="agreed")
    chosen = rows.answer(post, bruno, chosen_at=rows.an_hour_ago())
    exchange = begin_by_answer(answer=chosen, post=post, now=rows.an_hour_ago())
    block_person(person=amina, other=bruno, now=timezone.now())
    for person in (amina, bruno):
        page = rows.signed_in(person)
        assert f"/e/{exchange.code}/" in words(page.get(f"/a/{post.code}/"))
        assert page.get(f"/e/{exchange.code}/").status_code == 200


def test_news_of_somebody_blocked_is_neither_shown_nor_mailed(amina, bruno):
    post = rows.post(amina)
    answer = rows.answer(post, bruno)
    notice = Notice.objects.create(
        person=amina, kind="answer", post=post, answer=answer, made_at=rows.an_hour_ago(), is_by_mail=True
    )
    block_person(person=amina, other=bruno, now=timezone.now())
    notice.refresh_from_db()
    assert not notice.is_by_mail
    assert "Bruno" not in words(rows.signed_in(amina).get("/mine/"))


def test_nobody_blocks_themselves_or_a_stranger_they_cannot_tell_apart(amina):
    daan = rows.person("Daan")
    assert rows.signed_in(amina).post(f"/p/{daan.code}/block/").status_code == 404
    assert rows.signed_in(amina).post(f"/p/{amina.code}/block/").status_code == 404
    assert not Block.objects.exists()
    with pytest.raises(Refusal):
        block_person(person=amina, other=amina, now=timezone.now())


def test_a_closed_account_has_no_page(amina, bruno):
    Person.objects.filter(pk=bruno.pk).update(is_active=False)
    assert page(amina, bruno).status_code == 404
