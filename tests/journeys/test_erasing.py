"""After somebody has erased their account, no table knows them; what others need is there without them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from tests.journeys import bank
from tests.statements import ACCOUNT
from tests.web import rows

from entraide.common.ids import new_code
from entraide.journeys.begin_exchange import begin_exchange
from entraide.journeys.erase_person import erase_person
from entraide.journeys.happen import happen
from entraide.journeys.make_promise import promise
from entraide.logic.charter.rules import Rules
from entraide.logic.euros.structured_communication import communication_of
from entraide.logic.promises.terms import Promise
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks.models import Answer, Attention
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community, CommunityRule, CommunityWeights, CommunityWord, RulesVersion
from entraide.records.conversations.changes import talk_of
from entraide.records.conversations.models import (
    ForumFollow,
    Message,
    MessagePhoto,
    Participation,
    PhotoRequest,
    ReceivedMail,
    SharedPlace,
    Thread,
)
from entraide.records.exchanges.models import Calendar, Exchange, Problem, Thanks
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter
from entraide.records.ledgers.models import CreditRequest
from entraide.records.mandates.models import Mandate
from entraide.records.moves.models import Arrival, Departure
from entraide.records.moves.own import SECTIONS, counts_of
from entraide.records.notices.models import Notice, PushTarget
from entraide.records.payments.models import BankAccount, Bill, BillRound, Match, PaymentSeen
from entraide.records.people.models import Block, Passkey, Person, Say, SignInCode, TrustedContact
from entraide.records.posts.models import Post
from entraide.records.reports.models import (
    Appeal,
    CannedWords,
    Case,
    CheckVoice,
    Measure,
    PostCheck,
    Report,
    Seat,
    StewardNote,
)
from entraide.records.rings.models import Ring, RingLink

pytestmark = pytest.mark.django_db

# Where a bare identifier may stay, and why.
EXCUSED = {
    "happenings_happening": "the diary: identifiers that lead nowhere",
    "django_tasks_database_dbtaskresult": "what followed in the diary",
    "ledgers_transfer.made_by": "an identifier that leads nowhere, which the chain of the books holds",
}


@pytest.fixture
def zenobie(now: datetime) -> Person:
    """Somebody who has done everything that one can do here, with a name that stands nowhere else."""
    zenobie, bruno = rows.person("Zénobie"), rows.person("Bruno")
    house = rows.community(opened_by=zenobie)
    rows.member(house, zenobie, is_steward=True)
    rows.member(house, bruno)
    day = now.date()
    Say.objects.create(person=zenobie, text="Je répare", kind="offer", reading={}, said_at=now)
    Attention.objects.create(person=zenobie, updated_day=day)
    SignInCode.objects.create(email=zenobie.email, language="fr", digest="d", browser="b", sent_at=now)
    Passkey.objects.create(person=zenobie, name="Téléphone", identifier="k", public_key=b"p", made_at=now)
    TrustedContact.objects.create(person=zenobie, name="Sœur", phone="1", named_at=now)
    for one, other in ((zenobie, bruno), (bruno, zenobie)):
        Block.objects.create(person=one, blocked=other, made_at=now)
        Mandate.objects.create(
            person=one, hand=other, scope=["posts"], consent="link", asked_at=now, agreed_at=now, until=day
        )
        Attestation.objects.create(person=one, attested_by=other, ended_by=other, ended_at=now, ended_how="revoked",
                                   community=house, kind="identity", attested_at=now)  # fmt: skip
        AttestationRequest.objects.create(person=one, community=house, kind="identity", asked_at=now, settled_by=other)
        JoinRequest.objects.create(community=house, person=one, asked_at=now, decided_by=other)
        _exchanges(one, other, house, now)
        _moderation(one, other, house, now)
    Mandate.objects.create(hand=bruno, witness=zenobie, asked_at=now, until=day)
    _decisions(zenobie, house, now)
    thread = Thread.objects.create(
        kind="forum",
        community=house,
        subject="Outils",
        opened_by=zenobie,
        latest_by=zenobie,
        opened_at=now,
        latest_at=now,
    )
    talk, _ = talk_of(one=zenobie, other=bruno, at=now)
    for where in (thread, talk):
        Message.objects.create(thread=where, writer=zenobie, hand=zenobie, words="Bonjour à tous.", said_at=now)
    Participation.objects.get_or_create(thread=thread, person=zenobie)
    ForumFollow.objects.create(community=house, person=zenobie, told_at=now)
    Arrival.objects.create(
        community=house, person=zenobie, stand_in=rows.person("Ombre", is_active=False), arrived_at=now
    )
    Notice.objects.create(person=zenobie, kind="arrived", about=house.pk, community=house, made_at=now)
    happen("settings_changed", at=now, actor_id=zenobie.pk, person_id=zenobie.pk)
    return zenobie


def _exchanges(one: Person, other: Person, house: Community, now: datetime) -> None:
    post = rows.post(one, community=house, hand=other)
    rows.ask(post, other)
    rows.answer(post, other, words="Volontiers.")
    agreed = rows.post(one, community=house, state="agreed", ends_at=now - timedelta(days=1))
    rows.answer(agreed, other, chosen_at=now, hand=one)
    to_come = rows.post(one, community=house, state="agreed", ends_at=now + timedelta(days=1))
    rows.answer(to_come, other, chosen_at=now)
    begun = begin_exchange(post=to_come, asker=one, helper=other, community=house, now=now)
    with transaction.atomic():
        promise(exchange=begun, terms=Promise(what=f"Aider {one.first_name}"), by=None, now=now)
    Exchange.objects.filter(pk=begun.pk).update(proposed_by=one, ended_by=one)
    Thanks.objects.create(exchange=begun, giver=one, receiver=other, words=f"Merci de {one.first_name}.", given_at=now)
    Problem.objects.create(
        exchange=begun, teller=one, kind="other", words="Un souci.", told_at=now, settled_by=other, settled_at=now
    )
    Calendar.objects.create(person=one, made_at=now)
    _shown(one, other, begun, now)
    _paid(one, other, house, begun, now)
    ring = Ring.objects.create(
        community=house, key=str(one.pk)[-6:], members=2, chance=0.6, state="fallen", ending="declined",
        proposed_at=now, answer_by=now, ended_at=now,
    )  # fmt: skip
    for number, (giver, receiver) in enumerate(((one, other), (other, one))):
        RingLink.objects.create(ring=ring, number=number, giver=giver, receiver=receiver, is_live=False)


def _shown(one: Person, other: Person, exchange: Exchange, now: datetime) -> None:
    """A photo that was asked for and shown, a place, a mail that came in, a letter that waits, a device."""
    said = Message.objects.create(thread=exchange.thread, writer=other, words="La voici.", said_at=now)
    PhotoRequest.objects.create(message=said, asked=one)
    MessagePhoto.objects.create(message=said, owner=one, picture=b"p", width=1, height=1, size=1, added_at=now)
    SharedPlace.objects.create(thread=exchange.thread, owner=one, words=f"Chez {one.first_name}", shared_at=now)
    ReceivedMail.objects.create(digest=new_code(), outcome="written", person=one, message=said, received_at=now)
    OutsideLetter.objects.create(
        person=one, kind="mandate", email=f"de.{one.email}", language="fr", path="/x/", asked_at=now
    )
    PushTarget.objects.create(
        person=one, name="Téléphone", endpoint=f"https://x/{one.pk}", public_key=b"p", secret=b"s", made_at=now
    )


def _paid(one: Person, other: Person, house: Community, exchange: Exchange, now: datetime) -> None:
    """What moved between them: credits, a request, bills in euros, a statement of the bank."""
    RulesVersion.objects.get_or_create(
        community=house, number=2,
        defaults={"rules": Rules(currency="credits").as_dict(), "why": "…", "set_at": now, "holds_from": now},
    )  # fmt: skip
    # The two keep apart: only somebody else can be given something.
    third = rows.person(f"Ami{str(one.pk)[-6:]}")
    rows.member(house, third)
    bank.give(one, third, house, 100, now=now, words=f"De {one.first_name}")
    CreditRequest.objects.create(
        community=house, payer=one, payee=other, unit="credits", amount_minor=100, words="Une heure", made_at=now
    )
    BankAccount.objects.create(community=house, iban=ACCOUNT, holder="La maison commune", set_by=one, set_at=now)
    BillRound.objects.create(community=house, purpose="subscription", cents=500, asked_by=one, asked_at=now)
    bill = Bill.objects.create(
        code=new_code(), community=house, exchange=exchange, purpose="exchange", cents=500, payer=one, payee=other,
        reference=communication_of(one.pk.int % 10**9), asked_at=now, asked_by=one, confirmed_by=one, state="paid",
        paid_cents=500, paid_at=now,
    )  # fmt: skip
    seen = PaymentSeen.objects.create(
        community=house, account=ACCOUNT, key=new_code(), booked_on=now.date(), cents=500, left_cents=0,
        name=one.first_name.upper(), words="merci", seen_at=now, settled_by=one,
    )  # fmt: skip
    Match.objects.create(payment=seen, bill=bill, cents=500, made_by=one, made_at=now, undone_by=one, undone_at=now)


def _moderation(one: Person, other: Person, house: Community, now: datetime) -> None:
    case = Case.objects.create(
        community=house, kind="person", about=one, state="settled", opened_at=now, settled_by=other
    )
    Report.objects.create(case=case, by=other, rule="respect", made_at=now)
    measure = Measure.objects.create(
        case=case, community=house, about=one, kind="warn", decided_by="stewards", by=other, at=now,
        words=f"Bonjour {one.first_name}, pas ainsi.",
    )  # fmt: skip
    Appeal.objects.create(measure=measure, by=one, words=f"Moi, {one.first_name}, non.", made_at=now, decided_by=other)
    Seat.objects.create(case=case, person=other, drawn_at=now, ends_at=now)
    StewardNote.objects.create(community=house, person=one, by=other, words="Une note.", at=now)
    CannedWords.objects.create(community=house, name=str(one.pk)[-6:], words="Bonjour.", by=one, at=now)
    post = one.posts.first()
    check = PostCheck.objects.create(post=post, community=house, wanted_at=now)
    CheckVoice.objects.create(check_wanted=check, by=other, is_fine=True, at=now)


def _decisions(by: Person, house: Community, now: datetime) -> None:
    CommunityWord.objects.create(
        community=house, sort="topic", name="donnerie", key="donnerie", topic="x", named_by=by, named_at=now
    )
    CommunityWeights.objects.create(community=house, why="…", set_by=by, set_at=now)
    CommunityRule.objects.create(
        community=house, safety_class="children", level="verified", why="…", set_by=by, set_at=now
    )
    RulesVersion.objects.create(
        community=house, number=1, rules={}, why="…", set_by=by, set_at=now, holds_from=now, taken_back_by=by
    )
    Invitation.objects.create(community=house, way="link", made_by=by, made_at=now, ends_at=now)
    Departure.objects.create(community=house, asked_by=by, asked_at=now, due_at=now, sealed_for="age1")


def _cells() -> Iterator[tuple[str, str, str]]:
    """Every value in every table of ours and of the libraries, as text, with its table and column."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.column for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            columns = ", ".join(connection.ops.quote_name(name) for name in names)
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                yield from ((model._meta.db_table, name, str(value)) for name, value in zip(names, row, strict=True))


