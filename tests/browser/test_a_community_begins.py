"""A community begins: opened in one form with one field, joined by a link, lived in, kept in order; with scripts and without."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import Served, until, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SKILL = "Je conseille volontiers sur la TVA et la comptabilité des indépendants."
NEED = "Qui peut m’expliquer la TVA des indépendants, à distance ?"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def windows(request: pytest.FixtureRequest, chromium: Browser, served: Served) -> Iterator[dict[str, BrowserContext]]:
    """Three people's browsers: who opens the community, who joins it and asks, and a third who sees to what is not right."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                window(
                    chromium,
                    served,
                    java_script_enabled=request.param,
                    viewport={"width": 1280 if name == "Maud" else 390, "height": 844},
                )
            )
            for name in ("Maud", "Nestor", "Olga")
        }


def test_a_community_is_opened_joined_and_lived_in(
    windows: dict[str, BrowserContext], served: Served, request: pytest.FixtureRequest
) -> None:
    mark = "a" if "with scripts" in request.node.name else "b"
    maud, nestor, olga = (windows[name].new_page() for name in ("Maud", "Nestor", "Olga"))
    errors: list[str] = []
    for page in (maud, nestor, olga):
        page.on("pageerror", lambda error: errors.append(str(error)))

    house = _open(maud, served, email=f"maud.{mark}@example.org", name=f"Smart s'entraide {mark.upper()}")
    link = _invite(maud, house)
    _like(maud)
    _join(nestor, served, link=link, first_name="Nestor", email=f"nestor.{mark}@example.org", house=house)
    _join(olga, served, link=link, first_name="Olga", email=f"olga.{mark}@example.org", house=house)

    code = _post(nestor, house)
    asked = until(lambda: _letters(served, f"maud.{mark}@example.org", about="/s/"), what="the ask")[-1]
    assert "TVA" in _plain(asked)

    thread = _open_thread(maud, house)
    _reply(nestor, thread)
    maud.goto(thread)
    expect(maud.get_by_text("Je viens volontiers.")).to_be_visible()

    page_of_maud = _write_to(nestor, thread)
    expect(nestor.get_by_text("Bonjour Maud")).to_be_visible()
    nestor.goto(page_of_maud)
    expect(nestor.get_by_text(re.compile("Membre de Smart"))).to_be_visible()

    _report(olga, code)
    _settle(maud, house)
    gone = olga.goto(f"/a/{code}/")
    assert gone
    assert gone.status in (404, 410)
    until(lambda: _letters(served, f"nestor.{mark}@example.org", about="/measures/"), what="the letter that says why")
    assert not errors


def _open(page: Page, served: Served, *, email: str, name: str) -> str:
    """Open the community from the independents' template with nothing but its name, and sign in; its address."""
    page.goto("/communities/open/?template=independents")
    page.locator("#id_name").fill(name)
    page.get_by_role("button", name="Ouvrir la communauté").first.click()
    _sign_in(page, served, first_name="Maud", email=email)
    page.wait_for_url(re.compile(r"/c/smart-s-entraide-\w+/"))
    expect(page.get_by_role("heading", name="Ce qui peut attendre")).to_be_visible()
    found = re.search(r"/c/[\w-]+/", page.url)
    assert found
    page.goto(found[0])
    expect(page.locator("html")).to_have_attribute("data-paper", "saumon")
    expect(page.get_by_text("Coopflouze").first).to_be_visible()
    return found[0]


def _sign_in(page: Page, served: Served, *, first_name: str, email: str) -> None:
    """Sign in with a first name, an address and the code of the mail."""
    page.wait_for_url("**/sign-in/**")
    page.get_by_label("Prénom").fill(first_name)
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.wait_for_url("**/sign-in/code/")
    letter = until(lambda: served.mails(to=email), what="the code")[-1]
    code = re.search(r"\d{3}\s?\d{3}", str(letter["Subject"]))
    assert code
    page.get_by_label("Code de six chiffres").fill(code[0])
    page.get_by_role("button", name="Entrer").click()


