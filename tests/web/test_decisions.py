"""What a community decides about routing: its weights, previewed and turned; its rules of care; and their history."""

from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from tests.web import rows

from entraide.records.communities.models import Community, CommunityRule, CommunityWeights
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
WEIGHTS, SAFETY = "/c/ixelles/weights/", "/c/ixelles/safety/"
TURNED = {"offer": 60, "nearness": 20, "time": 6, "answers": 5, "fairness": 7, "ties": 4}
CHILD = replace(rows.DOG_READING, topic="children.babysitting", subject="garder ma fille", spans=())
STRICT = {"safety_class": "children", "level": "verified_here", "why": "On aime se connaître."}


@pytest.fixture
def house() -> Community:
    return rows.community()


@pytest.fixture
def chloe(house: Community) -> Person:
    person = rows.person("Chloe")
    rows.member(house, person, is_steward=True)
    return person


def html(client: Client, address: str, sent: dict[str, object] | None = None, *, status: int = 200) -> str:
    """The page, or what comes of sending a form to it."""
    answer = client.get(address) if sent is None else client.post(address, sent, follow=True)
    assert answer.status_code == status
    return unescape(answer.content.decode()).replace("’", "'")


def test_a_preview_changes_nothing_and_names_nobody(chloe: Person, house: Community) -> None:
    rows.post(rows.person("Ginette"), community=house)
    rows.member(house, rows.person("Bruno"))
    page = html(rows.signed_in(chloe), WEIGHTS, {"action": "preview", **TURNED})
    assert "Ce que cela changerait" in page
    assert 'value="20"' in page
    assert "Bruno" not in page
    assert not CommunityWeights.objects.exists()


def test_weights_are_turned_with_a_reason_that_every_member_reads_and_turned_back(
    chloe: Person, house: Community
) -> None:
    client = rows.signed_in(chloe)
    assert "Dites pourquoi" in html(client, WEIGHTS, {"action": "change", "why": " ", **TURNED}, status=422)
    page = html(client, WEIGHTS, {"action": "change", "why": "Ici, on marche.", **TURNED})
    assert "Les prochaines sollicitations suivent ces poids" in page
    assert CommunityWeights.objects.get().weights["nearness"] == 0.2
    bruno = rows.person("Bruno")
    rows.member(house, bruno)
    page = html(rows.signed_in(bruno), WEIGHTS)
    assert "Ici, on marche." in page
    assert "10 → 20" in page
    assert "Voir ce que cela change" not in page
    page = html(client, WEIGHTS, {"action": "default"})
    assert 'value="68"' in page
    at_the_start = {"offer": 68, "nearness": 10, "time": 6, "answers": 5, "fairness": 7, "ties": 4}
    html(client, WEIGHTS, {"action": "change", "why": "C'était mieux.", **at_the_start})
    newest = CommunityWeights.objects.first()
    assert newest is not None
    assert newest.weights == {}
    assert "Retour aux poids de départ" in html(client, WEIGHTS)


@pytest.mark.parametrize("wrong", ["90", "-1", "beaucoup", "", "10.5"])
def test_out_of_bounds_nothing_is_turned(chloe: Person, wrong: str) -> None:
    sent = {"action": "change", "why": "Pour voir.", **TURNED, "nearness": wrong}
    assert "Un nombre entier de 0 à 40" in html(rows.signed_in(chloe), WEIGHTS, sent, status=422)
    assert not CommunityWeights.objects.exists()


def test_the_weights_of_everybodys_community_are_for_everybody_to_read() -> None:
    slug = Community.objects.get(is_server_wide=True).slug
    assert rows.signed_in(rows.person("Bruno")).get(f"/c/{slug}/weights/").status_code == 200


def test_a_rule_is_decided_with_a_reason_and_shown_wherever_it_holds(chloe: Person, house: Community) -> None:
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    child = rows.post(ginette, "Qui garde ma fille ?", CHILD, community=house)
    ask = rows.ask(child, bruno)
    assert "une communauté a vérifié" in html(Client(), child.get_absolute_url())
    page = html(rows.signed_in(chloe), SAFETY, STRICT)
    assert "C'est décidé" in page
    for client in (Client(), rows.signed_in(ginette), rows.signed_in(bruno), rows.signed_in(chloe)):
        page = html(client, child.get_absolute_url())
        assert "dont Ixelles s'entraide a vérifié l'identité" in page
        assert "On aime se connaître." in page
    assert "On aime se connaître." in html(Client(), f"/s/{ask.key}/")
    page = html(Client(), SAFETY)
    assert "On aime se connaître." in page
    assert "Changer cette règle" not in page


def test_whoever_does_not_meet_the_rule_cannot_say_yes_and_reads_why(chloe: Person, house: Community) -> None:
    child = rows.post(rows.person("Ginette"), "Qui garde ma fille ?", CHILD, community=house)
    bruno = rows.person("Bruno")
    ask = rows.ask(child, bruno)
    page = html(rows.signed_in(bruno), f"/s/{ask.key}/", {"answer": "yes"}, status=409)
    assert "vérifie d'abord qui vous êtes" in page
    html(rows.signed_in(bruno), f"/s/{ask.key}/", {"answer": "not_now"})


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"why": ""}, "Dites pourquoi"), ({"level": "anybody"}, "La charte demande davantage"), ({"level": "nobody"}, "Choisissez"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_says_why(chloe: Person, changed: dict[str, str], words: str) -> None:
    assert words in html(rows.signed_in(chloe), SAFETY, {**STRICT, **changed}, status=422)
    assert not CommunityRule.objects.exists()


def test_a_rule_may_ask_for_adults_and_warns_where_nobody_would_be_left(chloe: Person, house: Community) -> None:
    sent = {"safety_class": "nights", "level": "anybody", "kinds": ["adult", "first_aid"], "why": "La nuit est longue."}
    client = rows.signed_in(chloe)
    assert client.post(SAFETY, sent).status_code == 302
    said = client.get(SAFETY).content.decode()
    assert "18 ans ou plus et premiers secours" in said
    assert "personne ne peut aider" in said
