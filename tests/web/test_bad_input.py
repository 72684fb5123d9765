"""What people, phones and ill will may send: each gets a clear sentence in the reader's language; nothing is lost, nothing twice."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web import rows

from entraide.records.asks.models import Answer
from entraide.records.people.models import Person, SignInCode
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
EMPTY = {"empty": "", "spaces": "  \n\t ", "no-break spaces": "\u00a0\u202f", "zero-width": "\u200b\u200d\ufeff"}
NOT_TEXT = {
    "emoji": "🐶🐶🐶",
    "control signs": "\x01\x02\x07",
    "NUL": "\x00\x00",
    "marks": "?!… --- ///",
    "figures": "12345",
}
HOSTILE = {
    "html": "Je cherche <script>alert(1)</script><img src=x onerror=alert(2)> pour mon chien",
    "sql": "Je cherche quelqu'un'); DROP TABLE people_person; -- pour mon chien",
    "template": "Je cherche {{ settings.SECRET_KEY }} {% load static %} pour mon chien",
    "right to left": "Je cherche \u202equelqu'un\u202c pour promener mon chien à Ixelles",
    "zero-width": "Je cher\u200bche quelqu'un pour prome\u200dner mon chien à Ixelles",
    "NUL inside": "Je cherche quelqu'un\x00 pour promener mon chien à Ixelles",
    "combining": "Je cherche quelqu'un pour promener mon chien" + "\u0301" * 120,
    "header": "Je cherche quelqu'un\r\nBcc: all@example.org\r\n pour promener mon chien",
    "percent": "Je cherche %s %(name)s {0} %n pour promener mon chien à Ixelles",
}
CLEAR = {
    "fr": ("Écrivez une phrase", "C’est un peu long", "pas de mots"),
    "nl": ("Schrijf", "lang", "woorden"),
    "en": ("Write", "long", "words"),
    "de": ("Schreiben Sie", "lang", "Wörter"),
}


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def plain(html: str) -> str:
    """A page's words, with plain apostrophes and spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").replace("’", "'")


def write(client: Client, text: str) -> str:
    """Send the sentence from the home page, and read what comes, the draft or the page with an error."""
    return client.post("/", {"text": text}, follow=True).content.decode()


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_nothing_written_is_asked_for(text: str) -> None:
    response = Client().post("/", {"text": text})
    assert response.status_code == 422
    assert "Écrivez une phrase" in plain(response.content.decode())


@pytest.mark.parametrize("text", NOT_TEXT.values(), ids=NOT_TEXT)
def test_what_holds_no_word_is_said_to_hold_none(text: str) -> None:
    response = Client().post("/", {"text": text})
    assert response.status_code == 422
    said = plain(response.content.decode())
    assert "Nous n'y trouvons pas de mots" in said or "Écrivez une phrase" in said


def test_301_signs_are_one_too_many_and_stay_in_the_field() -> None:
    text = ("Je cherche quelqu'un pour promener mon chien. " * 7)[:301]
    response = Client().post("/", {"text": text})
    html = response.content.decode()
    assert response.status_code == 422
    assert "C'est un peu long" in plain(html)
    assert "300" in html
    assert text in plain(html)
    assert 'aria-invalid="true"' in html
    assert Client().post("/", {"text": text[:300]}).status_code == 302


@pytest.mark.parametrize("language", CLEAR)
def test_what_is_wrong_is_said_in_the_readers_language(language: str) -> None:
    client = Client(headers={"accept-language": language})
    for text, words in zip(("", "Un chien à promener. " * 20, "?! 123"), CLEAR[language], strict=True):
        html = client.post("/", {"text": text}).content.decode()
        assert f'<html lang="{language}"' in html
        (error,) = re.findall(r'<p class="err"[^>]*>(.*?)</p>', html)
        assert words in error, error


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sentence_is_a_sentence_like_any_other(text: str) -> None:
    ginette = rows.person("Ginette")
    client = rows.signed_in(ginette)
    html = write(client, text)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    draft = client.get("/draft/")
    if draft.status_code == 200:
        form = {"action": "publish", "kind": "need", "topic": "animals.walking", "of": _of(draft.content.decode())}
        published = client.post("/draft/", form, follow=True)
        assert published.status_code == 200
        assert "<script>alert" not in published.content.decode()
        post = Post.objects.get()
        assert Client().get("/board/").status_code == 200
        assert "<script>alert" not in Client().get(post.get_absolute_url()).content.decode()
        assert "\x00" not in post.text
        assert "\n" not in post.text
    assert Person.objects.count() == 1


