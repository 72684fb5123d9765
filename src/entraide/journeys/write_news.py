"""Write news: the letter of a notice that is about no post, and whether it still is news when the letter leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.adapters.mail.news_letters import NewsLetter, Quote, Said
from entraide.journeys.receive_mail import MAIL_KINDS
from entraide.journeys.reply_by_mail import reply_address
from entraide.journeys.send_digests import MOST_THREADS
from entraide.journeys.stop_mail import stop_key
from entraide.journeys.tell_exchange import is_over_for
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Message
from entraide.records.exchanges.queries import talk_of_exchange
from entraide.records.notices.models import Notice
from entraide.records.notices.queries import told_by
from entraide.wording.exchange_news import EXCHANGE_KINDS

# More messages than these are counted, and read on the page.
MOST_QUOTES = 10
MOST_QUOTES_OF_EACH = 5
# The kinds of which the mail holds what was said.
_WITH_WORDS = frozenset({"message", "reply", "thread"})


def letter_of_news(notice: Notice, *, now: datetime) -> NewsLetter:
    """The letter of a notice that is about no post; of a conversation, with what was said in it. One of a conversation can be answered."""
    person = notice.person
    return NewsLetter(
        identity=f"notice-{notice.pk}",
        to=person.email,
        language=person.language,
        first_name=person.first_name,
        told=told_by([notice])[notice.pk],
        site=settings.ADDRESS,
        settings_address=settings.ADDRESS + reverse("settings"),
        said=tuple(_all_said(notice)),
        reply_to=_reply_to(notice, now=now),
        stop_address=settings.ADDRESS + reverse("stop_mail", args=[stop_key(person=person, kind=notice.kind)]),
    )


def is_no_news(notice: Notice) -> bool:
    """Whether the person has read meanwhile what the mail would tell, or it was taken back, or is not theirs to read any more."""
    if notice.kind in _WITH_WORDS:
        thread = conversations.thread_with(key=UUID(notice.facts["thread"]))
        if thread is None or thread.hidden_at or not conversations.may_read(notice.person, thread=thread):
            return True
        return not _unread(notice).exists()
    if notice.facts.get("exchange") and notice.kind in EXCHANGE_KINDS:
        return is_over_for(notice)
    return notice.kind == "forum_news" and not any(_all_said(notice))


def _reply_to(notice: Notice, *, now: datetime) -> str:
    """Where the person answers by mail: in the conversation that the notice is about, if they may read it; "" if there is none."""
    if notice.kind in MAIL_KINDS:
        return ""
    thread = None
    if notice.facts.get("thread"):
        thread = conversations.thread_with(key=UUID(notice.facts["thread"]))
    elif notice.facts.get("exchange"):
        thread = talk_of_exchange(UUID(notice.facts["exchange"]))
    may = thread is not None and not thread.closed_at and conversations.may_read(notice.person, thread=thread)
    return reply_address(person=notice.person, thread=thread, now=now) if thread and may else ""


def _all_said(notice: Notice) -> Iterator[Said]:
    """What was said in the conversation that the notice tells of, or in each of a forum's."""
    if notice.kind in _WITH_WORDS:
        yield _quoted(_unread(notice), most=MOST_QUOTES, language=notice.person.language)
    elif notice.kind == "forum_news" and notice.community:
        since = datetime.fromisoformat(notice.facts["since"])
        threads = conversations.threads_with_news(notice.person, community=notice.community, since=since)
        for thread in threads[:MOST_THREADS]:
            said = _quoted(
                conversations.said_to(notice.person, thread_id=thread.pk, since=since),
                most=MOST_QUOTES_OF_EACH,
                language=notice.person.language,
            )
            yield replace(said, subject=thread.subject, address=f"{settings.ADDRESS}/t/{thread.code}/")


def _quoted(messages: QuerySet[Message], *, most: int, language: str) -> Said:
    """The first messages, and how many more there are."""
    with translation.override(language):
        gone = _("Quelqu'un qui est parti")
    first = [Quote(one.writer.first_name if one.writer else gone, one.words) for one in messages[:most]]
    return Said(tuple(first), more=messages.count() - len(first))


def _unread(notice: Notice) -> QuerySet[Message]:
    """What the notice tells of that its person has not read. Facts of a conversation: its `thread`, and `since` when (ISO 8601)."""
    thread_id = UUID(notice.facts["thread"])
    since = datetime.fromisoformat(notice.facts["since"])
    said = conversations.said_to(notice.person, thread_id=thread_id, since=since)
    read_at = conversations.read_until(notice.person, thread_id=thread_id)
    return said.filter(said_at__gt=read_at) if read_at else said
