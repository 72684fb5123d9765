"""From a yes to a thank-you, in a real browser: talk, promise, reminder, done, thanks with credits; a gift; euros; a ring of three.

The server's clock is set ahead between the steps; a worker does then what is due.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Server, running, until, window
from tests.browser.village import VILLAGES
from tests.statements import made_to_measure

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOCAL = ZoneInfo("Europe/Brussels")
KEYS = (
    "SELECT k.key FROM asks_ask k JOIN people_person p ON p.id = k.person_id JOIN posts_post o ON o.id = k.post_id"
    " WHERE o.code = ? AND p.email = ?"
)
IBAN, HOLDER = "BE71096123456769", "{name} Exemple"
# What each of the three needs and offers; each can help the one before, the first the last.
ROUND = (
    ("Je cherche quelqu’un pour réparer mon vélo à {home}", "Je donne des cours de français à {home}"),
    ("Je cherche quelqu’un pour tailler ma haie à {home}", "Je répare des vélos à {home}"),
    ("Je cherche des cours de français à {home}", "Je taille volontiers des haies à {home}"),
)


@dataclass
class Walk:
    """Three people's browsers on one server, and the community they share."""

    server: Server
    house: str
    home: str
    names: tuple[str, str, str]
    pages: dict[str, Page]
    errors: list[str]

    @property
    def asker(self) -> Page:
        """The page of who asks for help."""
        return self.pages[self.names[0]]

    @property
    def helper(self) -> Page:
        """The page of who helps."""
        return self.pages[self.names[1]]

    @property
    def steward(self) -> Page:
        """The page of who runs the community."""
        return self.pages[self.names[2]]

    def both(self) -> tuple[Page, Page]:
        """The two whom an exchange is between."""
        return self.asker, self.helper

    def letters(self, name: str, *, about: str) -> list[EmailMessage]:
        """The letters to somebody that hold these words, oldest first."""
        return [mail for mail in self.server.mails(to=f"{name.lower()}@example.org") if about in _plain(mail)]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, dict[str, str]]]]:
    """A server of its own, for its clock goes ahead by days."""
    with running(tmp_path_factory.mktemp("village"), filled_by="village.py") as (server, told):
        yield server, told


@pytest.fixture(params=list(VILLAGES))
def walk(
    request: pytest.FixtureRequest, village: tuple[Server, dict[str, dict[str, str]]], chromium: Browser
) -> Iterator[Walk]:
    """At ten in the morning of a later day, three people sit before their screens: two phones and a desk."""
    server, told = village
    home, names = VILLAGES[request.param]
    errors: list[str] = []
    morning = server.now().astimezone(LOCAL) + timedelta(days=1)
    server.set_clock(morning.replace(hour=10, minute=0))
    with ExitStack() as stack:
        pages = {}
        for name in names:
            context = stack.enter_context(
                window(
                    chromium,
                    server,
                    session=told["sessions"][name],
                    java_script_enabled=request.param == "with scripts",
                    viewport={"width": 390 if name == names[1] else 1280, "height": 844},
                )
            )
            pages[name] = context.new_page()
            pages[name].on("pageerror", lambda error: errors.append(str(error)))
        yield Walk(server, f"/c/{told['houses'][request.param]}/", home, names, pages, errors)
    assert not errors


def test_two_people_talk_promise_are_reminded_do_it_and_thank(walk: Walk) -> None:
    dog = _answered(walk, "promener mon chien")
    _talk(walk, dog)
    begins_at = _promised(walk, dog, credit="2")
    _reminded(walk, dog, begins_at)
    _done(walk, dog, begins_at, thanks="Il dort encore, merci.")
    _credits_given(walk, dog)

    gift = _answered(walk, "promener ma chienne")
    begins_at = _promised(walk, gift)
    _done(walk, gift, begins_at, thanks="Quel cadeau.")
    _settled(walk, gift)
    _balances(walk, lines=1)

    paid = _answered(walk, "promener mes deux chiens")
    begins_at = _promised(walk, paid, euros="10")
    _done(walk, paid, begins_at, thanks="Ils en parlent encore.")
    _euros_paid(walk, paid)
    _settled(walk, paid)
    _balances(walk, lines=1)


