"""From a sentence to somebody who comes, in a real browser against a real server with its worker: with scripts and without."""

import re
from email.message import EmailMessage
from math import cos, hypot, radians

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served, until, window
from tests.browser.town import FITTING, SENTENCE, TOWN

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AMINA, BRUNO = "amina@example.org", "bruno@example.org"
IXELLES = (50.833, 4.367)


@pytest.mark.parametrize("has_script", [True, False], ids=["with scripts", "without scripts"])
def test_a_sentence_reaches_the_right_people_one_answers_and_is_chosen(
    chromium: Browser, served: Served, has_script: bool
) -> None:
    first_name = "Helene" if has_script else "Ida"
    email = f"{first_name.lower()}@example.org"
    options = {"java_script_enabled": has_script, "viewport": {"width": 1280, "height": 800}}
    with window(chromium, served, **options) as writers:
        page = writers.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        _write(page, has_script=has_script)
        _correct_the_moment(page)
        _publish(page, served, first_name=first_name, email=email)
        code = page.url.rstrip("/").rpartition("/")[2]
        assert served.query("SELECT COUNT(*) FROM posts_post WHERE text = ? AND code = ?", SENTENCE, code) == [(1,)]

        asked = until(lambda: _asks(served, code), what="the asks")
        _all_fit(served, code, asked)

        _answer_from_the_mail(chromium, served, asked[AMINA], has_script=has_script, words="À 9 h devant le parc ?")
        _answer_from_the_mail(chromium, served, asked[BRUNO], has_script=has_script, words="Je peux aussi.")
        until(lambda: len(_letters(served, email, about=f"/a/{code}/")) == 2, what="the answers' letters")

        page.reload()
        answers = page.locator("h3", has_text=re.compile("Amina|Bruno"))
        expect(answers).to_have_count(2)
        expect(page.get_by_text("À 9 h devant le parc ?")).to_be_visible()
        assert AMINA not in page.content()
        page.get_by_role("button", name="Choisir Amina").dblclick()
        page.wait_for_url("**/e/*/")
        expect(page.get_by_role("heading", name="Vous et Amina")).to_be_visible()
        expect(page.get_by_text("Vous avez proposé une promesse. C’est à Amina")).to_be_visible()
        exchange = page.url
        _accept(chromium, served, exchange, writer=first_name, has_script=has_script)
        page.reload()
        expect(page.get_by_role("heading", name="La promesse")).to_be_visible()
        # They write to each other there: nobody needs anybody's address.
        assert not re.search(f"{AMINA}|{BRUNO}", page.content())
        assert not errors
    chosen = served.query(
        "SELECT p.email FROM asks_answer a JOIN people_person p ON p.id = a.person_id JOIN posts_post o ON o.id = a.post_id"
        " WHERE o.code = ? AND a.chosen_at IS NOT NULL",
        code,
    )
    assert chosen == [(AMINA,)]
    _each_sees_what_is_theirs(chromium, served, code, exchange, writer=email)
    # One letter each, however often the buttons were pressed: asked, then chosen or thanked.
    for helper, subject in ((AMINA, "compte sur vous"), (BRUNO, "Merci")):
        until(lambda to=helper: len(_letters(served, to, about=first_name)) == 2, what="the last letter")
        assert subject in str(_letters(served, helper, about=first_name)[-1]["Subject"])
    assert not _letters(served, BRUNO, about=email)
    assert served.query("SELECT COUNT(*) FROM posts_post WHERE text = ? AND code = ?", SENTENCE, code) == [(1,)]


def _write(page: Page, *, has_script: bool) -> None:
    """Write the sentence on the home page, see it read, and go on to the draft."""
    page.goto("/")
    field = page.locator("#sentence")
    if has_script:
        field.press_sequentially(SENTENCE, delay=2)
        expect(page.locator(".mirror .what")).to_contain_text("promener mon chien")
        expect(page.locator(".mirror .where")).to_contain_text("Ixelles")
        expect(page.locator("[data-read] .reading > li")).to_have_count(5)
        expect(page.locator("[data-read]")).to_contain_text("4 voisins")
    else:
        field.fill(SENTENCE)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/draft/")
    expect(page.locator("h1 .when")).to_contain_text("samedi matin")
    expect(page.locator(".reading > li")).to_have_count(5)
    expect(page.get_by_text("4 voisins")).to_be_visible()


def _correct_the_moment(page: Page) -> None:
    """Open the chip of the moment, write another one into it; the rest stays as it was."""
    page.locator("summary.c-when").click()
    page.locator("#fix-when").fill("samedi de 9 h à 11 h")
    page.locator("details[open]").get_by_role("button", name="Corriger").click()
    expect(page.locator("summary.c-when .v")).to_contain_text("11")
    expect(page.locator("summary.c-where .v")).to_contain_text("Ixelles")
    expect(page.get_by_text("4 voisins")).to_be_visible()


