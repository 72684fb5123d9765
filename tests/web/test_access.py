"""Who gets what at every address: each route of the URL table in each role, by GET and by POST; and what nobody else may read.

A new route without a line in `EXPECTED` fails. So does a page that answers 500 to anybody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.web import rows

from entraide.journeys.stop_mail import stop_key
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import CommunityWord, Membership
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.web.urls import urlpatterns

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor",
    "stranger",
    "outsider",
    "blocked",
    "member",
    "writer",
    "asked",
    "answerer",
    "chosen",
    "steward",
    "operator",
)
SIGNED_IN = ROLES[1:]
NAMES = {
    "stranger": "Daan",
    "outsider": "Quirijn",
    "blocked": "Yolande",
    "member": "Wilhelmina",
    "writer": "Ginette",
    "asked": "Bruno",
    "answerer": "Amina",
    "chosen": "Xaverine",
    "decliner": "Zacharie",
    "steward": "Rosalinde",
    "operator": "Theobald",
}
# One home each, told apart by figures that stand nowhere else.
HOMES = {role: (50.83117 + 0.00101 * n, 4.37731 + 0.00103 * n) for n, role in enumerate(NAMES)}


@dataclass(frozen=True)
class Expected:
    """What a route answers: by GET and by POST, to everybody or by role ("signed in" and "else" stand for the others).

    `sign in` means: led to signing in and back.
    """

    get: int | str | Mapping[str, int | str]
    post: int | str | Mapping[str, int | str] = 405

    def of(self, method: str, role: str) -> int | str:
        """What this role gets."""
        said = self.get if method == "GET" else self.post
        if not isinstance(said, Mapping):
            return said
        if role in said:
            return said[role]
        return said["else"] if role == "visitor" or "signed in" not in said else said["signed in"]


PRIVATE = {"else": "sign in", "signed in": 200}
A_FORM = {"else": "sign in", "signed in": 302}
EXPECTED = {
    "home": Expected(200, 302),
    "read": Expected(405, 200),
    "draft": Expected(302, 302),
    "sign_in": Expected({"else": 200, "signed in": 302}, {"else": 302, "signed in": 302}),
    "sign_in_code": Expected(302, 302),
    "sign_out": Expected(405, 302),
    "language": Expected(405, 302),
    "help": Expected(200),
    "accessibility": Expected(200),
    "charter": Expected(200),
    "source": Expected(200),
    "board": Expected(200),
    "post": Expected(200),
    "answer_post": Expected(405, A_FORM),
    "take_back_answer": Expected(405, A_FORM),
    "choose": Expected(405, A_FORM),
    "withdraw": Expected(405, A_FORM),
    "stop_asking": Expected(405, A_FORM),
    "resume_asking": Expected(405, A_FORM),
    "widen": Expected(405, A_FORM),
    "refile": Expected(405, A_FORM),
    "undo_refile": Expected(405, A_FORM),
    "correct_post": Expected(405, A_FORM),
    "ask_stewards": Expected(405, A_FORM),
    "poster": Expected(200),
    # Whoever holds the key of the mail may answer; somebody else who is signed in may not.
    "ask": Expected({"else": 200, "asked": 200, "signed in": 403}, {"else": 302, "asked": 302, "signed in": 403}),
    "snooze": Expected(405, {"else": 302, "asked": 302, "signed in": 403}),
    # Whoever holds the key of a mail may stop mails of its sort, signed in or not.
    "stop_mail": Expected(200, 200),
    "mine": Expected(PRIVATE),
    # Somebody's page (here the writer's) is for fellow members, for whoever dealt with them, and for operators.
    "person": Expected(
        {"else": "sign in", "signed in": 200, **dict.fromkeys(("stranger", "outsider", "blocked"), 404)}
    ),
    # Whoever can tell them apart from a stranger, by a post that they may read, can do without meeting them.
    "block": Expected(
        {"else": "sign in", "signed in": 200, "writer": 404}, {"else": "sign in", "signed in": 302, "writer": 404}
    ),
    "unblock": Expected(405, {"else": "sign in", "signed in": 302, "writer": 404}),
    "likes": Expected(PRIVATE, A_FORM),
    "settings": Expected(PRIVATE, A_FORM),
    "export": Expected(PRIVATE),
    "erase": Expected(PRIVATE, A_FORM),
    "community": Expected(200),
    "join": Expected(405, A_FORM),
    "leave": Expected(405, A_FORM),
    "community_words": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # Whoever was asked, or wrote it, is led to the post.
    "why_not": Expected({"else": "sign in", "signed in": 200, **dict.fromkeys(("writer", "asked", "answerer"), 302)}),
    # Not for the writer, were they a steward: who was asked is not told to them.
    "post_routing": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "post_routing_csv": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "community_weights": Expected(
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 200),
        },
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "community_safety": Expected(200, {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302}),
    # A visitor is told whom to write to; the writer, that it is theirs; whoever may not read it, nothing.
    "report": Expected(
        {"else": 200, "writer": 302},
        {"else": "sign in", "signed in": 302},
    ),
    "dev_mail": Expected(404),
    "dev_mail_html": Expected(404),
    "healthz": Expected(200),
}
FORMS = {
    "home": {"text": rows.DOG},
    "read": {"text": rows.DOG},
    "sign_in": {"first_name": "Zoé", "email": "zoe@example.org"},
    "language": {"language": "nl", "next": "/board/"},
    "answer_post": {"answer": "yes", "words": "Volontiers."},
    "refile": {"kind": "offer", "topic_other": "animals.sitting"},
    "ask": {"answer": "yes"},
    "snooze": {"span": "7"},
    "correct_post": {"urgent": "yes"},
    "likes": {"action": "take_back", "say": "0198c0de-0000-7000-8000-000000000000"},
    "settings": {"section": "home", "place": ""},
    "community_words": {"action": "add", "sort": "topic", "name": "guindaille", "topic": "leisure.events"},
    "community_weights": {
        "action": "change", "why": "Nos rues sont longues.",
        "offer": 60, "nearness": 20, "time": 6, "answers": 5, "fairness": 7, "ties": 4,
    },
    "report": {"rule": "respect"},
    "community_safety": {"safety_class": "keys", "level": "verified", "why": "Des clés se sont perdues."},
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A small town: one open post with an ask that waits, one answer and one refusal; one that is agreed; a community."""

    people: Mapping[str, Person]
    open_post: Post
    agreed_post: Post
    ask: Ask
    answer: Answer

    def client(self, role: str) -> Client:
        """A browser of this role."""
        return Client() if role == "visitor" else rows.signed_in(self.people[role])

    def address(self, name: str, post: Post | None = None) -> str:
        """The address of a route in this scene."""
        of = post or self.open_post
        return {
            "post": f"/a/{of.code}/",
            "ask": f"/s/{self.ask.key}/",
            "snooze": f"/s/{self.ask.key}/later/",
            "stop_mail": f"/mails/stop/{stop_key(person=self.people['asked'], kind='ask')}/",
            "person": f"/p/{self.people['writer'].code}/",
            "block": f"/p/{self.people['writer'].code}/block/",
            "unblock": f"/p/{self.people['writer'].code}/unblock/",
            "community": "/c/ixelles/",
            "join": "/c/ixelles/join/",
            "leave": "/c/ixelles/leave/",
            "community_words": "/c/ixelles/words/",
            "community_weights": "/c/ixelles/weights/",
            "community_safety": "/c/ixelles/safety/",
            "report": f"/report/post/{of.code}/",
            "dev_mail": "/dev/mail/notice-1/",
            "dev_mail_html": "/dev/mail/notice-1/html/",
        }.get(name) or (reverse(name, args=[of.code]) if name in OF_A_POST else reverse(name))


