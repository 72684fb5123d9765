"""What is past is forgotten by itself: each row of the table of retention, the day before its time and the day after."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from tests.web import rows

from entraide.journeys.forget_past import forget_past, forget_past_daily
from entraide.logic.charter.rules import Rules
from entraide.records.asks.models import Ask
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community, RulesVersion
from entraide.records.happenings.models import Happening
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.ledgers.models import CreditRequest
from entraide.records.mandates.models import Mandate
from entraide.records.moves.past import KEPT, MONTH, YEAR
from entraide.records.notices.models import Notice
from entraide.records.payments.models import Bill, CardPayment
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.reports.models import Appeal, Case, CheckVoice, Measure, PostCheck, Report, Seat, StewardNote

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Town:
    """Two people and their community, at one moment long ago."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.amina, self.bruno = rows.person("Amina"), rows.person("Bruno")
        self.house: Community = rows.community()

    def post(self, **fields: Any) -> Post:
        return rows.post(self.amina, community=self.house, **fields)

    def case(self) -> Case:
        return Case.objects.create(
            community=self.house, kind="person", about=self.bruno, state="settled", opened_at=self.now,
            settled_at=self.now, settled_by=self.amina,
        )  # fmt: skip

    def measure(self, **fields: Any) -> Measure:
        given = {"kind": "warn", "decided_by": "stewards", "words": "Non.", "at": self.now, **fields}
        return Measure.objects.create(case=self.case(), community=self.house, about=self.bruno, by=self.amina, **given)


@pytest.fixture
def town(now: datetime) -> Town:
    return Town(now)


def _withdrawn(town: Town) -> Callable[[], bool]:
    town.post(state="withdrawn", closed_at=town.now)
    return Post.objects.exists


def _notice(town: Town) -> Callable[[], bool]:
    Notice.objects.create(person=town.amina, kind="arrived", about=town.house.pk, made_at=town.now)
    return Notice.objects.exists


def _request(town: Town) -> Callable[[], bool]:
    JoinRequest.objects.create(community=town.house, person=town.amina, asked_at=town.now)
    return JoinRequest.objects.exists


def _decided_request(town: Town) -> Callable[[], bool]:
    JoinRequest.objects.create(
        community=town.house, person=town.amina, asked_at=town.now - DAY, decision="declined", decided_at=town.now
    )
    return JoinRequest.objects.exists


def _invitation(town: Town) -> Callable[[], bool]:
    Invitation.objects.create(community=town.house, way="link", made_at=town.now, ends_at=town.now)
    return Invitation.objects.exists


def _attestation_request(town: Town) -> Callable[[], bool]:
    AttestationRequest.objects.create(
        person=town.amina, community=town.house, kind="identity", asked_at=town.now, settled_at=town.now
    )
    return AttestationRequest.objects.exists


def _attestation(town: Town) -> Callable[[], bool]:
    Attestation.objects.create(
        person=town.amina,
        community=town.house,
        kind="identity",
        attested_at=town.now,
        ended_at=town.now,
        ended_how="expired",
    )
    return Attestation.objects.exists


def _mandate(town: Town) -> Callable[[], bool]:
    Mandate.objects.create(
        person=town.amina, hand=town.bruno, consent="link", asked_at=town.now, agreed_at=town.now,
        until=(town.now + YEAR).date(), ended_at=town.now,
    )  # fmt: skip
    return Mandate.objects.exists


def _asked_mandate(town: Town) -> Callable[[], bool]:
    Mandate.objects.create(hand=town.bruno, asked_at=town.now, until=(town.now + YEAR).date())
    return Mandate.objects.exists


def _bill(town: Town) -> Callable[[], bool]:
    Bill.objects.create(
        community=town.house, purpose="exchange", payer=town.amina, payee=town.bruno, cents=1000, what="Promener Filou",
        reference="090933755493", state="paid", asked_at=town.now - YEAR, paid_at=town.now,
    )  # fmt: skip
    return Bill.objects.exclude(what="").exists


def _card_payment(town: Town) -> Callable[[], bool]:
    bill = Bill.objects.create(
        community=town.house, is_to_community=True, purpose="share", payer=town.amina, cents=1000, reference="090933755493",
        asked_at=town.now,
    )  # fmt: skip
    CardPayment.objects.create(bill=bill, cents=1000, state="expired", begun_at=town.now - DAY, ended_at=town.now)
    return CardPayment.objects.exists


def _report(town: Town) -> Callable[[], bool]:
    Report.objects.create(case=town.case(), by=town.amina, rule="respect", words="Là.", made_at=town.now)
    return Report.objects.exclude(by=None, words="").exists


def _case(town: Town) -> Callable[[], bool]:
    town.case()
    return Case.objects.exclude(about=None, settled_by=None).exists


def _measure(town: Town) -> Callable[[], bool]:
    town.measure()
    return Measure.objects.exclude(about=None, by=None, words="").exists


def _appeal(town: Town) -> Callable[[], bool]:
    Appeal.objects.create(
        measure=town.measure(), by=town.bruno, words="Si.", state="stands", made_at=town.now, decided_at=town.now
    )
    return Appeal.objects.exclude(by=None, words="").exists


def _seat(town: Town) -> Callable[[], bool]:
    Seat.objects.create(case=town.case(), person=town.amina, drawn_at=town.now, ends_at=town.now)
    return Seat.objects.exclude(person=None).exists