def _of(html: str) -> str:
    found = re.search(r'name="of" value="([^"]*)"', html)
    return found[1] if found else ""


@pytest.mark.parametrize(
    "raw", [b"text=%ED%A0%80chien", b"text=%FF%FE%80", b"text=%ud800", b"text=%", b"\xff\xfe=\x00", b"text"]
)
@pytest.mark.parametrize("address", ["/", "/read/", "/sign-in/", "/language/", "/draft/"])
def test_bytes_that_are_no_text_break_no_page(address: str, raw: bytes) -> None:
    response = Client().post(address, raw, content_type=FORM)
    assert response.status_code in (200, 302, 400, 422)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=320))
def test_no_text_whatever_breaks_a_page(text: str) -> None:
    cache.clear()
    client = Client()
    for address in ("/", "/read/"):
        response = client.post(address, urlencode({"text": text.encode(errors="surrogatepass")}), content_type=FORM)
        assert response.status_code in (200, 302, 422)
    assert client.get("/draft/").status_code in (200, 302)
    assert (
        client.get(
            "/board/", {"q": text.encode("utf-8", "replace"), "place": text.encode("utf-8", "replace")}
        ).status_code
        == 200
    )


@pytest.mark.parametrize("address", ["/", "/read/", "/sign-in/", "/draft/"])
def test_more_than_64_kb_is_refused_with_a_page(address: str) -> None:
    response = Client().post(address, b"text=" + b"a" * 70_000, content_type=FORM)
    assert response.status_code in (400, 413)
    assert "Rien n'a été enregistré" in plain(response.content.decode())


def test_an_unknown_place_is_said_and_what_was_typed_stays() -> None:
    client = Client()
    html = write(client, rows.DOG)
    response = client.post("/draft/", {"action": "correct", "of": rows.DOG, "place": "Nullepartville"}, follow=True)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Nullepartville" in html
    assert "ne nous dit rien" in plain(html)
    assert "promener mon chien" in html
    response = client.post("/draft/", {"action": "publish", "of": rows.DOG, "place": "Nullepartville"})
    assert response.status_code == 422


def test_a_moment_that_cannot_be_read_is_said_and_what_was_typed_stays() -> None:
    client = Client()
    write(client, rows.DOG)
    response = client.post(
        "/draft/", {"action": "correct", "of": rows.DOG, "when": "quand les poules auront des dents"}
    )
    assert response.status_code == 422
    assert "quand les poules" in response.content.decode()


def test_an_unknown_home_is_said_and_nothing_changes() -> None:
    bruno = rows.person("Bruno")
    response = rows.signed_in(bruno).post("/settings/", {"section": "home", "place": "Nullepartville"})
    assert response.status_code == 422
    assert "Nullepartville" in response.content.decode()
    bruno.refresh_from_db()
    assert bruno.home_name == "Ixelles"


def asked_for_code(client: Client, email: str = "zoe@example.org") -> str:
    """Ask for a code; the code in the mail."""
    response = client.post("/sign-in/", {"first_name": "Zoé", "email": email, "next": "/board/"})
    assert response.status_code == 302
    found = re.search(r"\d{3}.?\d{3}", mail.outbox[-1].subject)
    assert found
    return found[0]


def test_a_wrong_code_lets_nobody_in_and_five_are_the_most() -> None:
    client = Client()
    code = asked_for_code(client)
    wrong = "000 000" if code != "000 000" else "000 001"
    for _ in range(5):
        response = client.post("/sign-in/code/", {"code": wrong})
        assert response.status_code == 422
        assert "Ce n'est pas le bon code" in plain(response.content.decode())
    response = client.post("/sign-in/code/", {"code": code})
    assert response.status_code == 422
    assert "Ce code ne sert plus" in plain(response.content.decode())
    assert not Person.objects.exists()


def test_an_expired_code_says_so_and_another_can_be_asked_for() -> None:
    client = Client()
    code = asked_for_code(client)
    SignInCode.objects.update(sent_at=timezone.now() - timedelta(minutes=16))
    response = client.post("/sign-in/code/", {"code": code})
    assert response.status_code == 422
    assert "Ce code ne sert plus" in plain(response.content.decode())
    client.post("/sign-in/code/", {"action": "again"})
    found = re.search(r"\d{3}.?\d{3}", mail.outbox[-1].subject)
    assert found
    assert client.post("/sign-in/code/", {"code": found[0]})["Location"] == "/board/"


