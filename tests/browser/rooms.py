"""What the rooms of the small town hold: talk, mandates, attestations, keys, a move, so that no page is looked at empty."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core import signing
from tests.journeys.euros import THEIRS, promise_of, take_in
from tests.statements import ACCOUNT
from tests.web import rows

from entraide.journeys.ask_euros import ask_euros
from entraide.journeys.renew_finds import renew_finds
from entraide.journeys.send_bills import send_bill
from entraide.journeys.set_bank_account import set_bank_account
from entraide.journeys.stop_push import stop_push_key
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community
from entraide.records.conversations import changes as conversations
from entraide.records.conversations.models import Section
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.mandates.models import Mandate
from entraide.records.moves.models import Arrival, Departure
from entraide.records.notices.models import PushTarget
from entraide.records.payments.models import PaymentSeen
from entraide.records.people.models import Block, Passkey, Person, TrustedContact
from entraide.records.posts.models import Post


def furnish(
    house: Community, steward: Person, member: Person, others: Mapping[str, Person], *, at: datetime
) -> dict[str, str]:
    """Fill the rooms; the addresses of what has a code, by name. `others`: the rest of the town by first name; some of them come in."""
    for name in ("Chloe", "Els"):
        rows.member(house, others[name])
    # Whom the member does not want to meet: it is somebody whose page they could open.
    Block.objects.create(person=member, blocked=others["Els"], made_at=at)
    for name in ("Daan", "Amina"):
        JoinRequest.objects.create(
            community=house, person=others[name], words="J’habite au coin, rue Malibran.", asked_at=at
        )
    addresses = {
        **_talk(house, steward, member, others, at=at),
        **_hands(house, steward, member, at=at),
        **_letters(house, steward, member, at=at),
        **_books(house, steward, member, at=at),
        "stop_push": f"/pushes/stop/{stop_push_key(person=others['Bruno'], kind='message')}/",
        "steward": f"/p/{steward.code}/",
        "member": f"/p/{member.code}/",
        "newcomer": f"/p/{others['Chloe'].code}/",
        "blocked": f"/p/{others['Els'].code}/",
        "attest": f"/c/{house.slug}/attest/{member.code}/",
        "name_attester": f"/c/{house.slug}/attesters/{member.code}/",
    }
    _attested(house, steward, member, others["Chloe"], at=at)
    _moves(house, steward, member, at=at)
    Passkey.objects.create(
        person=others["Bruno"], name="Mon ordinateur", identifier="k3y", public_key=b"p", made_at=at, used_at=at
    )
    PushTarget.objects.create(
        person=others["Bruno"],
        name="Firefox, Android",
        endpoint="https://push.example/x",
        public_key=b"p",
        secret=b"s",
        made_at=at,
        used_at=at,
    )
    while renew_finds(now=at):
        pass
    return addresses


def _books(house: Community, steward: Person, member: Person, *, at: datetime) -> dict[str, str]:
    """The steward promised the member something for ten euros; the house has an account, bills, and payments to look at."""
    set_bank_account(steward=steward, community=house, iban=ACCOUNT, holder="Ixelles s'entraide asbl", now=at)
    paid, half = (
        promise_of(steward, member, house, now=at, what=what) for what in ("Promener Filou", "Réparer le frein")
    )
    bill = ask_euros(exchange=paid, payee=steward, iban=THEIRS, holder="Ginette Dubois", now=at)
    send = partial(send_bill, steward=steward, community=house, member=member, cents=2500, now=at)
    open_one, settled = send(purpose="subscription", period="2026"), send(purpose="share", what="une part")
    take_in(steward, house, (2500, settled.reference, "HENRI"), (2500, "cotisation henri", "HENRI PETIT"), now=at)
    waiting = PaymentSeen.objects.get(state="waiting")
    return {
        "bill": f"/b/{bill.code}/",
        "subscription": f"/b/{open_one.code}/",
        "paid_bill": f"/b/{settled.code}/",
        "ask_euros": f"/e/{half.code}/euros/",
        "payment": f"/c/{house.slug}/euros/{waiting.pk}/",
    }


def _talk(
    house: Community, steward: Person, member: Person, others: Mapping[str, Person], *, at: datetime
) -> dict[str, str]:
    """Two sections, a pinned thread, one that is closed, one about a post; and a conversation of two."""
    tools = Section.objects.create(community=house, name="Outils", slug="outils", position=1)
    Section.objects.create(community=house, name="Jardins partagés", slug="jardins", position=2)
    drill = conversations.add_thread(
        community=house, subject="À qui est l’échelle de la cave ?", opened_by=member, at=at, section=tools
    )
    for who, words in (
        (member, "Elle prend toute la place.\n\nSi elle est à vous, dites-le ici : https://example.org/echelle"),
        (others["Chloe"], "À moi ! Je passe la prendre samedi."),
        (steward, "Merci Chloé. Une échelle se prête, d’ailleurs."),
    ):
        conversations.add_message(thread=drill, writer=who, words=words, at=at)
    back = conversations.add_message(thread=drill, writer=member, words="Trop tard.", at=at)
    conversations.withdraw(message=back, at=at)
    pinned = conversations.add_thread(community=house, subject="Comment on range le local", opened_by=steward, at=at)
    conversations.add_message(thread=pinned, writer=steward, words="Les outils à gauche.", at=at)
    conversations.set_thread(thread=pinned, is_pinned=True, closed_at=at)
    about = Post.objects.filter(community=house).first()
    assert about
    conversations.thread_about(post=about, subject=about.text[:120], at=at)
    talk, _ = conversations.talk_of(one=steward, other=others["Bruno"], at=at)
    said = conversations.add_message(thread=talk, writer=steward, words="On se retrouve place Flagey ?", at=at)
    conversations.add_message(thread=talk, writer=others["Bruno"], words="Oui, à neuf heures, près du kiosque.", at=at)
    return {
        "forum_thread": f"/t/{drill.code}/",
        "closed_thread": f"/t/{pinned.code}/",
        "post_thread": f"/t/{house.threads.get(post=about).code}/",
        "talk": f"/t/{talk.code}/",
        "message": f"/t/{talk.code}/{UUID(str(said.pk)).hex}/",
    }


def _hands(house: Community, steward: Person, member: Person, *, at: datetime) -> dict[str, str]:
    """The steward lets the member act for them; somebody without e-mail waits for a steward; a third reads the letter."""
    until = at.date() + timedelta(days=90)
    Mandate.objects.create(
        person=steward, hand=member, scope=["posts", "answers"], consent="signed_in", asked_at=at, agreed_at=at, until=until
    )  # fmt: skip
    Mandate.objects.create(
        hand=member, scope=["posts"], community=house, first_name="Kim", code_digest="0" * 64, asked_at=at, until=until
    )
    over = at - timedelta(days=400)
    Mandate.objects.create(
        person=member, hand=steward, scope=["likes"], consent="link", asked_at=over, agreed_at=over,
        until=over.date() + timedelta(days=90), ended_at=over + timedelta(days=30), ended_by="person",
    )  # fmt: skip
    asked = [str(member.pk), "kim@example.org", "Kim", ["posts", "messages"], until.isoformat()]
    return {"accept_mandate": f"/mandates/accept/{signing.dumps(asked, salt='entraide.mandate')}/"}


def _letters(house: Community, steward: Person, member: Person, *, at: datetime) -> dict[str, str]:
    """What letters lead to: no more invitations, no trust, a parent's consent."""
    Invitation.objects.create(
        community=house, way="mail", key="mailedkey", code="mailedco", made_by=steward, made_at=at,
        ends_at=at + timedelta(days=30),
    )  # fmt: skip
    contact = TrustedContact.objects.create(
        person=member, name="Urbain", phone="0470 12 34 56", email="urbain@example.org", named_at=at, told_at=at
    )
    child = rows.person("Virginie", adult_on=at.date() + timedelta(days=400))
    parent = signing.dumps([str(child.pk), str(child.adult_on)], salt="entraide.parent")
    return {"refuse_trust": f"/trusted/{contact.key}/", "parent": f"/parent/{parent}/"}


