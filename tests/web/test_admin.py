"""The operators' admin: every record is there and opens, history cannot be changed, secrets are not shown."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.common.ids import uuid7
from entraide.records.asks.models import Attention
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import CommunityRule, CommunityWeights, CommunityWord, RulesVersion
from entraide.records.conversations.models import (
    ForumFollow,
    Message,
    MessagePhoto,
    Participation,
    PhotoRequest,
    ReceivedMail,
    Section,
    SharedPlace,
    Thread,
)
from entraide.records.corrections.models import Correction
from entraide.records.exchanges.models import Calendar, Exchange, Occurrence, Problem, Thanks
from entraide.records.figures.models import FiguresCounted, MonthFigure
from entraide.records.finds.models import Find, FindsWalk, WordKey
from entraide.records.happenings.models import Happening, SignOfLife
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter, UnwantedAddress
from entraide.records.ledgers.models import Account, CreditRequest, Entry, Seal, SealedHead, Transfer
from entraide.records.mandates.models import Mandate
from entraide.records.moves.models import Arrival, Departure
from entraide.records.notices.models import Notice, Push, PushTarget
from entraide.records.outlays.models import Outlay
from entraide.records.payments.models import BankAccount, Bill, BillRound, CardPayment, Match, PaymentSeen
from entraide.records.people.models import Block, Passkey, Person, Say, SignInCode, TrustedContact
from entraide.records.posts.models import SearchStep
from entraide.records.reports.models import (
    Appeal,
    CannedWords,
    Case,
    CheckVoice,
    Juror,
    Measure,
    PostCheck,
    Report,
    Seat,
    StewardNote,
)
from entraide.records.rings.models import Ring, RingLink, RingSearch
from entraide.records.stirs.models import Stir

pytestmark = pytest.mark.django_db

RECORDS = [m for m in apps.get_models() if m.__module__.startswith("entraide.records.")]


@pytest.fixture
def operator():
    return Person.objects.create_superuser("operator@example.org", "Odette", "a long password indeed")


@pytest.fixture
def client(operator):
    return rows.signed_in(operator)


@pytest.fixture
def everything():
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    dog = rows.post(ginette)
    asked = rows.ask(dog, bruno)
    rows.answer(dog, bruno)
    house = rows.community()
    rows.member(house, bruno)
    now = timezone.now()
    CommunityWord.objects.create(
        community=house, sort="topic", name="donnerie", key="donnerie", topic="things.other", named_at=now
    )
    CommunityWeights.objects.create(community=house, why="plus près", set_by=bruno, set_at=now)
    CommunityRule.objects.create(community=house, safety_class="children", level="verified", why="…", set_at=now)
    bill = Bill.objects.create(
        community=house,
        is_to_community=True,
        purpose="share",
        payer=bruno,
        cents=2500,
        reference="090933755493",
        asked_at=now,
    )
    paid = PaymentSeen.objects.create(
        community=house,
        account="BE68539007547034",
        key="k.1",
        booked_on=now.date(),
        cents=2500,
        left_cents=0,
        seen_at=now,
    )
    Match.objects.create(payment=paid, bill=bill, cents=2500, made_at=now)
    BankAccount.objects.create(community=house, iban="BE68539007547034", holder="Ixelles", set_by=bruno, set_at=now)
    BillRound.objects.create(community=house, purpose="share", cents=2500, asked_by=bruno, asked_at=now)
    CardPayment.objects.create(bill=bill, cents=2500, begun_at=now)
    SearchStep.objects.create(post=dog, step="wider", taken_at=now)
    Attention.objects.create(person=bruno, updated_day=timezone.localdate())
    Outlay.objects.create(day=timezone.localdate(), purpose="interpreter")
    held = {"floor_minor": -1, "ceiling_minor": 1, "holder_digest": "d1gest", "latest_hash": "h4sh", "opened_at": now}
    own = Account.objects.create(community=house, person=bruno, kind="member", unit="credits", **held)
    commons = Account.objects.create(community=house, kind="commons", unit="credits", **held)
    moved = Transfer.objects.create(
        key=uuid7(),
        community=house,
        payer=commons,
        payee=own,
        amount_minor=1,
        kind="work",
        words="merci",
        words_digest="w0rds",
        made_at=now,
    )
    Entry.objects.create(account=own, transfer=moved, number=1, amount_minor=1, balance_minor=1, hash="h4sh")
    seal = Seal.objects.create(
        community=house,
        unit="credits",
        number=1,
        day=now.date(),
        accounts=1,
        entries=1,
        root="r",
        before="b",
        digest="d",
        made_at=now,
    )
    SealedHead.objects.create(seal=seal, account=own, number=1)
    CreditRequest.objects.create(
        community=house, payer=ginette, payee=bruno, unit="credits", amount_minor=1, made_at=now
    )
    told = Notice.objects.create(person=bruno, kind="ask", post=dog, ask=asked, made_at=timezone.now())
    device = PushTarget.objects.create(
        person=bruno, name="Firefox", endpoint="https://push", public_key=b"p", secret=b"s", made_at=now
    )
    Push.objects.create(notice=told, target=device, made_at=now, due_at=now)
    Stir.objects.create(topic="t:thread", number=1)
    Block.objects.create(person=ginette, blocked=bruno, made_at=timezone.now())
    Passkey.objects.create(person=ginette, name="téléphone", identifier="k3y", public_key=b"p", made_at=now)
    TrustedContact.objects.create(person=ginette, name="Farid", phone="0470 00 00 00", named_at=now)
    Mandate.objects.create(person=ginette, hand=bruno, consent="link", asked_at=now, agreed_at=now, until=now.date())
    Say.objects.create(person=bruno, text="Je répare", kind="offer", reading={}, said_at=timezone.now())
    SignInCode.objects.create(
        email="x@example.org", language="fr", digest="d1gest", browser="br0wser", sent_at=timezone.now()
    )
    Happening.objects.create(kind="post_published", at=timezone.now())
    SignOfLife.objects.create(seen_at=timezone.now())
    Correction.objects.create(
        kept_on=timezone.localdate(), sentence="promener ▢ à ▢", language="fr", fields=["topic"], confidence=0.4
    )
    RulesVersion.objects.create(
        community=house, number=1, rules={}, why="Pour commencer.", set_by=bruno, set_at=now, holds_from=now
    )
    seen = Attestation.objects.create(
        community=house, person=bruno, attested_by=ginette, kind="identity", attested_at=now
    )
    AttestationRequest.objects.create(
        community=house,
        person=bruno,
        kind="identity",
        asked_at=now,
        settled_at=now,
        outcome="attested",
        attestation=seen,
    )
    Invitation.objects.create(community=house, way="link", made_by=bruno, made_at=now, ends_at=now)
    JoinRequest.objects.create(community=house, person=ginette, words="Bonjour.", asked_at=now)
    UnwantedAddress.objects.create(digest="0123456789ab" * 4, since=now)
    OutsideLetter.objects.create(
        person=bruno, kind="parent", email="papa@example.org", language="fr", path="/parent/x/", asked_at=now
    )
    section = Section.objects.create(community=house, name="Outils", slug="outils")
    thread = Thread.objects.create(
        kind="forum",
        community=house,
        section=section,
        subject="Nos outils",
        opened_by=bruno,
        opened_at=now,
        latest_at=now,
    )
    message = Message.objects.create(thread=thread, writer=bruno, words="Bonjour.", said_at=now)
    PhotoRequest.objects.create(message=message, asked=ginette)
    MessagePhoto.objects.create(message=message, owner=bruno, picture=b"RIFF", width=3, height=4, size=4, added_at=now)
    SharedPlace.objects.create(thread=thread, owner=bruno, words="12, rue du Puits", shared_at=now)
    ReceivedMail.objects.create(digest="a" * 64, outcome="taken", person=bruno, thread=thread, received_at=now)
    Participation.objects.create(thread=thread, person=ginette)
    ForumFollow.objects.create(community=house, person=ginette, told_at=now)
    between = Thread.objects.create(kind="exchange", community=house, opened_at=now, latest_at=now)
    exchange = Exchange.objects.create(
        code=between.code, thread=between, community=house, asker=ginette, helper=bruno, begun_at=now
    )
    Occurrence.objects.create(exchange=exchange, number=1, starts_at=now)
    Thanks.objects.create(exchange=exchange, giver=ginette, receiver=bruno, words="Merci.", given_at=now)
    Problem.objects.create(exchange=exchange, teller=ginette, kind="other", words="…", told_at=now)
    Calendar.objects.create(person=ginette, made_at=now)
    case = Case.objects.create(community=house, kind="post", post=dog, about=ginette, opened_at=now)
    Report.objects.create(case=case, by=bruno, rule="respect", made_at=now)
    hidden = Measure.objects.create(
        case=case, community=house, about=ginette, kind="hide", decided_by="stewards", at=now
    )
    appeal = Appeal.objects.create(measure=hidden, by=ginette, words="Pourquoi ?", made_at=now)
    Juror.objects.create(membership=house.memberships.get(person=bruno), agreed_at=now)
    Seat.objects.create(case=case, appeal=appeal, person=bruno, drawn_at=now, ends_at=now)
    check = PostCheck.objects.create(post=dog, community=house, wanted_at=now)
    CheckVoice.objects.create(check_wanted=check, by=bruno, is_fine=True, at=now)
    StewardNote.objects.create(community=house, case=case, words="Rappelé la règle.", by=bruno, at=now)
    Find.objects.create(kind="post", ref=dog.pk, community=house, person=ginette, filed="chien _kpost _all")
    WordKey.objects.create(key="fr:chien", word="chien")
    ring = Ring.objects.create(community=house, key="k", members=2, chance=0.6, proposed_at=now, answer_by=now)
    RingLink.objects.create(ring=ring, number=0, giver=bruno, receiver=ginette, need=dog)
    RingSearch.objects.create(community=house, looked_at=now)
    MonthFigure.objects.create(community=house, month=now.date().replace(day=1), measure="needs", amount=7, count=7)
    FiguresCounted.objects.create(community=house, day=now.date())
    FindsWalk.objects.create(kind="post")
    CannedWords.objects.create(community=house, name="Merci", words="Merci {prénom}.", by=bruno, at=now)
    Departure.objects.create(community=house, asked_by=bruno, asked_at=now, due_at=now, sealed_for="age1")
    Arrival.objects.create(community=house, person=bruno, stand_in=rows.person("Ombre"), arrived_at=now)
    return asked


@pytest.mark.parametrize("model", RECORDS, ids=lambda m: m.__name__)
def test_every_record_is_listed_searched_and_opened(client, everything, model):
    assert admin.site.is_registered(model)
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert client.get(base).status_code == 200
    assert client.get(base, {"q": "Ginette"}).status_code == 200
    one = client.get(f"{base}{model.objects.first().pk}/change/")
    assert one.status_code == 200
    html = one.content.decode()
    for secret in (everything.key, "d1gest", "br0wser"):
        assert secret not in html


@pytest.mark.parametrize(
    "name", ["happening", "ask", "answer", "notice", "say", "block", "signincode", "post", "correction"]
)
def test_history_cannot_be_added_or_changed(client, everything, name):
    model = next(m for m in RECORDS if m._meta.model_name == name)
    base = f"/admin/{model._meta.app_label}/{name}/"
    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}{model.objects.first().pk}/change/", {}).status_code == 403


def test_an_operator_makes_a_steward_and_closes_an_account(client, everything):
    bruno = Person.objects.get(first_name="Bruno")
    page = f"/admin/people/person/{bruno.pk}/change/"
    sent = {"first_name": "Bruno", "language": "fr", "says-TOTAL_FORMS": 0, "says-INITIAL_FORMS": 0}
    assert client.post(page, sent).status_code == 302
    bruno.refresh_from_db()
    assert not bruno.is_active
    assert bruno.free_hours == []


def test_nobody_else_gets_in():
    for someone in (Client(), rows.signed_in(rows.person("Bruno"))):
        assert someone.get("/admin/people/person/").status_code == 302