OF_A_POST = frozenset(
    str(route.name) for route in urlpatterns if isinstance(route, URLPattern) and str(route.pattern).startswith("a/")
)


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def scene() -> Scene:
    people = {
        role: rows.person(name, home_latitude=HOMES[role][0], home_longitude=HOMES[role][1])
        for role, name in NAMES.items()
    }
    Person.objects.filter(pk=people["operator"].pk).update(is_staff=True, is_superuser=True)
    people["operator"].refresh_from_db()
    house = rows.community()
    for role in ("member", "writer", "steward"):
        rows.member(house, people[role], is_steward=role == "steward")
    # Another community with its own steward; and one member whom the writer does not want to meet.
    rows.member(rows.community("Namur", "namur"), people["outsider"], is_steward=True)
    rows.member(house, people["blocked"])
    Block.objects.create(person=people["writer"], blocked=people["blocked"], made_at=rows.an_hour_ago())
    open_post = rows.post(people["writer"], community=house, radius_km=3)
    ask = rows.ask(open_post, people["asked"])
    for role in ("answerer", "decliner"):
        rows.ask(open_post, people[role])
    answer = rows.answer(open_post, people["answerer"], words="Je suis libre à neuf heures.")
    rows.answer(open_post, people["decliner"], kind="not_now", words="Une excuse.")
    agreed_post = rows.post(people["writer"], state="agreed", closed_at=rows.an_hour_ago())
    chosen = rows.answer(agreed_post, people["chosen"], chosen_at=rows.an_hour_ago())
    rows.answer(agreed_post, people["answerer"])
    for role, kind, post, more in (
        ("asked", "ask", open_post, {"ask": ask}),
        ("writer", "answer", open_post, {"answer": answer}),
        ("chosen", "chosen", agreed_post, {"answer": chosen}),
        ("answerer", "not_chosen", agreed_post, {}),
    ):
        Notice.objects.create(person=people[role], kind=kind, post=post, made_at=rows.an_hour_ago(), **more)
    return Scene(people=people, open_post=open_post, agreed_post=agreed_post, ask=ask, answer=answer)


