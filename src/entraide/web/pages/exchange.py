"""/e/<code>/: an exchange between two people: what is promised, the one next step, and their conversation, set like a play."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.read_thread import read_thread
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Message
from entraide.records.conversations.paging import Stretch, stretch_of
from entraide.records.exchanges import queries
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.stirs.queries import stirs_of, topic_of_thread
from entraide.web.access import for_people
from entraide.web.credits import credits_of
from entraide.web.euros import euros_of
from entraide.web.exchange_told import ExchangeTold, StageLine, told_of
from entraide.web.forms.talk import SaidWords
from entraide.web.limits import is_too_often
from entraide.web.live import live_of
from entraide.web.pages.errors import too_often
from entraide.web.pages.thread import WRITES_A_MINUTE, Viewing
from entraide.web.play import Line, lines_of, places_of
from entraide.web.rings import ring_of
from entraide.web.saying import say_in
from entraide.web.visitor import speak_as_in
from entraide.wording.promises import problem_outcome_words, problem_words

A_PAGE = 50


@dataclass(frozen=True)
class PlayLine:
    """One line of the play: a message, or what the platform noted."""

    message: Line | None = None
    stage: StageLine | None = None


def find_exchange(viewer: Person, code: str) -> Exchange:
    """The exchange at this address; the page speaks as people do in its community. Raises Http404 if the viewer may not read it."""
    found = queries.exchange_for(viewer, code)
    if found is None:
        raise Http404
    speak_as_in(found.community)
    return found


def find_own(viewer: Person, code: str) -> Exchange:
    """The same for one of the two alone."""
    found = find_exchange(viewer, code)
    if not queries.is_party(found, viewer):
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("exchange")
def exchange(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The exchange; a POST writes to the other. ?before= and ?after= go through a long conversation."""
    if request.method == "POST":
        return _write(request, viewer, code=code)
    return exchange_page(request, viewer, find_exchange(viewer, code))


def exchange_page(
    request: HttpRequest,
    viewer: Person,
    found: Exchange,
    *,
    said: SaidWords | None = None,
    error: str = "",
    thanks: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of an exchange; with what was just sent, and what is to be mended about it."""
    now = timezone.now()
    told = told_of(viewer, exchange=found, now=now)
    stirred = stirs_of(topic_of_thread(found.code)) if told.is_party else 0
    asked = request.GET
    shown: Stretch[Message] = stretch_of(
        conversations.messages_of(found.thread, viewer=None),
        by="said_at",
        most=A_PAGE,
        after_mark=asked.get("after", ""),
        before_mark=asked.get("before", ""),
        is_latest="after" not in asked,
    )
    seeing = _viewing(found, viewer, told, has_messages=bool(shown.rows))
    if told.is_party and shown.rows:
        read_thread(person=viewer, thread=found.thread, so_far=seeing.part, until=shown.rows[-1].said_at, now=now)
    latest = shown.rows[-1] if shown.rows else None
    context: dict[str, Any] = {
        "house": found.community,
        "section": "mine",
        "exchange": found,
        "thread": found.thread,
        "told": told,
        "seeing": seeing,
        "play": _play(lines_of(shown.rows, viewer=viewer, now=now, thread=found.thread), told.stages, shown),
        "places": places_of(viewer, thread=found.thread) if told.is_party and found.is_promised else None,
        "earlier": shown.earlier,
        "later": shown.later,
        "said": said,
        "error": error,
        "thanks_words": thanks,
        "euros": euros_of(viewer, found),
        "ring": ring_of(viewer, found),
        "credits": credits_of(viewer, found),
        "problem_kind": problem_words(told.last_problem.kind) if told.last_problem else "",
        "problem_outcome": problem_outcome_words(told.last_problem.outcome)
        if told.last_problem and told.last_problem.outcome
        else "",
        "live": live_of(viewer, thread=found.thread, stirred=stirred, latest=latest, now=now)
        if told.is_party and not shown.later
        else None,
    }
    return render(request, "web/exchange.html", context, status=422 if said or error else status)


def _viewing(found: Exchange, viewer: Person, told: ExchangeTold, *, has_messages: bool) -> Viewing:
    """Who looks at the conversation, and whether they can write in it."""
    if not told.is_party:
        return Viewing(viewer, tends=True, shut="closed")
    other = told.other
    is_shut = other is None or not other.is_active or getattr(found, "is_apart", False)
    part = conversations.participation_of(viewer, thread=found.thread) if has_messages else None
    return Viewing(viewer, part=part, other=other, is_inside=True, shut="apart" if is_shut else "")


def _play(lines: Sequence[Line], stages: Sequence[StageLine], shown: Stretch[Message]) -> list[PlayLine]:
    """Messages and what was noted, in order of time; on a page of a long conversation, what was noted during it."""
    first = lines[0].message.said_at if lines and shown.earlier else None
    last = lines[-1].message.said_at if lines and shown.later else None
    noted = [one for one in stages if (first is None or one.at >= first) and (last is None or one.at <= last)]
    play = [(line.message.said_at, 0, PlayLine(message=line)) for line in lines]
    play += [(one.at, 1, PlayLine(stage=one)) for one in noted]
    return [line for _at, _kind, line in sorted(play, key=lambda each: each[:2])]


def _write(request: HttpRequest, viewer: Person, *, code: str) -> HttpResponse:
    found = find_own(viewer, code)
    if is_too_often(request, what="talk", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    message, said = say_in(request, viewer, thread=found.thread)
    if message is None:
        return exchange_page(request, viewer, found, said=said)
    return redirect(f"{reverse('exchange', args=[code])}#m-{message.pk.hex}")
