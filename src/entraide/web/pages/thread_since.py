"""/t/<code>/since/<mark>/: what was said in a thread since a message, for a page that is open (live.js), as JSON.

`lines` is the HTML of the lines, `said` one sentence for those who hear the page, `live` and `since` the addresses to go on with.
Access is decided anew each time: a stream only ever said that something is new.
"""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from entraide.journeys.read_thread import read_thread
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Message
from entraide.records.conversations.paging import after, mark_of, read_mark
from entraide.records.people.models import Person
from entraide.records.stirs.queries import stirs_of, topic_of_thread
from entraide.web.access import for_people
from entraide.web.limits import is_too_often
from entraide.web.live import live_of
from entraide.web.pages.thread import viewing
from entraide.web.play import lines_of
from entraide.web.visitor import speak_as_in
from entraide.wording.counts import figures

# Of a whole household, or of a meeting in one room.
LOOKS_A_MINUTE = 600
MOST_LINES = 50
# Two who write at once may be kept in another order than they are timed: the page knows which lines it has.
_LOOKS_BACK = timedelta(minutes=1)


@require_GET
@never_cache
@for_people("thread")
def thread_since(request: HttpRequest, person: Person, code: str, mark: str) -> HttpResponse:
    """The lines after the mark, and the last minute's before it."""
    place = read_mark(mark)
    found = conversations.thread_for(person, code=code)
    if place is None or found is None:
        raise Http404
    if is_too_often(request, what="live", most=LOOKS_A_MINUTE, seconds=60):
        return JsonResponse({}, status=429)
    seeing = viewing(found, person)
    if not seeing.is_inside:
        raise Http404
    speak_as_in(found.community)
    stirred = stirs_of(topic_of_thread(found.code))
    rows = conversations.messages_of(found, viewer=person if found.kind == "forum" else None)
    said: list[Message] = list(after(rows, mark_of(place[0] - _LOOKS_BACK, place[1]), by="said_at")[:MOST_LINES])
    now = timezone.now()
    if said:
        read_thread(person=person, thread=found, so_far=seeing.part, until=said[-1].said_at, now=now)
    lines = lines_of(said, viewer=person, now=now, thread=found)
    fresh = [line.message for line in lines if not line.is_mine and (line.message.said_at, line.message.pk) > place]
    context = {"thread": found, "seeing": seeing, "house": found.community}
    last = max(((one.said_at, one.pk, one) for one in said), default=None)
    live = live_of(person, thread=found, stirred=stirred, latest=last[2] if last else None, now=now)
    return JsonResponse(
        {
            "lines": "".join(
                render_to_string("web/parts/play_line.html", {**context, "line": line}, request=request)
                for line in lines
            ),
            "said": _said(fresh),
            "live": live.stream,
            "since": live.since if last and last[:2] > place else request.path,
        }
    )


def _said(fresh: list[Message]) -> str:
    """That others wrote, in one sentence; "" if nobody did."""
    if not fresh:
        return ""
    if len(fresh) == 1 and fresh[0].writer:
        return _("Nouveau message de %(name)s.") % {"name": fresh[0].writer.first_name}
    return ngettext("%(n)s nouveau message.", "%(n)s nouveaux messages.", len(fresh)) % {"n": figures(len(fresh))}