def test_three_who_can_each_help_the_next_are_found_say_yes_and_owe_nothing(walk: Walk) -> None:
    for name, (need, offer) in zip(walk.names, ROUND, strict=True):
        for sentence in (need, offer):
            _post(walk.pages[name], walk.house, sentence.format(home=walk.home))
    # Rings are looked for once a day.
    walk.server.work_at(walk.server.now() + timedelta(days=1, minutes=5))
    links = {name: _ring_of(walk, name) for name in walk.names}
    assert len(set(links.values())) == 1
    for name, page in walk.pages.items():
        page.goto(links[name])
        expect(page.locator("svg.ring .who.me")).to_be_visible()
        page.get_by_role("button", name="Oui, je participe").dblclick()
        expect(
            page.get_by_role("heading", name="C’est promis").or_(page.get_by_text("Vous avez dit oui"))
        ).to_be_visible()
    walk.server.work()
    for number, (name, page) in enumerate(walk.pages.items()):
        helped = walk.names[number - 1]
        until(lambda name=name: _told(walk, name, "Le rond tient"), what=f"{name}: the ring stands")
        page.goto(links[name])
        page.get_by_role("link", name=f"Écrire à {helped}").click()
        page.wait_for_url("**/e/*/")
        expect(page.get_by_role("heading", name=f"Vous et {helped}")).to_be_visible()
        expect(page.get_by_text("promis en rond")).to_be_visible()
        expect(page.get_by_role("link", name="Voir le rond")).to_be_visible()
        own = page.url.removeprefix(walk.server.address)
        page.goto("/mine/")
        expect(page.locator(f"main .sentence a[href='{own}']")).to_be_visible()


def _ring_of(walk: Walk, name: str) -> str:
    """The address of the ring that the letter leads to."""
    letter = until(lambda: _told(walk, name, "Un rond de 3 personnes"), what=f"{name}: a ring")[-1]
    link = re.search(r"/r/[0-9a-z]+/", _plain(letter))
    assert link
    return link[0]


def _told(walk: Walk, name: str, subject: str) -> list[EmailMessage]:
    """The letters to somebody with this subject."""
    return [mail for mail in walk.letters(name, about="") if subject in _spaced(str(mail["Subject"]))]


def _spaced(text: str) -> str:
    """With plain spaces."""
    return re.sub(r"\s", " ", text)


def _answered(walk: Walk, what: str) -> str:
    """A need is published, the letter asks, its link says yes; the address of the exchange that begins with it."""
    post = _post(walk.asker, walk.house, f"Je cherche quelqu'un pour {what} à {walk.home}")
    letter = until(
        lambda: [
            mail
            for (key,) in walk.server.query(KEYS, post, f"{walk.names[1].lower()}@example.org")
            for mail in walk.letters(walk.names[1], about=f"/s/{key}/?answer=yes")
        ],
        what="the ask",
    )[-1]
    link = re.search(r"https?://\S+\?answer=yes", _plain(letter))
    assert link
    walk.helper.goto(link[0])
    walk.helper.get_by_label(re.compile("Un mot pour")).fill("Avec plaisir.")
    walk.helper.get_by_role("button", name="Oui, je peux").click()
    walk.helper.get_by_role("link", name=f"Écrire à {walk.names[0]}").click()
    walk.helper.wait_for_url("**/e/*/")
    walk.asker.goto(f"/a/{post}/")
    return walk.helper.url


def _post(page: Page, house: str, sentence: str) -> str:
    """Publish a sentence in the community; the post's code."""
    page.goto(house)
    page.locator("#sentence").fill(sentence)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/draft/")
    page.get_by_role("button", name="Publier").click()
    page.wait_for_url("**/a/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def _talk(walk: Walk, exchange: str) -> None:
    """A message each way; each reads the other's, and hears of it by mail."""
    for page, other, words in (
        (walk.helper, walk.asker, "Il est grand, votre chien ?"),
        (walk.asker, walk.helper, "Petit, et très poli."),
    ):
        page.goto(exchange)
        page.locator("#words").fill(words)
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text(words)).to_be_visible()
        other.goto(exchange)
        expect(other.get_by_text(words)).to_be_visible()


def _promised(walk: Walk, exchange: str, **terms: str) -> datetime:
    """A promise for tomorrow at three is proposed by who helps and accepted by who asked; when it begins."""
    day = (walk.server.now().astimezone(LOCAL) + timedelta(days=1)).replace(hour=15, minute=0, second=0, microsecond=0)
    page = walk.helper
    page.goto(exchange)
    page.get_by_role("link", name="Proposer une promesse").click()
    page.locator("#id_day").fill(f"{day:%Y-%m-%d}")
    page.locator("#id_begins").fill("15:00")
    page.locator("#id_ends").fill("16:00")
    page.locator("#id_place").fill("Devant la gare")
    for name, value in terms.items():
        page.locator(f"#id_{name}").fill(value)
    page.get_by_role("button", name="Proposer à").click()
    page.wait_for_url(exchange)
    walk.asker.goto(exchange)
    walk.asker.get_by_role("button", name="C'est d'accord").or_(
        walk.asker.get_by_role("button", name="C’est d’accord")
    ).click()
    expect(walk.asker.get_by_role("heading", name="La promesse")).to_be_visible()
    return day