def routes() -> list[str]:
    """The names of all routes for people."""
    return sorted({str(route.name) for route in urlpatterns if isinstance(route, URLPattern)})


def got(response: HttpResponse) -> int | str:
    """The status, or `sign in`."""
    is_sent_away = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
    return "sign in" if is_sent_away else response.status_code


def send(scene: Scene, name: str, method: str, role: str) -> HttpResponse:
    """The answer of this route to this role; `choose` names the answer there is."""
    client, address = scene.client(role), scene.address(name)
    if method == "GET":
        return client.get(address)
    form = {"answer": str(scene.answer.pk)} if name == "choose" else FORMS.get(name, {})
    return client.post(address, form)


def test_every_route_has_its_expectation() -> None:
    assert set(routes()) == set(EXPECTED)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_role_gets_what_it_should(scene: Scene, name: str, method: str) -> None:
    wrong = {}
    for role in ROLES:
        with transaction.atomic():
            cache.clear()
            seen = got(send(scene, name, method, role))
            transaction.set_rollback(True)
        if seen != EXPECTED[name].of(method, role):
            wrong[role] = f"{seen}, not {EXPECTED[name].of(method, role)}"
    assert not wrong


@pytest.mark.parametrize(
    "name", "choose withdraw stop_asking resume_asking widen undo_refile correct_post ask_stewards".split()
)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "writer"])
def test_what_is_the_writers_changes_nothing_for_anybody_else(scene: Scene, name: str, role: str) -> None:
    before = Post.objects.filter(pk=scene.open_post.pk).values().get(), list(Answer.objects.order_by("pk").values())
    send(scene, name, "POST", role)
    after = Post.objects.filter(pk=scene.open_post.pk).values().get(), list(Answer.objects.order_by("pk").values())
    assert before == after


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_tend_the_community_file_a_post_otherwise(scene: Scene, role: str) -> None:
    may = role in ("steward", "operator")
    assert ("Ranger ainsi" in scene.client(role).get(scene.address("post")).content.decode()) is may
    send(scene, "refile", "POST", role)
    kept = Post.objects.get(pk=scene.open_post.pk)
    assert (kept.kind, kept.topic) == (("offer", "animals.sitting") if may else ("need", "animals.walking"))


def test_a_steward_of_another_community_files_nothing_here(scene: Scene) -> None:
    rows.member(rows.community("Liège", "liege"), scene.people["stranger"], is_steward=True)
    send(scene, "refile", "POST", "stranger")
    assert Post.objects.get(pk=scene.open_post.pk).topic == "animals.walking"


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_tend_the_community_name_its_words(scene: Scene, role: str) -> None:
    send(scene, "community_words", "POST", role)
    assert CommunityWord.objects.exists() is (role in ("steward", "operator"))


def test_a_steward_of_another_community_names_nothing_here_and_reads_nothing_with_it(scene: Scene) -> None:
    rows.member(rows.community("Liège", "liege"), scene.people["stranger"], is_steward=True)
    send(scene, "community_words", "POST", "stranger")
    assert not CommunityWord.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_a_communitys_words_are_for_its_members(scene: Scene, role: str) -> None:
    send(scene, "community_words", "POST", "steward")
    is_shown = "guindaille" in scene.client(role).get("/c/ixelles/").content.decode()
    assert is_shown is (role in ("member", "blocked", "writer", "steward", "operator"))


