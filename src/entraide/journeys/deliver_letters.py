"""Deliver letters: mail every notice that has not left, each claimed by one worker and sent under the same Message-ID.

Killed between the mail server's "accepted" and our note of it, a letter may leave twice, with the same Message-ID, which
mail programs show once. Killed anywhere else it leaves once.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from entraide.adapters.mail.about_post import AboutPost
from entraide.adapters.mail.answerer_letters import (
    ChangedLetter,
    ChosenLetter,
    NotChosenLetter,
    UnansweredLetter,
    WithdrawnLetter,
)
from entraide.adapters.mail.ask_letter import AskLetter, addresses_of_answers
from entraide.adapters.mail.letter import Letter
from entraide.adapters.mail.news_letters import DigestLetter, NewsLetter
from entraide.adapters.mail.post import send_letter
from entraide.adapters.mail.writer_letters import AnswerLetter, FitsLetter, NobodyLetter, RefiledLetter, SearchLetter
from entraide.journeys.reply_by_mail import reply_address
from entraide.journeys.stop_mail import stop_key
from entraide.journeys.write_news import is_no_news, letter_of_news
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks import queries as asks
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import talk_about
from entraide.records.mandates.queries import mail_address_of
from entraide.records.notices import changes, queries
from entraide.records.notices.models import Notice

logger = logging.getLogger(__name__)


MOST_AT_ONCE = 500
# A letter that nobody could take for so long would be no news any more.
GIVEN_UP_AFTER = timedelta(days=3)


class LettersLeft(RuntimeError):
    """Some letters could not be handed over; they are tried again later."""


def deliver_letters(
    *, now: datetime, post_id: UUID | None = None, about: UUID | None = None, made_before: datetime | None = None
) -> int:
    """Mail the notices of one post, or about one other thing, or all that were made before a moment and still wait; how many left.

    What has been settled meanwhile is not mailed any more. Raises LettersLeft when some could not be sent.
    """
    sent = failed = 0
    waiting = queries.to_mail(
        now=now, post_id=post_id, about=about, made_before=made_before, made_after=now - GIVEN_UP_AFTER
    )
    for bundle in _bundles(waiting[:MOST_AT_ONCE]):
        over = [notice for notice in bundle if is_over(notice) or not mail_address_of(notice.person, today=now.date())]
        changes.keep_from_mail(notices=over)
        current = [notice for notice in bundle if notice not in over]
        # Whoever claims the first of a bundle has the whole.
        if not current or not changes.claim(notice=current[0], at=now):
            continue
        try:
            send_letter(_letter_of_all(current, now=now), **house_of(current))
        except Exception as error:
            # One letter that cannot be written or sent must not hold up the others. In the log the notice's identifier
            # is enough to find it: the address, or what a mail server says about it, is nobody's business there.
            logger.warning("notice %s could not be mailed: %s", current[0].pk, type(error).__name__)
            failed += 1
            if _is_away(error):
                # To try the others would only be to wait for each; the next round takes them all up.
                changes.let_go(notice=current[0])
                break
            # The claim is kept: this letter is tried again when it has grown old, not at once.
            continue
        changes.note_mailed(notices=current, at=now)
        sent += 1
    if failed:
        raise LettersLeft(f"{failed} letters could not be handed over")
    return sent


def _bundles(waiting: Iterable[Notice]) -> Iterator[list[Notice]]:
    """The notices that go in one letter each: by itself, or with all of the same person's that were kept for the same hour."""
    begun: set[tuple[UUID, datetime | None]] = set()
    for notice in waiting:
        if not notice.is_in_digest:
            yield [notice]
        elif (notice.person_id, notice.mail_at) not in begun:
            begun.add((notice.person_id, notice.mail_at))
            yield queries.in_digest_with(notice)


def _letter_of_all(notices: list[Notice], *, now: datetime) -> Letter:
    """The letter of one notice, or the digest of several."""
    letters = [letter_of(notice, now=now) for notice in notices]
    if len(letters) == 1:
        return letters[0]
    person = notices[0].person
    return DigestLetter(
        identity=f"digest-{notices[0].pk}",
        to=mail_address_of(person, today=now.date()),
        language=person.language,
        first_name=person.first_name,
        letters=tuple(letters),
        settings_address=settings.ADDRESS + reverse("settings"),
    )


def _is_away(error: Exception) -> bool:
    """Whether it is the mail server that cannot be reached, and not this one letter that it will not take."""
    return isinstance(error, SMTPServerDisconnected | SMTPConnectError) or (
        isinstance(error, OSError) and not isinstance(error, SMTPException)
    )


