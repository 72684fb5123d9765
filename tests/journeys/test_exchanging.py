"""From a yes to a thank-you: promises, reminders, done by each side, thanks, and what happens when somebody cannot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core import mail
from tests.cast import meet, meet_all, post_of
from tests.conftest import Clock
from tests.journeys.exchanging import SATURDAY, Two, begin, promised, told

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.answer_post import answer_post
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.propose_promise import propose_promise
from entraide.journeys.refusals import Refusal
from entraide.journeys.renege import renege
from entraide.journeys.say_done import say_done
from entraide.journeys.say_missed import say_missed
from entraide.journeys.settle_exchange import settle_exchange
from entraide.journeys.settle_problem import settle_problem
from entraide.journeys.skip_time import end_series, skip_time
from entraide.journeys.take_back_answer import take_back_answer
from entraide.journeys.tell_problem import tell_problem
from entraide.journeys.thank import thank
from entraide.journeys.watch_exchange import watch_all_due
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic.promises.terms import Promise
from entraide.records.communities.models import Membership
from entraide.records.exchanges.models import Exchange, Occurrence, Thanks
from entraide.records.exchanges.quantities import quantities_of
from entraide.records.exchanges.queries import exchange_for
from entraide.records.exchanges.terms import terms_of
from entraide.records.people.models import Block
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db

Run = Callable[[], int]


def test_an_answer_begins_an_exchange_with_a_thread_of_the_two(now: datetime) -> None:
    two = begin()
    exchange = two.exchange
    assert (exchange.asker, exchange.helper, exchange.state) == (two.asker, two.helper, "answered")
    assert exchange.code == exchange.thread.code
    assert exchange.thread.kind == "exchange"
    assert "promener mon chien" in exchange.what
    assert exchange.in_return
    assert {part.person_id for part in exchange.thread.participations.all()} == {two.asker.pk, two.helper.pk}


def test_for_an_offer_its_writer_is_who_helps(now: datetime) -> None:
    farid, els = meet("Farid"), meet("Els")
    post = post_of(farid, "Je prête ma perceuse ce week-end à Etterbeek, gratuitement.")
    answer = answer_post(person=els, post=post, kind="yes", words="", now=now)
    exchange = Exchange.objects.get(answer=answer)
    assert (exchange.asker, exchange.helper) == (els, farid)


def test_only_the_two_may_read_it(now: datetime) -> None:
    two = begin()
    assert exchange_for(two.asker, two.exchange.code)
    assert exchange_for(two.helper, two.exchange.code)
    assert exchange_for(meet("Els"), two.exchange.code) is None
    assert exchange_for(None, two.exchange.code) is None


def test_answering_twice_is_one_exchange_and_answering_again_finds_the_same_thread(now: datetime) -> None:
    two = begin()
    post = two.exchange.post
    assert post
    answer_post(person=two.helper, post=post, kind="other", words="Dimanche ?", now=now)
    take_back_answer(person=two.helper, post=post, now=now)
    assert (two.exchange.state, two.exchange.outcome) == ("ended", "withdrawn")
    answer_post(person=two.helper, post=post, kind="yes", words="Si, finalement.", now=now)
    assert Exchange.objects.count() == 1
    assert two.exchange.state == "answered"
    assert two.exchange.outcome == ""


def test_choosing_proposes_what_the_post_says_and_one_click_promises_it(now: datetime, run_worker: Run) -> None:
    two = begin()
    choose_helper(writer=two.asker, answer_id=two.answer.pk, now=now)
    assert two.exchange.proposed_by == two.asker
    assert two.exchange.state == "answered"
    run_worker()
    assert told(two.helper) == ["chosen"]
    accept_promise(person=two.helper, exchange_id=two.exchange.pk, version=1, now=now)
    accept_promise(person=two.helper, exchange_id=two.exchange.pk, version=1, now=now)
    assert two.exchange.state == "promised"
    assert two.exchange.occurrences.count() == 1
    run_worker()
    assert told(two.asker) == ["promise_accepted"]
    assert "promener mon chien" in mail.outbox[-1].body


def test_what_changed_meanwhile_is_not_accepted_unseen(now: datetime) -> None:
    two = begin()
    choose_helper(writer=two.asker, answer_id=two.answer.pk, now=now)
    propose_promise(
        person=two.asker,
        exchange_id=two.exchange.pk,
        terms=replace(terms_of(two.exchange), place_name="Flagey"),
        now=now,
    )
    with pytest.raises(Refusal, match="promise_changed"):
        accept_promise(person=two.helper, exchange_id=two.exchange.pk, version=1, now=now)
    with pytest.raises(Refusal, match="promise_changed"):
        accept_promise(person=two.asker, exchange_id=two.exchange.pk, version=2, now=now)


def test_accepting_the_helpers_own_proposal_chooses_them(now: datetime) -> None:
    two = begin()
    terms = replace(terms_of(two.exchange), starts_at=SATURDAY, ends_at=None)
    propose_promise(person=two.helper, exchange_id=two.exchange.pk, terms=terms, now=now)
    accept_promise(person=two.asker, exchange_id=two.exchange.pk, version=1, now=now)
    assert two.answer.chosen_at
    assert two.exchange.post
    assert two.exchange.post.state == "agreed"
    assert (two.exchange.state, two.exchange.starts_at) == ("promised", SATURDAY)


def test_proposing_what_the_other_proposed_accepts_it(now: datetime) -> None:
    two = begin()
    terms = Promise(what="promener Filou", starts_at=SATURDAY)
    propose_promise(person=two.helper, exchange_id=two.exchange.pk, terms=terms, now=now)
    propose_promise(person=two.asker, exchange_id=two.exchange.pk, terms=terms, now=now)
    assert two.exchange.state == "promised"
    assert two.exchange.what == "promener Filou"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"what": " "}, "means_nothing"),
        ({"starts_at": SATURDAY - timedelta(days=9), "ends_at": None}, "time_past"),
        ({"starts_at": SATURDAY, "ends_at": SATURDAY}, "ends_first"),
        ({"cents": -1}, "wrong_amount"),
        ({"credits_minor": 120}, "no_credits_here"),
        ({"promised": 0}, "wrong_quantity"),
    ],
)
def test_terms_that_cannot_be_kept_are_not_proposed(now: datetime, changed: dict[str, object], code: str) -> None:
    two = begin()
    terms = replace(terms_of(two.exchange), **changed)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=code):
        propose_promise(person=two.asker, exchange_id=two.exchange.pk, terms=terms, now=now)
    assert two.exchange.proposal is None


def test_nothing_is_proposed_to_whom_one_blocks(now: datetime) -> None:
    two = begin()
    Block.objects.create(person=two.asker, blocked=two.helper, made_at=now)
    with pytest.raises(Refusal, match="cannot_write"):
        propose_promise(person=two.helper, exchange_id=two.exchange.pk, terms=Promise(what="promener Filou"), now=now)


def test_both_are_reminded_the_day_before_and_three_hours_before_once_each(clock: Clock, run_worker: Run) -> None:
    two = promised()
    run_worker()
    mail.outbox.clear()
    clock.now = SATURDAY - timedelta(hours=23, minutes=50)
    for _ in range(3):
        watch_all_due(now=clock.now)
        run_worker()
    assert two.exchange.state == "reminded"
    assert [told(one).count("reminder_day") for one in (two.asker, two.helper)] == [1, 1]
    assert len(mail.outbox) == 2
    assert "promener mon chien" in mail.outbox[0].body
    clock.now = SATURDAY - timedelta(hours=2)
    watch_all_due(now=clock.now)
    run_worker()
    assert [told(one).count("reminder_hours") for one in (two.asker, two.helper)] == [1, 1]
    watch_all_due(now=clock.now)
    assert run_worker() == 0


def test_a_worker_that_was_away_reminds_of_nothing_that_has_begun(clock: Clock, run_worker: Run) -> None:
    two = promised()
    clock.now = SATURDAY + timedelta(minutes=5)
    watch_all_due(now=clock.now)
    run_worker()
    assert "reminder_hours" not in told(two.asker)
    assert "reminder_day" not in told(two.asker)


def test_done_by_both_then_thanked_then_settled(clock: Clock, run_worker: Run) -> None:
    two = promised()
    clock.now = SATURDAY + timedelta(hours=2)
    say_done(person=two.helper, exchange_id=two.exchange.pk, number=1, now=clock.now)
    say_done(person=two.helper, exchange_id=two.exchange.pk, number=1, now=clock.now)
    run_worker()
    assert told(two.asker)[-1] == "done_said"
    assert two.exchange.state == "promised"
    say_done(person=two.asker, exchange_id=two.exchange.pk, number=1, now=clock.now)
    assert (two.exchange.state, two.exchange.outcome) == ("done", "helped")
    assert two.exchange.post
    assert two.exchange.post.state == "done"
    thank(giver=two.asker, exchange_id=two.exchange.pk, words="Merci Bruno.", now=clock.now)
    thank(giver=two.asker, exchange_id=two.exchange.pk, words="Encore.", now=clock.now)
    assert two.exchange.state == "thanked", "the pot of jam is still owed"
    settle_exchange(exchange_id=two.exchange.pk, part="return", by=two.asker, now=clock.now)
    settle_exchange(exchange_id=two.exchange.pk, part="return", by=two.asker, now=clock.now)
    assert two.exchange.state == "settled"
    assert Thanks.objects.get().words == "Merci Bruno."
    run_worker()
    assert told(two.helper)[-3:] == ["exchange_done", "thanked", "return_given"]


def test_a_gift_is_settled_with_the_thanks(clock: Clock) -> None:
    two = promised(in_return="")
    clock.now = SATURDAY + timedelta(hours=2)
    for person in (two.asker, two.helper):
        say_done(person=person, exchange_id=two.exchange.pk, number=1, now=clock.now)
    thank(giver=two.asker, exchange_id=two.exchange.pk, words="", now=clock.now)
    assert two.exchange.state == "settled"


def test_silence_counts_as_done_three_days_after_the_other_said_so(clock: Clock, run_worker: Run) -> None:
    two = promised()
    clock.now = SATURDAY + timedelta(hours=2)
    say_done(person=two.helper, exchange_id=two.exchange.pk, number=1, now=clock.now)
    clock.pass_by(days=2, hours=23)
    watch_all_due(now=clock.now)
    assert two.exchange.state == "promised"
    clock.pass_by(hours=2)
    watch_all_due(now=clock.now)
    run_worker()
    assert two.exchange.state == "done"
    assert told(two.asker)[-1] == "exchange_done"


def test_where_nobody_speaks_both_are_asked_once_and_then_it_rests(clock: Clock, run_worker: Run) -> None:
    two = promised()
    clock.now = SATURDAY + timedelta(hours=3)
    watch_all_due(now=clock.now)
    run_worker()
    assert told(two.asker)[-1] == told(two.helper)[-1] == "done_asked"
    clock.pass_by(days=22)
    watch_all_due(now=clock.now)
    assert (two.exchange.state, two.exchange.outcome) == ("ended", "unknown")


def test_a_helper_who_cannot_frees_the_post_and_others_are_asked_at_once(now: datetime, run_worker: Run) -> None:
    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    asked = set(post.asks.values_list("person__first_name", flat=True))
    answer = answer_post(person=cast["Bruno"], post=post, kind="yes", words="", now=now)
    answer_post(person=cast["Els"], post=post, kind="yes", words="", now=now)
    choose_helper(writer=cast["Ginette"], answer_id=answer.pk, now=now)
    mine = Exchange.objects.get(helper=cast["Bruno"])
    other = Exchange.objects.get(helper=cast["Els"])
    assert (other.state, other.outcome) == ("ended", "not_chosen")
    accept_promise(person=cast["Bruno"], exchange_id=mine.pk, version=1, now=now)
    renege(person=cast["Bruno"], exchange_id=mine.pk, reason="ill", now=now)
    renege(person=cast["Bruno"], exchange_id=mine.pk, reason="ill", now=now)
    run_worker()
    post.refresh_from_db()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, mine.outcome, mine.reason) == ("reneged", "reneged", "ill")
    assert post.state == "open"
    assert post.is_asking
    assert other.state == "answered", "whoever had answered may be chosen now"
    assert told(cast["Ginette"])[-1] == "reneged"
    assert set(post.asks.values_list("person__first_name", flat=True)) >= asked
    assert post.search_round >= 1
    assert post.next_wave_at is not None


def test_whoever_reneged_may_answer_again_and_begins_another(now: datetime) -> None:
    two = promised()
    renege(person=two.helper, exchange_id=two.exchange.pk, reason="no_time", now=now)
    post = Post.objects.get()
    answer_post(person=two.helper, post=post, kind="yes", words="Finalement si.", now=now)
    assert Exchange.objects.count() == 2
    assert Exchange.objects.get(answer__isnull=False).state == "answered"


def test_a_writer_who_needs_nobody_any_more_takes_the_post_back(now: datetime, run_worker: Run) -> None:
    two = promised()
    renege(person=two.asker, exchange_id=two.exchange.pk, reason="no_longer_needed", now=now)
    assert Post.objects.get().state == "withdrawn"
    run_worker()
    assert told(two.helper)[-1] == "reneged"


def test_withdrawing_the_post_takes_back_what_was_promised(now: datetime) -> None:
    two = promised()
    withdraw_post(writer=two.asker, post=Post.objects.get(), now=now)
    assert (two.exchange.state, two.exchange.reason) == ("reneged", "no_longer_needed")


def test_a_no_show_may_be_said_once_it_has_begun_and_ends_by_itself(clock: Clock, run_worker: Run) -> None:
    two = promised()
    with pytest.raises(Refusal, match="too_early"):
        say_missed(person=two.asker, exchange_id=two.exchange.pk, number=1, now=clock.now)
    clock.now = SATURDAY + timedelta(hours=1)
    say_missed(person=two.asker, exchange_id=two.exchange.pk, number=1, now=clock.now)
    run_worker()
    assert two.exchange.state == "missed"
    assert told(two.helper)[-1] == "missed"
    clock.pass_by(days=13)
    watch_all_due(now=clock.now)
    assert (two.exchange.state, two.exchange.outcome) == ("ended", "no_show")


def test_after_a_no_show_another_time_can_be_promised(clock: Clock) -> None:
    two = promised()
    clock.now = SATURDAY + timedelta(hours=1)
    say_missed(person=two.asker, exchange_id=two.exchange.pk, number=1, now=clock.now)
    terms = replace(terms_of(two.exchange), starts_at=SATURDAY + timedelta(days=7), ends_at=None)
    propose_promise(person=two.helper, exchange_id=two.exchange.pk, terms=terms, now=clock.now)
    accept_promise(person=two.asker, exchange_id=two.exchange.pk, version=two.exchange.version, now=clock.now)
    assert two.exchange.state == "promised"
    assert list(two.exchange.occurrences.values_list("number", "state")) == [(1, "missed"), (2, "coming")]


def test_a_problem_lets_a_steward_in_until_it_is_settled(clock: Clock, run_worker: Run) -> None:
    two = promised()
    chloe = meet("Chloé")
    Membership.objects.update_or_create(
        person=chloe, community=two.exchange.community, defaults={"is_steward": True, "joined_at": clock.now}
    )
    assert exchange_for(chloe, two.exchange.code) is None
    tell_problem(
        person=two.asker, exchange_id=two.exchange.pk, kind="damaged", words="La laisse est cassée.", now=clock.now
    )
    tell_problem(
        person=two.helper, exchange_id=two.exchange.pk, kind="other", words="Elle l’était déjà.", now=clock.now
    )
    run_worker()
    assert exchange_for(chloe, two.exchange.code)
    assert told(two.helper)[-1] == "problem"
    assert "problem_desk" in told(chloe)
    with pytest.raises(Refusal, match="not_yours"):
        settle_problem(person=two.helper, exchange_id=two.exchange.pk, outcome="ended", words="", now=clock.now)
    settle_problem(
        person=chloe, exchange_id=two.exchange.pk, outcome="goes_on", words="Une autre laisse.", now=clock.now
    )
    settle_problem(person=chloe, exchange_id=two.exchange.pk, outcome="ended", words="", now=clock.now)
    assert two.exchange.state == "promised"


def test_a_weekly_walk_has_its_times_reminders_and_done(clock: Clock, run_worker: Run) -> None:
    two = promised(recurrence="FREQ=WEEKLY;BYDAY=SA")
    starts = list(two.exchange.occurrences.order_by("number").values_list("starts_at", flat=True))
    assert starts[:3] == [SATURDAY, SATURDAY + timedelta(days=7), SATURDAY + timedelta(days=14)]
    skip_time(person=two.asker, exchange_id=two.exchange.pk, number=2, is_skipped=True, now=clock.now)
    clock.now = SATURDAY + timedelta(hours=2)
    for person in (two.asker, two.helper):
        say_done(person=person, exchange_id=two.exchange.pk, number=1, now=clock.now)
    assert two.exchange.state == "promised"
    thank(giver=two.asker, exchange_id=two.exchange.pk, words="Merci.", number=1, now=clock.now)
    assert two.exchange.state == "promised"
    clock.now = SATURDAY + timedelta(days=6, hours=1)
    watch_all_due(now=clock.now)
    run_worker()
    assert "reminder_day" not in told(two.helper), "the second time is skipped"
    clock.now = SATURDAY + timedelta(days=13, hours=1)
    watch_all_due(now=clock.now)
    run_worker()
    assert told(two.helper).count("reminder_day") == 1
    assert two.exchange.occurrences.filter(starts_at__gt=clock.now + timedelta(days=20)).exists(), "the weeks go on"
    end_series(person=two.helper, exchange_id=two.exchange.pk, now=clock.now)
    assert two.exchange.state == "done"
    assert not two.exchange.occurrences.filter(state="coming").exists()


def test_a_walk_at_nine_is_at_nine_after_the_clocks_change(now: datetime) -> None:
    two = promised(recurrence="FREQ=WEEKLY;BYDAY=SA")
    hours = {one.starts_at.astimezone(now.tzinfo).hour for one in two.exchange.occurrences.all() if one.starts_at}
    assert hours == {9}


def test_several_helpers_bring_what_is_needed_together(clock: Clock, run_worker: Run) -> None:
    cast = meet_all()
    post = post_of(cast["Ginette"], "Je cherche 2 personnes pour porter des cartons samedi matin à Ixelles.")
    assert quantities_of(post).wanted == 2
    exchanges = []
    for name in ("Bruno", "Farid"):
        answer = answer_post(person=cast[name], post=post, kind="yes", words="", now=clock.now)
        exchanges.append(Exchange.objects.get(answer=answer))
    choose_helper(writer=cast["Ginette"], answer_id=exchanges[0].answer_id, now=clock.now)  # type: ignore[arg-type]
    post.refresh_from_db()
    assert post.state == "open"
    assert quantities_of(post).missing == 1
    choose_helper(writer=cast["Ginette"], answer_id=exchanges[1].answer_id, now=clock.now)  # type: ignore[arg-type]
    post.refresh_from_db()
    assert post.state == "agreed"
    for exchange, name in zip(exchanges, ("Bruno", "Farid"), strict=True):
        exchange.refresh_from_db()
        accept_promise(person=cast[name], exchange_id=exchange.pk, version=1, now=clock.now)
    clock.now = SATURDAY + timedelta(hours=4)
    for n, exchange in enumerate(exchanges):
        for person in (cast["Ginette"], cast[("Bruno", "Farid")[n]]):
            say_done(person=person, exchange_id=exchange.pk, number=1, now=clock.now)
        post.refresh_from_db()
        assert post.state == ("agreed", "done")[n]
    assert quantities_of(post).delivered == 2


def test_a_promise_for_a_part_leaves_the_rest_to_others(now: datetime) -> None:
    two = begin(text="Je cherche 20 kg de pommes à Ixelles samedi matin.")
    sums = quantities_of(two.exchange.post)  # type: ignore[arg-type]
    assert (sums.wanted, sums.unit) == (20, "kg")
    terms = replace(terms_of(two.exchange), promised=8)
    propose_promise(person=two.helper, exchange_id=two.exchange.pk, terms=terms, now=now)
    accept_promise(person=two.asker, exchange_id=two.exchange.pk, version=1, now=now)
    post = Post.objects.get()
    assert post.state == "open"
    assert quantities_of(post).missing == 12


def test_occurrences_are_never_doubled(clock: Clock) -> None:
    two: Two = promised(recurrence="FREQ=WEEKLY;BYDAY=SA")
    for _ in range(3):
        clock.pass_by(hours=1)
        watch_all_due(now=clock.now)
        from entraide.journeys.watch_exchange import watch_exchange

        watch_exchange(exchange_id=two.exchange.pk, now=clock.now)
    starts = list(Occurrence.objects.values_list("starts_at", flat=True))
    assert len(starts) == len(set(starts))
