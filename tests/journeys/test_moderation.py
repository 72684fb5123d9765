"""Moderation, lived through: reported, looked at, told, appealed against; and what members settle together."""

from datetime import timedelta

import pytest
from tests.web import rows

from entraide.journeys.agree_to_sit import agree_to_sit
from entraide.journeys.answer_post import answer_post
from entraide.journeys.appeal import appeal
from entraide.journeys.check_post import check_post
from entraide.journeys.delete_hidden import delete_hidden
from entraide.journeys.give_voice import call_others, give_voice
from entraide.journeys.keep_canned_words import keep_canned_words, take_away_canned_words
from entraide.journeys.lift_measure import lift_measure
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.journeys.report import report
from entraide.journeys.seat_panel import seat_panel
from entraide.journeys.settle_appeal import settle_appeal
from entraide.journeys.settle_case import settle_case
from entraide.journeys.stop_asking import resume_asking
from entraide.journeys.write_note import write_note
from entraide.records.communities.models import Membership, RulesVersion
from entraide.records.communities.queries import server_wide
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block
from entraide.records.posts.models import Post
from entraide.records.posts.queries import visible_to
from entraide.records.reports.changes import want_check
from entraide.records.reports.models import Appeal, Case, Juror, Measure, Report, Seat
from entraide.records.reports.things import find_thing

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return rows.community()


@pytest.fixture
def people(house):
    """Ginette writes; Amina, Bruno, Daan and Els are members; Chloé and Farid run the community."""
    names = {name: rows.person(name) for name in ("Ginette", "Amina", "Bruno", "Chloé", "Daan", "Els", "Farid")}
    for name, who in names.items():
        rows.member(house, who, is_steward=name in ("Chloé", "Farid"))
    return names


@pytest.fixture
def post(people, house):
    return rows.post(people["Ginette"], community=house)


def decided(house, now, **rules):
    """The community's rules say this from now on."""
    return RulesVersion.objects.create(
        community=house,
        number=1,
        rules=rules,
        why="Nous l'avons décidé.",
        set_at=now,
        holds_from=now - timedelta(days=1),
    )


def reported(by, post, now, **said):
    thing = find_thing(by, kind="post", ref=post.code)
    assert thing
    return report(by=by, thing=thing, community=post.community, now=now, **{"rule": "honesty", **said})


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def told(who):
    return list(Notice.objects.filter(person=who).order_by("made_at", "id").values_list("kind", flat=True))


