"""Acting for somebody: how consent is given, what a hand may do, that everything says so, and that either side ends it at once."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.accept_mandate import accept_mandate, witness_mandate
from entraide.journeys.answer_post import answer_post
from entraide.journeys.ask_mandate import ask_mandate, ask_mandate_in_person
from entraide.journeys.change_settings import change_settings
from entraide.journeys.deliver_outside import deliver_outside
from entraide.journeys.done_by_hand import ACTS
from entraide.journeys.end_mandate import end_mandate
from entraide.journeys.give_mandate import give_mandate
from entraide.journeys.publish_post import publish_post
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks.models import Answer
from entraide.records.happenings.models import Happening
from entraide.records.mandates.hand import acting_hand, lent_by
from entraide.records.mandates.models import SCOPES, Mandate
from entraide.records.mandates.queries import mail_address_of
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.web.acting import BY_SCOPE, OPEN

pytestmark = pytest.mark.django_db


def words(response):
    return unescape(response.content.decode()).replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def house():
    return rows.community()


@pytest.fixture
def ginette(house):
    person = rows.person("Ginette")
    rows.member(house, person)
    return person


@pytest.fixture
def farid(house):
    person = rows.person("Farid")
    rows.member(house, person)
    return person


@pytest.fixture
def chloe(house):
    person = rows.person("Chloé")
    rows.member(house, person, is_steward=True)
    return person


@pytest.fixture
def mandate(ginette, farid):
    return give_mandate(person=ginette, hand=farid, scope=SCOPES, until=in_days(90), now=timezone.now())


@pytest.fixture
def acting(farid, mandate):
    """A browser in which Farid acts for Ginette."""
    client = rows.signed_in(farid)
    assert client.post(f"/mandates/{mandate.pk}/act/").status_code == 302
    return client


# Giving and asking.


def test_somebody_signed_in_lets_a_fellow_member_act_and_that_one_is_told(ginette, farid):
    client = rows.signed_in(ginette)
    assert "Confier d'agir pour moi" in words(client.get(f"/p/{farid.code}/"))
    assert "publier des annonces" in words(client.get(f"/p/{farid.code}/mandate/"))
    done = client.post(f"/p/{farid.code}/mandate/", {"scope": ["posts", "answers"], "months": 3}, follow=True)
    assert "Farid peut agir pour vous" in words(done)
    kept = Mandate.objects.get()
    assert (kept.person, kept.hand, kept.scope, kept.consent) == (ginette, farid, ["posts", "answers"], "signed_in")
    assert kept.until == in_days(90)
    assert "Vous pouvez agir pour Ginette" in words(rows.signed_in(farid).get("/mine/"))


def test_a_mandate_without_scope_is_sent_back(ginette, farid):
    answer = rows.signed_in(ginette).post(f"/p/{farid.code}/mandate/", {"months": 3})
    assert answer.status_code == 422
    assert "Cochez au moins une chose" in words(answer)


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (365, True), (367, False)])
def test_it_never_lasts_longer_than_a_year(ginette, farid, days, may):
    give = {"person": ginette, "hand": farid, "scope": ["posts"], "until": in_days(days), "now": timezone.now()}
    if may:
        assert give_mandate(**give)
    else:
        with pytest.raises(Refusal, match="too_late"):
            give_mandate(**give)


def test_giving_twice_is_giving_once_and_other_terms_replace_the_first(ginette, farid):
    give = {"person": ginette, "hand": farid, "until": in_days(30), "now": timezone.now()}
    first = give_mandate(scope=["posts"], **give)
    assert give_mandate(scope=["posts"], **give) == first
    second = give_mandate(scope=["posts", "likes"], **give)
    first.refresh_from_db()
    assert first.ended_by == "person"
    assert second.ended_at is None


def test_nobody_acts_for_themselves_or_for_whom_a_block_keeps_apart(ginette, farid):
    give = {"scope": ["posts"], "until": in_days(30), "now": timezone.now()}
    with pytest.raises(Refusal, match="own_thing"):
        give_mandate(person=farid, hand=farid, **give)
    Block.objects.create(person=ginette, blocked=farid, made_at=timezone.now())
    with pytest.raises(Refusal, match="blocked"):
        give_mandate(person=ginette, hand=farid, **give)


def ask_by_mail(farid, email="ginette@example.org"):
    said = {
        "section": "mail", "mail-first_name": "Ginette", "mail-email": email, "mail-language": "fr",
        "mail-scope": ["posts", "messages"], "mail-months": 6,
    }  # fmt: skip
    answer = rows.signed_in(farid).post("/mandates/", said, follow=True)
    assert "Le mail est parti" in words(answer)
    assert not mail.outbox, "it is the worker's"
    assert deliver_outside(now=timezone.now()) == 1
    [letter] = mail.outbox
    return letter, re.search(r"http\S+(/mandates/accept/\S+)", letter.body).group(1)


def test_a_letter_asks_and_nothing_is_kept_before_whoever_gets_it_agrees(farid):
    letter, path = ask_by_mail(farid, "new@example.org")
    assert letter.to == ["new@example.org"]
    assert "Farid propose d'agir pour vous" in letter.subject.replace("’", "'")
    assert not Mandate.objects.exists()
    assert not Person.objects.filter(email="new@example.org").exists()
    page = Client().get(path)
    assert "écrire des messages" in words(page)
    assert not Mandate.objects.exists()
    done = Client().post(path, {"action": "yes"}, follow=True)
    assert "C'est d'accord" in words(done)
    kept = Mandate.objects.get()
    assert (kept.person.email, kept.person.first_name, kept.consent) == ("new@example.org", "Ginette", "link")
    assert kept.person.says.count() == 0


def test_agreeing_twice_is_agreeing_once_and_the_same_link_takes_it_back(ginette, farid):
    _, path = ask_by_mail(farid)
    for _n in range(2):
        Client().post(path, {"action": "yes"})
    kept = Mandate.objects.get()
    assert kept.person == ginette
    Client().post(path, {"action": "end"})
    kept.refresh_from_db()
    assert kept.ended_by == "person"


def test_nobody_learns_whether_an_address_belongs_to_a_member(ginette, farid):
    known = rows.signed_in(farid)
    answers = [
        words(
            known.post(
                "/mandates/",
                {
                    "section": "mail", "mail-first_name": "X", "mail-email": email, "mail-language": "fr",
                    "mail-scope": ["posts"], "mail-months": 6,
                },
                follow=True,
            )
        )
        for email in (ginette.email, "nobody@example.org")
    ]  # fmt: skip
    without_tokens = [re.sub(r'value="[A-Za-z0-9]{64}"', "", one) for one in answers]
    assert without_tokens[0] == without_tokens[1]


def test_a_link_that_was_changed_or_grown_old_opens_nothing(farid, monkeypatch):
    _, path = ask_by_mail(farid)
    assert Client().get(path[:-3] + "xx/").status_code == 404
    monkeypatch.setattr("entraide.journeys.ask_mandate.LINK_LASTS", timedelta(seconds=-1))
    assert Client().get(path).status_code == 404


def test_whoever_has_no_mail_agrees_before_a_steward_who_is_the_witness(house, farid, chloe):
    client = rows.signed_in(farid)
    said = {
        "section": "in_person", "person-first_name": "Odette", "person-community": str(house.pk),
        "person-language": "fr", "person-scope": ["posts"], "person-months": 12,
    }  # fmt: skip
    shown = words(client.post("/mandates/", said, follow=True))
    code = "".join(re.search(r'class="figures">(\d{3}) (\d{3})', shown).groups())
    assert code not in words(client.get("/mandates/")).replace(" ", "")
    waiting = Mandate.objects.get()
    assert waiting.person is None
    assert code not in waiting.code_digest
    desk = rows.signed_in(chloe)
    assert "Farid, pour Odette" in words(desk.get("/c/ixelles/mandates/"))
    sent = {"mandate": str(waiting.pk), "code": code, "consent": "paper"}
    assert "Farid peut agir pour Odette" in words(desk.post("/c/ixelles/mandates/", sent, follow=True))
    kept = Mandate.objects.get()
    assert (kept.witness, kept.consent, kept.first_name, kept.code_digest) == (chloe, "paper", "", "")
    odette = kept.person
    assert not odette.has_address
    assert house in [one.community for one in odette.memberships.all()]
    assert odette.asks_per_week == 0
    assert mail_address_of(odette, today=timezone.localdate()) == farid.email


def waiting_for(house, farid):
    return ask_mandate_in_person(
        hand=farid, community=house, first_name="Odette", language="fr", scope=["posts"], until=in_days(30),
        now=timezone.now(),
    )  # fmt: skip


def test_only_another_steward_of_that_community_is_a_witness(house, farid, chloe):
    waiting, code = waiting_for(house, farid)
    away = rows.person("Daan")
    rows.member(rows.community("Gent", "gent"), away, is_steward=True)
    farid.memberships.update(is_steward=True)
    for nobody in (away, farid):
        with pytest.raises(Refusal, match="not_yours"):
            witness_mandate(steward=nobody, mandate_id=waiting.pk, code=code, consent="voice", now=timezone.now())
    assert not Mandate.objects.filter(agreed_at__isnull=False).exists()


def test_the_figures_are_not_guessed(house, farid, chloe):
    waiting, code = waiting_for(house, farid)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    tried = {"steward": chloe, "mandate_id": waiting.pk, "consent": "voice", "now": timezone.now()}
    for _n in range(5):
        with pytest.raises(Refusal, match="wrong_code"):
            witness_mandate(code=wrong, **tried)
    with pytest.raises(Refusal, match="expired_code"):
        witness_mandate(code=code, **tried)


def test_a_wrong_form_keeps_what_was_wrong_beside_it(house, farid, chloe):
    waiting, _ = waiting_for(house, farid)
    answer = rows.signed_in(chloe).post(
        "/c/ixelles/mandates/", {"mandate": str(waiting.pk), "code": "000", "consent": "voice"}
    )
    assert answer.status_code == 422
    assert "Ce ne sont pas les bons chiffres" in words(answer)


# Acting.


def test_every_page_says_for_whom_one_acts_and_how_to_stop(acting, ginette):
    html = words(acting.get("/mine/"))
    assert "Vous agissez pour <b>Ginette</b>" in html
    acting.post("/mandates/stop/")
    assert "Vous agissez pour" not in words(acting.get("/mine/"))


def reading():
    return Reading.from_dict(rows.DOG_READING.as_dict())


def test_a_post_says_who_wrote_it_and_the_writer_hears_of_it(acting, mandate, ginette, farid):
    with lent_by(mandate):
        post = publish_post(writer=ginette, text=rows.DOG, reading=reading(), now=timezone.now(), draft_key=Post().pk)
    assert (post.writer, post.hand) == (ginette, farid)
    assert "écrit par Farid" in words(Client().get(f"/a/{post.code}/"))
    happened = Happening.objects.get(kind="post_published")
    assert (happened.actor_id, happened.facts["hand_id"]) == (ginette.pk, str(farid.pk))
    told = Notice.objects.get(person=ginette, kind="acted")
    assert told.is_by_mail
    assert "Farid a publié une annonce pour vous" in words(rows.signed_in(ginette).get("/mine/"))


def test_what_a_hand_reads_stays_new_for_the_person(acting, ginette, farid):
    post = rows.post(ginette)
    Notice.objects.create(person=ginette, kind="nobody", post=post, made_at=timezone.now())
    acting.get("/mine/")
    assert Notice.objects.get(kind="nobody").seen_at is None


def test_an_answer_says_who_wrote_it(acting, ginette, farid):
    post = rows.post(rows.person("Bruno"))
    acting.post(f"/a/{post.code}/answer/", {"answer": "yes", "words": "Avec plaisir."})
    answer = Answer.objects.get()
    assert (answer.person, answer.hand) == (ginette, farid)
    assert "(écrit par Farid)" in words(rows.signed_in(post.writer).get(f"/a/{post.code}/"))
    acting.post(f"/a/{post.code}/take-back/")
    assert Answer.objects.get().withdrawn_at


def test_changing_ones_own_answer_later_is_not_the_hands_any_more(acting, ginette):
    post = rows.post(rows.person("Bruno"))
    acting.post(f"/a/{post.code}/answer/", {"answer": "yes", "words": "Avec plaisir."})
    answer_post(person=ginette, post=post, kind="yes", words="C'est moi.", now=timezone.now())
    assert Answer.objects.get().hand is None


def test_messages_say_who_wrote_them(acting, house, ginette, farid):
    from entraide.records.conversations.models import Message

    bruno = rows.person("Bruno")
    rows.member(house, bruno)
    acting.post(f"/p/{bruno.code}/write/", {"words": "Bonjour Bruno."})
    message = Message.objects.get()
    assert (message.writer, message.hand) == (ginette, farid)


# Every page that a hand may not open, by name: whatever is not let in is closed.
def every_route():
    from django.urls import URLPattern

    from entraide.web.urls import urlpatterns

    return {str(route.name) for route in urlpatterns if isinstance(route, URLPattern)}


def test_the_names_of_what_is_open_are_names_of_routes():
    named = OPEN | {name for names in BY_SCOPE.values() for name in names}
    assert named - every_route() <= {
        "search",
        "favicon",
        "community_paper",
        "forum",
        "community_rules",
        "rules_history",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/settings/", "/settings/export/", "/settings/erase/", "/mandates/", "/c/ixelles/words/", "/c/ixelles/weights/",
        "/admin/", "/settings/trusted/", "/settings/passkeys/", "/c/ixelles/mandates/", "/c/ixelles/settings/",
    ],
)  # fmt: skip
def test_what_is_the_persons_own_is_closed_to_hands(acting, ginette, house, path):
    ginette.memberships.update(is_steward=True)
    Person.objects.filter(first_name="Farid").update(is_staff=True)
    for answer in (acting.get(path), acting.post(path, {"section": "me"})):
        assert answer.status_code in (403, 404)
    assert "Ceci reste à la personne" in words(acting.get("/settings/"))


def test_no_journey_outside_the_table_is_done_by_a_hand_even_where_a_door_forgot(mandate, ginette):
    with lent_by(mandate), pytest.raises(Refusal, match="not_while_acting"):
        change_settings(person=ginette, now=timezone.now(), wants_mail=False)
    ginette.refresh_from_db()
    assert ginette.wants_mail


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_its_own_journeys_and_no_others(ginette, farid, scope):
    from entraide.journeys.happen import happen

    given = give_mandate(person=ginette, hand=farid, scope=[scope], until=in_days(9), now=timezone.now())
    kinds = {kind for kinds in ACTS.values() for kind in kinds} | {"settings_changed", "person_erased", "mandate_given"}
    for kind in kinds:
        with lent_by(given):
            if kind in ACTS[scope]:
                happening = happen(kind, at=timezone.now(), actor_id=ginette.pk)
                assert happening.facts["hand_id"] == str(farid.pk)
            else:
                with pytest.raises(Refusal, match="not_while_acting"):
                    happen(kind, at=timezone.now(), actor_id=ginette.pk)


def test_a_scope_opens_its_own_pages_and_no_others(ginette, farid):
    given = give_mandate(person=ginette, hand=farid, scope=["posts"], until=in_days(9), now=timezone.now())
    client = rows.signed_in(farid)
    client.post(f"/mandates/{given.pk}/act/")
    assert client.get("/likes/").status_code == 403
    assert client.get("/mine/talks/").status_code == 403
    assert client.get("/mine/").status_code == 200


def test_a_hand_never_hands_on(acting, ginette):
    bruno = rows.person("Bruno")
    assert acting.post(f"/p/{bruno.code}/mandate/", {"scope": ["posts"], "months": 1}).status_code == 403


# Ending.


def test_either_side_ends_it_at_once_and_the_other_is_told(acting, mandate, ginette, farid):
    rows.signed_in(ginette).post(f"/mandates/{mandate.pk}/end/")
    assert "Vous agissez pour" not in words(acting.get("/"))
    assert "Vous n'agissez plus pour Ginette" in words(acting.get("/mine/"))
    assert acting.post(f"/mandates/{mandate.pk}/act/").status_code == 404


def test_the_hand_ends_it_too(mandate, ginette, farid):
    rows.signed_in(farid).post(f"/mandates/{mandate.pk}/end/")
    assert "Farid n'agit plus pour vous" in words(rows.signed_in(ginette).get("/mine/"))


def test_nobody_else_ends_it_or_acts_by_it(mandate, chloe):
    client = rows.signed_in(chloe)
    assert client.post(f"/mandates/{mandate.pk}/end/").status_code == 404
    assert client.post(f"/mandates/{mandate.pk}/act/").status_code == 404


def test_it_ends_by_itself_with_its_last_day_and_with_a_block(acting, mandate, ginette, farid):
    Block.objects.create(person=ginette, blocked=farid, made_at=timezone.now())
    assert "Vous agissez pour" not in words(acting.get("/"))
    Block.objects.all().delete()
    acting.post(f"/mandates/{mandate.pk}/act/")
    assert "Vous agissez pour" in words(acting.get("/"))
    Mandate.objects.update(until=in_days(-1))
    assert "Vous agissez pour" not in words(acting.get("/"))


def test_a_steward_ends_it_for_somebody_without_mail(house, farid, chloe):
    waiting, code = waiting_for(house, farid)
    witness_mandate(steward=chloe, mandate_id=waiting.pk, code=code, consent="voice", now=timezone.now())
    ended = end_mandate(by=chloe, mandate_id=waiting.pk, now=timezone.now())
    assert ended.ended_by == "steward"


def test_what_was_being_written_does_not_go_from_one_to_the_other(farid, mandate):
    client = rows.signed_in(farid)
    client.post("/", {"text": rows.DOG})
    assert "draft" in client.session
    client.post(f"/mandates/{mandate.pk}/act/")
    assert "draft" not in client.session


def test_outside_a_request_nobody_acts_for_anybody(acting):
    acting.get("/mine/")
    assert acting_hand() is None


def test_asking_is_bounded(farid, monkeypatch):
    monkeypatch.setattr("entraide.records.mandates.queries.MOST_HELD", 1)
    person = rows.person("Els")
    give_mandate(person=person, hand=farid, scope=["posts"], until=in_days(9), now=timezone.now())
    with pytest.raises(Refusal, match="too_many_mandates"):
        ask_mandate(
            hand=farid, email="x@example.org", first_name="X", language="fr", scope=["posts"], until=in_days(9),
            now=timezone.now(),
        )  # fmt: skip


def test_a_closed_account_agrees_to_nothing(ginette, farid):
    _, path = ask_by_mail(farid)
    Person.objects.filter(pk=ginette.pk).update(is_active=False)
    with pytest.raises(Refusal, match="closed"):
        accept_mandate(key=path.split("/")[-2], language="fr", now=timezone.now())