def _publish(page: Page, served: Served, *, first_name: str, email: str) -> None:
    """Press the button, sign in with the code of the mail, press it again (twice): the post's own page."""
    page.get_by_role("button", name="Publier").click()
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
    page.wait_for_url("**/draft/")
    expect(page.locator("summary.c-when .v")).to_contain_text("11")
    page.get_by_role("button", name="Publier").dblclick()
    page.wait_for_url("**/a/*/")
    expect(page.locator("h1")).to_contain_text("promener mon chien")


def _letters(served: Served, email: str, *, about: str) -> list[EmailMessage]:
    """The letters to this address that name what they are about, oldest first."""
    return [mail for mail in served.mails(to=email) if about in _plain(mail)]


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    assert body
    return str(body.get_content())


def _keys(served: Served, code: str) -> list[tuple[str, str]]:
    return served.query(
        "SELECT p.email, k.key FROM asks_ask k JOIN people_person p ON p.id = k.person_id JOIN posts_post o ON o.id = k.post_id"
        " WHERE o.code = ?",
        code,
    )


def _asks(served: Served, code: str) -> dict[str, EmailMessage]:
    """The asking letters of the post by address, once all of its first wave lie there; else nothing."""
    keys = _keys(served, code)
    letters = {email: mail for email, key in keys for mail in served.mails(to=email) if f"/s/{key}/" in _plain(mail)}
    return letters if keys and len(letters) == len(keys) else {}


def _all_fit(served: Served, code: str, asked: dict[str, EmailMessage]) -> None:
    """Whoever was asked lives near enough, is free then, takes no break, and likes to walk dogs; and all who do were asked."""
    assert set(asked) == FITTING
    for one in TOWN:
        if one.email not in asked:
            continue
        says = " ".join(one.says).lower()
        assert re.search(r"chien|hond", says)
        assert "cherche" not in says
        assert not one.is_paused
        assert not one.free or "SA 08:00-12:00" in one.free
        ((latitude, longitude),) = served.query(
            "SELECT home_latitude, home_longitude FROM people_person WHERE email = ?", one.email
        )
        off_km = 111.2 * hypot(latitude - IXELLES[0], (longitude - IXELLES[1]) * cos(radians(IXELLES[0])))
        assert off_km <= (one.radius_km or 10)
        # Nobody learns from their letter who else was asked, or anybody's address.
        others = "|".join(other.email for other in TOWN if other != one)
        assert not re.search(others, asked[one.email].as_string())
    languages = {mail["Content-Language"] for mail in asked.values()}
    assert languages == {"fr", "nl"}


def _answer_from_the_mail(
    chromium: Browser, served: Served, letter: EmailMessage, *, has_script: bool, words: str
) -> None:
    """Follow the link of "yes" in a browser that knows nobody: it only opens a page; then press the button, twice."""
    link = re.search(r"https?://\S+\?answer=yes", _plain(letter))
    assert link
    count = "SELECT COUNT(*), COUNT(CASE WHEN state = 'accepted' THEN 1 END) FROM asks_ask"
    before = served.query(count), served.query("SELECT COUNT(*) FROM asks_answer")
    with window(chromium, served, java_script_enabled=has_script) as helpers:
        page = helpers.new_page()
        page.goto(link[0])
        expect(page.get_by_text("Rien n’est encore parti")).to_be_visible()
        assert (served.query(count), served.query("SELECT COUNT(*) FROM asks_answer")) == before
        page.get_by_label(re.compile("Un mot pour")).fill(words)
        page.get_by_role("button", name="Oui, je peux").dblclick()
        expect(page.get_by_text("Vous avez dit oui")).to_be_visible()
    ((all_before, yes_before),), ((answers_before,),) = before
    assert served.query(count) == [(all_before, yes_before + 1)]
    assert served.query("SELECT COUNT(*) FROM asks_answer") == [(answers_before + 1,)]


def _accept(chromium: Browser, served: Served, exchange: str, *, writer: str, has_script: bool) -> None:
    """Amina opens the exchange, reads what is proposed, and accepts, twice."""
    with window(chromium, served, person="Amina", java_script_enabled=has_script) as hers:
        page = hers.new_page()
        page.goto(exchange)
        expect(page.get_by_role("heading", name=f"{writer} propose")).to_be_visible()
        page.get_by_role("button", name=re.compile("C.est d.accord")).dblclick()
        expect(page.get_by_role("heading", name="La promesse")).to_be_visible()


def _each_sees_what_is_theirs(chromium: Browser, served: Served, code: str, exchange: str, *, writer: str) -> None:
    """Who was chosen finds the way to the exchange; to whoever else answered, and a visitor, there is none. No page tells an address."""
    path = exchange.removeprefix(served.address)
    for who, is_let_in in (("Amina", True), ("Bruno", False), (None, False)):
        with window(chromium, served, person=who) as theirs:
            page = theirs.new_page()
            page.goto(f"/a/{code}/")
            assert (path in page.content()) is is_let_in, who
            assert not re.search(f"{AMINA}|{re.escape(writer)}", page.content())
            page.goto(path)
            seen = page.get_by_role("heading", name="La promesse")
            expect(seen).to_have_count(1 if is_let_in else 0)
