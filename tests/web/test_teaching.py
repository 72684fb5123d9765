"""What the bot may learn from is asked for, never ticked beforehand, and kept without its person; without a yes nothing is kept."""

import json

import pytest
from django.test import Client
from tests.web.rows import person, signed_in

from entraide.records.corrections.models import Correction
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
DOG = "Je cherche quelqu'un pour promener Filou, mon chien, samedi matin à Ixelles. Merci, Ginette, 0475 12 34 56"


def drafted(client: Client, **chips: str) -> Client:
    client.post("/", {"text": DOG})
    if chips:
        client.post("/draft/", {"of": DOG, "action": "correct", **chips})
    return client


def page(client: Client) -> str:
    return client.get("/draft/").content.decode()


def publish(client: Client, **fields: str):
    return client.post("/draft/", {"of": DOG, "action": "publish", **fields})


@pytest.fixture
def ginette() -> Person:
    return person("Ginette")


def test_it_is_asked_only_once_something_was_corrected_and_never_ticked_beforehand(client):
    assert "teach_asked" not in page(drafted(client))
    said = page(drafted(client, topic="animals.sitting"))
    assert 'name="teach"' in said
    assert "checked" not in said.split('name="teach_asked"')[1].split("</fieldset>")[0]
    assert "deux ans" in said


def test_without_a_yes_nothing_is_kept(ginette):
    client = drafted(signed_in(ginette), topic="animals.sitting")
    publish(client, teach_asked="1")
    assert Post.objects.get().topic == "animals.sitting"
    assert not Correction.objects.exists()


def test_a_form_that_did_not_ask_is_no_yes(ginette):
    publish(drafted(signed_in(ginette), topic="animals.sitting"), teach="on")
    assert not Correction.objects.exists()


def test_with_a_yes_the_sentence_is_kept_without_its_person(ginette):
    client = drafted(signed_in(ginette), topic="animals.sitting", when="dimanche soir")
    publish(client, teach_asked="1", teach="on")
    kept = Correction.objects.get()
    assert kept.sentence == "Je cherche quelqu'un pour promener ▢, mon chien, samedi matin à ▢. Merci, ▢"
    assert kept.fields == ["topic", "time"]
    assert (kept.read_topic, kept.right_topic) == ("animals.walking", "animals.sitting")
    assert (kept.read_kind, kept.right_kind) == ("need", "need")
    assert (kept.read_time, kept.right_time) == ("hours", "hours")
    assert (kept.community, kept.corrected_by, kept.language) == ("entraide", "writer", "fr")
    assert kept.heads
    post = Post.objects.get()
    row = json.dumps(Correction.objects.values().get(), default=str)
    for hidden in (
        ginette.first_name,
        ginette.email,
        str(ginette.pk),
        str(post.pk),
        post.code,
        "Filou",
        "Ixelles",
        "0475",
    ):
        assert hidden not in row
    assert not Person.objects.get(pk=ginette.pk).teaches_reader
    # The diary, which knows moments and people, does not know of it.
    assert set(Happening.objects.values_list("kind", flat=True)) == {"post_published"}


def test_no_column_could_hold_a_person_a_post_or_a_moment():
    for field in Correction._meta.get_fields():
        assert not field.is_relation, field.name
        assert field.get_internal_type() != "DateTimeField", field.name
    assert Correction._meta.pk.default().version == 4  # random: a UUIDv7 tells the millisecond


def test_publishing_twice_keeps_it_once(ginette):
    client = drafted(signed_in(ginette), topic="animals.sitting")
    key = client.session["draft"]["key"]
    for _ in range(2):
        publish(client, teach_asked="1", teach="on", key=key)
    assert Correction.objects.count() == 1


def test_what_was_not_corrected_is_not_kept(ginette):
    publish(drafted(signed_in(ginette)), teach_asked="1", teach="on")
    assert Post.objects.exists()
    assert not Correction.objects.exists()


def test_it_is_remembered_as_the_setting_only_if_they_say_so(ginette):
    publish(drafted(signed_in(ginette), topic="animals.sitting"), teach_asked="1", teach_always="on")
    assert Person.objects.get(pk=ginette.pk).teaches_reader
    assert Correction.objects.count() == 1


def test_with_the_setting_it_is_told_and_can_be_refused_for_once(ginette):
    ginette.teaches_reader = True
    ginette.save()
    client = drafted(signed_in(ginette), topic="animals.sitting")
    assert "Vous l'avez choisi dans vos réglages" in page(client).replace("’", "'")
    publish(client, teach_asked="1", teach_not="on")
    assert not Correction.objects.exists()
    publish(drafted(client, topic="animals.sitting"), teach_asked="1")
    assert Correction.objects.count() == 1


def test_a_visitors_yes_waits_while_they_sign_in(client, ginette):
    publish(drafted(client, topic="animals.sitting"), teach_asked="1", teach="on")
    client.force_login(ginette)
    assert 'name="teach" aria-describedby="teach-hint" checked' in page(client)
    publish(client)
    assert Correction.objects.count() == 1


def test_the_yes_of_one_sentence_is_none_for_the_next(ginette):
    client = drafted(signed_in(ginette), topic="animals.sitting")
    client.post("/draft/", {"of": DOG, "action": "correct", "teach_asked": "1", "teach": "on"})
    other = DOG.replace("samedi", "dimanche")
    client.post("/", {"text": other})
    client.post("/draft/", {"of": other, "action": "correct", "topic": "animals.sitting"})
    client.post("/draft/", {"of": other, "action": "publish"})
    assert Post.objects.exists()
    assert not Correction.objects.exists()


def test_the_setting_is_off_until_said_yes_to_and_can_be_taken_back(ginette):
    client = signed_in(ginette)
    assert not ginette.teaches_reader
    assert "masqués" in client.get("/settings/").content.decode()
    for ticked in ({"teaches_reader": "on"}, {}):
        assert client.post("/settings/", {"section": "reader", **ticked})["Location"] == "/settings/#reader"
        ginette.refresh_from_db()
        assert ginette.teaches_reader is bool(ticked)


def test_an_export_says_the_setting_and_holds_no_correction(ginette):
    client = drafted(signed_in(ginette), topic="animals.sitting")
    publish(client, teach_asked="1", teach_always="on")
    said = client.get("/settings/export/json/").getvalue().decode()
    assert '"teaches_reader": true' in said
    assert "▢" not in said
