"""The pages of talking: the forum's list, a thread set like a play, one's conversations; what is new, what is folded, what is mended."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.follow_forum import follow_forum
from entraide.journeys.open_thread import open_thread
from entraide.journeys.pin_thread import pin_thread
from entraide.journeys.withdraw_message import withdraw_message
from entraide.journeys.write_message import write_message
from entraide.journeys.write_to import write_to
from entraide.records.communities.models import Community
from entraide.records.conversations.models import ForumFollow, Message, Participation, Section, Thread
from entraide.records.people.models import Block, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Community:
    cache.clear()
    return rows.community()


@pytest.fixture
def bruno(house: Community) -> Person:
    return rows.member(house, rows.person("Bruno")).person


@pytest.fixture
def els(house: Community) -> Person:
    return rows.member(house, rows.person("Els")).person


@pytest.fixture
def steward(house: Community) -> Person:
    return rows.member(house, rows.person("Chloe"), is_steward=True).person


def opened(house: Community, by: Person, subject: str = "Le compost", *, hours_ago: float = 2) -> Thread:
    """A thread that this person opened some hours ago."""
    now = timezone.now() - timedelta(hours=hours_ago)
    return open_thread(writer=by, community=house, subject=subject, words="Qui a des vers ?", now=now)


def page(who: Person | None, address: str) -> str:
    """The page as this person sees it."""
    response = (rows.signed_in(who) if who else Client()).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_forum_shows_what_is_pinned_first_then_where_somebody_wrote_last(
    house: Community, bruno: Person, els: Person, steward: Person
) -> None:
    old, new, pinned = (opened(house, els, name, hours_ago=hours) for name, hours in (("A", 9), ("B", 5), ("C", 8)))
    pin_thread(steward=steward, thread_id=pinned.pk, is_pinned=True, now=timezone.now())
    html = page(bruno, "/c/ixelles/forum/")
    assert [html.index(f">{one.subject}</a>") for one in (pinned, new, old)] == sorted(
        html.index(f">{one.subject}</a>") for one in (pinned, new, old)
    )
    write_message(writer=bruno, thread_id=old.pk, words="Moi.", now=timezone.now())
    html = page(None, "/c/ixelles/forum/")
    assert html.index(">A</a>") < html.index(">B</a>")
    assert "2 messages" in html


def test_an_empty_forum_says_so_and_what_to_do(house: Community, bruno: Person) -> None:
    assert "Personne n’a encore ouvert de discussion" in page(bruno, "/c/ixelles/forum/")


def test_a_long_forum_comes_in_pages_without_a_gap_or_a_double(house: Community, els: Person) -> None:
    now = timezone.now()
    subjects = [f"Sujet {number:02}" for number in range(47)]
    Thread.objects.bulk_create(
        Thread(kind="forum", community=house, subject=one, opened_by=els, opened_at=now, latest_at=now, message_count=1)
        for one in subjects
    )
    seen: list[str] = []
    address = "/c/ixelles/forum/"
    for _ in range(3):
        html = page(None, address)
        seen += [one for one in subjects if f">{one}</a>" in html]
        if 'rel="next"' in html:
            address = "/c/ixelles/forum/" + html.split('rel="next" href="')[1].split('"')[0]
    assert sorted(seen) == subjects


def test_what_is_new_is_marked_until_it_was_read(house: Community, bruno: Person, els: Person) -> None:
    thread = opened(house, els)
    assert "Du nouveau" in page(bruno, "/c/ixelles/forum/")
    assert "Du nouveau" not in page(els, "/c/ixelles/forum/")
    assert "Du nouveau" not in page(None, "/c/ixelles/forum/")
    page(bruno, f"/t/{thread.code}/")
    assert "Du nouveau" not in page(bruno, "/c/ixelles/forum/")
    write_message(writer=els, thread_id=thread.pk, words="Encore.", now=timezone.now())
    assert "Du nouveau" in page(bruno, "/c/ixelles/forum/")


def test_a_section_holds_its_own_threads(house: Community, els: Person) -> None:
    garden = Section.objects.create(community=house, name="Jardins", slug="jardins")
    now = timezone.now()
    open_thread(writer=els, community=house, subject="Le compost", words="Qui ?", section=garden, now=now)
    opened(house, els, "Le four")
    html = page(None, "/c/ixelles/forum/?section=jardins")
    assert ("Le compost" in html, "Le four" in html) == (True, False)


def test_a_member_opens_a_thread_and_what_is_wrong_is_said_beside_the_field(house: Community, bruno: Person) -> None:
    client = rows.signed_in(bruno)
    wrong = client.post("/c/ixelles/forum/new/", {"subject": "", "words": "Qui a des vers ?"})
    assert wrong.status_code == 422
    assert "Qui a des vers ?" in wrong.content.decode()
    assert 'aria-describedby="subject-error"' in wrong.content.decode()
    right = client.post("/c/ixelles/forum/new/", {"subject": "Le compost", "words": "Qui a des vers ?"})
    thread = Thread.objects.get()
    assert right["Location"] == f"/t/{thread.code}/"
    assert "Le compost" in page(None, right["Location"])


def test_an_answer_is_sent_and_shown_in_its_place(house: Community, bruno: Person, els: Person) -> None:
    thread = opened(house, els)
    response = rows.signed_in(bruno).post(f"/t/{thread.code}/", {"words": "Moi.\r\n\r\nhttps://example.org/vers"})
    message = Message.objects.get(writer=bruno)
    assert response["Location"] == f"/t/{thread.code}/?latest#m-{message.pk.hex}"
    html = page(els, f"/t/{thread.code}/")
    assert "<p>Moi.</p>" in html
    assert 'rel="nofollow ugc' in html
    assert "Du nouveau dans" in page(els, "/mine/") or Participation.objects.filter(person=els, follows="each").exists()


def test_an_empty_answer_is_mended(house: Community, bruno: Person, els: Person) -> None:
    thread = opened(house, els)
    response = rows.signed_in(bruno).post(f"/t/{thread.code}/", {"words": "  "})
    assert response.status_code == 422
    assert "Écrivez quelques mots" in response.content.decode()


def test_what_a_blocked_person_wrote_is_folded_and_they_see_nothing_of_it(
    house: Community, bruno: Person, els: Person
) -> None:
    thread = opened(house, els)
    Block.objects.create(person=bruno, blocked=els, made_at=timezone.now())
    assert "Message d’une personne que vous bloquez" in page(bruno, f"/t/{thread.code}/")
    assert "que vous bloquez" not in page(els, f"/t/{thread.code}/")


def test_a_message_taken_back_leaves_its_place_and_no_word(house: Community, bruno: Person, els: Person) -> None:
    thread = opened(house, els)
    message = write_message(writer=bruno, thread_id=thread.pk, words="Une bêtise.", now=timezone.now())
    withdraw_message(writer=bruno, message_id=message.pk, now=timezone.now())
    for viewer in (bruno, els, None):
        html = page(viewer, f"/t/{thread.code}/")
        assert "Une bêtise" not in html
        assert "Message retiré" in html


def test_hidden_words_are_for_whoever_tends_the_community(
    house: Community, bruno: Person, els: Person, steward: Person
) -> None:
    thread = opened(house, els)
    Message.objects.update(hidden_at=timezone.now())
    assert ["Qui a des vers" in page(who, f"/t/{thread.code}/") for who in (None, bruno, els, steward)] == [
        False, False, False, True,
    ]  # fmt: skip
    Thread.objects.update(hidden_at=timezone.now())
    assert [rows.signed_in(who).get(f"/t/{thread.code}/").status_code for who in (bruno, els, steward)] == [
        404,
        404,
        200,
    ]
    assert "Le compost" not in page(steward, "/c/ixelles/forum/")


def test_a_forum_of_members_is_closed_to_others_and_says_how_to_get_in(house: Community, els: Person) -> None:
    thread = opened(house, els)
    Community.objects.filter(pk=house.pk).update(is_forum_readable_by_all=False)
    daan = rows.signed_in(rows.person("Daan"))
    assert (daan.get("/c/ixelles/forum/").status_code, daan.get(f"/t/{thread.code}/").status_code) == (403, 404)
    for address in ("/c/ixelles/forum/", f"/t/{thread.code}/", "/t/nothing/"):
        assert Client().get(address)["Location"].startswith("/sign-in/?next=")


def test_a_long_thread_begins_at_its_beginning_and_goes_on_where_one_was(
    house: Community, bruno: Person, els: Person
) -> None:
    thread = opened(house, els, hours_ago=5)
    start = timezone.now() - timedelta(hours=4)
    Message.objects.bulk_create(
        Message(thread=thread, writer=els, words=f"Mot {n:03}.", said_at=start + timedelta(minutes=n))
        for n in range(120)
    )
    first = page(bruno, f"/t/{thread.code}/")
    assert ("Mot 000." in first, "Mot 048." in first, "Mot 049." in first) == (True, True, False)
    second = page(None, f"/t/{thread.code}/?after=" + first.split("?after=")[1].split('"')[0])
    assert ("Mot 048." in second, "Mot 049." in second, "Mot 098." in second) == (False, True, True)
    again = page(bruno, f"/t/{thread.code}/")
    assert ("Mot 119." in again, "Mot 070." in again, "Mot 069." in again) == (True, True, False)
    earlier = page(None, f"/t/{thread.code}/?before=" + again.split("?before=")[1].split('"')[0])
    assert ("Mot 069." in earlier, "Mot 020." in earlier, "Mot 070." in earlier) == (True, True, False)


def test_following_is_chosen_on_the_page(house: Community, bruno: Person, els: Person) -> None:
    thread = opened(house, els)
    client = rows.signed_in(bruno)
    client.post(f"/t/{thread.code}/follow/", {"how": "week"})
    client.post("/c/ixelles/forum/follow/", {"how": "day"})
    assert Participation.objects.get(person=bruno).follows == "week"
    assert ForumFollow.objects.get(person=bruno).follows == "day"
    client.post("/c/ixelles/forum/follow/", {"how": "always"})
    assert ForumFollow.objects.get(person=bruno).follows == "day"


def test_somebody_writes_to_a_member_and_finds_the_conversation_again(bruno: Person, els: Person) -> None:
    client = rows.signed_in(bruno)
    form = client.get(f"/p/{els.code}/write/").content.decode()
    assert "Ixelles" in form  # what the two share is said before the first message
    sent = client.post(f"/p/{els.code}/write/", {"words": "Bonjour Els !"})
    thread = Thread.objects.get(kind="direct")
    assert sent["Location"] == f"/t/{thread.code}/?latest"
    assert client.get(f"/p/{els.code}/write/")["Location"] == f"/t/{thread.code}/"
    assert "Bruno" in page(els, "/mine/talks/")
    assert "Du nouveau" in page(els, "/mine/talks/")
    assert "Bonjour Els" in page(els, f"/t/{thread.code}/")
    assert "Du nouveau" not in page(els, "/mine/talks/")


def test_to_whom_one_may_not_write_there_is_no_page_and_no_reason(house: Community, bruno: Person, els: Person) -> None:
    daan, gone = rows.person("Daan"), rows.person("Gone", is_active=False)
    Block.objects.create(person=els, blocked=bruno, made_at=timezone.now())
    client = rows.signed_in(bruno)
    pages = {client.get(f"/p/{code}/write/").content for code in (els.code, daan.code, gone.code, "nobody")}
    assert len({client.get(f"/p/{code}/write/").status_code for code in (els.code, daan.code, "nobody")}) == 1
    assert len({len(one) for one in pages}) == 1


def test_where_one_of_two_blocks_the_other_the_words_stay_and_none_are_added(bruno: Person, els: Person) -> None:
    thread = write_to(writer=bruno, other=els, words="Bonjour Els !", now=timezone.now())
    Block.objects.create(person=els, blocked=bruno, made_at=timezone.now())
    html = page(bruno, f"/t/{thread.code}/")
    assert "Bonjour Els" in html
    assert "Il n’est plus possible d’écrire ici" in html
    assert rows.signed_in(bruno).post(f"/t/{thread.code}/", {"words": "Encore"}).status_code == 422


def test_the_sections_are_named_on_one_page(house: Community, steward: Person) -> None:
    client = rows.signed_in(steward)
    client.post("/c/ixelles/forum/sections/", {"key": ["", "", ""], "name": ["Jardins", "", "Outils"]})
    assert [one.name for one in Section.objects.all()] == ["Jardins", "Outils"]
    same = client.post("/c/ixelles/forum/sections/", {"key": ["", ""], "name": ["Jardins", "jardins"]})
    assert same.status_code == 422
    assert "même nom" in same.content.decode()


def test_a_digest_told_on_the_site_leads_to_the_forum(house: Community, bruno: Person, els: Person) -> None:
    follow_forum(person=bruno, community=house, how="day", now=timezone.now())
    assert ForumFollow.objects.get().due_at
