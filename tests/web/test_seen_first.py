"""What is open is seen without an account: feeds, calendars, the widget, the site map, what pages say of themselves. Nothing else is."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar
from tests.web import rows
from tests.web.test_search import said, thread

from entraide.records.communities.models import Community
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SECRET = "zibeline"
PUBLIC = (
    "/board/atom/",
    "/c/ixelles/atom/",
    "/c/ixelles/forum/atom/",
    "/c/ixelles/calendar.ics",
    "/c/ixelles/widget/?n=20",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-communities.xml",
    "/sitemap-posts-2026-03.xml",
    "/sitemap-threads-2026-03.xml",
    "/robots.txt",
    "/",
    "/board/",
    "/c/ixelles/",
    "/c/ixelles/forum/",
)
OF_MEMBERS = ("atom/", "forum/atom/", "calendar.ics", "widget/", "widget/code/")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(now: datetime) -> Community:
    """Ixelles, open to all, with a post for Saturday morning and a thread; beside it everything that must not be seen."""
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    house = rows.community(motto="La commune et ses voisins")
    circle = rows.community("Le Cercle", "cercle", is_readable_by_all=False, is_forum_readable_by_all=False)
    for where in (house, circle):
        rows.member(where, ginette)
        rows.member(where, bruno)
    saturday = datetime(2026, 3, 7, 9, 0, tzinfo=now.tzinfo)
    rows.post(
        ginette, community=house, code="dogpost", starts_at=saturday, ends_at=saturday + timedelta(hours=2),
        published_at=now - timedelta(hours=1),
    )  # fmt: skip
    thread(house, ginette, "Un compost de quartier", "Qui s'y connaît <script>en vers</script> ?", code="compost")
    hidden = {"starts_at": saturday, "published_at": now - timedelta(hours=2)}
    rows.offer(ginette, f"{SECRET} du cercle", community=circle, code="circlepost", **hidden)
    rows.offer(ginette, f"{SECRET} cachée", community=house, hidden_at=now, code="hiddenpost", **hidden)
    rows.offer(ginette, f"{SECRET} retirée", community=house, state="withdrawn", **hidden)
    rows.offer(rows.person("Farid", is_active=False), f"{SECRET} d'un absent", community=house, **hidden)
    said(bruno, f"Je prête ma {SECRET}")
    thread(circle, ginette, f"{SECRET} du cercle", f"La {SECRET}.", code="circlethread")
    thread(house, ginette, f"{SECRET} cachée", f"La {SECRET}.", hidden_at=now)
    return house


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("looker", ["visitor", "member"])
def test_nothing_private_is_in_it_whoever_looks(house, address, looker):
    client = Client() if looker == "visitor" else rows.signed_in(rows.person("Els"))
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode()
    assert answer.status_code == 200
    assert SECRET not in text.lower()
    for private in ("circlepost", "hiddenpost", "circlethread", "@example.org"):
        assert private not in text


@pytest.mark.parametrize("address", PUBLIC[:5])
def test_a_member_gets_no_more_than_a_visitor(house, address):
    circle = Community.objects.get(slug="cercle")
    els = rows.person("Els")
    rows.member(circle, els)
    assert rows.signed_in(els).get(address).content == Client().get(address).content


@pytest.mark.parametrize("room", OF_MEMBERS)
def test_of_a_community_for_members_there_is_nothing(house, room):
    els = rows.person("Els")
    rows.member(Community.objects.get(slug="cercle"), els)
    for client in (Client(), rows.signed_in(els)):
        assert client.get(f"/c/cercle/{room}").status_code == 403


def test_a_private_post_has_no_event(house):
    assert Client().get("/a/dogpost/event.ics").status_code == 200
    for code in ("circlepost", "hiddenpost", "nobody"):
        assert Client().get(f"/a/{code}/event.ics").status_code == 404


class TestFeeds:
    """RFC 4287."""

    def feed(self, address: str) -> ElementTree.Element:
        answer = Client().get(address)
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(answer.content)

    @pytest.mark.parametrize("address", PUBLIC[:3])
    def test_a_feed_and_its_entries_have_all_that_the_standard_asks(self, house, address):
        feed = self.feed(address)
        for one in (feed, *feed.findall("a:entry", ATOM)):
            for name in ("id", "title", "updated"):
                assert one.findtext(f"a:{name}", namespaces=ATOM), name
        for entry in feed.findall("a:entry", ATOM):
            assert entry.findtext("a:id", namespaces=ATOM).startswith("tag:")
            assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Ginette"
            assert entry.find("a:author/a:email", ATOM) is None
        assert len(feed.findall("a:entry", ATOM)) == 1

    def test_identities_stay_when_a_post_is_corrected(self, house):
        before = self.feed("/board/atom/").findtext("a:entry/a:id", namespaces=ATOM)
        Post.objects.filter(code="dogpost").update(topic="animals.sitting", radius_km=9)
        assert self.feed("/board/atom/").findtext("a:entry/a:id", namespaces=ATOM) == before

    def test_a_feed_keeps_to_the_boards_filters(self, house):
        assert len(self.feed("/board/atom/?kind=offer").findall("a:entry", ATOM)) == 0
        assert len(self.feed("/board/atom/?place=Ixelles&radius=5").findall("a:entry", ATOM)) == 1
        assert len(self.feed("/board/atom/?place=Gent&radius=5").findall("a:entry", ATOM)) == 0

    def test_what_is_known_already_is_not_sent_again(self, house):
        first = Client().get("/c/ixelles/atom/")
        assert first["Last-Modified"]
        again = Client().get("/c/ixelles/atom/", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert "Set-Cookie" not in first

    def test_words_of_people_are_text_and_nothing_else(self, house):
        summary = self.feed("/c/ixelles/forum/atom/").findtext("a:entry/a:summary", namespaces=ATOM)
        assert "&lt;script&gt;" in summary


class TestCalendars:
    """RFC 5545."""

    def test_a_post_with_a_time_is_an_event_in_the_servers_zone(self, house, client):
        answer = client.get("/c/ixelles/calendar.ics")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(answer.content)
        (event,) = calendar.walk("VEVENT")
        assert event.decoded("dtstart").isoformat() == "2026-03-07T09:00:00+01:00"
        assert event.decoded("dtend").isoformat() == "2026-03-07T11:00:00+01:00"
        assert event["uid"].startswith("dogpost@")
        assert event["status"] == "TENTATIVE"
        (zone,) = calendar.walk("VTIMEZONE")
        assert zone["tzid"] == "Europe/Brussels"

    def test_whole_days_and_repetitions_are_said_as_such(self, house, client, now):
        day = datetime(2026, 3, 9, tzinfo=now.tzinfo)
        Post.objects.filter(code="dogpost").update(
            starts_at=day, ends_at=day + timedelta(days=1), recurrence="FREQ=WEEKLY;BYDAY=MO"
        )
        (event,) = Calendar.from_ical(client.get("/a/dogpost/event.ics").content).walk("VEVENT")
        assert event.decoded("dtstart").isoformat() == "2026-03-09"
        assert event["rrule"]["FREQ"] == ["WEEKLY"]

    def test_what_cannot_be_said_as_a_repetition_is_left_out(self, house, client):
        Post.objects.filter(code="dogpost").update(recurrence="whenever it rains")
        (event,) = Calendar.from_ical(client.get("/a/dogpost/event.ics").content).walk("VEVENT")
        assert "rrule" not in event


class TestWidget:
    """For a frame on another site."""

    def test_other_sites_may_frame_it_and_nothing_else(self, house, client):
        framed = client.get("/c/ixelles/widget/")
        assert "X-Frame-Options" not in framed
        assert "frame-ancestors *" in framed["Content-Security-Policy"]
        other = client.get("/c/ixelles/")
        assert other["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]

    def test_it_sets_no_cookie_and_carries_no_script(self, house, client):
        framed = client.get("/c/ixelles/widget/?language=nl&n=1&kind=need")
        page = framed.content.decode()
        assert not framed.cookies
        assert "<script" not in page
        assert " style=" not in page
        assert '<html lang="nl"' in page
        assert '<base target="_top">' in page

    def test_it_weighs_less_than_six_kilobytes_with_all_it_loads(self, house, client, now):
        ginette = Person.objects.get(first_name="Ginette")
        for n in range(20):
            rows.offer(ginette, f"Je prête mon échelle numéro {n:02}.", community=house)
        page = client.get("/c/ixelles/widget/?n=5", headers={"Accept-Encoding": "gzip"})
        sheet = Path(finders.find("widget.css")).read_bytes()
        assert len(page.content) + len(sheet) <= 6000

    @pytest.mark.parametrize("query", ["n=0", "n=99999", "n=x", "n=-1", "language=xx", "kind=all", "n=%00"])
    def test_wrong_choices_are_passed_over(self, house, client, query):
        assert client.get(f"/c/ixelles/widget/?{query}").status_code == 200

    def test_the_lines_to_copy_are_shown_as_text(self, house, client):
        Community.objects.filter(slug="ixelles").update(name='Ixelles "s\'entraide" <b>')
        page = client.get("/c/ixelles/widget/code/?n=3&language=de&kind=offer").content.decode()
        assert "&lt;iframe src=&quot;" in page
        assert "n=3&amp;amp;language=de&amp;amp;kind=offer" in page
        assert "<b>" not in re.sub(r"<b>\w", "", page)


class TestWhatPagesSay:
    """Descriptions, one address each, previews, schema.org; and what is not to be listed says so."""

    def things(self, page: str) -> list[dict[str, object]]:
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        return json.loads(block)["@graph"]

    def test_a_post_is_a_demand_or_an_offer(self, house, client):
        page = client.get("/a/dogpost/?utm=1").content.decode()
        assert re.search(r'<link rel="canonical" href="http[^"]+/a/dogpost/">', page)
        assert '<meta property="og:title" content="Je cherche quelqu’un' in page
        assert '<meta name="description" content="Demande' in page
        kinds = [thing["@type"] for thing in self.things(page)]
        assert kinds == ["Demand", "BreadcrumbList"]

    def test_a_community_is_an_organization_and_has_feeds(self, house, client):
        page = client.get("/c/ixelles/").content.decode()
        assert self.things(page)[0]["@type"] == "Organization"
        assert 'type="application/atom+xml"' in page
        assert 'type="text/calendar"' in page

    def test_a_thread_is_a_discussion(self, house, client):
        page = client.get("/t/compost/").content.decode()
        posting = self.things(page)[0]
        assert posting["@type"] == "DiscussionForumPosting"
        assert "<script>en vers" not in page
        assert "<script>en vers</script>" in posting["text"]

    @pytest.mark.parametrize("address", ["/", "/board/", "/charter/", "/c/ixelles/", "/a/dogpost/", "/t/compost/"])
    def test_what_is_open_may_be_listed(self, house, client, address):
        page = client.get(address).content.decode()
        assert "noindex" not in page
        assert '<meta name="description"' in page

    @pytest.mark.parametrize(
        "address", ["/search/?q=chien", "/sign-in/", "/a/nobody/", "/c/ixelles/widget/", "/nothing/"]
    )
    def test_everything_else_may_not(self, house, client, address):
        page = client.get(address).content.decode()
        assert '<meta name="robots" content="noindex">' in page
        assert "og:title" not in page

    def test_what_only_members_read_is_not_listed_when_they_read_it(self, house):
        els = rows.person("Els")
        rows.member(Community.objects.get(slug="cercle"), els)
        client = rows.signed_in(els)
        for address in ("/a/circlepost/", "/t/circlethread/", "/c/cercle/forum/"):
            page = client.get(address).content.decode()
            assert '<meta name="robots" content="noindex">' in page, address
            assert "og:description" not in page

    def test_a_post_that_is_over_is_not_listed(self, house, client):
        Post.objects.filter(code="dogpost").update(state="lapsed")
        assert "noindex" in client.get("/a/dogpost/").content.decode()

    def test_no_words_end_the_block_they_stand_in(self, house, client):
        text = "</script><script>alert(1)</script> & co"
        Post.objects.filter(code="dogpost").update(text=text, reading=replace(rows.DOG_READING, spans=()).as_dict())
        page = client.get("/a/dogpost/").content.decode()
        assert "<script>alert" not in page
        assert self.things(page)[0]["name"] == text


class TestSiteMap:
    """sitemaps.org, robots.txt."""

    def test_the_parts_name_what_anybody_may_read(self, house, client):
        index = client.get("/sitemap.xml").content.decode()
        assert "/sitemap-posts-2026-03.xml" in index
        posts = b"".join(client.get("/sitemap-posts-2026-03.xml")).decode()
        assert "/a/dogpost/</loc>" in posts
        assert ElementTree.fromstring(posts)[0].tag.endswith("url")
        assert "/t/compost/" in b"".join(client.get("/sitemap-threads-2026-03.xml")).decode()
        assert "/c/cercle/" not in b"".join(client.get("/sitemap-communities.xml")).decode()

    @pytest.mark.parametrize(
        "part", ["posts-2026-13", "posts-9999-12", "posts", "people", "threads-x", "posts-0000-01"]
    )
    def test_other_parts_are_not_there(self, client, part):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404

    def test_machines_are_told_what_to_leave_alone(self, client):
        text = client.get("/robots.txt").content.decode()
        assert "Disallow: /mine/" in text
        assert re.search(r"^Sitemap: http\S+/sitemap.xml$", text, re.MULTILINE)


def test_a_block_changes_nothing_in_what_everybody_reads(house):
    els, ginette = rows.person("Els"), Person.objects.get(first_name="Ginette")
    Block.objects.create(person=ginette, blocked=els, made_at=rows.an_hour_ago())
    assert "dogpost" in rows.signed_in(els).get("/c/ixelles/atom/").content.decode()
