"""Opening a community in one form with one field, signed in or not; inviting by link, code, letter and mail; and going in."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.records.communities.models import Community, Membership
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.reports.changes import add_measure, open_case

pytestmark = pytest.mark.django_db


def sign_in(client: Client, mailoutbox: list[EmailMessage], *, name: str, onward: str) -> str:
    """Sign a newcomer in with the code that was mailed; where that leads."""
    client.post("/sign-in/", {"first_name": name, "email": f"{name.lower()}@example.org", "next": onward})
    code = "".join(re.findall(r"\d{3} \d{3}", mailoutbox[-1].subject)[0].split())
    return str(client.post("/sign-in/code/", {"code": code})["Location"])


def house_with(steward: Person, **fields: object) -> Community:
    """A community that this person runs."""
    house = rows.community(**fields)  # type: ignore[arg-type]
    rows.member(house, steward, is_steward=True)
    return house


def invitation(house: Community, by: Person, **fields: object) -> Invitation:
    """A link of this community."""
    now = timezone.now()
    given = {"way": "link", "made_by": by, "made_at": now, "ends_at": now + timedelta(days=7), **fields}
    return Invitation.objects.create(community=house, **given)


def test_one_field_and_it_exists() -> None:
    client = rows.signed_in(rows.person("Amina"))
    html = client.get("/communities/open/").content.decode()
    assert html.count("required") == 1
    response = client.post("/communities/open/", {"name": "Smart s'entraide"}, follow=True)
    assert response.redirect_chain[-1][0] == "/c/smart-s-entraide/welcome/"
    assert "Ce qui peut attendre" in response.content.decode()
    assert Membership.objects.get(community__slug="smart-s-entraide").is_steward


def test_a_template_is_chosen_by_a_link_and_colours_the_page() -> None:
    html = Client().get("/communities/open/?template=independents").content.decode()
    assert 'value="independents" checked' in html
    assert 'data-paper="saumon"' in html.split(">")[1]
    assert "Autre chose" in Client().get("/communities/open/?template=nothing").content.decode()


def test_the_same_form_twice_is_one_community() -> None:
    client = rows.signed_in(rows.person("Amina"))
    key = re.search(r'name="key" value="([^"]+)"', client.get("/communities/open/").content.decode())[1]  # type: ignore[index]
    for _twice in range(2):
        assert (
            client.post("/communities/open/", {"name": "Rue Longue", "key": key})["Location"]
            == "/c/rue-longue/welcome/"
        )
    assert Community.objects.filter(is_server_wide=False).count() == 1


def test_a_visitor_signs_in_on_the_way_and_nothing_is_lost(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    response = client.post("/communities/open/", {"name": "Rue Longue", "template": "neighbours", "paper": "gris"})
    assert response["Location"] == "/sign-in/?next=%2Fcarry-on%2F"
    assert not Community.objects.filter(is_server_wide=False).exists()
    assert sign_in(client, mailoutbox, name="Zoé".replace("é", "e"), onward="/carry-on/") == "/carry-on/"
    assert client.get("/carry-on/")["Location"] == "/c/rue-longue/welcome/"
    house = Community.objects.get(slug="rue-longue")
    assert (house.paper, house.entry, house.template) == ("gris", "invitation", "neighbours")
    # Done once: the address alone does nothing again.
    assert client.get("/carry-on/")["Location"] == "/"
    assert Community.objects.filter(is_server_wide=False).count() == 1


def test_whoever_takes_a_name_that_is_there_is_told_and_may_insist() -> None:
    client = rows.signed_in(rows.person("Amina"))
    client.post("/communities/open/", {"name": "Rue Longue"})
    html = client.post("/communities/open/", {"name": "Rue  longue"}).content.decode()
    assert "porte déjà ce nom" in html
    assert (
        client.post("/communities/open/", {"name": "Rue longue", "confirm": "yes"})["Location"]
        == "/c/rue-longue-2/welcome/"
    )


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "Donnez-lui un nom"),
        ({"name": "!!"}, "Donnez-lui un nom"),
        ({"name": "Entraide"}, "prêterait à confusion"),
        ({"name": "x" * 61}, "soixante"),
        ({"name": "Rue", "own_rule": "Pas d'étrangers ici."}, "La charte ne permet pas"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_with_what_was_typed(sent: dict[str, str], words: str) -> None:
    response = rows.signed_in(rows.person("Amina")).post("/communities/open/", sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert all(value.replace("'", "&#x27;") in html for value in sent.values())


def test_the_list_is_searched_when_it_is_long_and_hides_what_is_closed() -> None:
    for n in range(30):
        rows.community(f"Rue {n:02}", f"rue-{n:02}")
    rows.community("Rue fermée", "rue-fermee", closed_at=timezone.now())
    first = Client().get("/communities/").content.decode()
    assert "Rue 00" in first
    assert "Rue 29" not in first
    assert "Rue fermée" not in first
    assert "Rue 29" in Client().get("/communities/?page=2").content.decode()
    found = Client().get("/communities/?q=RUE+29").content.decode()
    assert "Rue 29" in found
    assert "Rue 28" not in found
    assert "Aucune communauté" in Client().get("/communities/?q=zzz").content.decode()


def test_where_only_members_read_a_visitor_sees_the_front_door_and_no_more() -> None:
    amina = rows.person("Amina")
    house = house_with(
        amina, entry="invitation", is_readable_by_all=False, is_forum_readable_by_all=False, welcome="Soyez chez vous."
    )
    rows.post(amina, "Je cherche une échelle", community=house)
    for client in (Client(), rows.signed_in(rows.person("Bruno"))):
        html = client.get("/c/ixelles/").content.decode()
        assert "Soyez chez vous." in html
        assert "une échelle" not in html
        assert "Tout (" not in html
        assert "J&#x27;ai un code" in html or "J'ai un code" in html or "J’ai un code" in html
    assert "une échelle" in rows.signed_in(amina).get("/c/ixelles/").content.decode()


def test_a_link_shows_whose_house_it_is_and_lets_in_after_signing_in(mailoutbox: list[EmailMessage]) -> None:
    amina = rows.person("Amina")
    house = house_with(amina, entry="invitation", welcome="Soyez chez vous.")
    link = invitation(house, amina)
    client = Client()
    html = client.get(f"/join/{link.key}/").content.decode()
    assert "Amina vous invite" in html
    assert "Soyez chez vous." in html
    assert client.post(f"/join/{link.key}/")["Location"].startswith("/sign-in/")
    assert sign_in(client, mailoutbox, name="Bruno", onward="/carry-on/") == "/carry-on/"
    assert client.get("/carry-on/")["Location"] == "/c/ixelles/welcome/"
    assert Membership.objects.filter(community=house, person__first_name="Bruno").exists()
    assert client.get(f"/join/{link.key}/")["Location"] == "/c/ixelles/"


def test_a_code_is_typed_as_people_type_and_cannot_be_guessed_at() -> None:
    amina = rows.person("Amina")
    link = invitation(house_with(amina, entry="invitation"), amina, way="letter", code="bcdf2345")
    assert Client().post("/join/", {"code": " BCDF 2345 "})["Location"] == f"/join/{link.key}/"
    for _try in range(25):
        response = Client().post("/join/", {"code": "zzzz9999"})
    assert response.status_code == 429


@pytest.mark.parametrize(
    "fields", [{"taken_back_at": timezone.now()}, {"ends_at": timezone.now()}, {"most_uses": 1, "uses": 1}]
)
def test_what_is_over_says_so_and_opens_nothing(fields: dict[str, object]) -> None:
    amina = rows.person("Amina")
    link = invitation(house_with(amina, entry="invitation"), amina, code="bcdf2345", **fields)
    assert Client().get(f"/join/{link.key}/").status_code == 410
    assert Client().post("/join/", {"code": "bcdf2345"}).status_code == 422
    rows.signed_in(rows.person("Bruno")).post(f"/join/{link.key}/")
    assert Membership.objects.count() == 1


def test_the_letter_has_a_qr_code_and_the_code_to_type_on_both_sizes() -> None:
    amina = rows.person("Amina")
    link = invitation(house_with(amina, entry="invitation"), amina, way="letter", code="bcdf2345")
    client = rows.signed_in(amina)
    one = client.get(f"/c/ixelles/invitations/{link.code}/letter/").content.decode()
    two = client.get(f"/c/ixelles/invitations/{link.code}/letter/?size=a5").content.decode()
    assert "bcdf 2345" in one
    assert one.count("<svg role=") == 2
    assert two.count("<svg role=") == 3
    assert link.key not in one, "the long key is in the square alone"


def test_addresses_are_never_shown_again(mailoutbox: list[EmailMessage]) -> None:
    amina = rows.person("Amina")
    house_with(amina, entry="invitation")
    client = rows.signed_in(amina)
    wrong = client.post("/c/ixelles/invitations/", {"action": "mail", "addresses": "zoe@example.org, paul@"})
    assert wrong.status_code == 422
    html = client.post("/c/ixelles/invitations/", {"action": "mail", "addresses": "zoe@example.org"}, follow=True)
    assert "zoe@" not in html.content.decode()
    assert "zoe@" not in client.get("/c/ixelles/invitations/").content.decode()


def test_opening_the_stop_page_of_a_mail_does_nothing_and_its_button_does() -> None:
    amina = rows.person("Amina")
    mailed = invitation(house_with(amina), amina, way="mail", email_digest="d" * 64)
    page = f"/join/{mailed.key}/stop/"
    Client().get(page)
    assert Invitation.objects.get().taken_back_at is None
    Client(enforce_csrf_checks=True).post(page)
    assert Invitation.objects.get().taken_back_at is not None
    assert Client().get(f"/join/{invitation(mailed.community, amina).key}/stop/").status_code == 404


def test_asking_waiting_and_being_let_in() -> None:
    amina, bruno = rows.person("Amina"), rows.person("Bruno")
    house = house_with(amina, entry="request")
    client = rows.signed_in(bruno)
    assert "Demander à entrer" in client.get("/c/ixelles/").content.decode()
    client.post("/c/ixelles/ask/", {"words": "J'habite au 12."})
    assert "attend depuis" in client.get("/c/ixelles/ask/").content.decode()
    assert "Ma demande" in client.get("/c/ixelles/").content.decode()
    desk = rows.signed_in(amina)
    assert "habite au 12." in desk.get("/c/ixelles/requests/").content.decode()
    request = JoinRequest.objects.get()
    desk.post("/c/ixelles/requests/", {"request": str(request.pk), "decision": "yes", "words": "Bienvenue."})
    assert Membership.objects.filter(community=house, person=bruno).exists()
    assert "Bienvenue." in client.get("/c/ixelles/ask/").content.decode()


def test_a_declined_request_says_so_kindly_and_when_to_ask_again() -> None:
    amina, bruno = rows.person("Amina"), rows.person("Bruno")
    house_with(amina, entry="request")
    client = rows.signed_in(bruno)
    client.post("/c/ixelles/ask/", {"words": ""})
    rows.signed_in(amina).post(
        "/c/ixelles/requests/",
        {"request": str(JoinRequest.objects.get().pk), "decision": "no", "words": "Plus de place."},
    )
    html = client.get("/c/ixelles/ask/").content.decode()
    assert "Plus de place." in html
    assert "refaire la demande" in html
    assert "Envoyer la demande" not in html


def test_a_visitor_joins_an_open_one_through_signing_in(mailoutbox: list[EmailMessage]) -> None:
    house = rows.community()
    client = Client()
    client.post("/c/ixelles/join/")
    sign_in(client, mailoutbox, name="Bruno", onward="/carry-on/")
    client.get("/carry-on/")
    assert Membership.objects.filter(community=house).count() == 1


def test_a_sentence_written_in_a_community_goes_there_and_takes_its_writer_along() -> None:
    bruno = rows.person("Bruno")
    house = rows.community()
    client = rows.signed_in(bruno)
    client.post("/", {"text": rows.DOG, "community": "ixelles"})
    html = client.get("/draft/").content.decode()
    assert 'value="ixelles" checked' in html
    assert "en publiant, vous en devenez membre" in html
    client.post("/draft/", {"action": "publish", "where": "ixelles"})
    assert Post.objects.get().community == house
    assert Membership.objects.filter(community=house, person=bruno).exists()


def test_the_writer_may_send_it_to_everybody_after_all_and_nowhere_they_do_not_belong() -> None:
    bruno = rows.person("Bruno")
    rows.member(rows.community(), bruno)
    closed = rows.community("Rue privée", "rue-privee", entry="invitation")
    client = rows.signed_in(bruno)
    client.post("/", {"text": rows.DOG, "community": "rue-privee"})
    assert "Rue privée" not in client.get("/draft/").content.decode()
    client.post("/draft/", {"action": "publish", "where": "rue-privee"})
    client.post("/", {"text": rows.DOG, "community": "ixelles"})
    client.post("/draft/", {"action": "publish", "where": ""})
    assert not Post.objects.filter(community=closed).exists()
    assert Post.objects.get().community.is_server_wide


def test_settings_are_saved_a_section_at_a_time_and_wrong_ones_come_back() -> None:
    amina = rows.person("Amina")
    house = house_with(amina)
    client = rows.signed_in(amina)
    for sent in (
        {"section": "name", "name": "Malibran", "motto": "Une rue."},
        {
            "section": "look",
            "plate": "Ma",
            "mark": '<svg viewBox="0 0 48 48"><path d="M0 0h48v48z"/></svg>',
            "paper": "miel",
            "colour": "E4002B",
        },
        {"section": "topics", "topics": ["food", "garden"]},
        {"section": "speech", "languages": ["fr", "nl"], "address_form": "tu"},
        {"section": "welcome", "welcome": "Bonjour."},
        {"section": "area", "place": "1050"},
    ):
        assert client.post("/c/ixelles/settings/", sent).status_code == 302, sent
    house.refresh_from_db()
    assert (house.name, house.motto, house.plate, house.colour) == ("Malibran", "Une rue.", "Ma", "#e4002b")
    assert house.mark == "0 0 48 48\nM0 0h48v48z"
    assert (house.topics, house.languages, house.address_form) == (["food", "garden"], ["fr", "nl"], "tu")
    assert house.communes[0]["postcode"] == "1050"
    html = client.get("/c/ixelles/").content.decode()
    assert '<svg viewBox="0 0 48 48"><path class="fill" d="M0 0h48v48z"/></svg>' in html
    assert 'href="/c/ixelles/paper.css?v=e4002b"' in html
    assert client.get("/c/ixelles/paper.css").content.startswith(b'[data-paper="own"]{--ph:')
    client.post("/c/ixelles/settings/", {"section": "area", "remove": "Ixelles, 1050"})
    house.refresh_from_db()
    assert house.communes == []


@pytest.mark.parametrize(
    "sent",
    [
        {"section": "name", "name": ""},
        {"section": "look", "mark": "<script>alert(1)</script>"},
        {"section": "look", "mark": 'M0 0"/><script>'},
        {"section": "look", "mark": '<svg viewBox="0 0 24 24"><path d="M0 0 url(x)"/></svg>'},
        {"section": "look", "mark": "M0 0" + " 1" * 2000},
        {"section": "look", "colour": "red;}"},
        {"section": "topics", "topics": ["weapons"]},
        {"section": "speech", "address_form": "thou"},
        {"section": "area", "place": "Xyzzyville"},
        {"section": "area", "place": ""},
    ],
)
def test_nothing_else_gets_into_a_community(sent: dict[str, object]) -> None:
    amina = rows.person("Amina")
    house = house_with(amina)
    before = Community.objects.filter(pk=house.pk).values().get()
    assert rows.signed_in(amina).post("/c/ixelles/settings/", sent).status_code == 422
    assert Community.objects.filter(pk=house.pk).values().get() == before


def test_a_host_name_only_where_the_operator_allows_it(settings: LazySettings) -> None:
    amina = rows.person("Amina")
    house_with(amina, motto="Une rue, un escalier.")
    client = rows.signed_in(amina)
    assert client.post("/c/ixelles/settings/", {"section": "host", "host_name": "smart.example.org"}).status_code == 200
    settings.COMMUNITY_HOSTS = [".example.org"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".example.org"]
    for wrong in ("smart.example.com", "a.b.example.org", "example.org", "-.example.org"):
        assert client.post("/c/ixelles/settings/", {"section": "host", "host_name": wrong}).status_code == 422, wrong
    assert client.get("/tls-allowed?domain=smart.example.org").status_code == 404
    assert client.post("/c/ixelles/settings/", {"section": "host", "host_name": "Smart.example.org"}).status_code == 302
    assert client.get("/tls-allowed?domain=smart.example.org").status_code == 200
    assert "Une rue, un escalier." in Client(headers={"host": "smart.example.org"}).get("/").content.decode()
    assert "Une rue, un escalier." not in Client(headers={"host": "other.example.org"}).get("/").content.decode()
    assert "Une rue, un escalier." not in Client().get("/").content.decode()


def test_members_see_names_and_no_address_and_find_each_other_by_letters() -> None:
    amina = rows.person("Amina")
    house = house_with(amina)
    for n in range(60):
        rows.member(house, rows.person(f"Voisin{n:02}"))
    client = rows.signed_in(amina)
    first = client.get("/c/ixelles/members/").content.decode()
    assert "Voisin10" in first
    assert "Voisin59" not in first
    assert "@" not in re.sub(r"<[^>]+>", "", first)
    further = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")  # type: ignore[index]
    assert "Voisin59" in client.get(f"/c/ixelles/members/{further}").content.decode()
    found = client.get("/c/ixelles/members/?q=voisin59").content.decode()
    assert "Voisin59" in found
    assert "Voisin58" not in found


def test_a_steward_asks_another_member_to_help_and_the_last_one_stays() -> None:
    amina, bruno = rows.person("Amina"), rows.person("Bruno")
    house = house_with(amina)
    theirs = rows.member(house, bruno)
    client = rows.signed_in(amina)
    own = Membership.objects.get(person=amina, community=house)
    client.post("/c/ixelles/members/", {"action": "relieve", "membership": str(own.pk)})
    own.refresh_from_db()
    assert own.is_steward
    client.post("/c/ixelles/members/", {"action": "appoint", "membership": str(theirs.pk)})
    theirs.refresh_from_db()
    assert theirs.is_steward


def test_coming_along_is_asked_unticked_and_kept() -> None:
    bruno = rows.person("Bruno")
    house = rows.community()
    client = rows.signed_in(bruno)
    html = client.post("/c/ixelles/join/", follow=True).content.decode()
    assert 'name="agrees" value="yes">' in html
    client.post("/c/ixelles/welcome/", {"agrees": "yes"})
    assert Membership.objects.get(community=house, person=bruno).agrees_to_move


def test_a_closed_one_is_read_and_nothing_more() -> None:
    amina = rows.person("Amina")
    house = house_with(amina)
    rows.post(amina, "Je cherche une échelle", community=house)
    client = rows.signed_in(amina)
    client.post("/c/ixelles/close/", {"action": "close"})
    html = Client().get("/c/ixelles/").content.decode()
    assert "une échelle" in html
    assert "Fermée depuis" in html
    assert 'id="sentence"' not in html
    client.post("/", {"text": rows.DOG, "community": "ixelles"})
    client.post("/draft/", {"action": "publish", "where": "ixelles"})
    assert Post.objects.filter(community=house).count() == 1


def test_who_is_excluded_reads_it_where_others_ask() -> None:
    amina, bruno = rows.person("Amina"), rows.person("Bruno")
    house = house_with(amina, entry="request")
    now = timezone.now()
    case = open_case(community=house, kind="person", thing_id=bruno.pk, about=bruno, at=now)
    add_measure(case=case, kind="exclude", decided_by="stewards", at=now, rule="harassment")
    page = rows.signed_in(bruno).get("/c/ixelles/ask/").content.decode()
    assert "Vous ne faites plus partie de cette communauté." in page
    assert "Envoyer la demande" not in page
    sent = rows.signed_in(bruno).post("/c/ixelles/ask/", {"words": "Bonjour"}, follow=True).content.decode()
    assert "Vous ne faites plus partie de cette communauté." in sent
    assert not JoinRequest.objects.exists()
