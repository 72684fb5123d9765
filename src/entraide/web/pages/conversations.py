"""/mine/talks/ and /p/<code>/write/: my conversations with other members, and the first words to somebody."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.refusals import Refusal
from entraide.journeys.write_to import write_to as journey_write_to
from entraide.records.communities import queries as communities
from entraide.records.conversations import queries as conversations
from entraide.records.conversations.models import Thread
from entraide.records.conversations.paging import stretch_of
from entraide.records.people.models import Person
from entraide.records.people.queries import with_page_code
from entraide.web.access import for_people
from entraide.web.forms.talk import SaidWords, read_words
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words

A_PAGE = 30
WRITES_A_MINUTE = 20


@dataclass(frozen=True)
class Talk:
    """A conversation in the list: with whom (None: they have erased their account), and whether something in it is new."""

    thread: Thread
    other: Person | None
    is_new: bool


@require_safe
@never_cache
@for_people("talks")
def talks(request: HttpRequest, person: Person) -> HttpResponse:
    """My conversations, the latest first."""
    listed = stretch_of(
        conversations.talks_of(person),
        by="latest_at",
        most=A_PAGE,
        before_mark=request.GET.get("before", ""),
        is_latest=True,
    )
    threads = listed.rows[::-1]
    others = conversations.others_in(threads, viewer=person)
    read = conversations.read_at_by_thread(person, threads=threads)
    shown = [
        Talk(
            thread,
            others.get(thread.pk),
            is_new=thread.latest_by_id != person.pk and ((at := read.get(thread.pk)) is None or at < thread.latest_at),
        )
        for thread in threads
    ]
    context = {"section": "mine", "talks": shown, "older": listed.earlier, "newer": listed.later}
    return render(request, "web/talks.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("write_to")
def write_to(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The first message to somebody; a POST sends it. Who speaks with them already is led to their conversation."""
    other = with_page_code(code)
    if other is None or not conversations.may_write_to(person, other=other):
        # Whether nothing brings the two together, or one does not want to meet the other, or there is nobody: it is not told.
        raise Http404
    already = conversations.talk_between(person, other)
    if request.method != "POST":
        if already:
            return redirect("thread", code=already.code)
        return _page(request, person, other)
    if is_too_often(request, what="talk", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    said = read_words(request.POST.dict(), is_private=True, is_begin=True)
    if said.error or said.beware:
        return _page(request, person, other, said=said)
    try:
        thread = journey_write_to(writer=person, other=other, words=said.words, now=timezone.now())
    except Refusal as refusal:
        return _page(request, person, other, said=SaidWords(said.words, refusal_words(refusal)))
    return redirect(f"{reverse('thread', args=[thread.code])}?latest")


def _page(request: HttpRequest, person: Person, other: Person, *, said: SaidWords | None = None) -> HttpResponse:
    shared = communities.shared_by(person, other)
    context = {"section": "mine", "other": other, "shared": shared, "said": said}
    return render(request, "web/write_to.html", context, status=422 if said else 200)