def test_a_form_without_its_proof_of_origin_changes_nothing_and_says_so(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.people["writer"])
    wrong = []
    for name in routes():
        # Mail programs stop a sort of mail by themselves: the key in the address is their proof.
        if EXPECTED[name].post == 405 or name == "stop_mail":
            continue
        response = client.post(scene.address(name), {"answer": str(scene.answer.pk), **FORMS.get(name, {})})
        if response.status_code != 403 or "a attendu trop longtemps" not in response.content.decode():
            wrong.append(f"{name}: {response.status_code}")
    assert not wrong
    assert Post.objects.get(pk=scene.open_post.pk).state == "open"
    assert Membership.objects.filter(person=scene.people["writer"]).exists()


def pages(scene: Scene, role: str) -> Iterator[tuple[str, str]]:
    """Every page that this role may read, with its HTML; both posts' pages among them."""
    client = scene.client(role)
    for name in routes():
        if EXPECTED[name].of("GET", role) != 200 or name in ("export", "healthz"):
            continue
        of = (scene.open_post, scene.agreed_post) if name == "post" else (scene.open_post,)
        for post in of:
            response = client.get(scene.address(name, post))
            assert response.status_code == 200, (name, role)
            yield f"{name} {post.state}", response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_private_of_others_stands_in_any_page(scene: Scene, role: str) -> None:
    leaks = []
    for page, html in pages(scene, role):
        for other, person in scene.people.items():
            if other == role or (page.startswith("ask") and role == "visitor" and other == "asked"):
                continue
            are_agreed = {role, other} == {"writer", "chosen"} and page == "post agreed"
            if person.email in html and not are_agreed:
                leaks.append(f"{page}: the address of {other}")
            if any(f"{degrees:.4f}" in html for degrees in HOMES[other]):
                leaks.append(f"{page}: the home of {other}")
        # Who was asked and said nothing, or declined, is nobody's business; nor is what an answer says, but the writer's.
        hidden = {"asked", "decliner"} - {role}
        if page.startswith("ask") and role == "visitor":
            hidden.discard("asked")
        if page.startswith("post_routing"):  # whoever tends the community reads who was asked, and no more
            hidden = set()
        leaks += [f"{page}: the name of {other}" for other in hidden if re.search(rf"\b{NAMES[other]}\b", html)]
        if role not in ("writer", "answerer") and "Je suis libre à neuf heures" in html:
            leaks.append(f"{page}: the words of an answer")
        if "Une excuse" in html and role != "decliner":
            leaks.append(f"{page}: the words of a refusal")
        if scene.ask.key in html and role != "asked" and not page.startswith("ask"):
            leaks.append(f"{page}: the key of an ask")
    assert not leaks


def test_an_export_holds_ones_own_and_nobody_elses_address(scene: Scene) -> None:
    for role in SIGNED_IN:
        kept = scene.client(role).get("/settings/export/").content.decode()
        others = {person.email for other, person in scene.people.items() if other != role}
        if role in ("writer", "chosen"):
            others -= {scene.people["writer"].email, scene.people["chosen"].email}
        assert scene.people[role].email in kept
        assert not [email for email in others if email in kept], role
        assert "Une excuse" not in kept, role


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_every_page_is_there_in_four_languages(scene: Scene, language: str) -> None:
    Person.objects.update(language=language)
    for role in ("visitor", "writer", "asked"):
        client = Client(headers={"accept-language": language}) if role == "visitor" else scene.client(role)
        for name in routes():
            if EXPECTED[name].of("GET", role) != 200 or name in ("export", "healthz"):
                continue
            response = client.get(scene.address(name))
            assert response.status_code == 200, (name, role)
            assert f'<html lang="{language}"' in response.content.decode(), (name, role)


def test_the_rooms_of_operators_are_closed_to_everybody_else(scene: Scene) -> None:
    lists = [
        reverse(f"admin:{pattern.name}")
        for pattern in _admin_patterns()
        if pattern.name and pattern.name.endswith(("_changelist", "_add", "index", "password_change"))
    ]
    assert len(lists) > 10
    for role in ("visitor", "writer", "steward", "operator"):
        client = scene.client(role)
        for address in lists:
            status = client.get(address).status_code
            assert status in ((200, 403) if role == "operator" else (302,)), (address, role)


def _admin_patterns() -> Iterator[URLPattern]:
    """All named patterns of the admin that need no argument."""
    (admin,) = [one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin"]

    def under(patterns: list[object]) -> Iterator[URLPattern]:
        for one in patterns:
            if isinstance(one, URLPattern):
                yield one
            else:
                yield from under(one.url_patterns)  # type: ignore[attr-defined]

    yield from (one for one in under(admin.url_patterns) if not one.pattern.regex.groups)
