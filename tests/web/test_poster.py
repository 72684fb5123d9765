"""The poster for the hall: nine strips, a code, and no address of anybody."""

import pytest
from django.test import Client
from tests.web import rows

pytestmark = pytest.mark.django_db


def test_the_poster_has_sentence_code_and_nine_strips():
    dog = rows.post(rows.person("Ginette"))
    html = Client().get(f"/a/{dog.code}/poster/").content.decode()
    assert html.count("<li><b>Promener un chien</b>") == 9
    assert "<svg" in html.split('class="how"')[1]
    assert f"localhost:8000/a/{dog.code}" in html
    assert "@example.org" not in html


def test_a_long_sentence_is_set_smaller():
    dog = rows.post(rows.person("Ginette"), "Je cherche " + "quelqu’un de très gentil " * 8)
    assert 'class="poster long"' in Client().get(f"/a/{dog.code}/poster/").content.decode()


def test_a_post_that_is_over_is_not_printed_any_more():
    dog = rows.post(rows.person("Ginette"), state="agreed")
    assert Client().get(f"/a/{dog.code}/poster/")["Location"] == dog.get_absolute_url()
