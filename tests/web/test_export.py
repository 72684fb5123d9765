"""What Entraide knows of me, as pages; and that nothing of somebody who has gone is shown."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web import rows

from entraide.journeys.erase_person import erase_person
from entraide.records.moves.own import SECTIONS
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post
from entraide.wording.exported import section_title

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_known_and_leads_to_each_section_there_is() -> None:
    amina = rows.person("Amina")
    rows.post(amina)
    page = rows.signed_in(amina).get("/settings/export/").content.decode()
    assert "amina@example.org" in page
    assert "/settings/export/posts/" in page
    assert "/settings/export/answers/" not in page, "an empty section is left out"


def test_a_section_is_read_fifty_at_a_time_the_newest_first() -> None:
    amina = rows.person("Amina")
    for number in range(51):
        rows.post(amina, text=f"Phrase {number}.")
    client = rows.signed_in(amina)
    first: Any = client.get("/settings/export/posts/")
    assert [row.words for row in first.context["rows"]][:2] == ["Phrase 50.", "Phrase 49."]
    second: Any = client.get(f"/settings/export/posts/?before={first.context['older']}")
    assert [row.words for row in second.context["rows"]] == ["Phrase 0."]
    assert second.context["older"] is None


@pytest.mark.parametrize("address", ["/settings/export/secrets/", "/settings/export/posts/?before=x"])
def test_what_is_no_section_is_not_found(address: str) -> None:
    assert rows.signed_in(rows.person("Amina")).get(address).status_code == 404


def test_every_section_has_a_title_and_opens(django_assert_max_num_queries: Any) -> None:
    client = rows.signed_in(rows.person("Amina"))
    for section in SECTIONS:
        assert section_title(section.name)
        assert client.get(f"/settings/export/{section.name}/").status_code == 200, section.name
    with django_assert_max_num_queries(12):
        client.get("/settings/export/")


def test_the_file_is_whole_json_with_every_section() -> None:
    amina = rows.person("Amina")
    rows.post(amina)
    Say.objects.create(
        person=amina, text="Je « répare ».", kind="offer", reading={}, said_at=timezone.now(), vector=b"x"
    )
    response = rows.signed_in(amina).get("/settings/export/json/")
    said = json.loads(b"".join(response.streaming_content))
    assert said["format"] == "entraide-person-2"
    assert set(said) == {"format", "person", *(section.name for section in SECTIONS)}
    assert said["says"][0]["text"] == "Je « répare »."
    assert response["Content-Disposition"] == 'attachment; filename="entraide.json"'


def test_who_runs_a_community_alone_reads_it_before_erasing() -> None:
    amina, house = rows.person("Amina"), rows.community()
    rows.member(house, amina, is_steward=True)
    assert "autre que vous n’anime" not in rows.signed_in(amina).get("/settings/erase/").content.decode(), (
        "nobody else is in it"
    )
    rows.member(house, rows.person("Bruno"))
    assert "autre que vous n’anime Ixelles" in rows.signed_in(amina).get("/settings/erase/").content.decode()


def test_nothing_of_who_has_gone_is_shown(now: datetime) -> None:
    zenobie, bruno = rows.person("Zénobie"), rows.person("Bruno")
    post = rows.post(zenobie, state="agreed", ends_at=now - timedelta(days=1))
    rows.answer(post, bruno, chosen_at=now)
    client = rows.signed_in(bruno)
    erase_person(person=zenobie, now=now)
    assert Post.objects.get().text == ""
    assert client.get(f"/p/{zenobie.code}/").status_code == 404
    for address in (f"/a/{post.code}/", "/mine/", "/board/", "/settings/export/answers/", "/settings/export/"):
        page = client.get(address).content.decode()
        assert "Zénobie" not in page, address
        assert "promener mon chien" not in page, address
    assert not Person.objects.filter(first_name="Zénobie").exists()
