"""Devices: one's own, added by what the browser answered, removed by a button; and pushes stopped by a link."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.adapters.push.browser import Browser, letters
from tests.web import rows

from entraide.adapters.push.identity import public_key
from entraide.journeys.stop_push import stop_push_key
from entraide.journeys.when_to_mail import SORTS
from entraide.records.notices.models import PushTarget
from entraide.records.people.models import Person
from entraide.wording.devices import device_named

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def bruno() -> Person:
    cache.clear()
    return rows.person("Bruno")


@pytest.fixture
def client(bruno: Person) -> Client:
    return rows.signed_in(bruno)


def subscription(
    endpoint: str = "https://updates.push.services.mozilla.com/wpush/v2/abc", **other: str
) -> dict[str, str]:
    browser = Browser()
    keys = {"public_key": letters(browser.public_key), "secret": letters(browser.secret)}
    return {"action": "add", "endpoint": endpoint, **keys, **other}


def test_a_device_is_added_named_after_its_browser_and_removed(client, bruno):
    page = client.get("/settings/devices/").content.decode()
    assert f'data-devices="{public_key()}"' in page
    assert "Aucun pour l" in page
    answer = client.post("/settings/devices/", subscription(), headers={"user-agent": FIREFOX})
    assert answer["Location"] == "/settings/devices/"
    page = client.get("/settings/devices/").content.decode()
    assert "Firefox, Android" in page
    assert "mozilla.com" not in page
    device = PushTarget.objects.get(person=bruno)
    client.post("/settings/devices/", {"action": "remove", "device": str(device.pk)})
    assert not PushTarget.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        subscription("https://127.0.0.1/admin"),
        subscription(public_key="###"),
        subscription(public_key="é"),
        subscription(secret=""),
        {"action": "remove", "device": "x"},
    ],
)
def test_what_is_no_subscription_is_refused_in_a_sentence(client, sent):
    answer = client.post("/settings/devices/", {"action": "add", **sent})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not PushTarget.objects.exists()


def test_nobody_removes_anothers(client, bruno):
    client.post("/settings/devices/", subscription())
    device = PushTarget.objects.get()
    rows.signed_in(rows.person("Els")).post("/settings/devices/", {"action": "remove", "device": str(device.pk)})
    assert PushTarget.objects.filter(person=bruno).exists()


def test_under_a_communitys_own_name_one_is_sent_to_the_servers(client, settings: LazySettings):
    settings.COMMUNITY_HOSTS = [".quartier.example"]
    settings.ALLOWED_HOSTS = ["*"]
    rows.community(host_name="ixelles.quartier.example")
    page = client.get("/settings/devices/", headers={"host": "ixelles.quartier.example"}).content.decode()
    assert f"{settings.ADDRESS}/settings/devices/" in page
    assert "data-devices=" not in page


def test_which_news_comes_how_is_one_table(client, bruno):
    page = client.get("/settings/").content.decode()
    assert page.count('name="kinds"') == page.count('name="pushes"') == len(SORTS)
    kept = {"section": "mails", "kinds": ["asks"], "pushes": ["talk", "fits"], "time_zone": "Europe/Brussels"}
    assert client.post("/settings/", kept)["Location"] == "/settings/#mails"
    bruno.refresh_from_db()
    assert set(SORTS) - set(bruno.unwanted_mails) == {"asks"}
    assert set(SORTS) - set(bruno.unwanted_pushes) == {"talk", "fits"}


def test_a_push_is_stopped_without_signing_in_and_only_by_its_button(bruno):
    address = f"/pushes/stop/{stop_push_key(person=bruno, kind='message')}/"
    assert "On m’écrit" in Client().get(address).content.decode()
    bruno.refresh_from_db()
    assert "talk" not in bruno.unwanted_pushes
    # As the service worker sends it: no page, no cookie.
    assert Client(enforce_csrf_checks=True).post(address).status_code == 200
    bruno.refresh_from_db()
    assert "talk" in bruno.unwanted_pushes
    assert Client().get("/pushes/stop/nonsense/").status_code == 404


def test_the_script_of_news_is_at_the_root_and_the_manifest_says_where_to_begin():
    script = Client().get("/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in b"".join(script) if script.streaming else b"showNotification" in script.content
    manifest = Client().get("/site.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["start_url"] == "/mine/"


def test_those_who_are_gone_stop_nothing(bruno):
    key = stop_push_key(person=bruno, kind="message")
    Person.objects.filter(pk=bruno.pk).update(is_active=False, joined_at=timezone.now())
    assert Client().post(f"/pushes/stop/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox, Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("curl/8", "Navigateur"),
        ("", "Navigateur"),
    ],
)
def test_a_device_is_called_what_its_owner_calls_it(said, name):
    assert device_named(said) == name