class TestReporting:
    def test_two_reports_of_one_thing_are_one_case(self, people, post, now):
        reported(people["Amina"], post, now)
        reported(people["Bruno"], post, now, rule="respect")
        assert Case.objects.count() == 1
        assert Report.objects.count() == 2

    def test_the_same_person_reports_it_once(self, people, post, now):
        assert reported(people["Amina"], post, now) == reported(people["Amina"], post, now, words="Encore.")
        assert Happening.objects.filter(kind="thing_reported").count() == 1

    def test_a_rule_must_be_named_that_there_is(self, people, post, house, now):
        with refused("means_nothing"):
            reported(people["Amina"], post, now, rule="own.1.1")
        decided(house, now, own_rules=["On se dit bonjour."])
        assert reported(people["Amina"], post, now, rule="own.1.1").rule == "own.1.1"

    def test_nobody_reports_themselves(self, people, post, now):
        with refused("own_thing"):
            reported(people["Ginette"], post, now)

    def test_who_has_dealt_with_somebody_can_report_them_and_a_stranger_cannot(self, now):
        hugo, ines, jo = rows.person("Hugo"), rows.person("Inès"), rows.person("Jo")
        rows.answer(rows.post(hugo, state="withdrawn"), ines)
        for by, whom in ((hugo, ines), (ines, hugo)):
            thing = find_thing(by, kind="person", ref=whom.code)
            assert thing
            assert thing.communities == (server_wide(),)
            assert report(by=by, thing=thing, community=server_wide(), rule="respect", now=now)
        assert find_thing(jo, kind="person", ref=ines.code) is None

    def test_who_blocks_a_fellow_member_can_still_be_reported(self, people, now):
        Block.objects.create(person=people["Ginette"], blocked=people["Amina"], made_at=now)
        assert find_thing(people["Amina"], kind="person", ref=people["Ginette"].code)

    def test_nobody_reports_more_than_twenty_things_a_day(self, people, house, now):
        for _ in range(20):
            reported(people["Amina"], rows.post(people["Ginette"], community=house), now)
        with refused("too_many_reports"):
            reported(people["Amina"], rows.post(people["Ginette"], community=house), now)
        reported(people["Amina"], rows.post(people["Ginette"], community=house), now + timedelta(days=1, seconds=1))

    def test_the_diary_does_not_say_who_reported(self, people, post, now):
        reported(people["Amina"], post, now)
        happening = Happening.objects.get(kind="thing_reported")
        assert str(people["Amina"].pk) not in f"{happening.actor_id} {happening.person_id} {happening.facts}"

    def test_the_stewards_are_told_once_and_at_once_of_danger(self, people, post, house, now, run_worker):
        decided(house, now, hide_after=0)
        reported(people["Amina"], post, now)
        reported(people["Bruno"], post, now)
        run_worker()
        assert told(people["Chloé"]) == told(people["Farid"]) == ["case"]
        reported(people["Els"], post, now, is_danger=True)
        run_worker()
        assert told(people["Chloé"]) == ["case", "danger"]
        assert told(people["Ginette"]) == []

    def test_without_stewards_whoever_runs_the_server_is_told(self, people, post, now, run_worker):
        Membership.objects.update(is_steward=False)
        operator = rows.person("Odette", is_staff=True)
        reported(people["Amina"], post, now)
        run_worker()
        assert told(operator) == ["case"]

    def test_so_many_reports_by_different_members_hide_it_until_somebody_has_looked(self, people, post, house, now):
        decided(house, now, hide_after=3)
        for name in ("Amina", "Bruno"):
            reported(people[name], post, now)
        stranger = rows.person("Zoé")
        reported(stranger, post, now)
        post.refresh_from_db()
        assert post.hidden_at is None, "who is no member does not help to hide"
        reported(people["Daan"], post, now)
        post.refresh_from_db()
        assert post.hidden_at == now
        assert not visible_to(people["Amina"]).filter(pk=post.pk).exists()
        assert visible_to(people["Ginette"]).filter(pk=post.pk).exists()
        assert Measure.objects.get().decided_by == "reports"
        settle_case(steward=people["Chloé"], case=Case.objects.get(), now=now)
        post.refresh_from_db()
        assert post.hidden_at is None
        assert post.is_asking

    def test_in_everybodys_community_accounts_of_today_hide_nothing(self, people, now):
        post = rows.post(people["Ginette"])
        for name in ("Amina", "Bruno", "Daan", "Els"):
            people[name].joined_at = now - timedelta(hours=3)
            people[name].save()
            reported(people[name], post, now)
        post.refresh_from_db()
        assert post.hidden_at is None


