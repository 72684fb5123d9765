"""Pages of attestations: mine, asking, the desk of those who attest; and what others read of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web import rows

from entraide.journeys.attest import attest
from entraide.journeys.give_up_attestation import show_attestation
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.models import Thread
from entraide.records.exchanges.models import Exchange, Thanks
from entraide.records.people.models import Person
from entraide.web.standing import standing_of_person, standings_of_people
from entraide.wording.standing import helped_words

pytestmark = pytest.mark.django_db
MINE, DESK, ASK = "/attestations/", "/c/ixelles/attestations/", "/c/ixelles/attestations/ask/"


@pytest.fixture
def house() -> Community:
    return rows.community()


@pytest.fixture
def chloe(house: Community) -> Person:
    person = rows.person("Chloé")
    rows.member(house, person, is_steward=True)
    return person


@pytest.fixture
def bruno(house: Community) -> Person:
    person = rows.person("Bruno")
    rows.member(house, person)
    return person


def seen(chloe: Person, bruno: Person, house: Community, kind: str = "identity", **more: object) -> Attestation:
    return attest(attester=chloe, person=bruno, community=house, kind=kind, now=timezone.now(), **more)  # type: ignore[arg-type]


def test_a_member_asks_and_whoever_attests_says_yes(chloe: Person, bruno: Person, house: Community) -> None:
    asked = rows.signed_in(bruno).post(ASK, {"kind": "identity", "words": "Au marché, le samedi."})
    assert asked.status_code == 302
    desk = rows.signed_in(chloe)
    assert "Au marché, le samedi." in desk.get(DESK).content.decode()
    form = f"/c/ixelles/attest/{bruno.code}/"
    page = desk.get(form, {"kind": "identity"}).content.decode()
    assert "Au marché, le samedi." in page
    assert 'type="file"' not in page
    assert desk.post(form, {"kind": "identity", "action": "attest", "seen_where": "au marché"}).status_code == 302
    assert AttestationRequest.objects.get().outcome == "attested"
    mine = rows.signed_in(bruno).get(MINE).content.decode()
    assert "Identité" in mine
    assert "par Chloé" in mine


def test_a_request_is_declined_with_a_word_that_only_the_person_reads(
    chloe: Person, bruno: Person, house: Community
) -> None:
    rows.signed_in(bruno).post(ASK, {"kind": "address"})
    form = f"/c/ixelles/attest/{bruno.code}/"
    assert rows.signed_in(chloe).post(form, {"kind": "address", "action": "decline"}).status_code == 422
    rows.signed_in(chloe).post(form, {"kind": "address", "action": "decline", "words": "Venez lundi au guichet."})
    assert "Venez lundi au guichet." in rows.signed_in(bruno).get(MINE).content.decode()
    assert "Venez lundi au guichet." not in rows.signed_in(chloe).get(DESK).content.decode()


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        ("extract", {}, "Donnez la date du document"),
        ("extract", {"document_on": "2020-01-01"}, "trop ancien"),
        ("identity", {"seen_where": "carte 591-1234567-89"}, "numéro de document"),
        ("member", {"name": ""}, "Dites laquelle"),
        ("identity", {"valid_until": "hier"}, "Écrivez ce jour comme"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    chloe: Person, bruno: Person, house: Community, kind: str, sent: dict[str, str], said: str
) -> None:
    answer = rows.signed_in(chloe).post(f"/c/ixelles/attest/{bruno.code}/", {"kind": kind, "action": "attest", **sent})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    assert all(value in html for value in sent.values())
    assert not Attestation.objects.exists()


def test_the_community_takes_one_back_and_says_why(chloe: Person, bruno: Person, house: Community) -> None:
    given = seen(chloe, bruno, house)
    desk = rows.signed_in(chloe)
    assert desk.post(DESK, {"code": given.code, "words": ""}).status_code == 422
    assert desk.post(DESK, {"code": given.code, "words": "Une erreur de personne."}).status_code == 302
    assert "Une erreur de personne." in rows.signed_in(bruno).get(MINE).content.decode()
    assert Membership.objects.get(person=bruno, community=house).verified_at is None


def test_one_hides_shows_and_gives_up_ones_own_alone(chloe: Person, bruno: Person, house: Community) -> None:
    given = seen(chloe, bruno, house)
    for action in ("hide", "give_up"):
        rows.signed_in(chloe).post(MINE, {"action": action, "code": given.code})
    given.refresh_from_db()
    assert (given.hidden_at, given.ended_at) == (None, None)
    client = rows.signed_in(bruno)
    client.post(MINE, {"action": "hide", "code": given.code})
    assert "La montrer de nouveau" in client.get(MINE).content.decode()
    client.post(MINE, {"action": "give_up", "code": given.code})
    given.refresh_from_db()
    assert given.ended_how == "given_up"


def test_whoever_is_named_reads_requests_of_that_kind_alone(chloe: Person, bruno: Person, house: Community) -> None:
    els = rows.person("Els")
    rows.member(house, els)
    rows.signed_in(chloe).post(f"/c/ixelles/attesters/{els.code}/", {"kinds": ["first_aid"]})
    for kind, words in (("first_aid", "Après le cours."), ("identity", "Au marché.")):
        rows.signed_in(bruno).post(ASK, {"kind": kind, "words": words})
    desk = rows.signed_in(els).get(DESK).content.decode()
    assert "Après le cours." in desk
    assert "Au marché." not in desk
    assert rows.signed_in(els).get(f"/c/ixelles/attesters/{bruno.code}/").status_code == 403


# Standing.


def lines(viewer: Person, person: Person, house: Community | None = None) -> str:
    return " / ".join(standing_of_person(viewer, person, house, now=timezone.now()))


def test_fellow_members_read_what_is_attested_and_strangers_that_an_identity_is(
    chloe: Person, bruno: Person, house: Community
) -> None:
    seen(chloe, bruno, house)
    seen(chloe, bruno, house, "driving")
    stranger = rows.person("Daan")
    assert "Identité vérifiée par Ixelles" in lines(chloe, bruno, house)
    assert "Permis de conduire" in lines(chloe, bruno, house)
    assert "Identité vérifiée par Ixelles" in lines(stranger, bruno)
    assert "Permis" not in lines(stranger, bruno)
    Community.objects.filter(pk=house.pk).update(is_readable_by_all=False)
    assert "Ixelles" not in lines(stranger, bruno)
    assert "vérifiée par une communauté" in lines(stranger, bruno)


def test_an_extract_is_told_by_what_follows_from_it_and_to_members_alone(
    chloe: Person, bruno: Person, house: Community
) -> None:
    seen(chloe, bruno, house, "extract", document_on=timezone.localdate())
    assert "Peut garder des enfants ici" in lines(chloe, bruno, house)
    assert "casier" not in lines(chloe, bruno, house)
    assert "enfants" not in lines(rows.person("Daan"), bruno)


def test_what_is_hidden_ended_or_of_a_community_left_is_told_to_nobody(
    chloe: Person, bruno: Person, house: Community
) -> None:
    given = seen(chloe, bruno, house)
    show_attestation(person=bruno, code=given.code, is_shown=False, now=timezone.now())
    assert "Identité" not in lines(chloe, bruno, house)
    show_attestation(person=bruno, code=given.code, is_shown=True, now=timezone.now())
    Attestation.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "Identité" not in lines(chloe, bruno, house)
    Attestation.objects.update(valid_until=None)
    Membership.objects.filter(person=bruno).delete()
    assert "Identité" not in lines(chloe, bruno, house)


def test_help_that_came_about_is_counted_and_no_more(chloe: Person, bruno: Person, house: Community) -> None:
    assert "aidé" not in lines(chloe, bruno, house)
    for state in ("agreed", "done", "open", "withdrawn"):
        rows.answer(rows.post(chloe, state=state), bruno, chosen_at=timezone.now())
    rows.answer(rows.post(chloe, state="agreed"), bruno)
    assert "A aidé deux fois (animaux)" in lines(chloe, bruno, house)
    closed = rows.community("Rue", "rue")
    Community.objects.filter(pk=closed.pk).update(is_readable_by_all=False)
    rows.answer(rows.post(chloe, state="agreed", community=closed), bruno, chosen_at=timezone.now())
    assert "A aidé deux fois" in lines(rows.person("Daan"), bruno)


def test_thanks_are_counted_beside_help_and_not_as_help(chloe: Person, bruno: Person, house: Community) -> None:
    now = timezone.now()
    rows.answer(rows.post(chloe, state="agreed"), bruno, chosen_at=now)
    thread = Thread.objects.create(
        kind="forum", subject="Le chat", community=house, opened_by=bruno, opened_at=now, latest_at=now
    )
    about = Exchange.objects.create(community=house, thread=thread, asker=chloe, helper=bruno, begun_at=now)
    for number in (1, 2):
        Thanks.objects.create(exchange=about, giver=chloe, receiver=bruno, number=number, given_at=now)
    told = standings_of_people(chloe, [bruno, chloe], now=now)
    assert {"A aidé une fois (animaux)", "Deux mercis reçus"} <= {
        line[:1].upper() + line[1:] for line in told[bruno.pk]
    }
    assert not any("merci" in line or "aidé" in line for line in told[chloe.pk])


def test_a_list_of_people_costs_two_queries(
    chloe: Person, bruno: Person, house: Community, django_assert_num_queries
) -> None:
    people = [rows.person(f"Invite{number}") for number in range(5)]
    with django_assert_num_queries(2):
        assert len(standings_of_people(chloe, [bruno, *people], now=timezone.now())) == 6


def test_helping_is_said_in_words_and_with_three_families_at_most() -> None:
    assert helped_words(1) == "A aidé une fois"
    many = helped_words(4, families=["animals", "home", "garden", "food", "things"])
    assert many.startswith("A aidé quatre fois (")
    assert many.count(",") == 2


def test_answers_to_ones_own_post_say_who_it_is(chloe: Person, bruno: Person, house: Community) -> None:
    seen(chloe, bruno, house)
    post = rows.post(chloe, community=house)
    rows.answer(post, bruno, words="Je peux.")
    html = rows.signed_in(chloe).get(f"/a/{post.code}/").content.decode()
    assert "Identité vérifiée par Ixelles" in html
    assert "Identité vérifiée" not in rows.signed_in(rows.person("Daan")).get(f"/a/{post.code}/").content.decode()
