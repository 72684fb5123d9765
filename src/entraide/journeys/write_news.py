"""Write news: the letter of a notice that is about no post, and whether it still is news when the letter leaves."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.adapters.mail.letters import NewsLetter, Quote
from entraide.journeys.stop_mail import stop_key
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Message
from entraide.records.notices.models import Notice
from entraide.records.notices.queries import told_by

# More messages than these are counted, and read on the page.
MOST_QUOTES = 10
# The kinds of which the mail holds what was said.
_WITH_WORDS = frozenset({"message", "reply", "thread"})


def letter_of_news(notice: Notice) -> NewsLetter:
    """The letter of a notice that is about no post; of a conversation, with what was said in it."""
    person = notice.person
    said = list(_said(notice)) if notice.kind in _WITH_WORDS else []
    with translation.override(person.language):
        gone = _("Quelqu'un qui est parti")
    return NewsLetter(
        identity=f"notice-{notice.pk}",
        to=person.email,
        language=person.language,
        first_name=person.first_name,
        told=told_by([notice])[notice.pk],
        site=settings.ADDRESS,
        settings_address=settings.ADDRESS + reverse("settings"),
        quotes=tuple(Quote(one.writer.first_name if one.writer else gone, one.words) for one in said[:MOST_QUOTES]),
        more=len(said[MOST_QUOTES:]),
        stop_address=settings.ADDRESS + reverse("stop_mail", args=[stop_key(person=person, kind=notice.kind)]),
    )


def is_no_news(notice: Notice) -> bool:
    """Whether the person has read meanwhile what the mail would tell, or it was taken back."""
    return notice.kind in _WITH_WORDS and not _said(notice).exists()


def _said(notice: Notice) -> QuerySet[Message]:
    """What the notice tells of that its person has not read. Facts of a conversation: its `thread`, and `since` when (ISO 8601)."""
    thread_id = UUID(notice.facts["thread"])
    since = datetime.fromisoformat(notice.facts["since"])
    said = conversations.said_to(notice.person, thread_id=thread_id, since=since)
    read_at = conversations.read_until(notice.person, thread_id=thread_id)
    return said.filter(said_at__gt=read_at) if read_at else said