class TestSettling:
    def test_the_person_is_told_which_rule_and_the_reporters_what_came_of_it(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        settle_case(
            steward=people["Chloé"],
            case=Case.objects.get(),
            rule="honesty",
            measures=["hide", "warn"],
            words="Bonjour.",
            now=now,
        )
        run_worker()
        assert told(people["Ginette"]) == ["measure"]
        assert set(Notice.objects.get(person=people["Ginette"]).facts["measures"]) == {"hide", "warn"}
        assert told(people["Amina"]) == ["report_done"]
        assert "Amina" not in str(Notice.objects.get(person=people["Ginette"]).facts)

    def test_nobody_is_asked_for_a_hidden_post_whatever_its_writer_does(self, people, post, now):
        reported(people["Amina"], post, now)
        settle_case(steward=people["Chloé"], case=Case.objects.get(), rule="law", measures=["hide"], now=now)
        post.refresh_from_db()
        resume_asking(writer=people["Ginette"], post=post, now=now)
        post.refresh_from_db()
        assert not post.is_asking
        with refused("closed"):
            answer_post(person=people["Bruno"], post=post, kind="yes", words="", now=now)

    def test_who_is_suspended_reads_but_does_not_act_until_the_day(self, people, post, house, now):
        reported(people["Amina"], post, now)
        settle_case(
            steward=people["Chloé"],
            case=Case.objects.get(),
            rule="respect",
            measures=["suspend"],
            suspended_days=7,
            now=now,
        )
        ginette = people["Ginette"]
        for moment in (now, now + timedelta(days=7) - timedelta(seconds=1)):
            with refused("suspended"):
                may_act(person=ginette, community=house, now=moment)
        may_act(person=ginette, community=house, now=now + timedelta(days=7))
        may_act(person=ginette, community=server_wide(), now=now)
        other = rows.post(people["Amina"], community=house)
        with refused("suspended"):
            answer_post(person=ginette, post=other, kind="yes", words="", now=now)

    def test_what_the_operator_decides_in_everybodys_community_holds_in_all(self, people, house, now):
        operator = rows.person("Odette", is_staff=True)
        post = rows.post(people["Ginette"])
        reported(people["Amina"], post, now)
        with refused("not_yours"):
            settle_case(steward=people["Chloé"], case=Case.objects.get(), now=now)
        settle_case(
            steward=operator, case=Case.objects.get(), rule="law", measures=["suspend"], suspended_days=30, now=now
        )
        with refused("suspended"):
            may_act(person=people["Ginette"], community=house, now=now)

    def test_who_is_excluded_is_no_member_and_may_not_act_until_it_is_lifted(self, people, post, house, now):
        reported(people["Amina"], post, now)
        settle_case(steward=people["Chloé"], case=Case.objects.get(), rule="harassment", measures=["exclude"], now=now)
        assert not Membership.objects.filter(person=people["Ginette"]).exists()
        with refused("excluded"):
            may_act(person=people["Ginette"], community=house, now=now + timedelta(days=4000))
        lift_measure(steward=people["Farid"], measure=Measure.objects.get(), now=now)
        may_act(person=people["Ginette"], community=house, now=now)

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"rule": ""}, "rule_missing"),
            ({"rule": "nothing"}, "means_nothing"),
            ({"measures": ["delete"]}, "means_nothing"),
            ({"measures": ["suspend"], "suspended_days": 4000}, "means_nothing"),
            ({"measures": ["exclude"], "excluded_days": 1}, "means_nothing"),
        ],
    )
    def test_a_measure_names_a_rule_and_has_a_known_span(self, people, post, now, change, code):
        reported(people["Amina"], post, now)
        with refused(code):
            settle_case(
                steward=people["Chloé"],
                case=Case.objects.get(),
                now=now,
                **{"rule": "law", "measures": ["hide"], **change},
            )
        assert Case.objects.get().state == "open"

    def test_only_who_tends_it_settles_and_nobody_their_own_case(self, people, house, now):
        post = rows.post(people["Chloé"], community=house)
        reported(people["Amina"], post, now)
        for who, code in (("Amina", "not_yours"), ("Chloé", "concerned")):
            with refused(code):
                settle_case(steward=people[who], case=Case.objects.get(), now=now)
        with refused("is_steward"):
            settle_case(steward=people["Farid"], case=Case.objects.get(), rule="law", measures=["exclude"], now=now)
        settle_case(steward=people["Farid"], case=Case.objects.get(), rule="law", measures=["warn"], now=now)

    def test_a_settled_case_stays_settled_and_a_new_report_opens_another(self, people, post, now):
        reported(people["Amina"], post, now)
        case = settle_case(steward=people["Chloé"], case=Case.objects.get(), now=now)
        with refused("already_settled"):
            settle_case(steward=people["Chloé"], case=case, now=now)
        reported(people["Bruno"], post, now)
        assert Case.objects.count() == 2