def _reminded(walk: Walk, exchange: str, begins_at: datetime) -> None:
    """The day before and three hours before both get a letter, and the page says so."""
    for before, subject in ((timedelta(hours=24), "C’est demain"), (timedelta(hours=3), "C’est tout à l’heure")):
        walk.server.work_at(begins_at - before + timedelta(minutes=5))
        for name, page in zip(walk.names, walk.both(), strict=False):
            (letter,) = until(
                lambda name=name, subject=subject: [
                    mail for mail in walk.letters(name, about=exchange) if subject in str(mail["Subject"])
                ],
                what=f"{name}: {subject}",
            )
            assert "Devant la gare" in _plain(letter)
            page.goto(exchange)
            expect(page.locator(".steps .past", has_text="Rappel").locator("span")).not_to_be_empty()
            expect(page.locator(".stage", has_text="rappel").first).to_be_visible()


def _done(walk: Walk, exchange: str, begins_at: datetime, *, thanks: str) -> None:
    """It is over: both say so, whoever was helped first, who then says thank you."""
    walk.server.work_at(begins_at + timedelta(hours=1, minutes=30))
    for page in walk.both():
        page.goto(exchange)
        page.get_by_role("button", name="C'est fait").or_(page.get_by_role("button", name="C’est fait")).click()
    walk.asker.goto(exchange)
    walk.asker.locator("#thanks").fill(thanks)
    walk.asker.get_by_role("button", name="Dire merci").click()
    expect(walk.asker.get_by_text(thanks)).to_be_visible()
    walk.helper.goto(exchange)
    expect(walk.helper.get_by_text(thanks)).to_be_visible()


def _credits_given(walk: Walk, exchange: str) -> None:
    """What was agreed is looked at once more and given; each finds it in their account."""
    page = walk.asker
    page.goto(exchange)
    page.get_by_role("link", name=f"Donner à {walk.names[1]}").click()
    page.get_by_role("button", name="Vérifier avant de donner").click()
    page.get_by_role("button", name="Donner 2").dblclick()
    page.wait_for_url(exchange)
    _settled(walk, exchange)
    _balances(walk, lines=1)


def _settled(walk: Walk, exchange: str) -> None:
    """Both read that all is settled between them, once the worker has drawn the conclusion."""
    code = exchange.rstrip("/").rpartition("/")[2]
    state = "SELECT state FROM exchanges_exchange WHERE code = ?"
    until(lambda: walk.server.query(state, code) == [("settled",)], what="that all is settled")
    for page in walk.both():
        page.goto(exchange)
        expect(page.locator(".stage", has_text="Tout est réglé")).to_be_visible()


def _balances(walk: Walk, *, lines: int) -> None:
    """Two credits went from one to the other, once."""
    for page, amount in zip(walk.both(), ("−\N{NARROW NO-BREAK SPACE}2", "+\N{NARROW NO-BREAK SPACE}2"), strict=True):
        page.goto(f"{walk.house}credits/")
        expect(page.locator("tbody tr")).to_have_count(lines)
        expect(page.locator("tbody .amt").first).to_have_text(amount)


def _euros_paid(walk: Walk, exchange: str) -> None:
    """Whoever helped says where to; whoever was helped finds a code to point a phone at, and a communication; a statement says it came."""
    page = walk.helper
    page.goto(exchange)
    page.get_by_role("link", name="Recevoir 10").click()
    page.locator("#id_iban").fill(IBAN)
    page.locator("#id_holder").fill(HOLDER.format(name=walk.names[1]))
    page.get_by_role("button", name="Demander").click()
    page.wait_for_url("**/b/*/")
    bill = page.url

    payer = walk.asker
    payer.goto(exchange)
    payer.get_by_role("link", name="Payer 10").click()
    payer.wait_for_url(bill)
    expect(payer.locator(".transfer svg")).to_be_visible()
    communication = payer.get_by_text(re.compile(r"^\+\+\+\d{3}/\d{4}/\d{5}\+\+\+$")).inner_text()
    payer.get_by_role("button", name="J'ai payé").or_(payer.get_by_role("button", name="J’ai payé")).click()

    page.goto(bill)
    reference = "".join(re.findall(r"\d", communication))
    said = ((1000, "Bon anniversaire", "Tante Ursule"), (1000, reference, walk.names[0]))
    statement = made_to_measure(*said, account=IBAN, day=walk.server.now().date())
    page.locator("input[type=file]").set_input_files(
        files=[{"name": "releve.xml", "mimeType": "text/xml", "buffer": statement}]
    )
    page.get_by_role("button", name="Lire ce relevé").click()
    for one in (page, payer):
        one.goto(bill)
        expect(one.locator(".notice.ok")).to_contain_text("Payé")


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    assert body
    return str(body.get_content())