def test_a_code_works_once_and_in_the_browser_that_asked_for_it_only() -> None:
    client, other = Client(), Client()
    code = asked_for_code(client)
    asked_for_code(other, "els@example.org")
    session = other.session
    session["sign_in"] = {**session["sign_in"], "email": "zoe@example.org"}
    session.save()
    assert other.post("/sign-in/code/", {"code": code}).status_code == 422
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    client.post("/sign-out/")
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    assert Person.objects.count() == 1


def test_a_code_that_is_no_code_is_said_to_be_none() -> None:
    client = Client()
    asked_for_code(client)
    for typed in ("", "abc", "12345", "1234567", "\x00", "١٢٣٤٥٦", "🐶" * 6, "1" * 500):
        assert client.post("/sign-in/code/", {"code": typed}).status_code == 422


def test_after_five_codes_in_an_hour_the_sixth_waits_and_the_form_stays_filled() -> None:
    client = Client()
    for _ in range(5):
        asked_for_code(client)
    response = client.post("/sign-in/", {"first_name": "Zoé", "email": "zoe@example.org"})
    assert response.status_code == 422
    assert "Trop de codes" in plain(response.content.decode())
    assert "zoe@example.org" in response.content.decode()


@pytest.mark.parametrize(
    "email",
    ["", "zoe", "zoe@", "@example.org", "a@b@c", "zoe@exa mple.org", "z" * 250 + "@e.org", "zoe@e.org\nBcc: x@e.org"],
)
def test_an_address_that_is_none_keeps_the_name_and_sends_nothing(email: str) -> None:
    response = Client().post("/sign-in/", {"first_name": "Zoé", "email": email})
    assert response.status_code == 422
    assert 'value="Zoé"' in response.content.decode()
    assert not mail.outbox


def test_signing_in_never_leads_to_another_server() -> None:
    for onward in (
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "http:///evil.example",
    ):
        client = Client()
        response = client.post(
            "/sign-in/", {"first_name": "Zoé", "email": f"zoe{len(onward)}@example.org", "next": onward}
        )
        assert response.status_code == 302
        found = re.search(r"\d{3}.?\d{3}", mail.outbox[-1].subject)
        assert found
        assert client.post("/sign-in/code/", {"code": found[0]})["Location"] == "/"
        assert Client().post("/language/", {"language": "nl", "next": onward})["Location"] == "/"


def test_the_ask_of_somebody_else_says_whose_it_is_not_and_takes_no_answer() -> None:
    dog = rows.post(rows.person("Ginette"))
    ask = rows.ask(dog, rows.person("Bruno"))
    stranger = rows.signed_in(rows.person("Daan"))
    for response in (stranger.get(f"/s/{ask.key}/"), stranger.post(f"/s/{ask.key}/", {"answer": "yes"})):
        assert response.status_code == 403
        assert "promener" not in response.content.decode()
        assert "Bruno" not in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("key", ["x", "a" * 26, "%00", "..%2f..", "é", "a" * 2000])
def test_an_unknown_key_is_a_plain_404(key: str) -> None:
    for address in (f"/s/{key}/", f"/a/{key}/"):
        response = Client().get(address)
        assert response.status_code == 404
        assert "Il n'y a rien à cette adresse" in plain(response.content.decode())


def test_an_old_proof_of_origin_says_what_to_do_and_nothing_happens() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    response = client.post("/", {"text": rows.DOG, "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert "rechargez-la" in plain(response.content.decode())


def test_publishing_twice_makes_one_post() -> None:
    client = rows.signed_in(rows.person("Ginette"))
    write(client, rows.DOG)
    found = re.search(r'name="key" value="([^"]+)"', client.get("/draft/").content.decode())
    assert found
    form = {"action": "publish", "of": rows.DOG, "key": found[1]}
    first, second = client.post("/draft/", form), client.post("/draft/", form)
    assert first["Location"] == second["Location"] == Post.objects.get().get_absolute_url()


def test_the_same_answer_twice_is_one_and_another_takes_its_place() -> None:
    dog = rows.post(rows.person("Ginette"))
    ask = rows.ask(dog, rows.person("Bruno"))
    client = Client()
    for answer in ("yes", "yes", "not_now", "not_now", "yes"):
        assert client.post(f"/s/{ask.key}/", {"answer": answer}).status_code == 302
    assert Answer.objects.get().kind == "yes"


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "yes\x00", "<b>"])
def test_an_answer_that_is_none_keeps_its_words(answer: str) -> None:
    ask = rows.ask(rows.post(rows.person("Ginette")), rows.person("Bruno"))
    response = Client().post(f"/s/{ask.key}/", {"answer": answer, "words": "Dimanche <plutôt> ?"})
    assert response.status_code == 422
    assert "Dimanche &lt;plutôt&gt; ?" in response.content.decode()
    assert not Answer.objects.exists()