class TestAppealing:
    @pytest.fixture
    def hidden(self, people, post, now):
        reported(people["Amina"], post, now)
        settle_case(steward=people["Chloé"], case=Case.objects.get(), rule="law", measures=["hide"], now=now)
        return Measure.objects.get()

    def test_once_by_whom_it_concerns_and_within_thirty_days(self, people, hidden, now):
        with refused("not_yours"):
            appeal(person=people["Amina"], measure=hidden, words="Non.", now=now)
        with refused("words_missing"):
            appeal(person=people["Ginette"], measure=hidden, words=" ", now=now)
        with refused("too_late"):
            appeal(person=people["Ginette"], measure=hidden, words="Non.", now=now + timedelta(days=31))
        first = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        assert appeal(person=people["Ginette"], measure=hidden, words="Encore.", now=now) == first

    def test_another_steward_decides_and_what_is_undone_is_shown_again(self, people, hidden, post, now, run_worker):
        made = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        run_worker()
        assert "appeal" in told(people["Farid"])
        assert "appeal" not in told(people["Chloé"])
        with refused("own_measure"):
            settle_appeal(decider=people["Chloé"], appeal=made, stands=True, answer="Non.", now=now)
        with refused("words_missing"):
            settle_appeal(decider=people["Farid"], appeal=made, stands=True, answer="", now=now)
        settle_appeal(decider=people["Farid"], appeal=made, stands=False, answer="C'est vrai.", now=now)
        post.refresh_from_db()
        assert post.hidden_at is None
        run_worker()
        assert {"measure", "appeal_done"} <= set(told(people["Ginette"]))
        assert "lifted" not in told(people["Ginette"])
        with refused("already_settled"):
            settle_appeal(decider=people["Farid"], appeal=made, stands=False, answer="", now=now)

    def test_a_sole_stewards_measure_goes_to_the_operator(self, people, hidden, now, run_worker):
        Membership.objects.filter(person=people["Farid"]).update(is_steward=False)
        operator = rows.person("Odette", is_staff=True)
        made = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        run_worker()
        assert told(operator) == ["appeal"]
        settle_appeal(decider=operator, appeal=made, stands=True, answer="La règle est claire.", now=now)
        made.refresh_from_db()
        assert made.state == "stands"

    def test_or_to_a_panel_of_members_where_the_rules_have_them(self, people, hidden, house, post, now, run_worker):
        decided(house, now, members_settle=True)
        Membership.objects.filter(person=people["Farid"]).update(is_steward=False)
        for name in ("Bruno", "Daan", "Els"):
            agree_to_sit(person=people[name], community=house, agrees=True, now=now)
        made = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        run_worker()
        made.refresh_from_db()
        assert made.state == "members"
        for seat in list(Seat.objects.filter(appeal=made)):
            give_voice(person=seat.person, seat=seat, voice="keep", now=now)
        made.refresh_from_db()
        post.refresh_from_db()
        assert (made.state, post.hidden_at) == ("undone", None)

    def test_what_was_decided_together_is_undone_together(self, people, post, house, now):
        reported(people["Amina"], post, now)
        settle_case(
            steward=people["Chloé"],
            case=Case.objects.get(),
            rule="law",
            measures=["hide", "suspend"],
            suspended_days=30,
            now=now,
        )
        suspension = Measure.objects.get(kind="suspend")
        made = appeal(person=people["Ginette"], measure=suspension, words="Non.", now=now)
        assert made.measure.kind == "hide"
        settle_appeal(decider=people["Farid"], appeal=made, stands=False, answer="", now=now)
        may_act(person=people["Ginette"], community=house, now=now)

    def test_what_is_hidden_is_deleted_after_thirty_days_unless_an_appeal_waits(self, people, hidden, post, now):
        assert delete_hidden(now=now + timedelta(days=29)) == 0
        made = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        assert delete_hidden(now=now + timedelta(days=31)) == 0
        settle_appeal(decider=people["Farid"], appeal=made, stands=True, answer="Non.", now=now)
        assert delete_hidden(now=now + timedelta(days=31)) == 1
        assert delete_hidden(now=now + timedelta(days=31)) == 0
        assert not Post.objects.filter(pk=post.pk).exists()
        assert Case.objects.get().post_id is None
        assert list(Measure.objects.order_by("at").values_list("kind", flat=True)) == ["hide", "delete"]

    def test_lifting_a_measure_grants_the_appeal(self, people, hidden, now):
        made = appeal(person=people["Ginette"], measure=hidden, words="C'est permis.", now=now)
        lift_measure(steward=people["Chloé"], measure=hidden, now=now)
        made.refresh_from_db()
        assert made.state == "undone"


