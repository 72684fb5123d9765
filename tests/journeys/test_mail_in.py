"""Answering by mail: the letter leaves to a real mail server, the answer comes to ours, and stands in the conversation, once."""

import asyncio
import signal
import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.db import connection
from PIL import Image
from tests.cast import NOW
from tests.conftest import Clock
from tests.journeys.exchanging import promised
from tests.journeys.letterbox import Letterbox, letterbox
from tests.journeys.processes import dying_at, end_of, start
from tests.journeys.talk import house_with, thread_of

from entraide.adapters.mail.received import read_mail
from entraide.console.mail_in import receiver
from entraide.journeys.block_person import block_person
from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.receive_mail import MOST_TOLD_A_DAY, receive_mail
from entraide.journeys.refusals import Refusal
from entraide.journeys.reply_by_mail import read_reply_address, reply_address
from entraide.journeys.show_photo import ask_photo
from entraide.journeys.write_to import write_to
from entraide.records.conversations.models import Message, MessagePhoto, ReceivedMail, Thread
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

__all__ = ["letterbox"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
HOST = "reply.example.org"


@pytest.fixture(autouse=True)
def _can_be_answered(settings: LazySettings) -> None:
    settings.MAIL_IN_HOST = HOST


class Door:
    """Our own door for mail, on a free port, and the mail server in front of it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def bring(self, mail: EmailMessage, *, to: str, sender: str | None = None) -> tuple[int, bytes]:
        """Bring a mail as the mail server in front does; what it is told, with the code that says whether it is to try again."""
        with smtplib.LMTP("127.0.0.1", self.port, local_hostname="mx.example.org") as server:
            try:
                server.send_message(mail, from_addr=str(mail["From"]) if sender is None else sender, to_addrs=[to])
            except smtplib.SMTPRecipientsRefused as refused:
                return refused.recipients[to]
            except smtplib.SMTPDataError as refused:
                return refused.smtp_code, bytes(refused.smtp_error)
        return 250, b""


@pytest.fixture
def door(db: None) -> Iterator[Door]:
    """Our door, in a thread of its own."""
    loop = asyncio.new_event_loop()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = loop.run_until_complete(loop.create_server(receiver(), host="127.0.0.1", port=port))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield Door(port)
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def talk(now: datetime = NOW) -> tuple[Person, Person, Thread]:
    """Ginette has written to Bruno; both have an address."""
    _, people = house_with()
    ginette, bruno = people["Ginette"], people["Bruno"]
    return ginette, bruno, write_to(writer=ginette, other=bruno, words="Samedi à 9 h, ça vous va ?", now=now)


def answer(by: Person, words: str, *, identity: str = "<1@mail.example.org>", **headings: str) -> EmailMessage:
    """A mail as somebody's program writes it."""
    mail = EmailMessage()
    mail["From"] = headings.pop("From", f"{by.first_name} <{by.email}>")
    mail["Subject"], mail["Message-ID"] = "Re: Ginette vous a écrit", identity
    for name, value in headings.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(words)
    return mail


def said_in(thread: Thread) -> list[str]:
    return list(Message.objects.filter(thread=thread).order_by("said_at", "id").values_list("words", flat=True))


def test_a_letter_leaves_and_its_answer_is_a_message_that_the_other_hears_of(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox, door: Door
) -> None:
    ginette, bruno, thread = talk()
    run_worker()
    ((to, letter),) = letterbox.letters
    assert to == [bruno.email]
    address = str(letter["Reply-To"])
    assert address.endswith(f"@{HOST}")
    plain = letter.get_body(("plain",))
    assert plain is not None
    quoted = "".join(f"> {line}\n" for line in plain.get_content().splitlines())
    clock.pass_by(minutes=5)
    mail = answer(bruno, f"Oui, volontiers !\n\nLe mer. 4 mars 2026 à 09:12, Ixelles <{address}> a écrit :\n\n{quoted}")
    assert door.bring(mail, to=address) == (250, b"")
    assert said_in(thread) == ["Samedi à 9 h, ça vous va ?", "Oui, volontiers !"]
    run_worker()
    assert [receivers for receivers, _ in letterbox.letters] == [[bruno.email], [ginette.email]]
    html = letterbox.letters[1][1].get_body(("html",))
    assert html is not None
    assert "Oui, volontiers" in html.get_content()


def test_the_same_mail_brought_again_is_one_message(clock: Clock, door: Door) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    for _ in range(3):
        assert door.bring(answer(bruno, "Oui"), to=address)[0] == 250
        clock.pass_by(hours=1)
    assert said_in(thread)[1:] == ["Oui"]
    assert door.bring(answer(bruno, "Oui", identity="<2@mail.example.org>"), to=address)[0] == 250
    assert said_in(thread)[1:] == ["Oui", "Oui"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_on_the_way_a_mail_is_brought_again_and_there_once(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed before it is committed nothing is there; killed after, before the answer, it is known when it comes again."""
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    mail = read_mail(answer(bruno, "Oui").as_bytes())

    def take() -> None:
        receive_mail(mail=mail, address=address, now=clock.now)

    def take_and_answer() -> None:
        take()
        from tests.journeys import processes

        processes.die()

    with monkeypatch.context() as for_the_first:
        if moment == "before":
            dying_at(for_the_first, "entraide.records.conversations.changes.settle_mail", call=1, after=True)
        work = take if moment == "before" else take_and_answer
        assert end_of(start(work)) == -signal.SIGKILL
    assert len(said_in(thread)) == (1 if moment == "before" else 2)
    assert end_of(start(take)) == 0
    assert said_in(thread)[1:] == ["Oui"]


def test_two_that_bring_the_same_mail_at_once_bring_one(clock: Clock) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    mail = read_mail(answer(bruno, "Oui").as_bytes())
    processes = [start(lambda: receive_mail(mail=mail, address=address, now=clock.now)) for _ in range(4)]
    assert [end_of(process) for process in processes] == [0, 0, 0, 0]
    assert said_in(thread)[1:] == ["Oui"]


def test_a_made_up_address_is_refused_at_the_door(clock: Clock, door: Door) -> None:
    ginette, bruno, thread = talk()
    good = reply_address(person=bruno, thread=thread, now=clock.now)
    local = good.split("@")[0]
    of_ginette = reply_address(person=ginette, thread=thread, now=clock.now)
    seal = of_ginette.split("@")[0].rsplit(".", 1)[1]
    last = "b" if local[-1] != "b" else "c"
    for forged in (
        f"{local[:-1]}{last}@{HOST}",
        f"{local.rsplit('.', 1)[0]}.{seal}@{HOST}",
        f"{local.rsplit('.', 1)[0]}.@{HOST}",
        f"{local}@elsewhere.example.org",
        f"r+{thread.code}.{bruno.code}@{HOST}",
        f"r+a.b.c.d@{HOST}",
        f"r+a.b.٣٣.d@{HOST}",
        f"postmaster@{HOST}",
    ):
        with pytest.raises(Refusal):
            read_reply_address(address=forged, now=clock.now)
    code, words = door.bring(answer(bruno, "Oui"), to=f"{local[:-1]}{last}@{HOST}")
    assert code == 550
    assert b"on the site" in words
    assert said_in(thread) == ["Samedi à 9 h, ça vous va ?"]


def test_a_mail_from_somebody_else_is_refused_even_at_the_right_address(clock: Clock, door: Door) -> None:
    ginette, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    for mail in (
        answer(ginette, "C'est moi, Bruno"),
        answer(bruno, "Moi", From=f"Bruno <{bruno.email}>, Eve <eve@example.org>"),
        answer(bruno, "Moi", From="Bruno"),
    ):
        code, words = door.bring(mail, to=address, sender="eve@example.org")
        assert (code, b"5.7.1" in words) == (550, True)
    assert len(said_in(thread)) == 1


def test_what_our_own_mail_server_found_forged_is_refused(clock: Clock) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    forged = answer(bruno, "Oui", Authentication_Results="mx.example.org; dmarc=fail header.from=example.org")
    with pytest.raises(Refusal, match="forged"):
        receive_mail(mail=read_mail(forged.as_bytes(), trusted_server="mx.example.org"), address=address, now=clock.now)
    # What anybody else says about it says nothing, for anybody can write it.
    said = receive_mail(mail=read_mail(forged.as_bytes()), address=address, now=clock.now)
    assert said.outcome == "taken"


def test_an_address_serves_for_a_year_and_in_capitals_too(clock: Clock) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    assert read_reply_address(address=address.upper(), now=clock.pass_by(days=360)) == (bruno, thread)
    with pytest.raises(Refusal, match="unknown_address"):
        read_reply_address(address=address, now=clock.pass_by(days=60))


@pytest.mark.parametrize(
    "headings",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<l.example.org>"},
        {"Return_Path": "<>"},
    ],
)
def test_what_a_program_writes_by_itself_leads_to_nothing(clock: Clock, door: Door, headings: dict[str, str]) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    assert door.bring(answer(bruno, "Je suis en congé", **headings), to=address)[0] == 250
    assert len(said_in(thread)) == 1
    assert not Notice.objects.filter(kind="mail_not_taken").exists()


def test_an_absence_without_any_heading_is_known_by_its_subject(clock: Clock, door: Door) -> None:
    _, bruno, thread = talk()
    mail = answer(bruno, "Je suis en congé")
    mail.replace_header("Subject", "Réponse automatique : Ginette vous a écrit")
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    assert door.bring(mail, to=address)[0] == 250
    assert door.bring(answer(bruno, "Échec"), to=address, sender="")[0] == 250
    assert len(said_in(thread)) == 1


def test_what_cannot_be_taken_is_told_in_a_letter_that_leads_to_the_page(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox, door: Door
) -> None:
    ginette, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    block_person(person=ginette, other=bruno, now=clock.now)
    assert door.bring(answer(bruno, "Bonjour ?"), to=address)[0] == 250
    assert door.bring(answer(bruno, "Bonjour ?"), to=address)[0] == 250
    assert len(said_in(thread)) == 1
    run_worker()
    deliver_letters(now=clock.now)
    told = [letter for to, letter in letterbox.letters if "mail" in str(letter["Subject"])]
    assert len(told) == 1
    assert told[0]["Reply-To"] is None
    assert told[0]["Auto-Submitted"] == "auto-generated"
    for number in range(9):
        door.bring(answer(bruno, "> rien", identity=f"<{number}@x.example.org>"), to=address)
    assert Notice.objects.filter(kind="mail_not_taken").count() == MOST_TOLD_A_DAY


def test_a_photo_comes_by_mail_only_where_it_was_asked_for(clock: Clock, door: Door) -> None:
    ginette, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    file = BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")

    def with_photo(words: str, number: int) -> EmailMessage:
        mail = answer(bruno, words, identity=f"<{number}@p.example.org>")
        mail.add_attachment(file.getvalue(), maintype="image", subtype="png", filename="velo.png")
        return mail

    door.bring(with_photo("Voici mon vélo", 1), to=address)
    assert not MessagePhoto.objects.exists()
    assert Notice.objects.filter(kind="files_left_out", person=bruno).count() == 1
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein, vu de près ?", now=clock.pass_by(minutes=3))
    door.bring(with_photo("Le frein arrière", 2), to=address)
    photo = MessagePhoto.objects.get()
    assert photo.message.words == "Le frein arrière"
    assert said_in(thread)[1:] == ["Voici mon vélo", "Le frein, vu de près ?", "Le frein arrière"]


def test_a_thread_of_a_forum_is_answered_too_by_who_may_write_there(clock: Clock, door: Door) -> None:
    house, people = house_with()
    thread = thread_of(people["Els"], house)
    address = reply_address(person=people["Bruno"], thread=thread, now=clock.now)
    door.bring(answer(people["Bruno"], "Faites un devis"), to=address)
    outside = reply_address(person=people["Daan"], thread=thread, now=clock.now)
    door.bring(answer(people["Daan"], "Moi aussi"), to=outside)
    assert said_in(thread)[1:] == ["Faites un devis"]
    assert ReceivedMail.objects.get(person=people["Daan"]).outcome == "not_member"


def test_trouble_of_ours_is_told_as_later(clock: Clock, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    _, bruno, thread = talk()
    address = reply_address(person=bruno, thread=thread, now=clock.now)
    with monkeypatch.context() as broken:
        broken.setattr("entraide.journeys.receive_mail.receive_mail", lambda **_: 1 / 0)
        assert door.bring(answer(bruno, "Oui"), to=address)[0] == 451
    assert door.bring(answer(bruno, "Oui"), to=address)[0] == 250
    assert len(said_in(thread)) == 2


def test_whoever_has_no_address_of_their_own_is_not_written_to_so(clock: Clock, settings: LazySettings) -> None:
    _, bruno, thread = talk()
    bruno.email = "x@sans-adresse.invalid"
    assert reply_address(person=bruno, thread=thread, now=clock.now) == ""
    settings.MAIL_IN_HOST = ""
    bruno.email = "bruno@example.org"
    assert reply_address(person=bruno, thread=thread, now=clock.now) == ""
    assert connection.vendor


def test_the_letters_of_an_exchange_are_answered_in_its_conversation(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox, door: Door
) -> None:
    two = promised()
    run_worker()
    answered = [letter for to, letter in letterbox.letters if letter["Reply-To"]]
    assert answered
    for number, letter in enumerate(answered):
        by = two.asker if two.asker.email in str(letter["To"]) else two.helper
        mail = answer(by, f"Bien reçu {number}", identity=f"<{number}@mail.example.org>")
        assert door.bring(mail, to=str(letter["Reply-To"]))[0] == 250
    assert said_in(two.exchange.thread)[-len(answered) :] == [f"Bien reçu {number}" for number in range(len(answered))]
