"""The page of a community's rules: read by whoever might join, changed by whoever tends it, and never against the charter."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.change_rules import change_rules
from entraide.journeys.let_rules_hold import let_rules_hold
from entraide.logic.charter.charter import ARTICLE_CODES
from entraide.logic.charter.rules import Rules
from entraide.records.communities import changes, queries
from entraide.records.communities.models import Community, Membership, RulesVersion
from entraide.records.people.models import Person
from entraide.web.forms.rules import RulesForm
from entraide.wording.charter import article_title

pytestmark = pytest.mark.django_db
PAGE = "/c/malibran/rules/"
CHANGE = "/c/malibran/rules/change/"


@pytest.fixture
def house() -> Community:
    return changes.add_community(slug="malibran", name="Malibran")


@pytest.fixture
def chloe(house: Community) -> Person:
    for name in ("Bruno", "Els"):
        changes.add_member(community=house, person=rows.person(name), at=timezone.now())
    person = rows.person("Chloé")
    changes.add_member(community=house, person=person, at=timezone.now())
    changes.make_steward(membership=Membership.objects.get(community=house, person=person))
    return person


def text(client: Client, address: str) -> str:
    return plain(client.get(address).content.decode())


def plain(page: str) -> str:
    """The page with plain apostrophes and spaces."""
    return page.replace("&#x27;", "'").replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")


def decide(chloe: Person, house: Community, **rules: object) -> RulesVersion:
    now = timezone.now()
    before = queries.rules_of(house, now=now).as_dict()
    version = change_rules(
        steward=chloe, community=house, rules=Rules.from_dict({**before, **rules}), why="Parlé dimanche.", now=now
    )
    assert version
    return version


def test_anybody_reads_the_rules_in_plain_words_with_the_charter_beside(house: Community) -> None:
    page = text(Client(), PAGE)
    assert "Tout le monde peut entrer." in page
    assert "Avant 18 ans, on entre avec l'accord d'un parent." in page
    for code in ARTICLE_CODES:
        assert plain(article_title(code)) in page
    assert "Changer les règles" not in page
    assert "Rien n'a encore été changé." in page


def test_a_closed_community_shows_its_rules_too_but_not_who_decided(house: Community, chloe: Person) -> None:
    decide(chloe, house, posts_read_by="members", entry="invitation", own_rules=["On se tutoie."])
    let_rules_hold(now=timezone.now() + timedelta(days=7))
    RulesVersion.objects.update(holds_from=timezone.now() - timedelta(minutes=1))
    for address in (PAGE, f"{PAGE}history/"):
        page = text(Client(), address)
        assert "On se tutoie." in page
        assert "Chloé" not in page
        assert "Chloé" in text(rows.signed_in(Person.objects.get(first_name="Bruno")), address)


def test_an_announced_change_is_told_with_its_day_and_may_be_taken_back(house: Community, chloe: Person) -> None:
    version = decide(chloe, house, entry="request")
    page = text(Client(), PAGE)
    assert "Tout le monde peut entrer." in page
    assert "On demande à entrer" in page
    assert "Retirer ce changement" not in page
    steward = rows.signed_in(chloe)
    assert "Retirer ce changement" in text(steward, PAGE)
    assert "déjà annoncé" in text(steward, CHANGE)
    done = steward.post(f"{PAGE}take-back/", {"version": str(version.pk)}, follow=True)
    assert "C'est retiré." in plain(done.content.decode())
    assert "On demande à entrer" not in text(Client(), PAGE)
    assert "Annoncé, puis retiré" in text(Client(), f"{PAGE}history/")


@pytest.mark.parametrize("wrong", ["", "x", "0198c0de-0000-7000-8000-000000000000"])
def test_taking_back_what_is_not_there_says_so(house: Community, chloe: Person, wrong: str) -> None:
    done = rows.signed_in(chloe).post(f"{PAGE}take-back/", {"version": wrong}, follow=True)
    assert "plus rien à retirer" in plain(done.content.decode())


def test_the_form_shows_first_what_would_change_and_keeps_what_was_chosen(house: Community, chloe: Person) -> None:
    steward = rows.signed_in(chloe)
    assert steward.get(CHANGE).status_code == 200
    chosen = rows.RULES | {
        "action": "preview",
        "entry": "request",
        "own_rules": "On rend les outils propres.\n\nOn prévient.",
    }
    answer = steward.post(CHANGE, chosen)
    page = plain(answer.content.decode())
    assert answer.status_code == 200
    assert "On rend les outils propres." in page
    assert "à l'avance" in page
    assert 'value="request"' in page
    assert not RulesVersion.objects.exists()
    done = steward.post(CHANGE, chosen | {"action": "change", "why": "Parlé dimanche."}, follow=True)
    assert "C'est annoncé." in plain(done.content.decode())
    version = RulesVersion.objects.get()
    assert Rules.from_dict(version.rules).own_rules == ("On rend les outils propres.", "On prévient.")
    assert version.holds_from - version.set_at == timedelta(days=7)


@pytest.mark.parametrize("currency", ["gift", "hours", "credits"])
def test_each_choice_says_what_it_is_whatever_the_community_counts(currency: str) -> None:
    form = RulesForm(rules=Rules(currency=currency, currency_name="copeaux" if currency == "credits" else ""))
    picked = [field for field in form if hasattr(field.field, "choices")]
    assert {"prices", "debt_when_leaving", "books_read_by"} <= {field.name for field in picked}
    for field in picked:
        words = [str(label).strip() for _, label in field.field.choices]
        assert all(words), field.name
        assert len(set(words)) == len(words), field.name


def test_a_day_within_the_week_is_too_soon_and_the_day_itself_is_right(house: Community, chloe: Person) -> None:
    steward = rows.signed_in(chloe)
    chosen = rows.RULES | {"action": "change", "entry": "request", "why": "Parlé dimanche."}
    today = timezone.localdate()
    soon = steward.post(CHANGE, chosen | {"holds_on": (today + timedelta(days=3)).isoformat()})
    assert soon.status_code == 422
    assert "sept jours" in plain(soon.content.decode())
    assert steward.post(CHANGE, chosen | {"holds_on": (today + timedelta(days=7)).isoformat()}).status_code == 302


def test_what_breaks_the_charter_is_refused_at_its_field_with_the_words_and_the_article(
    house: Community, chloe: Person
) -> None:
    wrong = rows.RULES | {
        "action": "change", "why": "Entre nous.", "own_rules": "On rend les outils.\nPas d'étrangers.", "fee_percent": "12,5",
        "hide_after": 1,
    }  # fmt: skip
    answer = rows.signed_in(chloe).post(CHANGE, wrong)
    page = plain(answer.content.decode())
    assert answer.status_code == 422
    assert "Pas d'étrangers" in page
    assert "Choisissez 10 % ou moins." in page
    assert "Choisissez deux signalements ou plus" in page
    assert "On rend les outils." in page
    assert not RulesVersion.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("entry", "nobody"), ("topics", ["x"]), ("floor", "-3"), ("kept_months", "900"), ("fee_percent", "2,55"), ("own_rules", "x" * 201),
        ("own_rules", "\n".join(str(n) for n in range(13))), ("currency_name", "x" * 41), ("holds_on", "31/02/2026"), ("why", ""),
    ],
)  # fmt: skip
def test_a_wrong_field_is_said_beside_it(house: Community, chloe: Person, field: str, value: object) -> None:
    sent = rows.RULES | {"action": "change", "why": "Parlé dimanche.", "members_settle": "True", field: value}
    answer = rows.signed_in(chloe).post(CHANGE, sent)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_the_history_tells_every_version_with_who_when_why_and_what(house: Community, chloe: Person) -> None:
    decide(chloe, house, members_settle=True)
    decide(chloe, house, hide_after=0)
    page = text(Client(), f"{PAGE}history/")
    assert page.index("Rien n'est caché avant") < page.index("Des membres tirés au sort")
    assert "Parlé dimanche." in page
    assert "Chloé" in page


def test_a_long_history_is_told_page_by_page(house: Community, chloe: Person) -> None:
    for n in range(23):
        decide(chloe, house, currency_name=f"flouze {n}")
    first = text(Client(), f"{PAGE}history/")
    assert first.count("<article") == 20
    assert "?before=4" in first
    older = text(Client(), f"{PAGE}history/?before=4")
    assert older.count("<article") == 3
    assert Client().get(f"{PAGE}history/?before=nonsense").status_code == 200


def test_pages_ask_little_however_long_the_history(
    house: Community, chloe: Person, django_assert_max_num_queries: object
) -> None:
    for n in range(8):
        decide(chloe, house, currency_name=f"flouze {n}")
    client = rows.signed_in(chloe)
    for address in (PAGE, f"{PAGE}history/", CHANGE):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(address).status_code == 200


def test_the_charters_page_comes_from_the_code() -> None:
    page = text(Client(), "/charter/")
    for code in ARTICLE_CODES:
        assert plain(article_title(code)) in page