def _check(town: Town) -> Callable[[], bool]:
    check = PostCheck.objects.create(post=town.post(), community=town.house, wanted_at=town.now)
    CheckVoice.objects.create(check_wanted=check, by=town.amina, is_fine=True, words="Bien.", at=town.now)
    return CheckVoice.objects.exclude(by=None, words="").exists


def _note(town: Town) -> Callable[[], bool]:
    StewardNote.objects.create(community=town.house, person=town.amina, words="…", at=town.now)
    return StewardNote.objects.exists


def _happening(town: Town) -> Callable[[], bool]:
    Happening.objects.create(kind="old_story", at=town.now, followed_at=town.now)
    return Happening.objects.filter(kind="old_story").exists


@pytest.mark.parametrize(
    ("make", "kept_for"),
    [
        (_withdrawn, 6 * MONTH),
        (_notice, YEAR),
        (_request, YEAR),
        (_decided_request, YEAR),
        (_invitation, YEAR),
        (_attestation_request, YEAR),
        (_attestation, 3 * YEAR),
        (_mandate, YEAR),
        (_asked_mandate, 30 * DAY),
        (_report, YEAR),
        (_bill, 2 * YEAR),
        (_card_payment, YEAR),
        (_case, YEAR),
        (_measure, YEAR),
        (_appeal, YEAR),
        (_seat, YEAR),
        (_check, YEAR),
        (_note, 2 * YEAR),
        (_happening, 3 * YEAR),
    ],
)
def test_what_is_past_goes_when_its_time_is_over_and_not_before(
    town: Town, make: Callable[[Town], Callable[[], bool]], kept_for: timedelta
) -> None:
    is_there = make(town)
    forget_past(now=town.now + kept_for - DAY)
    assert is_there()
    assert forget_past(now=town.now + kept_for + DAY) > 0
    assert not is_there()
    assert forget_past(now=town.now + kept_for + DAY) == 0, "what is done is done once"


def test_closed_posts_lose_their_words_when_their_community_says_and_who_helped_stays_known(town: Town) -> None:
    RulesVersion.objects.create(
        community=town.house,
        number=1,
        rules=Rules(kept_months=3).as_dict(),
        why="…",
        set_at=town.now,
        holds_from=town.now,
    )
    post = town.post(state="agreed", closed_at=town.now, vector=b"\x00\x3c" * 512)
    rows.ask(post, town.bruno)
    helped = rows.answer(post, town.bruno, chosen_at=town.now)
    elsewhere = rows.post(town.amina, state="agreed", closed_at=town.now)
    still_open = town.post()
    forget_past(now=town.now + 3 * MONTH - DAY)
    post.refresh_from_db()
    assert post.text
    forget_past(now=town.now + 3 * MONTH + DAY)
    post.refresh_from_db()
    helped.refresh_from_db()
    assert (post.text, post.place_name, post.latitude, post.cell, post.vector) == ("", "", None, None, None)
    assert (post.topic, post.state, post.reading["subject"]) == ("animals.walking", "agreed", "")
    assert (helped.words, helped.chosen_at) == ("", town.now)
    assert not Ask.objects.exists()
    for other in (elsewhere, still_open):
        other.refresh_from_db()
        assert other.text
    assert forget_past(now=town.now + 3 * MONTH + DAY) == 0


def test_requests_for_credits_go_when_nobody_answered_or_a_year_after(town: Town) -> None:
    made = {"community": town.house, "unit": "credits", "amount_minor": 100, "words": "Une heure", "made_at": town.now}
    CreditRequest.objects.create(payer=town.amina, payee=town.bruno, **made)
    declined = CreditRequest.objects.create(
        payer=town.bruno, payee=town.amina, state="declined", decided_at=town.now, **made
    )
    forget_past(now=town.now + 59 * DAY)
    assert CreditRequest.objects.count() == 2
    forget_past(now=town.now + 61 * DAY)
    assert list(CreditRequest.objects.all()) == [declined]
    forget_past(now=town.now + YEAR + DAY)
    assert not CreditRequest.objects.exists()


def test_an_exclusion_that_still_holds_is_not_forgotten(town: Town) -> None:
    town.measure(kind="exclude", until=None)
    town.measure(kind="suspend", until=town.now + 3 * YEAR)
    town.measure(kind="suspend", until=town.now + DAY)
    forget_past(now=town.now + 2 * YEAR)
    assert Measure.objects.filter(about=town.bruno).count() == 2


def test_an_emptied_post_breaks_no_page(town: Town) -> None:
    post = town.post(state="agreed", closed_at=town.now)
    rows.answer(post, town.bruno, chosen_at=town.now)
    forget_past(now=town.now + 30 * MONTH)
    assert Post.objects.get().text == ""
    assert Person.objects.count() == 2


def test_the_worker_forgets_once_a_day(town: Town) -> None:
    cache.clear()
    Notice.objects.create(person=town.amina, kind="arrived", about=town.house.pk, made_at=town.now - 2 * YEAR)
    assert forget_past_daily(now=town.now) == 1
    Notice.objects.create(person=town.amina, kind="arrived", about=town.house.pk, made_at=town.now - 2 * YEAR)
    assert forget_past_daily(now=town.now) == 0
    cache.clear()


def test_every_row_says_what_for_how_long_and_what_then() -> None:
    for row in KEPT:
        assert row.what
        assert row.kept_for
        assert row.then
