"""/t/<code>/: one conversation, set like a play: of a forum, or between two members. Whoever may not read it is told there is none."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.change_message import change_message, may_change
from entraide.journeys.close_thread import close_thread
from entraide.journeys.follow_thread import follow_thread
from entraide.journeys.pin_thread import pin_thread
from entraide.journeys.read_thread import read_thread
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_message import withdraw_message
from entraide.records.communities import queries as communities
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import FOLLOWS, Message, Participation, Thread
from entraide.records.conversations.paging import Stretch, stretch_of
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart
from entraide.records.stirs.queries import stirs_of, topic_of_thread
from entraide.web.access import for_people
from entraide.web.forms.talk import SaidWords, read_words
from entraide.web.limits import is_too_often
from entraide.web.live import live_of
from entraide.web.pages.errors import too_often
from entraide.web.play import lines_of
from entraide.web.refusals import refusal_words
from entraide.web.saying import say_in
from entraide.web.visitor import person_of, speak_as_in

A_PAGE = 50
WRITES_A_MINUTE = 20


@dataclass(frozen=True)
class Viewing:
    """Who looks at a thread, and what they may do there. `other`: with whom they speak, in a conversation of two.

    `shut`: why they cannot write there: signed_out, not_member, closed, apart; "" if they can.
    """

    viewer: Person | None
    part: Participation | None = None
    other: Person | None = None
    tends: bool = False
    is_inside: bool = False
    shut: Literal["", "signed_out", "not_member", "closed", "apart"] = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """The thread; a POST writes in it. ?latest shows its end, ?before= and ?after= go on from a mark."""
    if request.method == "POST":
        return _write(request, code=code)
    viewer = person_of(request)
    found = conversations.thread_for(viewer, code=code)
    if found is None:
        return _nothing_here(request, viewer)
    if found.kind == "exchange":
        return redirect(found.get_absolute_url())
    return _page(request, found, viewer=viewer)


def _nothing_here(request: HttpRequest, viewer: Person | None) -> HttpResponse:
    """A visitor may be one of those whom it is for, and is asked to sign in, whatever there is; anybody else finds nothing."""
    if viewer is None:
        return redirect_to_login(request.get_full_path(), login_url=reverse("sign_in"), redirect_field_name="next")
    raise Http404


def _page(request: HttpRequest, found: Thread, *, viewer: Person | None, said: SaidWords | None = None) -> HttpResponse:
    speak_as_in(found.community)
    seeing = viewing(found, viewer)
    # Before the messages: what comes between the two is told of, rather than missed.
    stirred = stirs_of(topic_of_thread(found.code)) if seeing.is_inside else 0
    asked = request.GET
    # Who has read some of it goes on at its end; who is new begins at the beginning.
    goes_on = found.is_private or (seeing.part is not None and seeing.part.read_at is not None)
    is_latest = "latest" in asked or said is not None or (goes_on and "start" not in asked and "after" not in asked)
    shown: Stretch[Message] = stretch_of(
        conversations.messages_of(found, viewer=viewer if found.kind == "forum" else None),
        by="said_at",
        most=A_PAGE,
        after_mark=asked.get("after", ""),
        before_mark=asked.get("before", ""),
        is_latest=is_latest,
    )
    if viewer and shown.rows and (seeing.is_inside or found.is_private):
        read_thread(person=viewer, thread=found, so_far=seeing.part, until=shown.rows[-1].said_at, now=timezone.now())
    now = timezone.now()
    context: dict[str, Any] = {
        "house": found.community,
        "section": "mine" if found.is_private else "forum",
        "thread": found,
        "seeing": seeing,
        "lines": lines_of(shown.rows, viewer=viewer, now=now, thread=found),
        "earlier": shown.earlier,
        "later": shown.later,
        "follows": (seeing.part.follows if seeing.part else "") or "no",
        "ways": FOLLOWS,
        "said": said,
        "fresh_since": seeing.part.read_at if seeing.part else None,
        "live": live_of(viewer, thread=found, stirred=stirred, latest=shown.rows[-1] if shown.rows else None, now=now)
        if viewer and seeing.is_inside and not shown.later
        else None,
    }
    return render(request, "web/thread.html", context, status=422 if said else 200)


def viewing(found: Thread, viewer: Person | None) -> Viewing:
    """Who looks at the thread, which they may read, and what they may do there."""
    if viewer is None:
        return Viewing(None, shut="signed_out")
    if found.is_private:
        parts = conversations.parts_in(found)
        mine = next((part for part in parts if part.person_id == viewer.pk), None)
        other = next((part.person for part in parts if part.person_id != viewer.pk), None)
        is_shut = other is None or not other.is_active or are_apart(viewer, other)
        return Viewing(viewer, part=mine, other=other, is_inside=True, shut="apart" if is_shut else "")
    house = found.community
    assert house is not None
    membership = communities.membership_of(viewer, community=house)
    tends = viewer.is_staff or (membership is not None and membership.is_steward)
    is_inside = house.is_server_wide or tends or membership is not None
    is_closed = found.closed_at is not None or found.hidden_at is not None
    return Viewing(
        viewer,
        part=conversations.participation_of(viewer, thread=found),
        tends=tends,
        is_inside=is_inside,
        shut="closed" if is_closed else "" if is_inside else "not_member",
    )


@for_people("thread")
def _write(request: HttpRequest, person: Person, *, code: str) -> HttpResponse:
    found = _readable(person, code)
    if is_too_often(request, what="talk", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    message, said = say_in(request, person, thread=found)
    if message is None:
        return _page(request, found, viewer=person, said=said)
    return redirect(f"{found.get_absolute_url()}?latest#m-{message.pk.hex}")


def _readable(person: Person, code: str) -> Thread:
    found = conversations.thread_for(person, code=code)
    if found is None:
        raise Http404
    return found


@require_POST
@for_people("thread")
def follow(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """How the person hears of this thread: field `how`."""
    found = _readable(person, code)
    try:
        follow_thread(person=person, thread_id=found.pk, how=request.POST.get("how", ""), now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        messages.success(request, _("C'est noté."))
    return redirect("thread", code=code)


@require_POST
@for_people("thread")
def tend(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Put it on top of its forum, or close it, or undo that: field `action` is pin, unpin, close or reopen."""
    found = _readable(person, code)
    action, now = request.POST.get("action", ""), timezone.now()
    try:
        if action in ("pin", "unpin"):
            pin_thread(steward=person, thread_id=found.pk, is_pinned=action == "pin", now=now)
        elif action in ("close", "reopen"):
            close_thread(steward=person, thread_id=found.pk, is_closed=action == "close", now=now)
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    return redirect("thread", code=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("message")
def message(request: HttpRequest, person: Person, code: str, key: str) -> HttpResponse:
    """One message of one's own: change it within a quarter of an hour, or take it back (POST action=change or withdraw)."""
    found = _readable(person, code)
    mine = _message(person, found, key)
    said: SaidWords | None = None
    if request.method == "POST" and request.POST.get("action") == "withdraw":
        withdraw_message(writer=person, message_id=mine.pk, now=timezone.now())
        messages.success(request, _("Votre message est retiré."))
        return _back_to(found, mine)
    if request.method == "POST":
        said = read_words(request.POST.dict())
        if not said.error:
            try:
                change_message(writer=person, message_id=mine.pk, words=said.words, now=timezone.now())
                return _back_to(found, mine)
            except Refusal as refusal:
                said = SaidWords(said.words, refusal_words(refusal))
    context = {
        "house": found.community,
        "thread": found,
        "message": mine,
        "may_change": may_change(mine, now=timezone.now()),
        "said": said,
        "text": said.words if said else mine.words,
    }
    return render(request, "web/message.html", context, status=422 if said else 200)


def _message(person: Person, found: Thread, key: str) -> Message:
    """The person's own message of this thread, while it stands. Raises Http404 for any other."""
    try:
        one = conversations.message_for(person, key=UUID(key))
    except ValueError:
        one = None
    if one is None or one.thread_id != found.pk or one.writer_id != person.pk or one.withdrawn_at:
        raise Http404
    return one


def _back_to(found: Thread, one: Message) -> HttpResponse:
    """To the place of the message in its thread."""
    mark = conversations.mark_before(one)
    where = f"?after={mark}" if mark else "?start"
    return redirect(f"{found.get_absolute_url()}{where}#m-{one.pk.hex}")