def test_1001_signs_of_an_answer_are_said_to_be_too_many_and_stay() -> None:
    ask = rows.ask(rows.post(rows.person("Ginette")), rows.person("Bruno"))
    response = Client().post(f"/s/{ask.key}/", {"answer": "yes", "words": "é" * 1001})
    assert response.status_code == 422
    assert "é" * 1001 in response.content.decode()
    assert not Answer.objects.exists()


def test_a_withdrawn_post_takes_no_answer_from_the_mail_and_says_why() -> None:
    ginette = rows.person("Ginette")
    dog = rows.post(ginette)
    ask = rows.ask(dog, rows.person("Bruno"))
    rows.signed_in(ginette).post(f"/a/{dog.code}/withdraw/")
    assert "a retiré cette annonce" in plain(Client().get(f"/s/{ask.key}/?answer=yes").content.decode())
    response = Client().post(f"/s/{ask.key}/", {"answer": "yes"})
    assert response.status_code == 409
    assert "a retiré cette annonce" in plain(response.content.decode())
    assert not Answer.objects.exists()


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "", "1e9", "9" * 400, "١", "\x00"])
def test_a_page_number_that_is_none_shows_a_page(page: str) -> None:
    rows.community()
    rows.post(rows.person("Ginette"))
    for address in ("/board/", "/c/ixelles/"):
        response = Client().get(address, {"page": page})
        assert response.status_code == 200
        assert "promener mon chien" in response.content.decode() or address == "/c/ixelles/"


QUERIES = (
    "?x=1",
    "?kind=neither",
    "?kind=need&kind=offer",
    "?radius=-5",
    "?radius=1e400",
    "?topic=a.b",
    "?q=%00",
    "?place=%FF",
    "?q=%25&place=%27",
)
ADDRESSES = ("/", "/board/", "/c/ixelles/", "/help/", "/sign-in/", "/draft/", "/mine/", "/likes/", "/settings/")


@pytest.mark.parametrize("query", [*QUERIES, "?next=%00", "?answer=%3Cb%3E", "?change=1", "?to=%00"])
def test_parameters_that_nobody_knows_are_passed_over(query: str) -> None:
    rows.community()
    ginette = rows.person("Ginette")
    ask = rows.ask(rows.post(ginette), rows.person("Bruno"))
    for client in (Client(), rows.signed_in(ginette)):
        for address in ADDRESSES:
            assert client.get(address + query).status_code in (200, 302), address
    assert Client().get(f"/s/{ask.key}/{query}").status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_methods_are_refused_or_harmless(method: str) -> None:
    for address in ("/", "/board/", "/draft/", "/sign-in/", "/read/"):
        assert getattr(Client(), method)(address).status_code in (200, 302, 405)


def test_a_hostile_like_is_kept_as_words_or_asked_about() -> None:
    client = rows.signed_in(rows.person("Bruno"))
    for text in [*HOSTILE.values(), *NOT_TEXT.values(), *EMPTY.values(), "a" * 301, "b" * 5000]:
        response = client.post("/likes/", {"action": "add", "text": text}, follow=True)
        assert response.status_code in (200, 422)
        assert "<script>alert" not in response.content.decode()


def test_settings_that_are_none_are_said_and_stay() -> None:
    client = rows.signed_in(rows.person("Bruno"))
    nonsense = {
        "first_name": "\u200b",
        "language": "xx",
        "radius_km": "-3",
        "asks_per_day": "9" * 30,
        "paused_until": "31-31-31",
    }
    for section in ("me", "limits", "hours", "pause", "home", "nothing"):
        response = client.post("/settings/", {"section": section, **nonsense})
        assert response.status_code in (200, 302, 422), section
    bruno = Person.objects.get()
    assert (bruno.first_name, bruno.language) == ("Bruno", "fr")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/a/%00/", "/a/a%00b/poster/", "/s/%00/", "/s/%F0%9F%90%B6/"])
def test_an_address_that_can_be_nobodys_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
