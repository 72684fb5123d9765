"""Settings: every section is saved by itself, wrong input says a way out, and leaving with one's data works."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.records.communities.models import RulesVersion
from entraide.records.people.models import Person
from entraide.records.reports.models import Juror

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruno():
    return rows.person("Bruno")


@pytest.fixture
def client(bruno):
    return rows.signed_in(bruno)


def save(client: Client, section: str, **fields: object):
    return client.post("/settings/", {"section": section, **fields})


def test_signed_out_it_leads_to_signing_in():
    for way in (Client().get("/settings/"), Client().post("/settings/", {"section": "me"})):
        assert way["Location"] == "/sign-in/?next=%2Fsettings%2F"


def test_name_language_and_looks_are_saved(client, bruno):
    response = save(client, "me", first_name=" Bruno B. ", language="nl", spoken_languages=["nl", "ar"], theme="dark")
    assert response["Location"] == "/settings/#me"
    bruno.refresh_from_db()
    assert (bruno.first_name, bruno.language, bruno.spoken_languages, bruno.theme) == (
        "Bruno B.",
        "nl",
        ["nl", "ar"],
        "dark",
    )
    assert '<html lang="nl"' in client.get("/settings/").content.decode()


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("me", {"first_name": "", "language": "fr"}),
        ("me", {"first_name": "\u200b\u202e", "language": "fr"}),
        ("me", {"first_name": "Bruno", "language": "xx"}),
        ("me", {"first_name": "x" * 200, "language": "fr"}),
        ("limits", {"radius_km": "5000", "asks_per_day": "2", "asks_per_week": "6"}),
        ("limits", {"radius_km": "3", "asks_per_day": "-1", "asks_per_week": "lots"}),
        ("hours", {"exact": "quand il fait beau"}),
        ("hours", {"ticks": ["XX-morning"]}),
        ("pause", {"pause": "until", "paused_until": ""}),
        ("pause", {"pause": "until", "paused_until": "1999-01-01"}),
        ("pause", {"pause": "until", "paused_until": "2026-02-30"}),
        ("pause", {}),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_word_and_changes_nothing(client, bruno, section, fields):
    response = save(client, section, **fields)
    assert response.status_code == 422
    assert 'class="err"' in response.content.decode()
    before = {f.name: getattr(bruno, f.name) for f in Person._meta.fields}
    bruno.refresh_from_db()
    assert {f.name: getattr(bruno, f.name) for f in Person._meta.fields} == before


def test_an_unknown_section_changes_nothing(client):
    assert save(client, "is_staff", is_staff="on").status_code == 200
    assert not Person.objects.filter(is_staff=True).exists()


def test_free_hours_come_from_the_grid_and_from_exact_lines(client, bruno):
    save(client, "hours", ticks=["SA-morning", "SA-noon", "MO-evening"], exact="dimanche 9 h 30 – 11 h\nma. 8-9")
    bruno.refresh_from_db()
    assert bruno.free_hours == ["MO 18:00-22:00", "TU 08:00-09:00", "SA 08:00-14:00", "SU 09:30-11:00"]
    html = client.get("/settings/").content.decode()
    assert 'value="SA-noon" checked' in html
    assert "dimanche 9 h 30 – 11 h" in html.replace("\u00a0", " ").replace("\u202f", " ")


def test_limits_are_saved_and_an_empty_radius_is_the_usual_one(client, bruno):
    save(client, "limits", radius_km="", asks_per_day="0", asks_per_week="3", helps_for=["free", "money"])
    bruno.refresh_from_db()
    assert (bruno.radius_km, bruno.asks_per_day, bruno.asks_per_week) == (None, 0, 3)
    assert bruno.helps_for == ["free", "money"]
    assert not bruno.wants_mail


def test_a_pause_lasts_until_its_day_or_until_it_is_ended(client, bruno):
    until = timezone.localdate() + timedelta(days=9)
    save(client, "pause", pause="until", paused_until=until.isoformat())
    bruno.refresh_from_db()
    assert (bruno.is_paused, bruno.paused_until) == (False, until)
    save(client, "pause", pause="yes")
    bruno.refresh_from_db()
    assert (bruno.is_paused, bruno.paused_until) == (True, None)
    save(client, "pause", pause="no")
    bruno.refresh_from_db()
    assert (bruno.is_paused, bruno.paused_until) == (False, None)


def test_a_home_is_found_by_name_kept_blurred_and_can_be_forgotten(client, bruno):
    save(client, "home", place="4000 Liège")
    bruno.refresh_from_db()
    assert bruno.home_name == "Liège"
    assert bruno.home_cell is not None
    save(client, "home", place="")
    bruno.refresh_from_db()
    assert (bruno.home_name, bruno.home_latitude, bruno.home_cell) == ("", None, None)


def test_an_unknown_home_says_so_and_the_old_one_stays(client, bruno):
    response = save(client, "home", place="Xyzzyville-les-Bains-sur-Nulle-Part")
    assert response.status_code == 422
    bruno.refresh_from_db()
    assert bruno.home_name == "Ixelles"


def test_a_name_that_several_places_share_makes_a_question(client, bruno):
    page = save(client, "home", place="Neufchâteau").content.decode()
    assert page.count('name="which"') > 1
    which = page.split('name="which" value="')[2].split('"')[0]
    assert save(client, "home", place="Neufchâteau", which=which).status_code == 302
    bruno.refresh_from_db()
    assert bruno.home_name


def test_everything_about_me_leaves_as_json(client):
    assert "/settings/export/json/" in client.get("/settings/export/").content.decode()
    response = client.get("/settings/export/json/")
    assert response["Content-Disposition"].startswith("attachment")
    assert json.loads(response.getvalue())["person"]["email"] == "bruno@example.org"
    assert Client().get("/settings/export/").status_code == 302


def test_an_account_is_erased_by_a_button_and_never_by_a_link(client, bruno):
    assert client.get("/settings/erase/").status_code == 200
    assert Person.objects.filter(pk=bruno.pk).exists()
    assert client.post("/settings/erase/").status_code == 302
    assert not Person.objects.filter(pk=bruno.pk).exists()
    assert client.get("/mine/").status_code == 302


def test_sitting_in_small_panels_is_said_and_taken_back_community_by_community(bruno: Person, client: Client) -> None:
    now = timezone.now()
    house, other = rows.community(), rows.community("L’Établi", "l-etabli")
    for one in (house, other):
        rows.member(one, bruno)
    RulesVersion.objects.create(
        community=house,
        number=1,
        rules={"members_settle": True},
        why="Nous l'avons décidé.",
        set_at=now,
        holds_from=now,
    )
    html = client.get("/settings/").content.decode()
    assert 'action="/c/ixelles/moderation/"' in html
    assert 'action="/c/l-etabli/moderation/"' not in html, "there, stewards settle"
    sent = client.post("/c/ixelles/moderation/", {"sit": "yes", "from": "settings"})
    assert sent["Location"] == "/settings/#communities"
    assert Juror.objects.get().membership.community == house
    assert "Le sort peut vous désigner" in client.get("/settings/").content.decode()
    client.post("/c/ixelles/moderation/", {"sit": "no", "from": "settings"})
    assert not Juror.objects.exists()