def _attested(house: Community, steward: Person, member: Person, newcomer: Person, *, at: datetime) -> None:
    """The member is known by their papers, once was a first-aider and asks for an address; so does somebody new."""
    Attestation.objects.create(
        person=member, community=house, kind="identity", seen_where="Au local, le samedi", attested_by=steward,
        attested_at=at, valid_until=at.date() + timedelta(days=20),
    )  # fmt: skip
    Attestation.objects.create(
        person=member, community=house, kind="first_aid", attested_by=steward, attested_at=at - timedelta(days=500),
        valid_until=at.date() - timedelta(days=10), ended_at=at, ended_how="revoked", ended_by=steward,
        ended_why="Le brevet est à refaire.",
    )  # fmt: skip
    for who in (member, newcomer):
        AttestationRequest.objects.create(
            person=who, community=house, kind="address", words="Je suis chez moi le soir, après 18 h.", asked_at=at
        )
    AttestationRequest.objects.create(
        person=member, community=house, kind="driving", asked_at=at, settled_at=at, settled_by=steward,
        outcome="declined", answer="Venez avec le permis lui-même.",
    )  # fmt: skip


def _moves(house: Community, steward: Person, member: Person, *, at: datetime) -> None:
    """The community's file is made; and somebody came along with it under the member's address."""
    Departure.objects.create(
        community=house, asked_by=steward, asked_at=at, due_at=at, sealed_for="age1", made_at=at, size=123_456,
        ends_at=at + timedelta(days=7), fingerprint="abcd 0123 4567 89ef",
    )  # fmt: skip
    Arrival.objects.create(
        community=house, person=member, stand_in=rows.person("Zoltan", is_active=False), arrived_at=at
    )
