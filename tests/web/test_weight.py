"""Every page is light: its bytes on a first visit, its requests, its questions to the database; nothing inline, nothing from elsewhere."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise
from uuid import UUID

import brotli
import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.journeys import bank
from tests.journeys.euros import promise_of
from tests.statements import ACCOUNT
from tests.web import rows

from entraide.journeys.seal_books import seal_community
from entraide.logic.charter.rules import Rules
from entraide.logic.euros.structured_communication import communication_of
from entraide.records.communities.models import Community, RulesVersion
from entraide.records.exchanges.models import Exchange
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.notices.models import Notice
from entraide.records.payments.models import BankAccount, Bill, PaymentSeen

pytestmark = pytest.mark.django_db

MOST_BYTES = 30_000
MOST_REQUESTS = 5
# Session, person, unseen notices and the page's own; none of them grows with what is kept.
MOST_QUERIES = 12
CODES = {"open": "openpost", "agreed": "agreedpo"}
KEY = "keyofanask"
PAGES = {
    "visitor": (
        "/",
        "/?kind=need",
        "/board/",
        "/board/?kind=need&topic=animals.walking&place=Ixelles",
        "/search/?q=chien",
        "/sign-in/",
        "/help/",
        "/accessibility/",
        "/charter/",
        "/source/",
        "/c/ixelles/",
        "/communities/",
        "/communities/open/",
        "/join/",
        "/join/invitkey/",
        "/a/openpost/",
        "/a/openpost/poster/",
        "/s/keyofanask/",
        "/c/ixelles/forum/",
        "/c/ixelles/moderation/",
        "/c/ixelles/safety/",
        "/c/ixelles/widget/",
        "/c/ixelles/widget/code/",
        "/report/post/openpost/",
        "/dev/mail/",
        "/nothing/here/",
    ),
    "house": tuple(
        f"/c/ixelles/{room}"
        for room in (
            "",
            "welcome/",
            "members/",
            "requests/",
            "invitations/",
            "invitations/invitcod/letter/",
            "settings/",
            "rules/",
            "rules/history/",
            "rules/change/",
            "safety/",
            "weights/",
            "words/",
            "export/",
            "euros/",
            "euros/?state=all",
            "euros/account/",
            "euros/ask/",
            "euros/0198c0de-0000-7000-8000-000000000003/",
            "forum/",
            "forum/new/",
            "forum/sections/",
            "credits/",
            "credits/ask/",
            "credits/limits/",
            "credits/seals/",
            "commons/",
            "commons/pay/",
            "mandates/",
            "attestations/",
            "attestations/ask/",
            "moderation/",
            "desk/",
            "desk/log/",
            "desk/words/",
        )
    ),
    "writer": (
        "/",
        "/board/",
        "/mine/",
        "/likes/",
        "/settings/",
        "/settings/erase/",
        "/a/openpost/",
        "/a/agreedpo/",
        "/mine/talks/",
        "/mine/bills/",
        "/b/b1llbill/",
        "/mandates/",
        "/attestations/",
        "/settings/trusted/",
        "/settings/passkeys/",
        "/settings/devices/",
        "/search/?q=chien",
        "/settings/export/",
        "/settings/export/posts/",
    ),
    "helper": ("/e/eur0exch/euros/", "/mine/bills/"),
    "asked": ("/mine/", "/a/openpost/", "/s/keyofanask/"),
}
# A page's own address, its feed and its calendar are told, not fetched; what a home screen needs is, some seconds later or never.
LOADED = re.compile(
    r'<(?:link(?! rel="(?:ca|al|apple|manifest))|script|img|iframe|source|video|audio|object|embed)\b'
    r'[^>]*?\b(?:href|src|data|srcset)="([^"]+)"'
)


@pytest.fixture
def people() -> dict[str, rows.Person]:
    """A writer with an open post and an agreed one, somebody asked, and enough of everything to fill a page."""
    cache.clear()
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    house = rows.community(motto="La commune et ses voisins")
    rows.member(house, ginette, is_steward=True)
    rows.member(house, bruno)
    dog = rows.post(ginette, community=house, code=CODES["open"], radius_km=3)
    rows.ask(dog, bruno, key=KEY)
    rows.post(ginette, code=CODES["agreed"], state="agreed", closed_at=rows.an_hour_ago())
    fill_books(house, ginette, bruno)
    grow(ginette, bruno, times=4)
    Invitation.objects.create(
        community=house, way="link", key="invitkey", code="invitcod", made_by=ginette, made_at=rows.an_hour_ago(),
        ends_at=rows.an_hour_ago() + timedelta(days=30),
    )  # fmt: skip
    return {"writer": ginette, "asked": bruno, "house": ginette, "helper": bruno}


def fill_books(house: Community, ginette: rows.Person, bruno: rows.Person) -> None:
    """What a community counts, and its books in euros: an account, bills, a payment that waits; and a promise in euros."""
    at = rows.an_hour_ago()
    rules = Rules(currency="credits", currency_name="copeaux", floor=-40, ceiling=120)
    RulesVersion.objects.create(
        community=house, number=1, rules=rules.as_dict(), why="…", set_at=at, holds_from=at, held_at=at
    )
    for number in range(25):
        giver, taker = (bruno, ginette) if number % 2 else (ginette, bruno)
        bank.give(giver, taker, house, 100 + number, now=at, words="Le plan de ma boutique")
    seal_community(community=house, unit="credits", day=at.date(), now=at)
    promise = promise_of(bruno, ginette, house, now=at)
    Exchange.objects.filter(pk=promise.pk).update(code="eur0exch")
    BankAccount.objects.create(community=house, iban=ACCOUNT, holder="Ixelles s'entraide", set_by=ginette, set_at=at)
    for number in range(40):
        paid = communication_of(1_000_000 + number)
        Bill.objects.create(
            code=f"b1llbi{number:02}", community=house, is_to_community=True, purpose="subscription", cents=2500,
            payer=ginette if number % 2 else bruno, reference=paid, asked_at=at, asked_by=ginette,
        )  # fmt: skip
    Bill.objects.filter(code="b1llbi39").update(code="b1llbill")
    for number in range(25):
        PaymentSeen.objects.create(
            id=UUID(int=int("0198c0de000070008000000000000003", 16) + number), community=house, account=ACCOUNT,
            key=str(number), booked_on=at.date(), cents=2500, left_cents=2500, name="DUBOIS", words="cotisation", seen_at=at,
        )  # fmt: skip


_grown = 0


def grow(ginette: rows.Person, bruno: rows.Person, *, times: int) -> None:
    """Add so many of whatever a page may list."""
    global _grown  # noqa: PLW0603 (names of people must not come twice)
    dog = ginette.posts.get(code=CODES["open"])
    for _ in range(times):
        _grown += 1
        somebody = rows.person(f"Voisin{_grown}")
        house = rows.community(f"Rue {_grown}", f"rue-{_grown}")
        rows.member(house, somebody)
        rows.member(house, ginette)
        ixelles = dog.community
        rows.member(ixelles, somebody)
        asks = rows.person(f"Passant{_grown}")
        JoinRequest.objects.create(community=ixelles, person=asks, words="Bonjour.", asked_at=rows.an_hour_ago())
        Invitation.objects.create(
            community=ixelles, way="link", made_by=ginette, made_at=rows.an_hour_ago(),
            ends_at=rows.an_hour_ago() + timedelta(days=30),
        )  # fmt: skip
        other = rows.post(somebody, community=house)
        rows.offer(ginette, community=house)
        asked = rows.ask(other, bruno)
        rows.ask(dog, somebody)
        answer = rows.answer(dog, somebody)
        rows.answer(other, ginette)
        for person, kind, post, more in (
            (ginette, "answer", dog, {"answer": answer}),
            (bruno, "ask", other, {"ask": asked}),
        ):
            Notice.objects.create(person=person, kind=kind, post=post, made_at=rows.an_hour_ago(), **more)
        ginette.says.create(
            text="Je garde des chats.",
            kind="offer",
            topic="animals.care",
            reading=replace(rows.DOG_READING, kind="offer", spans=()).as_dict(),
            said_at=rows.an_hour_ago(),
        )


def visits(people: dict[str, rows.Person]) -> Iterator[tuple[str, str, Client]]:
    """Every page in each role, with a browser of that role."""
    for role, addresses in PAGES.items():
        client = rows.signed_in(people[role]) if role in people else Client()
        for address in addresses:
            yield role, address, client


def loaded_by(html: str) -> set[str]:
    """What a page makes the browser fetch. A link of `rel` preload is one file with what it preloads."""
    return {address for address in LOADED.findall(html) if not address.startswith(("#", "data:"))}


def got(client: Client, address: str) -> tuple[int, str, bool]:
    """The size of a page on the wire, its HTML, and whether it came packed."""
    response = client.get(address, headers={"accept-encoding": "gzip, br"})
    body = response.content
    packed = response.headers.get("Content-Encoding") == "gzip"
    return len(body), gzip.decompress(body).decode() if packed else body.decode(), packed


def bytes_of(address: str) -> int:
    """The size on the wire of a static file: with brotli, as a browser takes it, unless it is packed already."""
    path = finders.find(address.removeprefix("/static/"))
    assert path, address
    with open(path, "rb") as file:  # noqa: PTH123 (a finder gives a string)
        content = file.read()
    return len(content) if address.endswith(".woff2") else min(len(content), len(brotli.compress(content)))


def test_a_first_visit_of_any_page_is_30_kb_at_most_in_a_handful_of_requests(
    people: dict[str, rows.Person], settings: LazySettings
) -> None:
    settings.IS_DEMO = True
    heavy = {}
    for role, address, client in visits(people):
        size, html, packed = got(client, address)
        files = loaded_by(html)
        # A frame is a page of its own: its bytes count here, its requests there.
        for frame in {one for one in files if one.startswith("/c/ixelles/widget/")}:
            in_frame, framed, _ = got(client, unescape(frame))
            files.discard(frame)
            size += in_frame + sum(map(bytes_of, loaded_by(framed)))
        assert all(one.startswith("/static/") for one in files), (address, files)
        css = {one for one in files if one.endswith(".css")}
        # The style sheet asks for nothing that the page did not name.
        for sheet in css:
            path = finders.find(sheet.removeprefix("/static/"))
            assert path
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                named = re.findall(r'url\(["\']?([^)"\']+)', file.read())
            files |= {f"/static/{one}" for one in named if not one.startswith(("data:", "#"))}
        assert len(files) + 1 <= MOST_REQUESTS, (role, address, files)
        total = size + sum(map(bytes_of, files))
        if total > MOST_BYTES or not packed:
            heavy[f"{address} as {role}"] = total
    assert not heavy


def test_no_page_holds_a_script_or_style_of_its_own_and_the_policy_forbids_it(people: dict[str, rows.Person]) -> None:
    for _role, address, client in visits(people):
        response = client.get(address)
        html = response.content.decode()
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, address
        assert "unsafe" not in policy, address
        assert not re.search(
            r"<style|<script(?![^>]*(?:\bsrc=|application/ld\+json))|\sstyle=|\son\w+=\"|javascript:", html
        ), address
        assert not re.findall(r'<(?:link(?! rel="canonical")|script|img)[^>]+(?:href|src)="(?:https?:)?//', html), (
            address
        )


def test_no_page_asks_the_database_more_the_more_there_is(people: dict[str, rows.Person]) -> None:
    counts = []
    for times in (0, 8):
        grow(people["writer"], people["asked"], times=times)
        counts.append({(role, address): _queries(client, address) for role, address, client in visits(people)})
    for few, many in pairwise(counts):
        assert not {page: (few[page], n) for page, n in many.items() if n > few[page]}
    assert not {page: n for page, n in counts[-1].items() if n > MOST_QUERIES}


def _queries(client: Client, address: str) -> int:
    """How many queries the page needs, once what is shown for the first time has been seen."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)
