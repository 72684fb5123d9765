"""What a page needs to stay live: where its stream is, and where it asks for what came since. Every pass is made here.

Give a page `live_of(…)` as `live`, include web/parts/live.html in the list item after the last line, and the script live.js.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from entraide.logic.watching import key_of, write_pass
from entraide.records.conversations.models import Message, Thread
from entraide.records.conversations.paging import mark_of
from entraide.records.people.models import Person
from entraide.records.stirs.queries import topic_of_thread


@dataclass(frozen=True)
class Live:
    """The address of the stream, and of what came since the page was made."""

    stream: str
    since: str


def live_of(viewer: Person, *, thread: Thread, stirred: int, latest: Message | None, now: datetime) -> Live:
    """How the page of a thread stays live for somebody who may read it. `latest`: the last message that it shows.

    `stirred`: the number of the thread's latest stir (records.stirs), looked up before its messages.
    """
    topic = topic_of_thread(thread.code)
    passed = write_pass(topic=topic, person=viewer.pk.hex, now=now, key=key_of(secret=settings.SECRET_KEY))
    mark = mark_of(latest.said_at, latest.pk) if latest else mark_of(datetime.fromtimestamp(0, UTC), UUID(int=0))
    return Live(
        stream=f"{settings.LIVE_ADDRESS}{passed}?since={stirred}",
        since=reverse("thread_since", args=[thread.code, mark]),
    )