def is_over(notice: Notice) -> bool:
    """Whether what the letter would say is not so any more: nobody is asked for what is settled, no change of mind is told."""
    if notice.kind == "ask":
        return (
            notice.ask is None
            or notice.ask.state != "waiting"
            or notice.ask.post.state != "open"
            or notice.ask.post.hidden_at is not None
        )
    if notice.post is None:
        return is_no_news(notice)
    if notice.post.hidden_at and notice.post.writer_id != notice.person_id:
        return True
    if notice.kind == "answer":
        return notice.answer is None or notice.answer.kind == "not_now" or notice.answer.withdrawn_at is not None
    if notice.kind == "refiled":
        return notice.post.filed_by_writer is None or notice.post.state not in ("open", "agreed")
    if notice.kind == "fits":
        return notice.own_post is None or notice.own_post.state != "open" or notice.post.state != "open"
    # How a search goes on is no news when it is over.
    is_of_search = notice.kind in ("wider", "kin", "stewards", "forum", "told", "unanswered", "changed")
    return is_of_search and notice.post.state != "open"


def house_of(notices: list[Notice]) -> dict[str, str]:
    """The name on top and the form of address: the community's, if all are about one."""
    communities = {notice.post.community if notice.post else notice.community for notice in notices}
    community = communities.pop()
    if communities or community is None:
        return {"house": "Entraide"}
    return {
        "house": "Entraide" if community.is_server_wide else community.name,
        "address_form": community.address_form,
    }


def letter_of(notice: Notice, *, now: datetime) -> AboutPost | NewsLetter:
    """The letter that says what the notice is about."""
    post, person = notice.post, notice.person
    if post is None:
        return letter_of_news(notice, now=now)
    page = settings.ADDRESS + reverse("post", args=[post.code])
    about: dict[str, Any] = {
        "identity": f"notice-{notice.pk}",
        "to": mail_address_of(person, today=now.date()),
        "language": person.language,
        "first_name": person.first_name,
        "sentence": post.text,
        "sentence_language": post.language,
        "reading": Reading.from_dict(post.reading),
        "writer": post.writer.first_name,
        "settings_address": settings.ADDRESS + reverse("settings"),
        "now": now.astimezone(ZoneInfo(person.time_zone)),
        "stop_address": settings.ADDRESS + reverse("stop_mail", args=[stop_key(person=person, kind=notice.kind)]),
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
            reply_to=_reply_to(notice, answer_id=notice.answer.pk, now=now),
        )
    if notice.kind == "chosen":
        return ChosenLetter(
            **about,
            reply_to=_reply_to(notice, now=now),
            address=_exchange_page(notice) or page,
        )
    if notice.kind == "refiled":
        return RefiledLetter(**about, address=page)
    if notice.kind == "changed":
        ask = asks.ask_of(person, post=post)
        return ChangedLetter(**about, address=settings.ADDRESS + reverse("ask", args=[ask.key]) if ask else page)
    if notice.kind == "fits" and notice.own_post:
        return FitsLetter(**about, address=page, own_sentence=notice.own_post.text)
    if notice.kind in ("wider", "kin", "stewards", "forum", "told"):
        step = post.steps.filter(step=notice.kind).order_by("-taken_at").first()
        return SearchLetter(**about, address=f"{page}#search", step=notice.kind, step_facts=step.facts if step else {})
    if notice.kind == "unanswered":
        return UnansweredLetter(**about, address=page)
    board = settings.ADDRESS + reverse("board")
    if notice.kind == "not_chosen":
        return NotChosenLetter(**about, address=board)
    if notice.kind == "nobody":
        return NobodyLetter(**about, address=page)
    return WithdrawnLetter(**about, address=board)


def _exchange_page(notice: Notice) -> str:
    """Where what was chosen goes on; "" where there is no exchange."""
    begun = Exchange.objects.filter(answer=notice.answer).first() if notice.answer else None
    return settings.ADDRESS + reverse("exchange", args=[begun.code]) if begun else ""


def _reply_to(notice: Notice, *, now: datetime, answer_id: UUID | None = None) -> str:
    """Where the letter is answered: in the conversation of the exchange that it is about; "" while there is none."""
    thread = talk_about(notice.person, post=notice.post, answer_id=answer_id) if notice.post else None
    return reply_address(person=notice.person, thread=thread, now=now) if thread else ""
