"""What moves by itself or by decision: welcome, work, decay, debts of who leaves, limits that change, requests, undoing, notices."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.cast import NOW, meet
from tests.journeys.bank import balances, bank, give

from entraide.common.ids import uuid7
from entraide.journeys.ask_credits import accept_request, ask_credits, cancel_request, decline_request
from entraide.journeys.erase_person import erase_person
from entraide.journeys.give_credits import Gift, give_many
from entraide.journeys.happen import follow_swept
from entraide.journeys.join_community import join_community, leave_community
from entraide.journeys.limit_account import let_account_limits_hold, limit_account
from entraide.journeys.pay_from_commons import Pay, buy_credits, pay_from_commons
from entraide.journeys.refusals import Refusal
from entraide.journeys.seal_books import seal_books
from entraide.journeys.take_decay import take_decay
from entraide.journeys.undo_transfer import undo_transfer
from entraide.logic.bookkeeping.terms import Limits
from entraide.logic.charter.rules import Rules
from entraide.records.communities.models import Membership, RulesVersion
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.models import Account, CreditRequest, Entry, Seal, Transfer
from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db


def decide(house, at, **changed) -> None:
    """New rules, which hold at once."""
    old = RulesVersion.objects.filter(community=house).order_by("-number").first()
    rules = Rules.from_dict({**old.rules, **changed})
    RulesVersion.objects.create(
        community=house, number=old.number + 1, rules=rules.as_dict(), why="…", set_at=at, holds_from=at, held_at=at
    )
    let_account_limits_hold(community=house, now=at)


def test_who_joins_is_welcomed_once_for_ever(clock, run_worker):
    house, _ = bank("Chloé", welcome=5)
    els = meet("Els")
    for _ in range(2):
        join_community(person=els, community=house, now=clock.now)
        run_worker()
        leave_community(person=els, community=house, now=clock.now)
    join_community(person=els, community=house, now=clock.now)
    run_worker()
    assert balances(house) == {"commons": -500, "Els": 500}


def test_full_accounts_give_back_once_a_month(clock):
    house, cast = bank("Chloé", "Bruno", "Amina", decay_percent=2, decay_free=10)
    give(cast["Bruno"], cast["Amina"], house, 3000)
    assert take_decay(now=clock.now) == 0, "opened this month"
    later = clock.pass_by(days=30)
    assert take_decay(now=later) == 1
    assert take_decay(now=later) == 0
    assert balances(house) == {"Bruno": -3000, "Amina": 2960, "commons": 40}
    assert take_decay(now=clock.pass_by(days=31)) == 1
    assert balances(house)["Amina"] == 2960 - 39


@pytest.mark.parametrize(
    ("rule", "then"),
    [
        ("commons", {"Bruno": 0, "Amina": 1000, "Els": 2000, "commons": -3000}),
        ("others", {"Bruno": 0, "Amina": 0, "Els": 500, "commons": -500}),
        ("stays", {"Bruno": -3000, "Amina": 1000, "Els": 2000}),
    ],
)
def test_the_debt_of_who_leaves_goes_where_the_rule_says(clock, rule, then):
    house, cast = bank("Chloé", "Bruno", "Amina", "Els", debt_when_leaving=rule)
    give(cast["Bruno"], cast["Amina"], house, 1000)
    give(cast["Bruno"], cast["Els"], house, 2000)
    leave_community(person=cast["Bruno"], community=house, now=clock.now)
    assert balances(house) == then
    with pytest.raises(Refusal, match="not_member"):
        give(cast["Amina"], cast["Bruno"], house, 100)
    assert list(audit(house, now=clock.now)) == []


@pytest.mark.parametrize("amount", [1000, -1000])
def test_who_erases_themselves_leaves_books_that_are_right_and_nameless(clock, amount):
    house, cast = bank("Chloé", "Bruno", "Amina", debt_when_leaving="stays")
    payer, payee = ("Bruno", "Amina") if amount > 0 else ("Amina", "Bruno")
    give(cast[payer], cast[payee], house, 1000, words="Ce que personne ne doit lire")
    key = cast["Amina"].pk
    erase_person(person=cast["Amina"], now=clock.now)
    gone = Account.objects.get(kind="member", person=None)
    assert gone.balance_minor == 0
    assert gone.holder_salt == ""
    assert not Transfer.objects.filter(made_by=key).exclude(words="").exists()
    assert list(audit(house, now=clock.now)) == []


def test_limits_that_narrow_put_nobody_in_breach(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")
    give(cast["Bruno"], cast["Amina"], house, 3000)
    decide(house, clock.now, floor=-10, ceiling=10)
    bruno = Account.objects.get(person=cast["Bruno"])
    assert (bruno.floor_minor, bruno.ceiling_minor) == (-3000, 1000)
    with pytest.raises(Refusal, match="below_floor"):
        give(cast["Bruno"], cast["Chloé"], house, 1)
    give(cast["Amina"], cast["Bruno"], house, 1000)
    bruno.refresh_from_db()
    assert bruno.floor_minor == -2000, "it narrows as the balance comes back"
    assert list(audit(house, now=clock.now)) == []


def test_an_account_has_limits_of_its_own_if_a_steward_says_so(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")
    give(cast["Bruno"], cast["Amina"], house, 3000)
    limits = Limits(floor_minor=-6000, ceiling_minor=100)
    with pytest.raises(Refusal, match="stewards_only"):
        limit_account(person=cast["Bruno"], steward=cast["Amina"], community=house, limits=limits, now=clock.now)
    limit_account(person=cast["Bruno"], steward=cast["Chloé"], community=house, limits=limits, now=clock.now)
    give(cast["Bruno"], cast["Amina"], house, 3000)
    with pytest.raises(Refusal, match="below_floor"):
        give(cast["Bruno"], cast["Amina"], house, 1)
    limit_account(person=cast["Bruno"], steward=cast["Chloé"], community=house, limits=None, now=clock.now)
    assert Account.objects.get(person=cast["Bruno"]).floor_minor == -6000
    assert list(audit(house, now=clock.now)) == []


def test_limits_of_ones_own_are_for_members_of_a_community_that_counts(clock):
    house, cast = bank("Chloé", "Bruno")
    gift, givers = bank("Els", "Daan", slug="don", currency="gift")
    limits = Limits(floor_minor=-100, ceiling_minor=100)
    with pytest.raises(Refusal, match="not_member"):
        limit_account(person=givers["Daan"], steward=cast["Chloé"], community=house, limits=limits, now=clock.now)
    with pytest.raises(Refusal, match="no_credits_here"):
        limit_account(person=givers["Daan"], steward=givers["Els"], community=gift, limits=limits, now=clock.now)
    with pytest.raises(Refusal, match="concerned"):
        limit_account(person=cast["Chloé"], steward=cast["Chloé"], community=house, limits=limits, now=clock.now)
    assert not Account.objects.exists()
    limit_account(person=cast["Bruno"], steward=cast["Chloé"], community=house, limits=limits, now=clock.now)
    with pytest.raises(Refusal, match="below_floor"):
        give(cast["Bruno"], cast["Chloé"], house, 101)
    give(cast["Bruno"], cast["Chloé"], house, 100)
    assert list(audit(house, now=clock.now)) == []


def test_what_was_bought_comes_once_whatever_the_limits(clock):
    house, cast = bank("Chloé", "Bruno", credit_cents=500, ceiling=10)
    bill = uuid7()
    for _ in range(2):
        buy_credits(person=cast["Bruno"], community=house, amount_minor=2000, bill_id=bill, now=clock.now)
    assert balances(house) == {"Bruno": 2000, "commons": -2000}
    shut, others = bank("Els", slug="autre")
    with pytest.raises(Refusal, match="not_for_sale"):
        buy_credits(person=others["Els"], community=shut, amount_minor=2000, bill_id=uuid7(), now=clock.now)


def test_who_receives_is_told_once(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")
    give(cast["Bruno"], cast["Amina"], house, 800, words="Merci")
    for _ in range(2):
        follow_swept(kind="credits_moved")
    told = Notice.objects.get(kind="credits")
    assert told.person == cast["Amina"]
    assert told.facts == {"sort": "gift", "person": str(cast["Bruno"].pk)}


def test_requests_are_answered_by_whoever_they_are_to(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")

    def asked(amount=500):
        return ask_credits(
            payee=cast["Amina"],
            payer=cast["Bruno"],
            community=house,
            amount_minor=amount,
            words="couture",
            key=uuid7(),
            now=clock.now,
        )

    one = asked()
    for wrong in (cast["Amina"], cast["Chloé"]):
        with pytest.raises(Refusal, match="no_such_request"):
            accept_request(request_id=one.pk, person=wrong, now=clock.now)
    first = accept_request(request_id=one.pk, person=cast["Bruno"], now=clock.now)
    assert accept_request(request_id=one.pk, person=cast["Bruno"], now=clock.now) == first
    with pytest.raises(Refusal, match="no_such_request"):
        decline_request(request_id=one.pk, person=cast["Bruno"], now=clock.now)
    two = asked(amount=9000)
    with pytest.raises(Refusal, match="below_floor"):
        accept_request(request_id=two.pk, person=cast["Bruno"], now=clock.now)
    assert CreditRequest.objects.get(pk=two.pk).state == "pending"
    cancel_request(request_id=two.pk, person=cast["Amina"], now=clock.now)
    with pytest.raises(Refusal, match="no_such_request"):
        accept_request(request_id=two.pk, person=cast["Bruno"], now=clock.now)


def test_a_transfer_is_undone_once_and_not_by_whoever_gave(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")
    given = give(cast["Chloé"], cast["Amina"], house, 500)
    with pytest.raises(Refusal, match="concerned"):
        undo_transfer(transfer_id=given.pk, person=cast["Chloé"], words="non", now=clock.now)
    with pytest.raises(Refusal, match="not_yours"):
        undo_transfer(transfer_id=given.pk, person=cast["Bruno"], words="non", now=clock.now)
    back = undo_transfer(transfer_id=given.pk, person=cast["Amina"], words="", now=clock.now)
    assert undo_transfer(transfer_id=given.pk, person=cast["Amina"], words="", now=clock.now) == back
    with pytest.raises(Refusal, match="not_undoable"):
        undo_transfer(transfer_id=back.pk, person=cast["Chloé"], words="non", now=clock.now)


def test_each_day_has_one_seal_and_only_if_something_moved(clock):
    house, cast = bank("Chloé", "Bruno", "Amina")
    give(cast["Bruno"], cast["Amina"], house, 500)
    assert seal_books(now=clock.now) == 1
    assert seal_books(now=clock.pass_by(days=1)) == 0
    give(cast["Bruno"], cast["Amina"], house, 500)
    assert seal_books(now=clock.pass_by(days=1)) == 1
    assert seal_books(now=clock.now) == 0
    assert list(Seal.objects.order_by("number").values_list("number", "accounts", "entries")) == [(1, 2, 2), (2, 2, 4)]
    assert list(audit(house, now=clock.now)) == []


def test_whatever_people_do_the_books_are_right(clock):
    """Hypothesis drives the journeys themselves over the real database."""
    count = iter(range(10_000))
    cast = {name: meet(name) for name in ("Chloé", "Bruno", "Amina")}

    class Town(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            # One town for each run, of the same people: what a run draws must not hang on the one before.
            self.house, _ = bank(slug=f"t{next(count)}", now=clock.now)
            self.cast = cast
            for name, one in cast.items():
                Membership.objects.create(community=self.house, person=one, joined_at=NOW, is_steward=name == "Chloé")
            self.people = list(self.cast.values())
            self.made: list[Transfer] = []

        def _note(self, answers) -> None:
            self.made += [one for one in answers if isinstance(one, Transfer)]

        @rule(
            pairs=st.lists(
                st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(-1, 6000)), min_size=1, max_size=4
            )
        )
        def give(self, pairs) -> None:
            gifts = [
                Gift(
                    payer=self.people[a], payee=self.people[b], amount_minor=n, words="w" if n % 2 else "", key=uuid7()
                )
                for a, b, n in pairs
            ]
            self._note(give_many(gifts=[*gifts, gifts[0]], community=self.house, now=clock.now))

        @rule(number=st.integers(0, 50))
        def undo(self, number) -> None:
            if self.made:
                found = self.made[number % len(self.made)]
                payee = Account.objects.get(pk=found.payee_id).person
                with contextlib.suppress(Refusal):
                    undo_transfer(transfer_id=found.pk, person=payee or self.people[0], words="non", now=clock.now)

        @rule(who=st.integers(0, 2), amount=st.integers(1, 3000))
        def work(self, who, amount) -> None:
            pay = Pay(payee=self.people[who], amount_minor=amount, words="merci", key=uuid7())
            self._note(pay_from_commons(pays=[pay], steward=self.cast["Chloé"], community=self.house, now=clock.now))

        @rule(who=st.integers(1, 2), amount=st.integers(1, 3000), yes=st.booleans())
        def ask(self, who, amount, yes) -> None:
            asked = ask_credits(
                payee=self.people[who],
                payer=self.people[0],
                community=self.house,
                amount_minor=amount,
                words="x",
                key=uuid7(),
                now=clock.now,
            )
            try:
                (accept_request if yes else decline_request)(request_id=asked.pk, person=self.people[0], now=clock.now)
            except Refusal:
                cancel_request(request_id=asked.pk, person=self.people[who], now=clock.now)

        @rule(floor=st.integers(-60, -1), ceiling=st.integers(1, 120), percent=st.integers(0, 50))
        def decide(self, floor, ceiling, percent) -> None:
            decide(self.house, clock.now, floor=floor, ceiling=ceiling, decay_percent=percent / 10)

        @rule(days=st.integers(1, 40))
        def pass_by(self, days) -> None:
            take_decay(now=clock.pass_by(days=days))
            seal_books(now=clock.now)

        @invariant()
        def the_books_are_right(self) -> None:
            assert list(audit(self.house, now=clock.now)) == []
            assert sum(Account.objects.filter(community=self.house).values_list("balance_minor", flat=True)) == 0
            for account in Account.objects.filter(community=self.house):
                lines = list(
                    Entry.objects.filter(account=account).order_by("number").values_list("amount_minor", flat=True)
                )
                assert sum(lines) == account.balance_minor
                assert account.floor_minor <= account.balance_minor <= account.ceiling_minor

    run_state_machine_as_test(
        Town,
        settings=settings(
            max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert timedelta(0) <= clock.now - NOW
