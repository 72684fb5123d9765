"""A community that moves, on its pages: its file is asked for, who is met again says whether it is they, all find its new address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.conftest import Clock
from tests.web import rows

from entraide.adapters.archives.sealing import public_key, unseal
from entraide.adapters.archives.unpacking import Archive
from entraide.journeys.ask_departure import KEPT_FOR, MADE_AFTER, file_of, make_departures
from entraide.journeys.import_community import import_community
from entraide.journeys.move_community import move_community
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_arrival import WAITS_FOR, drop_old_arrivals
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import server_wide
from entraide.records.conversations.models import Message, Thread
from entraide.records.moves.models import Arrival, Departure
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Community:
    """A community that Amina tends, with Bruno, who comes along, and Chloé, who does not."""
    house = rows.community()
    rows.member(house, rows.person("Amina"), is_steward=True, agrees_to_move=True)
    rows.member(house, rows.person("Bruno"), agrees_to_move=True)
    rows.member(house, rows.person("Chloé"))
    return house


def _as(name: str) -> Client:
    return rows.signed_in(Person.objects.get(first_name=name, is_active=True))


def test_the_file_is_asked_for_made_three_days_later_taken_and_gone_after_a_week(
    house: Community, clock: Clock, run_worker: Callable[[], int], tmp_path: Path
) -> None:
    amina = _as("Amina")
    assert "2 membres ont accepté de suivre" in amina.get("/c/ixelles/export/").content.decode()
    sent = amina.post("/c/ixelles/export/", {"key": public_key(tmp_path)}, follow=True)
    assert "Demandé par Amina" in sent.content.decode()
    run_worker()
    told = Notice.objects.filter(kind="departure").values_list("person__first_name", flat=True)
    assert set(told) == {"Amina", "Bruno"}, "who does not come along has nothing to decide"
    assert make_departures(now=clock.pass_by(days=2)) == 0
    # Bruno has read it, and stays.
    Membership.objects.filter(person__first_name="Bruno").update(agrees_to_move=False)
    assert make_departures(now=clock.pass_by(days=1, minutes=1)) == 1
    assert make_departures(now=clock.now) == 0
    departure = Departure.objects.get()
    page = amina.get("/c/ixelles/export/").content.decode()
    assert departure.fingerprint in page
    response = amina.get(f"/c/ixelles/export/{departure.key}/")
    sealed = tmp_path / "got.age"
    sealed.write_bytes(b"".join(response.streaming_content))
    assert response["Content-Disposition"] == 'attachment; filename="ixelles.entraide.age"'
    unseal(sealed, into=tmp_path / "opened", folder=tmp_path)
    with Archive(tmp_path / "opened") as archive:
        assert [person["email"] for person in archive.rows("people")] == ["amina@example.org"]
    file = file_of(departure)
    assert file.exists()
    make_departures(now=clock.now + KEPT_FOR)
    assert not file.exists()
    assert not Departure.objects.exists()
    assert amina.get(f"/c/ixelles/export/{departure.key}/").status_code == 404


def test_a_move_can_be_given_up_and_asked_for_again(house: Community, tmp_path: Path) -> None:
    amina = _as("Amina")
    amina.post("/c/ixelles/export/", {"key": public_key(tmp_path)})
    assert amina.post("/c/ixelles/export/", {"key": public_key(tmp_path)}).status_code == 422
    amina.post("/c/ixelles/export/", {"give_up": "yes"})
    assert not Departure.objects.exists()
    amina.post("/c/ixelles/export/", {"key": public_key(tmp_path)})
    assert Departure.objects.count() == 1


@pytest.mark.parametrize("key", ["", "age1", "AGE-SECRET-KEY-1", "age1" + "q" * 58, "x" * 400])
def test_what_is_no_key_is_refused_beside_its_field_with_what_was_typed(house: Community, key: str) -> None:
    response = _as("Amina").post("/c/ixelles/export/", {"key": key})
    assert response.status_code == 422
    assert 'class="err"' in response.content.decode()
    assert not Departure.objects.exists()


def test_the_key_of_another_communitys_file_opens_nothing_here(house: Community, clock: Clock, tmp_path: Path) -> None:
    other = rows.community("Namur", "namur")
    rows.member(other, Person.objects.get(first_name="Chloé"), is_steward=True)
    _as("Amina").post("/c/ixelles/export/", {"key": public_key(tmp_path)})
    make_departures(now=clock.now + MADE_AFTER + timedelta(days=1))
    key = Departure.objects.get().key
    assert _as("Chloé").get(f"/c/namur/export/{key}/").status_code == 404
    assert _as("Chloé").get(f"/c/ixelles/export/{key}/").status_code == 403


@pytest.fixture
def arrival(now: datetime, tmp_path: Path) -> Arrival:
    """Bruno lives here; a community with a Bruno of the same address arrives, with his post, his sentence and his message."""
    from entraide.journeys.export_community import export_community

    house, bruno = rows.community(), rows.person("Bruno")
    rows.member(house, bruno, agrees_to_move=True, is_steward=True, verified_at=now)
    rows.post(bruno, community=house)
    thread = Thread.objects.create(
        kind="forum", community=house, subject="Outils", opened_by=bruno, opened_at=now, latest_at=now, message_count=1
    )
    Message.objects.create(thread=thread, writer=bruno, words="J'ai une échelle.", said_at=now)
    export_community(community=house, into=tmp_path / "file", now=now)
    Post.objects.all().delete()
    house.delete()
    bruno.delete()
    rows.person("Bruno")
    with Archive(tmp_path / "file") as archive:
        import_community(archive=archive, now=now)
    return Arrival.objects.get()


def test_with_a_yes_everything_that_came_is_theirs(arrival: Arrival) -> None:
    client = _as("Bruno")
    assert "1 annonce" in client.get("/c/ixelles/arrival/").content.decode()
    assert client.post("/c/ixelles/arrival/", {"is_me": "yes"})["Location"] == "/c/ixelles/"
    bruno = Person.objects.get(first_name="Bruno")  # the stand-in is gone
    assert bruno.email == "bruno@example.org"
    assert (bruno.posts.count(), bruno.messages.count()) == (1, 1)
    assert bruno.memberships.get(community__slug="ixelles").is_steward
    assert Thread.objects.get().opened_by == bruno
    assert not Arrival.objects.exists()
    assert client.get("/c/ixelles/arrival/").status_code == 404


def test_whoever_joined_meanwhile_keeps_one_membership_the_one_that_came(arrival: Arrival) -> None:
    bruno = arrival.person
    rows.member(arrival.community, bruno)
    _as_person(bruno).post("/c/ixelles/arrival/", {"is_me": "yes"})
    assert bruno.memberships.get(community__slug="ixelles").is_steward


def test_with_a_no_it_goes_and_what_was_said_to_all_stays_without_a_name(arrival: Arrival) -> None:
    response = _as_person(arrival.person).post("/c/ixelles/arrival/", {"is_me": "no"})
    assert response["Location"] == "/mine/"
    assert not Post.objects.exists()
    assert Message.objects.get().writer is None
    assert Person.objects.filter(first_name="Bruno").count() == 1
    assert not arrival.community.memberships.exists()


def test_what_nobody_claims_goes_after_a_year(arrival: Arrival, now: datetime) -> None:
    assert drop_old_arrivals(now=now + WAITS_FOR - timedelta(days=1)) == 0
    assert drop_old_arrivals(now=now + WAITS_FOR + timedelta(days=1)) == 1
    assert not Post.objects.exists()


def test_nobody_signs_in_as_who_stands_in(arrival: Arrival) -> None:
    client = Client()
    client.force_login(arrival.stand_in)
    assert client.get("/mine/").status_code == 302
    shown = Client().get("/c/ixelles/").content.decode()
    assert "promener mon chien" not in shown


def _as_person(person: Person) -> Client:
    return rows.signed_in(person)


def test_the_pages_of_a_community_that_moved_lead_to_its_new_address_and_its_members_are_told(
    house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    post = rows.post(Person.objects.get(first_name="Amina"), community=house)
    move_community(community=house, address="https://entraide.example.net/c/ixelles/", now=now)
    run_worker()
    for address in ("/c/ixelles/", "/c/ixelles/safety/"):
        assert 'href="https://entraide.example.net/c/ixelles/"' in Client().get(address).content.decode(), address
    told = {notice.person.first_name: notice.facts["came_along"] for notice in Notice.objects.filter(kind="moved")}
    assert told == {"Amina": True, "Bruno": True, "Chloé": False}
    post.refresh_from_db()
    assert not post.is_asking
    house.refresh_from_db()
    assert house.closed_at == now


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://example.org", "https://localhost:8000/c/x/", "x" * 300]
)
def test_a_community_moves_only_to_an_address_on_another_server(
    house: Community, now: datetime, address: str, settings: pytest.FixtureRequest
) -> None:
    settings.ADDRESS = "https://localhost:8000"  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="wrong_address"):
        move_community(community=house, address=address, now=now)
    with pytest.raises(Refusal, match="everybodys"):
        move_community(community=server_wide(), address="https://example.net/", now=now)
