"""Receive a mail: what somebody answers to a letter becomes their message in the conversation that the letter was about.

Two proofs are needed: the signed address, which only they were sent, and that the mail comes from their own address. Once it is
committed, the same mail brought again is the same message. What a program wrote by itself is not answered and leads to nothing,
so that two programs never write to each other; what cannot be taken is told to the person, a few times a day at most.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from entraide.adapters.mail.received import Arrived
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.reply_by_mail import read_reply_address
from entraide.journeys.show_photo import LONGEST_CAPTION, show_photo
from entraide.journeys.when_to_mail import mailing
from entraide.journeys.write_message import write_message
from entraide.logic.talking.replies import words_of_reply
from entraide.records.conversations import changes
from entraide.records.conversations.models import Thread
from entraide.records.conversations.showing import open_photo_requests
from entraide.records.notices import changes as notices
from entraide.records.notices.queries import told_since
from entraide.records.people.models import Person
from entraide.wording.mail_marks import lines_to_answer_above

# For so long the same mail is known again: longer than any mail server tries.
MAILS_KNOWN = timedelta(days=30)
MOST_TOLD_A_DAY = 4
MAIL_KINDS = ("mail_not_taken", "files_left_out")


@dataclass(frozen=True)
class Receipt:
    """What became of a mail: `taken`, `automatic` (nothing was), or the code of why it could not be taken; and the message."""

    outcome: str
    message_id: UUID | None = None


def receive_mail(*, mail: Arrived, address: str, now: datetime) -> Receipt:
    """Receive the mail that came for this address at the aware moment `now`; it may be a moment that others have written in.

    Raises Refusal where whoever brings it is to say no: unknown_address, wrong_sender (it is not from the person's own address),
    forged (our mail server says so). Anything else is settled here, and told to the person.
    """
    person, thread = read_reply_address(address=address, now=now)
    if mail.is_automatic:
        return Receipt("automatic")
    if mail.is_forged:
        raise Refusal("forged")
    if mail.senders != (person.email.lower(),):
        raise Refusal("wrong_sender")
    digest = sha256(f"{mail.identity}\0{thread.pk}\0{person.pk}".encode()).hexdigest()
    with transaction.atomic():
        received, is_new = changes.take_mail(digest=digest, person=person, thread=thread, at=now)
        if not is_new:
            return Receipt(received.outcome, received.message_id)
        receipt, is_all = _take(mail, person=person, thread=thread, now=now)
        changes.settle_mail(mail=received, outcome=receipt.outcome)
        if receipt.message_id:
            received.message_id = receipt.message_id
            received.save(update_fields=["message"])
        if receipt.outcome != "taken":
            _tell(person, thread, kind="mail_not_taken", code=receipt.outcome, now=now)
        elif not is_all:
            _tell(person, thread, kind="files_left_out", code="", now=now)
        return receipt


def forget_mails(*, now: datetime) -> int:
    """Forget which mails came in, a month later; how many."""
    with transaction.atomic():
        return changes.forget_mails(before=now - MAILS_KNOWN)


def _take(mail: Arrived, *, person: Person, thread: Thread, now: datetime) -> tuple[Receipt, bool]:
    """Write the message, with the photo that was asked for; and whether everything that came is in it."""
    words = words_of_reply(mail.text, cut_at=lines_to_answer_above())
    is_photo = bool(mail.pictures) and thread.is_private and open_photo_requests(thread, asked=person).exists()
    try:
        with transaction.atomic():
            if is_photo:
                return _take_photo(mail, words, person=person, thread=thread, now=now)
            message = write_message(writer=person, thread_id=thread.pk, words=words, now=now)
            return Receipt("taken", message.pk), not (mail.pictures or mail.has_other_files)
    except Refusal as refusal:
        return Receipt(refusal.code), True


def _take_photo(mail: Arrived, words: str, *, person: Person, thread: Thread, now: datetime) -> tuple[Receipt, bool]:
    """What the photo shows is said by the first line of the mail; a longer one is a message of its own before it."""
    caption = " ".join(words.split())
    if len(caption) > LONGEST_CAPTION:
        write_message(writer=person, thread_id=thread.pk, words=words, now=now)
        caption = ""
    message = show_photo(owner=person, thread_id=thread.pk, picture=mail.pictures[0], words=caption or "…", now=now)
    return Receipt("taken", message.pk), len(mail.pictures) == 1 and not mail.has_other_files


def _tell(person: Person, thread: Thread, *, kind: str, code: str, now: datetime) -> None:
    """Tell the person what became of their mail, at once; not so often that two programs could keep each other busy."""
    if told_since(person, kinds=MAIL_KINDS, since=now - timedelta(days=1)) >= MOST_TOLD_A_DAY:
        return
    happened = happen("mail_left_out", at=now, person_id=person.pk, thread_id=str(thread.pk), code=code or kind)
    notices.tell_of(
        person=person,
        kind=kind,
        about=happened.pk,
        at=now,
        community=thread.community,
        facts={"thread": str(thread.pk), "code": code},
        mailing=mailing(person=person, kind=kind, now=now),
    )
