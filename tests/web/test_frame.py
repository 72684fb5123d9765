"""What surrounds every page: language, texts, errors, and no request to another host."""

import re

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.utils import translation
from tests.web.rows import person, signed_in

from entraide.web.pages import errors

TEXTS = ("/help/", "/accessibility/", "/charter/", "/source/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", *TEXTS, "/sign-in/"])
@pytest.mark.parametrize("language", [code for code, _ in django_settings.LANGUAGES])
def test_every_page_says_its_language(client: Client, address: str, language: str) -> None:
    page = client.get(address, headers={"Accept-Language": language}).content.decode()
    assert f'<html lang="{language}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", *TEXTS, "/sign-in/"])
def test_no_page_asks_another_host_or_carries_inline_code(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert not re.findall(r'(?<!rel="canonical" )(?:src|href)="(?:https?:)?//', page)
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*(?:src=|application/ld\+json))", page)
    assert " style=" not in page


@pytest.mark.django_db
def test_choosing_a_language_lasts_and_leads_back(client: Client) -> None:
    response = client.post("/language/", {"language": "nl", "next": "/help/"})
    assert response.url == "/help/"  # type: ignore[attr-defined]
    assert '<html lang="nl"' in client.get("/help/").content.decode()


@pytest.mark.django_db
def test_a_persons_language_goes_before_the_browsers() -> None:
    els = signed_in(person("Els", language="de"))
    assert '<html lang="de"' in els.get("/help/", headers={"Accept-Language": "nl"}).content.decode()


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(client: Client) -> None:
    assert "language" not in client.post("/language/", {"language": "tlh"}).cookies


@pytest.mark.django_db
def test_what_is_not_there_is_said_kindly(client: Client) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "rien à cette adresse" in response.content.decode()


def test_our_own_fault_is_said_without_asking_the_database() -> None:
    with translation.override("fr"):
        response = errors.our_fault(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "de notre côté" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_proof_of_origin_is_refused_with_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/", {"text": "Je donne une table"})
    assert response.status_code == 403
    assert "a attendu trop longtemps" in response.content.decode()


@pytest.mark.parametrize("file", ["entraide.css", "entraide.js", "mark.svg", "font/alegreya-430.woff2"])
def test_what_the_frame_names_is_there(file: str) -> None:
    assert finders.find(file)