def _invite(page: Page, house: str) -> str:
    """Make a link; where it leads."""
    page.goto(house)
    page.get_by_role("link", name="Inviter").click()
    page.get_by_role("button", name="Faire l'invitation").or_(
        page.get_by_role("button", name="Faire l’invitation")
    ).click()
    return page.get_by_label("Le lien").first.input_value()


def _like(page: Page) -> None:
    """Say what one likes to do, and where one lives."""
    page.goto("/likes/")
    page.locator("textarea").first.fill(SKILL)
    page.get_by_role("button", name="Ajouter").click()
    keep = page.get_by_role("button", name="Garder ainsi")
    if keep.count():
        keep.click()
    expect(page.locator(".board")).to_contain_text("comptabilité")
    page.goto("/settings/")
    page.locator("#place").fill("Ixelles")
    page.locator("#home").get_by_role("button", name="Enregistrer").click()


def _join(page: Page, served: Served, *, link: str, first_name: str, email: str, house: str) -> None:
    """Come in by the link."""
    page.goto(link)
    page.get_by_role("button", name="Entrer").click()
    _sign_in(page, served, first_name=first_name, email=email)
    expect(page.get_by_role("heading", name="Bienvenue").first).to_be_visible()
    page.goto(house)
    expect(page.get_by_text(re.compile(r"membre depuis"))).to_be_visible()


def _post(page: Page, house: str) -> str:
    """Publish a sentence in the community; the post's code."""
    page.goto(house)
    page.locator("#sentence").fill(NEED)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/draft/")
    page.get_by_role("button", name="Publier").click()
    page.wait_for_url("**/a/*/")
    page.goto(house)
    expect(page.locator(".board").first).to_contain_text("TVA")
    page.locator(".board .sentence a").first.click()
    page.wait_for_url("**/a/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def _open_thread(page: Page, house: str) -> str:
    """Open a discussion; its address."""
    page.goto(f"{house}forum/")
    page.get_by_role("link", name="Ouvrir une discussion").click()
    page.locator("#subject").fill("Un café de travail le jeudi ?")
    page.locator("#words").fill("Je réserve une table place Flagey. Qui vient ?")
    page.get_by_role("button", name="Ouvrir la discussion").click()
    page.wait_for_url(re.compile(r"/t/\w+/"))
    return page.url


def _reply(page: Page, thread: str) -> None:
    page.goto(thread)
    page.locator("#words").fill("Je viens volontiers.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Je viens volontiers.")).to_be_visible()


def _write_to(page: Page, thread: str) -> str:
    """From somebody's name to their page, and a first message to them; the address of the page."""
    page.goto(thread)
    page.get_by_role("link", name="Maud").first.click()
    page.wait_for_url(re.compile(r"/p/\w+/"))
    address = page.url
    page.get_by_role("link", name="Écrire à Maud").click()
    page.locator("#words").fill("Bonjour Maud, on se voit jeudi ?")
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_url(re.compile(r"/t/\w+/"))
    return address


def _report(page: Page, code: str) -> None:
    """Point a post out, in two taps and a rule."""
    page.goto(f"/a/{code}/")
    page.get_by_role("link", name="Signaler").first.click()
    page.locator("input[name=rule]").first.check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".notice").first).to_be_visible()


def _settle(page: Page, house: str) -> None:
    """The steward finds the report on the desk, and hides what broke the rule."""
    page.goto(f"{house}desk/")
    page.locator("#cases a").first.click()
    page.wait_for_url("**/desk/case/*/")
    page.locator("input[name=decision][value=hide]").check()
    page.locator("input[name=rule]").first.check()
    page.get_by_role("button", name="Décider ainsi").click()
    page.wait_for_url("**/desk/")
    expect(page.locator("#cases")).to_have_count(0)


def _letters(served: Served, email: str, *, about: str) -> list[EmailMessage]:
    return [mail for mail in served.mails(to=email) if about in _plain(mail)]


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    assert body
    return str(body.get_content())