class TestPanels:
    @pytest.fixture(autouse=True)
    def _members_settle(self, house, people, now):
        decided(house, now, members_settle=True, hide_after=0)
        for name in ("Bruno", "Daan", "Els", "Chloé", "Farid"):
            agree_to_sit(person=people[name], community=house, agrees=True, now=now)

    def seats(self):
        return list(Seat.objects.filter(said_at=None, left_at=None).select_related("person"))

    def test_two_who_agree_settle_it(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        assert Case.objects.get().state == "members"
        assert "case" not in told(people["Chloé"])
        first, second = self.seats()
        give_voice(person=first.person, seat=first, voice="hide", rule="law", now=now)
        give_voice(person=second.person, seat=second, voice="hide", rule="law", now=now)
        post.refresh_from_db()
        case = Case.objects.get()
        assert (case.finding, case.rule, case.settled_by) == ("broken", "law", None)
        assert post.hidden_at == now
        run_worker()
        assert "measure" in told(people["Ginette"])
        assert "report_done" in told(people["Amina"])

    def test_two_who_differ_call_three_more_and_three_of_five_settle_it(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        first, second = self.seats()
        give_voice(person=first.person, seat=first, voice="hide", rule="law", now=now)
        give_voice(person=second.person, seat=second, voice="keep", now=now)
        more = self.seats()
        assert len(more) == 3
        for seat in more[:2]:
            give_voice(person=seat.person, seat=seat, voice="keep", now=now)
        assert Case.objects.get().finding == "fine"
        with refused("too_late"):
            give_voice(person=more[2].person, seat=more[2], voice="hide", rule="law", now=now)

    def test_nobody_concerned_sits(self, people, post, house, now):
        for name in ("Ginette", "Amina"):
            agree_to_sit(person=people[name], community=house, agrees=True, now=now)
        Block.objects.create(person=people["Bruno"], blocked=people["Ginette"], made_at=now)
        reported(people["Amina"], post, now)
        assert seat_panel(case_id=Case.objects.get().pk, now=now)
        assert not {seat.person.first_name for seat in self.seats()} & {"Ginette", "Amina", "Bruno"}

    def test_seating_twice_seats_nobody_twice(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        assert seat_panel(case_id=Case.objects.get().pk, now=now)
        assert len(self.seats()) == 2

    def test_another_is_drawn_after_three_days_or_when_somebody_leaves(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        first, second = self.seats()
        give_voice(person=first.person, seat=first, voice="", now=now)
        third = next(seat for seat in self.seats() if seat != second)
        assert third.person not in (first.person, second.person)
        assert call_others(now=now + timedelta(days=3)) == 2
        assert call_others(now=now + timedelta(days=3)) == 0
        assert len(self.seats()) == 2

    def test_when_nobody_is_left_the_desk_gets_it_back(self, people, post, now, run_worker):
        Juror.objects.exclude(membership__person__in=[people["Bruno"], people["Daan"]]).delete()
        reported(people["Amina"], post, now)
        run_worker()
        call_others(now=now + timedelta(days=3))
        assert Case.objects.get().state == "open"
        run_worker()
        assert "case" in told(people["Chloé"])

    @pytest.mark.parametrize("said", [{"is_danger": True}, {"kind": "person"}])
    def test_danger_and_persons_are_not_for_panels(self, people, post, house, now, run_worker, said):
        if said.pop("kind", ""):
            thing = find_thing(people["Amina"], kind="person", ref=people["Ginette"].code)
            report(by=people["Amina"], thing=thing, community=house, rule="respect", now=now)
        else:
            reported(people["Amina"], post, now, **said)
        run_worker()
        assert Case.objects.get().state == "open"

    def test_a_report_of_danger_takes_the_case_from_the_members(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        reported(people["Els"], post, now, is_danger=True)
        run_worker()
        assert Case.objects.get().state == "open"
        assert "danger" in told(people["Chloé"])
        assert not self.seats()

    def test_a_seat_is_for_whoever_was_drawn_and_a_voice_stands(self, people, post, now, run_worker):
        reported(people["Amina"], post, now)
        run_worker()
        seat = self.seats()[0]
        with refused("not_yours"):
            give_voice(person=people["Amina"], seat=seat, voice="keep", now=now)
        with refused("rule_missing"):
            give_voice(person=seat.person, seat=seat, voice="hide", now=now)
        give_voice(person=seat.person, seat=seat, voice="keep", now=now)
        assert give_voice(person=seat.person, seat=seat, voice="hide", rule="law", now=now).voice == "keep"


class TestChecking:
    def test_a_held_post_opens_when_as_many_as_are_needed_have_said_yes(self, people, house, now, run_worker):
        post = rows.post(people["Ginette"], community=house, hidden_at=now, is_asking=False)
        check = want_check(post=post, is_held=True, needed=2, signs=[], at=now)
        check_post(checker=people["Chloé"], check=check, is_fine=True, now=now)
        with refused("said_already"):
            check_post(checker=people["Chloé"], check=check, is_fine=True, now=now)
        post.refresh_from_db()
        assert post.hidden_at
        check_post(checker=people["Farid"], check=check, is_fine=True, now=now)
        post.refresh_from_db()
        assert (post.hidden_at, post.is_asking) == (None, True)
        run_worker()
        assert told(people["Ginette"])[0] == "released"

    def test_one_that_breaks_a_rule_stays_hidden_and_its_writer_may_appeal(self, people, house, now, run_worker):
        post = rows.post(people["Ginette"], community=house, hidden_at=now, is_asking=False)
        check = want_check(post=post, is_held=True, needed=1, signs=[], at=now)
        with refused("rule_missing"):
            check_post(checker=people["Chloé"], check=check, is_fine=False, now=now)
        check_post(checker=people["Chloé"], check=check, is_fine=False, rule="advertising", now=now)
        run_worker()
        assert told(people["Ginette"]) == ["measure"]
        appeal(person=people["Ginette"], measure=Measure.objects.get(), words="Ce n'en est pas.", now=now)
        assert Appeal.objects.count() == 1

    def test_nobody_checks_their_own(self, people, house, now):
        check = want_check(post=rows.post(people["Chloé"], community=house), is_held=True, needed=1, signs=[], at=now)
        with refused("concerned"):
            check_post(checker=people["Chloé"], check=check, is_fine=True, now=now)
        with refused("not_yours"):
            check_post(checker=people["Amina"], check=check, is_fine=True, now=now)


class TestTheDesk:
    def test_notes_and_canned_words_are_for_stewards(self, people, house, now):
        ginette, chloe = people["Ginette"], people["Chloé"]
        write_note(steward=chloe, community=house, words="Vue au marché.", person_id=ginette.pk, now=now)
        with refused("not_yours"):
            write_note(steward=people["Amina"], community=house, words="…", person_id=ginette.pk, now=now)
        with refused("concerned"):
            write_note(steward=chloe, community=house, words="Bien.", person_id=chloe.pk, now=now)
        kept = keep_canned_words(steward=chloe, community=house, name="Merci", words="Merci {prénom}.", now=now)
        again = keep_canned_words(steward=chloe, community=house, name="Merci", words="Merci.", now=now)
        assert kept.pk == again.pk
        take_away_canned_words(steward=chloe, community=house, canned_id=kept.pk, now=now)
        with refused("not_yours"):
            keep_canned_words(steward=people["Amina"], community=house, name="x", words="y", now=now)
