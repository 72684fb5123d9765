"""Reporting in two taps, the desk, its pages, and what the person concerned, the jurors and the public read. In French."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.agree_to_sit import agree_to_sit
from entraide.journeys.answer_post import answer_post
from entraide.journeys.ask_attestation import ask_attestation
from entraide.journeys.keep_canned_words import keep_canned_words
from entraide.journeys.propose_promise import propose_promise
from entraide.journeys.report import report
from entraide.journeys.seat_panel import seat_panel
from entraide.journeys.settle_case import settle_case
from entraide.journeys.settle_problem import settle_problem
from entraide.journeys.tell_problem import tell_problem
from entraide.logic.charter.rules import Rules
from entraide.logic.promises.terms import Promise
from entraide.records.communities.models import RulesVersion
from entraide.records.conversations.models import Message, Participation, Thread
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Say, TrustedContact
from entraide.records.reports import changes
from entraide.records.reports.models import Appeal, Case, Measure, Report, Seat
from entraide.records.reports.things import find_thing

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def house():
    return rows.community()


@pytest.fixture
def people(house):
    names = {name: rows.person(name) for name in ("Ginette", "Amina", "Bruno", "Chloé", "Daan", "Els", "Farid")}
    for name, who in names.items():
        rows.member(house, who, is_steward=name in ("Chloé", "Farid"))
    return names


@pytest.fixture
def post(people, house):
    return rows.post(people["Ginette"], "Je vends des parfums", community=house)


def browser(who):
    return rows.signed_in(who)


def page(who, path, *, status=200):
    response = (browser(who) if who else Client()).get(path)
    assert response.status_code == status, path
    return response.content.decode()


def reported(by, post, **said):
    thing = find_thing(by, kind="post", ref=post.code)
    return report(
        by=by, thing=thing, community=post.community, now=timezone.now(), **{"rule": "advertising", **said}
    ).case


def in_trouble(post, helper):
    """The helper was promised for the post, and its writer says that nobody came; the exchange."""
    now = timezone.now()
    answer = answer_post(person=helper, post=post, kind="yes", words="Volontiers.", now=now)
    exchange = Exchange.objects.get(answer=answer)
    terms = Promise(what="promener Filou", starts_at=now + timedelta(days=1), place_name="place Flagey")
    propose_promise(person=post.writer, exchange_id=exchange.pk, terms=terms, now=now)
    exchange.refresh_from_db()
    accept_promise(person=helper, exchange_id=exchange.pk, version=exchange.version, now=now)
    tell_problem(person=post.writer, exchange_id=exchange.pk, kind="not_there", words="Personne n'est venu.", now=now)
    return exchange


class TestAProblemOfAnExchange:
    def test_it_waits_on_the_desk_until_it_is_settled(self, people, post, django_assert_max_num_queries):
        exchange = in_trouble(post, people["Bruno"])
        client = browser(people["Chloé"])
        with django_assert_max_num_queries(MOST_QUERIES):
            desk = unescape(client.get("/c/ixelles/desk/").content.decode())
        assert "Soucis dans des échanges (1)" in desk
        assert "Personne n'est venu." in desk
        assert "Entre Ginette et Bruno" in desk
        assert f'href="/e/{exchange.code}/"' in desk
        assert page(people["Chloé"], f"/e/{exchange.code}/"), "the row leads to what the steward may read"
        settle_problem(person=people["Farid"], exchange_id=exchange.pk, outcome="goes_on", words="", now=timezone.now())
        assert f"/e/{exchange.code}/" not in page(people["Chloé"], "/c/ixelles/desk/")

    def test_no_steward_helps_in_an_exchange_of_their_own(self, people, post):
        exchange = in_trouble(post, people["Farid"])
        assert f"/e/{exchange.code}/" not in page(people["Farid"], "/c/ixelles/desk/")
        assert f"/e/{exchange.code}/" in page(people["Chloé"], "/c/ixelles/desk/")

    def test_only_the_stewards_of_its_community_read_of_it(self, people, post):
        exchange = in_trouble(post, people["Bruno"])
        elsewhere = rows.community("Jette", slug="jette")
        rows.member(elsewhere, people["Daan"], is_steward=True)
        assert f"/e/{exchange.code}/" not in page(people["Daan"], "/c/jette/desk/")
        page(people["Daan"], "/c/ixelles/desk/", status=403)
        page(people["Els"], "/c/ixelles/desk/", status=403)

    def test_where_nobody_tends_the_community_whoever_runs_the_server_sees_that_it_waits(self, people, post, house):
        in_trouble(post, people["Bruno"])
        house.memberships.update(is_steward=False)
        operator = rows.person("Odette", is_staff=True)
        assert "/c/ixelles/desk/" in page(operator, f"{rows.server_wide().get_absolute_url()}desk/")


def test_who_asks_for_a_verification_waits_on_the_desk_of_those_who_may_give_it(
    people, house, django_assert_max_num_queries
):
    ask_attestation(
        person=people["Els"], community=house, kind="address", words="Au marché, le samedi.", now=timezone.now()
    )
    ask_attestation(person=people["Chloé"], community=house, kind="driving", words="", now=timezone.now())
    client = browser(people["Chloé"])
    with django_assert_max_num_queries(MOST_QUERIES):
        desk = client.get("/c/ixelles/desk/").content.decode()
    assert "Vérifications demandées</h2>" in desk.replace(" (1)", "")
    assert "Au marché, le samedi." in desk
    assert f"/c/ixelles/attest/{people['Els'].code}/?kind=address" in desk
    assert f"/c/ixelles/attest/{people['Chloé'].code}/" not in desk, "nobody attests of themselves"
    assert "/c/ixelles/mandates/" in desk
    operator = rows.person("Odette", is_staff=True)
    assert "Au marché" not in page(operator, "/c/ixelles/desk/"), (
        "they are trusted with the server, not with its people"
    )


class TestReporting:
    def test_a_post_leads_to_the_form_and_one_button_sends_it(self, people, post):
        assert f"/report/post/{post.code}/" in page(people["Amina"], post.get_absolute_url())
        form = page(people["Amina"], f"/report/post/{post.code}/")
        assert "Je vends des parfums" in form
        assert "112" in form
        sent = browser(people["Amina"]).post(f"/report/post/{post.code}/", {"rule": "advertising"}, follow=True)
        assert "Quelqu’un va regarder" in sent.content.decode()
        assert Report.objects.get().by == people["Amina"]
        assert "déjà signalé" in page(people["Amina"], f"/report/post/{post.code}/")

    def test_without_a_rule_nothing_is_sent_and_the_words_stay(self, people, post):
        wrong = browser(people["Amina"]).post(f"/report/post/{post.code}/", {"words": "Encore des parfums."})
        assert wrong.status_code == 422
        assert "Encore des parfums." in wrong.content.decode()
        assert not Report.objects.exists()

    def test_a_visitor_is_told_how_and_nothing_is_looked_up(self, post, settings):
        settings.OPERATOR_MAIL = "odette@example.org"
        html = page(None, f"/report/post/{post.code}/")
        assert "odette@example.org" in html
        assert "parfums" not in html
        page(None, "/report/post/nothere/")

    def test_a_steward_who_reports_is_led_to_the_case(self, people, post):
        sent = browser(people["Chloé"]).post(f"/report/post/{post.code}/", {"rule": "advertising"})
        assert sent["Location"] == f"/c/ixelles/desk/case/{Case.objects.get().code}/"

    def test_what_one_may_not_read_one_cannot_report(self, people, house):
        house.is_readable_by_all = False
        house.save()
        inside = rows.post(people["Ginette"], community=house)
        page(rows.person("Zoé"), f"/report/post/{inside.code}/", status=404)
        say = Say.objects.create(
            person=people["Ginette"], text="Secret", kind="offer", reading={}, said_at=timezone.now()
        )
        page(people["Amina"], f"/report/say/{say.pk.hex}/", status=404)

    @pytest.mark.parametrize("ref", ["nothere", "0" * 32, "f" * 64])
    @pytest.mark.parametrize("kind", ["post", "person", "message", "thread", "say", "planet"])
    def test_an_address_that_leads_nowhere_is_not_found(self, people, kind, ref):
        page(people["Amina"], f"/report/{kind}/{ref}/", status=404)

    def test_where_two_communities_meet_one_is_chosen_whose_rules_are_shown(self, people, house):
        other = rows.community("Flagey", "flagey")
        for name in ("Ginette", "Amina"):
            rows.member(other, people[name])
        path = f"/report/person/{people['Ginette'].code}/"
        assert "Qui doit s" in page(people["Amina"], path)
        browser(people["Amina"]).post(path, {"rule": "respect", "community": "flagey"})
        assert Case.objects.get().community == other


class TestTheDesk:
    def test_it_says_what_waits_and_nothing_else(self, people, post, house):
        assert "Rien n'attend." in page(people["Chloé"], "/c/ixelles/desk/").replace("’", "'")
        reported(people["Amina"], post)
        held = rows.post(people["Bruno"], "Je prête une tente", community=house, hidden_at=timezone.now())
        changes.want_check(post=held, is_held=True, needed=2, signs=[], at=timezone.now())
        rows.post(people["Daan"], "Qui arrose mes fleurs ?", community=house, search_state="told")
        html = page(people["Chloé"], "/c/ixelles/desk/")
        for words in ("Signalements (1)", "Je vends des parfums", "Je prête une tente", "0 oui sur 2", "Qui arrose"):
            assert words in html
        assert "Amina" not in html
        only = page(people["Chloé"], "/c/ixelles/desk/?pile=held")
        assert "Je prête une tente" in only
        assert "Je vends des parfums" not in only

    def test_it_is_for_who_tends_this_community(self, people, house):
        page(people["Amina"], "/c/ixelles/desk/", status=403)
        stranger = rows.person("Zoé")
        rows.member(rows.community("Namur", "namur"), stranger, is_steward=True)
        page(stranger, "/c/ixelles/desk/", status=403)

    def test_a_case_about_a_steward_is_not_theirs_to_see(self, people, house):
        case = reported(people["Amina"], rows.post(people["Chloé"], "Je vends tout", community=house))
        assert "Je vends tout" not in page(people["Chloé"], "/c/ixelles/desk/")
        page(people["Chloé"], f"/c/ixelles/desk/case/{case.code}/", status=403)
        page(people["Farid"], f"/c/ixelles/desk/case/{case.code}/")

    def test_whoever_runs_the_server_finds_what_nobody_tends(self, people, post, house):
        house.memberships.update(is_steward=False)
        reported(people["Amina"], post)
        operator = rows.person("Odette", is_staff=True)
        assert "/c/ixelles/desk/" in page(operator, "/c/entraide/desk/")

    def test_its_pages_ask_few_questions_at_any_size(self, people, house, django_assert_max_num_queries):
        for number in range(30):
            writer = rows.person(f"Personne{number}")
            rows.member(house, writer)
            case = reported(people["Amina" if number % 2 else "Bruno"], rows.post(writer, community=house))
            late = rows.post(writer, community=house, search_state="told")
            changes.want_check(post=late, is_held=bool(number % 2), needed=1, signs=["contact"], at=timezone.now())
        client = browser(people["Chloé"])
        for path in ("", "log/", "words/"):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert client.get(f"/c/ixelles/desk/{path}").status_code == 200
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"/c/ixelles/desk/case/{case.code}/").status_code == 200
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"/c/ixelles/desk/post/{late.code}/").status_code == 200
            assert Client().get("/c/ixelles/moderation/").status_code == 200


class TestACase:
    def test_it_is_settled_with_a_rule_and_the_person_reads_why_but_not_who(self, people, post):
        case = reported(people["Amina"], post, words="Elle insiste.")
        path = f"/c/ixelles/desk/case/{case.code}/"
        html = page(people["Chloé"], path)
        assert "Elle insiste." in html
        assert "Amina" not in html
        wrong = browser(people["Chloé"]).post(path, {"decision": "hide", "words": "Bonjour Ginette."})
        assert wrong.status_code == 422
        assert "Bonjour Ginette." in wrong.content.decode()
        sent = {"decision": "hide", "rule": "advertising", "kept_out": "suspend-7", "words": "Bonjour Ginette."}
        assert browser(people["Chloé"]).post(path, sent).status_code == 302
        page(people["Bruno"], post.get_absolute_url(), status=404)
        hiding = Measure.objects.get(kind="hide")
        mine = page(people["Ginette"], post.get_absolute_url())
        assert f"/measures/{hiding.code}/" in mine
        told = page(people["Ginette"], f"/measures/{hiding.code}/")
        assert "Pas de publicité" in told
        assert "Bonjour Ginette." in told
        for name in ("Amina", "Chloé", "Elle insiste"):
            assert name not in told
        suspension = Measure.objects.get(kind="suspend")
        assert (
            browser(people["Ginette"]).get(f"/measures/{suspension.code}/")["Location"] == f"/measures/{hiding.code}/"
        )

    def test_what_was_hidden_is_shown_again_from_the_same_page(self, people, post):
        case = reported(people["Amina"], post)
        settle_case(steward=people["Chloé"], case=case, rule="law", measures=["hide"], now=timezone.now())
        path = f"/c/ixelles/desk/case/{case.code}/"
        assert "Montrer à nouveau" in page(people["Chloé"], path)
        browser(people["Chloé"]).post(path, {"action": "lift", "measure": Measure.objects.get().code})
        page(people["Bruno"], post.get_absolute_url())

    def test_canned_words_come_with_the_first_name(self, people, post, house):
        kept = keep_canned_words(
            steward=people["Chloé"], community=house, name="Salut", words="Bonjour {prénom}.", now=timezone.now()
        )
        case = reported(people["Amina"], post)
        assert "Bonjour Ginette." in page(people["Chloé"], f"/c/ixelles/desk/case/{case.code}/?words={kept.pk}")

    def test_notes_are_read_with_the_case_and_with_the_next_one_about_the_person(self, people, post, house):
        case = reported(people["Amina"], post)
        path = f"/c/ixelles/desk/case/{case.code}/"
        browser(people["Chloé"]).post(path, {"action": "note", "about": "person", "words": "Vue au marché."})
        other = reported(people["Bruno"], rows.post(people["Ginette"], community=house))
        assert "Vue au marché." in page(people["Farid"], f"/c/ixelles/desk/case/{other.code}/")
        assert browser(people["Chloé"]).post(path, {"action": "note", "words": ""}).status_code == 422

    def test_of_danger_the_reporter_and_whom_they_trust_are_shown_by_their_leave_until_it_is_settled(
        self, people, post
    ):
        TrustedContact.objects.create(
            person=people["Amina"], name="Hugo", phone="0470 11 22 33", named_at=timezone.now()
        )
        case = reported(people["Bruno"], post, is_danger=True)
        path = f"/c/ixelles/desk/case/{case.code}/"
        assert "Bruno" not in page(people["Chloé"], path)
        reported(people["Amina"], post, is_danger=True, may_call_contact=True)
        html = page(people["Chloé"], path)
        assert "amina@example.org" in html
        assert "0470 11 22 33" in html
        settle_case(steward=people["Chloé"], case=case, now=timezone.now())
        html = page(people["Chloé"], path)
        assert "amina@example.org" not in html
        assert "0470 11 22 33" not in html

    def test_of_a_talk_between_two_only_the_message_and_its_neighbours_are_shown(self, people):
        now = timezone.now()
        ginette, amina = people["Ginette"], people["Amina"]
        thread = Thread.objects.create(kind="direct", pair_key="a-b", opened_at=now, latest_at=now)
        for who in (ginette, amina):
            Participation.objects.create(thread=thread, person=who)
        words = ("Un", "Deux, juste avant", "Trois, une menace", "Quatre, juste après", "Cinq")
        said = [
            Message.objects.create(
                thread=thread, writer=amina if n % 2 else ginette, words=one, said_at=now + timedelta(minutes=n)
            )
            for n, one in enumerate(words)
        ]
        browser(amina).post(f"/report/message/{said[2].pk.hex}/", {"rule": "respect"})
        case = Case.objects.get()
        assert case.about == ginette
        html = page(people["Chloé"], f"/c/ixelles/desk/case/{case.code}/")
        assert all(one in html for one in words[1:4])
        assert ">Un<" not in html
        assert "Cinq" not in html
        page(people["Bruno"], f"/report/message/{said[2].pk.hex}/", status=404)


class TestAppealsAndPanels:
    def test_an_appeal_is_written_by_the_person_and_answered_by_another_steward(self, people, post):
        case = reported(people["Amina"], post)
        settle_case(steward=people["Chloé"], case=case, rule="law", measures=["hide"], now=timezone.now())
        code = Measure.objects.get().code
        assert browser(people["Ginette"]).post(f"/measures/{code}/", {"words": " "}).status_code == 422
        browser(people["Ginette"]).post(f"/measures/{code}/", {"words": "C'est un cadeau."})
        path = f"/c/ixelles/desk/appeal/{code}/"
        assert "quelqu’un d’autre" in page(people["Chloé"], path).replace("'", "’")
        assert browser(people["Chloé"]).post(path, {"decision": "undone"}).status_code == 422
        assert browser(people["Farid"]).post(path, {"decision": "stands", "answer": ""}).status_code == 422
        browser(people["Farid"]).post(path, {"decision": "stands", "answer": "La règle est claire."})
        told = page(people["Ginette"], f"/measures/{code}/")
        assert "La règle est claire." in told
        assert "Farid" not in told
        assert Appeal.objects.get().state == "stands"

    def test_a_juror_sees_the_thing_without_names_and_says_keep_or_hide(self, people, post, house):
        now = timezone.now()
        rules = Rules(members_settle=True).as_dict()
        RulesVersion.objects.create(community=house, number=1, rules=rules, why="…", set_at=now, holds_from=now)
        for name in ("Bruno", "Daan", "Els"):
            agree_to_sit(person=people[name], community=house, agrees=True, now=now)
        case = reported(people["Amina"], post)
        seat_panel(case_id=case.pk, now=now)
        seats = list(Seat.objects.select_related("person"))
        path = f"/seats/{seats[0].code}/"
        html = page(seats[0].person, path)
        assert "Je vends des parfums" in html
        assert "Ginette" not in html
        assert "Amina" not in html
        assert browser(seats[0].person).post(path, {"voice": "hide"}).status_code == 422
        browser(seats[0].person).post(path, {"voice": "hide", "rule": "advertising"})
        browser(seats[1].person).post(f"/seats/{seats[1].code}/", {"leave": "yes"})
        assert Seat.objects.count() == 3
        page(people["Amina"], path, status=404)
        page(None, path, status=302)


class TestWhatEverybodyReads:
    def test_the_log_has_no_names_no_words_and_nothing_rare(self, people, house):
        before = timezone.now() - timedelta(days=45)
        for number in range(4):
            case = Case.objects.create(
                community=house, kind="post", about=people["Ginette"], state="settled", opened_at=before
            )
            changes.add_measure(
                case=case, kind="hide", decided_by="stewards", at=before, rule="law", words=f"Un mot {number}"
            )
        rare = Case.objects.create(community=house, kind="message", state="settled", opened_at=before)
        changes.add_measure(case=rare, kind="warn", decided_by="stewards", at=before, rule="respect")
        html = page(None, "/c/ixelles/moderation/")
        assert "<strong>4</strong> × Annonce" in html
        for hidden in ("Ginette", "Un mot", "respect : ni insultes", "Message"):
            assert hidden not in html.split('id="log"')[1]

    def test_where_one_must_be_invited_only_members_read_it(self, people, house):
        house.entry = "invitation"
        house.is_readable_by_all = False
        house.save()
        page(None, "/c/ixelles/moderation/", status=403)
        page(rows.person("Zoé"), "/c/ixelles/moderation/", status=403)
        page(people["Amina"], "/c/ixelles/moderation/")

    def test_the_log_of_the_desk_says_who_did_what(self, people, post):
        case = reported(people["Amina"], post)
        settle_case(steward=people["Chloé"], case=case, rule="law", measures=["hide"], now=timezone.now())
        html = page(people["Farid"], "/c/ixelles/desk/log/")
        assert "Mesure prise" in html
        assert "Chloé" in html
        assert "Amina" not in html
        page(people["Farid"], "/c/ixelles/desk/log/?before=nonsense")
