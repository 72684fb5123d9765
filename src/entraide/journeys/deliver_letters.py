"""Deliver letters: mail every notice that has not left, each claimed by one worker and sent under the same Message-ID.

Killed between the mail server's "accepted" and our note of it, a letter may leave twice, with the same Message-ID, which
mail programs show once. Killed anywhere else it leaves once.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from entraide.adapters.mail.letters import (
    AnswerLetter,
    AskLetter,
    ChosenLetter,
    Letter,
    NobodyLetter,
    NotChosenLetter,
    WithdrawnLetter,
    addresses_of_answers,
)
from entraide.adapters.mail.post import send_letter
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks import queries as asks
from entraide.records.notices import changes, queries
from entraide.records.notices.models import Notice

logger = logging.getLogger(__name__)


class LettersLeft(RuntimeError):
    """Some letters could not be handed over; they are tried again later."""


def deliver_letters(*, now: datetime, post_id: UUID | None = None, made_before: datetime | None = None) -> int:
    """Mail the notices of one post, or all that were made before a moment and still wait; how many left.

    Raises LettersLeft when some could not be sent."""
    sent = failed = 0
    for notice in queries.to_mail(post_id=post_id, made_before=made_before)[:500]:
        if not changes.claim(notice=notice, at=now):
            continue
        try:
            send_letter(letter_of(notice, now=now), house=_house(notice))
        except (OSError, SMTPException) as error:
            # The address is nobody's business in a log: the notice's identifier is enough to find it.
            logger.warning("notice %s could not be mailed: %s", notice.pk, type(error).__name__)
            changes.let_go(notice=notice)
            failed += 1
            continue
        changes.note_mailed(notice=notice, at=now)
        sent += 1
    if failed:
        raise LettersLeft(f"{failed} letters could not be handed over")
    return sent


def _house(notice: Notice) -> str:
    return "Entraide" if notice.post.community.is_server_wide else notice.post.community.name


def letter_of(notice: Notice, *, now: datetime) -> Letter:
    """The letter that says what the notice is about."""
    post, person = notice.post, notice.person
    page = settings.ADDRESS + reverse("post", args=[post.code])
    about: dict[str, Any] = {
        "identity": f"notice-{notice.pk}",
        "to": person.email,
        "language": person.language,
        "first_name": person.first_name,
        "sentence": post.text,
        "sentence_language": post.language,
        "reading": Reading.from_dict(post.reading),
        "writer": post.writer.first_name,
        "settings_address": settings.ADDRESS + reverse("settings"),
        "now": now.astimezone(ZoneInfo(person.time_zone)),
    }
    if notice.kind == "ask" and notice.ask:
        base = settings.ADDRESS + reverse("ask", args=[notice.ask.key])
        lately = asks.asked_since(person_ids=[person.pk], since=notice.ask.asked_at - timedelta(days=7))
        return AskLetter(
            **about,
            address=base,
            because=notice.ask.because,
            distance_km=notice.ask.distance_km,
            answer_addresses=addresses_of_answers(base),
            asked_this_week=max(1, len(lately)),
            most_a_week=person.asks_per_week,
        )
    if notice.kind == "answer" and notice.answer:
        return AnswerLetter(
            **about,
            address=page,
            answerer=notice.answer.person.first_name,
            answer=notice.answer.kind,
            words=notice.answer.words,
        )
    if notice.kind == "chosen":
        return ChosenLetter(**about, address=page, writer_email=post.writer.email)
    board = settings.ADDRESS + reverse("board")
    if notice.kind == "not_chosen":
        return NotChosenLetter(**about, address=board)
    if notice.kind == "nobody":
        return NobodyLetter(**about, address=page)
    return WithdrawnLetter(**about, address=board)