def _traces(marks: tuple[str, ...]) -> set[str]:
    return {
        f"{table}.{column}"
        for table, column, value in _cells()
        if table not in EXCUSED and f"{table}.{column}" not in EXCUSED and any(mark in value for mark in marks)
    }


def _marks(person: Person) -> tuple[str, ...]:
    return str(person.pk), person.pk.hex, person.email, person.first_name, person.code


def test_no_column_of_any_table_knows_who_erased_their_account(zenobie: Person, now: datetime) -> None:
    marks = _marks(zenobie)
    leads = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    missing = leads - _traces(marks) - {"django_admin_log.user_id", "moves_arrival.stand_in_id", "finds_find.person_id"}
    assert not missing, "the test must try every column that leads to a person"
    erase_person(person=zenobie, now=now)
    assert _traces(marks) == set()


def test_every_section_of_the_export_shows_what_there_is(zenobie: Person) -> None:
    counts = counts_of(zenobie)
    assert set(counts) == {section.name for section in SECTIONS}
    for section in SECTIONS:
        assert len(list(section.plain_rows(zenobie))) == counts[section.name], section.name


def test_what_others_need_stays_without_the_name(zenobie: Person, now: datetime) -> None:
    bruno = Person.objects.get(first_name="Bruno")
    erase_person(person=zenobie, now=now)
    said = Message.objects.filter(words="Bonjour à tous.").values_list("writer", flat=True)
    assert list(said) == [None, None]
    helped = Answer.objects.get(person=bruno)
    assert helped.chosen_at, "Bruno helped somebody: that stays his"
    assert (helped.post.text, helped.post.place_name, helped.post.latitude) == ("", "", None)
    assert helped.post.topic == "animals.walking"
    assert Reading.from_dict(helped.post.reading).topic == "animals.walking"
    assert not helped.post.writer.is_active
    assert not Post.objects.filter(writer__first_name="").exclude(pk=helped.post_id).exists()
    assert Measure.objects.filter(about=None).get().words == ""
    assert CommunityRule.objects.get().set_by is None


def test_who_counted_on_them_is_told_and_may_look_for_somebody_else(zenobie: Person, now: datetime) -> None:
    bruno = Person.objects.get(first_name="Bruno")
    erase_person(person=zenobie, now=now)
    told = {notice.kind: notice for notice in Notice.objects.filter(person=bruno)}
    assert {"writer_gone", "helper_gone", "steward_wanted"} <= set(told)
    waiting = Post.objects.get(writer=bruno, ends_at__gt=now)
    assert (waiting.state, waiting.is_asking) == ("open", False)
    assert told["helper_gone"].facts == {"post_code": waiting.code}
    over = Post.objects.get(writer=bruno, ends_at__lt=now)
    assert over.state == "agreed", "what is over stays as it was"
