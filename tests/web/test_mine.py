"""What concerns me: my posts by state, what I was asked, what I answered, and news that are new once."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_new_member_finds_three_kind_words_and_no_error():
    html = rows.signed_in(rows.person("Bruno")).get("/mine/").content.decode()
    assert "Rien de neuf" in html
    assert "Aucune pour l" in html


def test_signed_out_it_leads_to_signing_in():
    assert Client().get("/mine/")["Location"] == "/sign-in/?next=%2Fmine%2F"


def test_each_of_my_things_stands_under_its_heading():
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    mine_open = rows.post(ginette, "Je cherche une échelle")
    mine_agreed = rows.post(ginette, "Je cherche un trajet", state="agreed")
    mine_past = rows.post(ginette, "Je cherchais un vélo", state="withdrawn")
    asked = rows.ask(rows.post(bruno, "Je cherche un tuteur"), ginette)
    answered = rows.post(bruno, "Je cherche un jardinier")
    rows.answer(answered, ginette)
    promised = rows.post(bruno, "Je cherche un plombier", state="agreed")
    rows.answer(promised, ginette, chosen_at=timezone.now())
    html = rows.signed_in(ginette).get("/mine/").content.decode()
    order = ["asked", "agreed", "posts", "answers", "past"]
    starts = [html.index(f'aria-labelledby="{name}"') for name in order]
    assert starts == sorted(starts)
    sections = dict(zip(order, [html[a:b] for a, b in zip(starts, [*starts[1:], len(html)], strict=True)], strict=True))
    assert f"/s/{asked.key}/" in sections["asked"]
    assert mine_agreed.text in sections["agreed"]
    assert promised.text in sections["agreed"]
    assert mine_open.text in sections["posts"]
    assert answered.text in sections["answers"]
    assert mine_past.text in sections["past"]


@pytest.mark.parametrize("kind", ["ask", "answer", "chosen", "not_chosen", "nobody", "withdrawn", "something-later"])
def test_every_kind_of_news_is_said_and_is_new_only_once(kind):
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette)
    Notice.objects.create(
        person=bruno,
        kind=kind,
        post=dog,
        ask=rows.ask(dog, bruno) if kind == "ask" else None,
        answer=rows.answer(dog, rows.person("Amina")) if kind == "answer" else None,
        made_at=timezone.now(),
    )
    client = rows.signed_in(bruno)
    first = client.get("/mine/").content.decode()
    assert "Nouveau" in first
    assert dog.text in first
    assert "Nouveau" not in client.get("/mine/").content.decode()
